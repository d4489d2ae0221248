"""Captures that go on while the app is used. They belong to the app, not to a screen.

Fetching and reading a page happen in a process of their own; here is only who waits for it.
What came is kept in the teardown that is open, else in the library, in the same way as
everything else that changes a teardown.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lab.errors import TeardownError
from lab.figures import counted
from tui.background import in_background
from tui.harmless import one_line
from tui.keeping import Keeper
from tui.presenter import words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lab.evidence.captured import Capture, Neighbour
    from tui.app import TeardownApp
    from tui.keeping import Kept

__all__ = ["Captures", "Job", "JobState"]

JobState = Literal["waiting", "fetching", "keeping", "failed", "done"]

NOT_YET: frozenset[JobState] = frozenset({"waiting", "fetching", "keeping"})


@dataclass(eq=False, slots=True)
class Job:
    """One page that is being captured, or could not be."""

    number: int
    teardown_id: str
    source: str
    """An address, or the path of a file."""
    section: str = ""
    """The section that it is captured for; empty for the whole teardown."""
    evidence_id: str = ""
    """The page that is captured again; empty for a new one."""
    allow_private: bool = False
    """Whether this one address may be one of the own network."""
    is_neighbour: bool = False
    """Whether nobody asked for this very page by name, so that the site's robots.txt counts."""
    state: JobState = "waiting"
    received: int = 0
    expected: int | None = None
    error: TeardownError | OSError | None = None
    kept_as: str = ""
    """The id of the evidence that it became."""
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def is_going_on(self) -> bool:
        """Whether it is neither done nor failed."""
        return self.state in NOT_YET

    @property
    def wants_yes(self) -> bool:
        """Whether it was refused because its address is in the own network."""
        from lab.evidence.fetching.errors import PrivateAddress

        return isinstance(self.error, PrivateAddress)


