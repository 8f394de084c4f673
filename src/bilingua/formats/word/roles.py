"""What a paragraph of a Word file is in the story, by its style and by what it stands in.

Styles are told by their names, which Word writes in English whatever language it speaks; their
identifiers are in the language of whoever made the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bilingua.article import Role
from bilingua.formats.word.tree import Node, value

_ROLES = (
    (re.compile(r"(?:title|heading \d|toc heading)\Z", re.I), Role.HEADLINE),
    (re.compile(r"(?:subtitle|deck|dek|standfirst|summary)\Z", re.I), Role.DECK),
    (re.compile(r"(?:caption|cutline)\Z", re.I), Role.CAPTION),
    (re.compile(r"(?:byline|author)\Z", re.I), Role.BYLINE),
    (re.compile(r"dateline\Z", re.I), Role.DATELINE),
    (re.compile(r"list\b", re.I), Role.LIST),
    (re.compile(r"(?:header|footer)\Z", re.I), Role.BOILERPLATE),
)
# Styles are based on one another, but not in circles.
_GENERATIONS = 10


def style_roles(raw: str, styles: Node) -> dict[str, Role]:
    """What paragraphs of each style are, where the style or one that it is based on says so."""
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    for style in styles.walk():
        if style.name == "w:style":
            key = value(raw, style, "w:styleId")
            names[key] = value(raw, style.child("w:name"))
            parents[key] = value(raw, style.child("w:basedOn"))
    roles: dict[str, Role] = {}
    for key in names:
        ancestor = key
        for _ in range(_GENERATIONS):
            role = next((r for p, r in _ROLES if p.match(names.get(ancestor, ""))), None)
            if role or ancestor not in parents:
                break
            ancestor = parents[ancestor]
        if role:
            roles[key] = role
    return roles


def role_of(raw: str, paragraph: Node, roles: Mapping[str, Role], around: Role) -> Role:
    """What a paragraph is; `around` is what it stands in: a table's cell, a page's header."""
    shape = paragraph.child("w:pPr")
    if shape is None or around is Role.BOILERPLATE:
        return around
    named = roles.get(value(raw, shape.child("w:pStyle")))
    if named is Role.LIST or (named is None and shape.child("w:numPr")):
        return Role.LIST
    if named is None and shape.child("w:outlineLvl") and around is Role.BODY:
        return Role.HEADLINE
    return named or around
