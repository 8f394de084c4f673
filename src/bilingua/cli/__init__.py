"""The command line. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import io
import os
import sys

INTERRUPTED = 130


def main() -> None:
    """Run bilingua; every error is one sentence, exit code 1 (2 for wrong usage)."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # A terminal that lacks a letter shows another one in its place; that is no reason to fail.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = _run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:  # the reader of our output (head, less) had enough
        code = 1
    _let_go_of_output()
    sys.exit(code)


def _let_go_of_output() -> None:
    """What could not be written goes nowhere, or Python complains of it once more as it ends."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run() -> int:
    from bilingua.errors import BilinguaError

    try:
        from bilingua.cli.app import app

        code = app(prog_name="bilingua", standalone_mode=False) or 0
        # What the reader or the disk refuses is to be known here, not when Python ends.
        if sys.stdout is not None:
            sys.stdout.flush()
        return int(code)
    except BilinguaError as error:
        _complain(str(error))
        return error.exit_code
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        return _unforeseen(error)


def _unforeseen(error: Exception) -> int:
    """Report what no part of bilingua raises: the library's own errors, and what nobody thought of."""
    from bilingua.cli.words import said
    from bilingua.i18n import _

    if type(error).__name__ == "NoArgsIsHelpError":
        print(error, file=sys.stderr)
        return 2
    if (format_message := getattr(error, "format_message", None)) is not None:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "bilingua"
        problem = said(format_message()).rstrip(".")
        _complain(_("{problem}; see “{command} --help”.").format(problem=problem, command=command))
        return int(getattr(error, "exit_code", 2))
    if os.environ.get("BILINGUA_DEBUG"):
        raise error
    if isinstance(error, OSError) and error.strerror:
        reason = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
        _complain(
            _("The system refused ({reason}); put that right and run the command again.").format(
                reason=reason
            )
        )
        return 1
    what = f"{type(error).__name__}: {error}".rstrip(".:")
    _complain(
        _(
            "Something that bilingua did not foresee went wrong ({what}); run it again with BILINGUA_DEBUG=1 and report what it prints."
        ).format(what=" ".join(what.split()))
    )
    return 1


def _complain(sentence: str) -> None:
    print(f"bilingua: {sentence}", file=sys.stderr)
