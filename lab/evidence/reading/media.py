"""What the bytes are: a page, a text, or something that no page is made of."""

from __future__ import annotations

import re
from typing import Final, Literal
from urllib.parse import urlsplit

from lab.evidence.reading.errors import Unreadable

__all__ = ["TextKind", "kind_of"]

TextKind = Literal["html", "markdown", "plain"]

_HTML: Final = frozenset(("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"))
_MARKDOWN: Final = frozenset(("text/markdown", "text/x-markdown", "text/mdx"))
_UNSAID: Final = frozenset(
    ("", "application/octet-stream", "binary/octet-stream", "application/unknown",
     "application/x-unknown", "text", "*/*", "content/unknown", "unknown/unknown")
)  # fmt: skip
_MARKDOWN_NAMES: Final = (".md", ".markdown", ".mdx", ".mdown")
_HEAD: Final = 2048

_COPY: Final = "Open it, copy the passage that matters, and add that as an observation"
_PAGE_INSTEAD: Final = "Give the address of the page that shows or links it."

_MAGIC: Final = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM\x00\x00", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x00\x00\x01\x00", "picture"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"BZh", "archive"),
    (b"(\xb5/\xfd", "archive"),
    (b"\xd0\xcf\x11\xe0", "document"),
    (b"{\\rtf", "document"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"FLV\x01", "video"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"SQLite format 3", "database"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
)
_OFFICE: Final = re.compile(rb"word/|xl/|ppt/|\[Content_Types\]|mimetypeapplication/vnd\.")
_TAG: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|style|link|div|h[1-6]|p|a|table|"
    rb"article|main|section|header|nav|iframe|font|br)\b[\s/>]|<!doctype\s+html>",
    re.IGNORECASE,
)
_LEADING: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*", re.DOTALL | re.IGNORECASE
)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(media_type: str, data: bytes, *, url: str) -> TextKind:
    """Return how to read the bytes; raise ``Unreadable`` for what is no text of a page.

    The bytes of a PDF, a picture or an archive count for more than what the server calls them.
    """
    _refuse_magic(data)
    named = media_type.partition(";")[0].strip().lower()
    if named in _HTML:
        return "html"
    if (named in _MARKDOWN or named == "text/plain") and _is_binary(data):
        raise _refusal(*_BINARY)
    if named in _MARKDOWN:
        return "markdown"
    if named == "text/plain":
        return "markdown" if _is_markdown_name(url) else "plain"
    if named in _UNSAID or named in ("text/xml", "application/xml"):
        return _sniffed(data, named, url=url)
    if named.startswith("text/") and named not in _REFUSED:
        return _sniffed(data, named, url=url)
    raise _refusal(*_words_for(named))


def _sniffed(data: bytes, named: str, *, url: str) -> TextKind:
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:].replace(b"\0", b"")
    bare = head[_LEADING.match(head).end() :]  # type: ignore[union-attr]  # it matches nothing too
    if _TAG.match(bare) or (bare.startswith(b"<") and b"<html" in head.lower()):
        return "html"
    if "xml" in named or bare.startswith((b"<?xml", b"<rss", b"<feed", b"<urlset", b"<svg")):
        raise _refusal("XML, data for programs", _PAGE_INSTEAD)
    if _is_markdown_name(url):
        return "markdown"
    if _CONTROL.search(head):
        raise _refusal(*_BINARY)
    if bare[:1] in (b"{", b"[") and bare.rstrip()[-1:] in (b"}", b"]", b",", b'"'):
        raise _refusal("JSON, data for programs", _PAGE_INSTEAD)
    return "html" if _TAG.search(head) else "plain"


def _is_binary(data: bytes) -> bool:
    """Return whether there are zero bytes that no text in two bytes a character explains."""
    head = data[:_HEAD]
    zeros = head.count(0)
    return zeros > 0 and head[:2] not in (b"\xff\xfe", b"\xfe\xff") and zeros < len(head) // 4


