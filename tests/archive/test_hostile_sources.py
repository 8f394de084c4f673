"""Damaged and hostile archives: everything is reported, nothing is fatal, memory stays bounded."""

from __future__ import annotations

import bz2
import gzip
import lzma
import random
import resource
import struct
import subprocess
import sys
import tarfile
import textwrap
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from packing_up import rewritten, stories, tarred, zipped

from bilingua.archive.containers.base import Container, Held
from bilingua.archive.containers.gzipped import Gzip
from bilingua.archive.containers.kinds import kind_of
from bilingua.archive.containers.tarred import Tar
from bilingua.archive.containers.warc import Warc
from bilingua.archive.containers.zipped import Zip
from bilingua.archive.sources import Sources
from bilingua.errors import BilinguaError, InputError

chance = random.Random(11)
WORDS = "mayor council budget school storm harbor vote hearing library water".split()
STORIES = {
    f"2024/{number}.md": " ".join(chance.choices(WORDS, k=300)).encode() for number in range(12)
}
PICTURE = {"a.png": chance.randbytes(3000)}


def warc() -> bytes:
    """Twelve pages, each record packed by itself."""
    records = []
    for number, text in enumerate(STORIES.values()):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>" + text
        records.append(
            b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%d>\r\n"
            b"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n"
            % (number, len(block)) + block + b"\r\n\r\n"
        )  # fmt: skip
    return b"".join(gzip.compress(record, mtime=0) for record in records)


WHOLE: dict[str, tuple[Container, bytes]] = {
    "a.zip": (Zip(), zipped(STORIES | PICTURE)),
    "stored.zip": (Zip(), zipped(STORIES | PICTURE, zipfile.ZIP_STORED)),
    "a.tar": (Tar(), tarred(STORIES | PICTURE)),
    "a.tar.gz": (Tar(), tarred(STORIES | PICTURE, "w:gz")),
    "a.tar.bz2": (Tar(), tarred(STORIES | PICTURE, "w:bz2")),
    "a.tar.xz": (Tar(), tarred(STORIES | PICTURE, "w:xz")),
    "a.warc.gz": (Warc(), warc()),
    "a.warc": (Warc(), gzip.decompress(warc())),
    "nested.zip": (
        Zip(),
        zipped({"in.tar.gz": tarred(STORIES, "w:gz"), "in.zip": zipped(STORIES)}),
    ),
}


@pytest.fixture(autouse=True)
def _with_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    """How WARC files are read has nothing to do with how their pages are."""
    monkeypatch.setattr("bilingua.archive.containers.warc.need_trafilatura", lambda: None)


def outcome(container: Container, path: Path) -> tuple[list[Held], list[str]]:
    """The stories that can be read, and what is said of the rest; anything else raised is a fault."""
    try:
        held = list(stories(container, path).values())
    except InputError as error:
        return [], [str(error)]
    for one in held:
        one.key.encode()
        assert not (one.error and one.data)
    return [one for one in held if not one.error], [str(one.error) for one in held if one.error]


def copied(container: Container, path: Path) -> bytes | None:
    """The archive with editions, or None where it is refused in one sentence."""
    try:
        return rewritten(container, path)
    except BilinguaError as error:
        assert str(error).endswith((".", "folder"))
        return None


