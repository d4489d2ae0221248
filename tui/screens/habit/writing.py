"""The page about a year: which one, in which form, and where to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.exporting import folder_fault, folder_in
from tui.forms.fields import ChoiceAsked, TextAsked
from tui.forms.form import FormScreen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lab.workspace import Workspace

__all__ = ["YearPage", "page_of", "write_year", "year_form"]

_FIRST = 2000
_LAST = 9999


class YearPage(NamedTuple):
    """What is to be written, and where."""

    year: int
    form: str
    folder: Path


def year_form(year: int, *, folder: Path, library: Path) -> FormScreen:
    """Return the form that asks for the year, the form and the folder."""

    def check(values: Mapping[str, str]) -> tuple[str, str] | None:
        said = values["year"].strip()
        if not (said.isascii() and said.isdigit() and _FIRST <= int(said) <= _LAST):
            return "year", f"Name a year, such as {year}."
        return folder_fault(values, library)

    forms = (
        ("md", "Markdown", "Text to keep, or to paste."),
        ("html", "HTML", "One page for a browser, a phone or a printer."),
    )
    return FormScreen(
        "A page about a year",
        [
            TextAsked("year", "The year", "", str(year)),
            ChoiceAsked("form", "As", forms, "html"),
            TextAsked("folder", "Into the folder", "", str(folder)),
        ],
        check=check,
        verb="Write it",
    )


def page_of(values: Mapping[str, str]) -> YearPage:
    """Return what the form says."""
    return YearPage(int(values["year"]), values["form"], folder_in(values))


def write_year(workspace: Workspace, page: YearPage) -> Path:
    """Write the page; a file of that name with another content is left alone."""
    from lab.exporting import check_outside, write_numbered
    from lab.habit.year import year_as_markdown
    from lab.habit.year_page import year_as_html

    found = workspace.habit.year(page.year)
    text = year_as_html(found) if page.form == "html" else year_as_markdown(found)
    check_outside(page.folder, workspace.places.library)
    path = page.folder / f"teardowns-{page.year}.{page.form}"
    return write_numbered(path, lambda _: text)
