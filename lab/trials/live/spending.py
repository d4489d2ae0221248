"""A limit of money that holds: bounds before a question is sent, the truth after its answer.

Pure. A question may start when what is spent, what those under way may still cost and what it
may cost itself stay within the limit together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.models.prices import most_tokens

if TYPE_CHECKING:
    from lab.models.prices import Usage
    from lab.trials.live.request import Job, LiveRequest

__all__ = ["Spending"]

_ROUNDING = 1e-9


class Spending:
    """What one request has cost and may still cost, in US dollars."""

    def __init__(self, request: LiveRequest) -> None:
        self._request = request
        self._prices = request.prices
        self._sent: dict[int, int] = {}
        """Tokens of each wording, once a service has counted them."""
        self._reserved = 0.0
        self.spent = 0.0
        """Never less than the truth: what no service counted is counted at its most."""

    def most(self, job: Job) -> float:
        """Return the most that one run may cost."""
        sent = self._sent.get(job.wording, most_tokens(job.prompt, self._request.system))
        return self._prices.cost(sent, self._request.max_tokens)

    def allows(self, job: Job) -> bool:
        """Return whether a run may start now."""
        limit = self._request.most_cost
        if limit is None:
            return True
        return self.spent + self._reserved + self.most(job) <= limit + _ROUNDING

    def reserve(self, job: Job) -> float:
        """Set aside what a run may cost and return it, to be given back by :meth:`settle`."""
        most = self.most(job)
        self._reserved += most
        return most

    def settle(self, job: Job, reserved: float, usage: Usage | None) -> float:
        """Give back what was set aside; return what the run cost, which is spent now.

        *usage* is ``None`` for a question that nobody answered, which costs nothing.
        """
        self._reserved -= reserved
        cost = 0.0
        if usage is not None:
            if usage.input is not None:
                self._sent[job.wording] = usage.input
            sent = self._sent.get(job.wording, most_tokens(job.prompt, self._request.system))
            received = self._request.max_tokens if usage.output is None else usage.output
            cost = self._prices.cost(sent, received)
        self.spent += cost
        return cost
