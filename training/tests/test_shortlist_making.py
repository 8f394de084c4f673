"""A shortlist made of a few pairs: Marian's file, read by the product's own reader."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bilingua.engines.firefox import found_models
from bilingua.engines.marian.shortlist import read_shortlist
from training.shortlist import checksum, lists, shares, write

SOURCE = ["</s>", "▁the", "▁house", "▁dog", "▁Lima"]
TARGET = ["</s>", "▁la", "▁casa", "▁el", "▁perro", "▁Lima", "▁rare"]
# the house, the dog, house, Lima
READ = [[1, 2], [1, 3], [2], [4]]
SAID = [[1, 2], [3, 4], [2], [5]]


def test_a_word_is_listed_with_its_translation() -> None:
    read, said = ([np.array(row) for row in rows] for rows in (READ, SAID))
    keys, share = shares(read, said, len(TARGET))
    by_pair = {divmod(int(key), len(TARGET)): value for key, value in zip(keys, share, strict=True)}
    assert by_pair[2, 2] > 0.8
    assert by_pair[2, 2] > by_pair[1, 2]
    found = lists(keys, share, SOURCE, TARGET, np.array([1, 3]))
    assert 4 in found[3]
    assert found[0].tolist() == [0, 1, 3]


def test_a_name_is_listed_with_itself() -> None:
    nothing = np.zeros(0, np.int64), np.zeros(0)
    found = lists(*nothing, SOURCE, TARGET, np.zeros(0, np.int64))
    assert [each.tolist() for each in found] == [[0], [], [], [], [5]]


def test_the_product_reads_what_was_written(tmp_path: Path) -> None:
    found = [np.array([1, 3]), np.array([], np.int64), np.array([2])]
    write(tmp_path / "lex.bin", found)
    listed = read_shortlist(tmp_path / "lex.bin")
    assert sorted(listed.of([2, 0]).tolist()) == [1, 2, 3]
    assert sorted(listed.of([1, 0]).tolist()) == [1, 3]


def test_the_checksum_is_marians() -> None:
    path = next(next(iter(found_models().values())).parent.glob("lex*.bin"))
    body = path.read_bytes()
    assert checksum(body[16:]) == int.from_bytes(body[8:16], "little")
