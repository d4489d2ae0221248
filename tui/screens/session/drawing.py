"""What each step of a meeting shows, as lines."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from lab.compare.saying import finding_lines, named, point_words, pool_lines, speaker_words
from lab.group.meeting import clock_words, pairs
from lab.group.saying import role_words
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line
from tui.widgets.prose import block, two_sided

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.compare import Comparison
    from lab.compare.agenda import AgendaPoint
    from lab.group.meeting import Meeting
    from lab.group.overview import RoundView
    from lab.model import Teardown
    from tui.widgets.lines import Ink, Piece
    from tui.widgets.prose import Line

__all__ = ["MEASURE", "clock_pieces", "draw_step", "draw_steps", "nameless"]

MEASURE: Final = 92
_MINUTE: Final = 60
_MOST_POINTS: Final = 6
_USER: Final = "who"
"""The question for the user and their job, in the templates that come with the program."""


def clock_pieces(meeting: Meeting, now: float) -> list[Piece]:
    """Return the step and how much time it has left."""
    left = meeting.left(now)
    ink: Ink = "accent bold" if left > 0 else "warning bold"
    time = clock_words(left) if meeting.has_begun else f"{meeting.step.minutes} min"
    number = f"Step {meeting.at + 1} of {len(meeting.steps)}"
    whole = sum(step.minutes for step in meeting.steps)
    spent = int(meeting.altogether(now) // _MINUTE)
    dot = f" {glyphs().dot} "
    state = "" if meeting.is_running else f"{dot}the clock stands"
    return [
        (meeting.step.title, "accent bold"),
        ("   ", ""),
        (time, ink),
        (f"\n{number}{dot}{spent} of {whole} min{state}", "muted"),
    ]


def draw_steps(meeting: Meeting, width: int) -> list[Line]:
    """Return all steps with their minutes, the one it is at marked."""
    signs = glyphs()
    lines: list[Line] = []
    for number, step in enumerate(meeting.steps):
        here = number == meeting.at
        sign = signs.cursor if here else signs.done if number < meeting.at else " "
        ink: Ink = "bold" if here else "muted"
        title = fit(step.title, max(1, width - 9), more=signs.more)
        lines.append(
            two_sided(
                [(f"{sign} ", "accent"), (title, ink)], [(f"{step.minutes} min", "muted")], width
            )
        )
    return lines


def draw_step(
    meeting: Meeting,
    width: int,
    *,
    view: RoundView | None,
    comparison: Comparison | None,
    why_not: str,
    key: Callable[[str], str],
) -> list[Line]:
    """Return what to do in the step, and what of the round belongs to it."""
    width = min(width, MEASURE)
    lines = block(meeting.step.do, "bold", width)
    if view is not None and meeting.at == 0:
        lines += [[], *block(role_words(view.standing, meeting=view.meeting), "", width)]
    if comparison is None:
        lines += [[], *block(why_not, "warning", width)] if why_not else []
    else:
        shown = _SHOWN.get(meeting.step.id)
        if shown is not None:
            lines += [[], *shown(comparison, width, key)]
    if view is not None and meeting.step.id == "open":
        opening = view.standing.opening
        facts = [view.product, opening.url if opening else ""]
        lines += [[], *block("  ".join(filter(None, map(one_line, facts))), "muted", width)]
    return [[(plain_punctuation(text), ink) for text, ink in line] for line in lines]


def nameless(comparison: Comparison) -> list[tuple[str, Teardown]]:
    """Return the teardowns without their authors' names, in an order that tells nothing.

    It is the same order for everybody, so that one can speak of “the second”.
    """
    records = [one.record for one in comparison.subjects]
    shuffled = sorted(records, key=lambda one: sha256(one.id.encode()).hexdigest())
    return [
        (f"Teardown {number}", record.model_copy(update={"author": ""}))
        for number, record in enumerate(shuffled, 1)
    ]


def _open(comparison: Comparison, width: int, key: Callable[[str], str]) -> list[Line]:
    del key
    first = comparison.sections[0] if comparison.sections else None
    lines: list[Line] = []
    for one in comparison.subjects:
        work = one.record.sections.get(first.id) if first is not None else None
        answers = (
            {name: text for name, text in work.answers.items() if text.strip()} if work else {}
        )
        said = answers.get(_USER, next(iter(answers.values()), ""))
        if said:
            lines += block(said, "", width, first=f"{one_line(one.label)}: ", rest="  ")
    return lines


def _read(comparison: Comparison, width: int, key: Callable[[str], str]) -> list[Line]:
    words = f"reads one of {len(comparison.subjects)} without its author’s name."
    return block(words, "", width, first=f"{key('session.read')} ", first_ink="accent bold")


def _pool(comparison: Comparison, width: int, key: Callable[[str], str]) -> list[Line]:
    del key
    return [line for said in pool_lines(comparison) for line in block(said, "", width)]


def _found(comparison: Comparison, width: int, key: Callable[[str], str]) -> list[Line]:
    del key
    lines = [line for said in finding_lines(comparison) for line in block(said, "", width)]
    alone = comparison.findings.by("one")
    if alone:
        lines += [[], [("Seen by one alone: they show it first", "muted")]]
    for found in alone:
        said = found.said[0]
        name = one_line(comparison.label(said.at.teardown))
        lines += block(said.claim.statement, "", width, first=f"{name}: ", rest="  ")
    return lines


def _split(comparison: Comparison, width: int, key: Callable[[str], str]) -> list[Line]:
    del key
    points = comparison.agenda[:_MOST_POINTS]
    if not points:
        return block("Nobody differs. Ask what all of you may have missed.", "", width)
    lines: list[Line] = []
    for number, point in enumerate(points):
        if number == 1:
            lines += [[], [("If there is time", "muted")]]
        lines += block(f"{point_words(point)}.", "bold" if not number else "", width)
        lines += block(speaker_words(point, comparison), "muted", width)
        if number == 0:
            lines += _in_their_words(point, comparison, width)
    return lines


def _in_their_words(point: AgendaPoint, comparison: Comparison, width: int) -> list[Line]:
    """Return what each wrote about the section, in the order in which they speak."""
    lines: list[Line] = []
    records = {one.id: one.record for one in comparison.subjects}
    for name in point.speakers if point.about == "score" else ():
        record = records[name]
        work = record.sections.get(point.section)
        texts = [*work.answers.values()] if work is not None else []
        texts += [each.statement for each in record.claims if each.section == point.section]
        said = next(filter(str.strip, texts), "")
        score = f" {work.score}" if work is not None and work.score is not None else ""
        first = f"{one_line(comparison.label(name))}{score}: "
        if said:
            lines += block(said, "", width, first=first, rest="  ", first_ink="accent bold")
    return [[], *lines] if lines else []


def _swap(comparison: Comparison, width: int, key: Callable[[str], str]) -> list[Line]:
    del key
    points = [point for point in comparison.agenda if point.about == "score"]
    order = points[0].speakers if points else tuple(one.id for one in comparison.subjects)
    names = [one_line(comparison.label(each)) for each in order]
    return [line for pair in pairs(names) for line in block(named(pair), "", width)]


def _again(comparison: Comparison, width: int, key: Callable[[str], str]) -> list[Line]:
    del comparison
    words = "takes your new score. The others’ show once you gave yours, and after a sync."
    return block(words, "", width, first=f"{key('session.again')} ", first_ink="accent bold")


def _close(comparison: Comparison, width: int, key: Callable[[str], str]) -> list[Line]:
    del comparison
    words = "opens your own teardown, to write both down."
    lines = block(words, "", width, first=f"{key('session.work')} ", first_ink="accent bold")
    after = (
        f"That is the end. “{key('session.back')}” goes back to the group; there one of you "
        f"writes down what you agree on, “{key('group.agree')}”, and “{key('group.publish')}” "
        "puts it where the others can read it."
    )
    return [*lines, [], *block(after, "muted", width)]


_SHOWN: Final = {
    "open": _open, "read": _read, "pool": _pool, "found": _found, "split": _split,
    "swap": _swap, "again": _again, "close": _close,
}  # fmt: skip
"""By a step's id; the others need nothing but words."""
