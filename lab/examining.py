"""What the doctor finds beside the library itself: copies to merge, rescued text, settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lab.syncing import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.syncing import Judgement
    from lab.workspace import Workspace
    from store.doctor import Ailment

__all__ = ["examine", "mend"]

_ORDER: Final = ("error", "warning", "note")
_MERGE_IN_THE_APP: Final = (
    "In the app, Commands, “Merge copies from syncing” shows both side by side."
)


def examine(workspace: Workspace) -> list[Ailment]:
    """Return everything that is wrong, the worst first; change nothing."""
    copies = {copy.path: copy for copy in workspace.copies.all()}
    found = [
        _judged(each, workspace.copies.judge(copies[each.path])) if each.path in copies else each
        for each in workspace.library.doctor()
    ]
    found += [*_drafts(workspace), *_settings(workspace)]
    return sorted(found, key=lambda each: _ORDER.index(each.severity))


def mend(workspace: Workspace) -> list[Ailment]:
    """Put right what can be; return each, with what was done, or why it could not be."""
    from lab.errors import StoreError

    mended = []
    copies = {copy.path: copy for copy in workspace.copies.all()}
    for ailment in workspace.library.doctor() if copies else []:
        copy = copies.get(ailment.path)
        if copy is None:
            continue
        try:
            found = workspace.copies.settle(copy)
        except StoreError as error:
            mended.append(replace(ailment, refused=error.why or error.what, todo=error.todo))
            continue
        done = _done(found, copy.teardown_id)
        if done:
            mended.append(replace(ailment, todo=done, fixable=True))
    return mended + workspace.library.fix()


def _done(found: Judgement, teardown_id: str) -> str:
    """Say what became of a copy; empty where nothing did."""
    if found.verdict is Verdict.MERGES:
        return f"Both are in {teardown_id} now, and what the copy said is in its history."
    if found.verdict in {Verdict.SAME, Verdict.OLDER}:
        return f"It said nothing new; what is in it stands in {teardown_id} or in its history."
    return ""


def _judged(ailment: Ailment, found: Judgement) -> Ailment:
    """Say what can be done about a copy."""
    if found.verdict is Verdict.UNREADABLE:
        return ailment
    if found.verdict is Verdict.CLASHES:
        places = "one place" if found.clashes == 1 else f"{found.clashes} places"
        todo = f"Both sides changed {places}. {_MERGE_IN_THE_APP} Until then both files stay."
        return replace(ailment, todo=todo)
    what = "puts both together" if found.verdict is Verdict.MERGES else "puts it aside"
    todo = f"Here {found.verdict.value}: “teardown doctor --fix” {what}; nothing is lost."
    return replace(ailment, todo=todo, fixable=True)


def _drafts(workspace: Workspace) -> Iterator[Ailment]:
    from store.doctor import Ailment

    for draft in workspace.drafts.all():
        yield Ailment(
            "warning",
            draft.path,
            f"There is rescued text for “{draft.record.product.name}”",
            f"it could not be saved ({draft.why.rstrip('.')})",
            f"“teardown open {draft.teardown_id}” shows it beside what is in the library.",
        )


def _settings(workspace: Workspace) -> Iterator[Ailment]:
    from store.doctor import Ailment

    number = len(workspace.settings.problems)
    if number:
        yield Ailment(
            "note",
            workspace.places.settings_file,
            "Something in the settings is not used" if number == 1
            else f"{number} things in the settings are not used",
            str(workspace.settings.problems[0]).rstrip("."),
            "“teardown config check” says all of it, with what was probably meant.",
        )  # fmt: skip
