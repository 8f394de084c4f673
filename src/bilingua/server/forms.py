"""The fields of a form that a page of the app sends."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bilingua.i18n import _

_MOST_FIELDS = 20


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a URL-encoded form, line breaks as Python has them."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, _("The app takes forms only."))
    try:
        pairs = parse_qsl(
            (await request.body()).decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:
        raise HTTPException(400, _("The form cannot be read.")) from error
    return {name: value.replace("\r\n", "\n") for name, value in pairs}
