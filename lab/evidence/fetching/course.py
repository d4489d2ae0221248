"""Where one fetch stands: what was asked, what is allowed, what it is waiting for."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Course"]

_USUAL_PORTS = frozenset({80, 443})


@dataclass(slots=True)
class Course:
    """One fetch on its way."""

    host: str
    """The host that a person asked for."""
    port: int
    allow_private: bool
    """Whether that host may be on this computer or in a private network."""
    stage: str = "looking up the host"
    """What it is doing now; said where the time is over."""

    def is_asked(self, host: str, port: int) -> bool:
        """Return whether this is the host that was asked for, and not one that a site named."""
        same_port = port == self.port or {port, self.port} <= _USUAL_PORTS
        return host == self.host and same_port

    def may_be_private(self, host: str, port: int) -> bool:
        """Return whether a connection to there may end in a private network."""
        return self.allow_private and self.is_asked(host, port)
