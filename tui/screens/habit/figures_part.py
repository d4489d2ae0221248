"""What changes over time: scores by section, how claims are known, trials, categories, critics."""

from __future__ import annotations

from datetime import date
from statistics import fmean
from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.habit.overview import BASES
from tui.glyphs import ASCII, glyphs
from tui.harmless import fit, one_line
from tui.screens.habit.parts import bar, legend, note
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lab.counterpoints.critic import CriticRecord
    from lab.habit.over_time import Period
    from tui.screens.habit.parts import Drawing
    from tui.screens.habit.reading import Practice
    from tui.widgets.prose import Line

__all__ = [
    "draw_categories",
    "draw_critics",
    "draw_evidence",
    "draw_scores",
    "draw_trials",
    "shares",
]

_STEPS: Final = "▁▂▃▅▇"
"""A score from 0 to 4."""
_TEXTURES: Final = dict(zip(BASES, "█▓▒░·", strict=True))
_PLAIN_TEXTURES: Final = dict(zip(BASES, "#=+-.", strict=True))
_LATELY: Final = 6
_ROWS: Final = 8
_WHEN: Final = 10
_FEWEST_PROBES: Final = 3
_RESPONSES: Final = {
    "changed": "changed your text",
    "rebutted": "disagreed",
    "parked": "parked",
    "useless": "not useful",
}


def draw_scores(practice: Practice, drawing: Drawing) -> list[Line]:
    """Return a row for each section: its scores as steps, the mean of late, and how many."""
    sections = practice.over_time.sections
    if not sections:
        return note("Score a section in the walk, and see here how it goes on.", drawing)
    lines: list[Line] = []
    label = max(16, min(44, drawing.width - 32))
    most = max(6, min(20, drawing.width - label - 20))
    for each in sections:
        title = one_line(practice.titles.get(each.section, each.section))
        shown = "".join(map(_step, each.scores[-most:]))
        lines.append(
            [
                (fit(title, label, more=glyphs().more), ""),
                ("  ", ""),
                (" " * (most - len(shown)), ""),
                (shown, "accent"),
                ("  ", ""),
                (_mean_words(each.scores), "bold"),
                (f"  n {len(each.scores)}", "muted"),
            ]
        )
    lines += [[], *note(f"{_scale()}   the newest at the right", drawing)]
    if drawing.with_meanings:
        lines.append([])
        lines += note(
            f"Your own scores, and the mean of your last {_LATELY}. Before the arrow, that of "
            f"all earlier ones, from {2 * _LATELY} on. n is how often you scored it.",
            drawing,
        )
    return lines


def _scale() -> str:
    if glyphs() is ASCII:
        return f"0 to {len(_STEPS) - 1}"
    return "  ".join(f"{step} {score}" for score, step in enumerate(_STEPS))


def _step(score: int) -> str:
    score = max(0, min(score, len(_STEPS) - 1))
    return str(score) if glyphs() is ASCII else _STEPS[score]


def _mean_words(scores: Sequence[int]) -> str:
    late = f"{fmean(scores[-_LATELY:]):.1f}"
    if len(scores) < 2 * _LATELY:
        return f"{late:>9}"
    return f"{fmean(scores[:-_LATELY]):.1f} {glyphs().right} {late}".rjust(9)


def draw_evidence(practice: Practice, drawing: Drawing) -> list[Line]:
    """Return, for each month or quarter, how the claims made in it are known."""
    periods = [each for each in practice.over_time.periods if sum(each.mix.values())]
    if not periods:
        return note("Say in a claim how you know it: tried, read, told, or guessed.", drawing)
    textures = _PLAIN_TEXTURES if glyphs() is ASCII else _TEXTURES
    cells = max(10, min(50, drawing.width - _WHEN - 22))
    lines: list[Line] = []
    for each in periods[-_ROWS:]:
        total = sum(each.mix.values())
        line: Line = [(f"{_when(each):<{_WHEN}}", "muted")]
        for basis, size in shares(each.mix, cells).items():
            line.append((textures[basis] * size, "accent"))
        tried = each.mix["tried"] / total
        lines.append([*line, (f"  tried {tried:>4.0%}", "bold"), (f"  n {total}", "muted")])
    lines += [[], *legend([(textures[each], "accent", each) for each in BASES], drawing.width)]
    if drawing.with_meanings:
        lines.append([])
        lines += note("What you tried yourself carries further than what you read. n is the "
                      "claims of that time.", drawing)  # fmt: skip
    return lines


