"""What to talk about, the widest disagreement first, and who speaks first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from lab.trials.rates import newcombe
from teardown_templates.libraries import session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lab.compare.findings import Found
    from lab.compare.pooling import Pool
    from lab.compare.scores import SectionScores

__all__ = ["AgendaPoint", "agenda", "roles"]

_WORTH_A_TALK: Final = 1
_WORTH_A_WORD: Final = 2
"""By so much severities of one finding differ before it is worth the group's time."""

About = Literal["score", "severity", "trials"]


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """One thing to talk about."""

    about: About
    section: str
    title: str
    low: int
    """The lowest score or severity; of trials, the lowest rate in percent."""
    high: int
    speakers: tuple[str, ...]
    """Teardowns in the order in which their authors speak: the lowest, the highest, the rest."""

    @property
    def spread(self) -> int:
        """How far they are apart."""
        return self.high - self.low


def agenda(
    scores: Sequence[SectionScores],
    found: Sequence[Found],
    pool: Pool,
    *,
    labels: Sequence[str],
) -> list[AgendaPoint]:
    """Return what to talk about; *labels* are the teardowns in their order.

    Among those who gave the same score, another one speaks first at each point, so that nobody
    always does.
    """
    points = [
        AgendaPoint("score", one.section.id, one.section.title, one.given[0], one.given[-1], ())
        for one in scores
        if (one.spread or 0) >= _WORTH_A_TALK
    ]
    points.sort(key=lambda point: -point.spread)
    given = {one.section.id: one.scores for one in scores}
    turned = [
        AgendaPoint(
            point.about, point.section, point.title, point.low, point.high,
            _speakers(given[point.section], labels, turn=turn),
        )
        for turn, point in enumerate(points)
    ]  # fmt: skip
    return [*turned, *_severities(found, labels), *_trials(pool, labels)]


def roles(people: Sequence[str], *, meeting: int) -> dict[str, str]:
    """Return who has which role at the meeting of that number, from 0; everybody takes turns."""
    if not people:
        return {}
    names = session().roles
    return {role: people[(meeting + place) % len(people)] for place, role in enumerate(names)}


def _severities(found: Sequence[Found], labels: Sequence[str]) -> list[AgendaPoint]:
    points: list[AgendaPoint] = []
    for one in found:
        grave = one.severities
        if len(one.teardowns) > 1 and grave and grave[-1] - grave[0] >= _WORTH_A_WORD:
            given = {each.at.teardown: each.claim.severity for each in one.said}
            speakers = _speakers(given, labels, turn=len(points))
            said = one.said[0].claim
            points.append(
                AgendaPoint("severity", said.section, said.statement, grave[0], grave[-1], speakers)
            )
    return sorted(points, key=lambda point: -point.spread)


def _trials(pool: Pool, labels: Sequence[str]) -> list[AgendaPoint]:
    """Return prompts that came out otherwise for two people, by more than chance explains.

    Not where they mark by different rules: then it is the rules that differ.
    """
    points = []
    for probe in pool.probes:
        if not probe.same_rule:
            continue
        rated = {name: count for name, count in probe.by_teardown.items() if count.rate is not None}
        if len(rated) < 2:  # noqa: PLR2004  # a pair
            continue
        order = sorted(rated, key=lambda name: (rated[name].rate or 0.0, labels.index(name)))
        low, high = rated[order[0]], rated[order[-1]]
        apart = newcombe(high.passes, high.runs, later_passes=low.passes, later_runs=low.runs)
        if apart is not None and apart[0] > 0:
            rates = {name: round((count.rate or 0.0) * 100) for name, count in rated.items()}
            points.append(
                AgendaPoint(
                    "trials", "", probe.prompt, rates[order[0]], rates[order[-1]],
                    _speakers(rates, labels, turn=0),
                )
            )  # fmt: skip
    return points


def _speakers(
    given: Mapping[str, int | None], labels: Sequence[str], *, turn: int
) -> tuple[str, ...]:
    """Return the lowest first, then the highest, then the rest; whose turn it is decides ties."""
    number = len(labels)
    turns = {name: (place - turn) % number for place, name in enumerate(labels)}
    said = {name: value for name, value in given.items() if value is not None}
    if not said:
        return ()
    low = min(said, key=lambda name: (said[name], turns[name]))
    others = [name for name in said if name != low]
    if not others:
        return (low,)
    high = min(others, key=lambda name: (-said[name], turns[name]))
    rest = sorted((name for name in others if name != high), key=lambda name: turns[name])
    return (low, high, *rest)
