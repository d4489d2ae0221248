"""Items in a record: written when they come, answered by the learner, with before and after.

They change the record in place; items are replaced, never changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from lab.counterpoints.gate import MOST_IN_A_TEARDOWN
from lab.counterpoints.keeping import kept_after, kept_before
from lab.counterpoints.passages import digest_of, passage_at, reads_otherwise
from lab.counterpoints.prompting import PROMPT_VERSION
from lab.errors import NoSuchPart, UsageError
from store.records import Asking, Counterpoint

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import Literal

    from lab.counterpoints.asking import AskReport, AskRequest
    from lab.counterpoints.offline import OfflineQuestion
    from store.records import Teardown

    Response = Literal["changed", "rebutted", "parked", "useless"]

__all__ = ["RESPONSES", "add_items", "asking_entry", "find_point", "meet", "note_asking", "respond"]

RESPONSES: tuple[str, ...] = ("changed", "rebutted", "parked", "useless")


def meet(
    record: Teardown, questions: Iterable[OfflineQuestion], *, now: datetime
) -> list[Counterpoint]:
    """Note that questions were shown, each once; return them as they stand in the record."""
    known = {(point.section, point.counterpoint): point for point in record.counterpoints}
    shown: list[Counterpoint] = []
    new: list[Counterpoint] = []
    digests: dict[str, str] = {}
    for each in questions:
        point = known.get((each.section, each.question))
        if point is None:
            placed = bool(each.prompt or each.claim)
            text = passage_at(record, each.section, prompt=each.prompt, claim=each.claim)
            point = Counterpoint(
                id=_free_id(record, new),
                section=each.section,
                prompt=each.prompt,
                claim=each.claim,
                target_quote=each.quote if placed else "",
                kind=each.kind,
                counterpoint=each.question,
                source=each.source,
                asked_at=now,
                before=kept_before(text, each.quote) if placed else "",
                # Several are about one text, which may be long.
                seen=digests.get(text) or digests.setdefault(text, digest_of(text)),
            )
            new.append(point)
            known[each.section, each.question] = point
        shown.append(point)
    record.counterpoints = [*record.counterpoints, *new]
    return shown


def add_items(
    record: Teardown, items: Iterable[Counterpoint], *, now: datetime
) -> list[Counterpoint]:
    """Write a model's items into the record under free ids; return them as they stand there.

    No more than a teardown holds, whoever asked.
    """
    written: list[Counterpoint] = []
    room = MOST_IN_A_TEARDOWN - sum(point.source == "model" for point in record.counterpoints)
    for item in list(items)[: max(0, room)]:
        text = passage_at(record, item.section, prompt=item.prompt, claim=item.claim)
        facts = {
            "id": _free_id(record, written),
            "asked_at": now,
            "before": kept_before(text, item.target_quote),
            "seen": digest_of(text),
        }
        written.append(item.model_copy(update=facts))
    record.counterpoints = [*record.counterpoints, *written]
    return written


def note_asking(record: Teardown, asking: Asking) -> None:
    """Note a call of a model, or what became of one that began at the same instant."""
    others = [one for one in record.practice.askings if one.started_at != asking.started_at]
    record.practice = record.practice.model_copy(update={"askings": [*others, asking]})


def asking_entry(
    request: AskRequest,
    report: AskReport | None,
    *,
    started_at: datetime,
    cost: float,
    mode: str = "",
) -> Asking:
    """Return what is noted of a call; without a *report* it is under way and may cost *cost*."""
    values: dict[str, object] = {
        "started_at": started_at,
        "section": request.section,
        "mode": mode or request.mode,
        "model": request.model,
        "prompt_version": PROMPT_VERSION,
        "ended": "under way",
        "cost": round(cost, 9),
    }
    if report is not None:
        values |= {
            "returned": report.returned,
            "kept": len(report.items),
            "ended": report.ended,
            "input_tokens": report.usage.input,
            "output_tokens": report.usage.output,
        }
    return Asking.model_validate(values)


def find_point(record: Teardown, point_id: str) -> Counterpoint:
    """Return an item by its id; ``NoSuchPart`` names the ones that there are."""
    for point in record.counterpoints:
        if point.id == point_id:
            return point
    ids = [point.id for point in record.counterpoints]
    raise NoSuchPart(
        f"{record.id} has no counterpoint “{point_id}”",
        todo=f"It has: {', '.join(ids)}." if ids else "“teardown counterpoints” asks some.",
    )


def respond(record: Teardown, point_id: str, response: str, *, reply: str = "") -> Counterpoint:
    """Answer an item: changed, rebutted, parked or useless; the first three want a word why.

    Where something was changed, the text as it is now is kept beside the text as it was.
    """
    if record.example:
        raise UsageError(
            f"{record.id} is an example",
            "nothing is answered in it",
            todo="Its questions are there to be read; begin a teardown of your own to answer some.",
        )
    point = find_point(record, point_id)
    if response not in RESPONSES:
        raise UsageError(f"“{response}” is no answer", todo=f"One of: {', '.join(RESPONSES)}.")
    reply = reply.strip()
    asks = _ASKS[response]
    if asks and not reply:
        raise UsageError(asks, "one line is enough")
    now = passage_at(record, point.section, prompt=point.prompt, claim=point.claim)
    changed = response == "changed"
    otherwise = reads_otherwise(point, now)
    if changed and otherwise is False:
        raise UsageError(
            "Nothing is changed yet",
            "the text that it is about reads as it did",
            todo="Change it first, or choose another answer.",
        )
    answered = point.model_copy(
        update={
            "response": cast("Response", response),
            "reply": reply,
            # Only what was changed needs both.
            "before": point.before if changed else "",
            "after": kept_after(point.before, now)
            if changed and point.before and otherwise
            else "",
        }
    )
    record.counterpoints = [answered if one.id == point_id else one for one in record.counterpoints]
    return answered


_ASKS = {
    "changed": "Say what you changed",
    "rebutted": "Say why you disagree",
    "parked": "Say what would settle it",
    "useless": "",
}


def _free_id(record: Teardown, also: Iterable[Counterpoint]) -> str:
    taken = {point.id for point in (*record.counterpoints, *also)}
    number = len(taken) + 1
    while f"k{number}" in taken:
        number += 1
    return f"k{number}"


assert set(RESPONSES) < set(get_args(Counterpoint.model_fields["response"].annotation))  # noqa: S101
