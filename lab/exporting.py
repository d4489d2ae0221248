"""Writing exports where the user wants them, never over something else."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Literal

from lab.errors import LabError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lab.evidence.beside import Beside
    from store.exchange.said import Saying
    from store.records import Counterpoint, Probe, Teardown

__all__ = [
    "ExportFormat",
    "NotAnExport",
    "check_outside",
    "export_into",
    "export_text",
    "export_to",
    "make_folder",
    "place_in",
    "stated_at_top",
    "write_beside",
    "write_companion",
    "write_numbered",
    "write_text",
]

ExportFormat = Literal["md", "html", "json"]

_HEAD = 64 * 1024
"""Bytes in which a Markdown export names its teardown."""

_LARGEST_JSON = 64 * 1024 * 1024


class NotAnExport(LabError):
    """A file stands where an export should go, and it is not one of the same teardown."""


def export_text(
    record: Teardown, *, form: ExportFormat = "md", files: Mapping[str, str] | None = None
) -> str:
    """Return a teardown as a file's text; *files* leads to the captured pages beside it."""
    if form == "json":
        from store.exchange.json_out import to_json

        return to_json(record)
    if form == "html":
        from store.exchange.html import to_html

        return to_html(record, limits=_limits(record), files=files, says=_says(record))
    from store.exchange.markdown import to_markdown

    return to_markdown(record, files=files, says=_says(record))


def _says(record: Teardown) -> dict[str, list[Saying]]:
    """Return what follows from runs, for probes and claims, and from what a model said."""
    said = _of_a_model(record)
    return {**said, **_of_runs(record)} if record.probes else said


def _of_a_model(record: Teardown) -> dict[str, list[Saying]]:
    """Return whose word each item of a model is, and what became of all of them."""
    points = [point for point in record.counterpoints if point.source == "model"]
    if not points and not record.practice.askings:
        return {}
    from lab.counterpoints.critic import critic_counts, critic_records, critic_words

    others = {claim.id for claim in record.claims} | {probe.id for probe in record.probes}
    said: dict[str, list[Saying]] = {
        # An id of two things comes from elsewhere only.
        point.id: [_whose_word(point)]
        for point in points
        if point.id not in others
    }
    document = record.to_dict() | {"example": False}
    critics = critic_records([critic_counts(document)])
    words = [critic_words(each) for each in critics if each.source == "model" and each.returned]
    return said | {":askings": list(words)}


def _whose_word(point: Counterpoint) -> str:
    on = f", asked on {point.asked_at:%Y-%m-%d}" if point.asked_at else ""
    return f"the word of {point.model or 'a model'}{on}; nobody checked its facts"


def _of_runs(record: Teardown) -> dict[str, list[Saying]]:
    from lab.trials.citing import ONE_RUN, claims_on_one_run

    # A probe and a claim of one id come from elsewhere only; then the probe's lines are said.
    known = {probe.id for probe in record.probes}
    warned = [] if record.example else claims_on_one_run(record)
    said: dict[str, list[Saying]] = {
        claim.id: [f"It {ONE_RUN}."] for claim in warned if claim.id not in known
    }
    return said | {probe.id: _of_probe(probe) for probe in record.probes if probe.trials}


def _of_probe(probe: Probe) -> list[Saying]:
    """Return the sentences that a probe's runs come to, its rates as bars, and its figures."""
    from lab.trials.figure_rows import probe_rows
    from lab.trials.figures import probe_figures
    from lab.trials.saying import result_lines
    from lab.trials.table import RATE_HEADS, wording_rates
    from store.exchange.said import SaidTable

    figures = probe_figures(probe)
    tables = [
        SaidTable("Rates", ("wording", *RATE_HEADS), wording_rates(probe, figures)),
        SaidTable(
            "Figures",
            ("figure", "value"),
            [(f"{row.part}: {row.label}", row.value) for row in probe_rows(probe, figures)],
        ),
    ]
    return [*result_lines(probe, figures), *(table for table in tables if table.rows)]


def _limits(record: Teardown) -> list[str]:
    """Return what follows from a record that nobody can conclude, as the review says it."""
    from lab.review.limits import limits
    from lab.review.subject import Subject
    from lab.written_template import template_from_record

    subject = Subject(record, template_from_record(record, None), record.day_begun)
    return [limit.text for limit in limits(subject)]


def check_outside(path: Path, library: Path) -> None:
    """Raise ``UsageError`` for a place inside the library, whose files are its own."""
    if path.resolve().is_relative_to(library.resolve()):
        raise UsageError(
            f"{path} lies inside the library",
            "an export there would take the place of its own files",
            todo="Choose a file or folder somewhere else.",
        )


def make_folder(folder: Path) -> None:
    """Make a folder for exports where there is none; raise ``ExportUnwritable``."""
    from store.exchange.errors import ExportUnwritable
    from store.refusals import reason

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise ExportUnwritable(
            folder, "a file stands where a folder should be", todo="Choose another name."
        ) from None
    except OSError as error:
        why, todo = reason(error, folder.parent)
        raise ExportUnwritable(folder, why, todo=todo) from None


