"""The names by which the app calls states, roles, origins and languages, in the reader's language."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

from bilingua.article import Role, Severity
from bilingua.i18n import N_, _, interface_language
from bilingua.review.standing import State

STATES = {
    State.UNREVIEWED: N_("unreviewed"),
    State.IN_REVIEW: N_("in review"),
    State.APPROVED: N_("approved"),
    State.OUT_OF_DATE: N_("out of date"),
    State.MISSING_SOURCE: N_("story missing"),
    State.BROKEN: N_("cannot be read"),
}
ROLES = {
    Role.HEADLINE: N_("headline"),
    Role.DECK: N_("deck"),
    Role.BYLINE: N_("byline"),
    Role.DATELINE: N_("dateline"),
    Role.CAPTION: N_("caption"),
    Role.LIST: N_("list item"),
    Role.TABLE: N_("table cell"),
    Role.META: N_("metadata"),
    Role.BOILERPLATE: N_("site furniture"),
}
SEVERITIES = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.INFO: N_("info"),
}


def role_name(role: Role) -> str:
    """What a unit is; nothing for a paragraph of the story."""
    return _(ROLES[role]) if role in ROLES else ""


def language_name(tag: str) -> str:
    """“es-US” → “Spanish (United States)”."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name(interface_language())
    except (ValueError, UnknownLocaleError):
        return tag
    return name or tag
