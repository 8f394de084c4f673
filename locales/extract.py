"""Bring the interface's catalogues up to date with the messages in the source.

Marked messages are _("...") and ngettext; a Finding's message is its third argument,
an error's its first.
"""

from __future__ import annotations

from pathlib import Path

import polib
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).parent.parent
ERRORS = (
    "InputError",
    "OutputError",
    "LanguageError",
    "EngineError",
    "ModelError",
    "SettingsError",
)
KEYWORDS = {"_": None, "ngettext": (1, 2), "Finding": (3,), **dict.fromkeys(ERRORS)}
LANGUAGES = ("en", "es")
# Words that reach people through data: severities, origins.
DATA_WORDS = ("error", "warning", "info", "engine", "memory", "person", "copied")


def messages() -> dict[str, list[tuple[str, str]]]:
    """Each message with the places it is used at."""
    found: dict[str, list[tuple[str, str]]] = {word: [] for word in DATA_WORDS}
    source = ROOT / "src"
    for name, line, message, _comments, _context in extract_from_dir(
        str(source), keywords=KEYWORDS
    ):
        for text in message if isinstance(message, tuple) else (message,):
            if text:
                found.setdefault(text, []).append((f"src/{name}", str(line)))
    return found


def update(language: str, found: dict[str, list[tuple[str, str]]]) -> None:
    """Merge the messages into a language's catalogue; what is gone goes."""
    path = ROOT / "locales" / language / "LC_MESSAGES" / "bilingua.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {entry.msgid: entry.msgstr for entry in old}
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
        translated = known.get(text, text if language == "en" else "")
        flags = ["python-brace-format"] if "{" in text else []
        places = [(name, "") for name in dict.fromkeys(name for name, _line in found[text])]
        new.append(polib.POEntry(msgid=text, msgstr=translated, occurrences=places, flags=flags))
    new.save(str(path))


if __name__ == "__main__":
    every = messages()
    for code in LANGUAGES:
        update(code, every)
