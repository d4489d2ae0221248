"""From a review to its cards, the parts in the order in which one reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.review import rule_title
from lab.trials.tally import tally
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import one_line
from tui.screens.review.cards import (
    MOST_LINES,
    MOST_WORDS,
    NOWHERE,
    Card,
    FindingCard,
    MixCard,
    NoteCard,
    ScoreCard,
    Target,
    TimeCard,
)
from tui.screens.review.then import then_cards

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from lab.model import Teardown
    from lab.review import Finding, Review
    from lab.review.ledger import PredictionStanding
    from tui.screens.review.then import Then

__all__ = ["LIMITS", "NEXT", "OWN_LIMITS", "cards_of"]

NEXT: Final = "What is next"
FINDINGS: Final = "Worth a look"
MIX: Final = "How it is known"
SCORES: Final = "Scores, in the rubric's words"
PREDICTIONS: Final = "Predictions"
LIMITS: Final = "What cannot be concluded"
MINUTES: Final = "Minutes"

OWN_LIMITS: Final = "own-limits"
"""The key of the card with the learner's own limits."""

_AT_THE_BENCH: Final = frozenset({"no-pass-rule", "trials-unmarked"})
"""Rules about probes: what they find is mended at the trial bench."""

_WEIGHT: Final = {"error": 0, "warning": 1, "hint": 2}


def cards_of(
    record: Teardown,
    review: Review,
    *,
    keys: Mapping[str, str],
    read_only: bool = False,
    asks_plan: bool = False,
    then: Then | None = None,
) -> list[Card]:
    """Return the cards of a review; *keys* are labels by command id, for what they tell.

    *asks_plan* is whether the question for an if-then plan stands among what is next, *then*
    what a rematch is compared with.
    """
    return [
        *(_next(record, review, keys) if record.status == "finished" and not read_only else ()),
        *(_plan() if asks_plan and record.status == "finished" else ()),
        *(then_cards(record, then, key=keys["finish.compare"]) if then is not None else ()),
        *_findings(record, review),
        MixCard(MIX, "mix", Target("claim"), review.mix, review.doubts.line),
        *(
            ScoreCard(SCORES, f"score:{at.section}", Target("question", at.section), at)
            for at in review.sections
        ),
        *_predictions(review, read_only=read_only),
        *_limits(record, review, keys, read_only=read_only),
        TimeCard(MINUTES, "minutes", NOWHERE, review.sections, review.time),
    ]


def _next(record: Teardown, review: Review, keys: Mapping[str, str]) -> Iterator[Card]:
    signs = glyphs()
    yield NoteCard(
        NEXT,
        "next:export",
        Target("export"),
        keys["finish.export"],
        "accent",
        "writes it as Markdown, to show or to keep",
    )
    spot = _spot(record, "card")
    for lesson in record.take_home.lessons:
        limit = f"Its limit: {one_line(lesson.limit)}" if lesson.limit.strip() else ""
        yield NoteCard(
            NEXT, f"next:{lesson.id}", spot, signs.done, "good", f"Take home: {lesson.principle}",
            limit,
        )  # fmt: skip
    if not record.take_home.lessons:
        yield NoteCard(
            NEXT, "next:lesson", spot, signs.empty, "muted",
            "Nothing is taken home yet: one principle, and when it does not hold",
            text_ink="muted",
        )  # fmt: skip
    waiting = sum(each.can_be_known for each in review.predictions.predictions)
    if waiting:
        yield NoteCard(
            NEXT,
            "next:outcomes",
            Target("outcomes"),
            keys["finish.outcomes"],
            "accent",
            f"says how {counted(waiting, 'prediction')} came out",
            "Only what is resolved shows how well you foresee.",
        )
    day, key = record.review_by, keys["finish.rematch"]
    yield NoteCard(
        NEXT,
        "next:day",
        Target("day"),
        signs.done if day else key,
        "good" if day else "accent",
        f"Look at the product again on {_day(day)}" if day else "sets a day to look again",
        f"{key} changes the day; {keys['finish.again']} takes it apart again today"
        if day
        else "The same questions after 30, 90 and 180 days show what changed.",
    )


