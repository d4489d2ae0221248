"""Programs of ours: whether one is still running, and what a child of ours is given."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lab.settings.secrets import names_a_secret

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["child_environment", "is_running"]


def is_running(number: int) -> bool:
    """Return whether there is another process of this number, as far as it can be known."""
    if number == os.getpid() or sys.platform == "win32":  # cannot be asked gently there
        return False
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def child_environment(environ: Mapping[str, str], *, with_keys: bool = False) -> dict[str, str]:
    """Return a child's environment: what is given, with a way to our code.

    What looks like a key stays away from it, but for a child whose work is to ask a model.
    """
    found = {
        name: value for name, value in environ.items() if with_keys or not names_a_secret(name)
    }
    root = Path(__file__).resolve().parents[1]
    if root.name not in {"site-packages", "dist-packages"}:
        paths = [str(root), *filter(None, [found.get("PYTHONPATH", "")])]
        found["PYTHONPATH"] = os.pathsep.join(paths)
    return found
