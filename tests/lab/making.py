"""Records for tests, with as little in them as the test needs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from store.records import (
    Product,
    SectionQuestions,
    Teardown,
    TemplateRef,
    WrittenQuestion,
)

LONG_AGO = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
WORDS = " ".join(["word"] * 25)


def question(name: str, **values: Any) -> WrittenQuestion:
    return WrittenQuestion(id=name, text=f"What about {name}?", **values)


def section(name: str, *prompts: WrittenQuestion, minutes: int = 5) -> SectionQuestions:
    return SectionQuestions(id=name, title=name.title(), minutes=minutes, prompts=list(prompts))


def make_record(*sections: SectionQuestions, **values: Any) -> Teardown:
    """Return a record; without sections, one with two plain ones."""
    asked = sections or (
        section("frame", question("who", required=True), question("job")),
        section("contact", question("runs", required=True)),
    )
    facts: dict[str, Any] = {
        "id": "notion-ai-7k2q",
        "template": TemplateRef(id="quick", title="Quick"),
        "product": Product(name="Notion AI"),
        "created_at": LONG_AGO,
        "updated_at": LONG_AGO,
        "questions": list(asked),
    }
    return Teardown(**facts | values)
