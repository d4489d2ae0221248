"""What people decided about which findings are one: small records that are kept with the round.

Each person's decisions are a list of their own; together they are read in the order in which
they were made, so that the same files mean the same on every computer.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, get_args

from lab.compare.likeness import ClaimAt
from lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "SCHEMA",
    "Decision",
    "DecisionsUnreadable",
    "Do",
    "Standing",
    "after_all",
    "decisions_from",
    "decisions_text",
    "joined",
    "pair_of",
    "parse_claim",
    "standing",
    "taken_out",
]

SCHEMA: Final = "teardown.matches/v1"
_MOST: Final = 5_000
_LONGEST: Final = 300
_WHEN: Final = re.compile(r"[2-8]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")
"""When something was decided; what stands there otherwise was not written by us."""

Do = Literal["join", "split"]


class DecisionsUnreadable(LabError):
    """A file of decisions holds something else."""


class Decision(NamedTuple):
    """That two claims are one finding, or that they are two."""

    do: Do
    one: ClaimAt
    other: ClaimAt
    by: str = ""
    at: str = ""
    """An instant in UTC as text, so that it sorts."""


class Standing(NamedTuple):
    """What holds after all decisions."""

    together: tuple[tuple[ClaimAt, ClaimAt], ...] = ()
    apart: frozenset[frozenset[ClaimAt]] = frozenset()


def after_all(new: Iterable[Decision], earlier: Iterable[Decision]) -> list[Decision]:
    """Return new decisions that hold, though somebody's clock was ahead in earlier ones."""
    latest: dict[frozenset[ClaimAt], str] = {}
    for each in earlier:
        latest[pair_of(each)] = max(each.at, latest.get(pair_of(each), ""))
    return [each._replace(at=_after(latest.get(pair_of(each), ""), each.at)) for each in new]


def standing(decisions: Iterable[Decision]) -> Standing:
    """Return what holds; of two decisions about one pair the later does, whoever made it."""
    last: dict[frozenset[ClaimAt], Decision] = {}
    for decision in sorted(decisions, key=lambda each: (each.at, each.by, each.do)):
        if decision.one != decision.other:
            last[frozenset((decision.one, decision.other))] = decision
    pairs = sorted(tuple(sorted(pair)) for pair, each in last.items() if each.do == "join")
    return Standing(
        tuple((pair[0], pair[1]) for pair in pairs),
        frozenset(pair for pair, each in last.items() if each.do == "split"),
    )


def pair_of(decision: Decision) -> frozenset[ClaimAt]:
    """Return what it is about, in no order."""
    return frozenset((decision.one, decision.other))


def joined(claims: Sequence[ClaimAt], *, by: str, now: datetime) -> list[Decision]:
    """Return the decisions that make these claims one finding."""
    first, *others = sorted(set(claims))
    return [Decision("join", first, other, by, _instant(now)) for other in others]


def taken_out(
    claim: ClaimAt, group: Iterable[ClaimAt], *, by: str, now: datetime
) -> list[Decision]:
    """Return the decisions that take a claim out of a finding."""
    return [
        Decision("split", claim, other, by, _instant(now))
        for other in sorted(set(group))
        if other != claim
    ]


def decisions_text(decisions: Iterable[Decision]) -> str:
    """Return decisions as a file's text, a line each, the same for the same decisions."""
    lines = [
        json.dumps(
            {
                "do": each.do,
                "claims": [str(each.one), str(each.other)],
                "by": each.by,
                "at": each.at,
            },
            ensure_ascii=False,
        )
        for each in decisions
    ]
    inside = ",\n    ".join(lines)
    body = f"[\n    {inside}\n  ]" if lines else "[]"
    return f'{{\n  "schema": "{SCHEMA}",\n  "decisions": {body}\n}}\n'


def decisions_from(text: str, *, name: str) -> list[Decision]:
    """Return the decisions in a file's text; raise ``DecisionsUnreadable``, naming the file."""
    try:
        return [_decision(each) for each in _listed(json.loads(text))]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        why = f"it has no {error}" if isinstance(error, KeyError) else str(error)
        if isinstance(error, json.JSONDecodeError):
            why = f"line {error.lineno} is no JSON"
        if isinstance(error, TypeError | RecursionError):
            why = "it is built in another way"
        raise DecisionsUnreadable(
            f"{name} is no file of matched findings",
            why,
            todo="Ask whoever wrote it for another, or leave it out.",
        ) from None


def _listed(document: Any) -> list[Any]:
    if document["schema"] != SCHEMA:
        raise ValueError(f"its schema is not {SCHEMA}")
    listed = document["decisions"]
    if not isinstance(listed, list) or len(listed) > _MOST:
        raise ValueError(f"“decisions” is no list of at most {_MOST}")
    return listed


def _decision(value: Any) -> Decision:
    one, other = (parse_claim(each) for each in value["claims"])
    if value["do"] not in get_args(Do):
        raise ValueError("“do” is neither join nor split")
    by, at = str(value.get("by", ""))[:_LONGEST], str(value.get("at", ""))
    return Decision(value["do"], one, other, by, at if _WHEN.fullmatch(at) else "")


def parse_claim(value: object) -> ClaimAt:
    """Return the claim that TEARDOWN/CLAIM names; raise ``ValueError``."""
    teardown, slash, claim = str(value)[:_LONGEST].partition("/")
    if not (teardown and slash and claim):
        raise ValueError("a claim is written as TEARDOWN/CLAIM")
    return ClaimAt(teardown, claim)


def _after(earlier: str, at: str) -> str:
    """Return an instant, or the one after an earlier one where that lies ahead."""
    if at > earlier:
        return at
    try:
        return _instant(datetime.fromisoformat(earlier) + timedelta(milliseconds=1))
    except ValueError:  # no day of any calendar
        return at


def _instant(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
