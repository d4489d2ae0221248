from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from lab.drafting import NewTeardown
from lab.errors import StoreError
from lab.exporting import NotAnExport, export_into, export_text, export_to, write_beside
from store.exchange.markdown_reader import from_markdown
from store.records import Claim, Probe, Teardown, Trial
from tests.lab.making import make_record, question, section
from tests.lab.review.looking import look
from tests.store.record_strategies import teardowns

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lab.exporting import ExportFormat
    from lab.workspace import Workspace
    from tests.conftest import FrozenClock


def said(text: str) -> Callable[[Path], str]:
    """Return what gives the same text wherever it is written."""
    return lambda _: text


def test_the_same_text_beside_is_written_once(tmp_path: Path) -> None:
    record = make_record()
    first = write_beside(tmp_path, record, said("text\n"))
    assert first.name == "2026-01-05-notion-ai-7k2q.md"
    assert write_beside(tmp_path, record, said("text\n")) == first
    assert len(list(tmp_path.iterdir())) == 1


def test_another_text_gets_a_number_and_overwrites_nothing(tmp_path: Path) -> None:
    record = make_record()
    names = [write_beside(tmp_path, record, said(f"text {n}")).name for n in range(3)]
    assert names == [
        "2026-01-05-notion-ai-7k2q.md",
        "2026-01-05-notion-ai-7k2q-2.md",
        "2026-01-05-notion-ai-7k2q-3.md",
    ]
    assert (tmp_path / names[0]).read_text("utf-8") == "text 0"
    assert write_beside(tmp_path, record, said("text 1")).name == names[1]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no folder"):
        write_beside(tmp_path / "nowhere", make_record(), said("text"))


def test_a_full_disk_leaves_no_half_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="the disk is full"):
        write_beside(tmp_path, make_record(), said("text"))
    with pytest.raises(StoreError, match="the disk is full"):
        export_to(tmp_path / "x.md", make_record())
    assert list(tmp_path.iterdir()) == []


def test_a_teardown_has_one_name_for_life_in_a_folder(tmp_path: Path) -> None:
    record = make_record()
    paths = {export_into(tmp_path, record), export_into(tmp_path, record.model_copy())}
    assert [path.name for path in paths] == ["2026-01-05-notion-ai-7k2q.md"]
    assert export_into(tmp_path, record, form="json").suffix == ".json"


def test_an_export_of_another_teardown_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    export_to(path, make_record(id="first-1234"))
    with pytest.raises(NotAnExport, match="not an export of second-1234"):
        export_to(path, make_record(id="second-1234"))
    assert path.read_text("utf-8") == export_text(make_record(id="first-1234"))
    export_to(path, make_record(id="second-1234"), force=True)
    assert path.read_text("utf-8") == export_text(make_record(id="second-1234"))


