"""How several people scored the same sections: lead with the range, and be careful with alpha."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from lab.agreement import alpha, pairs_alike
from teardown_templates.libraries import session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lab.compare.subjects import Kind, Section, Subject
    from teardown_templates.library_records import ReadOut

__all__ = ["Agreement", "SectionScores", "agreement", "read_out", "section_scores"]


@dataclass(frozen=True, slots=True)
class SectionScores:
    """The self-scores of one section, 0 to 4."""

    section: Section
    scores: Mapping[str, int | None]
    """By teardown; ``None`` where it has none."""

    @property
    def given(self) -> list[int]:
        """The scores that were given, the lowest first."""
        return sorted(score for score in self.scores.values() if score is not None)

    @property
    def low(self) -> int | None:
        """The lowest."""
        return self.given[0] if self.given else None

    @property
    def middle(self) -> float | None:
        """The median."""
        return float(median(self.given)) if self.given else None

    @property
    def high(self) -> int | None:
        """The highest."""
        return self.given[-1] if self.given else None

    @property
    def spread(self) -> int | None:
        """The highest minus the lowest; ``None`` below two scores."""
        return self.given[-1] - self.given[0] if len(self.given) > 1 else None

    def alike(self, *, within: int = 0) -> float | None:
        """Return the share of pairs of people whose scores differ by no more than *within*."""
        alike, pairs = pairs_alike([self.given], within=within)
        return alike / pairs if pairs else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree over all sections."""

    alpha: float | None
    """Krippendorff's, ordinal; ``None`` where it may not be shown."""
    units: int
    """Sections that at least two people scored."""
    raters: int
    exact: float | None
    """The share of pairs of scores that are the same."""
    near: float | None
    """The share of pairs that differ by one at most."""
    reading: str
    """What that alpha means; empty without one."""
    note: str
    """Why there is none, or how far to trust it."""


def section_scores(sections: Sequence[Section], compared: Sequence[Subject]) -> list[SectionScores]:
    """Return the scores of each section."""
    return [
        SectionScores(
            section,
            {
                one.id: one.record.sections[section.id].score
                if section.id in one.record.sections
                else None
                for one in compared
            },
        )
        for section in sections
    ]


def agreement(scores: Sequence[SectionScores], *, kind: Kind, raters: int) -> Agreement:
    """Return how far people agree; alpha only where the method lets it be read."""
    units = [[*one.scores.values()] for one in scores]
    several = [unit for unit in units if sum(score is not None for score in unit) > 1]
    same, pairs = pairs_alike(several)
    near, _ = pairs_alike(several, within=1)
    rule = read_out("alpha")
    value, note = None, ""
    if kind != "people":
        note = "Agreement is a matter of several people who judge the same product."
    elif len(several) < rule.min_units:
        note = (
            f"Krippendorff’s alpha is left out: below {rule.min_units} sections that two people "
            "scored it says nothing."
        )
    else:
        value = alpha(several, level="ordinal")
        if value is None:
            note = rule.undefined_text
        elif len(several) < rule.warn_below_units:
            note = (
                f"{len(several)} sections are few: alpha moves a lot with each score, so read "
                "the range first. The thresholds are conventions."
            )
    return Agreement(
        alpha=value,
        units=len(several),
        raters=raters,
        exact=same / pairs if pairs else None,
        near=near / pairs if pairs else None,
        reading=_reading(value) if value is not None else "",
        note=note,
    )


def read_out(name: str) -> ReadOut:
    """Return when a figure may be shown in a session."""
    return next(each for each in session().reads_out if each.id == name)


def _reading(value: float) -> str:
    readings = session().alpha_reading
    return next((each.text for each in readings if value >= each.from_value), readings[-1].text)
