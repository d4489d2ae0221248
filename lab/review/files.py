"""Which files of a folder are teardowns, and in which line of a file a finding stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.errors import NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from lab.review.finding import Finding
    from store.records import Teardown

__all__ = ["Region", "region_of", "teardowns_in"]

_LOOKED_AT: Final = 4000
"""Characters at the start of a JSON file that say what it is."""

_SHORTEST: Final = 4
"""Characters of a line by which it is found again."""


@dataclass(frozen=True, slots=True)
class Region:
    """Where something stands in a file; lines and columns begin at 1, columns in characters."""

    line: int
    column: int = 0
    """0 where only the line is known."""
    end_column: int = 0


def teardowns_in(folder: Path, *, library: Path) -> tuple[list[Path], int]:
    """Return the teardowns in a folder and below it, and how many other files lie there.

    Hidden files, links and the user's library itself are left out. Raise ``NotFound`` where
    no file is a teardown.
    """
    from lab.importing.outcome import SourceRefused
    from lab.importing.sources import find_sources, read_source

    sources, _ = find_sources([folder], library=library)
    found, others = [], 0
    for source in sources:
        try:
            ours = source.path is not None and _is_teardown(read_source(source, library=library))
        except SourceRefused:
            ours = False
        if ours and source.path is not None:
            found.append(source.path)
        else:
            others += 1
    if not found:
        raise NotFound(
            f"There is no teardown in “{folder}”",
            todo="“teardown export” writes some; name the folder that they are in.",
        )
    return found, others


def _is_teardown(text: str) -> bool:
    from lab.importing.reading import is_own

    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return '"teardown.show/' in text[:_LOOKED_AT]
    return is_own(text)


def region_of(finding: Finding, text: str, record: Teardown) -> Region:
    """Return where a finding stands in the file that a teardown was read from."""
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return Region(_json_line(finding, text, record))
    lines = text.split("\n")
    begin, end = _block(finding, lines)
    wanted, within = _line_with(finding, record)
    for number in range(begin, end if len(wanted) >= _SHORTEST else begin):
        at = lines[number].find(wanted)
        if at >= 0:
            column = at + within + 1
            return Region(number + 1, column, column + len(_first_line(finding.match)))
    needle = _first_line(finding.match)
    for number in range(begin, len(lines) if needle else begin):
        if needle in lines[number]:
            return Region(number + 1)
    return Region(begin + 1)


def _first_line(text: str) -> str:
    return text.strip().split("\n")[0].strip()


def _line_with(finding: Finding, record: Teardown) -> tuple[str, int]:
    """Return the line in which the finding's words begin, and how far into it they stand."""
    source = ""
    if finding.prompt:
        work = record.sections.get(finding.section)
        source = work.answers.get(finding.prompt, "") if work is not None else ""
    elif finding.claim:
        source = next((c.statement for c in record.claims if c.id == finding.claim), "")
    if finding.span is None or not source:
        return "", 0
    begin = finding.span[0]
    start = source.rfind("\n", 0, begin) + 1
    end = source.find("\n", begin)
    line = source[start : end if end >= 0 else len(source)]
    indent = len(line) - len(line.lstrip())
    return line.strip(), max(0, begin - start - indent)


def _block(finding: Finding, lines: list[str]) -> tuple[int, int]:
    """Return the lines of the answer, the claim or the section that a finding is about."""
    from store.exchange.marks import find_mark

    answer = f"{finding.section}.{finding.prompt}"
    section = None
    for number, line in enumerate(lines):
        mark = find_mark(line) if "teardown:" in line else None
        if mark is None or mark.closing:
            continue
        if mark.name == "section" and finding.section in mark.ids:
            section = number
        elif mark.name == "answer" and finding.prompt and answer in mark.ids:
            return number, _closing(lines, number)
        elif mark.name == "claim" and finding.claim and finding.claim in mark.ids:
            # The statement stands above its mark, unless it has several lines.
            above = number - 1 if not mark.before.strip(" -") and number else number
            return above, number + 1
    begin = section if section is not None else 0
    return begin, len(lines)


def _closing(lines: list[str], begin: int) -> int:
    return next(
        (n + 1 for n in range(begin, len(lines)) if "<!-- /teardown:answer" in lines[n]), len(lines)
    )


def _json_line(finding: Finding, text: str, record: Teardown) -> int:
    from store.exchange.json_lines import line_of

    path: tuple[str | int, ...] = ("sections", finding.section)
    if finding.claim:
        ids = [claim.id for claim in record.claims]
        path = ("claims", ids.index(finding.claim)) if finding.claim in ids else ("claims",)
    elif finding.prompt:
        path = (*path, "answers", finding.prompt)
    return line_of(text, ("teardown", *path))
