"""One file of an import in full: what became of it, what went where, a conflict’s two sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line
from tui.widgets.prose import block
from tui.widgets.sheet import Sheet
from tui.widgets.two_columns import two_columns

if TYPE_CHECKING:
    from lab.importing import FileReport
    from tui.screens.bring_in.rows import FileRow
    from tui.widgets.prose import Line

__all__ = ["Detail", "as_text"]

MEASURE: Final = 110
_MOST_PROBLEMS: Final = 12


class Detail(Sheet):
    """What there is to say about the file under the cursor."""

    PURPOSE: ClassVar[str] = "Everything about the file that is chosen above."

    def __init__(self) -> None:
        super().__init__(id="detail")
        self.row: FileRow | None = None
        self.is_done = False

    def show(self, row: FileRow | None, *, is_done: bool) -> None:
        """Show another file."""
        if (row, is_done) != (self.row, self.is_done):
            self.row, self.is_done = row, is_done
            self.redraw()
            self.scroll_home(animate=False)

    def draw(self, width: int) -> list[Line]:
        """Return the lines about the file."""
        row = self.row
        if row is None:
            return []
        width = min(width, MEASURE)
        lines = block(one_line(row.path), "bold", width)
        if row.report is None:
            return lines + block(f"Passed over: {row.why}.", "muted", width)
        return lines + _about(row.report, width, is_done=self.is_done)


def _about(report: FileReport, width: int, *, is_done: bool) -> list[Line]:
    lines: list[Line] = []
    name = f" {glyphs().dot} ".join(one_line(part) for part in (report.product, report.id) if part)
    lines += block(name, "muted", width) if name else []
    if report.reason:
        lines += block(plain_punctuation(_sentence(report.reason)), "", width)
    for problem in report.problems[:_MOST_PROBLEMS]:
        first = f"line {problem.line}  " if problem.line else ""
        lines += block(plain_punctuation(_sentence(problem.message)), "", width, first=first)
    if len(report.problems) > _MOST_PROBLEMS:
        lines += block(f"and {len(report.problems) - _MOST_PROBLEMS} more", "muted", width)
    todo = " ".join(part for part in (report.todo, _way_out(report, is_done=is_done)) if part)
    lines += block(plain_punctuation(todo), "accent", width) if todo else []
    if report.went_to:
        lines.append([])
    digits = max((len(str(one.line)) for one in report.went_to), default=1)
    for one in report.went_to:
        arrow = glyphs().right
        text = one_line(f"{one.what} {arrow} {one.where}")
        first = f"line {one.line:>{digits}}  "
        lines += block(plain_punctuation(text), "muted" if one.kept else "", width, first=first)
    differences = report.differences if report.outcome == "conflict" else ()
    if differences:
        column = (width - 3) // 2
        heads = fit("In the library", column) + "   " + fit("In the file", column)
        lines += [[], [(heads, "bold")]]
    for each in differences:
        lines += [[], *block(one_line(each.where), "accent", width)]
        lines += two_columns(each.ours, each.theirs, width)
    return [*lines, []]


def _way_out(report: FileReport, *, is_done: bool) -> str:
    if not is_done:
        return "" if report.outcome != "conflict" else "You can choose a side after the import."
    return {
        "": "",
        "keep": "m keeps the library’s, t takes the file’s, b keeps both.",
        "as_new": "n takes it as a teardown of its own.",
    }[report.way_out]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def as_text(rows: list[FileRow], summary: str) -> str:
    """Return the whole report as plain text, to be copied."""
    lines = [summary, ""]
    for row in rows:
        why = f": {row.why}" if row.why else ""
        name = f" ({row.report.id})" if row.report and row.report.id else ""
        lines.append(f"{row.outcome}  {row.path}{name}{why}")
        went_to = row.report.went_to if row.report else ()
        lines += [f"    line {one.line}: {one.what} -> {one.where}" for one in went_to]
        for each in row.report.differences if row.report else ():
            lines += [
                f"    {each.where}",
                f"      library: {each.ours}",
                f"      file: {each.theirs}",
            ]
    return "\n".join(lines) + "\n"
