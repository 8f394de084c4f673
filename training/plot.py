"""Draw training logs as one SVG: BLEU on the development lines over minutes."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

WIDTH, HEIGHT, EDGE = 720, 400, 50
COLOURS = ("#1b6ca8", "#c8553d", "#3a7d44", "#7b4b94", "#8a6d1d")


def read(path: Path) -> list[tuple[float, float]]:
    """(minutes, BLEU) of a log."""
    with path.open(encoding="utf-8", newline="") as text:
        rows = csv.DictReader(text, delimiter="\t")
        points = [(float(row["minutes"]), float(row["BLEU"])) for row in rows]
    return [point for point in points if point[1] == point[1]]


def draw(curves: dict[str, list[tuple[float, float]]]) -> str:
    """The SVG of all curves on one pair of axes."""
    points = [point for curve in curves.values() for point in curve] or [(1.0, 1.0)]
    right = max(minutes for minutes, _ in points) or 1.0
    low, high = min(b for _, b in points) - 1, max(b for _, b in points) + 1

    def place(minutes: float, bleu: float) -> str:
        x = EDGE + minutes / right * (WIDTH - 2 * EDGE)
        y = HEIGHT - EDGE - (bleu - low) / (high - low) * (HEIGHT - 2 * EDGE)
        return f"{x:.1f},{y:.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">minutes (0–{right:.0f})</text>',
        f'<text x="{EDGE}" y="20">BLEU, development lines, greedy</text>',
    ]
    for bleu in range(int(low) + 1, int(high) + 1):
        x, y = place(0, bleu).split(",")
        parts.append(f'<line x1="{x}" y1="{y}" x2="{WIDTH - EDGE}" y2="{y}" stroke="#ddd"/>')
        parts.append(f'<text x="{EDGE - 8}" y="{y}" text-anchor="end" dy="4">{bleu}</text>')
    for number, (name, curve) in enumerate(curves.items()):
        colour = COLOURS[number % len(COLOURS)]
        line = " ".join(place(*point) for point in curve)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        y = 40 + 18 * number
        parts.append(
            f'<text x="{WIDTH - EDGE}" y="{y}" text-anchor="end" fill="{colour}">{name}</text>'
        )
    return "\n".join([*parts, "</svg>\n"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("logs", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    options.out.write_text(draw({log.stem: read(log) for log in options.logs}), encoding="utf-8")


if __name__ == "__main__":
    main()
