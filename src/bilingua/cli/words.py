"""The words that the command-line library says to people, in the language of the interface.

It knows the library's sentences, not where in the library they are made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from bilingua.i18n import N_, _, fill

# What the library says and what bilingua says instead, the more specific sentence first.
SENTENCES = {
    "Missing argument '{name}'.": N_("“{name}” is missing"),
    "Missing option '{name}'.": N_("“{name}” is missing"),
    "Missing command.": N_("A command is missing"),
    "No such option: {name} (Possible options: {others})": N_(
        "There is no option {name} (nearest: {others})"
    ),
    "No such option: {name}": N_("There is no option {name}"),
    "No such command '{name}'. Did you mean {others}?": N_(
        "There is no command “{name}” (nearest: {others})"
    ),
    "No such command '{name}'.": N_("There is no command “{name}”"),
    "Option '{name}' requires an argument.": N_("{name} needs a value"),
    "Option '{name}' does not take a value.": N_("{name} takes no value"),
    "Got unexpected extra argument(s) ({names})": N_("“{names}” is more than the command takes"),
    "Got unexpected extra argument ({names})": N_("“{names}” is more than the command takes"),
    "Got unexpected extra arguments ({names})": N_("“{names}” is more than the command takes"),
    "Invalid value for {name}: {reason}": N_("{name} has a value that does not fit: {reason}"),
    "Show this message and exit.": N_("Show this help."),
    "Install completion for the current shell.": N_("Let the shell complete bilingua's words."),
    "Show completion for the current shell, to copy it or customize the installation.": N_(
        "Print what does that, to copy it."
    ),
}
HEADINGS = (N_("Arguments"), N_("Options"), N_("Commands"))
PLACEHOLDERS = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
_REQUIRED = N_("[required]")
# What type of Python value an option takes ("<str>", "<list[str]>") tells an editor nothing.
_TYPE = re.compile(r" +<[\w\[\]|. ]+>")


def said(sentence: str) -> str:
    """A sentence of the library as bilingua says it; one that is not known stays."""
    for theirs, ours in SENTENCES.items():
        if match := _pattern(theirs).fullmatch(sentence):
            return fill(ours, match.groupdict())
    return sentence.rstrip(".")


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(sentence)), re.S)


_Plain: Any = typer.Context.formatter_class


class _Formatter(_Plain):  # type: ignore[misc]
    """Writes help with its headings and standing sentences in the interface language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for placeholder in PLACEHOLDERS:
            args = args.replace(placeholder, _(placeholder))
        # The library puts what must be given in braces; capitals say as much.
        args = args.replace("{", "").replace("}", "")
        super().write_usage(prog, args, _("Usage:") + " ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_(heading))

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        spoken = [(_TYPE.sub("", name), _help(text)) for name, text in rows]
        super().write_dl(spoken, col_max, col_spacing)


def _help(text: str) -> str:
    standing = next((fill(SENTENCES[s], {}) for s in SENTENCES if s == text), text)
    return standing.replace(_REQUIRED, _(_REQUIRED))


class _Context(typer.Context):
    formatter_class = _Formatter


class Command(TyperCommand):
    """A command whose help is in the interface language."""

    context_class = _Context


class Group(TyperGroup):
    """A group of commands whose help is in the interface language."""

    context_class = _Context


class OpenGroup(Group):
    """A group whose first command is meant where none is named: bilingua archive SOURCE."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [next(iter(self.commands)), *args]
        return super().parse_args(ctx, args)
