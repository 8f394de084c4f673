"""The one small family of errors whose message tells a person what happened and what to do."""

from __future__ import annotations


class BilinguaError(Exception):
    """Something went wrong that a person can act on; the message is one sentence for them."""


class InputError(BilinguaError):
    """The file handed in cannot be read as a story."""


class LanguageError(BilinguaError):
    """The language is neither English nor Spanish, or there is too little text to tell."""


class EngineError(BilinguaError):
    """No installed engine can do what was asked, or an engine failed."""


class ModelError(BilinguaError):
    """A model package is broken, hostile or cannot be had."""


class SettingsError(BilinguaError):
    """A setting or a house style says something that bilingua does not understand."""


class ConflictError(BilinguaError):
    """Writing would overwrite what a person has changed."""
