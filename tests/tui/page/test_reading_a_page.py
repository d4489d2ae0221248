"""Reading a captured page: moving, selecting, finding, at any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace
from tests.tui.page.reading import PRICING, reading, with_page

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock

SIZES = [(60, 20), (250, 80)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_page_reads_well_at_every_size(
    places: Places, clock: FrozenClock, size: tuple[int, int]
) -> None:
    record = with_page(places, clock, quotes=("Guests are free, e.g. clients who only read.",))
    async with reading(places, clock, record, size=size) as reader:
        await reader.sees("Pricing: a plan for every team", "Choose the plan that fits.", "Enter")
        assert all(len(line) <= size[0] for line in reader.screen.splitlines())
        await reader.press("end")
        await reader.sees("See the changelog for more.", "100 %")
        await reader.press("home")
        await reader.sees("Choose the plan that fits.")
        assert reader.selected == "Pricing"


async def test_a_wide_screen_says_what_is_known_of_the_page(
    places: Places, clock: FrozenClock
) -> None:
    record = with_page(places, clock, quotes=("Students pay nothing.",))
    async with reading(places, clock, record, size=(140, 45)) as reader:
        await reader.sees("Acme, Inc.", "2026-02-11", "Its main text is whole.", "20 Feb 2026")
        await reader.sees("1 quote", "“Students pay nothing.”", "Claim number 1")


async def test_one_goes_from_sentence_to_sentence_and_selects_more(
    places: Places, clock: FrozenClock
) -> None:
    async with reading(places, clock, with_page(places, clock)) as reader:
        assert reader.selected == "Pricing"
        await reader.press("j", "down")
        assert reader.selected.startswith("All plans include unlimited documents, the API")
        await reader.press("k")
        assert reader.selected == "Choose the plan that fits."
        await reader.press("J", "shift+down")
        assert reader.selected.startswith("Choose the plan")
        assert reader.selected.endswith("Prices are in US dollars.")
        await reader.sees(f"{len(reader.selected.split())} words selected")
        await reader.press("K")
        assert reader.selected.endswith("email support.")
        await reader.press("escape")
        assert reader.selected == "Choose the plan that fits."


async def test_a_selection_begins_and_ends_at_any_word(places: Places, clock: FrozenClock) -> None:
    async with reading(places, clock, with_page(places, clock)) as reader:
        await reader.select("All plans")
        await reader.press(*["shift+left"] * 4)
        assert reader.selected == "All plans include unlimited documents, the API"
        await reader.press("ctrl+right", "ctrl+right", "ctrl+right")
        assert reader.selected == "unlimited documents, the API"
        await reader.press("ctrl+left", "shift+right")
        assert reader.selected == "include unlimited documents, the API and"
        await reader.press("v")
        assert reader.selected.startswith("Choose the plan")
        await reader.press("j")
        assert reader.selected == "Plans"


async def test_cells_of_a_table_are_read_one_by_one(places: Places, clock: FrozenClock) -> None:
    async with reading(places, clock, with_page(places, clock)) as reader:
        await reader.select("$10.00")
        assert reader.selected == "$10.00 a month, billed yearly"
        await reader.press("j")
        assert reader.selected == "Unlimited within fair use"


async def test_the_address_of_a_link_is_shown_where_the_cursor_is(
    places: Places, clock: FrozenClock
) -> None:
    async with reading(places, clock, with_page(places, clock)) as reader:
        await reader.select("All plans")
        await reader.sees("→ https://acme.test/docs/api")
        await reader.press("j")
        await reader.sees_no("https://acme.test/docs/api")


async def test_words_are_found_as_they_are_typed(places: Places, clock: FrozenClock) -> None:
    async with reading(places, clock, with_page(places, clock)) as reader:
        await reader.press("slash")
        await reader.type("BILLED yearly")
        await reader.sees("1 of 2")
        assert reader.selected == "$10.00 a month, billed yearly"
        await reader.press("enter", "n")
        await reader.sees("2 of 2")
        await reader.press("n")
        await reader.sees("1 of 2")
        await reader.press("N")
        await reader.sees("2 of 2")
        await reader.press("escape")
        await reader.sees_no("2 of 2")
        assert reader.app.screen is reader.page_screen
        await reader.press("slash")
        await reader.type("nowhere")
        await reader.sees("“nowhere” is not on this page")


async def test_one_goes_from_heading_to_heading_and_by_the_contents(
    places: Places, clock: FrozenClock
) -> None:
    async with reading(places, clock, with_page(places, clock)) as reader:
        await reader.press("right_curly_bracket", "right_curly_bracket")
        assert reader.selected == "What counts as a seat?"
        await reader.press("left_curly_bracket")
        assert reader.selected == "Plans"
        await reader.press("t")
        await reader.type("fair")
        await reader.press("enter")
        await reader.until(lambda: reader.selected == "Fair use", "the heading")


async def test_another_width_keeps_the_place(places: Places, clock: FrozenClock) -> None:
    text = "\n\n".join(f"Paragraph {n}. " + "word " * 60 for n in range(200))
    async with reading(places, clock, with_page(places, clock, text)) as reader:
        await reader.press(*["pagedown"] * 12)
        view = reader.page_screen.sheet.view
        assert view is not None
        top = view.top_place()
        before = reader.selected
        await reader.pilot.resize_terminal(60, 20)
        await reader.until(lambda: reader.page_screen.sheet.size.width < 60, "narrow")
        assert reader.selected == before
        assert view.top_place() <= top < view.end_place()


async def test_the_mouse_selects_exactly_words_and_paragraphs(
    places: Places, clock: FrozenClock
) -> None:
    async with reading(places, clock, with_page(places, clock)) as reader:
        sheet = reader.page_screen.sheet
        # Three cells at the left belong to the marks; the first paragraph is on the third line.
        await reader.pilot.mouse_down(sheet, offset=(3, 2))
        await reader.pilot.hover(sheet, offset=(17, 2))
        await reader.pilot.mouse_up(sheet, offset=(17, 2))
        assert reader.selected == "Choose the plan"
        await reader.pilot.click(sheet, offset=(11, 2))
        assert reader.selected == "Choose the plan that fits."
        await reader.pilot.click(sheet, offset=(11, 2), times=2)
        assert reader.selected == "the"
        await reader.pilot.click(sheet, offset=(11, 2), times=3)
        assert reader.selected.endswith("US dollars.")
        await reader.press("pagedown")
        await reader.pilot.click(sheet, offset=(sheet.size.width - 1, sheet.size.height - 1))
        await reader.sees("100 %")


async def test_what_a_page_says_is_never_an_order(places: Places, clock: FrozenClock) -> None:
    stacked = "e" + "\u0301" * 6
    text = (
        "# [bold]Title[/] \x1b[31mred\n\n"
        "Line \u202eturned\u202c around, [@click=app.quit]click[/], \x07bell.\n\n"
        f"| a\x1b]0;x\x07 | [/a/x] |\n| --- | --- |\n| 漢字 | {stacked} |\n\n"
        "```\n\x1b[2J\n\tx\n```"
    )
    async with reading(places, clock, with_page(places, clock, text)) as reader:
        await reader.sees("[bold]Title[/]", "[@click=app.quit]click[/]", "[/a/x]", "漢字")
        for character in "\x1b\x07\u202e\u202c":
            assert character not in reader.screen
        await reader.press("end")
        assert reader.selected.strip() == "x"


async def test_a_page_without_its_text_says_so_and_offers_to_capture_it(
    places: Places, clock: FrozenClock
) -> None:
    record = with_page(places, clock)
    workspace = Workspace(places, clock=clock, environ={})
    address = workspace.library.parts.pages.path(record_body(workspace, record.id))
    workspace.close()
    address.unlink()
    async with reading(places, clock, record, whole=False) as reader:
        await reader.sees("is not in this library", "Press r to capture the page again")
        await reader.press("enter", "j", "J", "v", "n", "l", "t", "slash")
        await reader.press("escape", "escape")


async def test_a_damaged_page_says_what_is_wrong(places: Places, clock: FrozenClock) -> None:
    record = with_page(places, clock)
    workspace = Workspace(places, clock=clock, environ={})
    address = workspace.library.parts.pages.path(record_body(workspace, record.id))
    workspace.close()
    address.write_text(PRICING + "more")
    async with reading(places, clock, record, whole=False) as reader:
        await reader.sees("no longer holds the page")


def record_body(workspace: Workspace, teardown_id: str) -> str:
    return workspace.load(teardown_id).evidence[0].body


async def test_a_long_page_is_there_before_all_of_it_is_read(
    places: Places, clock: FrozenClock
) -> None:
    text = "\n\n".join(f"Paragraph {n}. " + "word " * 60 for n in range(800))
    async with reading(places, clock, with_page(places, clock, text), whole=False) as reader:
        await reader.sees("Paragraph 0.")
        await reader.until(lambda: reader.page_screen.is_whole, "the rest")
        await reader.press("end")
        await reader.sees("Paragraph 799.")


async def test_nothing_is_lost_without_colour_or_signs(places: Places, clock: FrozenClock) -> None:
    record = with_page(places, clock, quotes=("Students pay nothing.",))
    async with reading(places, clock, record, environ={"NO_COLOR": "1"}) as reader:
        await reader.press("right_square_bracket")
        await reader.sees("Cited by “Claim number 1”.")
        line = next(line for line in reader.screen.splitlines() if "Students pay" in line)
        assert line.lstrip(" ").startswith("▌“")
