"""Compile the interface's catalogues into the package when a wheel or an editable install is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling's hook: locales/*/LC_MESSAGES/bilingua.po → src/bilingua/locales/.../bilingua.mo."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write one compiled catalogue for each language."""
        root = Path(self.root)
        for source in sorted((root / "locales").glob("*/LC_MESSAGES/bilingua.po")):
            target = root / "src" / "bilingua" / source.relative_to(root).with_suffix(".mo")
            target.parent.mkdir(parents=True, exist_ok=True)
            polib.pofile(str(source)).save_as_mofile(str(target))
