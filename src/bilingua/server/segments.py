"""What an editor does to one segment; each answer is the segment as it is then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bilingua.article import Severity
from bilingua.errors import TagError
from bilingua.i18n import _
from bilingua.review.journal import Change
from bilingua.review.store import Stored
from bilingua.server.desk import Desk, Saved, Seen, Unseen
from bilingua.server.forms import fields_of
from bilingua.server.marks import added, compared
from bilingua.server.pages import Pages
from bilingua.server.rows import Row, rows_of
from bilingua.server.stories import whole

Action = Callable[[str, Seen, Mapping[str, str]], Saved]


@dataclass(frozen=True, slots=True)
class Told:
    """A change as the history of a segment tells it."""

    by: str
    at: str
    text: Markup | None
    accepted: bool
    reopened: bool

    @classmethod
    def of(cls, change: Change) -> Told:
        """What is to be told of a change."""
        before = change.before.target if change.before else ""
        after = change.after.target if change.after else ""
        was, now = (state is None or state.fuzzy for state in (change.before, change.after))
        text = compared(before, after) if before != after else None
        return cls(change.by, change.at, text, was and not now, now and not was)


class Segments:
    """The parts of a story's page, a segment each."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def show(self, request: Request) -> Response:
        """The segment as it is saved."""
        return self._segment(request, self._desk.load(request.path_params["id"]))

    def edit(self, request: Request) -> Response:
        """The segment with a form to write its translation in."""
        stored = self._desk.load(request.path_params["id"])
        row = self._row(request.query_params, stored)
        return self._segment(request, stored, panel=self._form(request, stored, row))

    def history(self, request: Request) -> Response:
        """The segment with all that was ever changed in it."""
        id = request.path_params["id"]
        stored = self._desk.load(id)
        row = self._row(request.query_params, stored)
        panel = self._pages.text(
            request,
            "history.html",
            **whole(id, stored),
            changes=[Told.of(change) for change in self._desk.history(id, row.entry.context)],
            original=self._desk.original(id, row.entry),
        )
        return self._segment(request, stored, panel=panel)

    async def save(self, request: Request) -> Response:
        """Save what an editor wrote, which accepts it."""
        return await self._act(
            request,
            lambda id, seen, fields: self._desk.write(id, seen, fields.get("text", "")),
            _("Saved."),
        )

    async def accept(self, request: Request) -> Response:
        """Accept the translation as it is."""
        return await self._act(
            request, lambda id, seen, _fields: self._desk.accept(id, seen), _("Saved: accepted.")
        )

    async def reopen(self, request: Request) -> Response:
        """Say that the segment needs a person again."""
        return await self._act(
            request,
            lambda id, seen, _fields: self._desk.reopen(id, seen),
            _("Saved: the segment needs a person again."),
        )

    async def revert(self, request: Request) -> Response:
        """Put the engine's text back."""
        return await self._act(
            request,
            lambda id, seen, _fields: self._desk.revert(id, seen),
            _("Saved: the engine's text stands again."),
        )

    async def take_kept(self, request: Request) -> Response:
        """Use a translation from before the source changed."""
        return await self._act(
            request,
            lambda id, seen, fields: self._desk.take_kept(id, seen, _number(fields)),
            _("Saved: the earlier translation stands again."),
        )

    async def _act(self, request: Request, action: Action, said: str) -> Response:
        fields = await fields_of(request)
        return await run_in_threadpool(self._answer, request, fields, action, said)

    def _answer(
        self, request: Request, fields: Mapping[str, str], action: Action, said: str
    ) -> Response:
        id = request.path_params["id"]
        seen = Seen(fields.get("context", ""), fields.get("version", ""))
        try:
            saved = action(id, seen, fields)
        except (Unseen, TagError) as error:
            return self._refused(request, fields, error)
        entry = self._row(fields, saved.stored).entry
        wrong = [found.text for found in entry.remarks if found.severity is Severity.ERROR]
        if wrong and "text" in fields:
            said = " ".join([said, _("Look once more:"), wrong[0]])
        said = f"{said} {saved.problem}".strip()
        return self._segment(request, saved.stored, fields=fields, said=said)

    def _refused(
        self, request: Request, fields: Mapping[str, str], error: Unseen | TagError
    ) -> Response:
        """Nothing was saved: the segment as it is, with what the editor wrote and why not."""
        stored = self._desk.load(request.path_params["id"])
        row = self._row(fields, stored)
        text = fields.get("text")
        panel, said = "", str(error)
        if text is not None and isinstance(error, Unseen) and text == row.entry.target:
            said = _("Somebody else saved the very same text.")
        elif text is not None:
            theirs = added(text, row.entry.target) if isinstance(error, Unseen) else None
            problem = "" if isinstance(error, Unseen) else said
            panel = self._form(request, stored, row, text=text, theirs=theirs, problem=problem)
            said = ""  # the panel says it
        status = 409 if isinstance(error, Unseen) else 422
        return self._segment(request, stored, fields, status, said, panel)

    def _form(
        self,
        request: Request,
        stored: Stored,
        row: Row,
        *,
        text: str | None = None,
        theirs: Markup | None = None,
        problem: str = "",
    ) -> str:
        id = request.path_params["id"]
        return self._pages.text(
            request,
            "edit.html",
            **whole(id, stored),
            row=row,
            text=row.entry.target if text is None else text,
            theirs=theirs,
            problem=problem,
            original=self._desk.original(id, row.entry),
        )

    def _segment(
        self,
        request: Request,
        stored: Stored,
        fields: Mapping[str, str] | None = None,
        status: int = 200,
        said: str = "",
        panel: str = "",
    ) -> Response:
        """The segment, and around it what an action changed on the page."""
        row = self._row(request.query_params if fields is None else fields, stored)
        return self._pages.render(
            request,
            "segment.html" if fields is None else "changed.html",
            status=status,
            **whole(request.path_params["id"], stored),
            row=row,
            said=said,
            panel=Markup(panel),
        )

    def _row(self, fields: Mapping[str, str], stored: Stored) -> Row:
        context = fields.get("context", "")
        for row in rows_of(stored.review):
            if row.entry.context == context:
                return row
        raise HTTPException(404, _("The story has no such segment any more; read it again."))


def _number(fields: Mapping[str, str]) -> int:
    text = fields.get("number", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1
