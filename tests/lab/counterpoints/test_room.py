"""Counterpoints in a library: written as they come, kept through a kill, measured afterwards."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from lab.counterpoints.critic import critic_counts, critic_records, repeatability
from lab.counterpoints.prompting import PROMPT_VERSION
from lab.counterpoints.room import GateClosed, Wish
from lab.drafting import NewTeardown
from lab.errors import UsageError
from lab.models.errors import NoKey
from store.records import Asking, Counterpoint
from tests.lab.counterpoints.arguing import TEXT, Around, Scripted, answer_of, argued, item
from tests.lab.making import LONG_AGO, make_record

if TYPE_CHECKING:
    from lab.workspace import Workspace
    from store.records import Teardown
    from tests.conftest import FrozenClock

PRICED = {"price_input": 3.0, "price_output": 15.0}


@pytest.fixture
def ready(workspace: Workspace) -> str:
    """A teardown with one section that a model may be asked about."""
    record = workspace.create(NewTeardown("Inlet", template="quick"))
    workspace.answer(record.id, "variance.task", TEXT)
    workspace.score(record.id, "variance", 3)
    room = workspace.opponent
    room.meet(record.id, room.questions(workspace.load(record.id), "variance"))
    room.respond(record.id, "k1", "rebutted", reply="I counted")
    return record.id


def said(quote: str = "keeps the date in all of the runs", **values: str) -> str:
    return answer_of(item(quote, section_id="variance", **values))


async def test_an_item_and_what_it_may_cost_are_on_disk_before_the_answer_ends(
    workspace: Workspace, ready: str
) -> None:
    workspace.settings.values.update(PRICED)
    room = workspace.opponent
    request = room.request(workspace.load(ready), Wish("variance"))
    most = room.outlook(request).most_cost
    came = asyncio.Event()
    model = Scripted([said()[:-1]], hang=True)
    task = asyncio.ensure_future(
        room.ask(ready, request, on_item=lambda _: came.set(), around=Around(), model=model)
    )
    await came.wait()
    killed = workspace.load(ready)
    (asking,) = killed.practice.askings
    assert asking.ended == "under way"
    assert asking.cost == pytest.approx(most)
    assert killed.counterpoints[-1].source == "model"
    assert room.request(killed.model_copy(update={"counterpoints": killed.counterpoints[:-1]}),
                        Wish("variance")).limit == pytest.approx(0.5 - asking.cost)  # fmt: skip
    task.cancel()
    report = await task
    (asking,) = workspace.load(ready).practice.askings
    assert (report.cancelled, asking.ended, asking.kept) == (True, "stopped", 1)


async def test_what_came_of_an_asking_is_noted_with_model_and_prompt(
    workspace: Workspace, ready: str
) -> None:
    workspace.settings.values.update(PRICED)
    room = workspace.opponent
    request = room.request(workspace.load(ready), Wish("variance", model="m"))
    heard: list[str] = []
    await room.ask(
        ready, request, on_item=lambda one: heard.append(one.id), around=Around(),
        model=Scripted([said()]),
    )  # fmt: skip
    record = workspace.load(ready)
    (asking,) = record.practice.askings
    assert (asking.model, asking.prompt_version, asking.section) == (
        "m",
        PROMPT_VERSION,
        "variance",
    )
    assert (asking.returned, asking.kept, asking.ended) == (1, 1, "whole")
    assert asking.input_tokens == 1000
    assert asking.cost == pytest.approx(0.0045)
    assert heard == [record.counterpoints[-1].id]
    assert record.counterpoints[-1].before == TEXT


async def test_a_measurement_tells_each_call_the_same_and_its_cost_is_on_disk_before_it_is_known(
    workspace: Workspace, clock: FrozenClock, ready: str
) -> None:
    workspace.settings.values.update(PRICED)
    room = workspace.opponent
    await room.ask(ready, room.request(workspace.load(ready), Wish("variance")),
                   on_item=lambda _: None, around=Around(), model=Scripted([said()]))  # fmt: skip
    clock.move(minutes=1)
    request = room.request(workspace.load(ready), Wish("variance", repeats=True))
    most = room.outlook(request).most_cost
    model = Scripted([said(), said()])
    found, _ = await room.repeat(ready, request, 2, around=Around(), model=model)
    assert (found.calls, found.share, found.shares) == (2, 1.0, (1.0, 1.0))
    assert [one.prompt for one in model.asked] == [model.asked[0].prompt] * 2
    assert "hold for long threads" not in model.asked[0].prompt
    assert request.most == 3
    clock.move(minutes=1)
    hanging = Scripted([said()], hang=True)
    task = asyncio.ensure_future(room.repeat(ready, request, 2, around=Around(), model=hanging))
    await hanging.hangs.wait()
    killed = workspace.load(ready).practice.askings[-1]
    assert (killed.mode, killed.ended) == ("repeat", "under way")
    assert killed.cost == pytest.approx(most)
    task.cancel()
    assert (await task)[1].cancelled
    assert [one.ended for one in workspace.load(ready).practice.askings] == [
        "whole", "whole", "whole", "stopped",
    ]  # fmt: skip


def test_a_model_is_not_asked_out_of_turn(workspace: Workspace, ready: str) -> None:
    record = workspace.load(ready)
    for wish, words in ((Wish("frame"), "open after"), (Wish(mode="steelman"), "more section")):
        with pytest.raises(GateClosed, match=words):
            workspace.opponent.request(record, wish)
    workspace.settings.values["max_cost"] = 0
    with pytest.raises(UsageError, match="allow nothing that costs"):
        workspace.opponent.request(record, Wish("variance"))
    workspace.settings.values["counterpoints"] = False
    with pytest.raises(GateClosed, match="switched off"):
        workspace.opponent.request(record, Wish("variance"))


async def test_without_a_key_nothing_is_written(
    workspace: Workspace, ready: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    room = workspace.opponent
    before = workspace.load(ready)
    request = room.request(before, Wish("variance"))
    with pytest.raises(NoKey):
        await room.ask(ready, request, on_item=print)
    assert workspace.load(ready).rev == before.rev


def test_meeting_the_same_questions_again_writes_nothing(workspace: Workspace, ready: str) -> None:
    room = workspace.opponent
    record = workspace.load(ready)
    room.meet(ready, room.questions(record, "variance"))
    assert workspace.load(ready).rev == record.rev


def point(name: str, response: str, **values: str) -> Counterpoint:
    facts = {"id": name, "section": "a", "counterpoint": "?", "source": "model", "model": "m"}
    return Counterpoint.model_validate(facts | {"response": response} | values)


def test_the_critic_has_a_record_by_model_and_prompt() -> None:
    record: Teardown = make_record()
    record.counterpoints = [
        point("k1", "changed", prompt_version="1"),
        point("k2", "useless", prompt_version="1"),
        point("k3", "open", prompt_version="2"),
        point("k4", "parked", source="template", model=""),
    ]
    record.practice.askings = [
        Asking(started_at=LONG_AGO, model="m", prompt_version="1", returned=5, kept=2, cost=0.25),
        Asking(started_at=LONG_AGO, model="m", prompt_version="1", returned=9, kept=1, cost=0.5,
               mode="repeat"),
    ]  # fmt: skip
    example = argued()
    example.example = True
    first, *others = critic_records(critic_counts(each.to_dict()) for each in (record, example))
    assert (first.model, first.prompt_version, first.given, first.changed) == ("m", "1", 2, 1)
    assert (first.useless, first.dropped, first.returned, first.cost) == (1, 3, 5, 0.75)
    assert (first.share(first.changed), first.dropped_share) == (0.5, 0.6)
    assert {(one.source, one.prompt_version, one.given) for one in others} == {
        ("model", "2", 1),
        ("template", "", 1),
    }
    assert critic_records([]) == []
    odd = {"counterpoints": [7, {"response": [], "source": None}], "practice": {"askings": "x"}}
    (only,) = critic_records([critic_counts(odd)])
    assert (only.source, only.given, only.open) == ("", 1, 0)
    assert critic_counts({"practice": 3}) == []


def test_repeatability_is_the_share_of_quotes_in_common() -> None:
    a, b, c = (point(name, "open", target_quote=f"words {name}") for name in ("k1", "k2", "k3"))
    assert repeatability([[a, b], [a, b]]) == 1.0
    assert repeatability([[a, b], [b, c]]) == pytest.approx(1 / 3)
    assert repeatability([[a], []]) == 0.0
    assert repeatability([[], []]) == 1.0
    assert repeatability([[a, b], [a], [a, b]]) == pytest.approx((0.5 + 1 + 0.5) / 3)
    assert repeatability([[a]]) is None
