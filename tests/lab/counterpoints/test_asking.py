"""Asking a model: what comes is kept, whatever goes wrong, within a limit that holds."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from lab.counterpoints.asking import ask, outlook
from lab.models import errors
from lab.models.asking import Answer
from lab.models.prices import Prices, Usage
from lab.models.service import Service
from tests.lab.counterpoints.arguing import (
    TEXT,
    Around,
    Scripted,
    answer_of,
    argued,
    item,
    request_for,
)

if TYPE_CHECKING:
    from lab.counterpoints.asking import AskReport
    from store.records import Counterpoint

PRICES = Prices(3.0, 15.0)
TWO = answer_of(item(), item("It is polite", counterpoint="To whom?"))


async def go(model: Scripted, *, around: Around | None = None, **values: Any) -> AskReport:
    return await ask(request_for(argued(), **values), model, around=around or Around())


async def test_items_are_heard_as_they_are_complete() -> None:
    heard: list[tuple[str, bool]] = []
    model = Scripted([TWO], piece=10)

    def on_item(each: Counterpoint) -> None:
        heard.append((each.counterpoint, bool(model.script)))

    report = await ask(request_for(argued()), model, around=Around(), on_item=on_item)
    assert [text for text, _ in heard] == [each.counterpoint for each in report.items]
    assert (report.ended, report.returned, report.model) == ("whole", 2, "a-model")
    assert model.asked[0].schema is not None
    assert not report.dropped


async def test_an_empty_list_is_a_fine_answer_and_is_not_asked_for_again() -> None:
    model = Scripted([answer_of()])
    report = await go(model)
    assert (report.items, report.error, len(model.asked)) == ([], None, 1)


async def test_what_is_dropped_is_counted_by_why() -> None:
    report = await go(Scripted([answer_of(item(), item(), item("is not in the text"))]))
    assert len(report.items) == 1
    assert dict(report.dropped) == {"twice": 1, "quote": 1}
    assert report.returned == 3


async def test_a_fault_that_passes_is_tried_again_a_few_times() -> None:
    around = Around()
    model = Scripted([errors.ServiceBusy("Busy", retry_after=7), TWO])
    assert len((await go(model, around=around)).items) == 2
    assert around.waits[0] >= 7
    model = Scripted([errors.ServiceFailed("Broken") for _ in range(9)])
    report = await go(model)
    assert (len(model.asked), report.ended) == (3, "ServiceFailed")


async def test_a_fault_that_stays_is_not() -> None:
    model = Scripted([errors.KeyRefused("No")])
    report = await go(model)
    assert (len(model.asked), report.ended) == (1, "KeyRefused")


async def test_what_began_to_come_is_kept_and_not_asked_for_again() -> None:
    cut = TWO[: TWO.rindex("evidence_needed")]
    model = Scripted([errors.CutShort("Cut", partial=cut)])
    report = await go(model)
    assert [each.partial for each in report.items] == [False, True]
    assert report.items[1].evidence_needed == ""
    assert (report.ended, len(model.asked)) == ("CutShort", 1)


async def test_a_stop_keeps_what_came() -> None:
    model = Scripted([TWO[: TWO.index("}, {") + 3]], hang=True)
    came = asyncio.Event()
    task = asyncio.ensure_future(
        ask(request_for(argued(), prices=PRICES), model, around=Around(),
            on_item=lambda _: came.set())
    )  # fmt: skip
    await came.wait()
    task.cancel()
    report = await task
    assert (report.cancelled, report.ended, len(report.items)) == (True, "stopped", 1)
    assert report.cost > 0


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (Answer("No.", stop_reason="refusal"), "AnswerRefused", "would not answer"),
        (Answer(TWO[:-20], stop_reason="max_tokens"), "AnswerTooLong", "longer than it may be"),
        (Answer("I like it.", stop_reason="end_turn"), "WrongShape", "holds no list"),
        (Answer('{"counterpoints": [7, {x}]}', stop_reason="end_turn"), "WrongShape", "another"),
    ],
)
async def test_an_answer_that_is_none_is_said(answer: Answer, error: str, words: str) -> None:
    report = await go(Scripted([answer]))
    assert report.ended == error
    assert words in str(report.error)
    assert len(report.items) == (2 if error == "AnswerTooLong" else 0)


async def test_a_service_that_takes_no_shape_is_asked_without_one() -> None:
    model = Scripted([errors.RequestRefused("No response_format"), TWO])
    report = await go(model)
    assert [asked.schema is None for asked in model.asked] == [False, True]
    assert len(report.items) == 2
    model = Scripted([errors.RequestRefused("No") for _ in range(4)])
    assert ((await go(model)).ended, len(model.asked)) == ("RequestRefused", 2)


async def test_a_text_that_is_too_long_is_halved_and_what_was_cut_is_said() -> None:
    record = argued(text=f"{TEXT} " + "word " * 3000)
    model = Scripted([errors.PromptTooLong("Too long"), TWO])
    report = await ask(request_for(record), model, around=Around())
    assert len(model.asked[1].prompt) < len(model.asked[0].prompt) * 0.6
    assert "characters of strengths.best" in report.cut[0]
    assert len(report.items) == 2
    model = Scripted([errors.PromptTooLong("Too long") for _ in range(5)])
    assert ((await go(model)).ended, len(model.asked)) == ("PromptTooLong", 3)


async def test_nothing_is_asked_that_could_pass_the_limit() -> None:
    most = outlook(request_for(argued(), prices=PRICES)).most_cost
    assert most is not None
    model = Scripted([TWO])
    report = await go(model, prices=PRICES, limit=most - 0.001)
    assert (report.ended, model.asked, report.cost) == ("SpendLimit", [], 0.0)
    assert "is left for this teardown" in str(report.error)
    report = await go(model, prices=PRICES, limit=most)
    assert report.cost == pytest.approx(PRICES.cost(1000, 100))


async def test_each_try_counts_and_is_set_aside_before_it_is_sent() -> None:
    most = outlook(request_for(argued(), prices=PRICES)).most_cost
    assert most is not None
    set_aside: list[float] = []
    model = Scripted([errors.CutShort("Cut", partial="x"), TWO])
    report = await ask(
        request_for(argued(), prices=PRICES, limit=2 * most),
        model, around=Around(), reserve=set_aside.append,
    )  # fmt: skip
    assert set_aside == pytest.approx([most, 2 * most])
    assert report.cost == pytest.approx(most + PRICES.cost(1000, 100))
    model = Scripted([errors.CutShort("Cut", partial="x"), TWO])
    report = await go(model, prices=PRICES, limit=1.5 * most)
    assert (report.ended, len(model.asked)) == ("SpendLimit", 1)


async def test_tokens_that_nobody_counted_count_at_their_most() -> None:
    most = outlook(request_for(argued(), prices=PRICES)).most_cost
    for usage in (Usage(), Usage(0, 0)):
        answer = Answer(TWO, stop_reason="end_turn", usage=usage)
        assert (await go(Scripted([answer]), prices=PRICES)).cost == pytest.approx(most)


async def test_a_program_gets_the_rules_with_the_rest_as_one_text() -> None:
    model = Scripted([TWO])
    report = await go(model, service=Service("command", command="ask"))
    (asked,) = model.asked
    assert (asked.system, len(report.items)) == ("", 2)
    assert "unnamed analyst" in asked.prompt
    assert TEXT in asked.prompt


def test_before_it_is_asked_one_sees_about_how_much_is_sent() -> None:
    look = outlook(request_for(argued()))
    assert 500 < look.tokens < 5000
    assert (look.most_cost, look.limit, look.cut) == (None, None, ())


def test_a_text_of_ideograms_is_told_to_be_as_many_tokens_as_it_has_signs() -> None:
    one, two, three = (
        outlook(request_for(argued(text=sign * 2000))).tokens for sign in ("a", "ж", "漢")
    )
    assert (two - one, three - one) == (500, 1500)
