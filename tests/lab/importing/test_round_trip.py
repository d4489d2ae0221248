"""Out through an export and in through an import: nothing is lost, nothing else is changed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lab.importing import Options
from lab.importing.sources import Source
from lab.places import find_places
from lab.workspace import Workspace
from store.exchange.json_out import to_json
from store.exchange.markdown import to_markdown
from store.exchange.markdown_reader import from_markdown
from store.names import is_valid_id
from tests.conftest import FrozenClock
from tests.lab.making import make_record
from tests.store.record_strategies import teardowns

if TYPE_CHECKING:
    from lab.importing import FileReport
    from store.records import Teardown


def bring(workspace: Workspace, text: str) -> FileReport:
    (report,) = workspace.imports.begin_with(
        [Source("file", data=text.encode())], options=Options()
    )
    return report


def empty(folder: str) -> Workspace:
    return Workspace(find_places(Path(folder), {}), clock=FrozenClock(), environ={})


@given(teardowns(), st.sampled_from([to_markdown, to_json]))
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
def test_what_is_exported_comes_into_an_empty_library_as_it_was(
    record: Teardown, export: object
) -> None:
    assume(is_valid_id(record.id) and 1 <= record.rev <= 10**9)
    text = export(record)  # type: ignore[operator]  # one of the two exporters
    with tempfile.TemporaryDirectory() as folder:
        workspace = empty(folder)
        try:
            report = bring(workspace, text)
            assert report.outcome == "created", report
            here = workspace.library.load(record.id)
            assert here == record
            assert bring(workspace, text).outcome == "unchanged"
            assert workspace.library.load(record.id) == here
        finally:
            workspace.close()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
def test_a_hand_edit_comes_in_and_changes_nothing_else(words: str) -> None:
    assume(words.strip() and words != "before")
    record = make_record(author="Ana", rev=3)
    record.work("frame").answers.update(who="before", job="untouched")
    record = record.model_validate({**record.to_dict(), "front_matter": {"mood": "curious"}})
    edited = record.model_copy(deep=True)
    edited.sections["frame"].answers["who"] = words
    with tempfile.TemporaryDirectory() as folder:
        workspace = empty(folder)
        try:
            bring(workspace, to_markdown(record))
            assert bring(workspace, to_markdown(edited)).outcome == "updated"
            here = workspace.load(record.id)
            there = from_markdown(to_markdown(edited))
            for one in (here, there):
                one.rev, one.updated_at = 0, record.updated_at
            assert here == there
            assert (here.model_extra or {})["front_matter"] == {"mood": "curious"}
        finally:
            workspace.close()