def _plan() -> Iterator[Card]:
    yield NoteCard(
        NEXT,
        "next:plan",
        Target("plan"),
        "?",
        "accent",
        plain_punctuation("“When ___, I open a teardown.” Which moment is yours?"),
        "Enter answers, or says not to ask again. Such a plan helps more than a reminder.",
    )


def _spot(record: Teardown, kind: str) -> Target:
    """Return where the questions of a kind stand, else where one takes things home."""
    last = NOWHERE
    for section in record.questions:
        last = Target("question", section.id)
        for prompt in section.prompts:
            if prompt.kind == kind:
                return Target("question", section.id, prompt.id)
    return last


def _findings(record: Teardown, review: Review) -> Iterator[Card]:
    if not review.findings:
        yield NoteCard(
            FINDINGS, "nothing", NOWHERE, glyphs().done, "good",
            "Nothing is missing, and nothing contradicts itself.",
        )  # fmt: skip
        return
    titles = {section.id: section.title for section in record.questions}
    for finding in sorted(review.findings, key=lambda one: _WEIGHT[one.severity]):
        place = (finding.section, finding.prompt, finding.claim, finding.match[:80])
        yield FindingCard(
            FINDINGS,
            ":".join((finding.rule, *place)),
            _target(finding, record),
            finding.severity,
            titles.get(finding.section, finding.section),
            rule_title(finding.rule),
            finding.match,
            finding.question,
        )


def _target(finding: Finding, record: Teardown) -> Target:
    kind: Target = Target("question", finding.section, finding.prompt)
    if finding.rule in _AT_THE_BENCH:
        probe = next((one.id for one in record.probes if one.prompt == finding.match), "")
        return Target("bench", finding.section, finding.prompt, probe=probe)
    if finding.rule == "one-run" and (alone := _run_once(record)):
        return Target("bench", finding.section, probe=alone)
    if finding.rule == "counterpoint-open":
        same = (finding.section, finding.question)
        points = [p.id for p in record.counterpoints if (p.section, p.counterpoint) == same]
        return Target("counter", finding.section, point=points[-1] if points else "")
    if finding.claim:
        return Target("claim", finding.section, claim=finding.claim)
    if finding.rule == "counter-open":
        return Target("counter", finding.section)
    return kind if finding.section else NOWHERE


def _run_once(record: Teardown) -> str:
    """Return the probe of which a second run is missed; empty where any was run twice."""
    runs = {probe.id: tally(probe.trials).runs for probe in record.probes}
    once = [name for name, number in runs.items() if number == 1]
    return once[0] if once and max(runs.values()) == 1 else ""


def _predictions(review: Review, *, read_only: bool) -> Iterator[Card]:
    book = review.predictions
    written = Target("question", book.section, book.prompt) if book.section else NOWHERE
    for each in book.predictions:
        target = written if read_only else Target("prediction", point=each.id)
        chance = f"{each.probability:.0%}" if each.probability is not None else glyphs().dash
        yield NoteCard(
            PREDICTIONS,
            f"prediction:{each.id}",
            target,
            f"{chance:>4}",
            "warning" if each.state == "due" else "accent",
            each.statement[:MOST_WORDS],
            _state(each),
        )


def _state(each: PredictionStanding) -> str:
    match each.state:
        case "due":
            return f"due since {_day(each.due)}" if each.due else "due"
        case "open":
            return (
                f"open, to be known on {_day(each.due)}" if each.due else "open, to be known by now"
            )
        case "yes":
            return "it happened"
        case "no":
            return "it did not happen"
        case _:
            return "void: it could not be decided"


def _limits(
    record: Teardown, review: Review, keys: Mapping[str, str], *, read_only: bool
) -> Iterator[Card]:
    own = record.take_home.cannot_conclude.strip()
    if own or not read_only:
        key = keys["finish.write"]
        yield NoteCard(
            LIMITS,
            OWN_LIMITS,
            Target("question" if read_only else "words"),
            glyphs().done if own else key,
            "good" if own else "accent",
            own[: 4 * MOST_WORDS] or "writes here what you would warn a reader about",
            f"in your words; {key} changes them" if own and not read_only else "",
            most_lines=MOST_LINES,
            text_ink="" if own else "muted",
        )
    for limit in review.limits:
        text = plain_punctuation(limit.text)
        yield NoteCard(LIMITS, f"limit:{limit.id}", NOWHERE, glyphs().dot, "muted", text)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day is not None else ""
