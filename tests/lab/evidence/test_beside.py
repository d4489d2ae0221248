"""Captured pages beside an export: written, linked, and brought back where they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.drafting import NewTeardown
from lab.errors import NotFound
from lab.evidence.beside import folder_of
from lab.exporting import NotAnExport, export_text, export_to
from lab.importing.outcome import Options
from lab.places import find_places
from lab.workspace import Workspace
from store.exchange.markdown_reader import from_markdown
from store.exchange.page_files import page_files, texts_in
from store.records import Evidence, PageVersion
from tests.lab.evidence.pages import PRICING, make_capture
from tests.lab.making import make_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lab.exporting import ExportFormat
    from store.records import Teardown
    from tests.conftest import FrozenClock

DEARER = PRICING.replace("$10 a month", "$14 a month")


@pytest.fixture
def record(workspace: Workspace) -> Teardown:
    """A teardown with a page that was looked at again, and one with a dangerous name."""
    teardown = workspace.create(NewTeardown(product="Acme AI", author="Ana"))
    room = workspace.evidence
    room.keep(teardown.id, make_capture())
    room.add_quote(teardown.id, "e1", exact="costs $10 a month", prefix="The Plus plan ")
    room.note_refresh(teardown.id, "e1", make_capture(DEARER, days=90))
    odd = make_capture(
        "---\nnot: ours\n---\n\ntext\r\nmore", url="https://b.test/", final_url="https://b.test/",
        title="../../x: \x1b[31m|“<b>", author="---\nx: y",
    )  # fmt: skip
    room.keep(teardown.id, odd)
    return workspace.load(teardown.id)


@pytest.fixture
def colleague(tmp_path: Path, clock: FrozenClock) -> Iterator[Workspace]:
    """Somebody else's library."""
    opened = Workspace(find_places(tmp_path / "colleague", {}), clock=clock, environ={})
    yield opened
    opened.close()


def bring_in(workspace: Workspace, *paths: Path) -> list[str]:
    return [report.outcome for report in workspace.imports.begin(paths, options=Options())]


def bodies(workspace: Workspace, record: Teardown) -> list[str]:
    room = workspace.evidence
    return [text for item in record.evidence for text in (room.body(item), room.latest_body(item))]


@pytest.mark.parametrize("form", ["md", "json"])
def test_a_colleague_has_every_page_again(
    workspace: Workspace,
    record: Teardown,
    colleague: Workspace,
    tmp_path: Path,
    form: ExportFormat,
) -> None:
    path = tmp_path / f"my notes.{form}"
    beside = export_to(path, record, form=form, pages=workspace.library.page)
    assert beside is not None
    assert (len(beside.pages), beside.missing) == (3, 0)
    assert bring_in(colleague, path) == ["created"]
    theirs = colleague.load(record.id)
    assert theirs.evidence == record.evidence
    assert bodies(colleague, theirs) == bodies(workspace, record)
    digest = record.evidence[0].sha256
    assert colleague.library.page_digest(record.evidence[0].body) == digest


