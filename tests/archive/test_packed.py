"""Zip, tar and packed files: stories come out, editions go in, everything else stays as it was."""

from __future__ import annotations

import gzip
import struct
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from packing_up import rewritten, stories, tarred, zipped

from bilingua.archive.containers.gzipped import Gzip
from bilingua.archive.containers.tarred import Tar
from bilingua.archive.containers.zipped import Zip

MEMBERS = {
    "2024/story.md": b"# A story\n\nThe mayor spoke.\n" * 40,
    "2024/photo.png": b"\x89PNG" + bytes(range(256)) * 9,
    "page": b"<!DOCTYPE html><p>Without a suffix",
    "__MACOSX/2024/._story.md": b"\0\5\26\7",
    "empty.txt": b"",
    "style.css": b"p {}",
}
KEYS = ["2024/story.md", "page", "empty.txt"]
TARS = [(mode, kind) for mode in ("w", "w:gz", "w:bz2", "w:xz")
        for kind in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT)]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def test_a_zip_gives_its_stories(path: Path) -> None:
    path.write_bytes(zipped(MEMBERS))
    found = stories(Zip(), path)
    assert list(found) == KEYS
    assert all(held.data == MEMBERS[key] and not held.error for key, held in found.items())
    assert found["2024/story.md"].name == "story.md"


