"""Trying again: how often, and how long one waits in between. Pure."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Patience"]


@dataclass(frozen=True, slots=True)
class Patience:
    """How often one tries, and how long one waits."""

    tries: int = 4
    """All together, the first one included."""
    first: float = 1.0
    """Seconds before the second try; twice as long before each further one."""
    most: float = 60.0
    """Seconds that one waits at most; who asks for a longer pause is not asked again."""

    def wait(self, tried: int, *, asked: float | None, chance: float) -> float | None:
        """Return the seconds to wait after so many tries; ``None`` to give up.

        *asked* is what the service asks for, which is never undercut. *chance*, 0 to 1, spreads
        those who failed together, so that they do not come back together: half the wait is
        sure, half of it is chance.
        """
        if tried >= self.tries or (asked is not None and asked > self.most):
            return None
        usual = min(self.most, self.first * 2.0 ** (tried - 1))
        spread = usual * (0.5 + chance / 2)
        return spread if asked is None else asked + usual * chance / 4
