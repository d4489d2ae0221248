"""What the habit needs of a teardown, taken from its JSON and remembered between starts.

No pydantic here, and no file is read twice: Home shows these figures in its first second.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypedDict

from lab.files import write_private
from lab.habit.earlier import DRILL, REMATCH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from store.summaries import Summary

__all__ = ["Digest", "Digests", "Foretold", "Lines", "Past", "digest_of"]

_FORM: Final = 8
"""Grows when the remembered file changes its form; an older one is made anew."""
_DAY: Final = 10
"""Letters of a day."""


class Foretold(TypedDict):
    """One prediction as its file has it."""

    id: str
    statement: str
    chance: float | None
    due: str
    late: bool
    """Made when one knew already: no prediction, and never counted."""
    outcome: str


class Past(TypedDict):
    """What is looked at for figures over time."""

    resolved: list[Foretold]
    """Predictions that are no longer open."""
    scores: dict[str, int]
    mix: dict[str, int]
    """Claims by basis."""
    counterpoints: dict[str, int]
    """A model's counterpoints by response."""
    critics: list[dict[str, Any]]
    """What became of them, as ``critic_counts`` says it."""
    probes: list[tuple[int, int]]
    """Of each probe with a marked run: how many passed, and how many failed."""


class Digest:
    """The part of a teardown that the habit looks at. Days are ``YYYY-MM-DD``.

    What Home asks for is at hand; the past is understood when it is asked for.
    """

    __slots__ = ("_lines", "_number", "again", "cards", "is_drill", "rematch_of", "waiting")

    def __init__(
        self,
        waiting: list[Foretold],
        cards: str,
        again: str,
        lines: Lines,
        *,
        rematch_of: str,
        is_drill: bool = False,
        number: int = 0,
    ) -> None:
        self.waiting = waiting
        """Predictions that are open."""
        self.cards = cards
        """Of each card of a finished teardown a line: the day when due, that of the last look (or
        ten spaces), and the lesson's id; the soonest due first, as thousands are read at once."""
        self.again = again
        """The day on which the person wants to look at the product again; empty for none."""
        self.rematch_of = rematch_of
        """The id of the teardown that a rematch was begun from; empty for any other."""
        self.is_drill = is_drill
        """Whether it is one section alone, to practise that."""
        self._lines = lines
        self._number = number

    @property
    def past(self) -> Past:
        """What is resolved, scored, claimed and answered."""
        import orjson

        past: Past = orjson.loads(self.past_in_file())
        return past

    def past_in_file(self) -> bytes:
        """Return the past as it is remembered: one line of JSON."""
        return self._lines[self._number]


class Lines:
    """Lines of a file that are told apart when the first of them is asked for."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._lines: list[bytes] = []

    def __getitem__(self, number: int) -> bytes:
        if not self._lines:
            self._lines = self._text.split(b"\n")
            self._text = b""
        return self._lines[number]


def digest_of(document: Mapping[str, Any]) -> Digest:
    """Return the digest of a record, given as the JSON values of its file; never raises."""
    import orjson

    from lab.counterpoints.critic import critic_counts

    finished = _text(document.get("finished_at"))
    contact = _first_run(document)
    origin = _part(document.get("origin"))
    foretold = [
        _foretold(each, finished=finished, contact=contact)
        for each in _items(document.get("predictions"))
    ]
    past: Past = {
        "resolved": [each for each in foretold if each["outcome"] != "open"],
        "scores": {
            name: score
            for name, work in _part(document.get("sections")).items()
            if type(score := _part(work).get("score")) is int
        },
        "mix": _counted(each.get("basis") for each in _items(document.get("claims"))),
        "counterpoints": _counted(
            each.get("response")
            for each in _items(document.get("counterpoints"))
            if each.get("source") == "model"
        ),
        "critics": [row for row in critic_counts(document) if row["source"] == "model"],
        "probes": [
            (passes, failures)
            for probe in _items(document.get("probes"))
            for passes, failures in [_marked(probe)]
            if passes + failures
        ],
    }
    return Digest(
        [each for each in foretold if each["outcome"] == "open"],
        "\n".join(sorted(_cards(document, finished[:_DAY]))) if finished else "",
        _text(document.get("review_by"))[:_DAY],
        Lines(orjson.dumps(past)),
        rematch_of=_text(origin.get("name")) if origin.get("kind") == REMATCH else "",
        is_drill=origin.get("kind") == DRILL,
    )


def _cards(document: Mapping[str, Any], finished: str) -> Iterable[str]:
    """Return a teardown's cards; one that was never looked at is due since the finish."""
    new = _text(document.get("finished_on")) or finished
    for each in _items(_part(document.get("take_home")).get("lessons")):
        if _text(_part(each.get("card")).get("front")).strip():
            plan = _part(each.get("schedule"))
            due = _text(plan.get("due_on"))[:_DAY] or new
            looked = _text(plan.get("looked_on"))[:_DAY]
            yield f"{due:<{_DAY}} {looked:<{_DAY}} {' '.join(_text(each.get('id')).split())}"


