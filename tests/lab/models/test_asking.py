"""Both services against a server on this machine that fails as they fail."""

from __future__ import annotations

import gzip
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from llmock.scenarios import Delay, Fail, Reply, StreamFault

from lab.models import errors
from lab.models.asking import Limits, Question
from lab.models.opening import open_model
from lab.models.prices import Usage
from lab.models.service import Service
from tests.conftest import FrozenClock
from tests.lab.models.asking import KEY, LIMITS, ask, settings
from tests.lab.models.raw_server import FLOOD, OVERLOADED, STREAM, raw_server

if TYPE_CHECKING:
    from llmock.pytest_plugin import LLMock
    from llmock.scenarios import Behavior

    from lab.models.service import ServiceKind

BOTH = pytest.mark.parametrize("kind", ["anthropic", "openai"])

FAULTS: dict[str, tuple[Behavior, str, str]] = {
    "wrong key": (Fail(401, message=f"bad key {KEY}"), "KeyRefused", "does not know your key"),
    "no money": (Fail(402), "NoCredit", "billing page"),
    "not allowed": (Fail(403), "AccessDenied", "may not use claude-sonnet-5-5"),
    "no model": (Fail(404), "NoSuchModel", "no model “claude-sonnet-5-5”"),
    "a bad value": (Fail(400), "RequestRefused", "Check temperature"),
    "too long": (Fail(400, message="prompt is too long: 9 > 3"), "PromptTooLong", "Shorten"),
    "too large": (Fail(413), "PromptTooLong", "Shorten"),
    "too many": (Fail(429, retry_after=2), "TooManyRequests", "run fewer at once"),
    "its own fault": (Fail(500), "ServiceFailed", "itself went wrong"),
    "overloaded": (Fail(529), "ServiceBusy", "more to do than it can"),
    "dropped": (StreamFault("disconnect", 5), "CutShort", "broke off inside the answer"),
    "truncated": (StreamFault("truncate", 5), "CutShort", "stopped inside its answer"),
    "corrupt": (StreamFault("malformed", 5), "GarbledAnswer", "cannot be understood"),
    "stalled": (StreamFault("stall", 5, stall_seconds=1.5), "Stalled", "fell silent"),
    "silent": (Delay(1.5), "Stalled", "Longest silence"),
    "endless": (Reply(text="y" * 3000), "AnswerTooLong", "too long to keep"),
}

QUICK = replace(LIMITS, quiet=0.6)
"""A busy machine is silent for a while, too, before its first words."""


@BOTH
async def test_an_answer_comes_with_its_model_its_end_and_its_tokens(
    llmock: LLMock, kind: ServiceKind
) -> None:
    llmock.reply("Within 30 days.")
    answer = await ask(
        kind, llmock.base_url(kind), system="Be short.", temperature=0.5, seed=7, max_tokens=50
    )
    assert answer.text == "Within 30 days."
    assert answer.model == "claude-sonnet-5-5"
    assert not answer.was_cut
    assert answer.usage.output is not None
    body = llmock.last_request.body
    assert isinstance(body, dict)
    assert body["temperature"] == 0.5
    assert "Be short." in str(body)
    assert (body.get("seed") == 7) == (kind == "openai")


@BOTH
@pytest.mark.parametrize("fault", FAULTS)
async def test_every_fault_is_one_error_in_words_without_the_key(
    llmock: LLMock, kind: ServiceKind, fault: str
) -> None:
    behavior, name, words = FAULTS[fault]
    llmock.add(behavior)
    with pytest.raises(errors.ModelError) as caught:
        await ask(kind, llmock.base_url(kind), limits=QUICK if name == "Stalled" else LIMITS)
    assert type(caught.value).__name__ == name
    assert words in str(caught.value)
    assert KEY not in repr(vars(caught.value))
    if fault == "too many":
        assert caught.value.retry_after == 2
    if isinstance(behavior, StreamFault):
        assert caught.value.partial.startswith("LLMock says")
    assert len(llmock.requests) == 1


@BOTH
async def test_a_refusal_and_a_full_answer_are_answers(llmock: LLMock, kind: ServiceKind) -> None:
    llmock.add(Reply(text="No.", finish_reason="content_filter"))
    llmock.add(Reply(text="And then", finish_reason="length"))
    refused = await ask(kind, llmock.base_url(kind))
    assert (refused.text, refused.was_refused) == ("No.", True)
    assert (await ask(kind, llmock.base_url(kind))).was_cut


@BOTH
async def test_nobody_there_is_said_in_words(kind: ServiceKind) -> None:
    with pytest.raises(errors.ServiceUnreachable, match="Start it, and check the address"):
        await ask(kind, "http://127.0.0.1:9")


