"""What a template is once it is merged: immutable, cheap, and able to travel as JSON.

Nothing here reads files. ``teardown_templates.loader`` makes these from YAML, the
store freezes them beside the teardowns that were written against them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from hashlib import sha256
from json import dumps
from typing import Any, Literal, Self, get_args

__all__ = [
    "PROMPT_KINDS",
    "CounterQuestion",
    "Prompt",
    "PromptKind",
    "Section",
    "Template",
]

PromptKind = Literal[
    "text",
    "predictions",
    "claims",
    "findings",
    "trials",
    "paraphrases",
    "tags",
    "options",
    "metric",
    "card",
    "compare",
    "audit",
]
PROMPT_KINDS: tuple[str, ...] = get_args(PromptKind)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question of a section."""

    id: str
    text: str
    required: bool = False
    kind: PromptKind = "text"
    count: int = 0
    """How many items a structured answer wants; 0 where the question does not say."""
    min_trials: int = 0
    """How many runs a ``trials`` question wants at least."""
    vocabulary: str = ""
    """The library of tags that a ``tags`` question draws on."""


@dataclass(frozen=True, slots=True)
class CounterQuestion:
    """A question that argues back, shown after the section has text and a score."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a teardown: its questions and the help that goes with them."""

    id: str
    title: str
    minutes: int
    purpose: str
    prompts: tuple[Prompt, ...]
    hint: str = ""
    strong_answer: tuple[str, ...] = ()
    weak_answer: tuple[str, ...] = ()
    rubric: tuple[str, ...] = ()
    """Five anchors; the index is the score."""
    counter_questions: tuple[CounterQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A merged template, ready to be walked."""

    id: str
    version: int
    kind: Literal["base", "variant"]
    title: str
    tagline: str
    minutes: int
    sections: tuple[Section, ...]
    when_to_use: str = ""
    applies_to: tuple[str, ...] = ()
    sittings: int = 1
    safety: str = ""
    ground_rules: tuple[str, ...] = ()
    rubric_notes: tuple[tuple[int, str], ...] = ()
    """What a score means in this variant, beside the section's own anchors."""
    probes: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    requires_parent: bool = False
    blind_rule: str = ""
    schedule_days: tuple[int, ...] = ()
    upgrade_to: str = ""
    upgrade_rule: str = ""
    """When to offer ``upgrade_to``."""

    def section(self, section_id: str) -> Section:
        """Return the section of that id; raise ``KeyError`` if there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def to_dict(self) -> dict[str, Any]:
        """Return the template as JSON-ready values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Rebuild a template from ``to_dict``'s value; unknown keys are ignored."""
        values = _known(cls, data)
        values["sections"] = tuple(_section(item) for item in data["sections"])
        values["rubric_notes"] = tuple(
            (int(score), str(note)) for score, note in data.get("rubric_notes", ())
        )
        for key in ("applies_to", "ground_rules", "probes", "metrics", "failures", "schedule_days"):
            values[key] = tuple(data.get(key, ()))
        return cls(**values)

    def digest(self) -> str:
        """Return the SHA-256 of the content, in hex: the name under which it is kept."""
        text = dumps(self.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()


def _known(cls: type, data: dict[str, Any]) -> dict[str, Any]:
    names = cls.__dataclass_fields__.keys()  # type: ignore[attr-defined]
    return {key: value for key, value in data.items() if key in names}


def _section(data: dict[str, Any]) -> Section:
    values = _known(Section, data)
    values["prompts"] = tuple(Prompt(**_known(Prompt, item)) for item in data["prompts"])
    values["counter_questions"] = tuple(
        CounterQuestion(**_known(CounterQuestion, item))
        for item in data.get("counter_questions", ())
    )
    for key in ("strong_answer", "weak_answer", "rubric"):
        values[key] = tuple(data.get(key, ()))
    return Section(**values)
