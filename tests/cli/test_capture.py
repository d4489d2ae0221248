"""``teardown capture``, with real pages and files."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from tests.lab.evidence.serving import Site, Visit, site
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.running import Program

TEXT = "Every answer names its sources, and you can open each of them beside the text. " * 20
PAGE = (
    "<!doctype html><html lang=en><head><title>Pricing</title></head><body><nav>"
    "<a href=/docs/>Docs</a></nav><main><h1>Pricing</h1><p>The Plus plan costs $10 a month.</p>"
    f"<p>{TEXT}</p></main></body></html>"
)


@pytest.fixture
def shop() -> Iterator[Site]:
    """A site on loopback with a page of prices."""
    with site() as running:
        yield running.page("/pricing", PAGE)


def test_a_page_is_printed_as_markdown(program: Program, shop: Site) -> None:
    done = program("capture", shop.url("/pricing"), "--allow-private")
    assert (done.status, done.err) == (0, "")
    assert "The Plus plan costs $10 a month.\n\nEvery answer names" in done.out


def test_an_address_of_ones_own_network_needs_a_word(program: Program, shop: Site) -> None:
    done = program("capture", shop.url("/pricing"))
    assert (done.status, done.out) == (1, "")
    assert "add --allow-private" in done.line
    assert shop.paths == []


def test_a_page_becomes_evidence_once(program: Program, shop: Site, teardown_id: str) -> None:
    order = ("capture", shop.url("/pricing"), "--allow-private", "--to", "last")
    first = program(*order, "--section", "frame")
    assert (first.status, first.out) == (0, "e1\n")
    assert f"Kept as e1 of {teardown_id}" in first.line
    again = program(*order, "--json")
    assert again.status == 0
    assert (again.json["evidence"], again.json["teardown"]) == ("e1", teardown_id)
    assert "nothing was added" in again.line
    shop.page("/pricing", PAGE.replace("$10", "$14"))
    changed = program(*order)
    assert changed.out == "e1\n"
    assert "is this page as it was before" in changed.line
    (item,) = program("show", "last", "--json").json["teardown"]["evidence"]
    assert (item["section"], item["latest"]["verdict"]) == ("frame", "good")


def test_other_pages_of_the_site_are_listed(program: Program, shop: Site) -> None:
    done = program("capture", shop.url("/pricing"), "--allow-private", "--pages")
    assert done.out == f"docs      {shop.url('/docs/')}\n"


def test_a_wall_is_said_printed_as_json_and_never_kept(
    program: Program, shop: Site, teardown_id: str
) -> None:
    shop.page("/wall", "<title>Just a moment...</title>", status=403)
    done = program("capture", shop.url("/wall"), "--allow-private", "--to", teardown_id, "--json")
    assert done.status == 1
    assert (done.json["verdict"], done.json["evidence"]) == ("blocked", None)
    assert done.line.startswith("Blocked: ")
    assert done.line.endswith("Nothing was kept.")
    assert program("show", "last", "--json").json["teardown"]["evidence"] == []


def test_a_page_that_is_not_there_is_one_line(program: Program, shop: Site) -> None:
    done = program("capture", shop.url("/nothing"), "--allow-private")
    assert (done.status, done.out) == (1, "")
    assert "404" in done.line


def test_a_saved_file_and_a_pipe_are_read_alike(program: Program, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    from_file = program("capture", str(tmp_path / "page.html"), "--json")
    piped = program("capture", "-", "--json", stdin=PAGE.encode())
    assert (from_file.status, piped.status) == (0, 0)
    assert from_file.json["markdown"] == piped.json["markdown"]
    assert (from_file.json["url"], piped.json["url"]) == ("page.html", "stdin")
    assert piped.json["final_url"] is None
    assert piped.json["author"] is piped.json["published"] is piped.json["site"] is None
    assert list(piped.json) == [
        *("schema", "url", "final_url", "title", "author", "published", "site", "language"),
        *("fetched_at", "sha256", "words", "verdict", "reasons", "page_kind", "markdown"),
        *("pages", "teardown", "evidence"),
    ]


def test_a_file_that_says_something_else_is_never_replaced_unasked(
    program: Program, tmp_path: Path
) -> None:
    target = tmp_path / "mine.md"
    target.write_text("my own words", encoding="utf-8")
    order = ("capture", "-", "-o", str(target))
    refused = program(*order, stdin=PAGE.encode())
    assert refused.status == 1
    assert "Nothing was overwritten" in refused.line
    assert target.read_text(encoding="utf-8") == "my own words"
    done = program(*order, "--force", stdin=PAGE.encode())
    assert (done.status, done.out) == (0, f"{target}\n")
    assert "The Plus plan costs" in target.read_text(encoding="utf-8")


def test_nothing_in_a_page_acts_on_the_terminal(program: Program) -> None:
    page = PAGE.replace("$10", "\x1b[31m$10\x07")
    done = program("capture", "-", stdin=page.encode(), terminal=True)
    assert "\x1b[31m" not in done.out
    assert "\x07" not in done.out


@pytest.mark.skipif(sys.platform == "win32", reason="there is no ctrl+c to send there")
def test_ctrl_c_ends_a_slow_page_at_once_and_keeps_nothing(
    program: Program, shop: Site, teardown_id: str, teardown_home: Path
) -> None:
    asked = threading.Event()

    def never(visit: Visit) -> None:
        asked.set()
        visit.wait()

    shop.play("/slow", never)
    running = subprocess.Popen(
        [
            *(sys.executable, "-c", "import cli.main, sys; sys.exit(cli.main.main())"),
            *("--data-dir", str(teardown_home), "capture"),
            *(shop.url("/slow"), "--allow-private", "--to", teardown_id),
        ],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert asked.wait(30)
    running.send_signal(signal.SIGINT)
    said, errors = running.communicate(timeout=30)
    assert (running.returncode, said, errors.strip()) == (130, b"", b"")
    assert program("evidence", "last", "--json").json["evidence"] == []
