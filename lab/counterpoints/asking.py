"""Asking a model for counterpoints: one answer, read as it comes, within a limit of money."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Protocol

from lab.counterpoints.checking import Acceptance
from lab.counterpoints.faults import in_our_words, wrong_shape
from lab.counterpoints.gate import MOST_IN_A_SECTION
from lab.counterpoints.prompting import prompt_for
from lab.counterpoints.stream import ItemStream
from lab.models.asking import Question
from lab.models.errors import (
    AnswerRefused,
    AnswerTooLong,
    ModelError,
    PromptTooLong,
    RequestRefused,
    SpendLimit,
)
from lab.models.prices import Prices, Usage, money, most_tokens
from lab.models.retrying import Patience
from lab.trials.live.recording import usage_of_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lab.counterpoints.checking import Drop
    from lab.counterpoints.material import Material
    from lab.counterpoints.prompting import Mode, Prompted
    from lab.models.asking import Answer, Model
    from lab.models.service import Service
    from store.records import Counterpoint

__all__ = ["MAX_TOKENS", "Around", "AskReport", "AskRequest", "Outlook", "ask", "outlook"]

MAX_TOKENS: Final = 3000
"""Of an answer: three items need about half of it."""

_PER_TOKEN: Final = 4
"""Characters of ASCII, on average."""
_ELSEWHERE: Final = 2
"""Characters of other alphabets; a Chinese one or a Japanese one is a token of its own."""
_IDEOGRAMS: Final = "\u2e80"
"""Where the signs begin that stand for a word or a syllable."""
_SHORTENED: Final = 2
"""How often a text that is too long is halved before one gives up."""
_ROUNDING: Final = 1e-9


class Around(Protocol):
    """What asking stands on beside the model: a test gives its own."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...

    def chance(self) -> float:
        """Return a number from 0 to 1."""
        ...


@dataclass(frozen=True, slots=True)
class AskRequest:
    """What is asked, of whom, and what it may cost."""

    service: Service
    gather: Callable[[int], Material]
    """Gathers what is sent, cut to so many characters."""
    size: int
    """Characters that may be sent."""
    section: str = ""
    """Empty for the whole teardown."""
    mode: Mode = "counterpoints"
    most: int = MOST_IN_A_SECTION
    """Items that may come."""
    most_here: int = MOST_IN_A_SECTION
    """Items that a section may hold, with those that are known."""
    known: tuple[Counterpoint, ...] = ()
    """Items that may not come again."""
    prices: Prices = field(default_factory=Prices)
    limit: float | None = None
    """US dollars that may still be spent; ``None`` where no limit can be kept."""
    max_tokens: int = MAX_TOKENS

    @property
    def model(self) -> str:
        """What the model is called in the record; a command has no other name."""
        return self.service.model or self.service.kind


@dataclass(frozen=True, slots=True)
class Outlook:
    """What asking would take, before it is asked."""

    tokens: int
    """About so many are sent."""
    most_cost: float | None
    """US dollars at most; ``None`` where no price is set."""
    limit: float | None
    cut: tuple[str, ...]
    """What is left out for its length."""


@dataclass(slots=True)
class AskReport:
    """What came of it."""

    items: list[Counterpoint] = field(default_factory=list)
    returned: int = 0
    dropped: Counter[Drop] = field(default_factory=Counter)
    usage: Usage = field(default_factory=Usage)
    cost: float = 0.0
    """US dollars, never less than the truth where prices are set."""
    model: str = ""
    """The model that answered, as the service says; else the one that was asked."""
    cut: tuple[str, ...] = ()
    error: ModelError | None = None
    cancelled: bool = False

    @property
    def ended(self) -> str:
        """Say in a word how it ended: ``whole``, ``stopped``, or the error's name."""
        if self.cancelled:
            return "stopped"
        return "whole" if self.error is None else type(self.error).__name__


def outlook(request: AskRequest) -> Outlook:
    """Return what asking would take."""
    material = request.gather(request.size)
    prompted = prompt_for(material, mode=request.mode, most=request.most)
    most = _most_cost(request, prompted) if request.prices.are_set else None
    tokens = _about_tokens(prompted.system + prompted.prompt)
    return Outlook(tokens, most, request.limit, material.cut)


async def ask(
    request: AskRequest,
    model: Model,
    *,
    around: Around,
    on_item: Callable[[Counterpoint], None] = lambda _: None,
    reserve: Callable[[float], None] = lambda _: None,
    tell: Callable[[str], None] = lambda _: None,
    patience: Patience | None = None,
) -> AskReport:
    """Ask and return what came; *on_item* hears each item as it is complete.

    *reserve* hears the most that asking may have cost so far, before each question is sent, so
    that a limit holds even if the program ends in between. A cancel keeps what came and returns.
    """
    asking = _Asking(
        request, model, around, (on_item, reserve, tell), patience or Patience(tries=3)
    )
    try:
        await asking.go()
    except asyncio.CancelledError:
        asking.report.cancelled = True
    return asking.report


