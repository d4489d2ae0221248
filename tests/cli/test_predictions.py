from __future__ import annotations

from typing import TYPE_CHECKING

from lab.places import places_under
from lab.workspace import Workspace
from store.records import Prediction

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


def foretell(home: Path, teardown_id: str, *predictions: Prediction) -> None:
    workspace = Workspace(places_under(str(home), "a test"))
    workspace.change(teardown_id, lambda record: record.predictions.extend(predictions))
    workspace.close()


def test_a_prediction_whose_day_came_is_resolved(
    program: Program, teardown_id: str, teardown_home: Path
) -> None:
    foretell(
        teardown_home,
        teardown_id,
        Prediction(id="p1", statement="4 of 5 pass", probability=0.7, due="2020-01-02"),
        Prediction(id="p2", statement="It is renamed", probability=0.2, due="2999-01-01"),
    )
    due = program("predictions", "--due", "--json").json["predictions"]
    assert [(each["id"], each["is_due"]) for each in due] == [("p1", True)]
    resolved = program("resolve", "last", "p1", "yes", "--note", "all five")
    assert (resolved.status, resolved.line) == (0, "p1: yes. You had said 70%.")
    assert program("predictions", "--due").err.startswith("Nothing waits")
    every = program("predictions", "--json").json
    assert [(each["id"], each["outcome"]) for each in every["predictions"]] == [
        ("p1", "yes"),
        ("p2", "open"),
    ]
    assert (every["calibration"]["n"], every["calibration"]["brier"]) == (1, None)


def test_a_prediction_that_is_not_there_names_those_that_are(
    program: Program, teardown_id: str
) -> None:
    refused = program("resolve", teardown_id, "p9", "no")
    assert refused.status == 1
    assert "has no prediction “p9”" in refused.err


def test_ten_resolved_ones_give_a_score(
    program: Program, teardown_id: str, teardown_home: Path
) -> None:
    foretell(
        teardown_home,
        teardown_id,
        *(
            Prediction(id=f"p{number}", statement="x", probability=0.9, outcome="yes")
            for number in range(10)
        ),
        Prediction(id="void", statement="x", probability=0.1, outcome="void"),
    )
    found = program("predictions", "--json").json["calibration"]
    assert found["n"] == 10
    assert round(found["brier"], 4) == 0.01
    assert [(each["low"], each["n"]) for each in found["bins"]] == [(0.9, 10)]
