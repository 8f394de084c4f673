"""Packages come whole from an index, over a real server on loopback that misbehaves as servers do."""

from __future__ import annotations

import hashlib
import http.server
import json
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tiny import make_package

from bilingua.cli import main
from bilingua.engines.argos import user_folder
from bilingua.engines.base import Direction
from bilingua.errors import ModelError
from bilingua.models.index import install_from_index
from bilingua.models.packages import installed

EN_ES = Direction("en", "es")


@dataclass
class Site:
    """A web site: what each path answers with, and the Range headers it was asked with."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    ignores_range: bool = False
    wrong_range: bool = False
    chunked: bool = False
    # After so many bytes the connection breaks, once.
    break_after: int | None = None
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def index(self) -> str:
        return f"{self.address}/index.json"

    def offer(self, *entries: dict[str, Any], index: bytes | None = None) -> None:
        self.files["/index.json"] = json.dumps(entries).encode() if index is None else index


def _answer(site: Site, request: http.server.BaseHTTPRequestHandler) -> None:
    asked = request.headers.get("Range")
    site.asked.append((request.path, asked))
    if request.path in site.moved:
        request.send_response(302)
        request.send_header("Location", site.moved[request.path])
        request.end_headers()
        return
    data = site.files.get(request.path)
    if data is None:
        request.send_error(404)
        return
    start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
    if site.ignores_range:
        start = 0
    if start and start >= len(data):
        request.send_error(416)
        return
    begins = start // 2 if site.wrong_range else start
    request.send_response(206 if start else 200)
    if start:
        request.send_header("Content-Range", f"bytes {begins}-{len(data) - 1}/{len(data)}")
    body = data[begins:]
    if site.chunked and request.path != "/index.json":
        request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        half = body[: len(body) // 2]
        request.wfile.write(f"{len(half):x}\r\n".encode() + half + b"\r\n")
        if site.break_after is None:
            rest = body[len(half) :]
            request.wfile.write(f"{len(rest):x}\r\n".encode() + rest + b"\r\n0\r\n\r\n")
        site.break_after = None
        return
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    if site.break_after is not None and request.path != "/index.json":
        body, site.break_after = body[: site.break_after], None
    request.wfile.write(body)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            _answer(site, self)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        site.address = f"http://127.0.0.1:{server.server_port}"
        yield site
        server.shutdown()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """A whole package as an index has it, in a version."""
    folder = tmp_path_factory.mktemp("package")
    root = make_package(folder)
    metadata = json.loads((root / "metadata.json").read_text())

    def zipped(version: str) -> bytes:
        path = folder / f"{version}.argosmodel"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(root.rglob("*")):
                if file.is_file() and file.name != "metadata.json":
                    archive.write(file, f"en_es/{file.relative_to(root)}")
            text = json.dumps(metadata | {"package_version": version})
            archive.writestr("en_es/metadata.json", text)
            archive.writestr("en_es/README.md", "# en-es\n\nLicense: CC0\n")
        return path.read_bytes()

    return zipped


def entry(site: Site, data: bytes, version: str = "1.0", **more: object) -> dict[str, Any]:
    site.files[f"/{version}.argosmodel"] = data
    return {
        "from_code": "en", "to_code": "es", "package_version": version,
        "links": [f"{site.address}/{version}.argosmodel"], **more,
    }  # fmt: skip


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def versions() -> list[str]:
    return [model.version for model in installed()]


@pytest.mark.parametrize("order", [1, -1])
def test_the_newest_of_two_versions_is_taken(
    site: Site, package: Callable[[str], bytes], tmp_path: Path, order: int
) -> None:
    old, new = package("1.9"), package("1.10")
    site.offer(*[entry(site, old, "1.9"), entry(site, new, "1.10", sha256=sha(new))][::order])
    assert (install_from_index(EN_ES, site.index, tmp_path) / "metadata.json").is_file()
    assert versions() == ["1.10"]


@pytest.mark.parametrize("ignores_range", [False, True])
@pytest.mark.parametrize("chunked", [False, True])
def test_a_broken_download_goes_on_or_begins_again(
    site: Site, package: Callable[[str], bytes], tmp_path: Path, ignores_range: bool, chunked: bool
) -> None:
    data = package("1.0")
    site.offer(entry(site, data, sha256=sha(data)))
    site.break_after, site.ignores_range, site.chunked = 20_000, ignores_range, chunked
    with pytest.raises(ModelError, match="run the command again"):
        install_from_index(EN_ES, site.index, tmp_path)
    assert versions() == []
    (partial,) = tmp_path.glob("*.part")
    there = partial.stat().st_size
    site.chunked = False
    steps: list[tuple[int, int]] = []
    install_from_index(EN_ES, site.index, tmp_path, lambda *step: steps.append(step))
    assert there > 0
    assert site.asked[-1] == ("/1.0.argosmodel", f"bytes={there}-")
    assert steps[-1] == (len(data), len(data))
    assert versions() == ["1.0"]
    assert not list(tmp_path.glob("*.part"))


def test_a_server_that_sends_another_part_is_not_believed(
    site: Site, package: Callable[[str], bytes], tmp_path: Path
) -> None:
    data = package("1.0")
    site.offer(entry(site, data, sha256=sha(data)))
    site.break_after, site.wrong_range = 20_000, True
    with pytest.raises(ModelError):
        install_from_index(EN_ES, site.index, tmp_path)
    assert install_from_index(EN_ES, site.index, tmp_path).is_dir()


def test_a_newer_version_does_not_go_on_from_an_older_one(
    site: Site, package: Callable[[str], bytes], tmp_path: Path
) -> None:
    site.offer(entry(site, package("1.0"), "1.0"))
    site.break_after = 20_000
    with pytest.raises(ModelError):
        install_from_index(EN_ES, site.index, tmp_path)
    site.offer(entry(site, package("1.1"), "1.1"))
    install_from_index(EN_ES, site.index, tmp_path)
    assert site.asked[-1] == ("/1.1.argosmodel", None)
    assert versions() == ["1.1"]


def test_a_file_that_lay_there_whole_is_not_downloaded_again(
    site: Site, package: Callable[[str], bytes], tmp_path: Path
) -> None:
    data = package("1.0")
    site.offer(entry(site, data, sha256=sha(data)))
    (tmp_path / "translate-en_es-1.0.argosmodel.part").write_bytes(data)
    install_from_index(EN_ES, site.index, tmp_path)
    assert versions() == ["1.0"]


def test_a_wrong_digest_or_a_scrap_is_not_installed_and_not_gone_on_from(
    site: Site, package: Callable[[str], bytes], tmp_path: Path
) -> None:
    data = package("1.0")
    site.offer(entry(site, data, sha256="0" * 64))
    with pytest.raises(ModelError, match="SHA-256"):
        install_from_index(EN_ES, site.index, tmp_path)
    site.offer(entry(site, data[:30_000]))
    with pytest.raises(ModelError, match="not a whole"):
        install_from_index(EN_ES, site.index, tmp_path)
    assert versions() == []
    assert not list(tmp_path.glob("*.part"))
    assert not list(user_folder().parent.glob(".installing-*"))
    site.offer(entry(site, data, sha256=sha(data).upper()))
    install_from_index(EN_ES, site.index, tmp_path)
    assert versions() == ["1.0"]


def test_a_redirect_is_followed_and_a_dead_link_is_passed_over(
    site: Site, package: Callable[[str], bytes], tmp_path: Path
) -> None:
    offered = entry(site, package("1.0"))
    site.moved["/old"] = "/1.0.argosmodel"
    offered["links"] = [f"{site.address}/gone", "ftp://example.org/x", f"{site.address}/old"]
    site.offer(offered)
    install_from_index(EN_ES, site.index, tmp_path)
    assert versions() == ["1.0"]


def test_a_redirect_to_this_machines_files_is_refused(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("[]")
    site.moved["/index.json"] = secret.as_uri()
    with pytest.raises(ModelError, match="cannot be read"):
        install_from_index(EN_ES, site.index, tmp_path)


def test_what_is_not_there_is_told(site: Site, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"HTTP Error 404.*check the network"):
        install_from_index(EN_ES, site.index, tmp_path)
    offered = entry(site, b"")
    del site.files["/1.0.argosmodel"]
    site.offer(offered)
    with pytest.raises(ModelError, match=r"1\.0\.argosmodel.*404"):
        install_from_index(EN_ES, site.index, tmp_path)


@pytest.mark.parametrize(
    ("index", "said"),
    [
        (b"<!doctype html><title>Sign in</title>", "cannot be read"),
        (b"", "cannot be read"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b'{"packages": []}', "no index of Argos packages"),
        (b'["en", 3, null]', "no package for en→es"),
        (b'[{"from_code": "en", "to_code": "es"}]', "gives no address"),
        (b'[{"from_code": "en", "to_code": "es", "links": null}]', "gives no address"),
        (b'[{"from_code": "en", "to_code": "es", "links": [7]}]', "no web address"),
        (b'[{"from_code": "en", "to_code": "es", "package_version": {}, "links": "x"}]', "address"),
    ],
)
def test_an_index_that_is_none_is_told(site: Site, tmp_path: Path, index: bytes, said: str) -> None:
    site.offer(index=index)
    with pytest.raises(ModelError, match=said):
        install_from_index(EN_ES, site.index, tmp_path)


def test_the_commands_take_a_package_from_the_index_to_its_removal(
    site: Site, package: Callable[[str], bytes], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def run(*args: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["bilingua", "models", *args])
        with pytest.raises(SystemExit) as end:
            main()
        return int(str(end.value.code or 0)), capfd.readouterr().out

    data = package("1.0")
    site.offer(entry(site, data, sha256=sha(data)))
    (tmp_path / "bilingua.toml").write_text(f'[engines]\nindex = "{site.index}"\n')
    monkeypatch.chdir(tmp_path)  # the address comes from the settings
    code, said = run("install", "en", "es")
    assert code == 0
    assert "Next: bilingua models verify" in said
    code, said = run("list")
    assert re.match(r"en→es  1\.0  0\.\d MB  CC0  /", said)
    code, said = run("list", "--json")
    (model,) = json.loads(said)
    assert (model["direction"], model["version"]) == ("en→es", "1.0")
    assert model["bytes"] > 10_000
    code, said = run("verify", "--json")
    assert [result["direction"] for result in json.loads(said)] == ["en→es"]
    assert run("remove", "en", "es")[0] == 0
    code, said = run("list")
    assert "No Argos package is installed" in said
    assert code == 0
