"""What must arrive to the letter: web and mail addresses, handles, hashtags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bilingua.article import Finding, Severity
from bilingua.checks.base import SegmentPair

ADDRESS = re.compile(
    r"""(?P<address>(?:https?://|www\.)[^\s<>"“”«»]+
       |(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)
       |(?P<handle>(?<![\w@.])@\w{2,30}\b)|(?P<hashtag>(?<![\w&])\#(?=\w*[^\W\d_])\w+)""",
    re.VERBOSE,
)
# What every address has one of: most texts have none and are not read any closer.
_SIGN = re.compile(r"[@#]|://|www\.")
_TRAILING = ".,;:!?…)]'’"


def addresses(text: str) -> list[tuple[str, str, int]]:
    """(kind, text, start) of each, without the punctuation that follows."""
    if not _SIGN.search(text):
        return []
    return [
        (str(match.lastgroup), match[0].rstrip(_TRAILING).rstrip("/"), match.start())
        for match in ADDRESS.finditer(text)
    ]


def check(pair: SegmentPair) -> Iterator[Finding]:
    """Addresses that the target lacks or changed. A hashtag may be another one in Spanish."""
    heard = Counter(text for _, text, _ in addresses(pair.target))
    for kind, text, start in addresses(pair.source):
        if heard[text]:
            heard[text] -= 1
            continue
        severity = Severity.WARNING if kind == "hashtag" else Severity.ERROR
        yield Finding("address", severity, "{address} is missing from the translation.",
                      {"address": text}, (start, start + len(text)))  # fmt: skip
