"""The command line. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import sys


def main() -> None:
    """Run bilingua; every error is one sentence, exit code 1 (2 for wrong usage)."""
    from bilingua.cli.app import app
    from bilingua.errors import BilinguaError

    try:
        app()
    except BilinguaError as error:
        print(f"bilingua: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output (head, less) had enough.
        sys.stderr.close()
        sys.exit(1)
