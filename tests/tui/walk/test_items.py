"""Structured questions: predictions, claims, metrics, principles; and the screen of all claims."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lab.drafting import NewTeardown
from lab.memory import Place
from lab.workspace import Workspace
from lab.writing import ClaimDraft
from tests.tui.walk.hands import SIZES
from tui.forms.form import FormScreen
from tui.items.item_list import ItemList
from tui.screens.claims.screen import ClaimCards, ClaimsScreen

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock


@pytest.fixture
def full(workspace: Workspace) -> str:
    return workspace.create(NewTeardown(product="Notion AI", template="full")).id


@pytest.mark.parametrize("size", [SIZES[0], SIZES[-1]])
async def test_a_prediction_takes_four_fields_and_enter(
    start: Any, teardown_id: str, places: Places, clock: FrozenClock, size: tuple[int, int]
) -> None:
    mine = Workspace(places, clock=clock)
    mine.last_places.remember(teardown_id, Place("frame", "predict"))
    async with start(size, mine=mine) as walk:
        await walk.press("f4")
        assert isinstance(walk.app.screen, FormScreen)
        await walk.type("4 of 5 runs cite")
        await walk.press("enter")
        await walk.type("70 %")
        await walk.press("enter")
        await walk.type("opening each")
        await walk.press("enter")
        await walk.type("in 2 weeks")
        await walk.press("enter")
        await walk.until(lambda: walk.record.predictions)
        made = walk.record.predictions[0]
        assert (made.id, made.statement, made.probability) == ("p1", "4 of 5 runs cite", 0.7)
        assert (made.how_known, made.due) == ("opening each", date(2026, 3, 16))
        assert made.made_at == clock.now()
        await walk.saved()
        assert walk.on_disk().predictions[0].statement == "4 of 5 runs cite"
        assert "70 %" in walk.drawn()


async def test_what_cannot_be_is_said_beside_the_field(
    start: Any, workspace: Workspace, teardown_id: str
) -> None:
    workspace.last_places.remember(teardown_id, Place("frame", "predict"))
    async with start() as walk:
        await walk.press("f4", "ctrl+s")
        assert "Say what you predict" in walk.drawn()
        await walk.type("x")
        await walk.press("enter")
        await walk.type("most")
        await walk.press("ctrl+s")
        assert "percentage from 0 to 100" in walk.drawn()
        assert walk.record.predictions == []


async def test_a_half_filled_form_is_there_again_and_can_be_discarded(
    start: Any, workspace: Workspace, teardown_id: str
) -> None:
    workspace.last_places.remember(teardown_id, Place("frame", "predict"))
    async with start() as walk:
        await walk.press("f4")
        await walk.type("half a thought")
        await walk.press("escape")
        assert walk.record.predictions == []
        await walk.press("f4")
        assert "half a thought" in walk.drawn()
        await walk.press("ctrl+g")
        await walk.press("f4")
        assert "half a thought" not in walk.drawn()


async def test_a_half_filled_form_survives_quitting_in_the_middle_of_it(
    start: Any, workspace: Workspace, teardown_id: str
) -> None:
    workspace.last_places.remember(teardown_id, Place("frame", "predict"))
    async with start() as walk:
        await walk.press("f4")
        await walk.type("half a thought")
        await walk.press("ctrl+q")
        await walk.until(lambda: not walk.app.is_running)
    async with start() as walk:
        await walk.until(lambda: "goes on with the half-filled one" in walk.drawn())
        await walk.press("f4")
        assert "half a thought" in walk.drawn()
        await walk.press("ctrl+s")
        assert walk.record.predictions[0].statement == "half a thought"
        await walk.until(lambda: "goes on with" not in walk.drawn())
        await walk.saved()
    async with start() as walk:
        await walk.press("f4")
        assert "half a thought" not in walk.drawn().split("Add a prediction")[1]


async def test_an_item_is_changed_taken_out_and_brought_back(
    start: Any, workspace: Workspace, full: str
) -> None:
    for statement in ("first", "second"):
        workspace.add_claim(full, ClaimDraft(section="strengths", statement=statement))
    workspace.last_places.remember(full, Place("strengths", "best"))
    async with start((140, 45), at=full) as walk:
        items = walk.screen.query_one(ItemList)
        await walk.press("shift+tab")
        assert walk.app.focused is items
        await walk.press("enter")
        await walk.type(", sharper")
        await walk.press("ctrl+s")
        assert [c.statement for c in walk.record.claims] == ["first, sharper", "second"]
        await walk.press("d")
        assert [c.statement for c in walk.record.claims] == ["second"]
        await walk.press("u")
        assert [c.statement for c in walk.record.claims] == ["first, sharper", "second"]
        await walk.saved()
        assert [c.statement for c in walk.on_disk().claims] == ["first, sharper", "second"]


async def test_a_metric_is_completed_from_the_method(
    start: Any, workspace: Workspace, full: str
) -> None:
    workspace.last_places.remember(full, Place("measurement", "outcome"))
    async with start(at=full) as walk:
        await walk.press("f4")
        await walk.type("task succ")
        assert "Task success rate" in walk.drawn()
        await walk.press("right")
        await walk.press("ctrl+s")
        metric = walk.record.metrics[0]
        assert metric.name == "Task success rate"
        assert metric.denominator == "tasks attempted"
        assert metric.observable == "proxy"
        assert metric.pair


async def test_a_principle_answers_its_question(
    start: Any, workspace: Workspace, full: str
) -> None:
    workspace.last_places.remember(full, Place("takeaway", "principle"))
    async with start(at=full) as walk:
        await walk.press("f4")
        await walk.type("Show sources")
        await walk.press("enter")
        await walk.type("nobody opens them")
        await walk.press("enter")
        lesson = walk.record.take_home.lessons[0]
        assert (lesson.principle, lesson.limit) == ("Show sources", "nobody opens them")
        await walk.saved()
        assert walk.on_disk().take_home.lessons[0].principle == "Show sources"


async def test_choices_are_made_with_arrows_letters_and_digits(
    start: Any, workspace: Workspace, full: str
) -> None:
    workspace.last_places.remember(full, Place("weaknesses", "findings"))
    async with start(at=full) as walk:
        await walk.press("f4")
        await walk.type("it invents")
        await walk.press("tab", "tab", "right", "tab", "l", "tab", "3", "ctrl+s")
        claim = walk.record.claims[0]
        assert (claim.basis, claim.confidence, claim.severity) == ("published", "low", 3)
        assert (claim.kind, claim.section) == ("finding", "weaknesses")


@pytest.mark.parametrize("size", [SIZES[0], SIZES[-1]])
async def test_all_claims_are_sorted_filtered_added_and_lead_to_their_question(
    start: Any, workspace: Workspace, full: str, size: tuple[int, int]
) -> None:
    for section, severity, basis in (
        ("weaknesses", 2, "guess"),
        ("strengths", None, "tried"),
        ("weaknesses", 4, "published"),
    ):
        workspace.add_claim(
            full,
            ClaimDraft(section=section, statement=f"{basis} one", severity=severity, basis=basis),
        )
    async with start(size, at=full) as walk:
        await walk.press("f9")
        assert isinstance(walk.app.screen, ClaimsScreen)
        cards = walk.app.screen.query_one(ClaimCards)

        def shown() -> list[str]:
            return [claim.statement for claim in cards.cards]

        assert shown() == ["tried one", "guess one", "published one"]
        await walk.press("s")
        assert shown() == ["published one", "guess one", "tried one"]
        await walk.press("s")
        assert shown() == ["tried one", "published one", "guess one"]
        await walk.press("a")
        await walk.type("a new one")
        await walk.press("ctrl+s")
        assert walk.record.claims[-1].section == "frame"
        await walk.press("home", "j", "w")
        await walk.until(lambda: walk.asked == ("strengths", "best"))
        await walk.saved()
        assert len(walk.on_disk().claims) == 4
