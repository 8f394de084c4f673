"""An exported model as an ordinary Argos package: a folder and its .argosmodel archive.

Argos encodes and decodes with one SentencePiece model. Ours is the source's: decoding only joins
pieces and turns their marks into spaces, which needs no vocabulary.
"""

from __future__ import annotations

import argparse
import json
import shutil
import zipfile
from pathlib import Path

NAMES = {"en": "English", "es": "Spanish", "pt": "Portuguese"}
LIMIT = 25_000_000


def package(
    model: Path, vocabulary: Path, readme: Path, out: Path, codes: tuple[str, str], version: str
) -> Path:
    """Write the folder `out` and the archive beside it; the archive's path."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    shutil.copytree(model, out / "model")
    shutil.copy(vocabulary, out / "sentencepiece.model")
    shutil.copy(readme, out / "README.md")
    source, target = codes
    metadata = {
        "package_version": version, "argos_version": "1.9.0", "type": "translate",
        "from_code": source, "from_name": NAMES[source],
        "to_code": target, "to_name": NAMES[target],
    }  # fmt: skip
    (out / "metadata.json").write_text(json.dumps(metadata, indent=4) + "\n", encoding="utf-8")
    files = sorted(path for path in out.rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in files)
    if size > LIMIT:
        raise SystemExit(f"{out}: {size:,} bytes; a package may have {LIMIT:,}")
    archive = out.with_name(out.name + ".argosmodel")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        for path in files:
            bundle.write(path, Path(out.name) / path.relative_to(out))
    return archive


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, help="folder written by export")
    parser.add_argument("--vocabulary", required=True, type=Path, help="the source's SentencePiece")
    parser.add_argument("--readme", required=True, type=Path, help="licence, making, scores")
    parser.add_argument("--languages", nargs=2, required=True, choices=sorted(NAMES))
    parser.add_argument("--version", default="0.1")
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    source, target = options.languages
    print(
        package(
            options.model,
            options.vocabulary,
            options.readme,
            options.out,
            (source, target),
            options.version,
        )
    )


if __name__ == "__main__":
    main()
