"""Findings of the review as SARIF 2.1.0, which code hosts show beside the lines of a file.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lab.model import Teardown
    from lab.review import Finding
    from lab.review.places import Places

__all__ = ["Reviewed", "sarif_document"]

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "hint": "note"}


class Reviewed(NamedTuple):
    """A teardown with its findings, and the file that it was read from."""

    record: Teardown
    findings: Sequence[Finding]
    file: str = ""
    """As it was named; empty for a teardown of the library, and for stdin."""
    text: str = ""


def sarif_document(reviewed: Sequence[Reviewed], *, refused: Sequence[str]) -> dict[str, Any]:
    """Return one run over all of them; *refused* says which files could not be read, and why."""
    from lab import __version__
    from lab.review import RULES

    places = {rule.id: number for number, rule in enumerate(RULES)}
    invocation: dict[str, Any] = {"executionSuccessful": not refused}
    if refused:
        invocation["toolExecutionNotifications"] = [
            {"level": "error", "message": {"text": text}} for text in refused
        ]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "teardown",
                        "version": __version__,
                        "rules": [
                            {
                                "id": rule.id,
                                "shortDescription": {"text": rule.title},
                                "defaultConfiguration": {"level": _LEVELS[rule.severity]},
                            }
                            for rule in RULES
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [invocation],
                "results": [result for each in reviewed for result in _results(each, places)],
            }
        ],
    }


def _results(reviewed: Reviewed, rules: dict[str, int]) -> Iterator[dict[str, Any]]:
    from lab.review.places import Places

    places = Places(reviewed.text, reviewed.record) if reviewed.file else None
    for finding in reviewed.findings:
        yield _result(reviewed, finding, rules[finding.rule], places)


def _result(
    reviewed: Reviewed, finding: Finding, rule: int, places: Places | None
) -> dict[str, Any]:
    about = f"“{_line(finding.match)}” " if finding.match else ""
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{about}{finding.question}"},
        "locations": [_location(reviewed, finding, places)],
        "partialFingerprints": {"teardown/v1": _fingerprint(reviewed, finding)},
    }


def _location(reviewed: Reviewed, finding: Finding, places: Places | None) -> dict[str, Any]:
    parts = [reviewed.record.id, finding.section, finding.prompt or finding.claim]
    location: dict[str, Any] = {
        "logicalLocations": [{"fullyQualifiedName": "/".join(part for part in parts if part)}]
    }
    if places is not None:
        found = places.of(finding)
        region = {"startLine": found.line}
        if found.column:
            region |= {"startColumn": found.column, "endColumn": found.end_column}
        location["physicalLocation"] = {
            "artifactLocation": _artifact(reviewed.file),
            "region": region,
        }
    return location


def _artifact(name: str) -> dict[str, str]:
    """Return a file's address: below the current folder without it, else the whole."""
    path = Path(name).absolute()
    try:
        below = path.relative_to(Path.cwd())
    except ValueError:
        return {"uri": path.as_uri()}
    return {"uri": quote(os.fsencode(below.as_posix())), "uriBaseId": "%SRCROOT%"}


def _fingerprint(reviewed: Reviewed, finding: Finding) -> str:
    """Return what stays the same while the lines above it change."""
    parts = (
        reviewed.record.id, finding.rule, finding.section, finding.prompt, finding.claim,
        finding.match,
    )  # fmt: skip
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


_LONGEST: Final = 120
