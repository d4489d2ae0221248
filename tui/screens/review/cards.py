"""The lines of the review: one card a finding, a score, a prediction, a limit.

A card knows where Enter leads and draws itself; it holds words, never records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.widgets.prose import block, two_sided

if TYPE_CHECKING:
    from lab.review.mix import EvidenceMix
    from lab.review.standing import SectionStanding, TimeSpent
    from tui.widgets.lines import Ink
    from tui.widgets.prose import Line

__all__ = [
    "NOWHERE",
    "Card",
    "FindingCard",
    "MixCard",
    "NoteCard",
    "ScoreCard",
    "Target",
    "TimeCard",
]

BAR: Final = 12
"""Cells of a bar; up to so many claims, a cell is a claim."""

MOST_WORDS: Final = 400
"""Characters of somebody's words on a card; all of it stands where Enter leads."""

MOST_LINES: Final = 8
"""Lines of the learner's own limits on a card."""

NARROW: Final = 66
"""Cells below which two things do not stand beside each other."""

WIDE: Final = 90
"""Cells from which counts are spelled out."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where Enter leads."""

    kind: Literal[
        "nowhere", "question", "claim", "counter", "bench", "words", "day", "export",
        "prediction", "outcomes", "plan", "then", "earlier", "compare", "verdict",
    ]  # fmt: skip
    section: str = ""
    prompt: str = ""
    claim: str = ""
    probe: str = ""
    point: str = ""


NOWHERE: Final = Target("nowhere")


