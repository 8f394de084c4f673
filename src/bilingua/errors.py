"""The one small family of errors whose message tells a person what happened and what to do."""

from __future__ import annotations

from bilingua.i18n import fill


class BilinguaError(Exception):
    """Something went wrong that a person can act on.

    `message` is one English sentence that says what happened and what to do, with {placeholders}
    for `values`; `str()` gives it filled, in the language of the interface. `exit_code` is what
    the command line ends with.
    """

    exit_code = 1

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return fill(self.message, self.values)


class InputError(BilinguaError):
    """The file handed in cannot be read as a story."""


class OutputError(BilinguaError):
    """An edition cannot be written where it should go."""


class ReviewError(BilinguaError):
    """A review file is broken, or does not go with its story."""


class StaleError(ReviewError):
    """A story says something else by now than its review file."""


class TagError(ReviewError):
    """The tags of a translation are not those of its source."""


class ConflictError(ReviewError):
    """A review file was changed by somebody else in the meantime."""


class ServerError(BilinguaError):
    """The review app cannot be served."""


class LanguageError(BilinguaError):
    """The language is neither English nor Spanish, or there is too little text to tell."""


class SameLanguageError(LanguageError):
    """A story is in the language of the edition already."""


class EngineError(BilinguaError):
    """No installed engine can do what was asked, or an engine failed."""


class ModelError(BilinguaError):
    """A model package is broken, hostile or cannot be had."""


class SettingsError(BilinguaError):
    """A setting or a house style says something that bilingua does not understand."""


class UsageError(SettingsError):
    """The command or the call asks for what does not exist or does not go together."""

    exit_code = 2
