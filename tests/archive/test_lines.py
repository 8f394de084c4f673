"""Files of many JSON records are read record by record and come back as they were."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingua.archive.containers.base import Container, Held
from bilingua.archive.containers.json_list import JsonList
from bilingua.archive.containers.lines import Lines
from bilingua.archive.containers.records import MAX_RECORD, Keys
from bilingua.errors import InputError
from bilingua.formats.registry import format_for, read

STORIES = [{"id": 7, "title": "The bridge"}, {"title": 'ñ [1] {2} \\" x'}, {"id": 7, "text": "No."}]
LISTS = [
    "[{}]",
    "[\n  {}\n]\n",
    '{{"status": "ok", "tags": ["a", {{"b": [1]}}], "articles": [{}], "next": [{{"id": 1}}]}}',
]


def stories(container: Container, path: Path) -> list[Held]:
    return list(container.stories(path))


def copy(container: Container, path: Path, text: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    container.rewrite(path, out, lambda held: (text or {}).get(held.key), None)
    return out.getvalue()


def test_each_line_is_a_story_with_a_key_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps(story) for story in STORIES]
    data = ("\ufeff" + "\r\n".join([lines[0], "", "{broken", lines[1], "[1]", lines[2]])).encode()
    path.write_bytes(data)
    found = stories(Lines(), path)
    assert [held.key for held in found] == ["7", "line 3", "line 4", "line 5", "7 (6)"]
    assert [str(held.error) for held in found if held.error] == [
        "What is at line 3 is no JSON record; it stays as it is.",
        "What is at line 5 is no JSON record; it stays as it is.",
    ]
    assert json.loads(found[0].data) == STORIES[0]
    assert read(found[0].name, found[0].data).units[0].text == "The bridge"
    assert copy(Lines(), path) == data
    new = copy(Lines(), path, {"7": b'{"title":\n"El puente"}'})
    assert new == data.replace(lines[0].encode(), b'{"title": "El puente"}')


def test_a_line_that_no_memory_should_hold_is_passed_over(tmp_path: Path) -> None:
    path, size = tmp_path / "a.ndjson", 3 * MAX_RECORD
    with path.open("wb") as file:
        file.write(b'{"title": "')
        for _ in range(size >> 20):
            file.write(b"x" * (1 << 20))
        file.write(b'"}\n{"title": "The bridge"}\n')
    tracemalloc.start()
    long, short = stories(Lines(), path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "line 1 is larger than 16 MB" in str(long.error)
    assert short.key == "line 2"
    assert peak < 2.5 * MAX_RECORD
    copied = tmp_path / "copy"
    with copied.open("wb") as out:
        Lines().rewrite(path, out, lambda held: None, None)
    assert copied.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("form", LISTS)
@pytest.mark.parametrize("chunk", [1, 3, 1 << 16])
def test_a_list_is_cut_into_its_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, chunk: int
) -> None:
    monkeypatch.setattr("bilingua.archive.containers.json_list._CHUNK", chunk)
    path, written = tmp_path / "a.json", [json.dumps(story) for story in STORIES]
    path.write_text(form.format(", ".join(written)))
    assert JsonList().looks(path.read_bytes())
    found = stories(JsonList(), path)
    assert [held.data.decode() for held in found] == written
    assert [held.key for held in found] == ["7", "record 2", "7 (3)"]
    assert copy(JsonList(), path) == path.read_bytes()
    new = copy(JsonList(), path, {"record 2": b"{}"}).decode()
    assert new == path.read_text().replace(written[1], "{}")


def test_a_list_that_is_cut_off_or_holds_too_much_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bilingua.archive.containers.json_list.MAX_RECORD", 50)
    path = tmp_path / "a.json"
    path.write_text('[{"id": "a"}, {"title": "%s"}, {"id": "b"}, {"id": "c' % ("x" * 200))
    found = stories(JsonList(), path)
    assert [held.key for held in found] == ["a", "record 2", "b", "record 4"]
    assert "larger" in str(found[1].error)
    assert "ends in the middle" in str(found[3].error)
    assert copy(JsonList(), path) == path.read_bytes()
    path.write_text('{"title": "The bridge", "text": "It is open."}')
    with pytest.raises(InputError, match="has no list of records"):
        stories(JsonList(), path)


def test_one_record_is_not_taken_for_a_list() -> None:
    for top in (b'{"title": "x", "body": "y", "items": [{"id": 1}]}', b'{"items": ["a"]}', b"[1]"):
        assert not JsonList().looks(top)
    assert format_for("a.json", '{"title": "x"}').name == "record"
    assert Lines().looks(b'{"id": 1}\n{"id": 2}\n')
    assert not Lines().looks(b'{\n"id": 1}\n')


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300) | st.text('[]{}",:\\ \n1a', max_size=80).map(str.encode))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(data)
    for container in (Lines(), JsonList()):
        try:
            found = stories(container, path)
            assert len({held.key for held in found}) == len(found)
            assert copy(container, path) == data
        except InputError as error:
            assert str(error)


@given(st.lists(st.sampled_from(["a", "a (2)", "a (3)", "b"]), max_size=12))
def test_no_two_records_share_a_key(names: list[str]) -> None:
    keys = Keys()
    given_out = [keys.key(name, number) for number, name in enumerate(names, 1)]
    assert len(set(given_out)) == len(names)