def _refuse_magic(data: bytes) -> None:
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    for magic, what in _MAGIC:
        if head.startswith(magic) or data.startswith(magic):
            is_document = what == "archive" and _OFFICE.search(data[:_HEAD]) is not None
            raise _refusal(*_KINDS["document" if is_document else what])
    if head[4:8] == b"ftyp":
        raise _refusal(*_KINDS["picture" if head[8:12] in (b"avif", b"heic") else "video"])
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"AVI ", b"WAVE"):
        raise _refusal(
            *_KINDS[{b"WEBP": "picture", b"AVI ": "video", b"WAVE": "sound"}[head[8:12]]]
        )


def _words_for(named: str) -> tuple[str, str]:
    for beginning, kind in _BY_TYPE:
        if named.startswith(beginning):
            return _KINDS[kind]
    if "json" in named:
        return _KINDS["data"]
    if "xml" in named:
        return ("XML, data for programs", _PAGE_INSTEAD)
    return (f"“{named[:60]}”, not a page", _PAGE_INSTEAD)


def _refusal(what: str, todo: str) -> Unreadable:
    return Unreadable(
        f"This is {what}", "only web pages, Markdown and plain text can be captured", todo=todo
    )


def _is_markdown_name(url: str) -> bool:
    try:
        path = urlsplit(url).path
    except ValueError:
        path = url
    return path.lower().endswith(_MARKDOWN_NAMES)


_KINDS: Final = {
    "PDF": ("a PDF", f"{_COPY}; or save its text as a .txt file and capture the file."),
    "picture": ("a picture", f"{_PAGE_INSTEAD} Or write down what it shows."),
    "archive": ("a packed file, such as a .zip", "Unpack it and capture a page or text from it."),
    "document": ("an office document", f"{_COPY}; or save it as text (.txt) and capture the file."),
    "sound": ("a sound recording", "Write down what is said and add it as an observation."),
    "video": ("a video", "Write down what is said or shown and add it as an observation."),
    "program": ("a program", _PAGE_INSTEAD),
    "database": ("a database", _PAGE_INSTEAD),
    "font": ("a font", _PAGE_INSTEAD),
    "data": ("JSON, data for programs", _PAGE_INSTEAD),
    "style": ("a style sheet or a script", _PAGE_INSTEAD),
    "table": ("a table as data (CSV)", f"{_COPY}."),
    "feed": ("a feed, a list of pages for programs", "Open one of its pages and capture that."),
    "calendar": ("a calendar", f"{_COPY}."),
}  # fmt: skip
_BINARY: Final = ("no text", "Give the address of a page, or save its text in a .txt file.")
_BY_TYPE: Final = (
    ("application/pdf", "PDF"),
    ("application/x-pdf", "PDF"),
    ("image/", "picture"),
    ("video/", "video"),
    ("audio/", "sound"),
    ("font/", "font"),
    ("application/zip", "archive"),
    ("application/x-zip", "archive"),
    ("application/gzip", "archive"),
    ("application/x-gzip", "archive"),
    ("application/x-tar", "archive"),
    ("application/x-7z", "archive"),
    ("application/vnd.rar", "archive"),
    ("application/msword", "document"),
    ("application/rtf", "document"),
    ("text/rtf", "document"),
    ("application/vnd.ms-", "document"),
    ("application/vnd.openxmlformats", "document"),
    ("application/vnd.oasis", "document"),
    ("application/epub", "document"),
    ("application/rss", "feed"),
    ("application/atom", "feed"),
    ("application/javascript", "style"),
    ("application/x-javascript", "style"),
    ("text/javascript", "style"),
    ("text/css", "style"),
    ("text/csv", "table"),
    ("text/tab-separated", "table"),
    ("text/calendar", "calendar"),
)
_REFUSED: Final = tuple(beginning for beginning, _ in _BY_TYPE if beginning.startswith("text/"))
