"""Bring the interface's catalogues up to date with the messages in the source, and compile them.

Marked messages are _("..."), N_("...") and ngettext; a Finding's message is its third argument,
an error's its first; the settings file's comments are messages too.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.extract import extract_from_dir

from bilingua.config import DEFAULTS, is_explanation

ROOT = Path(__file__).parent.parent
ERRORS = (
    *("InputError", "OutputError", "LanguageError", "EngineError", "ModelError"),
    *("SettingsError", "UsageError", "ServerError", "ReviewError", "TagError", "ConflictError"),
    *("StaleError", "Unseen", "UnknownStory"),
)
KEYWORDS = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "Finding": (3,),
    **dict.fromkeys(ERRORS),
}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
LANGUAGES = ("en", "es")
# Words that reach people through data: severities, origins, languages.
DATA_WORDS = (
    *("error", "warning", "info", "engine", "memory", "person", "copied"),
    *("English", "Spanish"),
)


class Message(NamedTuple):
    """A message of the source: its plural, if it counts something, and the files it is in."""

    plural: str
    files: list[str]


def messages() -> dict[str, Message]:
    """Each message of the source."""
    found = {word: Message("", []) for word in DATA_WORDS}
    for line in filter(is_explanation, DEFAULTS.read_text("utf-8").splitlines()):
        found[line] = Message("", [f"src/bilingua/{DEFAULTS.name}"])
    for name, _line, message, _comments, _context in extract_from_dir(
        str(ROOT / "src"), METHODS, keywords=KEYWORDS
    ):
        text, plural = message if isinstance(message, tuple) else (message, "")
        if text:
            entry = found.setdefault(text, Message(plural, []))
            if f"src/{name}" not in entry.files:
                entry.files.append(f"src/{name}")
    return found


def update(language: str, found: dict[str, Message]) -> None:
    """Merge the messages into a language's catalogue; what is gone goes."""
    path = ROOT / "locales" / language / "LC_MESSAGES" / "bilingua.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {entry.msgid: entry for entry in old}
    new = polib.POFile(wrapwidth=100)
    new.metadata = {
        "Project-Id-Version": "bilingua",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for text in sorted(found):
        new.append(_entry(text, found[text], known.get(text), language))
    new.save(str(path))
    compiled = ROOT / "src" / "bilingua" / path.relative_to(ROOT).with_suffix(".mo")
    compiled.parent.mkdir(parents=True, exist_ok=True)
    new.save_as_mofile(str(compiled))


def _entry(text: str, message: Message, old: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=text,
        occurrences=[(name, "") for name in message.files],
        flags=["python-brace-format"] if "{" in text else [],
    )
    own = language == "en"
    if message.plural:
        entry.msgid_plural = message.plural
        kept = old.msgstr_plural if old else {}
        entry.msgstr_plural = kept or {0: own * text, 1: own * message.plural}
    else:
        entry.msgstr = old.msgstr if old else own * text
    return entry


if __name__ == "__main__":
    every = messages()
    for code in LANGUAGES:
        update(code, every)
