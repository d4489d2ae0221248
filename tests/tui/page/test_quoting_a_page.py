"""Quoting: a selection becomes a quote, and claims rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.workspace import Workspace
from tests.tui.page.reading import Reader, reading, with_page
from tui.screens.claims.screen import ClaimsScreen
from tui.screens.page.screen import PageScreen

if TYPE_CHECKING:
    import pytest

    from lab.places import Places
    from tests.conftest import FrozenClock

GUESTS = "Guests are free, e.g. clients who only read."


def cited(reader: Reader) -> dict[str, list[str]]:
    return {claim.statement: claim.evidence for claim in reader.record.claims}


async def test_a_sentence_becomes_a_quote_and_a_new_claim_rests_on_it(
    places: Places, clock: FrozenClock
) -> None:
    record = with_page(places, clock)
    async with reading(places, clock, record) as reader:
        await reader.select("Guests")
        await reader.press("enter")
        await reader.sees("Which claim rests on it?", "A new claim…", "No claim yet")
        await reader.press("enter")
        await reader.sees("A claim that rests on this quote", "“Guests are free")
        await reader.type("Reading is free")
        await reader.press("ctrl+s")
        await reader.sees("Quoted; cited by “Reading is free”.")
        quote = reader.evidence.quotes[0]
        assert (quote.id, quote.exact) == ("q1", GUESTS)
        assert quote.prefix.strip().endswith("can edit.")
        assert quote.suffix.strip().startswith("You can change")
        claim = reader.record.claims[0]
        assert (claim.basis, claim.evidence) == ("published", ["q1"])
        line = next(line for line in reader.screen.splitlines() if "Guests are" in line)
        assert line.lstrip().startswith("▌“")
    workspace = Workspace(places, clock=clock, environ={})
    saved = workspace.load(record.id)
    workspace.close()
    assert saved.evidence[0].quotes[0].exact == GUESTS
    assert saved.claims[0].evidence == ["q1"]


async def test_a_claim_that_there_is_cites_the_quote(places: Places, clock: FrozenClock) -> None:
    record = with_page(places, clock, quotes=("Students pay nothing.",))
    async with reading(places, clock, record) as reader:
        await reader.select("A seat is")
        await reader.press("enter")
        await reader.sees("Claim number 1")
        await reader.type("number")
        await reader.press("enter")
        await reader.sees("Quoted; cited by “Claim number 1”.")
        assert cited(reader) == {"Claim number 1": ["q1", "q2"]}


async def test_a_quote_can_wait_for_its_claim(places: Places, clock: FrozenClock) -> None:
    async with reading(places, clock, with_page(places, clock)) as reader:
        await reader.select("A seat is")
        await reader.press("enter", "escape")
        await reader.sees_no("Which claim")
        assert not reader.evidence.quotes
        await reader.press("enter", "down", "enter")
        await reader.sees("No claim cites it yet")
        assert [quote.exact for quote in reader.evidence.quotes] == [
            "A seat is anybody who can edit."
        ]
        assert not reader.record.claims


async def test_the_claims_of_a_quote_are_ticked_and_unticked(
    places: Places, clock: FrozenClock
) -> None:
    record = with_page(places, clock, quotes=("Students pay nothing.", GUESTS))
    async with reading(places, clock, record, quote="q2") as reader:
        await reader.sees("Cited by “Claim number 2”.")
        await reader.press("enter", "down", "space", "space", "enter")
        await reader.sees("Cited by “Claim number 1”.")
        assert cited(reader) == {"Claim number 1": ["q1", "q2"], "Claim number 2": []}
        await reader.press("u")
        await reader.sees("cite what they cited before")
        assert cited(reader) == {"Claim number 1": ["q1"], "Claim number 2": ["q2"]}


async def test_a_quote_is_taken_out_and_brought_back(places: Places, clock: FrozenClock) -> None:
    record = with_page(places, clock, quotes=("Students pay nothing.",))
    async with reading(places, clock, record, quote="q1") as reader:
        await reader.sees("Cited by")
        await reader.press("d")
        await reader.sees("“Claim number 1” goes on without it.")
        assert not reader.evidence.quotes
        assert cited(reader) == {"Claim number 1": []}
        await reader.press("u")
        await reader.sees("The quote is back.")
        assert cited(reader) == {"Claim number 1": ["q1"]}
        await reader.sees("Cited by “Claim number 1”.")
        await reader.press("u")
        await reader.sees("There is nothing to take back.")


async def test_undo_leaves_what_other_screens_changed(places: Places, clock: FrozenClock) -> None:
    record = with_page(places, clock, quotes=("Students pay nothing.",))
    async with reading(places, clock, record, quote="q1") as reader:
        await reader.sees("Cited by")
        await reader.press("d")
        await reader.sees("goes on without it")
        claim = reader.record.claims[0]
        reader.record.claims = [claim.model_copy(update={"evidence": ["e1"], "who": "Anybody"})]
        await reader.press("u")
        await reader.sees("The quote is back.")
        assert reader.record.claims[0].evidence == ["e1", "q1"]
        assert reader.record.claims[0].who == "Anybody"


async def test_a_snapshot_on_its_way_to_disk_stays_as_it_is(
    places: Places, clock: FrozenClock
) -> None:
    record = with_page(places, clock, quotes=("Students pay nothing.",))
    async with reading(places, clock, record, quote="q1") as reader:
        await reader.sees("Cited by")
        page, claim = reader.evidence, reader.record.claims[0]
        await reader.press("d")
        await reader.sees("goes on without it")
        assert [quote.id for quote in page.quotes] == ["q1"]
        assert claim.evidence == ["q1"]


async def test_a_note_stands_beside_a_quote(places: Places, clock: FrozenClock) -> None:
    record = with_page(places, clock, quotes=("Students pay nothing.",))
    async with reading(places, clock, record, size=(140, 45), quote="q1") as reader:
        await reader.sees("Cited by")
        await reader.press("e")
        await reader.sees("A note beside this quote")
        await reader.type("Since when?")
        await reader.press("enter")
        await reader.sees("Since when?")
        await reader.until(lambda: reader.evidence.quotes[0].note == "Since when?", "the note")


async def test_the_same_passage_is_not_quoted_twice(places: Places, clock: FrozenClock) -> None:
    record = with_page(places, clock, quotes=("Students pay nothing.",))
    async with reading(places, clock, record) as reader:
        await reader.select("Students")
        await reader.press("enter")
        await reader.sees("Which claim rests on it?")
        await reader.press("escape")
        assert len(reader.evidence.quotes) == 1


async def test_a_quote_says_how_it_stands_on_the_page_now(
    places: Places, clock: FrozenClock
) -> None:
    record = with_page(places, clock, quotes=("Students pay nothing.", GUESTS))
    workspace = Workspace(places, clock=clock, environ={})
    first, second = record.evidence[0].quotes
    first.standing = "gone"
    second.standing, second.now = "moved", "Guests cost $2."
    workspace.save(record)
    workspace.close()
    async with reading(places, clock, record) as reader:
        await reader.press("right_square_bracket")
        await reader.sees("reads otherwise on the page now: “Guests cost $2.”")
        await reader.press("right_square_bracket")
        await reader.sees("This quote is gone from the page now.")
        await reader.press("right_square_bracket")
        await reader.sees("There is no quote there.")
        await reader.press("left_square_bracket")
        assert reader.selected == GUESTS
        await reader.press("l")
        await reader.sees("gone", "moved", "“Students pay nothing.”")
        await reader.type("students")
        await reader.press("enter")
        await reader.until(lambda: reader.selected == "Students pay nothing.", "the quote")


async def test_one_goes_from_a_quote_to_its_claim_and_back(
    places: Places, clock: FrozenClock
) -> None:
    record = with_page(places, clock, quotes=("Students pay nothing.",))
    async with reading(places, clock, record) as reader:
        await reader.press("w")
        await reader.until(lambda: isinstance(reader.app.screen, ClaimsScreen), "the claims")
        await reader.sees("Claim number 1", "Pricing: a plan for every team: “Students")
        await reader.press("o")
        await reader.until(lambda: isinstance(reader.app.screen, PageScreen), "the page")
        await reader.until(lambda: reader.page_screen.is_whole, "all of it")
        await reader.until(lambda: reader.selected == "Students pay nothing.", "the quote")


async def test_what_is_selected_is_copied_with_its_source(
    places: Places, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(places, clock, with_page(places, clock)) as reader:
        copied: list[str] = []
        words = "Guests%20are%20free%2C%20e.g.%20clients%20who%20only%20read."
        link = f"https://acme.test/pricing#:~:text={words}"
        monkeypatch.setattr(reader.app, "copy", copied.append)
        await reader.select("Guests")
        await reader.press("c", "C")
        assert copied == [
            GUESTS,
            f"> {GUESTS}\n>\n> – [Pricing: a plan for every team](<{link}>), 2026-02-20",
        ]


async def test_what_another_program_changed_is_shown(places: Places, clock: FrozenClock) -> None:
    record = with_page(places, clock, quotes=("Students pay nothing.",))
    async with reading(places, clock, record) as reader:
        await reader.sees("1 quote")
        workspace = Workspace(places, clock=clock, environ={})
        workspace.evidence.remove(record.id, "q1")
        workspace.close()
        await reader.in_hand.look()
        await reader.sees("no quotes yet")
        workspace = Workspace(places, clock=clock, environ={})
        workspace.evidence.remove(record.id, "e1")
        workspace.close()
        await reader.in_hand.look()
        await reader.sees("taken out of the teardown meanwhile")
