"""Programs of ours: whether one is still running, what a child of ours is given, and its end."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lab.settings.secrets import names_a_secret

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Mapping

__all__ = ["child_environment", "end_child", "is_running"]


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


def end_child(child: Process) -> None:
    """End a child at once, if it has not ended."""
    if child.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            child.kill()
        else:
            # asyncio's own kill first asks how the child is, and takes the answer away from
            # the thread that waits for it.
            os.kill(child.pid, signal.SIGKILL)
