"""Two versions of one teardown: what differs, in words, so that a person can choose.

Pure; :class:`lab.workspace.Workspace` does what was chosen.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from store.records import (
        Claim,
        Evidence,
        Lesson,
        Metric,
        Part,
        Prediction,
        Probe,
        Quote,
        Teardown,
    )

__all__ = ["SECOND_VERSION", "Difference", "Side", "as_second_version", "differences"]

SECOND_VERSION = "second version"
"""The tag by which a list shows that a teardown was kept beside another."""


Item = TypeVar("Item", bound="Part")
Side = Literal["ours", "theirs", "both", "unknown"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that stands differently in the two versions."""

    where: str
    """Section and question, or the name of the fact, in words."""
    ours: str
    """How it stands in our version; empty if it is not there."""
    theirs: str
    changed_by: Side = "unknown"
    """Who changed it since the version that both began from; ``unknown`` without that one."""
    section: str = ""
    prompt: str = ""
    path: str = ""
    """Where it stands in the record, such as ``sections.frame.answers.who`` or ``claims.c1``."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One comparable thing of a record."""

    where: str
    value: Any
    """What is compared."""
    words: str
    path: str
    section: str = ""
    prompt: str = ""


_Key = tuple[str, ...]


def differences(
    ours: Teardown, theirs: Teardown, *, base: Teardown | None = None
) -> list[Difference]:
    """Return what differs, in the order of the walk; facts about the teardown come first.

    *base* is the version that both started from, where the history still has it. Clocks,
    version numbers and sessions are left out: no person chooses between those.
    """
    mine, other = dict(_entries(ours)), dict(_entries(theirs))
    before = dict(_entries(base)) if base is not None else None
    found = []
    for key in _in_order(mine, other):
        left, right = mine.get(key), other.get(key)
        if _value(left) == _value(right):
            continue
        there = left or right
        if there is None:  # pragma: no cover - every key comes from one of the two
            continue
        found.append(
            Difference(
                where=there.where,
                ours=left.words if left else "",
                theirs=right.words if right else "",
                changed_by=_side(left, right, key, before),
                section=there.section,
                prompt=there.prompt,
                path=there.path,
            )
        )
    return found


def as_second_version(ours: Teardown, *, teardown_id: str, tag: str = SECOND_VERSION) -> Teardown:
    """Return our version as a new teardown that says where it comes from."""
    from store.records import Origin

    copy = ours.model_copy(deep=True)
    copy.id, copy.rev = teardown_id, 0
    copy.origin = Origin(kind="conflict", name=ours.id)
    copy.tags = [*copy.tags, tag] if tag not in copy.tags else copy.tags
    return copy


def _value(entry: _Entry | None) -> Any:
    return entry.value if entry is not None else None


def _side(
    left: _Entry | None, right: _Entry | None, key: _Key, before: dict[_Key, _Entry] | None
) -> Side:
    if before is None:
        return "unknown"
    original = _value(before.get(key))
    if original == _value(left):
        return "theirs"
    return "ours" if original == _value(right) else "both"


def _in_order(mine: dict[_Key, _Entry], other: dict[_Key, _Entry]) -> list[_Key]:
    """Return all keys: ours in their order, theirs put in behind what stands before them."""
    order = list(mine)
    behind = -1
    for key in other:
        if key in mine:
            behind = order.index(key)
        else:
            behind += 1
            order.insert(behind, key)
    return order


def _entries(record: Teardown) -> Iterator[tuple[_Key, _Entry]]:
    yield from _facts(record)
    titles = {section.id: section.title for section in record.questions}
    asked = {
        (section.id, prompt.id): prompt.text
        for section in record.questions
        for prompt in section.prompts
    }
    for section_id in dict.fromkeys((*titles, *record.sections)):
        title = titles.get(section_id, section_id)
        work = record.sections.get(section_id)
        answers = work.answers if work is not None else {}
        prompts = [prompt for section, prompt in asked if section == section_id]
        path = f"sections.{section_id}"
        for prompt in dict.fromkeys((*prompts, *answers)):
            text = answers.get(prompt, "")
            if text:
                where = f"{title} · {asked.get((section_id, prompt), prompt)}"
                yield (
                    ("answer", section_id, prompt),
                    _Entry(where, text, text, f"{path}.answers.{prompt}", section_id, prompt),
                )
        if work is not None and work.score is not None:
            score = work.score
            entry = _Entry(f"{title} · Score", score, str(score), f"{path}.score", section_id)
            yield ("score", section_id), entry
        claims = [claim for claim in record.claims if claim.section == section_id]
        yield from _items("claims", f"{title} · Claim", claims, _claim_words, section_id)
    strays = [claim for claim in record.claims if claim.section not in titles]
    strays = [claim for claim in strays if claim.section not in record.sections]
    yield from _items("claims", "Claim", strays, _claim_words)
    yield from _items("predictions", "Prediction", record.predictions, _prediction_words)
    yield from _items("metrics", "Metric", record.metrics, _metric_words)
    yield from _items("probes", "Probe", record.probes, _probe_words)
    yield from _items("evidence", "Evidence", record.evidence, _evidence_words)
    yield from _items(
        "counterpoints",
        "Counterpoint",
        record.counterpoints,
        lambda c: _lines(c.counterpoint, c.reply),
    )
    yield from _items("take_home.lessons", "Lesson", record.take_home.lessons, _lesson_words)
    yield from _text(
        "take_home.cannot_conclude", "Cannot be concluded", record.take_home.cannot_conclude
    )