class Digests:
    """The digests of a library, remembered in one small file that may be lost at any time."""

    def __init__(self, file: Path, *, read: Callable[[Summary], Mapping[str, Any] | None]) -> None:
        """*read* returns the JSON values of a teardown's file, ``None`` if they cannot be had."""
        self._file = file
        self._read = read
        self._known: dict[str, tuple[int, str, Digest]] | None = None

    def of(self, rows: Iterable[Summary]) -> dict[str, Digest]:
        """Return the digests of these teardowns by id; only what changed is read."""
        known = self._known if self._known is not None else self._load()
        found: dict[str, tuple[int, str, Digest]] = {}
        fresh = False
        for row in rows:
            old = known.get(row.id)
            if old is not None and old[0] == row.rev and old[1] == row.updated_at:
                found[row.id] = old
                continue
            document = None if row.fault else self._read(row)
            if document is not None:
                found[row.id] = (row.rev, row.updated_at, digest_of(document))
                fresh = True
        self._known = found
        if fresh or len(found) != len(known):
            self._keep(found)
        return {name: entry[2] for name, entry in found.items()}

    def _load(self) -> dict[str, tuple[int, str, Digest]]:
        import orjson

        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            at_hand, _, past = self._file.read_bytes().partition(b"\n")
            data = orjson.loads(at_hand)
            if data["form"] == _FORM and past.count(b"\n") == len(data["rows"]):
                lines = Lines(past)
                return {
                    name: (
                        rev,
                        updated,
                        Digest(
                            waiting,
                            cards,
                            again,
                            lines,
                            rematch_of=of,
                            is_drill=drill,
                            number=number,
                        ),
                    )
                    for number, (name, rev, updated, waiting, cards, again, of, drill) in enumerate(
                        data["rows"]
                    )
                }
        return {}

    def _keep(self, found: Mapping[str, tuple[int, str, Digest]]) -> None:
        """Write what Home asks for into the first line, and behind it each past in its own."""
        import orjson

        rows = [
            (
                name,
                rev,
                updated,
                digest.waiting,
                digest.cards,
                digest.again,
                digest.rematch_of,
                digest.is_drill,
            )
            for name, (rev, updated, digest) in found.items()
        ]
        with suppress(OSError, TypeError):  # TypeError: half a character, which JSON cannot hold
            at_hand = orjson.dumps({"form": _FORM, "rows": rows})
            lines = [at_hand, *(digest.past_in_file() for _, _, digest in found.values()), b""]
            write_private(self._file, b"\n".join(lines), durable=False)


def _first_run(document: Mapping[str, Any]) -> str:
    """Return when the first output was recorded; empty where that is not known."""
    runs = (run for probe in _items(document.get("probes")) for run in _items(probe.get("trials")))
    return min((at for run in runs if (at := _text(run.get("at")))), default="")


def _foretold(each: Mapping[str, Any], *, finished: str, contact: str) -> Foretold:
    """*contact* is the first run: what has no day of its own is about what the runs will show."""
    chance, made, due = each.get("probability"), _text(each.get("made_at")), _text(each.get("due"))
    known = [at[:-1] for at in (finished, "" if due else contact) if at]
    return {
        "id": _text(each.get("id")),
        "statement": _text(each.get("statement")),
        "chance": float(chance) if isinstance(chance, int | float) else None,
        "due": due,
        "late": bool(made and any(made[:-1] > at for at in known)),
        "outcome": _text(each.get("outcome")) or "open",
    }


def _marked(probe: Mapping[str, Any]) -> tuple[int, int]:
    verdicts = _counted(each.get("verdict") for each in _items(probe.get("trials")))
    return verdicts.get("pass", 0), verdicts.get("fail", 0)


def _counted(values: Iterable[object]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        if isinstance(value, str):
            counts[value] = counts.get(value, 0) + 1
    return counts


def _items(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _part(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
