"""Packages are installed whole or not at all, and hostile ones are refused."""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import stat
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilingua.engines.argos import user_folder
from bilingua.engines.base import Direction
from bilingua.errors import ModelError
from bilingua.models.index import install_from_index
from bilingua.models.packages import install_file, installed, remove

EN_ES = Direction("en", "es")
METADATA = {"package_version": "1.9", "argos_version": "1.9", "from_code": "en", "to_code": "es"}


def package(path: Path, extra: dict[str, bytes] | None = None, root: str = "en_es/") -> Path:
    """A package as an index has it, with weights that only a loader would miss."""
    from sentencepiece import SentencePieceTrainer

    text = path.parent / "text"
    text.write_text("the mayor spoke to us\n" * 30 + "el alcalde nos habló\n" * 30)
    SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(text),
        vocab_size=40,
        hard_vocab_limit=False,
        minloglevel=9,
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(root + "metadata.json", json.dumps(METADATA))
        archive.writestr(root + "sentencepiece.model", text.with_suffix(".model").read_bytes())
        archive.writestr(root + "model/model.bin", b"weights")
        archive.writestr(root + "README.md", "# en-es\n\nLicense: CC0\n")
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return path


def test_a_package_is_installed_listed_and_removed(tmp_path: Path) -> None:
    path = install_file(package(tmp_path / "a.argosmodel"))
    assert path.parent == user_folder()
    (model,) = [m for m in installed() if not m.shipped]
    assert (model.direction, model.version, model.licence) == (EN_ES, "1.9", "CC0")
    assert remove(EN_ES) == [path]
    with pytest.raises(ModelError, match="could be removed"):
        remove(EN_ES)


def test_installing_again_replaces_the_older_one(tmp_path: Path) -> None:
    file = package(tmp_path / "a.argosmodel")
    path = install_file(file)
    (path / "mark").write_text("old")
    assert install_file(file) == path
    assert not (path / "mark").exists()


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "a/../../outside", "..\\outside"])
def test_a_package_that_writes_outside_is_refused(tmp_path: Path, name: str) -> None:
    file = package(tmp_path / "a.argosmodel", {name: b"x"})
    with pytest.raises(ModelError, match="outside"):
        install_file(file)
    assert not list(user_folder().glob("*"))
    assert not list(user_folder().parent.glob(".installing-*"))


def test_bombs_links_and_scraps_are_refused(tmp_path: Path) -> None:
    bomb = package(tmp_path / "bomb.argosmodel", {"zeros": bytes(200_000_000)})
    with pytest.raises(ModelError, match="more than a model can be"):
        install_file(bomb)
    link = package(tmp_path / "link.argosmodel")
    with zipfile.ZipFile(link, "a") as archive:
        info = zipfile.ZipInfo("en_es/link")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(ModelError, match="holds a link"):
        install_file(link)
    scrap = tmp_path / "scrap.argosmodel"
    scrap.write_bytes(b"no zip")
    with pytest.raises(ModelError, match="not a whole"):
        install_file(scrap)
    with zipfile.ZipFile(scrap, "w") as archive:
        archive.writestr("readme", "nothing")
    with pytest.raises(ModelError, match=r"metadata\.json"):
        install_file(scrap)


class Server(http.server.SimpleHTTPRequestHandler):
    """A file server on loopback that honours Range, and can break off in the middle."""

    break_after: int | None = None
    ranges: list[str]

    def do_GET(self) -> None:
        data = Path(self.translate_path(self.path)).read_bytes()
        start = 0
        if asked := self.headers.get("Range"):
            type(self).ranges.append(asked)
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        body = data[start:]
        cut = type(self).break_after
        if cut is not None and self.path.endswith(".argosmodel"):
            body = body[:cut]
            type(self).break_after = None
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def index(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "served"
    folder.mkdir()
    Server.ranges, Server.break_after = [], None
    handler = functools.partial(Server, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        file = package(folder / "en_es.argosmodel")
        sha = hashlib.sha256(file.read_bytes()).hexdigest()
        entry = {**METADATA, "links": [f"{address}/en_es.argosmodel"], "sha256": sha}
        older = {**entry, "package_version": "1.10", "from_code": "es", "to_code": "en"}
        wrong = {**entry, "from_code": "pt", "sha256": "0" * 64}
        (folder / "index.json").write_text(json.dumps([entry, older, wrong]))
        yield f"{address}/index.json"
        server.shutdown()


def test_a_package_comes_from_the_index(index: str, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = install_from_index(EN_ES, index, tmp_path, lambda *step: seen.append(step))
    assert (path / "metadata.json").is_file()
    assert seen
    assert seen[-1][0] == seen[-1][1]


def test_a_download_that_broke_off_is_resumed(index: str, tmp_path: Path) -> None:
    Server.break_after = 500
    with pytest.raises(ModelError):
        install_from_index(EN_ES, index, tmp_path)
    assert install_from_index(EN_ES, index, tmp_path).is_dir()
    assert Server.ranges == ["bytes=500-"]


def test_a_file_with_the_wrong_digest_is_not_installed(index: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="SHA-256"):
        install_from_index(Direction("pt", "es"), index, tmp_path)
    assert not list(user_folder().glob("*"))
    assert not list(tmp_path.glob("*.part"))


def test_what_is_not_there_is_said(index: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no package for en→fr"):
        install_from_index(Direction("en", "fr"), index, tmp_path)
    with pytest.raises(ModelError, match="check the network"):
        install_from_index(EN_ES, "http://127.0.0.1:9/index.json", tmp_path)
    with pytest.raises(ModelError, match="no web address"):
        install_from_index(EN_ES, "file:///etc/passwd", tmp_path)


def test_a_damaged_package_is_refused_in_a_sentence_or_installed_whole(tmp_path: Path) -> None:
    """Whatever byte is wrong: a ModelError, or a package; never another error, never a half."""
    whole = package(tmp_path / "a.argosmodel").read_bytes()
    damaged = tmp_path / "damaged.argosmodel"
    for position in range(0, len(whole), max(1, len(whole) // 150)):
        data = bytearray(whole)
        data[position] ^= 0x5A
        damaged.write_bytes(data)
        try:
            path = install_file(damaged)
        except ModelError as error:
            assert str(error).count("\n") == 0
        else:
            assert (path / "metadata.json").is_file()
            assert (path / "sentencepiece.model").is_file()
        assert not list(user_folder().parent.glob(".installing-*"))


def test_a_package_that_lies_about_its_size_writes_no_more_than_it_says(tmp_path: Path) -> None:
    file = package(tmp_path / "a.argosmodel", {"en_es/zeros": bytes(100_000)})
    data = file.read_bytes()
    for place in ("local", "central"):
        assert data.count((100_000).to_bytes(4, "little")) >= 1, place
    file.write_bytes(data.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    try:
        path = install_file(file)
    except ModelError:
        return
    assert (path / "zeros").stat().st_size <= 10


def test_a_package_without_its_vocabulary_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.argosmodel"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("en_es/metadata.json", json.dumps(METADATA))
        archive.writestr("en_es/model/model.bin", b"weights")
    with pytest.raises(ModelError, match="vocabulary"):
        install_file(file)


def test_packages_of_the_settings_are_listed_too(tmp_path: Path) -> None:
    from tiny import make_package

    make_package(tmp_path)
    assert [m.direction for m in installed((tmp_path,))] == [EN_ES]
