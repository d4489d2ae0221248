"""A file that somebody saved is read like the page, with what it says of where it comes from."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from lab.evidence.reading import Unreadable
from lab.evidence.saved import LARGEST, read_saved
from tests.lab.evidence.reading.made import article

if TYPE_CHECKING:
    from lab.evidence.captured import Capture

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ON_DISK = datetime(2026, 2, 1, 8, 0, tzinfo=UTC)
PAGE = article(beside="<p>By Ann Lee</p>")


def saved(name: str, data: str | bytes) -> Capture:
    content = data if isinstance(data, bytes) else data.encode()
    return read_saved(name, content, now=NOW, saved_at=ON_DISK)


def archive(page: str, *, head: str = "", encoding: str = "quoted-printable") -> str:
    """Return a page as browsers save it with all that belongs to it."""
    return (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://acme.example/why-we-charge\r\n"
        "Subject: Pricing\r\nDate: Thu, 15 Jan 2026 10:30:00 +0100\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Part=1"\r\n'
        "\r\n\r\n"
        "------Part=1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Location: https://acme.example/logo.png\r\n\r\niVBORw0KGgo=\r\n"
        f"------Part=1\r\nContent-Type: text/html; charset=utf-8\r\n{head}"
        f"Content-Transfer-Encoding: {encoding}\r\n"
        f"Content-Location: https://acme.example/why-we-charge\r\n\r\n{page}\r\n------Part=1--\r\n"
    )


def test_a_page_saved_by_a_browser_says_where_it_comes_from() -> None:
    html = PAGE.replace(
        "<html", "<!-- saved from url=(0034)https://acme.example/why-we-charge -->\n<html"
    )

    capture = saved("Pricing.html", html)

    assert (capture.url, capture.final_url) == (
        "Pricing.html",
        "https://acme.example/why-we-charge",
    )
    assert capture.fetched_at == ON_DISK
    assert capture.sha256 == sha256(html.encode()).hexdigest()
    assert (capture.is_file, capture.verdict) == (True, "good")
    assert (capture.title, capture.author) == ("How we priced the assistant", "Ann Lee")


@pytest.mark.parametrize(
    ("stamp", "instant"),
    [
        ("Thu Jan 15 2026 10:30:00 GMT+0100 (Central European Standard Time)", "2026-01-15T09:30"),
        ("Thu Jan 15 2026 04:30:00 GMT-0500", "2026-01-15T09:30"),
        ("2026-01-15T09:30:00.000Z", "2026-01-15T09:30"),
        ("Thu, 15 Jan 2026 09:30:00 GMT", "2026-01-15T09:30"),
        ("some day", "2026-02-01T08:00"),
        ("Thu Jan 99 2026 10:30:00 GMT+0100", "2026-02-01T08:00"),
        ("2036-01-15T09:30:00Z", "2026-02-01T08:00"),
    ],
)
def test_single_file_says_when_it_saved_the_page(stamp: str, instant: str) -> None:
    comment = (
        "<!--\n Page saved with SingleFile \n url: https://acme.example/why-we-charge?plan=a \n "
        f"saved date: {stamp}\n-->"
    )

    capture = saved("Pricing (1.15.2026).html", PAGE.replace("<head>", f"{comment}<head>"))

    assert capture.final_url == "https://acme.example/why-we-charge?plan=a"
    assert capture.fetched_at.isoformat().startswith(instant)


def test_the_page_of_an_archive_is_found_decoded_and_dated() -> None:
    page = PAGE.replace("assistant", "assist=C3=A4nt").replace('lang="en"', 'lang=3D"en"')

    capture = saved("Pricing.mhtml", archive(page))

    assert capture.title == "How we priced the assistänt"
    assert capture.final_url == "https://acme.example/why-we-charge"
    assert capture.fetched_at == datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
    assert (capture.author, capture.language) == ("Ann Lee", "en")


@pytest.mark.parametrize("encoding", ["base64", "BASE64", "8bit", "binary", "no-such"])
def test_an_archive_may_encode_its_page_in_any_way(encoding: str) -> None:
    is_base64 = encoding.lower() == "base64"
    page = base64.encodebytes(PAGE.encode()).decode() if is_base64 else PAGE

    assert saved("a.MHT", archive(page, encoding=encoding)).author == "Ann Lee"


def test_the_part_that_an_archive_starts_with_is_the_page() -> None:
    other = "Content-Type: text/html\r\nContent-ID: <ad@x>\r\n\r\n<h1>An advertisement</h1>\r\n"
    text = archive(PAGE, head="Content-ID: <page@x>\r\n", encoding="8bit")
    text = text.replace("------Part=1\r\n", f"------Part=1\r\n{other}------Part=1\r\n", 1)
    text = text.replace('type="text/html";', 'type="text/html"; start="<page@x>";')

    assert saved("a.mhtml", text).title == "How we priced the assistant"


def nested(depth: int) -> str:
    return "".join(
        f'Content-Type: multipart/related; boundary="b{level}"\r\n\r\n--b{level}\r\n'
        for level in range(depth)
    )


@pytest.mark.parametrize(
    "data",
    [
        "",
        "not an archive at all",
        nested(3_000),
        'Content-Type: multipart/related; boundary=""\r\n\r\n--\r\n',
        'Content-Type: multipart/related; boundary="b"\r\n\r\n' + "--b\r\n" * 20_000,
        "Content-Type: message/rfc822\r\n\r\n" * 5_000,
        "X: y\r\n" * 50_000,
    ],
)
def test_an_archive_without_a_page_is_refused(data: str) -> None:
    with pytest.raises(Unreadable, match=r"no page in “Broken\.mhtml”") as refused:
        saved("Broken.mhtml", data)

    assert "save it again" in refused.value.todo


def test_an_archive_may_be_one_page_with_a_strange_header() -> None:
    head = "Content-Type: text/html; charset*=utf-8''%ff%fe; boundary*0=a; boundary*1=b\r\n\r\n"

    assert saved("a.mhtml", head + PAGE).author == "Ann Lee"


CLIP = """---
title: "How we price"
source: "https://acme.example/blog/pricing"
author:
  - "[[Ann Lee]]"
  - "[[people/bo|Bo Ray]]"
