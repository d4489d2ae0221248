"""Whether a program of ours is still running."""

from __future__ import annotations

import os
import sys

__all__ = ["is_running"]


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
