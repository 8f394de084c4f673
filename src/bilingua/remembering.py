"""What was made of a sentence, kept for when it is asked for again; texts without end are not kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_T = TypeVar("_T")
# Answers that are kept, of any one function: a batch of an archive has about 500 segments.
_KEPT = 2048
# Characters of all that an answer was made of.
_LONGEST = 10_000


def remembered(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """A function of texts whose last answers are kept where the texts are short."""
    kept = cast(Callable[_P, _T], lru_cache(maxsize=_KEPT)(function))

    @wraps(function)
    def answer(*texts: _P.args, **named: _P.kwargs) -> _T:
        short = sum(len(str(text)) for text in (*texts, *named.values())) <= _LONGEST
        return (kept if short else function)(*texts, **named)

    return answer
