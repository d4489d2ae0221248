"""Every fault of a service, from the wire to the words that the learner reads."""

from __future__ import annotations

from dataclasses import replace
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from llmock.scenarios import Delay, Fail, Reply, StreamFault

from lab.counterpoints.asking import ask
from lab.models.opening import open_model
from lab.models.retrying import Patience
from lab.models.service import Service
from tests.conftest import FrozenClock
from tests.lab.counterpoints.arguing import Around, answer_of, argued, item, request_for
from tests.lab.models.asking import KEY, LIMITS, settings
from tests.lab.models.raw_server import OVERLOADED, STREAM, raw_server

if TYPE_CHECKING:
    from llmock.pytest_plugin import LLMock
    from llmock.scenarios import Behavior

    from lab.counterpoints.asking import AskReport
    from lab.models.asking import Limits
    from lab.models.service import ServiceKind

BOTH = pytest.mark.parametrize("kind", ["anthropic", "openai"])
WHOLE = answer_of(item(), item("It is polite", counterpoint="To whom?"))
SMALL = replace(LIMITS, bytes=20_000)
QUICK = replace(SMALL, quiet=0.15)
"""For the silent service alone: a busy machine may be silent as long."""

WORDS = dict(
    line.split(": ", 1)
    for line in Path(__file__).with_name("faults.txt").read_text(encoding="utf-8").splitlines()
)
"""The line that the learner reads, by what happened."""

FAULTS: dict[str, tuple[Behavior, str]] = {
    "wrong key": (Fail(401, message=f"bad {KEY}"), "KeyRefused"),
    "not allowed": (Fail(403), "AccessDenied"),
    "no money": (Fail(400, message="Your credit balance is too low"), "NoCredit"),
    "no model": (Fail(404, message="model: claude-sonnet-5-5"), "NoSuchModel"),
    "too long": (Fail(400, message="prompt is too long: 9 tokens > 3 maximum"), "PromptTooLong"),
    "too large": (Fail(413, message="Request too large"), "PromptTooLong"),
    "bad value": (Fail(400, message="output_config: not here"), "RequestRefused"),
    "too many": (Fail(429, retry_after=30, message="Slow down"), "TooManyRequests"),
    "too many for long": (Fail(429, retry_after=600, message="Slow down"), "TooManyRequests"),
    "its own": (Fail(500, message="Oops"), "ServiceFailed"),
    "overloaded": (Fail(529, message="Overloaded", retry_after=3), "ServiceBusy"),
    "refused": (Reply(text="", finish_reason="content_filter"), "AnswerRefused"),
    "no list": (Reply(text="It is all very good."), "WrongShape"),
    "no items": (Reply(text='{"counterpoints": [{"text": "It is all very good."}]}'), "WrongShape"),
    "silent": (Delay(0.3), "Stalled"),
}

STREAMS: dict[str, tuple[Behavior, str]] = {
    "dropped": (StreamFault("disconnect", 64), "CutShort"),
    "truncated": (StreamFault("truncate", 64), "CutShort"),
    "corrupt": (StreamFault("malformed", 64), "GarbledAnswer"),
    "cut at its longest": (Reply(text=WHOLE[:-30], finish_reason="length"), "AnswerTooLong"),
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
async def test_a_key_that_a_service_says_is_in_no_item(llmock: LLMock, kind: ServiceKind) -> None:
    llmock.reply(answer_of(item(counterpoint=f"Is {KEY} yours?", evidence_needed=KEY)))
    (only,) = (await argue(kind, llmock.base_url(kind))).items
    assert (only.counterpoint, only.evidence_needed) == ("Is [key] yours?", "[key]")


@BOTH
@pytest.mark.parametrize("fault", FAULTS)
async def test_every_fault_is_a_line_with_the_next_step(
    llmock: LLMock, kind: ServiceKind, fault: str
) -> None:
    behavior, name = FAULTS[fault]
    for _ in range(3):
        llmock.add(behavior)
    url = llmock.base_url(kind)
    report = await argue(kind, url, limits=QUICK if fault == "silent" else SMALL)
    assert report.ended == name
    assert str(report.error) == WORDS[fault].replace("HOST", urlsplit(url).netloc)
    assert report.error is not None
    assert KEY not in repr(vars(report.error))
    assert report.items == []
    tries = {"TooManyRequests": 2 if fault == "too many" else 1, "ServiceFailed": 2,
             "ServiceBusy": 2, "PromptTooLong": 3, "RequestRefused": 2, "Stalled": 2}  # fmt: skip
    assert len(llmock.requests) == tries.get(name, 1)


@BOTH
@pytest.mark.parametrize("fault", STREAMS)
async def test_a_stream_that_breaks_leaves_what_was_whole(
    llmock: LLMock, kind: ServiceKind, fault: str
) -> None:
    behavior, name = STREAMS[fault]
    llmock.add(behavior)
    if isinstance(behavior, StreamFault):
        llmock.reply(WHOLE)
    url = llmock.base_url(kind)
    report = await argue(kind, url)
    assert report.ended == name
    assert str(report.error) == WORDS[fault].replace("HOST", urlsplit(url).netloc)
    assert [each.partial for each in report.items] in ([False, True], [False])
    assert len(llmock.requests) == 1


def openai_event(text: str) -> bytes:
    return f"data: {dumps({'choices': [{'delta': {'content': text}}]})}\n\n".encode()


def anthropic_event(text: str) -> bytes:
    delta = {"type": "text_delta", "text": text}
    event = {"type": "content_block_delta", "index": 0, "delta": delta}
    return f"event: content_block_delta\ndata: {dumps(event)}\n\n".encode()


@BOTH
async def test_an_error_inside_a_stream_leaves_what_was_whole(kind: ServiceKind) -> None:
    begun = WHOLE[: WHOLE.index("}, {") + 1]
    if kind == "openai":
        answer = STREAM + openai_event(begun) + b"data: " + OVERLOADED + b"\n\n"
    else:
        answer = STREAM + anthropic_event(begun) + b"event: error\ndata: " + OVERLOADED + b"\n\n"
    with raw_server(answer) as url:
        report = await argue(kind, url)
    assert (report.ended, len(report.items)) == ("ServiceBusy", 1)
    assert "has more to do than it can: Overloaded. Ask again in a few minutes" in str(report.error)


async def test_what_a_model_says_goes_letter_by_letter_into_the_item_however_it_is_cut() -> None:
    found = {"counterpoints": [item("It is polite", counterpoint="Für wen “höflich”? 🙂")]}
    pieces = b"".join(openai_event(each) for each in dumps(found, ensure_ascii=False))
    with raw_server(STREAM + pieces + b"data: [DONE]\n\n") as url:
        report = await argue("openai", url)
    assert [each.counterpoint for each in report.items] == ["Für wen “höflich”? 🙂"]


@BOTH
async def test_nobody_there_is_said(kind: ServiceKind) -> None:
    report = await argue(kind, "http://127.0.0.1:9")
    assert report.ended == "ServiceUnreachable"
    assert str(report.error) == "127.0.0.1:9 cannot be reached. Start it, and check the address."


async def test_an_answer_that_never_ends_is_given_up_and_its_items_stay() -> None:
    begun = WHOLE[: WHOLE.index("}, {") + 1]
    with raw_server(STREAM + openai_event(begun), then=4.0) as url:
        report = await argue("openai", url, limits=replace(SMALL, seconds=1.0))
    assert (report.ended, len(report.items)) == ("Stalled", 1)
    assert "took too long: its answer had not ended after 1 second" in str(report.error)
    assert report.error is not None
    assert report.error.todo == "Ask again, or choose a faster model."