@dataclass(frozen=True, slots=True)
class Card:
    """One line of the review, or a few that belong together."""

    part: str
    """The heading that it stands under."""
    key: str
    """What identifies it while cards come and go."""
    target: Target

    def lines(self, width: int) -> list[Line]:
        """Draw the card."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class FindingCard(Card):
    """Something to look at again."""

    severity: str
    place: str
    title: str
    match: str
    question: str

    def lines(self, width: int) -> list[Line]:
        """Draw place, words and question; a hint without words on one line."""
        signs = glyphs()
        sign, ink = {
            "error": (signs.empty, "warning"),
            "warning": (signs.started, "accent"),
        }.get(self.severity, (signs.dot, "muted"))
        head = f"{one_line(self.place)} {signs.dot} {self.title}"
        question = plain_punctuation(one_line(self.question))
        if self.severity == "hint" and not self.match:
            line = f"{head}{'' if self.title.endswith('?') else ':'} {question}"
            return [[(f"{sign} ", ink), (fit(line, width - 2, more=signs.more).rstrip(), "muted")]]
        lines = block(head, "" if self.severity == "hint" else "bold", width, first=f"{sign} ",
                      first_ink=ink)  # fmt: skip
        if self.match:
            lines += block(plain_punctuation(f"“{_shortened(self.match)}”"), "", width, first="  ")
        return lines + block(question, "muted", width, first="  ")


@dataclass(frozen=True, slots=True)
class MixCard(Card):
    """How the claims are known: counts and bars, never shares."""

    mix: EvidenceMix
    doubts: str = ""
    """How many claims rest on what may no longer hold them; empty where none does."""

    def lines(self, width: int) -> list[Line]:
        """Draw one line a basis, and how many there are."""
        if not self.mix.claims:
            words = "No claim yet. A claim says one thing, and how it is known."
            return block(words, "muted", width)
        signs = glyphs()
        most = max(count.claims for count in self.mix.counts)
        sure = "held with high confidence" if width >= NARROW else "sure"
        lines: list[Line] = []
        for count in self.mix.counts:
            cells = count.claims if most <= BAR else max(1, round(BAR * count.claims / most))
            cells = cells if count.claims else 0
            notes = [
                f"{count.with_evidence} with evidence" if count.with_evidence else "",
                f"{count.sure} {sure}" if count.sure else "",
            ]
            lines.append(
                [
                    (f"{count.basis:<10} ", "" if count.claims else "muted"),
                    (signs.bar * cells, "accent"),
                    (signs.track * (BAR - cells), "faint"),
                    (f" {count.claims:>3}  ", "" if count.claims else "muted"),
                    (_joined(notes), "muted"),
                ]
            )
        n = self.mix.claims
        backed = self.mix.with_evidence
        points = "point" if backed != 1 else "points"
        known = "none points to evidence" if not backed else f"{backed} {points} to evidence"
        lines.append([(f"{n} claim{'s' if n > 1 else ''}, {known}", "muted")])
        lines = [_cut(line, width) for line in lines]
        if self.doubts:
            words = self.doubts.replace("·", signs.dot)
            lines += block(words, "warning", width, first=f"{signs.warning} ", first_ink="warning")
        return lines


@dataclass(frozen=True, slots=True)
class ScoreCard(Card):
    """A section's score in the rubric's words, beside what is there."""

    standing: SectionStanding

    def lines(self, width: int) -> list[Line]:
        """Draw score, title and counts, and below them what the score says."""
        at, signs = self.standing, glyphs()
        scored = at.score is not None
        title: Line = [
            (f"{at.score if scored else signs.dash}  ", "accent bold" if scored else "muted"),
            (one_line(at.title), "" if at.answered or scored else "muted"),
        ]
        answered = " answered" if width >= WIDE else ""
        facts = _joined(
            [
                f"{at.answered} of {at.asked}{answered}",
                f"{at.words:,} word{'' if at.words == 1 else 's'}" if at.words else "",
                f"{at.claims} claim{'' if at.claims == 1 else 's'}" if at.claims else "",
                f"{at.runs} run{'' if at.runs == 1 else 's'}" if at.runs else "",
            ]
        )
        if width >= NARROW:
            lines = [two_sided(title, [(facts, "muted")], width, more=signs.more)]
        else:
            lines = [
                two_sided(title, [], width, more=signs.more),
                [("   ", ""), (fit(facts, width - 3, more=signs.more).rstrip(), "muted")],
            ]
        if at.anchor:
            lines += block(plain_punctuation(at.anchor), "muted", min(width, 90), first="   ")
        elif not scored and at.answered:
            lines.append([("   No score yet", "muted")])
        return lines


@dataclass(frozen=True, slots=True)
class NoteCard(Card):
    """A line or a few: a prediction, a limit, what comes next."""

    sign: str
    ink: Ink
    text: str
    below: str = ""
    """What is said about it, less loudly."""
    text_ink: Ink = ""
    most_lines: int = 0
    """Lines of the text that are shown; 0 for all."""

    def lines(self, width: int) -> list[Line]:
        """Draw the text behind its sign."""
        text = self.text if self.most_lines else one_line(self.text)
        lines = block(text, self.text_ink, width, first=f"{self.sign} ", first_ink=self.ink)
        if self.most_lines and len(lines) > self.most_lines:
            lines = [*lines[: self.most_lines], [("  " + glyphs().more, "muted")]]
        indent = " " * (width_of(self.sign) + 1)
        return lines + (block(self.below, "muted", width, first=indent) if self.below else [])


@dataclass(frozen=True, slots=True)
class TimeCard(Card):
    """Minutes by section against what was planned, without pressure."""

    sections: tuple[SectionStanding, ...]
    time: TimeSpent

    def lines(self, width: int) -> list[Line]:
        """Draw one line a section, and the whole."""
        signs = glyphs()
        name = max(12, min(44, width - BAR - 18))
        lines: list[Line] = []
        for at in self.sections:
            if not at.seconds:
                continue
            minutes = round(at.seconds / 60)
            budget = at.budget_minutes
            cells = min(BAR, round(BAR * minutes / budget)) if budget else 0
            lines.append(
                [
                    (fit(one_line(at.title), name, more=signs.more), "" if minutes else "muted"),
                    (" ", ""),
                    (signs.bar * cells, "accent"),
                    (signs.track * (BAR - cells), "faint"),
                    (f" {minutes:>3}", "" if minutes else "muted"),
                    (f" of {budget} min" if budget else " min", "muted"),
                ]
            )
        if not lines:
            planned = self.time.budget_minutes
            words = f"None yet; {planned} are planned" if planned else "None yet"
            return block(words, "muted", width)
        sittings, days = self.time.sittings, self.time.days
        whole = _joined(
            [
                f"{round(self.time.seconds / 60)} of {self.time.budget_minutes} min",
                f"{sittings} sitting{'' if sittings == 1 else 's'}" if sittings else "",
                f"{days} days" if days > 1 else "",
            ]
        )
        return [_cut(line, width) for line in [*lines, [(whole, "muted")]]]


def _joined(facts: list[str]) -> str:
    return f" {glyphs().dot} ".join(fact for fact in facts if fact)


def _shortened(text: str) -> str:
    text = one_line(text[: 4 * MOST_WORDS])
    more = glyphs().more
    return text if len(text) <= MOST_WORDS else text[:MOST_WORDS].rstrip() + more


def _cut(line: Line, width: int) -> Line:
    return two_sided(line, [], width, more=glyphs().more)