published: 2026-01-05
created: 2026-01-15
description: "Prices, and why"
tags:
  - "clippings"
---
## Plans

From **5 €** a month. <b onclick=x()>Now</b> [buy](javascript:alert(1))
"""


def test_what_a_web_clipper_wrote_at_the_top_are_the_facts() -> None:
    capture = saved("How we price.md", CLIP)

    assert (capture.title, capture.author) == ("How we price", "Ann Lee, Bo Ray")
    assert capture.published == "2026-01-05"
    assert capture.final_url == "https://acme.example/blog/pricing"
    assert capture.fetched_at == datetime(2026, 1, 15, tzinfo=UTC)
    assert capture.markdown.startswith("## Plans\n\nFrom **5 €** a month.")


def test_markdown_from_elsewhere_can_do_nothing() -> None:
    assert "\\<b onclick" in saved("a.md", CLIP).markdown
    assert "javascript" not in saved("a.md", CLIP).markdown


@pytest.mark.parametrize(
    "source", ["javascript:alert(1)", "file:///etc/passwd", "../a", "a b", "7"]
)
def test_only_an_address_of_the_web_is_where_a_page_comes_from(source: str) -> None:
    clip = f"---\ntitle: A\nsource: {source}\n---\nText\n"
    comment = f"<!-- saved from url=(0009){source} -->"

    assert saved("a.md", clip).final_url == ""
    assert saved("a.html", f"{comment}{PAGE}").final_url == ""


def test_plain_text_is_kept_as_it_is() -> None:
    capture = saved("notes.txt", "Prices rose.\r\n\r\n* twice *\x1b[0m")

    assert capture.markdown == "Prices rose.\n\n* twice *[0m"
    assert (capture.url, capture.final_url, capture.title) == ("notes.txt", "", None)


def test_a_page_that_does_not_say_where_it_was_saved_may_name_its_own_address() -> None:
    html = article(head='<link rel="canonical" href="https://acme.example/why-we-charge">')

    capture = saved("a.html", html)

    assert capture.final_url == "https://acme.example/why-we-charge"
    assert any("the page calls this its address" in reason for reason in capture.reasons)


@pytest.mark.parametrize("name", ["/home/ann/secret/Pricing.html", r"C:\Users\ann\Pricing.html"])
def test_no_path_gets_into_the_record(name: str) -> None:
    capture = saved(name, PAGE)

    assert capture.url == "Pricing.html"
    assert "ann" not in f"{capture.url}{capture.final_url}"


@pytest.mark.parametrize(
    "name", ["report.docx", "photo.PNG", "data.json", "noending", ".html.exe", ""]
)
def test_a_file_of_another_kind_is_refused_with_the_way_out(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        saved(name, b"anything")

    assert f"“{name}”" in refused.value.what
    assert ".txt" in refused.value.todo


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
def test_a_pdf_under_another_name_is_still_a_pdf(name: str) -> None:
    with pytest.raises(Unreadable, match="This is a PDF"):
        saved(name, b"%PDF-1.7")


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(Unreadable, match="too large"):
        saved("a.html", bytes(LARGEST + 1))


def test_pictures_inside_a_saved_page_do_not_crowd_out_its_text() -> None:
    picture = base64.b64encode(bytes(9_000_000)).decode()
    html = article(beside=f'<img alt="" src="data:image/png;base64,{picture}">')

    assert saved("a.html", html).verdict == "good"


def test_without_any_date_a_file_was_fetched_when_it_is_read() -> None:
    assert read_saved("a.txt", b"Prices.", now=NOW, saved_at=None).fetched_at == NOW
