"""The worked example as a record, to be read and never counted or saved."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lab.drafting import NewTeardown, begin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.records import Teardown
    from teardown_templates.model import Template

__all__ = ["EXAMPLE_ID", "example_record"]

EXAMPLE_ID = "worked-example"

_LAST_SOURCE = datetime(2024, 3, 1, tzinfo=UTC)
"""What the example covers ends here."""

_CITED = re.compile(r"\[(s\d+(?:, s\d+)*)\]")


def example_record(example: Mapping[str, Any], template: Template) -> Teardown:
    """Return the worked example, written against the template that it names."""
    from store.records import Evidence

    product = example["product"]
    request = NewTeardown(
        product=product["name"],
        maker=product["maker"],
        url=product["homepage"],
        category=product["category"],
        author="the makers of teardown",
    )
    record = begin(request, template, teardown_id=EXAMPLE_ID, digest="", now=_LAST_SOURCE)
    record.example = True
    record.status = "finished"
    record.finished_at = _LAST_SOURCE
    record.evidence = [
        Evidence(id=source["id"], kind="page", title=source["what"], url=source.get("url", ""))
        for source in example["sources"]
    ]
    seconds = int(example["minutes_spent"]) * 60 // len(example["sections"])
    for section_id, written in example["sections"].items():
        work = record.work(section_id)
        work.answers = {prompt: text.strip() for prompt, text in written["answers"].items()}
        work.score = written["self_score"]
        work.seconds = seconds
        work.done = True
        _add_findings(record, section_id, written.get("findings", ()))
    _add_predictions(record, example["predictions"])
    record.take_home.cannot_conclude = example["disclaimer"]
    return record


def _add_findings(record: Teardown, section_id: str, findings: Any) -> None:
    from store.records import Claim

    for finding in findings:
        record.claims.append(
            Claim(
                id=f"c{len(record.claims) + 1}",
                section=section_id,
                kind="finding",
                statement=finding["what"],
                where=finding["where"],
                who=finding["who"],
                basis=finding["evidence"],
                severity=finding["severity"],
                evidence=_cited(finding),
            )
        )


def _cited(finding: Mapping[str, Any]) -> list[str]:
    """Return the sources that a finding names in brackets, as in “[s7, s8]”."""
    groups = _CITED.findall(" ".join((finding["what"], finding["who"], finding["where"])))
    return list(dict.fromkeys(source for group in groups for source in group.split(", ")))


def _add_predictions(record: Teardown, predictions: Any) -> None:
    from store.records import Prediction

    for number, prediction in enumerate(predictions, 1):
        record.predictions.append(
            Prediction(
                id=f"p{number}",
                statement=prediction["text"],
                probability=prediction["p"],
                how_known=prediction["check"],
                made_at=_LAST_SOURCE,
                outcome="yes" if prediction["outcome"] else "no",
                note=prediction["note"],
            )
        )