def damaged(data: bytes, seed: int) -> bytes:
    """Cut short, with bits turned, with a stretch gone, doubled or zeroed."""
    random_ = random.Random(seed)
    at = random_.randrange(len(data))
    size = random_.randrange(1, 2000)
    match seed % 5:
        case 0:
            return data[:at]
        case 1:
            turned = bytearray(data)
            for _ in range(random_.randrange(1, 8)):
                turned[random_.randrange(len(data))] ^= 1 << random_.randrange(8)
            return bytes(turned)
        case 2:
            return data[:at] + data[at + size :]
        case 3:
            return data[:at] + data[at : at + size] * 2 + data[at + size :]
    return data[:at] + bytes(size) + data[at + size :]


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize(
    "seeds", [range(10), pytest.param(range(10, 120), marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_a_damaged_archive_gives_what_it_can_and_reports_the_rest(
    name: str, seeds: range, tmp_path: Path
) -> None:
    container, data = WHOLE[name]
    path = tmp_path / name
    originals = set(STORIES.values()) | {b"<p>" + text for text in STORIES.values()}
    for seed in seeds:
        path.write_bytes(damaged(data, seed))
        good, errors = outcome(container, path)
        is_checked = name not in ("a.tar", "a.warc")  # these have no checksums
        if is_checked:
            assert all(held.data in originals for held in good), seed
        whole = len(good) >= 12
        assert whole or errors or seed % 5, f"{seed}: cut short, and nobody said so"
        copied(container, path)


@pytest.mark.parametrize("name", WHOLE)
def test_any_bytes_behind_an_archives_mark_are_refused(name: str, tmp_path: Path) -> None:
    container, data = WHOLE[name]
    path = tmp_path / name
    for seed in range(8):
        path.write_bytes(data[: seed * 3] + random.Random(seed).randbytes(3000))
        good, errors = outcome(container, path)
        assert not good
        assert errors
        copied(container, path)


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.warc", "a.warc.gz"])
def test_an_empty_file_is_refused_or_empty(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"")
    container = kind_of(name, lambda: b"").container
    assert container is not None
    good, _ = outcome(container, path)
    assert not good


def test_a_wrong_checksum_is_the_storys_own_error(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = bytearray(zipped(STORIES, zipfile.ZIP_STORED))
    data[data.find(STORIES["2024/3.md"]) + 100] ^= 1
    path.write_bytes(data)
    good, errors = outcome(Zip(), path)
    assert len(good) == 11
    assert errors == ["3.md is damaged in its archive; copy the archive again from where it came."]
    new = copied(Zip(), path)
    assert new is not None
    assert STORIES["2024/3.md"][:90] in new, "the damaged story is copied as it is"
    with zipfile.ZipFile(BytesIO(new)) as archive:
        assert archive.testzip() == "2024/3.md"


def test_an_encrypted_story_is_reported_and_copied(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = bytearray(zipped({"a.md": b"# a", "b.md": b"# b"}))
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.find(mark) + flags] |= 1
    path.write_bytes(data)
    good, errors = outcome(Zip(), path)
    assert [held.key for held in good] == ["b.md"]
    assert "encrypted" in errors[0]
    new = copied(Zip(), path)
    assert new is not None
    with zipfile.ZipFile(BytesIO(new)) as archive:
        assert archive.infolist()[0].flag_bits & 1


def test_members_that_share_their_bytes_are_no_stories(tmp_path: Path) -> None:
    """The bomb that needs no nesting: many entries for one stretch of data."""
    data = zipped({"a.md": b"word " * 200_000})
    entry = data[data.find(b"PK\1\2") : data.find(b"PK\5\6")]
    directory = b"".join(entry.replace(b"a.md", b"%04d" % number) for number in range(500))
    end = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, 500, 500, len(directory), data.find(b"PK\1\2"), 0
    )
    renamed = (
        directory.replace(b"0001", b"1.md").replace(b"0002", b"2.md").replace(b"0003", b"3.md")
    )
    path = tmp_path / "a.zip"
    path.write_bytes(data[: data.find(b"PK\1\2")] + renamed + end)
    good, errors = outcome(Zip(), path)
    assert (len(good), len(errors)) == (0, 3)
    assert all("shares its bytes" in error for error in errors)
    assert copied(Zip(), path) == path.read_bytes()


@pytest.mark.parametrize("size", [-1, -(1 << 40), 1 << 62])
def test_a_tar_whose_sizes_are_absurd_is_reported(size: int, tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    data = bytearray(tarred({"a.md": b"# a", "b.md": b"# b"}, kind=tarfile.GNU_FORMAT))
    data[124:136] = b"\x80" + (size & ((1 << 88) - 1)).to_bytes(11, "big")
    if size < 0:
        data[124] = 0xFF
    data[148:156] = b"        "
    data[148:156] = b"%06o\0 " % sum(data[:512])
    path.write_bytes(data)
    good, errors = outcome(Tar(), path)
    assert not good
    assert errors
    copied(Tar(), path)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_behind_a_damaged_record_are_read(name: str, tmp_path: Path) -> None:
    container, data = WHOLE[name]
    path = tmp_path / name
    mark = b"\nContent-Length" if name == "a.warc" else b"\x1f\x8b\x08"
    at = data.find(mark, 3000) + 100 * (name == "a.warc.gz")
    path.write_bytes(data[:at] + b"\0" * 20 + data[at + 20 :])
    good, errors = outcome(container, path)
    assert len(good) == 11
    assert errors == [
        f"{name} is damaged: 1 of its records cannot be read; copy it again from where it came."
    ]
    new = copied(container, path)
    assert new is not None
    path.write_bytes(new)
    assert [held.data for held in outcome(container, path)[0]] == [
        held.data.upper() for held in good
    ]


@pytest.mark.parametrize("length", ["-5", "x", "9" * 30, ""])
def test_a_record_without_a_length_is_reported(length: str, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(f"WARC/1.0\r\nContent-Length: {length}\r\n\r\n".encode() * 2)
    assert outcome(Warc(), path) == (
        [], ["a.warc is cut short or no WARC file; copy it again from where it came."],
    )  # fmt: skip
    assert copied(Warc(), path) == path.read_bytes()


def bomb(name: str, path: Path) -> None:
    """A small file that unpacks to very much."""
    blocks = 400  # of 1 MB
    zeros = bytes(1 << 20)

    def tar_of(size: int) -> tuple[bytes, bytes]:
        info = tarfile.TarInfo("a.bin")
        info.size = size
        return info.tobuf(tarfile.GNU_FORMAT), bytes(1024)

    def streamed(write: Callable[[bytes], object]) -> None:
        for _ in range(blocks):
            write(zeros)

    head, tail = tar_of(blocks << 20)
    match name:
        case "a.tar.gz":
            with gzip.open(path, "wb", 9) as out:
                out.write(head)
                streamed(out.write)
                out.write(tail)
        case "a.tar.bz2":
            with bz2.open(path, "wb", 9) as out_bz2:
                out_bz2.write(head)
                streamed(out_bz2.write)
        case "a.tar.xz":
            with lzma.open(path, "wb", preset=0) as out_xz:
                out_xz.write(head)
                streamed(out_xz.write)
        case "a.warc.gz":
            with gzip.open(path, "wb", 9) as out:
                out.write(
                    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n"
                    % (blocks << 20)
                )
                streamed(out.write)
        case "story.zip" | "nested.zip" | "line.warc.gz" | "line.md.gz":
            packer = zlib.compressobj(9, wbits=31)
            packed = b"".join(packer.compress(b"x" * (1 << 20)) for _ in range(blocks))
            packed += packer.flush()
            if name.startswith("line"):
                path.write_bytes(packed)
            else:
                inner = zipped({"a.md.gz": packed, "b.md": b"# b"})
                path.write_bytes(zipped({"in.zip": inner}) if name == "nested.zip" else inner)


BOMBS = ["a.tar.gz", "a.tar.bz2", "a.tar.xz", "a.warc.gz", "story.zip", "nested.zip", "line.warc.gz",
         "line.md.gz"]  # fmt: skip
READ = """
import sys, time, resource
from io import BytesIO
from pathlib import Path
import bilingua.archive.containers.inflating as inflating
import bilingua.archive.containers.warc as warc
from bilingua.archive.containers.kinds import kind_of
from bilingua.errors import BilinguaError
warc.need_trafilatura = lambda: None
inflating.FREE = 1 << 22
class Nowhere:
    name = "out"
    def write(self, data): return len(data)
    def flush(self): pass
path = Path(sys.argv[1])
container = kind_of(path.name, lambda: path.open("rb").read(4096)).container
try:
    for held in container.stories(path):
        print("story" if held.error is None else held.error)
except BilinguaError as error:
    print(error)
try:
    container.rewrite(path, Nowhere(), lambda held: held.data, None)
except BilinguaError as error:
    print(error)
# Not getrusage: what it tells begins with the memory of the process that started this one.
told = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
print(int(told) // 1024)
"""


def read_apart(path: Path) -> tuple[list[str], int]:
    """What a process of its own says of an archive, and how many megabytes it took at most."""
    code = [sys.executable, "-c", textwrap.dedent(READ), str(path)]
    said = subprocess.run(code, capture_output=True, text=True, check=True, timeout=120).stdout
    *lines, memory = said.splitlines()
    return lines, int(memory)


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_defused_in_little_memory(name: str, tmp_path: Path) -> None:
    bomb(name, tmp_path / name)
    lines, memory = read_apart(tmp_path / name)
    assert "times its size" in str(lines) or "16 MB" in str(lines) or "no WARC file" in str(lines)
    assert memory < 200


def test_a_small_bomb_is_defused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bilingua.archive.containers.inflating.FREE", 1 << 20)
    path = tmp_path / "a.tar.gz"
    path.write_bytes(tarred({"a.bin": bytes(8 << 20), "b.md": b"# b"}, "w:gz"))
    good, errors = outcome(Tar(), path)
    assert not good
    assert "unpacks to more than 200 times its size" in errors[0]
    assert copied(Tar(), path) is None


@pytest.mark.slow
def test_a_large_archive_takes_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    small, large = tmp_path / "small.tar.gz", tmp_path / "large.tar.gz"
    for path, count in ((small, 10), (large, 20_000)):
        with tarfile.open(path, "w:gz", compresslevel=1) as archive:
            for number in range(count):
                info = tarfile.TarInfo(f"{number}.md")
                info.size = 4000
                archive.addfile(info, BytesIO(b"%d" % number * 4000))
    (_, little), (lines, much) = read_apart(small), read_apart(large)
    assert lines.count("story") == 20_000
    assert much < little + 15


def test_one_very_long_line_is_no_header(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"WARC/1.0" + b"x" * (30 << 20))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert outcome(Warc(), path)[1]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8 << 10


def test_hostile_names_of_files_do_no_harm(tmp_path: Path) -> None:
    for name in (
        "-rf.md",
        "a\nb.md",
        "$(reboot).md",
        "%s{x}.md",
        "ñ" * 100 + ".md",
        "..md",
        " .md",
    ):
        (tmp_path / name).write_text("# A")
    found = [one.relative for one in Sources([tmp_path]) if one.format]
    assert sorted(found) == sorted(path.name for path in tmp_path.iterdir() if path.name[0] != ".")


@pytest.mark.parametrize("container", [Zip(), Tar(), Warc(), Gzip()], ids=lambda one: one.name)
def test_a_file_that_is_gone_is_told_as_the_system_tells_it(
    container: Container, tmp_path: Path
) -> None:
    with pytest.raises((OSError, InputError)):
        list(container.stories(tmp_path / "gone.zip"))