async def test_without_a_key_anthropic_is_not_asked_and_a_local_model_is(
    llmock: LLMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ANTHROPIC_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(errors.NoKey, match=r"ANTHROPIC_API_KEY.*works without one"):
        await ask("anthropic", llmock.base_url("anthropic"), key="")
    with pytest.raises(errors.NoKey, match="OpenAI answers only with a key"):
        await ask("openai", "https://api.openai.com/v1", key="")
    assert llmock.requests == []
    assert (await ask("openai", llmock.base_url("openai"), key="")).text


MOVED = b"HTTP/1.1 302 Found\r\nlocation: http://localhost:9/\r\n\r\n"


@pytest.mark.parametrize(
    ("kind", "answer", "error"),
    [
        ("anthropic", STREAM + b"event: error\ndata: " + OVERLOADED + b"\n\n", "ServiceBusy"),
        ("openai", STREAM + b"data: " + OVERLOADED + b"\n\n", "ServiceBusy"),
        ("openai", STREAM + b"data: [[[\n\n", "GarbledAnswer"),
        ("openai", b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nHello", "GarbledAnswer"),
        ("openai", MOVED, "Redirected"),
        ("anthropic", MOVED, "Redirected"),
        ("anthropic", b"What?", "ServiceUnreachable"),
        ("openai", b"", "ServiceUnreachable"),
    ],
)  # fmt: skip
async def test_what_is_no_answer_of_a_model_is_one_error(
    kind: ServiceKind, answer: bytes, error: str
) -> None:
    with raw_server(answer) as url, pytest.raises(errors.ModelError) as caught:
        await ask(kind, url)
    assert type(caught.value).__name__ == error, caught.value


WRONG = b"HTTP/1.1 500 Oh\r\ncontent-type: text/plain\r\n\r\n"
PACKED = STREAM.replace(b"\r\n\r\n", b"\r\ncontent-encoding: gzip\r\n\r\n")
PACKED_WRONG = WRONG.replace(b"text/plain", b"text/plain\r\ncontent-encoding: br")


@BOTH
@pytest.mark.parametrize(
    ("head", "flood", "error"),
    [
        pytest.param(WRONG, b"sorry, " * 9000, "ServiceFailed", id="words"),
        pytest.param(STREAM + b"data: ", b"x" * 64_000, "GarbledAnswer", id="line"),
        pytest.param(STREAM, b"data: x\n" * 8000, "GarbledAnswer", id="lines"),
        pytest.param(PACKED, gzip.compress(bytes(1_000_000)) * 64, "GarbledAnswer", id="gzip"),
        pytest.param(PACKED_WRONG, b"?" * 64_000, "ServiceFailed", id="brotli"),
    ],
)
async def test_a_service_that_floods_is_left(
    kind: ServiceKind, head: bytes, flood: bytes, error: str
) -> None:
    sent: list[int] = []
    with raw_server(head, flood=flood, sent=sent) as url, pytest.raises(errors.ModelError) as found:
        await ask(kind, url)
    assert type(found.value).__name__ == error, found.value
    assert sum(sent) < FLOOD / 2


@BOTH
async def test_long_answers_in_many_parts_are_read_to_their_end(
    llmock: LLMock, kind: ServiceKind
) -> None:
    text = "Within 30 days. " * 120
    llmock.reply(text)
    assert (await ask(kind, llmock.base_url(kind))).text == text


async def test_a_service_that_answers_all_at_once_is_understood() -> None:
    body = (
        b'{"model": "m", "choices": [{"message": {"content": "Hello"}, "finish_reason": "stop"}],'
        b'"usage": {"prompt_tokens": 3, "completion_tokens": 1}}'
    )
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
    with raw_server(head % len(body) + body) as url:
        answer = await ask("openai", url)
    assert (answer.text, answer.model, answer.usage) == ("Hello", "m", Usage(3, 1))
    broken = b"[]"
    with raw_server(head % len(broken) + broken) as url, pytest.raises(errors.GarbledAnswer):
        await ask("openai", url)


async def run(command: str, prompt: str = "Which day?", **limits: Any) -> str:
    model = open_model(
        Service("command", command=command),
        settings=settings(),
        environ={"PATH": ""},
        clock=FrozenClock(),
        limits=replace(Limits(quiet=5, seconds=5), **limits),
    )
    answer = await model.ask(Question(prompt))
    assert answer.usage == Usage()
    return answer.text


def python(code: str, *arguments: str) -> str:
    quoted = " ".join(f"'{each}'" for each in arguments)
    return f"'{sys.executable}' -I -S -c '{code}' {quoted}"


async def test_a_command_gets_the_prompt_as_text_and_never_through_a_shell() -> None:
    hostile = '"; touch x; $(id) `id` {prompt} \n ü'
    echo = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"
    assert await run(python(echo), hostile) == hostile
    told = "import sys; sys.stdout.buffer.write(sys.argv[1].encode())"
    assert await run(python(told, "say {prompt}"), hostile) == f"say {hostile}"


@pytest.mark.parametrize(
    ("code", "error", "words"),
    [
        ('import sys; sys.exit("no such thing")', errors.CommandFailed, "no such thing"),
        ("import time; time.sleep(9)", errors.Stalled, "took too long"),
        ('print("x" * 9000)', errors.AnswerTooLong, "too long to keep"),
    ],
)
async def test_a_command_that_fails_hangs_or_floods_is_one_error(
    code: str, error: type[errors.ModelError], words: str
) -> None:
    with pytest.raises(error, match=words):
        await run(python(code), seconds=0.3, bytes=2000)


async def test_a_command_that_is_not_there_is_said() -> None:
    with pytest.raises(errors.CommandFailed, match="no-such-program cannot be started"):
        await run("no-such-program --now")
