"""The Evidence screen: what stands there, and what can be done with it."""

from __future__ import annotations

from datetime import date, timedelta
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from textual import events

from lab.evidence.fetching.errors import Unreachable
from lab.model import Claim, Evidence
from lab.workspace import Workspace
from tests.tui.driving import SIZES, begin, driving
from tests.tui.evidence.making import PRICING, PRICING_NOW, captured, quoted, with_evidence
from tests.tui.evidence.test_capturing import at_evidence, kept
from tui.screens.claims.screen import ClaimsScreen
from tui.screens.evidence.forms import seen_on
from tui.screens.evidence.rows import EvidenceRows
from tui.screens.evidence.screen import EvidenceScreen
from tui.screens.page.screen import PageScreen
from tui.screens.page_changes.screen import PageChangesScreen
from tui.screens.walk.screen import WalkScreen

if TYPE_CHECKING:
    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver
    from tests.tui.evidence.making import Script

PAGE = "https://www.notion.so/pricing"
HELP = "https://www.notion.so/help/ai"


@pytest.fixture
def record(places: Places, clock: FrozenClock) -> Teardown:
    return with_evidence(places, clock)


def go_to(driver: Driver, key: str) -> None:
    driver.app.screen.query_one(EvidenceRows).move_to_key(key)


@pytest.mark.parametrize("size", SIZES)
async def test_verdict_age_and_standing_are_words_at_every_size(
    places: Places, clock: FrozenClock, record: Teardown, size: tuple[int, int]
) -> None:
    async with at_evidence(places, clock, size=size) as driver:
        await driver.sees("Pricing plans", "changed", "yesterday", "3 pages", "1 observation")
        await driver.sees("client-rendered", "partial", "stands", "moved", "gone")
        go_to(driver, "e1")
        await driver.sees("Captured again yesterday", "2 claims on it")
    assert record.evidence


