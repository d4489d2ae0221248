"""Text that an earlier run could not bring into the library: finding it again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from lab.errors import NotFound, TeardownError
from lab.processes import is_running
from lab.writing import write_answer

if TYPE_CHECKING:
    from pathlib import Path

    from lab.memory import Draft
    from lab.model import Teardown
    from lab.workspace import Workspace

__all__ = ["base_of", "rescued_for", "rescued_names"]


def rescued_names(workspace: Workspace) -> list[str]:
    """Return the products with rescued text that waits for a decision.

    What belongs to a teardown that is no longer there becomes a teardown of its own.
    """
    _gather_leftovers(workspace)
    names = []
    for draft in workspace.drafts.all():
        try:
            workspace.load(draft.teardown_id)
        except NotFound:
            workspace.keep_both(draft.record)
            workspace.drafts.drop(draft.path)
            continue
        except TeardownError:
            pass
        names.append(draft.record.product.name)
    return list(dict.fromkeys(names))


def rescued_for(workspace: Workspace, record: Teardown) -> list[Draft]:
    """Return the rescued drafts of one teardown that say something which it does not."""
    from lab.conflict import differences

    _gather_leftovers(workspace)
    drafts = []
    for draft in workspace.drafts.all():
        if draft.teardown_id != record.id:
            continue
        if differences(draft.record, record):
            drafts.append(draft)
        else:
            workspace.drafts.drop(draft.path)
    return drafts


def base_of(workspace: Workspace, draft: Draft) -> Teardown | None:
    """Return the version that a draft began from, if the history still has it."""
    try:
        return workspace.library.load_version(draft.teardown_id, draft.record.rev)
    except TeardownError:
        return None


def _gather_leftovers(workspace: Workspace) -> None:
    """Turn files that an editor was left alone with into drafts."""
    folder = workspace.places.state / "editing"
    for path in sorted(folder.glob("*.md")):
        parts = path.stem.split("~")
        if len(parts) != 4 or (parts[3].isdecimal() and is_running(int(parts[3]))):  # noqa: PLR2004 - id, section, question, process
            continue
        with suppress(TeardownError, OSError, UnicodeDecodeError):
            _to_draft(workspace, path, *parts[:3])


def _to_draft(
    workspace: Workspace, path: Path, teardown_id: str, section: str, prompt: str
) -> None:
    record = workspace.load(teardown_id)
    before = record.to_dict()
    write_answer(record, f"{section}.{prompt}", path.read_text("utf-8"))
    if record.to_dict() != before:
        workspace.drafts.keep(record, "your own editor was open when teardown ended")
    path.unlink()
