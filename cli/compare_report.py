"""What a comparison says, for people at a terminal: the agenda first, as it is read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cli.cells import wrap
from cli.streams import bold, dim, one_line, out, screen_width
from cli.table import Column, print_table

if TYPE_CHECKING:
    from lab.compare import Comparison
    from lab.compare.findings import Found

__all__ = ["print_comparison"]

_WIDEST: Final = 100
_NAMED_IN_HEADS: Final = 5
"""So many names have room above their scores; letters stand for more."""
_OUTCOMES: Final = {"yes": "came true", "no": "did not", "void": "void", "open": "still open"}


def print_comparison(comparison: Comparison) -> None:
    """Print everything but the answers themselves."""
    from lab.compare import saying

    _flow(saying.title(comparison), heading=True)
    _flow(saying.opening(comparison), faint=True)
    _agenda(comparison)
    _heading("Scores")
    _scores(comparison)
    for line in saying.agreement_lines(comparison):
        _flow(line)
    for moved in comparison.movement:
        _flow(f"{moved.title}: {saying.range_words(moved, comparison)}")
    _heading("Who saw what")
    for line in saying.finding_lines(comparison):
        _flow(line)
    findings = comparison.findings
    if any(len(one.said) > 1 for one in findings.found):
        _flow("Which of them are one is proposed from their words.", faint=True)
    for one in findings.found:
        _found(one, comparison)
    if findings.ideas:
        _heading("What they conclude and propose")
        for one in findings.ideas:
            _found(one, comparison)
    _heading("The same prompt, run apart")
    for line in saying.pool_lines(comparison):
        _flow(line)
    _heading("How the claims are known")
    for subject in comparison.subjects:
        mix = comparison.mixes[subject.id]
        backed = f"{mix.with_evidence} of {mix.claims} with evidence"
        _flow(f"{subject.label}: {mix.line} ({backed})")
    _predictions(comparison)
    _changed(comparison)


def _agenda(comparison: Comparison) -> None:
    from lab.compare.saying import nothing_words, point_words, speaker_words

    _heading("What to talk about")
    if not comparison.agenda:
        _flow(nothing_words(comparison))
    for number, point in enumerate(comparison.agenda, 1):
        _flow(point_words(point), first=f"{number:>2}. ")
        spoken = speaker_words(point, comparison)
        if spoken:
            _flow(spoken, first="    ", faint=True)


def _scores(comparison: Comparison) -> None:
    def shown(value: float | None) -> str:
        return "–" if value is None else f"{value:g}"

    names = [one_line(one.label) for one in comparison.subjects]
    if len(names) > _NAMED_IN_HEADS:
        letters = [chr(ord("A") + number) for number in range(len(names))]
        _flow(", ".join(f"{letter} {name}" for letter, name in zip(letters, names, strict=True)))
        names = letters
    columns = [
        Column("section", least=16),
        *(Column(name, right=True, least=3) for name in names),
        Column("middle", right=True, spare=1),
        Column("spread", right=True),
    ]
    rows = [
        [
            one.section.title,
            *(shown(one.scores[each.id]) for each in comparison.subjects),
            shown(one.middle),
            shown(one.spread),
        ]
        for one in comparison.scores
    ]
    print_table(columns, rows)


def _found(found: Found, comparison: Comparison) -> None:
    from lab.compare.saying import seen_words, severity_words

    titles = {one.id: one.title for one in comparison.sections}
    facts = " · ".join(
        filter(
            None,
            (
                seen_words(found, comparison),
                titles.get(found.section, found.section),
                severity_words(found),
            ),
        )
    )
    out()
    _flow(facts, faint=True)
    for each in found.said:
        _flow(f"{comparison.label(each.at.teardown)}: {each.claim.statement}", first="  ")


def _predictions(comparison: Comparison) -> None:
    if not any(one.record.predictions for one in comparison.subjects):
        return
    _heading("Predictions")
    for subject in comparison.subjects:
        for each in subject.record.predictions:
            sure = f"{each.probability:.0%} sure, " if each.probability is not None else ""
            _flow(f"{subject.label}: {each.statement} ({sure}{_OUTCOMES[each.outcome]})")


def _changed(comparison: Comparison) -> None:
    from lab.wording.difference import in_context

    if not comparison.changed:
        return
    _heading("What changed in the answers")
    _flow("[-taken out-] {+come in+}", faint=True)
    for one in comparison.changed:
        out()
        _flow(one.question, faint=True)
        signs = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "equal": ("", "")}
        pieces = []
        for kind, text in in_context(one.segments):
            begin, end = signs[kind]
            pieces.append(f"{begin}{text}{end}")
        _flow("".join(pieces), first="  ")


def _heading(words: str) -> None:
    out()
    out(bold(words))


def _flow(text: str, *, first: str = "", heading: bool = False, faint: bool = False) -> None:
    cells = min(screen_width(), _WIDEST) - len(first)
    for number, line in enumerate(wrap(one_line(text), cells)):
        look = bold(line) if heading else dim(line) if faint else line
        out(" " * len(first) if number else first, look)
