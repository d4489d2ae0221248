"""Bytes become a capture: text, facts, verdict and the hash of what came."""

from __future__ import annotations

from hashlib import sha256

import pytest

from lab.evidence.reading import Unreadable, read_page
from tests.lab.evidence.reading.made import PROSE, article, fetched


def test_a_page_becomes_a_capture() -> None:
    html = article(
        head='<meta property="og:site_name" content="Acme">',
        beside="<p>By Ann Lee</p><p>January 5, 2026</p>",
    )

    capture = read_page(fetched(html, url="https://acme.example/blog/pricing"))

    assert capture.title == "How we priced the assistant"
    assert "tells in plain words what the product does" in capture.markdown
    assert (capture.site, capture.language) == ("Acme", "en")
    assert capture.verdict == "good"
    assert capture.sha256 == sha256(html.encode()).hexdigest()
    assert (capture.url, capture.is_file) == ("https://acme.example/blog/pricing", False)


def test_the_encoding_is_found_before_the_page_is_read() -> None:
    html = article(heading="Größere Preise", head='<meta charset="iso-8859-1">').encode("cp1252")

    assert read_page(fetched(html, charset="utf-8")).title == "Größere Preise"


def test_a_pdf_is_refused_whatever_the_server_calls_it() -> None:
    with pytest.raises(Unreadable, match="This is a PDF"):
        read_page(fetched(b"%PDF-1.7 \xe2\xe3", media_type="text/html"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0\0\0",
        b"<",
        b"<html",
        b"<!--" * 1_000,
        b"<title><title><title>",
        b"<meta charset=utf-16><p>x",
        b"&#xd800;&#0;&#x202e;<h1>\xff\xfe</h1>",
        b"<div>" * 20_000 + b"deep" + b"</div>" * 20_000,
        b"<script type='application/ld+json'>" + b"[" * 90_000,
        "<html><body><p>﷽</p>".encode() * 500,
    ],
)  # fmt: skip
def test_no_page_is_too_strange(data: bytes) -> None:
    capture = read_page(fetched(data))

    assert capture.markdown.encode() is not None
    assert str(capture).encode()


def test_no_script_reaches_the_text_or_the_facts() -> None:
    html = article(
        heading="Prices <script>alert(1)</script> now",
        body=f"{PROSE}<a href='javascript:alert(2)'>Buy</a><p onclick='alert(3)'>Now</p>",
    )

    capture = read_page(fetched(html))

    assert "alert" not in f"{capture.markdown}{capture.title}"
