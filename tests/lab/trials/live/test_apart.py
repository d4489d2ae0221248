"""Runs in a process of their own."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from lab.models.errors import KeyRefused, NoKey
from lab.models.service import Service
from lab.trials.live.apart.client import RunsApart
from lab.trials.live.apart.messages import Asked, error_of, error_said, report_of, report_said
from lab.trials.live.request import Job, LiveRequest
from lab.trials.live.running import LiveReport
from lab.trials.rules import parse_rules
from tests.lab.models.asking import settings
from tests.test_imports import IMPORT, LATER, loaded

if TYPE_CHECKING:
    from pathlib import Path

    from lab.trials.live.running import Progress
    from lab.trials.writing import TrialDraft

SLOW = "import sys, time; time.sleep(float(sys.stdin.read())); print(1)"


@dataclass
class Heard:
    """What a child said."""

    drafts: list[TrialDraft] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    steps: list[Progress] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    def on_trial(self, draft: TrialDraft, marker: str) -> None:
        self.drafts.append(draft)
        self.markers.append(marker)
        self.came.set()

    def on_progress(self, progress: Progress) -> None:
        self.steps.append(progress)

    def on_note(self, words: str) -> None:
        self.notes.append(words)


def of_command(code: str, *prompts: str) -> Asked:
    service = Service("command", command=f"'{sys.executable}' -I -S -c '{code}'")
    request = LiveRequest(service, runs=1, at_once=1, rules=parse_rules("contains 1"))
    return Asked([Job(0, prompt) for prompt in prompts], request, settings())


async def test_a_child_says_each_run_as_it_comes_and_stops_when_it_is_told() -> None:
    runs = RunsApart(of_command(SLOW, "0", "60", "60"), environ=os.environ)
    heard = Heard()
    going = asyncio.ensure_future(runs.run(heard))
    await heard.came.wait()
    runs.stop()
    report = await going
    assert (report.cancelled, report.recorded, report.missing) == (True, 1, 2)
    assert [draft.output for draft in heard.drafts] == ["1"]
    assert heard.markers == ["rule: contains “1”"]
    assert heard.steps[-1].wanted == 3


async def test_an_error_comes_over_as_what_it_is() -> None:
    service = Service("openai", model="m", base_url="https://api.openai.com/v1")
    asked = Asked([Job(0, "Hi")], LiveRequest(service, runs=1), settings())
    environ = {name: value for name, value in os.environ.items() if "_API_" not in name}
    with pytest.raises(NoKey, match="OpenAI answers only with a key"):
        await RunsApart(asked, environ=environ).run(Heard())


def test_what_is_said_survives_the_way() -> None:
    asked = of_command(SLOW, "0")
    assert Asked.of(asked.line()).request == asked.request
    report = LiveReport(3, recorded=1, stopped=KeyRefused("No", "because", todo="Look."))
    again = report_of(report_said(report))
    assert type(again.stopped) is KeyRefused
    assert str(again.stopped) == "No: because. Look."
    assert again.missing == 2
    strange = {**error_said(KeyRefused("No")), "kind": "LabError"}
    assert str(error_of(strange)) == "No."


def test_asking_a_child_loads_nothing_of_what_the_child_needs(home: Path) -> None:
    names = loaded(IMPORT, "lab.trials.live.apart.client", home=home)
    assert not names & (LATER | {"jsonschema", "pydantic", "httpx2"})
