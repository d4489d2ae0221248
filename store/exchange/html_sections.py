"""The parts of a teardown's page: its sections with what belongs to each, then the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from store.exchange import html_cards
from store.exchange.html_evidence import References, evidence_card
from store.exchange.html_probes import probe_card
from store.exchange.html_text import block, plain
from store.exchange.lists import LIMITS_TITLE, RECORD_LISTS
from store.exchange.said import said_lines
from store.exchange.sections import MOST_POINTS, Outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from store.exchange.lists import RecordList
    from store.exchange.said import Saying
    from store.records import SectionWork, Teardown, WrittenQuestion

__all__ = ["Entry", "write_parts"]

_NOT_FOR_READERS: Final = frozenset({"sessions", "askings"})
"""Lists that only serve the one who practises."""
_ASK_FOR_CLAIMS: Final = frozenset({"claims", "findings"})
"""Kinds of questions that the claims of their section answer."""
_ONE_MINUTE: Final = 60


class Entry(NamedTuple):
    """A line of the contents."""

    place: str
    """The anchor that it leads to."""
    title: str
    score: str = ""


def write_parts(
    record: Teardown,
    *,
    limits: Sequence[str] = (),
    files: Mapping[str, str] | None = None,
    says: Mapping[str, Sequence[Saying]] | None = None,
) -> tuple[list[Entry], str]:
    """Return the contents, and the parts of the page in their order.

    *limits* is what cannot be concluded beside what the author says about that; *files* the
    address of each page that was written beside this one, by the id of its evidence; *says*
    what follows from the runs of a probe, by its id.
    """
    outline = Outline.of(record)
    references = References(record, files=files or {}, says=says or {})
    entries: list[Entry] = []
    parts: list[str] = []
    for number, section_id in enumerate(outline.order, 1):
        asked = outline.asked.get(section_id)
        work = record.sections.get(section_id)
        title = asked.title if asked else section_id
        score = f"{work.score}/{MOST_POINTS}" if work and work.score is not None else ""
        entries.append(Entry(f"section-{number}", title, score))
        content = _standing(work) + _Section(record, outline, section_id).content(references)
        parts.append(_part(entries[-1], content))
    housed = [plan for plans in outline.homes.values() for plan in plans]
    for plan in RECORD_LISTS:
        if plan.name not in _NOT_FOR_READERS and plan not in housed and plan.parts(record):
            entries.append(Entry(plan.name, plan.title))
            parts.append(_part(entries[-1], _list(record, plan, references)))
        elif plan.parts(record) and (lines := said_lines(references.says.get(f":{plan.name}", ()))):
            entries.append(Entry(plan.name, plan.title))
            parts.append(_part(entries[-1], f"<p>{lines}</p>\n"))
        if plan.name == "lessons" and (record.take_home.cannot_conclude or limits):
            entries.append(Entry("limits", LIMITS_TITLE))
            parts.append(_part(entries[-1], _limits(record.take_home.cannot_conclude, limits)))
    return entries, "".join(parts)


def _part(entry: Entry, content: str) -> str:
    return (
        f'<section class="part" aria-labelledby="{entry.place}">\n'
        f'<h2 id="{entry.place}" dir="auto">{plain(entry.title)}</h2>\n{content}</section>\n'
    )


def _limits(own: str, limits: Sequence[str]) -> str:
    """Return what the author says that cannot be concluded, then what follows by itself."""
    written = block(own) if own else ""
    if not limits:
        return written
    items = "".join(f"<li>{plain(limit)}</li>" for limit in limits)
    label = "Worked out by teardown from what is recorded, and from what is not:"
    return f'{written}\n<div class="left-open">{label}<ul>{items}</ul></div>\n'


def _standing(work: SectionWork | None) -> str:
    """Return a section's score, in words and as dots, and its minutes."""
    if work is None:
        return ""
    said = []
    if work.score is not None:
        dots = "●" * work.score + "○" * (MOST_POINTS - work.score)
        said.append(
            f"Scored {work.score} of {MOST_POINTS} "
            f'<span class="dots" aria-hidden="true">{dots}</span>'
        )
    minutes = round(work.seconds / _ONE_MINUTE)
    if minutes:
        said.append(f"{minutes} minute{'' if minutes == 1 else 's'}")
    return f'<p class="standing">{" · ".join(said)}</p>\n' if said else ""


class _Section:
    """One section: answers, lists that a question asks for, claims, counterpoints."""

    def __init__(self, record: Teardown, outline: Outline, section_id: str) -> None:
        self._record = record
        self._outline = outline
        self._id = section_id
        work = record.sections.get(section_id)
        self._answers = dict(work.answers) if work else {}
        self._open: list[str] = []

    def content(self, references: References) -> str:
        """Return the section below its title; *references* names the evidence."""
        parts = []
        asked = self._outline.asked.get(self._id)
        for number, question in enumerate(asked.prompts if asked else ()):
            parts.append(self._question(number, question, references))
        for name, answer in self._answers.items():
            parts.append(f'<h3 dir="auto">{plain(name)}</h3>\n{block(answer)}\n')
        claims: list[Any] = self._outline.shares.get(("claims", self._id), [])
        if claims:
            made = html_cards.cards(html_cards.claim_card(claim, references) for claim in claims)
            parts.append(_titled("Claims", len(claims)) + made)
        points: list[Any] = self._outline.shares.get(("counterpoints", self._id), [])
        if points:
            made = html_cards.cards(map(html_cards.counterpoint_card, points))
            parts.append(_titled("Counterpoints", len(points)) + made)
        if self._open:
            items = "".join(f'<li dir="auto">{plain(question)}</li>' for question in self._open)
            parts.append(f'<div class="left-open">Left open:<ul>{items}</ul></div>\n')
        return "".join(parts)

    def _question(self, number: int, question: WrittenQuestion, references: References) -> str:
        answer = self._answers.pop(question.id, "")
        plans = self._outline.homes.get((self._id, number), ())
        if not answer.strip() and not plans:
            claimed = self._outline.shares.get(("claims", self._id))
            if not (question.kind in _ASK_FOR_CLAIMS and claimed):
                self._open.append(question.text)
            return ""
        lists = "".join(_list(self._record, plan, references) for plan in plans)
        written = f"{block(answer)}\n" if answer.strip() else ""
        return f'<h3 dir="auto">{plain(question.text)}</h3>\n{written}{lists}'


def _titled(title: str, count: int) -> str:
    return f'<h3 class="list">{title} <small>{count}</small></h3>\n'


def _list(record: Teardown, plan: RecordList, references: References) -> str:
    """Return one list of the record as cards."""
    parts: Any = plan.parts(record)
    made: Iterable[str]
    match plan.name:
        case "predictions":
            made = map(html_cards.prediction_card, parts)
        case "probes":
            made = (
                probe_card(
                    one,
                    references.says.get(one.id, ()),
                    place=references.place_of_probe(one.id),
                )
                for one in parts
            )
        case "metrics":
            made = map(html_cards.metric_card, parts)
        case "lessons":
            made = map(html_cards.lesson_card, parts)
        case "evidence":
            made = (
                evidence_card(one, references.place(one.id), file=references.files.get(one.id, ""))
                for one in parts
            )
        case name:  # pragma: no cover - a test holds every list against this
            raise KeyError(name)
    return html_cards.cards(made)
