"""``teardown evidence``: what claims rest on, and looking at it again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from cli.session import Session
from tests.cli.test_capture import PAGE, TEXT
from tests.lab.evidence.pages import make_capture
from tests.lab.evidence.serving import Site, site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.workspace import Workspace
    from tests.cli.running import Program

NOW = datetime.now(UTC)


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    """The program's own library, to put into it what no command makes."""
    session = Session()
    yield session.workspace()
    session.close()


@pytest.fixture
def shop() -> Iterator[Site]:
    """A site on loopback."""
    with site() as running:
        yield running


def keep(workspace: Workspace, teardown_id: str, url: str, *, age: int = 0) -> str:
    """Keep the page of prices as it was so many days ago; return the evidence's id."""
    markdown = f"# Pricing\n\nThe Plus plan costs $10 a month.\n\n{TEXT}"
    kept = workspace.evidence.keep(
        teardown_id, make_capture(markdown, url=url, final_url=url, fetched_at=NOW - timedelta(age))
    )
    return kept.evidence.id


def test_there_is_nothing_at_first(program: Program, teardown_id: str) -> None:
    done = program("evidence", "last")
    assert (done.status, done.out) == (0, "")
    assert f"{teardown_id} has no evidence yet" in done.line


def test_what_was_seen_is_added_and_printed_by_its_id(program: Program, teardown_id: str) -> None:
    done = program("evidence", teardown_id, "--observed", "It took nine seconds.")
    assert (done.status, done.out) == (0, "e1\n")
    program("claim", "last", "--section", "frame", "--statement", "Slow.", "--evidence", "e1")
    listed = program("evidence", "last").out
    assert listed.splitlines() == [
        "e1  It took nine seconds.",
        "    observation · seen today",
        "    used by c1",
    ]


def test_pages_are_listed_with_age_quotes_and_claims(
    program: Program, workspace: Workspace, teardown_id: str
) -> None:
    name = keep(workspace, teardown_id, "https://acme.test/pricing", age=40)
    workspace.evidence.add_quote(teardown_id, name, exact="costs $10 a month")
    program("claim", "last", "--section", "frame", "--statement", "Cheap.", "--evidence", "q1")
    done = program("evidence", "last")
    assert done.out.splitlines() == [
        "e1  Pricing",
        "    page · service · good · stale: captured 40 days ago; prices are looked at",
        "    again after 30",
        "    https://acme.test/pricing",
        "    used by c1",
        "      q1: “costs $10 a month”",
    ]
    (item,) = program("evidence", "last", "--json").json["evidence"]
    assert (item["used_by"], item["days_old"], item["stale"]) == (["c1"], 40, True)
    assert item["quotes"][0]["used_by"] == ["c1"]


def test_a_refresh_says_of_each_page_what_became_of_it(
    program: Program, workspace: Workspace, teardown_id: str, shop: Site
) -> None:
    shop.page("/pricing", PAGE)
    program("capture", shop.url("/pricing"), "--allow-private", "--to", teardown_id)
    shop.page("/pricing", PAGE.replace("$10", "$14"))
    shop.page("/wall", "<title>Just a moment...</title>", status=403)
    shop.page("/last", PAGE)
    for path in ("/wall", "/gone", "/last"):
        keep(workspace, teardown_id, shop.url(path), age=3)
    for name in ("e1", "e2"):
        workspace.evidence.add_quote(
            teardown_id, name, exact="costs $10 a month", prefix="The Plus plan "
        )
    program("claim", "last", "--section", "frame", "--statement", "Cheap.", "--evidence", "q1")
    done = program("evidence", "last", "--refresh", "--allow-private")
    assert done.status == 1
    assert done.out.splitlines()[:4] == [
        "e1  changed: 1 word new, 1 word taken out; 1 quote moved",
        "  ◐ q1 moved: “costs $10 a month”",
        "    now: “costs $14 a month”",
        "  c1 rests on that: Cheap.",
    ]
    assert done.out.splitlines()[4].startswith("e4  ")
    errors = done.err.splitlines()
    assert [line.partition(": ")[0] for line in errors] == ["e2", "e3"]
    assert "stays as it was" in errors[0]
    assert "404" in errors[1]
    items = program("evidence", "last", "--json").json["evidence"]
    assert [item["latest"] is not None for item in items] == [True, False, False, True]
    assert [quote["standing"] for item in items for quote in item["quotes"]] == [
        "moved",
        "unchecked",
    ]


def test_a_refresh_as_json_holds_the_same(program: Program, teardown_id: str, shop: Site) -> None:
    shop.page("/pricing", PAGE)
    program("capture", shop.url("/pricing"), "--allow-private", "--to", teardown_id)
    shop.page("/pricing", PAGE.replace("$10", "$14"))
    done = program("evidence", "last", "--refresh", "--allow-private", "--json")
    assert (done.status, done.err) == (0, "")
    (look,) = done.json["refreshed"]
    assert (look["evidence"], look["outcome"], look["why"]) == ("e1", "changed", None)
    assert (look["words_added"], look["words_removed"]) == (1, 1)


def test_without_a_page_there_is_nothing_to_look_at(program: Program, teardown_id: str) -> None:
    done = program("evidence", "last", "--refresh")
    assert (done.status, done.out) == (0, "")
    assert f"{teardown_id} has no page to look at again" in done.line
