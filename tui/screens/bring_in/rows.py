"""The files of an import, a row each."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.importing import FileReport, Skipped
    from lab.importing.run import ImportRun
    from tui.widgets.lines import Piece

__all__ = ["FileList", "FileRow", "rows_of"]

_WORDS: Final = {
    "created": ("would be new", "created", "good"),
    "updated": ("would change", "updated", "accent"),
    "unchanged": ("unchanged", "unchanged", "muted"),
    "conflict": ("conflict", "conflict", "warning"),
    "refused": ("refused", "refused", "bad"),
}
"""By outcome: how it is called before and after, and its ink."""
OUTCOME: Final = 14
"""Cells of the sign and the word."""
ROOMY: Final = 70
WIDE: Final = 110


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file, as the list shows it."""

    number: int
    """Its place in the import; -1 for what was passed over."""
    path: str
    shown: str
    """The path without the folders that all of them share."""
    outcome: str
    """The word that is shown."""
    sign: str
    ink: str
    product: str
    why: str
    report: FileReport | None = None


def rows_of(run: ImportRun, *, is_done: bool) -> list[FileRow]:
    """Return the rows of an import; what was passed over stands at the end."""
    passed = run.skipped if len(run.reports) == run.total else ()
    shared = _shared([one.shown for one in run.sources] + [one.path for one in run.skipped])
    rows = [
        _row_of_report(one, number, one.path[shared:], is_done=is_done)
        for number, one in enumerate(run.reports)
    ]
    return rows + [_row_of_skipped(one, one.path[shared:]) for one in passed]


def _shared(paths: list[str]) -> int:
    """Return how many characters the folders that all paths lie in take."""
    folders = [path.rpartition(os.sep)[0] for path in paths]
    try:
        shared = os.path.commonpath(folders)
    except ValueError:  # none, or on different drives
        return 0
    return len(shared) + (1 if shared and not shared.endswith(os.sep) else 0)


def _row_of_report(report: FileReport, number: int, shown: str, *, is_done: bool) -> FileRow:
    """Return the row of a file; before the import it says what would be."""
    before, after, ink = _WORDS[report.outcome]
    signs = glyphs()
    sign = {
        "created": signs.done,
        "updated": signs.written,
        "unchanged": signs.empty,
    }.get(report.outcome, signs.warning)
    return FileRow(
        number,
        report.path,
        shown,
        after if is_done else before,
        sign,
        ink,
        report.product,
        report.why,
        report,
    )


def _row_of_skipped(skipped: Skipped, shown: str) -> FileRow:
    """Return the row of what was passed over."""
    return FileRow(-1, skipped.path, shown, "passed over", " ", "muted", "", skipped.reason)


class FileList(RowList[FileRow]):
    """What happens, or happened, to each file."""

    PURPOSE = "The files: what would happen to each before you import, and what happened after."

    def key_of(self, row: FileRow) -> str:
        """Return its path."""
        return row.path

    def pieces(self, row: FileRow, width: int) -> Iterable[Piece]:
        """Draw one file: what becomes of it, its name, its product, and why."""
        more = glyphs().more
        yield fit(f"{row.sign} {row.outcome}", OUTCOME), row.ink
        yield "  ", ""
        room = width - OUTCOME - 3
        size = room if width < ROOMY else room * 2 // 5
        yield (
            fit(_end_of(one_line(row.shown), size), size, more=more),
            "" if row.report else "muted",
        )
        if width < ROOMY:
            return
        room -= size + 2
        yield "  ", ""
        if width >= WIDE:
            product = fit(one_line(row.product), room // 3, more=more)
            yield f"{product}  ", "muted"
            room -= room // 3 + 2
        why = row.why if width >= WIDE else row.why or row.product
        yield fit(plain_punctuation(one_line(why)), room, more=more), "muted"


def _end_of(path: str, size: int) -> str:
    """Return a path that fits: its last part, with as many folders as there is room for."""
    if width_of(path) <= size:
        return path
    *folders, shown = path.split(os.sep)  # noqa: PTH206 - a shown path, not one of a file
    for folder in reversed(folders):
        longer = f"{folder}{os.sep}{shown}"
        if width_of(longer) + 2 > size:
            break
        shown = longer
    return f"{glyphs().more}{os.sep}{shown}" if folders else shown