def test_a_zip_keeps_all_but_its_stories(path: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"the archive's own"
        for number, (name, data) in enumerate(MEMBERS.items()):
            info = zipfile.ZipInfo(name, (2001, 2, 3, 4, 5, 6 + 2 * number))
            info.external_attr, info.comment = 0o100640 << 16, b"note"
            info.compress_type = zipfile.ZIP_STORED if name == "page" else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    path.write_bytes(out.getvalue())
    old, new = zipfile.ZipFile(path), zipfile.ZipFile(BytesIO(rewritten(Zip(), path)))
    assert new.testzip() is None
    assert new.comment == old.comment
    for before, after in zip(old.infolist(), new.infolist(), strict=True):
        for kept in ("filename", "date_time", "external_attr", "comment", "compress_type"):
            assert getattr(before, kept) == getattr(after, kept)
        data = old.read(before)
        assert new.read(after) == (data.upper() if before.filename in KEYS else data)


def variants() -> dict[str, bytes]:
    """Zips of every make."""

    class OneWay(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    streamed = OneWay()
    with zipfile.ZipFile(streamed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in MEMBERS.items():
            archive.writestr(name, data)
    wide = BytesIO()
    with zipfile.ZipFile(wide, "w") as archive:
        for name, data in MEMBERS.items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(data)
    packed = zipped(MEMBERS)
    return {
        "stored": zipped(MEMBERS, zipfile.ZIP_STORED),
        "deflated": packed,
        "bzip2": zipped(MEMBERS, zipfile.ZIP_BZIP2),
        "streamed": streamed.getvalue(),
        "wide": wide.getvalue(),
        "after a program": b"MZ program" * 99 + packed,
        "with folders": zipped({"2024/": b"", **MEMBERS}),
        "wide ending": _with_zip64_ending(packed),
    }


def _with_zip64_ending(packed: bytes) -> bytes:
    """The same archive with its directory told in 64 bits, as for more than 65,535 members."""
    at = packed.rfind(b"PK\5\6")
    count, length, offset = struct.unpack_from("<10xHLL", packed, at)
    ending = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, length, offset)
    ending += struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    full = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return packed[:at] + ending + full


@pytest.mark.parametrize("make", variants())
def test_a_zip_of_any_make_is_read_and_written(path: Path, make: str) -> None:
    path.write_bytes(variants()[make])
    assert list(stories(Zip(), path)) == KEYS
    assert rewritten(Zip(), path, loud=False) == path.read_bytes()
    new = zipfile.ZipFile(BytesIO(rewritten(Zip(), path)))
    assert new.testzip() is None
    assert {name: new.read(name) for name in MEMBERS} == {
        name: data.upper() if name in KEYS else data for name, data in MEMBERS.items()
    }


@pytest.mark.slow
def test_a_zip_of_very_many_members_is_written_with_a_wide_ending(path: Path) -> None:
    path.write_bytes(zipped({f"{number}.css": b"" for number in range(66_000)} | MEMBERS))
    new = zipfile.ZipFile(BytesIO(rewritten(Zip(), path)))
    assert len(new.infolist()) == 66_006
    assert new.read("2024/story.md") == MEMBERS["2024/story.md"].upper()


def untarred(data: bytes) -> list[tuple[tarfile.TarInfo, bytes]]:
    with tarfile.open(fileobj=BytesIO(data)) as archive:
        opened = [(info, archive.extractfile(info)) for info in archive]
        return [(info, file.read() if file else b"") for info, file in opened]


@pytest.mark.parametrize(("mode", "kind"), TARS)
def test_a_tar_of_any_make_is_read_and_written(path: Path, mode: str, kind: int) -> None:
    long = f"{'long' * 20}/{'name' * 15}/señor.md"
    members = MEMBERS | {long: b"# Long\n" * 200}
    path.write_bytes(tarred(members, mode, kind))
    assert list(stories(Tar(), path)) == [*KEYS, long]
    old, new = untarred(path.read_bytes()), untarred(rewritten(Tar(), path))
    for (before, data), (after, changed) in zip(old, new, strict=True):
        for kept in ("name", "mode", "mtime", "uname", "type"):
            assert getattr(before, kept) == getattr(after, kept)
        assert changed == (data.upper() if before.name in (*KEYS, long) else data)


@pytest.mark.parametrize(("mode", "kind"), TARS)
def test_a_tar_without_editions_is_the_same(path: Path, mode: str, kind: int) -> None:
    path.write_bytes(tarred(MEMBERS, mode, kind))
    copy = rewritten(Tar(), path, loud=False)
    if mode == "w:gz":
        assert gzip.decompress(copy) == gzip.decompress(path.read_bytes())
        assert copy[4:8] == path.read_bytes()[4:8], "the time in its header"
    else:
        assert copy == path.read_bytes()


def test_a_size_that_stands_in_a_record_of_its_own_is_replaced(path: Path) -> None:
    info = tarfile.TarInfo("a.md")
    info.size = 6
    info.pax_headers = {"size": "6", "comment": "kept"}
    path.write_bytes(info.tobuf(tarfile.PAX_FORMAT) + b"# Tiny".ljust(512, b"\0") + bytes(1024))
    assert stories(Tar(), path)["a.md"].data == b"# Tiny"
    out = BytesIO()
    Tar().rewrite(path, out, lambda held: held.data * 200, None)
    ((member, _),) = untarred(out.getvalue())
    assert (member.size, member.pax_headers["comment"]) == (1200, "kept")


def test_links_and_devices_in_a_tar_are_no_stories_and_stay(path: Path) -> None:
    with tarfile.open(path, "w") as archive:
        for name, kind in (("link.md", tarfile.SYMTYPE), ("hard.md", tarfile.LNKTYPE),
                           ("device.md", tarfile.BLKTYPE), ("pipe.md", tarfile.FIFOTYPE)):  # fmt: skip
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert stories(Tar(), path) == {}
    assert rewritten(Tar(), path) == path.read_bytes()


def test_containers_in_containers_are_read_and_written(path: Path) -> None:
    innermost = zipped({"a.md": b"# a", "b.png": b"\x89PNG"})
    middle = tarred({"in.zip": innermost, "c.txt": b"c"}, "w:gz")
    path.write_bytes(
        zipped({"mid.tar.gz": middle, "d.md": b"# d", "e.md.gz": gzip.compress(b"# e")})
    )
    keys = ["mid.tar.gz!in.zip!a.md", "mid.tar.gz!c.txt", "d.md", "e.md.gz!e.md"]
    assert list(stories(Zip(), path)) == keys
    assert rewritten(Zip(), path, loud=False) == path.read_bytes()
    new = zipfile.ZipFile(BytesIO(rewritten(Zip(), path)))
    assert gzip.decompress(new.read("e.md.gz")) == b"# E"
    inner = {info.name: data for info, data in untarred(new.read("mid.tar.gz"))}
    assert zipfile.ZipFile(BytesIO(inner["in.zip"])).read("a.md") == b"# A"


def test_containers_too_deep_are_reported_and_kept(path: Path) -> None:
    data = zipped({"a.md": b"# a"})
    for _ in range(4):
        data = zipped({"in.zip": data, "b.md": b"# b"})
    path.write_bytes(data)
    found = stories(Zip(), path)
    assert [bool(held.error) for held in found.values()] == [True, False, False, False, False]
    assert "inside one another" in str(next(iter(found.values())).error)
    assert zipfile.ZipFile(BytesIO(rewritten(Zip(), path))).testzip() is None


def test_names_that_lead_out_or_come_twice_have_keys_of_their_own(path: Path) -> None:
    names = ["a.md", "../a.md", "/a.md", "C:\\a.md", "x/../a.md", "b!.md", "b%21.md", "./a.md"]
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), b"# " + name.encode())
    path.write_bytes(out.getvalue())
    found = stories(Zip(), path)
    keys = list(found)
    assert len(keys) == len(names)
    (told,) = (held.error for held in found.values() if held.error)
    assert "a.md has a path that leads out of its archive" in str(told)
    assert not [key for key in keys if ".." in key or key.startswith("/") or "!" in key]
    assert [
        info.filename for info in zipfile.ZipFile(BytesIO(rewritten(Zip(), path))).infolist()
    ] == [info.filename for info in zipfile.ZipFile(path).infolist()]


def test_a_file_packed_by_itself_is_read_and_written(tmp_path: Path) -> None:
    path = tmp_path / "story.md.gz"
    path.write_bytes(gzip.compress(b"# A story", mtime=99))
    assert {key: held.data for key, held in stories(Gzip(), path).items()} == {
        "story.md": b"# A story"
    }
    assert gzip.decompress(rewritten(Gzip(), path)) == b"# A STORY"
    assert rewritten(Gzip(), path, loud=False) == path.read_bytes()
