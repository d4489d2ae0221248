"""The demo's sample library: written by us in YAML, shipped ready to be opened.

    python -m tests.samples

makes ``ready.json`` anew from the texts beside it, through the real templates and the real
library; making it at every start of the demo would double the time of the start.
"""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from lab.drafting import NewTeardown, begin
from lab.example import example_record
from lab.walk import refresh_done
from store.clock import SystemClock
from store.library import Library
from store.records import Teardown
from teardown_templates.content_files import CONTENT
from teardown_templates.libraries import worked_example
from teardown_templates.loader import Templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from teardown_templates.model import Template

__all__ = ["READY", "made_anew", "samples"]

SAMPLES: Final = CONTENT / "samples"
READY: Final = SAMPLES / "ready.json"

_MINUTE: Final = timedelta(minutes=1)
_ROUNDS: Final = timedelta(minutes=2)
"""From one run of a probe to the next."""

_PREFIXES: Final = {
    "claims": "c",
    "predictions": "p",
    "metrics": "m",
    "probes": "probe-",
    "trials": "run-",
    "lessons": "l",
    "counterpoints": "cp",
}


@cache
def samples() -> tuple[Mapping[str, Any], ...]:
    """Return the texts, each of one teardown of an invented product."""
    return tuple(
        yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SAMPLES.glob("*.yaml"))
    )


def made_anew() -> dict[str, Any]:
    """Return the files of the sample library by their path inside it, as JSON values."""
    with tempfile.TemporaryDirectory(prefix="teardown-samples-") as folder:
        root = Path(folder, "library")
        library = Library.open(root, clock=SystemClock())
        for record in _records(library):
            library.insert(record)
        library.close()
        return {
            path.relative_to(root).as_posix(): json.loads(path.read_bytes())
            for path in sorted(root.rglob("*.json"))
        }


def _records(library: Library) -> Iterator[Teardown]:
    """Yield every sample, the worked example first; their templates are kept in the library."""
    templates = Templates()
    example = worked_example()
    template = templates.get(example["template"])
    record = example_record(example, template)
    record.template.digest = library.keep_template(template)
    yield record
    for sample in samples():
        template = templates.get(sample["template"])
        record = _record(sample, template, digest=library.keep_template(template))
        refresh_done(record)
        yield record


def _record(sample: Mapping[str, Any], template: Template, *, digest: str) -> Teardown:
    begun, ended = _instant(sample["begun"]), _instant(sample["ended"])
    changed = _instant(sample.get("changed", sample["ended"]))
    product = sample["product"]
    first = begin(
        NewTeardown(
            product=product["name"],
            **{name: text for name, text in product.items() if name != "name"},
            author=sample["author"],
            tags=tuple(sample["tags"]),
        ),
        template,
        teardown_id=sample["id"],
        digest=digest,
        now=begun,
    )
    finished = sample["status"] == "finished"
    document = first.to_dict() | {
        "example": True,
        "status": sample["status"],
        "updated_at": changed,
        "finished_at": ended if finished else None,
        "finished_on": ended.date() if finished else None,
        "observed_from": sample["observed_on"],
        "observed_to": sample["observed_on"],
        "review_by": sample.get("review_by"),
        "sections": {name: _work(part, ended) for name, part in sample["sections"].items()},
        "claims": _numbered("claims", _claims(sample["sections"])),
        "evidence": sample.get("evidence", []),
        "predictions": _numbered("predictions", _predictions(sample, begun, changed)),
        "metrics": _numbered("metrics", sample.get("metrics", ())),
        "probes": _numbered("probes", _probes(sample, begun)),
        "counterpoints": _numbered("counterpoints", _counterpoints(sample, ended)),
        "take_home": {
            "lessons": _numbered("lessons", _lessons(sample)),
            "cannot_conclude": sample.get("cannot_conclude", ""),
        },
        "practice": {"sessions": [_sitting(sample, begun, ended)]},
    }
    return Teardown.model_validate(document)


def _instant(value: object) -> datetime:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _numbered(kind: str, items: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"{_PREFIXES[kind]}{number}", **item} for number, item in enumerate(items, 1)]


def _work(part: Mapping[str, Any], ended: datetime) -> dict[str, Any]:
    score = part.get("score")
    return {
        "answers": part.get("answers", {}),
        "score": score,
        "scored_at": ended if score is not None else None,
        "seconds": part["minutes"] * 60,
    }


def _claims(sections: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    for name, part in sections.items():
        for claim in part.get("claims", ()):
            yield {"section": name, **claim}


def _predictions(
    sample: Mapping[str, Any], begun: datetime, changed: datetime
) -> Iterable[dict[str, Any]]:
    for each in sample.get("predictions", ()):
        known = "outcome" in each
        yield {**each, "made_at": begun + _MINUTE, "resolved_at": changed if known else None}


def _probes(sample: Mapping[str, Any], begun: datetime) -> Iterable[dict[str, Any]]:
    for probe in sample.get("probes", ()):
        runs = [
            {
                **trial,
                "run": run,
                "at": begun + 10 * _MINUTE + run * _ROUNDS,
                "marker": sample["author"],
            }
            for run, trial in enumerate(probe.get("trials", ()), 1)
        ]
        yield {**probe, "trials": _numbered("trials", runs)}


def _counterpoints(sample: Mapping[str, Any], ended: datetime) -> Iterable[dict[str, Any]]:
    for each in sample.get("counterpoints", ()):
        yield {**each, "asked_at": ended}


def _lessons(sample: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    for each in sample.get("lessons", ()):
        yield {
            "principle": each["principle"],
            "limit": each["limit"],
            "card": {"front": each["front"], "back": each["back"]},
        }


def _sitting(sample: Mapping[str, Any], begun: datetime, ended: datetime) -> dict[str, Any]:
    return {
        "started_at": begun,
        "ended_at": ended,
        "local_date": begun.date(),
        "zone": "UTC",
        "active_seconds": sum(part["minutes"] for part in sample["sections"].values()) * 60,
    }


def main() -> None:
    """Write the ready library, one line a file."""
    lines = (
        f"{json.dumps(path)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for path, value in made_anew().items()
    )
    READY.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
