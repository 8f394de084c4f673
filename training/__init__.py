"""Train, export and package bilingua's own small translation models (never part of the wheel)."""
