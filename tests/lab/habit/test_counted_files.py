"""What a prompt is told without the library being loaded: never anything that is no longer so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.drafting import NewTeardown
from lab.habit.counted_files import count_the_same, looks_in, written
from tests.lab.habit.test_room import finish

if TYPE_CHECKING:
    from lab.workspace import Workspace


def folder_of(workspace: Workspace) -> str:
    return f"{workspace.places.library}/teardowns"


def remembered(workspace: Workspace) -> str:
    return written(looks_in(folder_of(workspace)), workspace.summaries())


def test_what_was_only_written_on_counts_the_same(workspace: Workspace) -> None:
    done = finish(workspace)
    draft = workspace.create(NewTeardown("Cursor", template="quick"))
    known = remembered(workspace)
    assert count_the_same(folder_of(workspace), known)
    for name in (done.id, draft.id):
        workspace.change(name, lambda record: record.tags.append("longer by a few letters"))
    workspace.create(NewTeardown("Perplexity", template="quick"))
    workspace.library.trash(draft.id)
    assert count_the_same(folder_of(workspace), known)


def test_whatever_counts_otherwise_is_noticed(workspace: Workspace) -> None:
    done = finish(workspace)
    draft = workspace.create(NewTeardown("Cursor", template="quick"))
    before = remembered(workspace)
    workspace.finish(draft)
    assert not count_the_same(folder_of(workspace), before)
    before = remembered(workspace)
    workspace.change(done.id, lambda record: setattr(record, "author", "Otto"))
    assert not count_the_same(folder_of(workspace), before)
    before = remembered(workspace)
    finish(workspace, "Perplexity")
    assert not count_the_same(folder_of(workspace), before)
    before = remembered(workspace)
    workspace.library.trash(done.id)
    assert not count_the_same(folder_of(workspace), before)


@pytest.mark.parametrize("odd", ["", "{}", "[", '{"_default": {"1": {"product": "x"}}}'])
def test_a_file_that_is_none_of_ours_leaves_it_in_doubt(workspace: Workspace, odd: str) -> None:
    name = finish(workspace).id
    known = remembered(workspace)
    (workspace.places.library / "teardowns" / f"{name}.json").write_text(odd, encoding="utf-8")
    with pytest.raises((ValueError, LookupError, TypeError)):
        count_the_same(folder_of(workspace), known)


def test_a_link_is_never_followed(workspace: Workspace) -> None:
    name = finish(workspace).id
    known = remembered(workspace)
    file = workspace.places.library / "teardowns" / f"{name}.json"
    elsewhere = file.rename(workspace.places.library / "elsewhere.json")
    file.symlink_to(elsewhere)
    assert not count_the_same(folder_of(workspace), known)
