"""The room for counterpoints: questions are met, a model is asked, items are answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from lab.counterpoints.answering import asking_entry, note_asking
from lab.counterpoints.gate import gate, gate_of_all, thought_about
from lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from lab.counterpoints.asking import Around, AskReport, AskRequest, Outlook
    from lab.counterpoints.critic import CriticRecord, Repeats
    from lab.counterpoints.gate import Gate
    from lab.counterpoints.material import Material
    from lab.counterpoints.offline import OfflineQuestion
    from lab.counterpoints.prompting import Mode
    from lab.models.asking import Model
    from lab.models.service import ServiceKind
    from lab.workspace import Workspace
    from store.records import Counterpoint, Teardown

__all__ = ["Counterpoints", "GateClosed", "Wish"]

_ALL: Final = "The whole teardown"
_THOUGHT: Final = ("answer", "full")
"""Steps of a section that the learner has thought about."""


class GateClosed(LabError):
    """A model may not be asked yet: the learner thinks first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom to ask, and for what; what is not said comes from the settings."""

    section: str = ""
    """Empty for the whole teardown."""
    mode: Mode = "counterpoints"
    kind: ServiceKind | None = None
    model: str = ""
    base_url: str = ""
    max_cost: float | None = None
    repeats: bool = False
    """To measure the critic: nothing is kept of what it says."""


class Counterpoints:
    """The opponent. Whatever it writes is in the history, and can be brought back."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    # Without a model

    def gate(self, record: Teardown, section_id: str) -> Gate:
        """Return what comes next in a section; without one, for the whole teardown."""
        most = int(self._workspace.settings["max_items"])
        template = self._workspace.template_of(record)
        if not section_id:
            return gate_of_all(record, template=template, most=most)
        return gate(record, section_id, template=template, most=most)

    def questions(self, record: Teardown, section_id: str) -> list[OfflineQuestion]:
        """Return a section's questions that need no model; empty until it is written."""
        from lab.counterpoints.offline import offline_questions

        return offline_questions(
            record,
            section_id,
            template=self._workspace.template_of(record),
            findings=self._workspace.reviews.findings(record),
        )

    def meet(self, teardown_id: str, questions: Sequence[OfflineQuestion]) -> list[Counterpoint]:
        """Note that questions were shown; return them with their ids and answers.

        To an example nothing is written: it is there to be read.
        """
        from lab.counterpoints.answering import meet

        now = self._workspace.clock.now()
        record = self._workspace.load(teardown_id)
        known = {(point.section, point.counterpoint) for point in record.counterpoints}
        is_known = all((each.section, each.question) in known for each in questions)
        if is_known or record.example:
            return meet(record, questions, now=now)  # nothing is new, so nothing is written
        return self._workspace.change(teardown_id, lambda record: meet(record, questions, now=now))[
            1
        ]

    def respond(
        self, teardown_id: str, point_id: str, response: str, *, reply: str = ""
    ) -> Counterpoint:
        """Answer an item: changed, rebutted, parked or useless."""
        from lab.counterpoints.answering import respond

        return self._workspace.change(
            teardown_id, lambda record: respond(record, point_id, response, reply=reply)
        )[1]

    def record(self, teardowns: Iterable[Teardown]) -> list[CriticRecord]:
        """Return what became of all items, by where they came from."""
        from lab.counterpoints.critic import critic_counts, critic_records

        return critic_records(critic_counts(record.to_dict()) for record in teardowns)

    # With one

    def turn(self, teardown_id: str) -> AbstractContextManager[None]:
        """Hold the turn to ask about a teardown while what may be asked is looked up and asked.

        Raise ``AskedElsewhere`` where another window asks just now.
        """
        from lab.counterpoints.turn import turn

        return turn(self._workspace.places.state, teardown_id)

    def request(self, record: Teardown, wish: Wish) -> AskRequest:
        """Return what is asked; raise ``GateClosed`` and ``UsageError``."""
        from lab.counterpoints.asking import AskRequest
        from lab.counterpoints.material import LARGEST, gather
        from lab.models.prices import Prices, prices_from
        from lab.models.service import service_of
        from lab.trials.live.wishes import limit_of, spent_on

        place = self._workspace
        if not place.settings["counterpoints"]:
            raise GateClosed(
                "Counterpoints from a model are switched off",
                todo="“Counterpoints” in the settings switches them on.",
            )
        sections = self._sections(record, wish)
        at = self.gate(record, wish.section)
        if not (at.is_open or (wish.repeats and at.step in _THOUGHT)):
            raise GateClosed(
                f"{wish.section or _ALL} is not open to a model yet",
                f"{at.words[:1].lower()}{at.words[1:]}".rstrip("."),
                todo=f"“teardown counterpoints {record.id}” asks the questions that come first.",
            )
        service = service_of(
            place.settings,
            place.environ,
            kind=wish.kind,
            model=wish.model,
            base_url=wish.base_url,
        )
        prices = (
            Prices() if service.is_near and wish.max_cost is None else prices_from(place.settings)
        )
        template = place.template_of(record)
        shown = _as_before_a_model(record) if wish.repeats else record
        spent = spent_on(record)
        most_here = int(place.settings["max_items"])

        def gathered(most: int) -> Material:
            return gather(shown, template, sections, most=most)

        return AskRequest(
            service=service,
            gather=gathered,
            size=LARGEST,
            section=wish.section,
            mode=wish.mode,
            most=most_here if wish.repeats else min(at.left, most_here),
            most_here=most_here,
            known=() if wish.repeats else tuple(record.counterpoints),
            prices=prices,
            limit=_left(
                limit_of(wish.max_cost, service, prices, place.settings, spent=spent),
                wish.max_cost,
                spent=spent,
            ),
        )

    def _sections(self, record: Teardown, wish: Wish) -> list[str]:
        """Return what is sent: one section, or those of the whole that were thought about."""
        from lab.writing import find_section

        if wish.section:
            return [find_section(record, wish.section).id]
        return thought_about(record, template=self._workspace.template_of(record))

    def outlook(self, request: AskRequest) -> Outlook:
        """Return what asking would take: tokens, money, what is left out."""
        from lab.counterpoints.asking import outlook

        return outlook(request)

    def model(self, request: AskRequest) -> Model:
        """Return what answers; raise ``ModelError``. Anthropic's library takes a second."""
        from lab.models.opening import open_model

        place = self._workspace
        return open_model(
            request.service, settings=place.settings, environ=place.environ, clock=place.clock
        )

    async def ask(
        self,
        teardown_id: str,
        request: AskRequest,
        *,
        on_item: Callable[[Counterpoint], None],
        tell: Callable[[str], None] = lambda _: None,
        around: Around | None = None,
        model: Model | None = None,
    ) -> AskReport:
        """Ask, and write each item as soon as it is complete; *on_item* hears it with its id.

        A cancel keeps what came. What asking may cost is written before it is asked, so that a
        limit holds across a kill. Raise ``NoKey``, ``StoreError``; other faults are in the report.
        """
        from lab.counterpoints.answering import add_items
        from lab.counterpoints.asking import ask
        from lab.trials.live.surroundings import RealSurroundings

        place = self._workspace
        started = place.clock.now()
        answering = model if model is not None else self.model(request)

        def reserve(cost: float) -> None:
            entry = asking_entry(request, None, started_at=started, cost=cost)
            place.change(teardown_id, lambda record: note_asking(record, entry))

        def keep(item: Counterpoint) -> None:
            now = place.clock.now()
            _, written = place.change(
                teardown_id, lambda record: add_items(record, [item], now=now)
            )
            if written:  # another program may have filled the teardown meanwhile
                on_item(written[0])

        try:
            report = await ask(
                request,
                answering,
                around=around or RealSurroundings(place.clock, place.environ),
                on_item=keep,
                reserve=reserve,
                tell=tell,
            )
            entry = asking_entry(request, report, started_at=started, cost=report.cost)
            place.change(teardown_id, lambda record: note_asking(record, entry))
        finally:
            await answering.close()
        return report

    async def repeat(
        self,
        teardown_id: str,
        request: AskRequest,
        times: int,
        *,
        tell: Callable[[str], None] = lambda _: None,
        around: Around | None = None,
        model: Model | None = None,
    ) -> tuple[Repeats, AskReport]:
        """Ask the same several times and return what the calls have in common.

        No item is kept; what the calls cost is. Ends early at a fault, which the report of the
        last call says. Raise ``NoKey``, ``StoreError``.
        """
        from dataclasses import replace

        from lab.counterpoints.asking import ask
        from lab.counterpoints.critic import repeats
        from lab.trials.live.surroundings import RealSurroundings

        place = self._workspace
        answering = model if model is not None else self.model(request)
        runs: list[list[Counterpoint]] = []
        spent = 0.0
        try:
            for number in range(times):
                tell(f"Asking … {number} of {times}")
                left = None if request.limit is None else request.limit - spent
                once = replace(request, limit=left)
                started = place.clock.now() + timedelta(microseconds=number)
                note = partial(self._note_repeat, teardown_id, once, started)
                report = await ask(
                    once,
                    answering,
                    around=around or RealSurroundings(place.clock, place.environ),
                    reserve=partial(note, None),
                    tell=tell,
                )
                spent += report.cost
                note(report, report.cost)
                if report.error is not None or report.cancelled:
                    break
                runs.append(report.items)
        finally:
            await answering.close()
        return repeats(runs), report

    def _note_repeat(
        self,
        teardown_id: str,
        request: AskRequest,
        started_at: datetime,
        report: AskReport | None,
        cost: float,
    ) -> None:
        entry = asking_entry(request, report, started_at=started_at, cost=cost, mode="repeat")
        self._workspace.change(teardown_id, partial(note_asking, asking=entry))


def _as_before_a_model(record: Teardown) -> Teardown:
    """Return a record as it was before any model spoke, so that each call is told the same."""
    met = [point for point in record.counterpoints if point.source != "model"]
    return record.model_copy(update={"counterpoints": met})


def _left(limit: float | None, said: float | None, *, spent: float) -> float | None:
    """Return what may still be spent: what was said holds for the teardown, over all calls."""
    return limit if limit is None or said is None else max(0.0, limit - spent)
