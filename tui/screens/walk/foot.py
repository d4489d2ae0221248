"""Which keys the bottom line of the walk names, as far as a section is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.walk import is_unlocked
from tui.items.kinds import has_screen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.model import Teardown
    from tui.screens.walk.steps import Step

__all__ = ["UNKNOWN_KEYS", "walk_keys"]

UNKNOWN_KEYS: Final[Mapping[str, str]] = {"walk.bench": "", "walk.counter": ""}
"""As long as no teardown is open: what may come next is not named yet."""


def walk_keys(record: Teardown, step: Step, *, is_narrow: bool) -> Mapping[str, str]:
    """Return the titles that differ from the commands' own; an empty one is left out.

    What comes next is named: the score first, once it is given what argues back, and where runs
    are asked for the trial bench. On a *narrow* screen the way back makes room for them.
    """
    is_argued = is_unlocked(record, step.section.id)
    has_bench = any(has_screen(each.kind) for each in step.section.prompts)
    titles = {"walk.score": ""} if is_argued else {"walk.counter": ""}
    if has_bench:
        titles |= {"walk.bench": "Bench" if is_narrow else "Trial bench", "walk.add": ""}
    else:
        titles["walk.bench"] = ""
    if is_narrow and (is_argued or has_bench):
        titles["walk.previous"] = ""
    return titles
