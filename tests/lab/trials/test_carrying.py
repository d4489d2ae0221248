"""The same probes once more: what goes along, and what stays where it was recorded."""

from __future__ import annotations

from datetime import UTC, datetime

from lab.trials.carrying import carry_over, probes_to_carry
from lab.trials.difference import bench_difference
from store.records import Probe, Trial
from tests.lab.making import make_record

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
DATE = Probe(
    id="b1",
    name="Date",
    kind="reword",
    prompt="When is the launch?",
    pass_rule="Names 3 May.",
    quality_line=0.8,
    budget="standard",
    wordings=["What day do we launch?"],
    trials=[Trial(id="t1", output="3 May", verdict="pass")],
)


def test_everything_but_the_outputs_goes_along() -> None:
    record = make_record(probes=[Probe(id="b1", prompt="Another", pass_rule="Is short.")])
    (added,) = carry_over(record, make_record(probes=[DATE]), now=NOW)
    assert record.probes[-1] is added
    assert added.id == "b2"
    assert added.made_at == NOW
    assert added.trials == []
    same = DATE.model_copy(update={"id": "b2", "made_at": NOW, "trials": []})
    assert added == same


def test_what_is_asked_already_and_what_cannot_be_repeated_stays() -> None:
    record = make_record(probes=[Probe(id="b1", prompt="when is  THE launch?", pass_rule="x")])
    earlier = make_record(
        probes=[
            DATE,
            Probe(id="b2", prompt="No rule"),
            Probe(id="b3", prompt=" ", pass_rule="No prompt."),
        ]
    )
    assert probes_to_carry(record, earlier) == []
    assert carry_over(record, earlier, now=NOW) == []
    assert len(record.probes) == 1


def test_carrying_twice_adds_nothing_more_and_the_sides_pair() -> None:
    earlier, record = make_record(probes=[DATE]), make_record(probes=[])
    assert len(carry_over(record, earlier, now=NOW)) == 1
    assert carry_over(record, earlier, now=NOW) == []
    assert [each.before.id for each in bench_difference(earlier, record).probes] == ["b1"]
