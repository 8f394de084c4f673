"""Every rule by which something is found, with the severities it has and one sentence on it.

The registry that `bilingua check --rules` prints; what a rule looks for is in its own module.
"""

from __future__ import annotations

from dataclasses import dataclass

from bilingua.article import Severity
from bilingua.i18n import N_

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's id, the severities of its findings (gravest first), and what it means (a msgid)."""

    id: str
    severities: tuple[Severity, ...]
    meaning: str


RULES = (
    # whole.py, language.py
    Rule("untranslated", (ERROR, WARNING), N_("The segment, or a stretch of it, is still in the source's language.")),
    Rule("repetition", (ERROR,), N_("The translation says the same words over and over.")),
    # omission.py
    Rule("omission", (ERROR, WARNING), N_("A sentence, a clause or the whole segment has no translation.")),
    Rule("addition", (ERROR, WARNING), N_("The translation says more than the source.")),
    # negation.py
    Rule("negation-lost", (ERROR, WARNING), N_("The source denies something; the translation does not.")),
    Rule("opposite", (ERROR,), N_("A word lost the prefix that denied it: unarmed became armed.")),
    Rule("negation-added", (WARNING,), N_("The translation denies something that the source does not deny.")),
    # quotations.py, attribution.py
    Rule("quotation", (INFO,), N_("Somebody's words are quoted: a reader has to compare them.")),
    Rule("quotation-lost", (WARNING,), N_("What the source quotes has no quotation marks in the translation.")),
    Rule("quotation-added", (WARNING,), N_("The translation quotes what the source does not quote.")),
    Rule("quotation-marks", (WARNING,), N_("The translation has fewer quotations than the source.")),
    Rule("quotation-moved", (WARNING,), N_("The quotation marks stand around more or less than in the source.")),
    Rule("quotation-retold", (ERROR,), N_("The source quotes words in the language of the other edition; they are not there as they were said.")),
    Rule("quotation-open", (WARNING,), N_("A quotation mark has no partner.")),
    Rule("brackets", (WARNING, INFO), N_("A bracket has no partner, or what stood in brackets no longer does.")),
    Rule("attribution", (WARNING,), N_("The name beside “said” is another person's than in the source.")),
    # codes.py, addresses.py
    Rule("code-lost", (ERROR, WARNING), N_("A link, a picture or an emphasis of the source is missing.")),
    Rule("code-added", (WARNING,), N_("The translation has a link or an emphasis that the source has not.")),
    Rule("code-nesting", (ERROR,), N_("Links and emphases cross one another.")),
    Rule("code-empty", (WARNING,), N_("A link or an emphasis stands around no words.")),
    Rule("link-changed", (INFO,), N_("A link leads elsewhere than in the source.")),
    Rule("address", (ERROR, WARNING), N_("A web or mail address, a handle or a hashtag is missing or changed.")),
    # names.py
    Rule("name-lost", (ERROR, WARNING), N_("A name of the source is missing, or another word stands for it.")),
    Rule("name-unread", (WARNING,), N_("A segment is too long for its names to be looked for.")),
    Rule("name-changed", (ERROR,), N_("A name is misspelled.")),
    # ranks.py
    Rule("rank", (WARNING,), N_("An office lost its “acting”, “former”, “deputy” or “elect”.")),
    # party.py, acronyms.py
    Rule("party", (ERROR, WARNING), N_("A politician lost the party, or has another one.")),
    Rule("acronym", (WARNING,), N_("An acronym that the source spells out is used without its full name.")),
    # compass.py
    Rule("direction", (ERROR,), N_("North, south, east or west became another direction.")),
    # gender.py
    Rule("gender", (WARNING,), N_("A person is a man here and a woman there.")),
    # typography.py
    Rule("opening-mark", (WARNING,), N_("Spanish opens a question with ¿ and an exclamation with ¡.")),
    Rule("question", (WARNING,), N_("The source asks; the translation states.")),
    Rule("title-case", (WARNING,), N_("Spanish sets headlines as sentences.")),
    Rule("calendar-capital", (INFO,), N_("Spanish writes months and weekdays in lower case.")),
    Rule("quote-style", (INFO,), N_("The house style sets other quotation marks.")),
    Rule("quote-mix", (INFO,), N_("Straight and curly marks are mixed.")),
    Rule("percent", (INFO,), N_("The house style sets the percent sign in another way.")),
    Rule("united-states", (INFO,), N_("The house style abbreviates the United States in another way.")),
    Rule("ellipsis", (INFO,), N_("An ellipsis has three dots and no spaces.")),
    Rule("spacing", (INFO,), N_("There is a space too many or too few.")),
    # agreement.py, repetition.py
    Rule("agreement", (WARNING,), N_("A small word has not the form that its neighbour takes: y/e, o/u, de el/del, el/la, hasta el lunes, a/an.")),
    Rule("repeated", (WARNING,), N_("A word, a phrase or a sentence stands there twice.")),
    # lexicon.py
    Rule("no-word", (WARNING,), N_("A word is none of the translation's language: it was invented, or left untranslated.")),
    # terms.py, engines/
    Rule("term", (WARNING,), N_("The newsroom's glossary has another wording for a term.")),
    Rule("term-placed", (WARNING,), N_("A term of the glossary stands in place of the engine's word: the words around it may not agree.")),
    # usage.py
    Rule("money-twice", (WARNING,), N_("An amount names its currency by sign and by word.")),
    Rule("title", (INFO,), N_("An English abbreviation of a title stands in Spanish.")),
    Rule("usage", (INFO,), N_("The house style avoids this form.")),
    # values.py
    Rule("value-changed", (ERROR,), N_("A figure, an amount or a date is another one than in the source.")),
    Rule("value-swapped", (ERROR,), N_("Two figures have changed places.")),
    Rule("change-turned", (ERROR,), N_("What a value came to is told as how far it moved (to 4%, by 4%), or the other way round.")),
    Rule("bound-turned", (ERROR,), N_("A bound became its opposite: more than became less than.")),
    Rule("bound-lost", (WARNING,), N_("A bound of the source (at least, up to) is a count in the translation.")),
    Rule("value-missing", (ERROR, WARNING), N_("A figure, an amount or a date of the source is missing.")),
    Rule("value-added", (WARNING,), N_("The translation has a figure, an amount or a date that the source has not.")),
    Rule("unit-lost", (WARNING,), N_("A measure of the source is a bare figure in the translation.")),
    Rule("billon-ambiguous", (ERROR,), N_("“Billón” may mean two numbers in U.S. Spanish.")),
    Rule("currency-ambiguous", (WARNING,), N_("“$” may mean pesos or dollars.")),
    Rule("date-ambiguous", (WARNING,), N_("A date in figures may be read with the day or the month first.")),
    Rule("weekday-wrong", (WARNING,), N_("A date does not fall on the weekday that stands with it.")),
    # localize/
    Rule("value-repaired", (WARNING,), N_("The engine changed a figure or a date; it was put right.")),
    # engines
    Rule("unknown-word", (WARNING,), N_("The engine did not know a word.")),
    Rule("unsure", (WARNING,), N_("The engine was not sure of the segment.")),
)  # fmt: skip
