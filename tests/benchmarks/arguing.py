"""How long counterpoints hold the app's event loop: opened, answered, asked of a model."""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from lab.drafting import NewTeardown
from lab.memory import Place
from lab.places import find_places
from lab.workspace import Workspace
from tests.benchmarks.stopwatch import READY, Watched

if TYPE_CHECKING:
    from pathlib import Path

    from lab.model import Teardown

__all__ = ["Turns", "argue"]

FIRST: Final = (
    "The draft keeps the date in every one of the runs that I made on Monday, the price that it "
    "quotes is the price of the page, and a person on the team can send it after one look.\n\n"
)
_ITEM: Final = {
    "section_id": "variance", "kind": "scope", "why_it_matters": "Returns are long.",
    "severity": 2, "evidence_needed": "Five long threads.", "cheapest_check": "Paste one.",
    "would_be_wrong_if": "All five keep it.",
}  # fmt: skip
_SAID: Final = {
    "every one of the runs": "Were these short threads?",
    "the price of the page": "Which plan was the page for?",
    "after one look": "Whose look was that, and how often?",
}
_ADDRESS: Final = {"anthropic": "ANTHROPIC_API_KEY", "openai": "OPENAI_API_KEY"}


class Turns:
    """The turns of an event loop that were worth noting."""

    def __init__(self, notes: Path) -> None:
        lines = [line.split() for line in notes.read_text().splitlines()]
        self._turns = [tuple(map(float, line)) for line in lines if len(line) == 3]
        self.loaded = next((int(line[1]) for line in lines if line[0] == "loaded"), None)
        """Modules of the model's library in the app; ``None`` where it was killed."""

    def longest(self, since: float, until: float) -> tuple[float, float]:
        """Return how long the longest turn took in a span, and how much of it was its own."""
        there = [(took, own) for at, took, own in self._turns if since <= at < until]
        return max(there, default=(0.0, 0.0))


def argue(
    folder: Path, environment: dict[str, str], text: str, *, service: str
) -> tuple[list[tuple[str, float, float]], int | None]:
    """Go through the whole story on a section with that text; return its parts with their spans.

    Beside them the longest turn of each, and what was loaded of the model's library.
    """
    from llmock.pytest_plugin import LLMock
    from llmock.testing import LLMockServer

    home = folder / f"argued-{service}-{len(text)}"
    notes = folder / f"{home.name}.txt"
    begun = _written(home, FIRST + text)
    with LLMockServer() as server:
        model = LLMock(server)
        items = [
            {**_ITEM, "target_quote": quote, "counterpoint": said} for quote, said in _SAID.items()
        ]
        model.reply(json.dumps({"counterpoints": items}))
        model.pace(8)
        environment = {
            **environment,
            _ADDRESS[service]: "sk-measured",
            "TEARDOWN_SERVICE": service,
            "TEARDOWN_MODEL": "a-model",
            "TEARDOWN_MODEL_URL": model.base_url(service),
        }
        command = (
            sys.executable, "-m", "tests.benchmarks.timed_app", str(notes),
            "--data-dir", str(home), "open", begun,
        )  # fmt: skip
        marks: list[tuple[str, float]] = []
        with Watched(command, environment, columns=140, rows=45) as program:
            program.wait_for(READY)
            program.settle(1.5)
            marks.append(("opened", program.send(b"\x1b[19~")))  # F8
            program.wait_for(b"may be asked")
            program.settle(0.6)
            marks.append(("answered", program.send(b"x")))
            program.wait_for(b"asks it")
            program.settle(0.6)
            marks.append(("asked, items streaming", program.send(b"a")))
            program.wait_for(b"3 items wait")
            program.settle(0.6)
            marks.append(("gone through", program.send(b"j")))
            program.settle(0.3)
            program.send(b"k")
            program.settle(0.3)
            marks.append(("", program.send(b"\x1b")))
            program.settle(1.0)
            program.quit()
            program.watch_end()
    turns = Turns(notes)
    parts = [(name, *turns.longest(since, until)) for (name, since), (_, until) in pairwise(marks)]
    return parts, turns.loaded


def _written(home: Path, text: str) -> str:
    """Return a teardown whose section of runs is written and scored."""
    workspace = Workspace(find_places(home, {}), environ={})
    record = workspace.create(NewTeardown("Measured", template="quick"))

    def write(record: Teardown) -> None:
        work = record.work("variance")
        work.answers["task"], work.score = text, 3

    workspace.change(record.id, write)
    workspace.last_places.remember(record.id, Place("variance", "task"))
    workspace.close()
    return record.id