def test_an_export_that_was_edited_by_hand_is_still_one(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    record = make_record()
    export_to(path, record)
    edited = path.read_text("utf-8").replace("# Teardown of", "# My view of")
    path.write_bytes(b"\xef\xbb\xbf" + edited.replace("\n", "\r\n").encode())
    export_to(path, record)
    assert path.read_text("utf-8") == export_text(record)


def test_the_day_in_the_name_is_the_one_where_it_was_begun(
    workspace: Workspace, clock: FrozenClock, tmp_path: Path
) -> None:
    clock.instant = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    clock.zone = ("Europe/Berlin", 3600)
    record = workspace.create(NewTeardown("Notion AI"))
    clock.zone = ("America/New_York", -18_000)
    assert export_into(tmp_path, workspace.load(record.id)).name == f"2026-03-03-{record.id}.md"
    assert "- Begun: 2026-03-03\n" in export_text(record)


def test_the_folder_of_the_last_export_is_remembered_as_long_as_it_is_there(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, chosen = tmp_path / "here", tmp_path / "chosen"
    here.mkdir()
    chosen.mkdir()
    monkeypatch.chdir(here)
    exports = workspace.exports
    assert exports.folder() == here
    exports.remember(chosen)
    assert exports.folder() == chosen
    chosen.rmdir()
    assert exports.folder() == here


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"relative", b"/a\0b"])
def test_an_odd_memory_of_a_folder_is_forgotten(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace.places.state.mkdir(parents=True, exist_ok=True)
    (workspace.places.state / "export-folder").write_bytes(data)
    assert workspace.exports.folder() == tmp_path


def test_a_folder_that_cannot_be_remembered_costs_nothing(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace.places.state.parent.mkdir(parents=True, exist_ok=True)
    workspace.places.state.write_text("a file where a folder should be", encoding="utf-8")
    workspace.exports.remember(tmp_path)
    assert workspace.exports.folder() == tmp_path


@pytest.mark.skipif(os.name != "posix", reason="links")
@pytest.mark.parametrize(("form", "name"), [("md", "Teardowns.base"), ("html", "index.html")])
def test_what_shows_several_together_is_never_written_through_a_link(
    workspace: Workspace, tmp_path: Path, form: ExportFormat, name: str
) -> None:
    target = tmp_path / "target"
    target.write_text("mine", encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / name).symlink_to(target)
    assert workspace.exports.write_companion(folder, form) is None
    assert target.read_text("utf-8") == "mine"
    (folder / name).unlink()
    (folder / name).mkdir()
    assert workspace.exports.write_companion(folder, form) is None


def test_json_needs_nothing_beside_it(workspace: Workspace, tmp_path: Path) -> None:
    assert workspace.exports.write_companion(tmp_path, "json") is None
    assert list(tmp_path.iterdir()) == []


def test_the_page_says_what_the_review_says_that_cannot_be_concluded() -> None:
    record = make_record()
    page = export_text(record, form="html")
    assert page.count('id="limits"') == 1
    assert "Worked out by teardown" in page
    for limit in look(record).limits:
        assert f"<li>{escape(limit.text)}</li>" in page
    record.take_home.cannot_conclude = "My own words."
    page = export_text(record, form="html")
    assert page.index("My own words.") < page.index("Worked out by teardown")


def test_a_question_that_claims_answer_is_not_left_open_on_the_page() -> None:
    asked = section("weaknesses", question("findings", kind="findings"))
    record = make_record(asked)
    assert "Left open" in export_text(record, form="html")
    record.claims = [Claim(id="c1", section="weaknesses", statement="It invents names.")]
    page = export_text(record, form="html")
    assert "It invents names." in page
    assert "Left open" not in page


def measured() -> Teardown:
    trials = [
        Trial.model_validate({"id": f"t{run}", "run": run, "output": "x", "verdict": verdict})
        for run, verdict in enumerate(["pass", "pass", "fail", "pass", "fail"], start=1)
    ]
    return make_record(
        probes=[
            Probe(id="b1", prompt="Say it.", pass_rule="Dated.", quality_line=0.9, trials=trials),
            Probe(id="b2", prompt="Not run yet."),
        ]
    )


SAID = (
    "3 of 5 passed (95% interval 23% to 88%). Two tries in a row both pass about 30% of the time.",
    "With 5 runs you could have missed anything rarer than 45%.",
    "The quality line of 90% lies above the whole interval: it is missed.",
)


def test_a_probe_goes_out_with_what_its_runs_are_worth_and_comes_back_without() -> None:
    text = export_text(measured())
    for sentence in SAID:
        assert text.count(f"  - Result: {sentence} <!-- teardown:figures -->\n") == 1
    assert text.count("- Result: ") == len(SAID)
    assert from_markdown(text) == measured()
    changed = text.replace("3 of 5 passed", "5 of 5 passed")
    assert from_markdown(changed) == measured()
    page = export_text(measured(), form="html")
    assert all(sentence in page for sentence in SAID)


def test_words_that_only_look_like_a_result_are_kept() -> None:
    text = export_text(measured()).replace(" <!-- teardown:figures -->", "")
    assert SAID[0] in from_markdown(text).probes[0].prompt


@given(teardowns())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_stands_in_a_record_its_figures_can_be_said(record: Teardown) -> None:
    assert from_markdown(export_text(record)) == record
    assert "<h1" in export_text(record, form="html")
