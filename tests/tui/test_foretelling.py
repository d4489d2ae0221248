"""What was foretold stays as it was said, once it can be known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from lab.habit.digest import digest_of
from lab.model import Prediction
from tests.store.making import make_record
from tui.items.predictions import Predictions

SAID = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = SAID + timedelta(days=5)


def changed(old: Prediction, **values: str) -> Prediction:
    kind = Predictions()
    record = make_record("x-7k2q")
    asked = {field.name: field.value for field in kind.asked(old, "frame", record)}
    assert values.keys() <= asked.keys()
    filled = {**asked, **values}
    assert kind.check(filled, today=LATER.date()) is None
    return kind.make(filled, record, section="frame", now=LATER, today=LATER.date(), old=old)


@pytest.mark.parametrize("outcome", ["yes", "no", "void"])
def test_what_has_come_out_is_asked_for_no_more(outcome: str) -> None:
    old = Prediction.model_validate(
        {"id": "p1", "statement": "Nobody asks", "probability": 0.0, "outcome": outcome}
    )
    new = changed(old, how_known="I asked five")
    assert new == old.model_copy(update={"how_known": "I asked five"})
    with pytest.raises(AssertionError):
        changed(old, probability="100")


def test_another_chance_is_said_when_it_is_said_and_other_words_keep_their_day() -> None:
    old = Prediction(id="p1", statement="Nobody asks", probability=0.2, made_at=SAID)
    same = changed(old, statement="Nobody asks why", due="9 March")
    assert (same.made_at, same.due) == (SAID, date(2026, 3, 9))
    surer = changed(old, probability="90")
    assert (surer.made_at, surer.probability) == (LATER, 0.9)
    ended = (SAID + timedelta(days=1)).isoformat().replace("+00:00", "Z")
    document = {
        "finished_at": ended,
        "predictions": [surer.model_dump(mode="json"), old.model_dump(mode="json")],
    }
    assert [each["late"] for each in digest_of(document).waiting] == [True, False]
