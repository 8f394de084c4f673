"""States of the United States as English papers shorten them after a town: Tampa, Fla.

The Associated Press' abbreviations; eight states have none. A party's tag (R-Fla.) is no town's.
"""

from __future__ import annotations

import re

_STATES = {
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California",
    "Colo": "Colorado", "Conn": "Connecticut", "Del": "Delaware", "Fla": "Florida",
    "Ga": "Georgia", "Ill": "Illinois", "Ind": "Indiana", "Kan": "Kansas", "Ky": "Kentucky",
    "La": "Louisiana", "Md": "Maryland", "Mass": "Massachusetts", "Mich": "Michigan",
    "Minn": "Minnesota", "Miss": "Mississippi", "Mo": "Missouri", "Mont": "Montana",
    "Neb": "Nebraska", "Nev": "Nevada", "N.H": "New Hampshire", "N.J": "New Jersey",
    "N.M": "New Mexico", "N.Y": "New York", "N.C": "North Carolina", "N.D": "North Dakota",
    "Okla": "Oklahoma", "Ore": "Oregon", "Pa": "Pennsylvania", "R.I": "Rhode Island",
    "S.C": "South Carolina", "S.D": "South Dakota", "Tenn": "Tennessee", "Vt": "Vermont",
    "Va": "Virginia", "Wash": "Washington", "W.Va": "West Virginia", "Wis": "Wisconsin",
    "Wyo": "Wyoming",
}  # fmt: skip
_AFTER_TOWN = re.compile(
    rf"(?<=[a-zà-ÿ], )({'|'.join(map(re.escape, _STATES))})\.(?P<goes_on>,|\)|[ ](?![A-Z]))?"
)


def in_full(text: str) -> str:
    """The states after towns in full; the full stop stays where it ends the sentence as well."""
    return _AFTER_TOWN.sub(
        lambda match: _STATES[match[1]] + (match["goes_on"] if match["goes_on"] else "."), text
    )


def abbreviated(text: str) -> frozenset[int]:
    """Where the states begin that are shortened after a town."""
    return frozenset(match.start() for match in _AFTER_TOWN.finditer(text))