class Captures:
    """Every capture that is under way or failed, and the pages that may be worth one."""

    def __init__(self, app: TeardownApp) -> None:
        self._app = app
        self._jobs: list[Job] = []
        self._numbers = count(1)
        self._offers: dict[str, dict[str, Neighbour]] = {}
        self._keeper = Keeper(app)
        self.listeners: list[Callable[[Job], None]] = []
        """Called whenever something about a capture changed."""

    def of(self, teardown_id: str) -> list[Job]:
        """Return the captures of one teardown that are under way or failed."""
        return [job for job in self._jobs if job.teardown_id == teardown_id]

    def offered(self, teardown_id: str) -> list[Neighbour]:
        """Return other pages of the sites that were captured since the app was started."""
        return list(self._offers.get(teardown_id, {}).values())

    # Beginning and ending

    def begin(
        self,
        teardown_id: str,
        sources: Iterable[str],
        *,
        section: str = "",
        allow_private: bool = False,
        are_neighbours: bool = False,
    ) -> list[Job]:
        """Capture these, one after the other."""
        jobs = [
            Job(
                next(self._numbers),
                teardown_id,
                source,
                section,
                allow_private=allow_private,
                is_neighbour=are_neighbours,
            )
            for source in sources
        ]
        self._start(jobs)
        return jobs

    def refresh(self, teardown_id: str, pages: Sequence[tuple[str, str]]) -> None:
        """Capture pages again, given by the ids of their evidence and their addresses."""
        busy = {job.evidence_id for job in self._jobs if job.is_going_on and job.evidence_id}
        jobs = [
            Job(next(self._numbers), teardown_id, address, evidence_id=evidence_id)
            for evidence_id, address in pages
            if evidence_id not in busy
        ]
        again = {job.evidence_id for job in jobs}
        self._jobs = [job for job in self._jobs if job.evidence_id not in again or job.is_going_on]
        self._start(jobs)

    def again(self, job: Job, *, allow_private: bool = False) -> None:
        """Try once more what failed."""
        job.state, job.error, job.received, job.expected = "waiting", None, 0, None
        job.allow_private = job.allow_private or allow_private
        self._told(job)
        in_background(self._app, partial(self._run, [job]), group="capture")

    def drop(self, job: Job) -> None:
        """Stop a capture, or forget one that failed."""
        if job in self._jobs:
            self._jobs.remove(job)
        if job.task is not None:
            job.task.cancel()
        job.state = "done"
        self._told(job)

    async def stop(self) -> None:
        """End every capture, and wait until nothing of it is left running."""
        tasks = [job.task for job in self._jobs if job.task is not None]
        for job in [*self._jobs]:
            self.drop(job)
        if tasks:
            await asyncio.wait(tasks)

    def _start(self, jobs: list[Job]) -> None:
        self._jobs += jobs
        for job in jobs:
            self._told(job)
        if jobs:
            in_background(self._app, partial(self._run, jobs), group="capture")

    # Going on

    async def _run(self, jobs: Sequence[Job]) -> None:
        done: list[Kept] = []
        for job in jobs:
            if job.state != "waiting":
                continue
            job.task = asyncio.create_task(self._one(job, done))
            try:
                await asyncio.wait([job.task])
            finally:
                job.task.cancel()
            if not job.task.cancelled():
                job.task.result()
            job.task = None
        self._say(jobs, done)

    async def _one(self, job: Job, done: list[Kept]) -> None:
        try:
            job.state = "fetching"
            self._told(job)
            capture = await self._capture(job)
            job.state = "keeping"
            self._told(job)
            kept = await self._keeper.keep(job, capture)
        except (TeardownError, OSError) as error:
            job.state, job.error = "failed", error
        else:
            job.state, job.kept_as = "done", kept.evidence_id
            self._jobs.remove(job)
            self._offer(job, capture)
            done.append(kept)
        self._told(job)

    async def _capture(self, job: Job) -> Capture:
        from lab.evidence.source import file_in

        def progress(received: int, expected: int | None) -> None:
            job.received, job.expected = received, expected
            self._told(job)

        room = self._app.desk.workspace.evidence
        path = file_in(job.source, home=Path.home())
        if path is not None:
            return await room.read_file(path)
        return await room.capture(
            job.source,
            allow_private=job.allow_private,
            heeds_robots=job.is_neighbour,
            on_progress=progress,
        )

    def _offer(self, job: Job, capture: Capture) -> None:
        offers = self._offers.setdefault(job.teardown_id, {})
        for neighbour in capture.neighbours:
            offers.setdefault(neighbour.url, neighbour)

    def _told(self, job: Job) -> None:
        for listener in [*self.listeners]:
            listener(job)

    def _say(self, jobs: Sequence[Job], done: Sequence[Kept]) -> None:
        """Say how it ended, once for all that were begun together."""
        failed = [job for job in jobs if job.state == "failed"]
        if not done and not failed:
            return
        if len(done) + len(failed) == 1:
            if failed:
                self._app.tell(_refused(failed[0]), severity="error")
            else:
                bad = done[0].verdict not in {"good", "partial"}
                more = self._more(jobs[0]) if done[0].how == "new" else ""
                words = f"{_told_of(done[0])}{more}"
                self._app.tell(words, severity="warning" if bad else "information")
            return
        words = _told_of_all(done)
        if failed:
            words += f" {counted(len(failed), 'page')} could not be captured; see why in the list."
        self._app.tell(words.strip(), severity="warning" if failed else "information")

    def _more(self, job: Job) -> str:
        number = len(self.offered(job.teardown_id))
        if not number or job.is_neighbour:
            return ""
        pages = counted(number, "more page")
        return f" {pages} of the site may be worth it: m shows them on Evidence."


def _told_of(kept: Kept) -> str:
    title = f"“{one_line(kept.title)}”"
    match kept.how:
        case "same":
            return f"{title} was captured already, and says the same."
        case "unchanged":
            return f"{title} says the same as when you captured it."
        case "changed":
            quotes = f" {counted(kept.lost, 'quote')} no longer as quoted." if kept.lost else ""
            return f"{title} has changed: {kept.line}.{quotes} v on Evidence shows it."
    reason = f" {kept.reason}" if kept.verdict != "good" and kept.reason else ""
    return f"Captured {title}: {kept.verdict}.{reason}"


def _told_of_all(done: Sequence[Kept]) -> str:
    words = [
        f"{counted(number, 'page')} {did}"
        for did, hows in (
            ("captured", ("new",)),
            ("held already", ("same",)),
            ("unchanged", ("unchanged",)),
            ("changed", ("changed",)),
        )
        if (number := sum(kept.how in hows for kept in done))
    ]
    lost = sum(kept.lost for kept in done)
    if lost:
        words.append(f"{counted(lost, 'quote')} no longer as quoted")
    return f"{', '.join(words)}." if words else ""


def _refused(job: Job) -> str:
    if job.error is None:
        return f"{one_line(job.source)} was not captured."
    rest = "On Evidence, Enter on its line tries again."
    if job.wants_yes:
        rest = "On Evidence, Enter on its line captures it, if you say yes."
    return f"{words_for(job.error).rstrip()} {rest}"
