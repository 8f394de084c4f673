"""The list of stories: found, filtered, in order, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from bilingua.i18n import N_, _
from bilingua.server.index import Index
from bilingua.server.listed import Listed
from bilingua.server.pages import Pages
from bilingua.server.words import STATES

PAGE = 50
ALL, WAITING = "all", "waiting"
ORDERS: Mapping[str, tuple[str, Callable[[Listed], Any]]] = {
    "worst": (
        N_("Worst findings first"),
        lambda pair: (-pair.errors, -pair.warnings, -pair.waiting, pair.name),
    ),
    "recent": (N_("Changed last"), lambda pair: (-pair.changed, pair.name)),
    "name": (N_("File name"), lambda pair: pair.name),
    "progress": (
        N_("Nearest to done"),
        lambda pair: (pair.waiting == 0, pair.waiting, pair.name),
    ),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader wants to see of the list."""

    q: str = ""
    show: str = ALL
    sort: str = "worst"
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wish:
        """The wish in an address; what means nothing counts as not said."""
        show, sort, page = query.get("show", ALL), query.get("sort", "worst"), query.get("page", "")
        return cls(
            query.get("q", "").strip(),
            show if show in (ALL, WAITING, *STATES) else ALL,
            sort if sort in ORDERS else "worst",
            int(page) if page.isascii() and page.isdecimal() and 0 < len(page) < 7 else 1,
        )

    @property
    def address(self) -> str:
        """Where that is shown."""
        return "/?" + urlencode(asdict(self))

    def takes(self, pair: Listed) -> bool:
        """Whether a pair is wanted."""
        if self.show == WAITING and not pair.waiting:
            return False
        if self.show in STATES and pair.state != self.show:
            return False
        text = f"{pair.name}\n{pair.headline}".casefold()
        return all(word in text for word in self.q.casefold().split())


class Listing:
    """The page with all stories of a folder."""

    def __init__(self, index: Index, pages: Pages) -> None:
        self._index = index
        self._pages = pages

    def show(self, request: Request) -> Response:
        """The page; only its list when that is all the browser wants."""
        wish, catalog = Wish.of(request.query_params), self._index.read()
        pairs = sorted(filter(wish.takes, catalog.pairs), key=ORDERS[wish.sort][1])
        last = max(1, -(-len(pairs) // PAGE))
        wish = replace(wish, page=max(1, min(wish.page, last)))
        page = self._pages.render(
            request,
            "pairs.html" if "hx-request" in request.headers else "list.html",
            folder=str(self._index.folder),
            wish=wish,
            here=wish.address,
            pairs=pairs[(wish.page - 1) * PAGE : wish.page * PAGE],
            total=len(pairs),
            waiting=sum(pair.waiting for pair in pairs),
            pending=catalog.pending,
            pages=last,
            before=replace(wish, page=wish.page - 1).address if wish.page > 1 else "",
            after=replace(wish, page=wish.page + 1).address if wish.page < last else "",
            filters=[
                (ALL, _("all stories")),
                (WAITING, _("those that wait for a person")),
                *((str(state), _(name)) for state, name in STATES.items()),
            ],
            orders=[(key, _(name)) for key, (name, _order) in ORDERS.items()],
        )
        if request.headers.get("hx-target") == "busy" and not catalog.pending:
            page.headers["HX-Retarget"] = page.headers["HX-Reselect"] = "#pairs"
        return page
