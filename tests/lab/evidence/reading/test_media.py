"""Pages and texts are told from what cannot be read, and each refusal says what to do."""

from __future__ import annotations

import pytest

from lab.evidence.reading import Unreadable
from lab.evidence.reading.media import kind_of

PAGE = b"<!doctype html><html><body><p>Prices</p></body></html>"


@pytest.mark.parametrize(
    ("media_type", "data", "url", "kind"),
    [
        ("text/html", PAGE, "https://a.example/", "html"),
        ("application/xhtml+xml", PAGE, "https://a.example/", "html"),
        ("text/plain", b"# Prices", "https://a.example/a.txt", "plain"),
        ("text/plain", b"# Prices", "https://a.example/README.md?raw=1", "markdown"),
        ("text/markdown", b"# Prices", "https://a.example/x", "markdown"),
        ("", PAGE, "https://a.example/", "html"),
        ("application/octet-stream", b"\n <!-- x -->\n<HTML>", "https://a.example/", "html"),
        ("application/octet-stream", b"Just some words.", "https://a.example/", "plain"),
        ("", "<p>Prices</p>".encode("utf-16"), "https://a.example/", "html"),
        ("", b"# Prices", "https://a.example/a.md", "markdown"),
        (
            "application/xml",
            b'<?xml version="1.0"?><html><body/></html>',
            "https://a.example/",
            "html",
        ),
    ],
)
def test_pages_and_texts_are_recognised(media_type: str, data: bytes, url: str, kind: str) -> None:
    assert kind_of(media_type, data, url=url) == kind


@pytest.mark.parametrize(
    ("media_type", "data", "what"),
    [
        ("application/pdf", b"%PDF-1.7", "a PDF"),
        ("text/html", b"%PDF-1.7", "a PDF"),
        ("", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("image/svg+xml", b"<svg/>", "a picture"),
        ("text/html", b"\xff\xd8\xff\xe0", "a picture"),
        ("", b"RIFF\x00\x00\x00\x00WEBP", "a picture"),
        ("application/zip", b"PK\x03\x04....", "a packed file"),
        ("", b"PK\x03\x04............word/document.xml", "an office document"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"", "office"),
        ("application/msword", b"\xd0\xcf\x11\xe0", "an office document"),
        ("video/mp4", b"\x00\x00\x00\x18ftypmp42", "a video"),
        ("", b"\x00\x00\x00\x18ftypmp42", "a video"),
        ("audio/mpeg", b"ID3", "a sound recording"),
        ("application/json", b"{}", "JSON"),
        ("application/ld+json", b"{}", "JSON"),
        ("", b'{"a": [1, 2]}', "JSON"),
        ("application/rss+xml", b"<rss/>", "a feed"),
        ("", b'<?xml version="1.0"?><urlset></urlset>', "XML"),
        ("text/css", b"a {}", "a style sheet"),
        ("text/csv", b"a,b", "a table"),
        ("application/x-strange", b"words", "“application/x-strange”"),
        ("", b"ab\x00\x01\x02", "no text"),
        ("text/plain", b"ab\x00\x01\x02 and more of this kind", "no text"),
        ("text/markdown", b"ab\x00\x01\x02 and more of this kind", "no text"),
    ],
)
def test_what_is_no_page_is_refused_by_its_name(media_type: str, data: bytes, what: str) -> None:
    with pytest.raises(Unreadable) as refused:
        kind_of(media_type, data, url="https://a.example/file")

    assert what in refused.value.what
    assert refused.value.todo


def test_a_pdf_comes_with_the_way_to_use_it_all_the_same() -> None:
    with pytest.raises(Unreadable, match="copy the passage that matters"):
        kind_of("application/pdf", b"", url="https://a.example/terms.pdf")
