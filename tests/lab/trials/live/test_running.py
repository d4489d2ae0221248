from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from llmock.scenarios import Delay, Fail, Reply, StreamFault

from lab.models.errors import (
    KeyRefused,
    ServiceUnreachable,
    SpendLimit,
    Stalled,
    TooManyRequests,
)
from lab.models.prices import Prices
from lab.trials.live.request import recorded
from lab.trials.rules import parse_rules
from tests.lab.trials.live.running import Bench

if TYPE_CHECKING:
    from llmock.pytest_plugin import LLMock

    from lab.models.service import ServiceKind

BOTH = pytest.mark.parametrize("kind", ["anthropic", "openai"])


@BOTH
async def test_each_run_is_a_fresh_question_and_its_answer_waits_to_be_marked(
    llmock: LLMock, kind: ServiceKind
) -> None:
    for number in range(4):
        llmock.reply(f"Day {number}")
    bench = Bench(kind, llmock.base_url(kind), wordings=(0, 1), temperature=0.3, system="Short.")
    report = await bench.run(runs=2)
    assert (report.wanted, report.recorded, report.missing) == (4, 4, 0)
    assert [(t.wording, t.run, t.output, t.verdict) for t in bench.probe.trials] == [
        (0, 1, "Day 0", "unmarked"),
        (1, 1, "Day 1", "unmarked"),
        (0, 2, "Day 2", "unmarked"),
        (1, 2, "Day 3", "unmarked"),
    ]
    for request in llmock.requests:
        assert isinstance(request.body, dict)
        assert len(request.body["messages"]) == (1 if kind == "anthropic" else 2)
    trial = bench.probe.trials[0]
    assert trial.source == kind
    assert trial.settings == {
        "service": kind,
        "host": llmock.url.removeprefix("http://"),
        "model_asked": "claude-sonnet-5-5",
        "model": "claude-sonnet-5-5",
        "temperature": 0.3,
        "system": "Short.",
        "max_tokens": 1024,
        "tokens_in": trial.settings["tokens_in"],
        "tokens_out": trial.settings["tokens_out"],
        "stop_reason": "end_turn" if kind == "anthropic" else "stop",
    }
    assert trial.seconds is not None
    assert trial.at == bench.around.clock.now()


async def test_runs_go_on_where_they_were_and_nothing_is_made_twice(llmock: LLMock) -> None:
    bench = Bench("openai", llmock.base_url("openai"))
    await bench.run(runs=2)
    assert (await bench.run(runs=2)).wanted == 0
    assert (await bench.run(runs=5, at_once=4)).recorded == 3
    assert [trial.run for trial in bench.probe.trials] == [1, 2, 3, 4, 5]
    assert (await bench.run(temperature=1.0)).wanted == 5
    assert len(llmock.requests) == 10


async def test_a_service_that_asks_for_a_pause_gets_it_from_all(llmock: LLMock) -> None:
    llmock.rate_limit(times=2, retry_after=7)
    llmock.fail(529)
    bench = Bench("anthropic", llmock.base_url("anthropic"), at_once=2)
    report = await bench.run()
    assert (report.recorded, report.errors) == (3, 0)
    assert max(bench.around.waits) >= 7
    assert any("trying again in" in step.waiting for step in bench.steps)
    assert sum(trial.settings.get("tries", 1) for trial in bench.probe.trials) == 6


async def test_what_stays_broken_is_an_error_that_the_next_go_replaces(llmock: LLMock) -> None:
    for _ in range(4):
        llmock.add(Reply(text="Half a sentence that"), StreamFault("truncate", 5))
    bench = Bench("anthropic", llmock.base_url("anthropic"), prices=Prices(1, 1))
    report = await bench.run(runs=2)
    assert (report.recorded, report.errors, report.missing) == (1, 1, 1)
    failed = bench.probe.trials[0]
    assert failed.verdict == "error"
    assert failed.output.startswith("Half a")
    assert "stopped inside its answer" in failed.note
    assert failed.settings["error"] == "CutShort"
    assert failed.settings["cost_at_most"] > 0.004
    assert (await bench.run()).missing == 0
    assert recorded(bench.probe, bench.request)[0] == 2


@pytest.mark.parametrize("fault", [StreamFault("stall", 4, stall_seconds=1.2), Delay(1.2)])
async def test_a_stall_is_noticed_and_tried_again(
    llmock: LLMock, fault: StreamFault | Delay
) -> None:
    llmock.add(fault)
    bench = Bench("openai", llmock.base_url("openai"))
    bench.quiet = 0.7
    assert (await bench.run(runs=1)).recorded == 1
    assert bench.around.waits


