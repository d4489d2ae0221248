"""What an import did, for people: a row a file on stdout, what went where on stderr."""

from __future__ import annotations

import os
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from cli.cells import characters, cut, pad, width, wrap
from cli.streams import one_line, printable, say, say_lines, screen_width
from cli.table import Column, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.importing import FileReport, Skipped
    from lab.importing.run import ImportRun

__all__ = ["print_report"]

_WAYS_OUT: Final = {
    "": "",
    "keep": "Choose with --keep mine, theirs or both.",
    "as_new": "With --as-new it comes in as a teardown of its own.",
}
_MOST_DETAILED: Final = 20
"""Files that are told about line by line; for more there is ``--json``."""
_MOST_NAMED: Final = 4
_WIDEST_PATH: Final = 36
"""Cells of a path in the table; the JSON has it whole."""
_LEAST_PATH: Final = 16
_BESIDE_PATH: Final = 9 + 20 + 24 + 3 * 2
"""Cells that the other columns want, with the gaps between them."""
_LONGEST_SIDE: Final = 12
"""Lines of one side of a difference."""


def print_report(run: ImportRun) -> None:
    """Print the table, then what there is to say about single files and what was skipped."""
    shared = _shared([one.path for one in run.reports] + [one.path for one in run.skipped])
    reasons = [_why(one) for one in run.reports]
    room = _WIDEST_PATH
    if any(reasons):
        room = max(_LEAST_PATH, min(room, screen_width() - _BESIDE_PATH))
    print_table(
        (
            Column("outcome"),
            Column("file", least=_LEAST_PATH),
            Column("teardown", least=20, spare=1),
            Column("why", least=24, wraps=True),
        ),
        [
            [one.outcome, _fitted(one.path[shared:], room), one.id, why]
            for one, why in zip(run.reports, reasons, strict=True)
        ],
    )
    detailed = [one for one in run.reports if one.outcome != "unchanged" and _has_details(one)]
    for report in detailed[:_MOST_DETAILED]:
        _tell(report, report.path[shared:])
    more = len(detailed) - _MOST_DETAILED
    if more > 0:
        say(f"What went where in {more} more is in the output of --json.")
    _tell_skipped(run.skipped, shared)


def _shared(paths: Sequence[str]) -> int:
    """Return how many characters of every path only say the folder that they are all in."""
    try:
        folder = os.path.commonpath([os.path.dirname(path) for path in paths])  # noqa: PTH120 - as typed
    except ValueError:  # no paths, or whole ones beside others
        return 0
    return len(folder.rstrip(os.sep)) + 1 if folder else 0


def _fitted(path: str, widest: int) -> str:
    """Return a path that fits into a column: how it begins, and how it ends."""
    path = one_line(path)
    if width(path) <= widest:
        return path
    end: list[str] = []
    room = widest // 2
    for character in reversed(list(characters(path))):
        room -= width(character)
        if room < 0:
            break
        end.insert(0, character)
    return cut(path, widest - width("".join(end))) + "".join(end)


def _has_details(report: FileReport) -> bool:
    return bool(report.went_to) or report.outcome == "conflict"


def _why(report: FileReport) -> str:
    more = len(report.problems) - 3
    ending = f"; and {more} more" if more > 0 else ""
    text = f"{report.why}{ending}"
    todo = " ".join(part for part in (report.todo, _WAYS_OUT[report.way_out]) if part)
    return f"{text}. {todo}" if todo else text


def _tell(report: FileReport, shown: str) -> None:
    lines = [f"{one_line(shown)}:"]
    room = max(20, screen_width() - 2)
    numbers = max((len(str(one.line)) for one in report.went_to), default=1)
    for one in report.went_to:
        arrow = "kept in" if one.kept and one.where.startswith("notes") else "→"
        text = one_line(f"{one.what} {arrow} {one.where}")
        first = f"line {one.line:>{numbers}}  "
        for number, part in enumerate(wrap(text, room - width(first))):
            lines.append(f"  {first if not number else ' ' * width(first)}{part}")
    if report.outcome == "conflict":
        lines += _two_sided(report, room)
    say_lines("\n".join(lines))


def _two_sided(report: FileReport, room: int) -> list[str]:
    """Return what clashes as two columns, the library's at the left."""
    column = (room - 3) // 2
    lines = [f"  {pad('In the library', column)} | In the file"]
    for one in report.differences:
        lines += ["", *(f"  {part}" for part in wrap(one_line(one.where), room))]
        left, right = _side(one.ours, column), _side(one.theirs, column)
        lines += [
            f"  {pad(mine, column)} | {other}"
            for mine, other in zip_longest(left, right, fillvalue="")
        ]
    return lines


def _side(text: str, column: int) -> list[str]:
    found = wrap(printable(text), column) if text else ["(nothing)"]
    if len(found) > _LONGEST_SIDE:
        return [*found[: _LONGEST_SIDE - 1], "…"]
    return found


def _tell_skipped(skipped: Sequence[Skipped], shared: int) -> None:
    by_reason: dict[str, list[str]] = {}
    for one in skipped:
        by_reason.setdefault(one.reason, []).append(one_line(one.path[shared:] or one.path))
    for reason, paths in by_reason.items():
        named = ", ".join(paths[:_MOST_NAMED])
        more = len(paths) - _MOST_NAMED
        ending = f" and {more} more" if more > 0 else ""
        say(f"Skipped {named}{ending}: {reason}.")
