"""What promptfoo writes: ``.json`` (version 3), ``.jsonl`` and ``.csv``."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from lab.trials.files.found import FoundProbe, FoundTrial, TrialFile, probe_for
from lab.trials.files.values import instant, listing, mapping, said, seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from store.records import Verdict

__all__ = ["is_result", "is_table", "read_results", "read_table"]

_ERROR: Final = 2
"""Its number for a run that gave no answer."""

_GROUPED: Final = (
    "Rows with the same model, prompt, variables and checks are repeats of one prompt."
)
_PROMPT_COLUMN = re.compile(r"\[(?P<provider>[^\]]*)\] (?P<prompt>.*)", re.DOTALL)
_STATUSES: Final[dict[str, Verdict]] = {"PASS": "pass", "FAIL": "fail", "ERROR": "error"}


def is_result(value: Any) -> bool:
    """Return whether an object is one row of its results."""
    return isinstance(value, dict) and "provider" in value and "testCase" in value


def read_results(results: Iterable[Any]) -> TrialFile:
    """Return the trials of its result rows."""
    probes: dict[Any, FoundProbe] = {}
    for result in results:
        row = mapping(result)
        test, provider = mapping(row.get("testCase")), row.get("provider")
        target = said(
            provider.get("label") or provider.get("id") if isinstance(provider, dict) else provider
        )
        checks = listing(test.get("assert"))
        asked = row.get("prompt")
        prompt = said(asked.get("raw") if isinstance(asked, dict) else asked)
        variables = row.get("vars", test.get("vars"))
        key = tuple(map(said, (target, row.get("promptId") or prompt, variables, checks)))
        name = said(mapping(test.get("metadata")).get("probe") or test.get("description"))
        probe = FoundProbe(name, prompt=prompt, target=target, pass_rule=_rule(checks))
        probe_for(probes, key, probe).trials.append(_trial(row, checked=bool(checks)))
    return TrialFile("promptfoo", tuple(probes.values()), _GROUPED)


def _trial(row: dict[str, Any], *, checked: bool) -> FoundTrial:
    response = mapping(row.get("response"))
    graded = mapping(row.get("gradingResult"))
    wrong = row.get("failureReason")
    verdict: Verdict = "pass" if row.get("success") is True else "fail"
    if wrong == _ERROR or (wrong is None and row.get("error") and "output" not in response):
        verdict = "error"
    elif not isinstance(row.get("success"), bool):
        verdict = "unmarked"
    elif verdict == "pass" and not (checked or graded.get("componentResults")):
        verdict = "unmarked"  # it calls a success what nothing looked at
    waited = seconds(row.get("latencyMs"))
    reason = said(graded.get("reason"))
    return FoundTrial(
        output=said(response.get("output")),
        verdict=verdict,
        seconds=None if waited is None else waited / 1000,
        note=said(row.get("error")) or ("" if verdict == "pass" else reason),
        at=instant(row.get("timestamp")),
    )


def _rule(checks: Sequence[Any]) -> str:
    """Return its checks in words, such as “contains Answer A”."""
    said_so = []
    for check in map(mapping, checks):
        value = said(check.get("value"))
        said_so.append(f"{said(check.get('type'))} {value}".strip())
    return "; ".join(filter(None, said_so))


def is_table(head: Sequence[str]) -> bool:
    """Return whether these are the columns of its table."""
    return any(
        _PROMPT_COLUMN.match(name) and following == "Status" for name, following in pairwise(head)
    )


def read_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> TrialFile:
    """Return the trials of its table: variables first, then an output and its marks a model."""
    places = [
        (place, match["provider"], match["prompt"])
        for place, name in enumerate(head)
        if (match := _PROMPT_COLUMN.match(name)) and [*head[place + 1 : place + 2]] == ["Status"]
    ]
    ends = [place for place, _, _ in places[1:]] + [len(head)]
    first = places[0][0]
    probes: dict[Any, FoundProbe] = {}
    for row in rows:
        cells = [*row, *[""] * (len(head) - len(row))]
        variables = dict(zip(head[:first], cells[:first], strict=True))
        for (place, provider, prompt), end in zip(places, ends, strict=True):
            if not any(cells[place:end]):
                continue
            marks = dict(zip(head[place + 1 : end], cells[place + 1 : end], strict=True))
            key = (provider, prompt, json.dumps(variables, sort_keys=True))
            probe = FoundProbe("", prompt=_filled(prompt, variables), target=provider)
            probe_for(probes, key, probe).trials.append(_marked(cells[place], marks))
    return TrialFile(
        "promptfoo",
        tuple(probes.values()),
        "Rows with the same model, prompt and variables are repeats of one prompt.",
        ("A table does not hold the checks or the times; the .json file does.",),
    )


def _marked(output: str, marks: dict[str, str]) -> FoundTrial:
    verdict = _STATUSES.get(marks["Status"].strip().upper(), "unmarked")
    note = "" if verdict == "pass" else marks.get("Grader Reason", "")
    return FoundTrial(output=output, verdict=verdict, note=note)


def _filled(prompt: str, variables: dict[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        return variables.get(match[1], match[0])

    return re.sub(r"\{\{\s*(\w+)\s*\}\}", value, prompt)