def _facts(record: Teardown) -> Iterator[tuple[_Key, _Entry]]:
    product = record.product
    for path, title, value in (
        ("product.name", "Product", product.name),
        ("product.maker", "Maker", product.maker),
        ("product.url", "Address", product.url),
        ("product.category", "Category", product.category),
        ("product.surface", "Surface", product.surface),
        ("product.plan", "Plan", product.plan),
        ("product.version", "Product version", product.version),
        ("product.region", "Region", product.region),
        ("author", "Author", record.author),
        ("status", "Status", record.status),
        ("archived", "Archived", "yes" if record.archived else ""),
        ("tags", "Tags", ", ".join(record.tags)),
        ("observed_from", "Observed from", str(record.observed_from or "")),
        ("observed_to", "Observed to", str(record.observed_to or "")),
        ("review_by", "Look at it again by", str(record.review_by or "")),
    ):
        yield from _text(path, title, value)


def _text(path: str, title: str, value: str) -> Iterator[tuple[_Key, _Entry]]:
    if value:
        yield ("fact", path), _Entry(title, value, value, path)


def _items(
    path: str, title: str, items: Sequence[Item], words: Callable[[Item], str], section: str = ""
) -> Iterator[tuple[_Key, _Entry]]:
    for item in items:
        name = str(getattr(item, "id", ""))
        value = item.model_dump()
        entry = _Entry(f"{title} {name}", value, words(item), f"{path}.{name}", section)
        yield (path, name), entry


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _claim_words(claim: Claim) -> str:
    severity = f", severity {claim.severity}" if claim.severity is not None else ""
    return _lines(
        claim.statement,
        claim.because and f"Because: {claim.because}",
        claim.who and f"Who: {claim.who}",
        claim.where and f"Where: {claim.where}",
        claim.breaks_if and f"Breaks if: {claim.breaks_if}",
        f"{claim.kind}, {claim.basis}, confidence {claim.confidence}{severity}",
        f"Evidence: {', '.join(claim.evidence)}" if claim.evidence else "",
    )


def _evidence_words(evidence: Evidence) -> str:
    again = evidence.latest
    return _lines(
        evidence.title or evidence.url,
        evidence.url if evidence.title else "",
        evidence.note,
        f"Seen {evidence.fetched_at:%Y-%m-%d}" if evidence.fetched_at else "",
        f"Seen again {again.fetched_at:%Y-%m-%d}" if again and again.fetched_at else "",
        *(_quote_words(quote) for quote in evidence.quotes),
    )


def _quote_words(quote: Quote) -> str:
    standing = "" if quote.standing == "unchecked" else f" ({quote.standing})"
    return _lines(
        f"{quote.id}{standing}: “{quote.exact}”",
        quote.now and f"now: “{quote.now}”",
        quote.note,
    )


def _prediction_words(prediction: Prediction) -> str:
    sure = f"{prediction.probability:.0%}" if prediction.probability is not None else ""
    due = f"due {prediction.due}" if prediction.due else ""
    outcome = f"outcome {prediction.outcome}" if prediction.outcome != "open" else ""
    return _lines(
        prediction.statement,
        prediction.how_known and f"How it will be known: {prediction.how_known}",
        ", ".join(part for part in (sure, due, outcome) if part),
        prediction.note,
    )


def _metric_words(metric: Metric) -> str:
    return _lines(
        metric.name,
        metric.formula,
        metric.numerator and f"Numerator: {metric.numerator}",
        metric.denominator and f"Denominator: {metric.denominator}",
        metric.window and f"Window: {metric.window}",
        metric.target and f"Target: {metric.target}",
        metric.pair and f"Pair: {metric.pair}",
        metric.trap and f"Trap: {metric.trap}",
    )


def _probe_words(probe: Probe) -> str:
    return _lines(
        probe.name,
        probe.prompt,
        probe.pass_rule and f"Pass rule: {probe.pass_rule}",
        f"Quality line: {probe.quality_line:.0%}" if probe.quality_line is not None else "",
        *(f"Wording {number}: {words}" for number, words in enumerate(probe.wordings, start=1)),
        *_runs(probe),
    )


def _runs(probe: Probe) -> Iterator[str]:
    """Yield how many runs there are, how they were marked, and how they were grouped."""
    runs = len(probe.trials)
    verdicts = Counter(trial.verdict for trial in probe.trials)
    marked = ", ".join(f"{number} {verdict}" for verdict, number in sorted(verdicts.items()))
    yield f"{runs} run{'' if runs == 1 else 's'}{f': {marked}' if marked else ''}"
    groups = Counter(trial.group for trial in probe.trials if trial.group)
    if groups:
        yield "Groups: " + ", ".join(f"{name} {size}" for name, size in sorted(groups.items()))
    twice = sum(bool(trial.marks) for trial in probe.trials)
    if twice:
        yield f"Marked a second time: {twice}"


def _lesson_words(lesson: Lesson) -> str:
    card = f"{lesson.card.front} / {lesson.card.back}" if lesson.card else ""
    return _lines(lesson.principle, lesson.limit and f"Limit: {lesson.limit}", card)
