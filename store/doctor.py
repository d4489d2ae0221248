"""What is wrong with a library, in words for its owner, and the mending of what can be."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from store.errors import StoreError
from store.files import real_folder
from store.refusals import reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.parts import Parts

__all__ = ["Ailment", "Finding", "examine", "mend"]

Severity = Literal["error", "warning", "note"]
_ORDER: Final[tuple[Severity, ...]] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Ailment:
    """Something about a library that its owner should know."""

    severity: Severity
    """``error``: something cannot be read or written. ``warning``: it may come to that.
    ``note``: good to know."""
    path: Path
    what: str
    why: str
    todo: str
    fixable: bool = False
    """Whether ``teardown doctor --fix`` mends it."""
    refused: str = ""
    """Why it could not be mended although that was tried; empty otherwise."""


class Finding(NamedTuple):
    """An ailment, and its cure if there is one."""

    ailment: Ailment
    cure: Callable[[], str] | None = None
    """Mends it, under the lock, and returns what was done. May raise ``OSError``."""


def examine(parts: Parts) -> list[Ailment]:
    """Return all ailments, the worst first. Changes nothing."""
    return [finding.ailment for finding in _findings(parts)]


def mend(parts: Parts) -> list[Ailment]:
    """Mend what can be, one after the other; return each, with what was done as ``todo``.

    What resists stays as it is: ``refused`` says why, and the others are mended all the same.
    """
    mended = []
    for ailment, cure in _findings(parts):
        if cure is None:
            continue
        try:
            with parts.lock:
                mended.append(replace(ailment, todo=cure()))
        except StoreError as error:
            mended.append(replace(ailment, refused=error.why or error.what))
        except OSError as error:
            why, todo = reason(error, ailment.path.parent)
            mended.append(replace(ailment, refused=why, todo=todo))
    if any(not each.refused for each in mended):
        _drop_caches(parts.root)
    return mended


def _drop_caches(root: Path) -> None:
    """Take away what can always be made again, so that nothing in it is from before."""
    folder = root / ".cache"
    with suppress(StoreError, OSError):
        for path in folder.iterdir() if real_folder(folder) else ():
            with suppress(OSError):
                path.unlink()


def _findings(parts: Parts) -> list[Finding]:
    from store.checks_of_content import content_checks
    from store.checks_of_place import place_checks

    if not parts.root.is_dir():
        ailment = Ailment(
            "note",
            parts.root,
            "There is no library yet",
            "nothing was written so far",
            "The first teardown makes it.",
        )
        return [Finding(ailment)]
    found = [finding for check in (*place_checks, *content_checks) for finding in check(parts)]
    return sorted(found, key=lambda finding: _ORDER.index(finding.ailment.severity))
