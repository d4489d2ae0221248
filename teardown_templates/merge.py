"""How a template is put together: a base from its own sections, a variant from its parent's.

The order is the method's: take ``keep`` in order; within a section apply
``keep_prompts`` or ``drop_prompts``, then ``set``, then ``add_prompts``; append
``strong_add``, ``hint_add`` and ``add_counter_questions``; put ``new_sections``
where ``keep`` names them, or behind the section that ``after`` names.

Nothing here reads files or reports faults: what comes in was checked before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

from teardown_templates.model import CounterQuestion, Prompt, Section, Template

__all__ = ["base_template", "merged_section", "section_order", "variant_template"]

Document = Mapping[str, Any]

_LISTS = ("applies_to", "ground_rules", "probes", "metrics", "failures", "schedule_days")
_SINGLE = (
    "when_to_use",
    "safety",
    "blind_rule",
    "upgrade_to",
    "upgrade_rule",
    "sittings",
    "requires_parent",
)
_SECTION_LISTS = ("strong_answer", "weak_answer")


def base_template(document: Document) -> Template:
    """Build a template that stands on its own."""
    empty = Template(id="", version=1, kind="base", title="", tagline="", minutes=0, sections=())
    sections = tuple(_new_section(item) for item in document["sections"])
    return _with_heads(empty, document, kind="base", sections=sections)


def variant_template(parent: Template, document: Document) -> Template:
    """Build a template from its parent and what the document changes."""
    own = {item["id"]: _new_section(item) for item in document.get("new_sections", ())}
    deltas: Document = document.get("deltas", {})
    questions: Document = document.get("add_counter_questions", {})
    sections = []
    for section_id in section_order(parent, document):
        section = own.get(section_id) or parent.section(section_id)
        if section_id in deltas:
            section = merged_section(section, deltas[section_id])
        if section_id in questions:
            added = _counter_questions(questions[section_id])
            section = replace(section, counter_questions=section.counter_questions + added)
        sections.append(section)
    return _with_heads(parent, document, kind="variant", sections=tuple(sections))


def section_order(parent: Template, document: Document) -> list[str]:
    """Return the ids of a variant's sections in their order."""
    order = list(document.get("keep") or (section.id for section in parent.sections))
    waiting = {
        item["id"]: item.get("after")
        for item in document.get("new_sections", ())
        if item["id"] not in order
    }
    placed: dict[str, str | None] = {}
    while waiting:
        # One whose "after" is itself still waiting lets that one go first.
        name = next(
            (name for name, after in waiting.items() if after in order), next(iter(waiting))
        )
        after = placed[name] = waiting.pop(name)
        place = order.index(after) + 1 if after in order else len(order)
        while after and place < len(order) and placed.get(order[place]) == after:
            place += 1  # two behind the same section keep the order in which they are written
        order.insert(place, name)
    return order


def merged_section(section: Section, delta: Document) -> Section:
    """Return the section with one variant's changes."""
    changes: dict[str, Any] = {
        key: delta[key] for key in ("title", "minutes", "purpose", "hint") if key in delta
    }
    changes["prompts"] = _merged_prompts(section.prompts, delta)
    if "hint_add" in delta:
        hint = changes.get("hint", section.hint)
        changes["hint"] = f"{hint} {delta['hint_add']}".strip()
    for key in _SECTION_LISTS:
        if key in delta:
            changes[key] = tuple(delta[key])
    if "strong_add" in delta:
        strong = changes.get("strong_answer", section.strong_answer)
        changes["strong_answer"] = strong + tuple(delta["strong_add"])
    if "rubric" in delta:
        changes["rubric"] = _rubric(delta["rubric"])
    if "counter_questions" in delta:
        changes["counter_questions"] = _counter_questions(delta["counter_questions"])
    return replace(section, **changes)


def _merged_prompts(prompts: tuple[Prompt, ...], delta: Document) -> tuple[Prompt, ...]:
    kept = delta.get("keep_prompts")
    dropped = delta.get("drop_prompts", ())
    changes: Document = delta.get("set", {})
    chosen = [
        prompt
        for prompt in prompts
        if (prompt.id in kept if kept is not None else prompt.id not in dropped)
    ]
    changed = [replace(prompt, **changes.get(prompt.id, {})) for prompt in chosen]
    added = [Prompt(**item) for item in delta.get("add_prompts", ())]
    return (*changed, *added)


def _new_section(item: Document) -> Section:
    return Section(
        id=item["id"],
        title=item["title"],
        minutes=item["minutes"],
        purpose=item["purpose"],
        prompts=tuple(Prompt(**prompt) for prompt in item["prompts"]),
        hint=item.get("hint", ""),
        strong_answer=tuple(item.get("strong_answer", ())),
        weak_answer=tuple(item.get("weak_answer", ())),
        rubric=_rubric(item["rubric"]),
        counter_questions=_counter_questions(item.get("counter_questions", ())),
    )


def _rubric(anchors: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(text for _, text in sorted(anchors.items()))


def _rubric_notes(parent: Template, document: Document) -> tuple[tuple[int, str], ...]:
    notes = dict(parent.rubric_notes)
    notes |= {int(score): note for score, note in document.get("rubric_notes", {}).items()}
    return tuple(sorted(notes.items()))


def _counter_questions(items: Iterable[Document]) -> tuple[CounterQuestion, ...]:
    return tuple(CounterQuestion(kind=item["kind"], text=item["text"]) for item in items)


def _with_heads(
    parent: Template,
    document: Document,
    *,
    kind: Literal["base", "variant"],
    sections: tuple[Section, ...],
) -> Template:
    values: dict[str, Any] = {
        "id": document["id"],
        "kind": kind,
        "version": document.get("version", 1),
        "sections": sections,
        "rubric_notes": _rubric_notes(parent, document),
    }
    for key in ("title", "tagline", "minutes"):
        values[key] = document[key]
    for key in _SINGLE:
        values[key] = document.get(key, getattr(parent, key))
    for key in _LISTS:
        values[key] = tuple(document.get(key, getattr(parent, key)))
    return replace(parent, **values)