def shares(mix: Mapping[str, int], cells: int) -> dict[str, int]:
    """Share so many cells out, the largest remainders first; what there is takes one at least."""
    total = sum(mix.values())
    exact = {basis: count / total * cells for basis, count in mix.items() if count}
    sizes = {basis: max(1, int(size)) for basis, size in exact.items()}
    while (left := cells - sum(sizes.values())) != 0:
        step = 1 if left > 0 else -1
        able = [basis for basis in sizes if sizes[basis] + step >= 1]
        sizes[max(able, key=lambda basis: step * (exact[basis] - sizes[basis]))] += step
    return sizes


def _when(period: Period) -> str:
    if not period.is_month:
        return f"{period.year} Q{period.part}"
    return f"{date(period.year, period.part, 1):%b} {period.year}"


def draw_trials(practice: Practice, drawing: Drawing) -> list[Line]:
    """Return how wide the intervals of rates were, and whether they are getting narrower."""
    periods = [each for each in practice.over_time.periods if each.width is not None]
    if not periods:
        return note(
            "Run a prompt several times at the trial bench: here you see how surely you know how "
            "often it works.",
            drawing,
        )
    cells = max(10, min(40, drawing.width - _WHEN - 34))
    lines: list[Line] = [*block(_narrower(periods), "bold", drawing.width), []]
    for each in periods[-_ROWS:]:
        width = each.width or 0.0
        lines.append(
            [
                (f"{_when(each):<{_WHEN}}", "muted"),
                *bar(width, cells),
                (f"  {100 * width:>2.0f} points", "bold"),
                (f"  {counted(each.probes, 'probe')}, {counted(each.runs, 'run')}", "muted"),
            ]
        )
    if drawing.with_meanings:
        lines += [[], *note(
            "The mean width of the 95 % interval of a pass rate, from 0 to 100. Narrower is surer: "
            "more runs of one prompt make it so.", drawing)]  # fmt: skip
    return lines


def _narrower(periods: Sequence[Period]) -> str:
    first, last = periods[0], periods[-1]
    if len(periods) == 1 or min(first.probes, last.probes) < _FEWEST_PROBES:
        return "Too few probes yet to say whether your intervals get narrower."
    before, now = 100 * (first.width or 0), 100 * (last.width or 0)
    if round(before) == round(now):
        return f"Your intervals are as wide as at first: {now:.0f} points."
    way = "narrower" if now < before else "wider"
    return f"Your intervals get {way}: {before:.0f} points at first, {now:.0f} now."


def draw_categories(practice: Practice, drawing: Drawing) -> list[Line]:
    """Return how often each category was taken apart, and which are still to come."""
    found = practice.over_time.categories
    if not found:
        return note("Each finished teardown counts for its category.", drawing)
    most = max(found.values())
    cells = max(8, min(30, drawing.width - 24))
    lines: list[Line] = [
        [
            (fit(one_line(name), 13, more=glyphs().more), ""),
            (glyphs().bar * max(1, round(cells * count / most)), "accent"),
            (f"  {count}", "bold"),
        ]
        for name, count in found.items()
    ]
    left = [name for name in practice.categories if name not in found]
    if left:
        words = block(
            ", ".join(map(one_line, left)), "muted", drawing.width, first="still to come  "
        )
        lines += [[], *words]
    return lines


def draw_critics(practice: Practice, drawing: Drawing) -> list[Line]:
    """Return what became of each model's counterpoints, by model and version of the prompt."""
    critics = practice.over_time.critics
    if not critics:
        return note("Once a model argues with you, you see here whether that is of use.", drawing)
    lines: list[Line] = []
    for each in critics[:_ROWS]:
        lines += block(_name(each), "bold", drawing.width)
        lines += block(_record(each), "", drawing.width, first="  ")
    if drawing.with_meanings:
        lines.append([])
        lines += note("A critic is worth its price where it changes something. What is open is "
                      "not answered yet.", drawing)  # fmt: skip
    return lines


def _name(critic: CriticRecord) -> str:
    version = one_line(critic.prompt_version)
    prompt = f" {glyphs().dot} prompt {version}" if version else ""
    return f"{one_line(critic.model) or 'a model without a name'}{prompt}"


def _record(critic: CriticRecord) -> str:
    said = [f"{counted(critic.given, 'counterpoint')}"]
    said += [f"{count} {_RESPONSES[name]}" for name, count in critic.responses.items() if count]
    said += [f"{critic.open} open"] if critic.open else []
    said += [f"{critic.dropped} dropped by the checks"] if critic.dropped else []
    said += [f"${critic.cost:.2f}"] if critic.cost else []
    return f" {glyphs().dot} ".join(said)