def export_to(
    path: Path,
    record: Teardown,
    *,
    form: ExportFormat = "md",
    force: bool = False,
    pages: Callable[[str], str] | None = None,
) -> Beside | None:
    """Write an export to a file, as a whole or not at all.

    An earlier export of the same teardown is replaced; anything else only with *force*
    (``NotAnExport``), and never a link or a folder (``ExportUnwritable``). *pages* reads a
    captured page by its address: with it they are written into a folder beside the export,
    which is returned.
    """
    from lab.evidence.beside import pages_beside, write_pages
    from store.exchange.errors import ExportExists
    from store.exchange.files import write_export

    beside = pages_beside(path, record, pages) if pages is not None else None
    files = beside.links() if beside is not None else None
    text = export_text(record, form=form, files=files)
    try:
        write_export(path, text, overwrite=force)
    except ExportExists:
        if not _is_export_of(record.id, path):
            raise NotAnExport(
                f"{path} is there already",
                f"it is not an export of {record.id}",
                todo="Nothing was overwritten. Choose another name, or add --force.",
            ) from None
        write_export(path, text, overwrite=True)
    if beside is not None:
        write_pages(beside, record, force=force)
    return beside


def write_text(path: Path, text: str, *, force: bool = False) -> None:
    """Write a text to a file; one that is there already is replaced only with *force*.

    Raise ``NotAnExport``, or ``ExportUnwritable`` for what the system refuses.
    """
    from store.exchange.errors import ExportExists
    from store.exchange.files import write_export

    try:
        write_export(path, text, overwrite=force)
    except ExportExists:
        if _read(path, len(text.encode("utf-8", "replace")) + 1) == text.encode("utf-8", "replace"):
            return
        raise NotAnExport(
            f"{path} is there already",
            todo="Nothing was overwritten. Choose another name, or add --force.",
        ) from None


def export_into(
    folder: Path,
    record: Teardown,
    *,
    form: ExportFormat = "md",
    force: bool = False,
    pages: Callable[[str], str] | None = None,
) -> Path:
    """Write an export into a folder, under the name that the teardown keeps for life."""
    path = place_in(folder, record, form)
    export_to(path, record, form=form, force=force, pages=pages)
    return path


def place_in(folder: Path, record: Teardown, form: ExportFormat) -> Path:
    """Return the file in a folder under the name that the teardown keeps for life."""
    from store.exchange.files import export_name

    return folder / export_name(record, suffix=f".{form}")


def write_companion(folder: Path, form: ExportFormat) -> Path | None:
    """Write what makes several exports one thing; return it if there is a new one.

    Beside Markdown that is a table for Obsidian, beside HTML a page that leads to all. One
    that somebody else wrote, or changed, is left alone.
    """
    if form == "md":
        return _write_base(folder)
    return _write_index(folder) if form == "html" else None


def _write_base(folder: Path) -> Path | None:
    from store.exchange.base_file import BASE_NAME, base_text
    from store.exchange.errors import ExportExists, ExportUnwritable
    from store.exchange.files import write_export

    path = folder / BASE_NAME
    try:
        write_export(path, base_text(), overwrite=False)
    except (ExportExists, ExportUnwritable):  # a link, a folder: somebody's own all the same
        return None
    return path


def _write_index(folder: Path) -> Path | None:
    from store.exchange.files import write_export
    from store.exchange.html_index import INDEX_KIND, INDEX_NAME, index_page, kind_of, read_head

    path = folder / INDEX_NAME
    if path.is_symlink() or (path.exists() and kind_of(path)[0] != INDEX_KIND):
        return None
    listed = [read_head(file) for file in folder.glob("*.html") if not file.is_symlink()]
    page = index_page(one for one in listed if one is not None)
    is_new = not path.exists()
    write_export(path, page, overwrite=True)
    return path if is_new else None


def write_beside(
    folder: Path, record: Teardown, text_at: Callable[[Path], str], *, form: ExportFormat = "md"
) -> Path:
    """Write a teardown into the folder and return its path; *text_at* gives its text there.

    A file that already says the same is kept; one that says something else is left alone,
    and the new one gets a number behind its name. Raises ``ExportUnwritable`` where nothing
    can be written.
    """
    from store.exchange.files import export_name

    return write_numbered(folder / export_name(record, suffix=f".{form}"), text_at)


def write_numbered(first: Path, text_at: Callable[[Path], str]) -> Path:
    """Write a text and return its path: the first free one of ``name``, ``name-2`` and so on.

    One that already says the same is kept. Raises ``ExportUnwritable``.
    """
    from store.exchange.errors import ExportExists
    from store.exchange.files import write_export

    for number in count(1):
        path = first if number == 1 else first.with_stem(f"{first.stem}-{number}")
        text = text_at(path)
        try:
            write_export(path, text, overwrite=False)
        except ExportExists:
            data = text.encode("utf-8", "replace")
            if _read(path, len(data) + 1) != data:
                continue
        return path
    raise AssertionError("counting never ends")  # pragma: no cover


def _is_export_of(teardown_id: str, path: Path) -> bool:
    """Return whether a file is an export of this teardown, whatever else was changed in it."""
    if path.suffix.lower() == ".json":
        try:
            document = json.loads(_read(path, _LARGEST_JSON))
            return bool(document["teardown"]["id"] == teardown_id)
        except (ValueError, KeyError, TypeError, RecursionError):
            return False
    if path.suffix.lower() in {".html", ".htm"}:
        from store.exchange.html_index import kind_of

        return kind_of(path)[1] == teardown_id
    return stated_at_top(path, "teardown_id") == teardown_id


def stated_at_top(path: Path, wanted: str) -> str:
    """Return what the front matter of an export says under a name; empty where it says nothing."""
    head = _read(path, _HEAD).decode("utf-8", "replace").lstrip("\ufeff")
    lines = head.splitlines()
    if not lines or lines[0].rstrip() != "---":
        return ""
    for line in lines[1:]:
        if line.rstrip() == "---":
            break
        name, _, value = line.partition(":")
        if name == wanted:
            return value.strip().strip("\"'")
    return ""


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError:
        return b""
