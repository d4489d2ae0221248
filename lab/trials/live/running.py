"""Making the runs: several at once, each recorded as soon as it is there."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from lab.models.errors import ModelError, SpendLimit
from lab.models.prices import Usage, money
from lab.models.retrying import Patience
from lab.trials.live.deciding import MOST_IN_A_ROW, Halt, Keep, after_error
from lab.trials.live.recording import draft_of_answer, draft_of_error, usage_of_error
from lab.trials.live.spending import Spending
from lab.trials.rules import rule_words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from lab.clock import Clock
    from lab.models.asking import Model
    from lab.trials.live.deciding import Again
    from lab.trials.live.request import Job, LiveRequest
    from lab.trials.ruling import Ruling
    from lab.trials.writing import TrialDraft

__all__ = ["LiveReport", "LiveRun", "Progress", "Surroundings"]


class Surroundings(Protocol):
    """What runs stand on beside the model: a test gives its own."""

    @property
    def clock(self) -> Clock:
        """What time it is, and how long something took."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...

    def chance(self) -> float:
        """Return a number from 0 to 1."""
        ...

    async def rule(self, request: LiveRequest, output: str) -> Ruling:
        """Hold an output against the request's rules."""
        ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is."""

    wanted: int
    """Runs that were missing when it began."""
    recorded: int = 0
    """Outputs that came, errors not included."""
    errors: int = 0
    under_way: int = 0
    spent: float = 0.0
    """US dollars, where prices are set."""
    waiting: str = ""
    """Why nothing is asked just now, and for how long; empty while something is."""


@dataclass(slots=True)
class LiveReport:
    """What came of it."""

    wanted: int
    recorded: int = 0
    errors: int = 0
    cut: int = 0
    """Outputs that ended because they may not be longer."""
    spent: float = 0.0
    stopped: ModelError | None = None
    """Why it ended before its end; ``None`` where it did not, or somebody stopped it."""
    cancelled: bool = False
    models: set[str] = field(default_factory=set)
    """The models that answered, as the service calls them."""

    @property
    def missing(self) -> int:
        """Runs that are still to be made."""
        return self.wanted - self.recorded


@dataclass(slots=True)
class _Attempt:
    """One run, however often it is tried."""

    job: Job
    tries: int = 0
    cost: float = 0.0


class LiveRun:
    """The missing runs of one request."""

    def __init__(
        self,
        missing: Sequence[Job],
        request: LiveRequest,
        model: Model,
        *,
        around: Surroundings,
        record: Callable[[TrialDraft, str], Awaitable[None]],
        tell: Callable[[Progress], None] = lambda _: None,
        patience: Patience | None = None,
    ) -> None:
        """*record* keeps a trial, with the name of who marked it, before the next one starts."""
        self._request = request
        self._model = model
        self._around = around
        self._record = record
        self._tell = tell
        self._patience = patience or Patience()
        self._waiting = deque(_Attempt(job) for job in missing)
        self._spending = Spending(request)
        self._not_before = 0.0
        self._failed_in_a_row = 0
        self._under_way: set[asyncio.Task[None]] = set()
        self._keeping: set[asyncio.Task[None] | None] = set()
        """Those whose answer is there: a cancel lets them record it."""
        self.report = LiveReport(wanted=len(self._waiting))

    async def go(self) -> LiveReport:
        """Make the runs and return what came of it.

        A cancel keeps what came: it ends what is under way and returns. What *record* raises
        goes on to whoever called.
        """
        try:
            while self._start():
                done, self._under_way = await asyncio.wait(
                    self._under_way, return_when=asyncio.FIRST_COMPLETED
                )
                for task in done:
                    task.result()
        except asyncio.CancelledError:
            self.report.cancelled = True
        finally:
            for task in self._under_way - self._keeping:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)
            self._under_way.clear()
        self.report.spent = self._spending.spent
        return self.report

    def _start(self) -> bool:
        """Start what may start; return whether anything is under way."""
        while (
            self._waiting
            and self.report.stopped is None
            and len(self._under_way) < self._request.at_once
            and self._spending.allows(self._waiting[0].job)
        ):
            attempt = self._waiting.popleft()
            reserved = self._spending.reserve(attempt.job)
            self._under_way.add(asyncio.ensure_future(self._one(attempt, reserved)))
        if self._waiting and not self._under_way and self.report.stopped is None:
            self.report.stopped = self._limit_reached(self._waiting[0])
        self._say()
        return bool(self._under_way)

    async def _one(self, attempt: _Attempt, reserved: float) -> None:
        """Ask once, and record what came of it or put the run back to be tried again."""
        clock = self._around.clock
        await self._pause()
        attempt.tries += 1
        began = clock.monotonic()
        try:
            answer = await self._model.ask(self._request.question(attempt.job.prompt))
        except ModelError as error:
            attempt.cost += self._spending.settle(attempt.job, reserved, usage_of_error(error))
            await self._failed(attempt, error, seconds=clock.monotonic() - began)
            return
        except asyncio.CancelledError:
            # Nobody knows how far it was: it counts at its most.
            self._spending.settle(attempt.job, reserved, Usage())
            raise
        seconds = clock.monotonic() - began
        attempt.cost += self._spending.settle(attempt.job, reserved, answer.usage)
        self.report.cut += answer.was_cut
        self.report.models |= {answer.model} - {""}
        await self._keep(
            draft_of_answer(
                attempt.job,
                self._request,
                answer,
                seconds=seconds,
                cost=attempt.cost,
                tries=attempt.tries,
            )
        )

    async def _failed(self, attempt: _Attempt, error: ModelError, *, seconds: float) -> None:
        todo = after_error(
            error, attempt.tries, patience=self._patience, chance=self._around.chance()
        )
        if isinstance(todo, Halt):
            self.report.stopped = self.report.stopped or error
        elif isinstance(todo, Keep):
            await self._keep(
                draft_of_error(
                    attempt.job,
                    self._request,
                    error,
                    seconds=seconds,
                    cost=attempt.cost,
                    tries=attempt.tries,
                )
            )
            self._failed_in_a_row += 1
            if self._failed_in_a_row >= MOST_IN_A_ROW:
                self.report.stopped = self.report.stopped or error
        elif self.report.stopped is None:
            await self._wait(todo, error)
            self._waiting.appendleft(attempt)

    async def _keep(self, draft: TrialDraft) -> None:
        """Record a run, marked by the rules where there are some."""
        marker = ""
        self._keeping.add(asyncio.current_task())
        if draft.verdict == "unmarked" and self._request.rules:
            ruling = await self._around.rule(self._request, draft.output)
            draft = replace(draft, verdict=ruling.verdict, note=ruling.why)
            marker = rule_words(self._request.rules)
        await self._record(draft, marker)
        if draft.verdict == "error":
            self.report.errors += 1
        else:
            self.report.recorded += 1
            self._failed_in_a_row = 0

    async def _pause(self) -> None:
        """Wait while the service asks everybody for a pause."""
        while (left := self._not_before - self._around.clock.monotonic()) > 0:
            await self._around.sleep(left)

    async def _wait(self, todo: Again, error: ModelError) -> None:
        self._say(f"{error.what}; trying again in {math.ceil(todo.wait)} s")
        if todo.for_all:
            until = self._around.clock.monotonic() + todo.wait
            self._not_before = max(self._not_before, until)
            await self._pause()
        else:
            await self._around.sleep(todo.wait)

    def _limit_reached(self, attempt: _Attempt) -> SpendLimit:
        limit = self._request.most_cost or 0.0
        return SpendLimit(
            "The spend limit is reached",
            f"{money(self._spending.spent)} of {money(limit)} is spent, and one more run may cost "
            f"up to {money(self._spending.most(attempt.job))}",
            todo="Raise the limit to go on; what came is kept.",
        )

    def _say(self, waiting: str = "") -> None:
        self._tell(
            Progress(
                wanted=self.report.wanted,
                recorded=self.report.recorded,
                errors=self.report.errors,
                under_way=len(self._under_way),
                spent=self._spending.spent,
                waiting=waiting,
            )
        )
