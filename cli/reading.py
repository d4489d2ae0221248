"""A teardown as text for the terminal: what was asked, what was written, how it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.cells import width, wrap
from cli.rows import local_day
from cli.streams import bold, dim, one_line, out, screen_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.model import SectionQuestions, Teardown
    from lab.walk import OutlineRow
    from lab.workspace import Workspace

__all__ = ["print_teardown"]

GAP = "  "

WIDEST = 100
"""Cells; longer lines are hard to read."""


def print_teardown(record: Teardown, workspace: Workspace, *, section: str | None) -> None:
    """Print a teardown, or one of its sections."""
    from lab.walk import outline

    rows = {row.section_id: row for row in outline(record)}
    if section is None:
        _head(record, rows.values(), workspace)
    for asked in record.questions:
        if section in {None, asked.id}:
            _section(record, asked, rows[asked.id])
    if section is None:
        _predictions(record)
        _metrics(record)
        _take_home(record)


def _head(record: Teardown, rows: Iterable[OutlineRow], workspace: Workspace) -> None:
    from lab.review.mix import evidence_mix
    from lab.walk import how_far

    product = record.product
    facts = (product.maker, product.surface, product.plan, product.version, product.region)
    done, total = how_far(rows)
    minutes = round(sum(work.seconds for work in record.sections.values()) / 60)
    changed = local_day(record.updated_at.isoformat(), workspace)
    status = f"example · {record.status}" if record.example else record.status
    _flow(product.name, heading=True)
    _faint(" · ".join(one_line(fact) for fact in (*facts, product.url) if fact))
    _faint(
        f"{status} · {record.template.title or record.template.id}"
        f" · {done} of {total} sections · {minutes} min · changed {changed}"
    )
    _faint(" · ".join(one_line(x) for x in (record.author, *record.tags, record.id) if x))
    mix = evidence_mix(record)
    if mix.claims:
        _faint(f"claims: {mix.line}")


def _section(record: Teardown, asked: SectionQuestions, row: OutlineRow) -> None:
    from lab.walk import is_answered

    score = f" · score {row.score}" if row.score is not None else ""
    out()
    _heading(asked.title, f"{asked.id} · {row.answered} of {row.asked}{score}")
    work = record.sections.get(asked.id)
    answers = dict(work.answers) if work is not None else {}
    for prompt in asked.prompts:
        out()
        _flow(f"{prompt.id} · {prompt.text}", indent="  ", faint=True)
        text = answers.pop(prompt.id, "")
        if text.strip():
            _flow(text.strip("\n"), indent="    ")
        elif not is_answered(record, asked.id, prompt):
            out("    –")
    for name, text in answers.items():
        out()
        _flow(name, indent="  ", faint=True)
        _flow(text.strip("\n"), indent="    ")
    _claims(record, asked.id)


def _claims(record: Teardown, section_id: str) -> None:
    from lab.walk import claims_in

    for claim in claims_in(record, section_id):
        severity = f" · severity {claim.severity}" if claim.severity is not None else ""
        out()
        _faint(
            f"{claim.id} · {claim.kind} · {claim.basis} · {claim.confidence}{severity}",
            indent="  ",
        )
        _flow(claim.statement, indent="    ")
        for name, text in (
            ("Because", claim.because),
            ("Who", claim.who),
            ("Where", claim.where),
            ("Breaks if", claim.breaks_if),
            ("Evidence", ", ".join(claim.evidence)),
        ):
            if text:
                _flow(f"{name}: {text}", indent="    ")


def _predictions(record: Teardown) -> None:
    if not record.predictions:
        return
    out()
    out(bold("Predictions"))
    for each in record.predictions:
        sure = f" · {each.probability:.0%}" if each.probability is not None else ""
        due = f" · due {each.due}" if each.due else ""
        _faint(f"{each.id} · {each.outcome}{sure}{due}", indent="  ")
        _flow(each.statement, indent="    ")


def _metrics(record: Teardown) -> None:
    if not record.metrics:
        return
    out()
    out(bold("Measurement plan"))
    for metric in record.metrics:
        _faint(f"{metric.id} · {metric.kind}" if metric.kind else metric.id, indent="  ")
        _flow(metric.name, indent="    ")
        for name, text in (
            ("Formula", metric.formula),
            ("Numerator", metric.numerator),
            ("Denominator", metric.denominator),
            ("Window", metric.window),
            ("Target", metric.target),
            ("Pair", metric.pair),
            ("Trap", metric.trap),
        ):
            if text:
                _flow(f"{name}: {text}", indent="    ")


def _take_home(record: Teardown) -> None:
    take_home = record.take_home
    if not take_home.lessons and not take_home.cannot_conclude:
        return
    out()
    out(bold("To take home"))
    for lesson in take_home.lessons:
        _faint(lesson.id, indent="  ")
        _flow(lesson.principle, indent="    ")
        if lesson.limit:
            _flow(f"Limit: {lesson.limit}", indent="    ")
    if take_home.cannot_conclude:
        _flow(f"Cannot be concluded: {take_home.cannot_conclude}", indent="  ")


def _heading(title: str, facts: str) -> None:
    title = one_line(title)
    if width(title) + len(GAP) + width(facts) <= _cells():
        out(bold(title), GAP, dim(facts))
        return
    _flow(title, heading=True)
    _faint(facts)


def _cells() -> int:
    return min(screen_width(), WIDEST)


def _flow(text: str, *, indent: str = "", heading: bool = False, faint: bool = False) -> None:
    """Print text in lines that fit; what is on a line of its own stays on it."""
    for line in wrap(text, _cells() - len(indent)):
        look = bold(line) if heading else dim(line) if faint else line
        out(indent, look) if line else out()


def _faint(text: str, *, indent: str = "") -> None:
    if text:
        _flow(text, indent=indent, faint=True)