class _Asking:
    """One request, however often it is tried."""

    def __init__(
        self,
        request: AskRequest,
        model: Model,
        around: Around,
        heard: tuple[
            Callable[[Counterpoint], None], Callable[[float], None], Callable[[str], None]
        ],
        patience: Patience,
    ) -> None:
        self._request = request
        self._model = model
        self._around = around
        self._on_item, self._reserve, self._tell = heard
        self._patience = patience
        self._size = request.size
        self._shortened = 0
        self._with_schema = True
        self.report = AskReport(model=request.model)

    async def go(self) -> None:
        """Ask until an answer began, it makes no sense to go on, or patience ends."""
        tried = 0
        while True:
            tried += 1
            error = await self._once()
            self.report.error = (
                None if error is None else in_our_words(error, request=self._request)
            )
            if error is None or self.report.returned:
                return  # what began to come is not asked for again
            if self._can_be_mended(error):
                tried -= 1
                continue
            wait = (
                self._patience.wait(tried, asked=error.retry_after, chance=self._around.chance())
                if error.passes
                else None
            )
            if wait is None:
                return
            self._tell(f"{error.what}; trying again in {max(1, round(wait))} s")
            await self._around.sleep(wait)

    def _can_be_mended(self, error: ModelError) -> bool:
        """Change the question where that is what was wrong with it; return whether it was."""
        if isinstance(error, PromptTooLong) and self._shortened < _SHORTENED:
            self._shortened += 1
            size = self._request.gather(self._size).size
            self._size = min(self._size, size) // 2
            self._tell("It is longer than the model reads; asking about less of it …")
            return True
        if type(error) is RequestRefused and self._with_schema:
            # Not every service can hold a model to a shape; the prompt states it, too.
            self._with_schema = False
            return True
        return False

    async def _once(self) -> ModelError | None:
        request = self._request
        material = request.gather(self._size)
        self.report.cut = material.cut
        prompted = prompt_for(material, mode=request.mode, most=request.most)
        most = _most_cost(request, prompted)
        if request.limit is not None and self.report.cost + most > request.limit + _ROUNDING:
            return _limit_reached(request.limit, self.report.cost, most)
        self._reserve(self.report.cost + most)
        reading = _Reading(
            Acceptance(
                material,
                mode=request.mode,
                most=request.most,
                model=request.model,
                most_here=request.most_here,
                known=request.known,
                hide=self._model.hide,
            ),
            self._take,
        )
        question = Question(prompted.prompt, prompted.system, max_tokens=request.max_tokens)
        if request.service.kind == "command":
            # A program gets one text.
            question = replace(question, prompt=f"{prompted.system}\n{prompted.prompt}", system="")
        if self._with_schema:
            question = replace(question, schema=prompted.schema)
        usage: Usage | None = Usage()
        error: ModelError | None = None
        try:
            answer = await self._model.ask(question, on_text=reading.hear)
            usage = answer.usage
            self.report.model = self._model.hide(answer.model) or self.report.model
            error = _objection(request.service, answer, reading)
        except ModelError as failed:
            error = failed
            usage = usage_of_error(failed)
        finally:
            self._settle(prompted, usage)
            reading.end()
            self.report.returned += reading.acceptance.returned
            self.report.dropped.update(reading.acceptance.dropped)
        return error

    def _take(self, item: Counterpoint) -> None:
        self.report.items.append(item)
        self._on_item(item)

    def _settle(self, prompted: Prompted, usage: Usage | None) -> None:
        """Count what a question cost; ``None`` is one that nobody answered."""
        if usage is None:
            return
        self.report.usage = usage
        # Some services say 0 for what they did not count: nobody was sent nothing.
        sent = usage.input or most_tokens(prompted.system, prompted.prompt)
        received = usage.output
        if received is None or not (usage.input or received):
            received = self._request.max_tokens
        self.report.cost += self._request.prices.cost(sent, received)


class _Reading:
    """One answer, as it comes."""

    def __init__(self, acceptance: Acceptance, take: Callable[[Counterpoint], None]) -> None:
        self.acceptance = acceptance
        self.stream = ItemStream()
        self._take = take

    def hear(self, piece: str) -> None:
        """Take a piece of the answer."""
        self._each(self.stream.feed(piece))

    def _each(self, found: Iterable[dict[str, object]], *, partial: bool = False) -> None:
        for raw in found:
            item = self.acceptance.take(raw, partial=partial)
            if item is not None:
                self._take(item)

    def end(self) -> None:
        """Keep of an item that never ended what makes sense without its end."""
        rest = self.stream.unfinished()
        if rest.get("target_quote") and rest.get("counterpoint"):
            self._each([rest], partial=True)
        self.acceptance.malformed(self.stream.malformed)


def _objection(service: Service, answer: Answer, reading: _Reading) -> ModelError | None:
    """Return what is wrong with an answer that came to an end; ``None`` if nothing."""
    if answer.was_refused:
        return AnswerRefused(
            f"{service.model or 'The command'} would not answer",
            "the service calls it a refusal",
            todo="The questions without a model are there; another model may answer.",
        )
    if answer.was_cut:
        return AnswerTooLong(
            "The answer was longer than it may be, and broke off",
        )
    if not reading.stream.began or not reading.stream.closed:
        # A command may hand its answer over only at its end, and so may a service.
        return wrong_shape(service, "its answer holds no list of items")
    found = reading.acceptance
    is_unreadable = reading.stream.malformed or "shape" in found.dropped
    if is_unreadable and not found.kept and set(found.dropped) <= {"shape"}:
        return wrong_shape(service, "its items cannot be read")
    return None


def _about_tokens(text: str) -> int:
    ascii_ones = sum(map(str.isascii, text))
    ideograms = sum(character >= _IDEOGRAMS for character in text)
    others = len(text) - ascii_ones - ideograms
    return ascii_ones // _PER_TOKEN + others // _ELSEWHERE + ideograms


def _most_cost(request: AskRequest, prompted: Prompted) -> float:
    sent = most_tokens(prompted.system, prompted.prompt)
    return request.prices.cost(sent, request.max_tokens)


def _limit_reached(limit: float, spent: float, most: float) -> SpendLimit:
    return SpendLimit(
        "The spend limit would be passed",
        f"{money(limit - spent)} is left for this teardown, and asking may cost up to "
        f"{money(most)}",
        todo="Raise “Most to spend” in the settings, or ask a cheaper model.",
        option="--max-cost",
    )