async def test_a_wrong_key_stops_everything_and_records_nothing(llmock: LLMock) -> None:
    llmock.fail(401, times=None)
    bench = Bench("anthropic", llmock.base_url("anthropic"))
    report = await bench.run(runs=20)
    assert isinstance(report.stopped, KeyRefused)
    assert (bench.outputs, len(llmock.requests)) == ([], 1)


@pytest.mark.parametrize(
    ("fault", "error", "kept"),
    [
        (Fail(429, retry_after=1, times=None), TooManyRequests, 0),
        (Fail(429, retry_after=999, times=None), TooManyRequests, 0),
        (Delay(0.3, times=None), Stalled, 3),
    ],
)
async def test_what_does_not_get_better_stops_after_a_while(
    llmock: LLMock, fault: Fail | Delay, error: type[Exception], kept: int
) -> None:
    llmock.add(fault)
    bench = Bench("openai", llmock.base_url("openai"), at_once=3)
    if error is Stalled:
        bench.quiet = 0.12  # a busy machine may take as long for any answer
    report = await bench.run(runs=20)
    assert isinstance(report.stopped, error)
    assert (report.errors, len(bench.outputs)) == (kept, kept)


async def test_no_network_stops_and_records_nothing() -> None:
    bench = Bench("openai", "http://127.0.0.1:9")
    report = await bench.run()
    assert isinstance(report.stopped, ServiceUnreachable)
    assert bench.outputs == []
    assert len(bench.around.waits) == 3


async def test_a_cancel_keeps_what_came_and_the_rest_comes_later(llmock: LLMock) -> None:
    llmock.reply("First")
    llmock.add(Delay(0), StreamFault("stall", 2, stall_seconds=0.1))
    bench = Bench("openai", llmock.base_url("openai"), at_once=1)
    llmock.pace(20)
    going = asyncio.ensure_future(bench.run(runs=3))
    await bench.came.wait()
    going.cancel()
    report = await going
    assert report.cancelled
    assert (report.recorded, report.missing) == (1, 2)
    assert bench.outputs == ["First"]
    llmock.pace(0)
    assert (await bench.run()).missing == 0
    assert len(bench.outputs) == 3


async def test_no_run_starts_that_could_pass_the_limit(llmock: LLMock) -> None:
    prices = Prices(0.0, 1000.0)
    bench = Bench("anthropic", llmock.base_url("anthropic"), prices=prices, max_tokens=100)
    # One run may cost 10 cents, and costs one: ten tokens.
    report = await bench.run(runs=50, most_cost=0.125, at_once=5)
    assert isinstance(report.stopped, SpendLimit)
    assert report.recorded == 3
    assert report.spent == pytest.approx(0.03)
    assert "$0.03 of $0.12" in str(report.stopped) or "$0.03 of $0.13" in str(report.stopped)
    assert [trial.settings["cost"] for trial in bench.probe.trials] == [0.01] * 3
    assert max(step.under_way for step in bench.steps) == 1


async def test_what_was_sent_is_counted_exactly_once_it_is_known(llmock: LLMock) -> None:
    bench = Bench("anthropic", llmock.base_url("anthropic"), prices=Prices(1000.0, 0.0))
    report = await bench.run(runs=4, most_cost=0.09)
    assert report.recorded == 4
    assert report.spent < 0.02


async def test_a_rule_marks_in_its_own_name(llmock: LLMock) -> None:
    llmock.reply("Within 30 days.").reply("Never.")
    rules = parse_rules("contains 30 days\nat most 5 words")
    bench = Bench("openai", llmock.base_url("openai"), rules=rules)
    await bench.run(runs=2)
    marked = [(t.verdict, t.marker, t.note) for t in bench.probe.trials]
    name = "rule: contains “30 days”; at most 5 words"
    assert marked == [("pass", name, ""), ("fail", name, "does not contain “30 days”")]


async def test_a_refusal_without_a_word_is_an_error_and_one_with_words_an_output(
    llmock: LLMock,
) -> None:
    llmock.add(Reply(text="", finish_reason="content_filter"))
    llmock.add(Reply(text="I would rather not.", finish_reason="content_filter"))
    bench = Bench("anthropic", llmock.base_url("anthropic"))
    report = await bench.run(runs=2)
    assert (report.errors, report.recorded) == (1, 1)
    silent, said = bench.probe.trials
    assert (silent.verdict, silent.note) == ("error", "The model would not answer")
    assert (said.verdict, said.settings["stop_reason"]) == ("unmarked", "refusal")
