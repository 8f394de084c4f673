"""Make the data of bilingua.lexicon: the words of English and of Spanish.

    npm pack dictionary-es@4 dictionary-es-ar@2 dictionary-es-mx@2 dictionary-es-us@1
    npm pack dictionary-en@4 dictionary-en-gb@3 dictionary-en-au@3
    apt-get download wamerican-large wbritish-large wspanish
    python lexicon/build.py FOLDER

where they are unpacked: each npm package in a folder of its name, the Debian packages in
usr/share/dict. What is made is kept in src/bilingua/lexicon/data; neither users nor tests need these.

- English: SCOWL 2020.12.07 up to size 70, American and British spelling, as Debian's word lists and
  (size 60, also Australian) Hunspell dictionaries have it. Copyright Kevin Atkinson and others, under
  terms like those of MIT and BSD (data/COPYRIGHT.en.txt).
- Spanish: every form that the Hunspell dictionaries of RLA-ES 2.8 derive, for Spain, Argentina,
  Mexico and the United States. Copyright Santiago Bosio and others; MPL 1.1 or later, one of three
  licences to choose from.
- More Spanish: Debian's list wspanish by Enrique Zanardi, in the public domain, with its plurals.
- more.en.txt and more.es.txt beside this file: bilingua's own, words that those lack and the press
  has every day.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bilingua.lexicon.graph import pack
from bilingua.localize.names import bare

DATA = Path(__file__).parent.parent / "src" / "bilingua" / "lexicon" / "data"
HUNSPELL = {
    "en": ("dictionary-en", "dictionary-en-gb", "dictionary-en-au"),
    "es": ("dictionary-es", "dictionary-es-ar", "dictionary-es-mx", "dictionary-es-us"),
}
LISTS = {"en": ("american-english-large", "british-english-large"), "es": ("spanish",)}
# What Hunspell's flags for parts of compounds and for what is not suggested begin with.
_APART = ("NOSUGGEST", "ONLYINCOMPOUND", "FORBIDDENWORD")


class Affix(NamedTuple):
    """How a form is made of another: what is taken off, what is put on, where that is right."""

    suffix: bool
    off: str
    on: str
    flags: str
    where: re.Pattern[str]

    def on_word(self, word: str) -> str | None:
        """The form of `word`, None where it has none."""
        if not self.where.search(word):
            return None
        if self.suffix:
            return word.removesuffix(self.off) + self.on if word.endswith(self.off) else None
        return self.on + word.removeprefix(self.off) if word.startswith(self.off) else None


def hunspell(folder: Path) -> Iterator[str]:
    """Every form that a Hunspell dictionary knows, compounds aside."""
    affixes: dict[str, list[Affix]] = {}
    apart = set()
    for line in (folder / "index.aff").read_text("utf-8").splitlines():
        kind, *fields = line.split() or [""]
        if kind in _APART:
            apart.add(fields[0])
        elif kind in ("SFX", "PFX") and len(fields) >= 4:
            flag, off, on, where = fields[:4]
            form, _, flags = on.partition("/")
            pattern = re.compile(f"(?:{where})$" if kind == "SFX" else f"^(?:{where})")
            affixes.setdefault(flag, []).append(
                Affix(kind == "SFX", off.strip("0"), form if form != "0" else "", flags, pattern)
            )
    for entry in (folder / "index.dic").read_text("utf-8").splitlines()[1:]:
        stem, _, flags = entry.split("\t")[0].partition("/")
        if apart.isdisjoint(flags):
            yield from forms(stem, flags, affixes)


def forms(stem: str, flags: str, affixes: dict[str, list[Affix]]) -> Iterator[str]:
    """A stem with the suffixes that its flags allow, each of them with the prefixes."""
    prefixes = [a for flag in flags for a in affixes.get(flag, ()) if not a.suffix]
    waiting = [(stem, flags)]
    while waiting:
        word, allowed = waiting.pop()
        yield word
        yield from (form for prefix in prefixes if (form := prefix.on_word(word)))
        for flag in allowed:
            for affix in affixes.get(flag, ()):
                if affix.suffix and (form := affix.on_word(word)):
                    waiting.append((form, affix.flags))


def spanish_plural(word: str) -> str | None:
    """The plural of a Spanish noun or adjective, None for what is an infinitive or a plural."""
    if word[-1] in "aeoáéó":
        return word + "s"
    if re.search(r"[aeií]r$|[^áéíóú]s$", word):
        return None
    stressed = re.fullmatch(r"(.*)([áéíóú])([ns])", word)
    if stressed:
        return stressed[1] + bare(stressed[2]) + stressed[3] + "es"
    return word[:-1] + "ces" if word[-1] == "z" else word + "es" if word[-1] in "dlnr" else None


def words(language: str, folder: Path) -> Iterator[str]:
    """All words of a language, from the dictionaries, the lists and bilingua's own list."""
    for name in HUNSPELL[language]:
        yield from hunspell(folder / name)
    lists = [folder / "usr/share/dict" / name for name in LISTS[language]]
    lists.append(Path(__file__).parent / f"more.{language}.txt")
    listed = [word for path in lists for word in path.read_text("utf-8").split()]
    yield from listed
    if language == "es":
        yield from (plural for word in listed if (plural := spanish_plural(word)))


def kept(words: Iterable[str]) -> set[str]:
    """Those in lower case, without the possessives, which bilingua.lexicon derives."""
    return {
        word
        for word in words
        if re.fullmatch(r"[^\W\d_]+(?:'[^\W\d_]+)*", word)
        and word == word.lower()
        and not word.endswith("'s")
    }


def main() -> None:
    for language in HUNSPELL:
        ready = kept(words(language, Path(sys.argv[1])))
        packed = pack(ready)
        (DATA / f"{language}.graph").write_bytes(packed)
        print(language, len(ready), "words", len(packed), "bytes")


if __name__ == "__main__":
    main()