def test_a_whole_folder_comes_in_without_its_pages_as_notes(
    workspace: Workspace, record: Teardown, colleague: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    export_to(folder / "a.md", record, pages=workspace.library.page)
    run = colleague.imports.begin([folder], options=Options())
    assert [report.outcome for report in run] == ["created"]
    assert [skipped.reason for skipped in run.skipped] == [
        "its pages come in with the teardown that they lie beside"
    ]
    assert bodies(colleague, colleague.load(record.id)) == bodies(workspace, record)


def test_a_page_that_is_another_one_never_comes_in(
    workspace: Workspace, record: Teardown, colleague: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    export_to(path, record, pages=workspace.library.page)
    page = folder_of(path) / "e1-pricing.md"
    page.write_text(page.read_text("utf-8").replace("$10", "$1"), "utf-8")
    bring_in(colleague, path)
    first = colleague.load(record.id).evidence[0]
    with pytest.raises(NotFound):
        colleague.evidence.body(first)
    assert colleague.evidence.latest_body(first) == DEARER


def test_a_dry_run_brings_nothing(
    workspace: Workspace, record: Teardown, colleague: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    export_to(path, record, pages=workspace.library.page)
    list(colleague.imports.begin([path], options=Options(dry_run=True)))
    assert list((colleague.places.library).rglob("*.bytes")) == []


def test_the_export_leads_to_its_pages_and_reads_back(
    workspace: Workspace, record: Teardown, tmp_path: Path
) -> None:
    path = tmp_path / "my notes.md"
    export_to(path, record, pages=workspace.library.page)
    text = path.read_text("utf-8")
    assert "- Page: [as captured](<my%20notes.evidence/e1-pricing.md>)" in text
    assert from_markdown(text) == record == from_markdown(export_text(record))
    export_to(tmp_path / "my notes.html", record, form="html", pages=workspace.library.page)
    page = (tmp_path / "my notes.html").read_text("utf-8")
    assert '<a href="my%20notes.evidence/e1-pricing.md" rel=' in page


def test_a_page_says_where_it_comes_from(
    workspace: Workspace, record: Teardown, tmp_path: Path
) -> None:
    export_to(tmp_path / "a.md", record, pages=workspace.library.page)
    names = sorted(file.name for file in (tmp_path / "a.evidence").iterdir())
    assert names == ["e1-pricing-seen-again.md", "e1-pricing.md", "e2-x-31m-b.md"]
    text = (tmp_path / "a.evidence" / "e1-pricing.md").read_text("utf-8")
    assert text.startswith(
        '---\ntitle: Pricing\nsource: "https://acme.test/pricing"\n'
        "created: 2026-08-20T09:30:00Z\nsha256:"
    )
    assert text.endswith(f"\n---\n\n{PRICING}")
    odd = (tmp_path / "a.evidence" / "e2-x-31m-b.md").read_text("utf-8")
    assert "\x1b" not in odd.partition("\n---\n")[0]
    assert 'author: "---\\nx: y"' in odd


def test_an_earlier_export_is_replaced_and_nothing_else(
    workspace: Workspace, record: Teardown, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    export_to(path, record, pages=workspace.library.page)
    page = tmp_path / "a.evidence" / "e1-pricing.md"
    whole = page.read_text("utf-8")
    page.write_text(whole + "scribbled", "utf-8")
    export_to(path, record, pages=workspace.library.page)
    assert page.read_text("utf-8") == whole
    page.write_text("my own words", "utf-8")
    with pytest.raises(NotAnExport):
        export_to(path, record, pages=workspace.library.page)
    assert page.read_text("utf-8") == "my own words"


def test_pages_that_are_not_here_are_counted_and_leave_no_folder(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = make_record(evidence=[Evidence(id="e1", kind="page", body="0" * 64)])
    beside = export_to(tmp_path / "a.md", record, pages=workspace.library.page)
    assert beside is not None
    assert (beside.pages, beside.missing) == ((), 1)
    assert not beside.folder.exists()


def test_names_differ_even_where_capitals_do_not_count() -> None:
    evidence = [
        Evidence(id="e1", title="Pricing", body="0" * 64, latest=PageVersion(body="1" * 64)),
        Evidence(id="E1", title="Pricing!", body="2" * 64, latest=PageVersion(body="2" * 64)),
    ]
    record = make_record(evidence=evidence)
    assert [page.name for page in page_files(record)] == [
        "e1-pricing.md",
        "e1-pricing-seen-again.md",
        "e1-pricing-2.md",
    ]


@pytest.mark.parametrize(
    "text",
    ["---\na: b\n---\n\nbody\n", "---\r\na: b\r\n---\r\n\r\nbody\r\n", "\ufeffbody", "body\n\n"],
)
def test_what_editors_do_to_the_end_of_a_file_does_not_matter(text: str) -> None:
    assert "body\n" in list(texts_in(text))