async def test_the_detail_says_reasons_facts_claims_and_how_the_page_begins(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with at_evidence(places, clock) as driver:
        go_to(driver, record.evidence[1].id)
        await driver.sees(
            "The page has tabs; only the first of them",
            "Notion Help · Ana Li · published 2026-01-20",
            "captured 27 Feb 2026, 09:00",
            "No claim rests on it yet.",
            "How it begins",
        )
        go_to(driver, "e1 q3")
        await driver.sees("It is no longer on the page.", "1 claim on it", "A member on Plus")


async def test_what_is_older_than_its_kind_keeps_is_marked_until_it_is_looked_at_again(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    assert record.evidence
    clock.instant += timedelta(days=60)
    script.will(PAGE, captured(PAGE, PRICING_NOW, at=clock.now(), title="Pricing plans"))
    async with at_evidence(places, clock) as driver:
        go_to(driver, "e1")
        await driver.sees("1 old", "▲ Mar 2026", "Looked at again 61 days ago; prices are")
        await driver.press("r")
        await driver.sees("just now", "has changed")
        await driver.sees_no("1 old")


async def test_a_refresh_marks_what_changed_and_leaves_what_the_claims_saw(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    now = captured(HELP, "# What is AI?\n\nIt reads whatever the team may read.\n", at=clock.now())
    script.will(HELP, now)
    async with at_evidence(places, clock) as driver:
        go_to(driver, "e2")
        await driver.press("r")
        await driver.sees("has changed:", "1 quote no longer as quoted")
        found = kept(places, clock, record.id).evidence[1]
        assert found.latest is not None
        assert found.body == record.evidence[1].body
        assert found.quotes[0].standing in {"moved", "gone"}
        assert found.quotes[0].exact == record.evidence[1].quotes[0].exact


async def test_all_are_refreshed_one_after_the_other_and_what_fails_stays_as_it_was(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    script.will(PAGE, captured(PAGE, PRICING, at=clock.now()))
    script.will(HELP, Unreachable("www.notion.so is not there", "the connection was refused"))
    blocked = captured("https://www.notion.so/product/ai", "", at=clock.now(), verdict="blocked")
    script.will(blocked.url, blocked)
    async with at_evidence(places, clock) as driver:
        await driver.press("R")
        await driver.sees("1 page unchanged. 2 pages could not be captured")
        assert [url for url, _ in script.asked] == [PAGE, HELP, blocked.url]
        go_to(driver, "e2")
        await driver.sees(
            "The last refresh did not work", "www.notion.so is not there", "not refreshed"
        )
        now = kept(places, clock, record.id)
        assert now.evidence[1:] == record.evidence[1:]
        assert [quote.standing for quote in now.evidence[0].quotes] == ["stands"] * 3


async def test_the_difference_shows_words_quotes_and_claims_and_leads_to_them(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with at_evidence(places, clock) as driver:
        go_to(driver, "e1")
        await driver.press("v")
        await driver.until(lambda: isinstance(driver.app.screen, PageChangesScreen), "changes")
        await driver.sees("5 words new", "How your 3 quotes stand", "▲ gone", "→ c2: A member")
        await driver.sees("± Free for 7 days, then $10 12 a member and month.")
        await driver.press("n")
        await driver.sees("1 of 2 changed places.")
        await driver.press("w")
        await driver.until(lambda: isinstance(driver.app.screen, ClaimsScreen), "claims")
        await driver.sees("▌ What does not work")
        await driver.press("escape", "escape")
        await driver.until(lambda: isinstance(driver.app.screen, EvidenceScreen), "evidence")
    assert record.claims


async def test_the_new_page_is_taken_with_its_quotes_and_that_can_be_taken_back(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with at_evidence(places, clock) as driver:
        go_to(driver, "e1")
        await driver.press("v")
        await driver.sees("What it says now", "words new")
        await driver.press("t")
        await driver.sees("The new page is the capture now")
        await driver.press("j")
        await driver.sees("Saved")
        taken = kept(places, clock, record.id).evidence[0]
        assert driver.workspace.evidence.body(taken) == PRICING_NOW
        assert taken.latest is None
        assert taken.quotes[1].exact == "Free for 7 days, then $12 a member and month."
        await driver.press("u")
        await driver.sees("changed")
        await driver.press("j")
        await driver.sees("Saved")
        assert kept(places, clock, record.id).evidence[0] == record.evidence[0]


async def test_an_observation_is_added_changed_and_has_its_day(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with at_evidence(places, clock) as driver:
        await driver.press("o")
        await driver.sees("Add an observation")
        driver.app.post_message(events.Paste("It asks before it deletes"))
        await driver.press("enter", "ctrl+u")
        driver.app.post_message(events.Paste("in a week"))
        await driver.press("enter")
        await driver.sees("Write a day that has been")
        await driver.press("ctrl+u")
        driver.app.post_message(events.Paste("yesterday"))
        await driver.press("enter")
        await driver.sees("It asks before it deletes", "yesterday")
        await driver.press("enter")
        await driver.sees("Change this observation", "2026-03-01")
        driver.app.post_message(events.Paste(" twice"))
        await driver.press("ctrl+s")
        await driver.sees("It asks before it deletes twice", "Saved")
        added = kept(places, clock, record.id).evidence[-1]
        assert (added.title, added.kind) == ("It asks before it deletes twice", "observation")
        assert added.fetched_at is not None
        assert added.fetched_at.date() == clock.now().date() - timedelta(days=1)


async def test_what_is_deleted_comes_back_with_the_claims_that_rest_on_it(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with at_evidence(places, clock) as driver:
        go_to(driver, "e1 q2")
        await driver.press("d")
        await driver.sees("The quote is taken out. Its claims stay.")
        go_to(driver, "e1")
        await driver.press("d")
        await driver.sees("The page is taken out.")
        await driver.press("j")
        await driver.sees("Saved")
        now = kept(places, clock, record.id)
        assert [piece.id for piece in now.evidence] == ["e2", "e3", "e4"]
        assert [claim.evidence for claim in now.claims] == [[], [], ["e4"]]
        await driver.press("u", "u")
        await driver.sees("“Free for 7 days, then $10")
        await driver.press("j")
        await driver.sees("Saved")
        now = kept(places, clock, record.id)
        assert now.evidence == record.evidence
        assert [sorted(c.evidence) for c in now.claims] == [["e1", "q1"], ["q2", "q3"], ["e4"]]
        await driver.press("u")
        await driver.sees("There is nothing to take back.")


async def test_title_and_note_are_the_learners_to_change(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with at_evidence(places, clock) as driver:
        go_to(driver, "e2")
        await driver.press("e")
        await driver.sees("Change title and note")
        driver.app.post_message(events.Paste(" really"))
        await driver.press("enter")
        driver.app.post_message(events.Paste("Read the part on permissions"))
        await driver.press("enter")
        await driver.sees(" really", "Read the part on permissions", "Saved")
        assert kept(places, clock, record.id).evidence[1].note == "Read the part on permissions"


async def test_one_claim_is_gone_to_and_of_several_one_is_chosen_then_its_question(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with at_evidence(places, clock) as driver:
        go_to(driver, "e1")
        await driver.press("w")
        await driver.sees("the claim to go to", "It costs nothing extra", "A member on Plus")
        await driver.press("down", "enter")
        await driver.until(lambda: isinstance(driver.app.screen, ClaimsScreen), "claims")
        await driver.press("w")
        await driver.until(lambda: isinstance(driver.app.screen, WalkScreen), "the walk")
        await driver.sees("What does not work")
    assert record.claims


async def test_the_address_a_quote_and_markdown_are_copied(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with at_evidence(places, clock) as driver:
        go_to(driver, "e1")
        await driver.press("c")
        assert driver.app.clipboard == PAGE
        await driver.press("C")
        assert driver.app.clipboard.startswith(f"[Pricing plans for teams of every size](<{PAGE}>)")
        assert "\n\n> AI answers are included" in driver.app.clipboard
        go_to(driver, "e1 q3")
        await driver.press("c")
        assert driver.app.clipboard == "On Plus, each member has 20 answers to try."
    assert record.evidence


async def test_without_a_window_the_address_is_copied_and_a_strange_one_goes_nowhere(
    places: Places, clock: FrozenClock, record: Teardown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    opened: list[str] = []
    async with at_evidence(places, clock) as driver:
        monkeypatch.setattr(driver.app, "open_url", opened.append)
        go_to(driver, "e2")
        await driver.press("b")
        await driver.sees("The address is copied instead.")
        assert driver.app.clipboard == HELP
        monkeypatch.setattr(driver.workspace, "environ", {"DISPLAY": ":0"})
        await driver.press("b")
        await driver.sees("Opened in your browser")
        go_to(driver, "e4")
        await driver.press("b")
        await driver.sees("no web address here")
        assert opened == [HELP]
    assert record.evidence


async def test_hostile_words_are_shown_as_they_are(places: Places, clock: FrozenClock) -> None:
    nasty = "[/a][@click=app.quit]\x1b[2Jx[/]"
    made = begin(places, clock, "Notion AI", template="quick")
    workspace = Workspace(places, clock=clock, environ={})
    made.evidence = [
        Evidence(id="e1", kind="page", title=nasty, url=nasty, site=nasty, verdict=nasty,
                 reasons=[nasty], author=nasty, note=nasty, fetched_at=clock.now(),
                 quotes=[quoted(1, nasty, now=f"{nasty}!", standing="moved")])
    ]  # fmt: skip
    made.claims = [Claim(id="c1", section="strengths", statement=nasty, evidence=["q1"])]
    workspace.save(made)
    workspace.close()
    async with at_evidence(places, clock) as driver:
        await driver.sees("[/a][@click=app.quit]␛[2Jx[/]")
        seen = driver.screen
        go_to(driver, "e1 q1")
        await driver.sees("now [/a]")
        assert "\x1b" not in seen + driver.screen


async def test_two_hundred_pieces_and_two_thousand_quotes_move_without_lag(
    places: Places, clock: FrozenClock
) -> None:
    made = begin(places, clock, "Notion AI", template="quick")
    workspace = Workspace(places, clock=clock, environ={})
    made.evidence = [
        Evidence(id=f"e{n}", kind="page", title=f"Page {n}", url=f"https://a.example/{n}",
                 verdict="good", fetched_at=clock.now(),
                 quotes=[quoted(n * 10 + m, f"Words {m} of page {n}") for m in range(10)])
        for n in range(200)
    ]  # fmt: skip
    made.claims = [
        Claim(id=f"c{n}", section="strengths", statement=f"Claim {n}", evidence=[f"q{n * 20}"])
        for n in range(100)
    ]
    workspace.save(made)
    workspace.close()
    async with at_evidence(places, clock) as driver:
        await driver.sees("200 pages · 2,000 quotes")
        screen = driver.app.screen
        assert isinstance(screen, EvidenceScreen)
        assert len(screen.rows.rows) == 2200
        small, whole = screen.rows.rows[:1], screen.rows.rows
        screen.rows.show(small)
        one = _moves(screen.rows, 1)
        screen.rows.show(whole)
        assert _moves(screen.rows, 2000) < 40 * one + 0.2
        await driver.press("f")
        await driver.until(lambda: len(screen.rows.rows) == 200, "the pages alone")


def _moves(rows: EvidenceRows, place: int) -> float:
    """Return the seconds that ten moves and their drawing take."""
    begun = perf_counter()
    for _ in range(10):
        rows.move_to(place)
        rows.render_line(0)
        rows.move_to(0)
        rows.render_line(0)
    return perf_counter() - begun


async def test_p_opens_it_in_the_outline_in_claims_and_in_the_review(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with driving(places, clock, size=(140, 45), start=record.id) as driver:
        await driver.sees("Saved")
        await driver.press("escape")
        for opens in ("", "c", "f"):
            await driver.press(*opens, "p")
            await driver.until(lambda: isinstance(driver.app.screen, EvidenceScreen), "evidence")
            await driver.sees("Pricing plans")
            await driver.press("escape", *["escape"] * len(opens))
            await driver.until(lambda: isinstance(driver.app.screen, WalkScreen), "the walk")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-03-02"),
        ("Yesterday", "2026-03-01"),
        ("3 days ago", "2026-02-27"),
        ("2026-01-20", "2026-01-20"),
        ("1 March", "2026-03-01"),
        ("9 March", "2025-03-09"),
        ("2026-03-09", None),
        ("tomorrow", None),
        ("in 2 weeks", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_day_on_which_something_was_seen_lies_behind(text: str, day: str | None) -> None:
    found = seen_on(text, today=date(2026, 3, 2))
    assert (found.isoformat() if found is not None else None) == day


async def test_enter_reads_the_page_and_on_a_quote_leads_to_its_words(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with at_evidence(places, clock, size=(80, 24)) as driver:
        for key in ("e2", "e1 q3"):
            go_to(driver, key)
            await driver.press("enter")
            await driver.until(lambda: isinstance(driver.app.screen, PageScreen), "the page")
            await driver.sees("Saved", "each member has 20" if "q3" in key else "What is AI?")
            await driver.press("escape")
            await driver.until(lambda: isinstance(driver.app.screen, EvidenceScreen), "evidence")
    assert record.evidence
