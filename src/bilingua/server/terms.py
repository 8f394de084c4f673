"""Adding a term to the glossary from the page of a story."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bilingua.errors import OutputError
from bilingua.glossary.adding import Notebook
from bilingua.i18n import _
from bilingua.server.forms import fields_of
from bilingua.server.pages import Pages


class Terms:
    """The form for a term."""

    def __init__(self, notebook: Notebook, pages: Pages) -> None:
        self._notebook = notebook
        self._pages = pages

    async def add(self, request: Request) -> Response:
        """Add a term; the answer is what is wrong, or nothing with a word that it is saved."""
        fields = await fields_of(request)
        source, target = fields.get("source", "").strip(), fields.get("target", "").strip()
        if not source or not target:
            return self._answer(request, _("A term needs both its languages."), status=422)
        both = (source, target) if fields.get("language") == "en" else (target, source)
        try:
            new = await run_in_threadpool(self._notebook.add, *both, fields.get("note", ""))
        except OutputError as error:
            return self._answer(request, str(error), status=422)
        saved = _("Saved in the glossary.") if new else _("The glossary has that term already.")
        return self._answer(request, "", said=saved)

    def _answer(
        self, request: Request, problem: str, *, said: str = "", status: int = 200
    ) -> Response:
        return self._pages.render(request, "added.html", status=status, problem=problem, said=said)
