"""In which line of a file a finding stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from lab.review.finding import Finding
    from store.records import Teardown

__all__ = ["Places", "Region"]

_SHORTEST: Final = 4
"""Characters of a line by which it is found again."""

_DEEPEST: Final = 5
"""Steps to an answer in a JSON file: the teardown, its sections, one of them, its answers, one."""


@dataclass(frozen=True, slots=True)
class Region:
    """Where something stands in a file; lines and columns begin at 1, columns in characters."""

    line: int
    column: int = 0
    """0 where only the line is known."""
    end_column: int = 0


class _Wanted(NamedTuple):
    """The line that a finding's words stand in, and from where to where in it."""

    line: str
    start: int
    end: int


class Places:
    """Where things stand in the file that a teardown was read from; it is looked through once."""

    def __init__(self, text: str, record: Teardown) -> None:
        """*text* has LF line ends, as when it was read."""
        self._record = record
        self._lines = text.split("\n")
        self._values: dict[tuple[str | int, ...], int] | None = None
        self._sections: dict[str, int] = {}
        self._answers: dict[str, tuple[int, int]] = {}
        self._claims: dict[str, tuple[int, int]] = {}
        self._claim_numbers: dict[str, int] = {}
        for number, claim in enumerate(record.claims):
            self._claim_numbers.setdefault(claim.id, number)
        if text.lstrip("\ufeff \t\r\n").startswith("{"):
            from store.exchange.json_lines import lines_of

            self._values = lines_of(text, deepest=_DEEPEST)
        else:
            self._read_marks()

    def of(self, finding: Finding) -> Region:
        """Return where a finding stands: its words, else the place that it is about."""
        if self._values is not None:
            return Region(self._in_json(finding, self._values))
        begin, end = self._block(finding)
        wanted = self._wanted(finding)
        if len(wanted.line) >= _SHORTEST:
            for number in range(begin, end):
                at = self._lines[number].find(wanted.line)
                if at >= 0:
                    return Region(number + 1, at + wanted.start + 1, at + wanted.end + 1)
        needle = finding.match.strip().split("\n")[0].strip()
        for number in range(begin, end if needle else begin):
            if needle in self._lines[number]:
                return Region(number + 1)
        return Region(begin + 1)

    def _read_marks(self) -> None:
        from store.exchange.marks import find_mark

        open_answer: tuple[str, int] | None = None
        for number, line in enumerate(self._lines):
            mark = find_mark(line) if "teardown:" in line else None
            if mark is None:
                continue
            if mark.name == "answer":
                if open_answer is not None and mark.closing:
                    self._answers.setdefault(open_answer[0], (open_answer[1], number + 1))
                open_answer = None if mark.closing or not mark.ids else (mark.ids[0], number)
            elif mark.closing or not mark.ids:
                continue
            elif mark.name == "section":
                self._sections.setdefault(mark.ids[0], number)
            elif mark.name == "claim":
                # The statement stands above its mark, unless it has several lines.
                above = number - 1 if not mark.before.strip(" -") and number else number
                self._claims.setdefault(mark.ids[0], (above, number + 1))

    def _block(self, finding: Finding) -> tuple[int, int]:
        """Return the lines of the answer, the claim or the section that a finding is about."""
        whole = (self._sections.get(finding.section, 0), len(self._lines))
        if not finding.prompt:
            return self._claims.get(finding.claim, whole)
        begin, end = self._answers.get(f"{finding.section}.{finding.prompt}", whole)
        # Predictions and metrics stand below the answer to their question.
        return begin, end if finding.match in self._answer(finding) else whole[1]

    def _wanted(self, finding: Finding) -> _Wanted:
        source, begin, end = self._words(finding)
        start = source.rfind("\n", 0, begin) + 1
        stop = source.find("\n", begin)
        line = source[start : stop if stop >= 0 else len(source)]
        indent = len(line) - len(line.lstrip())
        line = line.strip()
        within = max(0, begin - start - indent)
        return _Wanted(line, within, max(within, min(len(line), end - start - indent)))

    def _words(self, finding: Finding) -> tuple[str, int, int]:
        """Return the text that a finding's words are in, and where; empty where it is not said."""
        if finding.span is None:
            return "", 0, 0
        source = finding.match
        if finding.claim in self._claim_numbers:
            source = self._record.claims[self._claim_numbers[finding.claim]].statement
        elif finding.prompt:
            source = self._answer(finding)
        begin, end = finding.span
        # Of a prediction the span is about its own words, whatever stands in the answer.
        return (source if source[begin:end] == finding.match else finding.match), begin, end

    def _answer(self, finding: Finding) -> str:
        work = self._record.sections.get(finding.section)
        return work.answers.get(finding.prompt, "") if work is not None else ""

    def _in_json(self, finding: Finding, values: dict[tuple[str | int, ...], int]) -> int:
        path: tuple[str | int, ...] = ("teardown", "sections", finding.section)
        if finding.claim:
            number = self._claim_numbers.get(finding.claim)
            path = ("teardown", "claims") if number is None else ("teardown", "claims", number)
        elif finding.prompt:
            path = (*path, "answers", finding.prompt)
        while path and path not in values:
            path = path[:-1]
        return values.get(path, 1)
