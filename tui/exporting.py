"""Where exports go: the same on Home, in the walk and at the finish.

A key writes at once into the folder that was used last; another way asks for form and folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from lab.errors import UsageError
from lab.figures import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lab.exporting import ExportFormat
    from lab.exports import Written
    from tui.app import TeardownApp
    from tui.forms.form import Filled

__all__ = ["Target", "ask_target", "folder_fault", "folder_in", "with_target", "words_of"]

_FORMS: Final[dict[str, ExportFormat]] = {"md": "md", "html": "html", "json": "json"}
_OFFERED: Final = (
    ("md", "Markdown", "To share; it can be imported again."),
    ("html", "HTML", "One page for a browser, a phone or a printer."),
    ("json", "JSON", "The whole record, for other programs."),
)


_PAGES: Final = (
    ("", "leave out", "The file alone; quotes stand in it."),
    ("beside", "beside it", "In a folder beside the file, for whoever wants to look them up."),
)


class Target(NamedTuple):
    """What is to be written, and where."""

    form: ExportFormat
    folder: Path
    with_pages: bool = False
    """Whether the captured pages go beside it."""


def with_target(app: TeardownApp, form: ExportFormat, write: Callable[[Target], None]) -> None:
    """Write into the folder that was used last."""
    write(Target(form, app.desk.workspace.exports.folder()))


def ask_target(app: TeardownApp, write: Callable[[Target], None], *, pages: bool = True) -> None:
    """Ask for form and folder, keep the folder for the next time, and write.

    *pages* is whether there are captured pages that could go beside it.
    """
    from tui.forms.fields import ChoiceAsked, TextAsked
    from tui.forms.form import FormScreen

    exports = app.desk.workspace.exports
    library = app.desk.workspace.places.library

    def take(filled: Filled | None) -> None:
        if filled is None or not filled.kept:
            return
        folder = folder_in(filled.values)
        exports.remember(folder)
        write(Target(_FORMS[filled.values["form"]], folder, bool(filled.values.get("pages"))))

    app.push_screen(
        FormScreen(
            "Export",
            [
                ChoiceAsked("form", "As", _OFFERED, "md"),
                *([ChoiceAsked("pages", "Captured pages", _PAGES, "")] if pages else []),
                TextAsked("folder", "Into the folder", "", str(exports.folder())),
            ],
            check=lambda values: folder_fault(values, library),
            verb="Export",
        ),
        take,
    )


def words_of(written: Written) -> str:
    """Say what was written, for a toast."""
    said = f"Wrote {written.path}."
    if written.pages:
        said += f" Beside it: {counted(written.pages, 'captured page')}."
    if written.missing:
        are = "is" if written.missing == 1 else "are"
        said += f" {counted(written.missing, 'page')} {are} not in this library."
    return said


def folder_in(values: Mapping[str, str]) -> Path:
    """Return the folder that a form of an export names."""
    return Path(values["folder"].strip()).expanduser().absolute()


def folder_fault(values: Mapping[str, str], library: Path) -> tuple[str, str] | None:
    """Return what is wrong with the folder that a form of an export names, if anything is."""
    from lab.exporting import check_outside

    if not values["folder"].strip() or "\0" in values["folder"]:
        return "folder", "Name a folder."
    try:
        folder = folder_in(values)
        check_outside(folder, library)
        is_there = folder.is_dir()
    except UsageError as error:
        return "folder", str(error)
    except RuntimeError:
        return "folder", "This computer does not know that home folder."
    except OSError as error:  # a name that is too long, or a folder above that is closed
        return "folder", f"That folder cannot be used: {error.strerror or error}."
    if not is_there:
        return "folder", f"There is no folder {folder}."
    return None
