"""What is missing before a model can be asked, in words, without asking anybody."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import pytest

from lab.models.preflight import Fact, preflight
from tests.lab.models.asking import KEY, settings

TODAY = date(2026, 3, 2)


def facts(environ: dict[str, str] | None = None, **values: Any) -> dict[str, Fact]:
    found = preflight(settings(**values), environ or {}, today=TODAY)
    assert KEY not in str(found)
    return {fact.name: fact for fact in found}


def test_all_is_there() -> None:
    found = facts({"ANTHROPIC_API_KEY": KEY}, price_input=3.0)
    assert {name: fact.ok for name, fact in found.items()} == {
        "service": True, "key": True, "price": True,
    }  # fmt: skip
    assert found["service"].words == "claude-sonnet-5-5 at api.anthropic.com would be asked."


@pytest.mark.parametrize(
    ("environ", "values", "name", "words"),
    [
        ({}, {}, "key", "answers only with a key: none is set"),
        ({}, {"counterpoints": False}, "switch", "switched off"),
        ({}, {"service": "openai"}, "service", "No model was named"),
        ({}, {"service": "command"}, "service", "No command was given"),
        (
            {},
            {"service": "command", "model_command": "no-such-x --y"},
            "key",
            "no program “no-such",
        ),
        ({"ANTHROPIC_BASE_URL": "ftp://x"}, {}, "service", "must"),
        ({"ANTHROPIC_API_KEY": KEY}, {"model": "claude-3-opus-20240229"}, "life", "switched off"),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(
    environ: dict[str, str], values: dict[str, Any], name: str, words: str
) -> None:
    found = facts(environ, **values)[name]
    assert not found.ok
    assert words in found.words
    assert found.todo


def test_a_model_at_home_and_a_command_need_no_key_and_no_price() -> None:
    home = facts(service="openai", model="m", model_url="http://localhost:11434/v1")
    assert (home["key"].ok, "price" in home) == (True, False)
    command = facts(service="command", model_command=f"'{sys.executable}' -c 1")
    assert (command["key"].ok, "price" in command) == (True, False)


def test_the_command_for_the_key_is_not_run() -> None:
    found = facts(key_command="no-such-program")
    assert (found["key"].ok, found["key"].words) == (True, "Your command is to print the key.")
