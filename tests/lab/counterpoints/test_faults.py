"""Every fault of a service, from the wire to the words that the learner reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from llmock.scenarios import Delay, Fail, Reply, StreamFault

from lab.counterpoints.asking import ask
from lab.models.opening import open_model
from lab.models.retrying import Patience
from lab.models.service import Service
from tests.conftest import FrozenClock
from tests.lab.counterpoints.arguing import Around, answer_of, argued, item, request_for
from tests.lab.models.asking import KEY, LIMITS, settings
from tests.lab.models.test_asking import OVERLOADED, STREAM, raw_server

if TYPE_CHECKING:
    from llmock.pytest_plugin import LLMock
    from llmock.scenarios import Behavior

    from lab.counterpoints.asking import AskReport
    from lab.models.asking import Limits
    from lab.models.service import ServiceKind

BOTH = pytest.mark.parametrize("kind", ["anthropic", "openai"])
WHOLE = answer_of(item(), item("It is polite", counterpoint="To whom?"))
SMALL = replace(LIMITS, bytes=20_000)
QUICK = replace(SMALL, quiet=0.2)
"""For the silent service alone: a busy machine may be silent as long."""

FAULTS: dict[str, tuple[Behavior, str, str]] = {
    "wrong key": (Fail(401, message=f"bad {KEY}"), "KeyRefused", "does not know your key"),
    "not allowed": (Fail(403), "AccessDenied", "may not use"),
    "no model": (Fail(404), "NoSuchModel", "no model “claude-sonnet-5-5”"),
    "too large": (Fail(413), "PromptTooLong", "longer than claude-sonnet-5-5 reads"),
    "bad value": (Fail(400), "RequestRefused", "does not take this request"),
    "too many": (Fail(429, retry_after=1), "TooManyRequests", "more requests than"),
    "its own": (Fail(500), "ServiceFailed", "itself went wrong"),
    "overloaded": (Fail(529), "ServiceBusy", "more to do than it can"),
    "refused": (Reply(text="", finish_reason="content_filter"), "AnswerRefused", "would not"),
    "no list": (Reply(text="It is all very good."), "WrongShape", "another form"),
    "stalled": (Delay(0.5), "Stalled", "fell silent"),
}

STREAMS: dict[str, tuple[Behavior, str]] = {
    "dropped": (StreamFault("disconnect", 64), "CutShort"),
    "truncated": (StreamFault("truncate", 64), "CutShort"),
    "corrupt": (StreamFault("malformed", 64), "GarbledAnswer"),
    "too long": (Reply(text=WHOLE[:-30], finish_reason="length"), "AnswerTooLong"),
}


async def argue(kind: ServiceKind, url: str, *, limits: Limits = SMALL) -> AskReport:
    service = Service(kind, model="claude-sonnet-5-5", base_url=url)
    name = "ANTHROPIC_API_KEY" if kind == "anthropic" else "OPENAI_API_KEY"
    model = open_model(
        service, settings=settings(), environ={name: KEY}, clock=FrozenClock(), limits=limits
    )
    try:
        return await ask(
            request_for(argued(), service=service), model, around=Around(),
            patience=Patience(tries=2),
        )  # fmt: skip
    finally:
        await model.close()


@BOTH
async def test_items_come_from_a_service_in_the_shape_that_it_was_sent(
    llmock: LLMock, kind: ServiceKind
) -> None:
    llmock.reply(WHOLE)
    report = await argue(kind, llmock.base_url(kind))
    assert ([each.counterpoint for each in report.items][1], report.ended) == ("To whom?", "whole")
    assert report.usage.output is not None
    body = llmock.last_request.body
    assert isinstance(body, dict)
    shape = (
        body["output_config"]["format"]["schema"]
        if kind == "anthropic"
        else body["response_format"]["json_schema"]["schema"]
    )
    assert shape["required"] == ["counterpoints"]


@BOTH
@pytest.mark.parametrize("fault", FAULTS)
async def test_every_fault_is_a_line_with_the_next_step(
    llmock: LLMock, kind: ServiceKind, fault: str
) -> None:
    behavior, name, words = FAULTS[fault]
    for _ in range(3):
        llmock.add(behavior)
    limits = QUICK if fault == "stalled" else SMALL
    report = await argue(kind, llmock.base_url(kind), limits=limits)
    assert report.ended == name
    assert report.error is not None
    assert words in str(report.error)
    assert report.error.todo
    assert KEY not in str(report.error)
    assert report.items == []


@BOTH
@pytest.mark.parametrize("fault", STREAMS)
async def test_a_stream_that_breaks_leaves_what_was_whole(
    llmock: LLMock, kind: ServiceKind, fault: str
) -> None:
    behavior, name = STREAMS[fault]
    llmock.add(behavior)
    if isinstance(behavior, StreamFault):
        llmock.reply(WHOLE)
    report = await argue(kind, llmock.base_url(kind))
    assert report.ended == name
    assert [each.partial for each in report.items] in ([False, True], [False])
    assert len(llmock.requests) == 1


async def test_an_error_inside_a_stream_leaves_what_was_whole() -> None:
    from json import dumps

    def event(text: str) -> bytes:
        return f"data: {dumps({'choices': [{'delta': {'content': text}}]})}\n\n".encode()

    begun = STREAM + event(WHOLE[: WHOLE.index("}, {") + 1])
    with raw_server(begun + b"data: " + OVERLOADED + b"\n\n") as url:
        report = await argue("openai", url)
    assert (report.ended, len(report.items)) == ("ServiceBusy", 1)


@BOTH
async def test_nobody_there_is_said(kind: ServiceKind) -> None:
    report = await argue(kind, "http://127.0.0.1:9")
    assert report.ended == "ServiceUnreachable"
