"""From a text to a teardown: our own Markdown, our JSON, or a foreign page. No I/O."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from lab.errors import InvalidRecord, NewerSchema
from lab.importing.outcome import Problem, SourceRefused, WentTo

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from store.exchange.foreign.reader import Form
    from store.records import Teardown

__all__ = ["Incoming", "is_own", "read_incoming"]

_FRONT: Final = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE
)
_OWN_KEY: Final = re.compile(r"^[\"']?teardown_(?:id|schema)[\"']?[ \t]*:", re.MULTILINE)
_OWN_MARK: Final = re.compile(
    r"^<!--[ \t]*teardown:(?:section|question|answer|record|claims)\b", re.MULTILINE
)
_QUOTED: Final = re.compile(r"^> ?")
_QUOTED_MARK: Final = re.compile(
    r"^(?:> ?)+<!--[ \t]*teardown:(?:section|question|answer|record)\b", re.MULTILINE
)
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")

_PUT_RIGHT: Final = "Put these lines right and import it again."
_MARKS_BACK: Final = "Ask for the file itself, as an attachment."
_WORDS_OF_QUESTION: Final = 7
"""So many words of a question name it in the report."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A teardown as a file has it."""

    record: Teardown
    digest: str
    """SHA-256 of the text."""
    foreign: bool = False
    """No teardown wrote the file: it has no id of its own."""
    went_to: tuple[WentTo, ...] = ()
    id_line: int = 0
    author_line: int = 0


def read_incoming(
    text: str,
    *,
    name: str,
    forms: Callable[[], Sequence[Form]],
    now: datetime,
    as_new: bool = False,
) -> Incoming:
    """Return the teardown in a text; raise ``SourceRefused`` with a line for each fault.

    With *as_new* a page of ours whose marks are gone is read by its headings.
    """
    text = _unquoted(text)
    own = is_own(text)
    marked = own and _is_marked(text)
    quoted = None if own or as_new else _QUOTED_MARK.search(text)
    if quoted:
        raise SourceRefused(
            "it is a teardown in a mail that answers it",
            problems=(
                Problem(
                    text.count("\n", 0, quoted.start()) + 1,
                    "the teardown’s own lines begin with “>” here",
                ),
            ),
            todo=_MARKS_BACK,
            way_out="as_new",
        )
    try:
        if name.lower().endswith(".json") or text.lstrip("\ufeff \t\r\n").startswith("{"):
            return _from_json(text)
        if own and (marked or not as_new):
            return _from_markdown(text)
        return _from_foreign(text, name=name, forms=forms(), now=now)
    except NewerSchema as error:
        line = _line_of(text, r"(?:teardown_schema|\"schema\")[\"']?[ \t]*:")
        raise SourceRefused(
            "a newer teardown wrote it",
            problems=(Problem(line, error.why),),
            todo="Update teardown, then import it again.",
        ) from None
    except InvalidRecord as error:
        places = getattr(error, "places", None)
        problems = (
            tuple(Problem(one.line, one.message) for one in places)
            if places is not None
            else tuple(Problem(0, fault) for fault in error.faults)
        )
        raise SourceRefused(
            "it cannot be read as a teardown",
            problems=problems,
            todo=_PUT_RIGHT if marked or not own else _MARKS_BACK,
            way_out="" if marked or not own else "as_new",
        ) from None


def _from_json(text: str) -> Incoming:
    from store.exchange.json_in import from_json

    return Incoming(
        from_json(text),
        _digest(text),
        id_line=_line_of(text, r'"id"[ \t]*:'),
        author_line=_line_of(text, r'"author"[ \t]*:'),
    )


def _from_markdown(text: str) -> Incoming:
    from store.exchange.markdown_reader import read_markdown

    reading = read_markdown(text)
    places = _places(reading.record)
    went_to = tuple(
        WentTo(
            one.line,
            f"“{one.text.splitlines()[0][:60]}”",
            places.get((one.section, one.question), f"notes of “{one.section}”"),
            kept=True,
        )
        for one in reading.kept
    )
    return Incoming(
        reading.record,
        _digest(text),
        went_to=went_to,
        id_line=_line_of(text, r"teardown_id[\"']?[ \t]*:"),
        author_line=_line_of(text, r"author[\"']?[ \t]*:"),
    )


def _places(record: Teardown) -> dict[tuple[str, str], str]:
    """Return what people call the places where words are put that stood in none."""
    places = {("", ""): "notes"}
    for section in record.questions:
        places[section.id, ""] = f"notes of “{section.title}”"
        for question in section.prompts:
            words = question.text.split()
            text = " ".join(words[:_WORDS_OF_QUESTION])
            more = " …" if len(words) > _WORDS_OF_QUESTION else ""
            places[section.id, question.id] = f"the answer to “{text}{more}”"
    return places


def _from_foreign(text: str, *, name: str, forms: Sequence[Form], now: datetime) -> Incoming:
    from store.exchange.foreign.reader import read_foreign

    page = read_foreign(text, name=name, forms=forms, now=now)
    went_to = tuple(WentTo(one.line, one.what, one.where, one.kept) for one in page.placed)
    return Incoming(page.record, page.digest, foreign=True, went_to=went_to)


def is_own(text: str) -> bool:
    """Return whether teardown wrote a page, however much of it was changed since.

    A page about our format, with our marks inside a code block, is not ours.
    """
    front = _FRONT.match(text)
    return bool(front and _OWN_KEY.search(front[1])) or _is_marked(text)


def _is_marked(text: str) -> bool:
    return "teardown:" in text and _OWN_MARK.search(_without_code(text)) is not None


def _unquoted(text: str) -> str:
    """Return a page of ours without the “> ” that a mail program put before every line."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if not lines[0].startswith(">") or "teardown" not in text:
        return text
    if any(line.strip() and not line.startswith(">") for line in lines):
        return text
    plain = "\n".join(_QUOTED.sub("", line) for line in lines)
    return plain if is_own(plain) else text


def _without_code(text: str) -> str:
    """Return the lines that stand in no code block."""
    kept, fence = [], ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                fence = ""
        elif found:
            fence = found[1]
        else:
            kept.append(line)
    return "\n".join(kept)


def _line_of(text: str, pattern: str) -> int:
    found = re.search(rf"^[ \t{{\"']*{pattern}", text, re.MULTILINE) or re.search(pattern, text)
    return text.count("\n", 0, found.start() + len(found[0]) - 1) + 1 if found else 0


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()
