"""Arbitrary records: whatever a person, a product or another program can put into one.

``teardowns()`` draws whole records; ``FIELDS`` has a strategy for each field of each part.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, get_args

from hypothesis import strategies as st

from store.records import (
    Asking,
    Audit,
    Basis,
    Card,
    Claim,
    ClaimKind,
    Confidence,
    Counterpoint,
    Evidence,
    Lesson,
    Mark,
    Metric,
    Origin,
    PageVersion,
    Part,
    Practice,
    Prediction,
    Probe,
    Product,
    Quote,
    SectionQuestions,
    SectionWork,
    Session,
    TakeHome,
    Teardown,
    TemplateRef,
    Trial,
    Verdict,
    WrittenQuestion,
)
from tests.store.text_strategies import ids, json_values, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypothesis.strategies import SearchStrategy

__all__ = ["FIELDS", "teardowns"]


def _texts(*names: str) -> dict[str, SearchStrategy[Any]]:
    """Return a field of any text for each name."""
    return dict.fromkeys(names, texts())


def _extras(model: type[Part]) -> SearchStrategy[dict[str, Any]]:
    known = {*model.model_fields, "schema"}
    likely = ("id", "title", "section", "more", "place", "asked", "newer field", "front_matter")
    names = st.sampled_from([name for name in likely if name not in known])
    names |= texts(max_parts=2).filter(lambda name: name not in known)
    values = st.dictionaries(names, json_values(), max_size=2)
    return st.one_of(st.just({}), st.just({}), values)


def _instants() -> SearchStrategy[Any]:
    return st.datetimes(timezones=st.just(UTC))


def _objects() -> SearchStrategy[dict[str, Any]]:
    return st.dictionaries(texts(max_parts=2), json_values(), max_size=2)


def _shares() -> SearchStrategy[float]:
    return st.floats(0, 1) | st.sampled_from((0.0, 0.07, 0.29, 0.7, 1.0))


def _part(
    model: type[Part], fields: Mapping[str, SearchStrategy[Any]]
) -> SearchStrategy[dict[str, Any]]:
    """Draw the values of a part: what it needs, all or any of the rest, and unknown fields."""
    needed = {name: fields[name] for name in fields if _is_needed(model, name)}
    rest = {name: fields[name] for name in fields if name not in needed}
    every = st.fixed_dictionaries(dict(fields))
    known = st.one_of(every, st.fixed_dictionaries(needed, optional=rest))
    return st.tuples(_extras(model), known).map(lambda both: {**both[0], **both[1]})


def _is_needed(model: type[Part], name: str) -> bool:
    field = model.model_fields.get(name)
    return field is not None and field.is_required()


def _list(part: SearchStrategy[dict[str, Any]], *, size: int = 2) -> SearchStrategy[Any]:
    """Draw a list in which each id stands once."""
    return st.lists(part, max_size=size).map(
        lambda parts: list({values["id"]: values for values in parts}.values())
    )


_words = st.sampled_from
_text = texts()
_wholes = st.integers(0, 9) | st.integers(0, 10**12)

FIELDS: dict[type[Part], dict[str, SearchStrategy[Any]]] = {
    TemplateRef: {"id": ids(), "version": _wholes, "title": _text, "digest": _text},
    Origin: {"kind": _text, "name": _text, "imported_at": st.none() | _instants()},
    Product: _texts(
        *("name", "maker", "url", "category", "surface", "plan", "version", "region"),
    ),
    WrittenQuestion: {
        "id": ids(),
        "text": _text,
        "required": st.booleans(),
        "kind": _words(("text", "predictions", "trials", "metric", "card", "claims")) | _text,
        "count": _wholes,
    },
    SectionWork: {
        "answers": st.dictionaries(ids(), _text, max_size=3),
        "score": st.none() | st.integers(0, 4),
        "scored_at": st.none() | _instants(),
        "seconds": _wholes,
        "done": st.booleans(),
    },
    Claim: {
        "id": ids(),
        "section": ids(),
        "kind": _words(get_args(ClaimKind)),
        "statement": _text,
        "because": _text,
        "who": _text,
        "where": _text,
        "basis": _words(get_args(Basis)),
        "confidence": _words(get_args(Confidence)),
        "severity": st.none() | st.integers(0, 4),
        "breaks_if": _text,
        "evidence": st.lists(ids(), max_size=3),
        "created_at": st.none() | _instants(),
    },
    Quote: {
        **_texts("exact", "prefix", "suffix", "note", "now"),
        "id": ids(),
        "standing": _words(("unchecked", "stands", "moved", "gone")),
    },
    PageVersion: {
        **_texts("final_url", "title", "sha256", "verdict", "body"),
        "fetched_at": st.none() | _instants(),
        "reasons": st.lists(_text, max_size=3),
    },
    Mark: {
        "verdict": _words(get_args(Verdict)),
        "at": st.none() | _instants(),
        **_texts("marker", "group", "note"),
    },
    Trial: {
        "id": ids(),
        "wording": _wholes,
        "run": _wholes,
        "at": st.none() | _instants(),
        "seconds": st.none() | st.floats(0, allow_infinity=False),
        "output": _text,
        "verdict": _words(get_args(Verdict)),
        "group": _text,
        "note": _text,
        "marker": _text,
        "settings": _objects(),
        "source": _words(("pasted", "anthropic", "openai", "command", "imported")),
    },
    Prediction: {
        "id": ids(),
        "statement": _text,
        "probability": st.none() | _shares(),
        "how_known": _text,
        "due": st.none() | st.dates(),
        "made_at": st.none() | _instants(),
        "outcome": _words(("yes", "no", "void", "open")),
        "resolved_at": st.none() | _instants(),
        "note": _text,
    },
    Metric: {
        "id": ids(),
        "observable": st.none() | _words(("yes", "proxy", "no")),
        **_texts("name", "kind", "formula", "numerator", "denominator", "window", "target"),
        **_texts("pair", "trap"),
    },
    Counterpoint: {
        "id": ids(),
        "section": ids(),
        "severity": st.none() | st.integers(1, 3),
        "source": _words(("template", "rule", "model")),
        "asked_at": st.none() | _instants(),
        "response": _words(("changed", "rebutted", "parked", "useless", "open")),
        "partial": st.booleans(),
        **_texts("claim", "target_quote", "kind", "counterpoint", "why_it_matters", "model"),
        **_texts("evidence_needed", "cheapest_check", "would_be_wrong_if", "reply"),
        **_texts("before", "after", "prompt", "prompt_version", "seen"),
    },
    Card: {"front": _text, "back": _text},
    Asking: {
        "started_at": _instants(),
        "returned": _wholes,
        "kept": _wholes,
        "input_tokens": st.none() | _wholes,
        "output_tokens": st.none() | _wholes,
        "cost": st.floats(0, allow_infinity=False),
        **_texts("section", "mode", "model", "prompt_version", "ended"),
    },
    Session: {
        "started_at": _instants(),
        "ended_at": _instants(),
        "local_date": st.dates(),
        "zone": _text,
        "utc_offset": st.integers(-86_400, 86_400),
        "active_seconds": _wholes,
    },
}
FIELDS[SectionQuestions] = {
    "id": ids(),
    "title": _text,
    "minutes": _wholes,
    "prompts": _list(_part(WrittenQuestion, FIELDS[WrittenQuestion]), size=3),
}
FIELDS[Evidence] = {
    **_texts("title", "url", "final_url", "author", "published", "sha256", "verdict", "body"),
    **_texts("site", "language", "page_kind", "section", "note"),
    "reasons": st.lists(_text, max_size=3),
    "latest": st.none() | _part(PageVersion, FIELDS[PageVersion]),
    "id": ids(),
    "kind": _words(("page", "file", "quote", "observation", "screenshot")),
    "fetched_at": st.none() | _instants(),
    "quotes": _list(_part(Quote, FIELDS[Quote])),
}
_counts = st.integers(0, 9).flatmap(lambda most: st.tuples(st.just(most), st.integers(0, most)))
FIELDS[Trial]["audit"] = st.none() | st.tuples(_counts, _counts, _extras(Audit)).map(
    lambda drawn: {
        **drawn[2],
        **dict(zip(("citations", "supporting"), drawn[0], strict=True)),
        **dict(zip(("sentences", "supported"), drawn[1], strict=True)),
    }
)
FIELDS[Trial]["marks"] = st.lists(_part(Mark, FIELDS[Mark]), max_size=2)
FIELDS[Probe] = {
    **_texts("name", "kind", "prompt", "pass_rule", "target", "budget"),
    "made_at": st.none() | _instants(),
    "id": ids(),
    "quality_line": st.none() | _shares(),
    "wordings": st.lists(_text, max_size=3),
    "trials": _list(_part(Trial, FIELDS[Trial])),
}
FIELDS[Lesson] = {
    "id": ids(),
    "principle": _text,
    "limit": _text,
    "card": st.none() | _part(Card, FIELDS[Card]),
    "schedule": _objects(),
}
FIELDS[TakeHome] = {
    "lessons": _list(_part(Lesson, FIELDS[Lesson])),
    "cannot_conclude": _text,
}
FIELDS[Practice] = {
    "sessions": st.lists(_part(Session, FIELDS[Session]), max_size=2),
    "askings": st.lists(_part(Asking, FIELDS[Asking]), max_size=2),
}
FIELDS[Teardown] = {
    "id": ids(),
    "rev": _wholes,
    "author": _text,
    "template": _part(TemplateRef, FIELDS[TemplateRef]),
    "status": _words(("draft", "finished")),
    "archived": st.booleans(),
    "example": st.booleans(),
    "tags": st.lists(_text, max_size=3),
    "created_at": _instants(),
    "updated_at": _instants(),
    "begun_on": st.none() | st.dates(),
    "finished_at": st.none() | _instants(),
    "finished_on": st.none() | st.dates(),
    "origin": st.none() | _part(Origin, FIELDS[Origin]),
    "product": _part(Product, FIELDS[Product]),
    "observed_from": st.none() | st.dates(),
    "observed_to": st.none() | st.dates(),
    "review_by": st.none() | st.dates(),
    "questions": _list(_part(SectionQuestions, FIELDS[SectionQuestions])),
    "sections": st.dictionaries(ids(), _part(SectionWork, FIELDS[SectionWork]), max_size=2),
    "claims": _list(_part(Claim, FIELDS[Claim]), size=3),
    "evidence": _list(_part(Evidence, FIELDS[Evidence])),
    "probes": _list(_part(Probe, FIELDS[Probe])),
    "predictions": _list(_part(Prediction, FIELDS[Prediction])),
    "metrics": _list(_part(Metric, FIELDS[Metric])),
    "counterpoints": _list(_part(Counterpoint, FIELDS[Counterpoint])),
    "take_home": _part(TakeHome, FIELDS[TakeHome]),
    "practice": _part(Practice, FIELDS[Practice]),
}


@st.composite
def teardowns(draw: st.DrawFn) -> Teardown:
    """Draw a whole record, whose work belongs to its own sections often enough to meet."""
    values = draw(_part(Teardown, FIELDS[Teardown]))
    maybe = st.booleans()
    sections = [section["id"] for section in values.get("questions", ())]
    for section in values.get("questions", ()):
        if draw(maybe):
            work = draw(_part(SectionWork, FIELDS[SectionWork]))
            questions = [question["id"] for question in section.get("prompts", ())]
            answers = {question: draw(_text) for question in questions}
            work["answers"] = answers | work.get("answers", {})
            values.setdefault("sections", {})[section["id"]] = work
    for part in (*values.get("claims", ()), *values.get("counterpoints", ())):
        if draw(maybe) and sections:
            part["section"] = draw(st.sampled_from(sections))
    if draw(maybe):
        values["front_matter"] = draw(_objects())
    return Teardown.model_validate(values)
