from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from tests.tui.driving import driving
from tui.forms.fields import ChoiceAsked, TextAsked
from tui.forms.form import Filled, FormScreen

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock

WHO, WHY = TextAsked("who", "Who"), TextAsked("why", "Why")
SIZE = ChoiceAsked("size", "Size", (("s", "small", ""), ("l", "large", "")))


async def test_what_arrives_in_one_go_stands_in_the_fields_it_was_typed_for(
    places: Places, clock: FrozenClock
) -> None:
    filled: list[Filled | None] = []
    async with driving(places, clock) as driver:
        driver.app.push_screen(FormScreen("Form", [WHO, SIZE, WHY]), filled.append)
        await driver.sees("Who", "Why")
        keys = [*"Ana", "enter", "l", "enter", *"She asked.", "ctrl+j", *"Twice.", "enter"]
        for key in keys:  # a slow line brings them in one bundle
            driver.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await driver.until(lambda: bool(filled), "the form is kept")
    assert filled == [Filled({"who": "Ana", "size": "l", "why": "She asked.\nTwice."}, kept=True)]


async def test_a_paste_right_behind_enter_is_for_the_next_field(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        form = FormScreen("Form", [WHO, WHY])
        driver.app.push_screen(form)
        await driver.sees("Who", "Why")
        for event in (events.Key("A", "A"), events.Key("enter", None), events.Paste("one\ntwo")):
            driver.app.post_message(event)
        await driver.until(lambda: form.values() == {"who": "A", "why": "one\ntwo"}, "both fields")
