"""Files of a round are not shown by other ways either before one has sealed one's own.

They lie in a folder that everybody has, so this keeps honest people from reading by mistake what
would spoil their own judgement, no more. Whoever is no member on this computer, such as a check
that a code host runs, reads them as any other file.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from lab.group.layout import GROUP_FILE, ROUNDS, is_round_id, owner_of

if TYPE_CHECKING:
    from pathlib import Path

    from lab.workspace import Workspace

__all__ = ["check_may_read"]

_TEXTS: Final = frozenset({"teardowns", "compared", "agreed"})
_DEEP: Final = 4
"""Parts of a path from the group's folder to a text."""


def check_may_read(path: Path, workspace: Workspace) -> None:
    """Raise ``NotYet`` for another's text of a round in which one has not sealed one's own."""
    if path.parent.name not in _TEXTS:
        return
    try:
        where = path.resolve()
    except (OSError, RuntimeError, ValueError):
        return  # whoever reads it says what is wrong
    if len(where.parents) < _DEEP:
        return
    root = where.parents[_DEEP - 1]
    inside = PurePosixPath(*where.relative_to(root).parts)
    rounds, name, kind, _ = inside.parts
    if rounds != ROUNDS or kind not in _TEXTS or not is_round_id(name):
        return
    if (root / GROUP_FILE).is_file():
        _check_in_group(root, name, owner=owner_of(inside), workspace=workspace)


def _check_in_group(root: Path, name: str, *, owner: str, workspace: Workspace) -> None:
    group = workspace.groups.open(root, remember=False)
    contents = group.contents()
    if group.me in contents.members and group.me != owner and name in contents.rounds:
        group.round(name).check_may_see(group.standing(name, contents))
