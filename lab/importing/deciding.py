"""What an import does with a teardown that the library has already. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lab.authors import plain_name
from lab.conflict import differences
from lab.habit.earlier import REMATCH
from lab.merging import merge

if TYPE_CHECKING:
    from lab.conflict import Difference
    from lab.importing.outcome import Keep, Outcome
    from store.records import Teardown

__all__ = ["Decision", "decide", "is_anothers", "is_untouched", "same_content", "same_version"]

_CLOCKWORK = ("rev", "updated_at", "schema")
"""What says when and how often a teardown was saved, and nothing of what it says."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done, and why."""

    outcome: Outcome
    reason: str = ""
    record: Teardown | None = None
    """What is to be saved over the library's; ``None`` if nothing is."""
    aside: bool = False
    """Whether the file’s version is kept beside the history, as it is not taken."""
    second: bool = False
    """Whether the file’s version becomes a teardown of its own."""
    differences: tuple[Difference, ...] = ()


def same_content(one: Teardown, other: Teardown) -> bool:
    """Return whether two versions say the same, whenever they were saved."""
    return _content(one) == _content(other)


def same_version(one: Teardown, other: Teardown) -> bool:
    """Return whether two records come from the very same save.

    The number alone does not say it: on two computers it counts different saves. What was
    never saved has none, and gets the first when it comes in.
    """
    return max(one.rev, 1) == max(other.rev, 1) and one.updated_at == other.updated_at


def is_untouched(here: Teardown) -> bool:
    """Return whether an imported teardown is as it came in: no save here, ever since."""
    origin = here.origin
    at = origin.imported_at if origin is not None and origin.kind == "import" else None
    return at is not None and here.updated_at <= at


def is_anothers(incoming: Teardown, here: Teardown, *, me: str) -> bool:
    """Return whether a file claims to be by another author than the teardown that is here.

    Who has taken another name in the settings may sign with it what was begun here.
    """
    claimed, owner = plain_name(incoming.author), plain_name(here.author) or plain_name(me)
    is_own = here.origin is None or here.origin.kind == REMATCH
    if claimed == plain_name(me) and is_own:
        return False
    return bool(claimed and owner and claimed != owner)


def decide(
    incoming: Teardown, here: Teardown, *, base: Teardown | None, keep: Keep | None = None
) -> Decision:
    """Return what becomes of a file whose teardown is here already.

    *base* is the version that the file was exported from, if it is still known. Without it
    everything that differs is a conflict.
    """
    if same_content(incoming, here):
        return Decision("unchanged", "the library says the same")
    if base is not None and same_content(incoming, base):
        return Decision("unchanged", "nothing was changed in the file; the library went on")
    # In merging, what comes in is “ours” and the library “theirs”: the result carries on there.
    merged = merge(incoming, here, base=base, prefer="theirs" if keep == "mine" else "ours")
    if merged.clashes:
        return _end(merged.record, here, _clashes(here, incoming, base), keep=keep, base=base)
    if same_content(merged.record, here):
        return Decision("unchanged", "the library has these changes already")
    went_on = base is not None and not same_content(here, base)
    reason = "put together with what changed in the library" if went_on else ""
    return Decision("updated", reason, merged.record)


def _end(
    merged: Teardown,
    here: Teardown,
    clashes: tuple[Difference, ...],
    *,
    keep: Keep | None,
    base: Teardown | None,
) -> Decision:
    """Return what becomes of a file that clashes with the library."""
    match keep:
        case None:
            return Decision("conflict", _words(len(clashes), base), differences=clashes)
        case "both":
            reason = "the file’s version is a teardown of its own now"
            return Decision("created", reason, second=True, differences=clashes)
        case "mine":
            taken = None if same_content(merged, here) else merged
            outcome: Outcome = "updated" if taken else "unchanged"
            reason = "yours was kept; the file’s lies beside the history"
            return Decision(outcome, reason, taken, aside=True, differences=clashes)
        case "theirs":
            reason = "the file’s was taken; yours is in the history"
            return Decision("updated", reason, merged, differences=clashes)


def _clashes(here: Teardown, incoming: Teardown, base: Teardown | None) -> tuple[Difference, ...]:
    found = differences(here, incoming, base=base)
    both = [one for one in found if one.changed_by in {"both", "unknown"}]
    return tuple(both or found)


def _words(number: int, base: Teardown | None) -> str:
    if base is None:
        return "the version that it comes from is not known here, and it says other things"
    things = "the same thing" if number == 1 else f"{number} things"
    return f"the file and the library both changed {things}"


def _content(record: Teardown) -> dict[str, Any]:
    values = record.to_dict()
    for work in values["sections"].values():
        work.pop("done", None)  # it follows from the answers and the score
    return {name: value for name, value in values.items() if name not in _CLOCKWORK}
