"""A section that was written and scored, and a model that says what a test gives it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lab.counterpoints.asking import AskRequest
from lab.counterpoints.material import Material, gather
from lab.models.asking import Answer, Question
from lab.models.prices import Usage
from lab.models.service import Service
from store.records import Claim, Counterpoint
from teardown_templates.model import CounterQuestion, Prompt, Section, Template
from tests.lab.making import make_record, question, section

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.models.errors import ModelError
    from store.records import Teardown

TEXT = (
    "The draft keeps the date in all of the runs that I made on Monday.\nIt is polite, and the "
    "price that the page names is the price that it quotes, so a team that answers returns can "
    "send it after one look."
)
ASKED = (
    CounterQuestion("scope", "For whom is it not so?"),
    CounterQuestion("evidence", "Seen by?"),
)

TEMPLATE = Template(
    id="quick",
    version=1,
    kind="base",
    title="Quick",
    tagline="",
    minutes=5,
    sections=(
        Section(
            id="strengths",
            title="What works",
            minutes=5,
            purpose="Say what works and why.",
            prompts=(Prompt(id="best", text="What works best?"),),
            rubric=("Missing", "Taste", "Specific", "Evidenced", "Survives"),
            counter_questions=ASKED,
        ),
    ),
)


def argued(*, score: int | None = 3, text: str = TEXT, met: str = "rebutted") -> Teardown:
    """Return a record of one section; *met* is what became of its first counter-question."""
    record = make_record(section("strengths", question("best")), author="Ana Example")
    work = record.work("strengths")
    work.answers["best"], work.score = text, score
    record.claims = [
        Claim(id="c1", section="strengths", statement="Refusing costs one key", because="I saw it")
    ]
    if met:
        record.counterpoints = [
            Counterpoint.model_validate(
                {"id": "k1", "section": "strengths", "counterpoint": ASKED[0].text, "reply": "No",
                 "response": met, "before": text, "prompt": "best"}
            )
        ]  # fmt: skip
    return record


def item(quote: str = "keeps the date in all of the runs", **values: Any) -> dict[str, Any]:
    """Return an item as a model gives it."""
    facts = {
        "section_id": "strengths",
        "target_quote": quote,
        "kind": "scope",
        "counterpoint": f"Does “{quote[:20]}” hold for long threads?",
        "why_it_matters": "Returns are long.",
        "severity": 2,
        "evidence_needed": "Five long threads.",
        "cheapest_check": "Paste one.",
        "would_be_wrong_if": "All five keep it.",
    }
    return facts | values


def answer_of(*items: dict[str, Any]) -> str:
    """Return the whole answer that holds these items."""
    return json.dumps({"counterpoints": list(items)})


@dataclass
class Scripted:
    """Answers what a test gives it, in pieces, and remembers what it was asked."""

    script: list[Answer | ModelError | str]
    asked: list[Question] = field(default_factory=list)
    hang: bool = False
    piece: int = 40
    hangs: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once it hangs."""

    async def ask(
        self, question: Question, *, on_text: Callable[[str], None] | None = None
    ) -> Answer:
        self.asked.append(question)
        step = self.script.pop(0)
        text = step if isinstance(step, str) else getattr(step, "text", "")
        if isinstance(step, Exception):
            text = str(getattr(step, "partial", ""))
        for start in range(0, len(text), self.piece):
            if on_text is not None:
                on_text(text[start : start + self.piece])
            await asyncio.sleep(0)
        if self.hang:
            self.hangs.set()
            await asyncio.Event().wait()
        if isinstance(step, Exception):
            raise step
        if isinstance(step, str):
            return Answer(step, "a-model", "end_turn", Usage(1000, 100))
        return step

    def hide(self, text: str) -> str:
        return text.replace("the-key", "[key]")

    async def close(self) -> None:
        return None


@dataclass
class Around:
    """Waits that take no time."""

    waits: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    def chance(self) -> float:
        return 1.0


SERVICE = Service("anthropic", model="claude-sonnet-5-5", base_url="https://api.anthropic.com")


def request_for(record: Teardown, **values: Any) -> AskRequest:
    """Return a request about the one section."""

    def gathered(most: int) -> Material:
        return gather(record, TEMPLATE, ["strengths"], most=most)

    facts: dict[str, Any] = {
        "service": SERVICE, "gather": gathered, "size": 60_000, "section": "strengths",
    }  # fmt: skip
    return AskRequest(**facts | values)
