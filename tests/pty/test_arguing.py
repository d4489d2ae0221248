"""Being argued with, through real keys: closed, open, streaming, stopped, answered, killed."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import pytest

from lab.places import find_places
from tests.conftest import FrozenClock
from tests.lab.counterpoints.arguing import answer_of, item
from tests.pty.terminal import Terminal, plain_environment
from tests.pty.test_story import WHAT, record_in
from tests.tui.driving import begin

if TYPE_CHECKING:
    from pathlib import Path

    from llmock.pytest_plugin import LLMock

pytestmark = pytest.mark.pty

TEXT = f"{WHAT} The summary keeps the order of the meeting and the decisions that were taken."
REPLY = "Four of five runs kept it."


def said(quote: str, question: str) -> dict[str, Any]:
    return item(quote, section_id="frame", counterpoint=question)


def open_teardown(environment: dict[str, str]) -> Terminal:
    """Open the app, go on with the newest teardown, and see what argues with its section."""
    terminal = Terminal(environment)
    terminal.wait_for("This week", "Notion AI")
    terminal.press("enter")
    terminal.wait_for("Frame and call", "Your score")
    return terminal


def test_a_section_is_argued_with_and_nothing_is_lost(home: Path, llmock: LLMock) -> None:
    begin(find_places(home / "teardown", {}), FrozenClock(), "Notion AI", text=TEXT)
    environment = plain_environment(
        home,
        TEARDOWN_SERVICE="openai",
        TEARDOWN_MODEL="a-model",
        TEARDOWN_MODEL_URL=llmock.base_url("openai"),
    )
    first = said("it took four seconds", "Four seconds on which connection?")
    never_done = said("keeps the order", "Seen how often? " * 500)
    llmock.reply(answer_of(first, never_done), times=1)
    llmock.reply(answer_of(said("the decisions that were taken", "All of them?")), times=1)
    llmock.pace(40)
    with open_teardown(environment) as terminal:
        terminal.press("f8")
        terminal.wait_for("open after your own score")
        terminal.press("tab")
        terminal.wait_for("not scored")
        terminal.press("3")
        terminal.wait_for("[3]", "counter-questions opened")
        terminal.press("f8")
        terminal.wait_for("Answer one of its counter-questions")
        assert llmock.requests == []
        terminal.press("x")
        terminal.wait_for("a-model at")
        terminal.press("a")
        terminal.wait_for("1 item so far")
        terminal.press("escape")
        terminal.wait_for("Stopped; what came is kept. 1 item", "One item waits", "Saved")
        terminal.press("end", "x")
        terminal.wait_for("2 of 3 answered")
        llmock.pace(0)
        terminal.press("a")
        terminal.wait_for("All of them?", "One item waits")
        terminal.press("end", "r")
        terminal.wait_for("I disagree  Because?")
        terminal.type(f"{REPLY}\n")
        terminal.wait_for("3 of 4 answered", "Saved", gone="Saving")
        terminal.kill(signal.SIGKILL)
        assert terminal.wait_for_end() == 128 + signal.SIGKILL
    record = record_in(home)
    points = [point for point in record["counterpoints"] if point["source"] == "model"]
    assert [(p["counterpoint"], p["response"]) for p in points] == [
        (first["counterpoint"], "useless"), ("All of them?", "rebutted"),
    ]  # fmt: skip
    assert [one["ended"] for one in record["practice"]["askings"]] == ["stopped", "whole"]
    assert TEXT in str(llmock.requests[0].body)
    with open_teardown(environment) as terminal:
        terminal.press("f8")
        terminal.wait_for("a-model at")
        terminal.press("end")
        terminal.wait_for(REPLY)
