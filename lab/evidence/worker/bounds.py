"""What reading one page may cost at most, held by the system itself where it can."""

from __future__ import annotations

from typing import Final

__all__ = ["MEMORY", "OUT_OF_MEMORY", "READING_SECONDS", "bound_this_process"]

MEMORY: Final = 1536 * 1024 * 1024
"""Bytes of address space. The libraries take a third of it before they have read anything."""

READING_SECONDS: Final = 45
"""For a page that is there already; an ordinary one takes a quarter of a second."""

PROCESSOR_SECONDS: Final = 90
"""For all that the child does. The system ends it then, even where nobody waits any more."""

OUT_OF_MEMORY: Final = 12
"""The child's status where it had to stop for want of memory."""


def bound_this_process() -> None:
    """Hold this process to its bounds, where the system knows such a thing."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, ceiling = resource.getrlimit(what)
        allowed = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        try:
            resource.setrlimit(what, (allowed, ceiling))
        except (OSError, ValueError):  # macOS knows the name of the first and refuses it
            continue
