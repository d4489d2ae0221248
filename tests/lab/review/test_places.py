"""In which line of a file a finding stands."""

from __future__ import annotations

import pytest

from lab.review.places import Places
from store.exchange.json_lines import line_of, lines_of
from store.exchange.json_out import to_json
from store.exchange.markdown import to_markdown
from store.records import Claim, Metric, Prediction, Teardown
from tests.lab.making import make_record, question, section
from tests.lab.review.looking import look


@pytest.fixture
def record() -> Teardown:
    """A record with something to point at in each kind of place."""
    made = make_record(
        section("frame", question("who"), question("predict", kind="predictions")),
        section("weaknesses", question("found", kind="findings")),
        section("measurement", question("outcome", kind="metric")),
    )
    made.work("frame").answers.update(
        who="One line.\n\n\tIt always works.", predict="Three of them, see below."
    )
    made.predictions = [
        Prediction(id="p1", statement="It refuses the law question", probability=0.4),
        Prediction(id="p2", statement="The tone will get better", probability=0.6),
    ]
    made.claims = [Claim(id="c1", section="weaknesses", statement="It is slow", basis="inferred")]
    made.metrics = [Metric(id="m1", name="Chats", numerator="chats begun")]
    return made


def lines_with_findings(record: Teardown, text: str) -> dict[str, str]:
    places, lines = Places(text, record), text.split("\n")
    found = {}
    for finding in look(record).findings:
        region = places.of(finding)
        line = lines[region.line - 1]
        found[finding.rule] = (
            line[region.column - 1 : region.end_column - 1] if region.column else line
        )
    return found


def test_in_markdown_it_is_the_line_with_the_words(record: Teardown) -> None:
    found = lines_with_findings(record, to_markdown(record))
    assert found["text-absolutes"] == "always"
    assert found["text-unquantified"] == "slow"
    assert "will get better" in found["prediction-cannot-fail"]
    assert "Chats" in found["metric-no-denominator"]


def test_in_json_it_is_the_line_of_the_value(record: Teardown) -> None:
    found = lines_with_findings(record, to_json(record))
    assert "It always works" in found["text-absolutes"]
    assert found["text-unquantified"].strip() == "{"
    assert "see below" in found["prediction-cannot-fail"]


def test_all_lines_of_a_json_text_are_those_of_each_path(record: Teardown) -> None:
    text = to_json(record)
    lines = lines_of(text, deepest=4)
    assert len(lines) > 100
    assert all(line_of(text, path) == line for path, line in lines.items())
