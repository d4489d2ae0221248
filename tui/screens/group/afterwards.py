"""What is left of a round once texts are revealed: one line each, with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.glyphs import glyphs
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lab.group.overview import RoundView
    from tui.widgets.prose import Line

__all__ = ["draw_afterwards", "footer_titles"]


class _Part(NamedTuple):
    """One thing to do, and whether it was done."""

    command: str
    words: str
    done: bool


def _is_comparable(view: RoundView) -> bool:
    return sum(one.counts for one in view.standing.members) > 1


def footer_titles(view: RoundView | None) -> Mapping[str, str]:
    """Return which keys the bottom line leaves out: what seals or compares, before it can."""
    if view is None:
        return {}
    out = {} if view.teardown else {"group.seal": ""}
    return out if _is_comparable(view) else {**out, "group.compare": "", "group.session": ""}


def draw_afterwards(view: RoundView, width: int, key: Callable[[str], str]) -> list[Line]:
    """Return the rest of a round as a list; nothing before there are two texts to compare."""
    if not _is_comparable(view):
        return []
    signs = glyphs()
    lines: list[Line] = [[("After the reveal", "bold")]]
    for part in _parts(view):
        sign = signs.done if part.done else signs.empty
        first = f"{sign} {key(part.command)}  "
        ink = "good" if part.done else "accent"
        lines += block(part.words, "", width, first=first, first_ink=ink)
    return lines


def _parts(view: RoundView) -> list[_Part]:
    from lab.group.meeting import Meeting  # loaded by now, where the group was read

    after = view.after
    steps = len(Meeting().steps) if after.met else 0
    where = (
        f"; you were at step {after.met} of {steps}" if steps else ", an hour with a quiet clock"
    )
    people = len(view.standing.members)
    scored = f": {after.scored} of {people} did" if after.scored else ""
    is_shared = "agreed" in after.shared
    agreed = "write down what you agree on"
    if after.agreed:
        agreed = "open what you agree on"
    elif is_shared:
        agreed = "read what one of you wrote down"
    return [
        _Part("group.compare", "Compare: what to talk about, who saw what", done=False),
        _Part("group.session", f"Meet{where}", done=bool(after.met)),
        _Part("group.again", f"Score again, in silence{scored}", done=bool(view.again)),
        _Part("group.agree", f"Agree: {agreed}", done=bool(after.agreed) or is_shared),
        _Part("group.publish", "Publish both, for those who read in the folder",
              done=bool(after.shared)),
        _Part("group.work", "Take home a principle and a prediction, in your own teardown",
              done=False),
    ]  # fmt: skip
