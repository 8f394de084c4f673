"""An ordinary term of the glossary in place of the engine's own word for it.

A stand-in would break the grammar around an ordinary word. The engine is asked what it says for the
term alone instead, and where it said that in the sentence, the glossary's word takes its place, in
its number, with the article of its gender. What else agreed with the old word is for a person to see.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bilingua.article import Finding, Severity
from bilingua.engines.base import Decoding, Rendering
from bilingua.engines.capitals import Recased
from bilingua.engines.guards import Guarded, translate_guarded
from bilingua.engines.routes import Route
from bilingua.glossary.wording import agreed, in_number, with_article, without_article
from bilingua.names.name import Name

# Routes that are asked what they say for a term.
_ASKED = 2
# A word or a phrase, and not what an engine says when it knows neither.
_PLAIN = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,4}")
# What routes say for each term by itself, by the term as it was written.
_Own = Mapping[str, Sequence[str]]


def worded(
    routes: Sequence[Route],
    answers: Sequence[Guarded],
    reworded: Sequence[Sequence[Name]],
    decoding: Decoding,
) -> list[Guarded | None]:
    """The answers with the glossary's words; None where the engine's own were not found.

    `reworded` has the terms for which each answer has another word.
    """
    terms = dict.fromkeys(name.text.lower() for names in reworded for name in names)
    own = _own_words(list(terms), routes, decoding)
    return [_placed(answer, names, own) for answer, names in zip(answers, reworded, strict=True)]


def _own_words(terms: Sequence[str], routes: Sequence[Route], decoding: Decoding) -> _Own:
    language = routes[0].direction.source
    asked = [(term, form) for term in terms for form in (with_article(term, language), term)]
    bare = replace(decoding, align=False)
    said: dict[str, list[str]] = {term: [] for term in terms}
    for route in routes[:_ASKED] if asked else ():
        answers = translate_guarded([route], [Recased(form) for _, form in asked], bare)
        for (term, _), answer in zip(asked, answers, strict=True):
            word = without_article(answer.rendering.text.strip(" .").lower())
            if _PLAIN.fullmatch(word) and word != term:
                said[term].append(word)
    return said


def _placed(answer: Guarded, names: Sequence[Name], own: _Own) -> Guarded | None:
    """An answer with the wording of every term whose own word is in it."""
    text, findings = answer.rendering.text, list(answer.findings)
    language = answer.route.direction.target
    for name in names:
        assert name.term
        found = next(filter(None, (_find(word, text) for word in own[name.text.lower()])), None)
        if found is None:
            continue
        wording = in_number(name.text, name.term, language)
        text = agreed(text, *found.span(), wording, language)
        findings.append(
            Finding(
                "term-placed",
                Severity.WARNING,
                "“{term}”, the glossary's, stands where the engine wrote “{own}”; see that the words around it agree.",
                {"term": wording, "own": found[0]},
            )
        )
    if text == answer.rendering.text:
        return None
    rendering = Rendering(text, answer.rendering.score, unknown=answer.rendering.unknown)
    return replace(answer, rendering=rendering, findings=tuple(findings))


def _find(word: str, text: str) -> re.Match[str] | None:
    return re.search(rf"(?i)(?<![\w-]){re.escape(word)}(?![\w-])", text)
