"""A newspaper's page, and WARC files that a real library wrote with it."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Council cuts library hours | The Valley Ledger</title>
<meta name="description" content="Three branches will close on Mondays.">
<link rel="canonical" href="https://ledger.example/2024/library">
</head>
<body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sports">Sports</a></li>
<li><a href="/opinion">Opinion</a></li></ul></nav></header>
<div class="promo"><p>Get the Ledger on your phone every morning.</p></div>
<main><article>
<h1>Council cuts library hours</h1>
<p class="byline">By Ana Torres</p>
<figure><img src="a.jpg" alt="The main branch on Monday"><figcaption>The main branch will stay open, the council said.</figcaption></figure>
<p>The City Council voted 5-2 on Tuesday to cut the hours of three library branches, a step that the
mayor called “painful” and that will save $1.2 million a year.</p>
<p>The branches will close on Mondays from Sept. 30 on, said <a href="/people/ruiz">Elena Ruiz</a>, the
director of the system, which counted 412,000 visits last year and expects more of them.</p>
<h2>What comes next</h2>
<p>Residents can comment until Friday at the main branch, where the council will hold a hearing that
starts at 6 p.m. and is open to everybody who signs up at the door before it begins.</p>
</article>
<section class="most-read"><h2>Most read this week</h2><ul>
<li><a href="/a">Five things to know about the storm</a></li>
<li><a href="/b">A bakery turns one hundred</a></li></ul></section>
</main>
<footer><p>Copyright 2024 The Valley Ledger. All rights reserved.</p></footer>
</body>
</html>
"""


def http(payload: bytes, kind: str = "text/html; charset=utf-8", **fields: str) -> bytes:
    """A response as a server sends it."""
    lines = [f"Content-Type: {kind}", f"Content-Length: {len(payload)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode() + payload


def write_warc(path: Path, responses: dict[str, bytes], *, packed: bool = True) -> None:
    """A WARC with its information, then a request and a response for every address."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a crawler"}))
        for url, response in responses.items():
            request = StatusAndHeaders(
                "GET / HTTP/1.1", [("Host", "ledger.example")], is_http_request=True
            )
            writer.write_record(
                writer.create_warc_record(url, "request", http_headers=request, payload=BytesIO())
            )
            head, _, payload = response.partition(b"\r\n\r\n")
            status, *lines = head.decode().split("\r\n")
            protocol, _, statusline = status.partition(" ")
            fields = [tuple(line.split(": ", 1)) for line in lines]
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=BytesIO(payload),
                    http_headers=StatusAndHeaders(statusline, fields, protocol=protocol),
                )
            )


def chunked(payload: bytes, size: int = 1000) -> bytes:
    """A payload as HTTP/1.1 sends it in chunks."""
    parts = [payload[at : at + size] for at in range(0, len(payload), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def gzipped(payload: bytes) -> bytes:
    return gzip.compress(payload, mtime=0)
