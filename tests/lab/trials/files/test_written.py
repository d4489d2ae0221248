"""Our own table goes out and reads back, whatever stands in an output."""

from __future__ import annotations

from datetime import UTC

from hypothesis import given, settings
from hypothesis import strategies as st

from lab.trials.bringing_in import bring_in
from lab.trials.files import read_trials
from lab.trials.files.written import promptfoo_config, promptfoo_outputs, to_csv
from store.records import Probe, Trial
from tests.lab.making import make_record

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
NAMES = st.sampled_from(["", "A", "B"])
TRIALS: st.SearchStrategy[dict[str, object]] = st.builds(
    dict,
    output=TEXTS,
    verdict=st.sampled_from(["pass", "fail", "unclear", "error", "unmarked"]),
    group=NAMES,
    note=st.text('ab \n,"', max_size=4),
    wording=st.integers(0, 2),
    seconds=st.none() | st.floats(0, 1e6),
    at=st.none() | st.datetimes(timezones=st.just(UTC)),
)


def probe(name: str, trials: list[dict[str, object]]) -> Probe:
    made = [
        Trial.model_validate({**values, "id": f"t{n}", "run": n})
        for n, values in enumerate(trials, start=1)
    ]
    return Probe(
        id=name, prompt=f"Say {name}, “now”", wordings=["one\nline", "another"], trials=made
    )


@settings(max_examples=60)
@given(st.lists(st.lists(TRIALS, min_size=1, max_size=4), min_size=1, max_size=2))
def test_every_trial_reads_back_and_is_known_again(
    several: list[list[dict[str, object]]],
) -> None:
    probes = [probe(f"b{n}", trials) for n, trials in enumerate(several, start=1)]
    text = to_csv(probes)
    file = read_trials("t.csv", text.encode())
    read = [
        (found.name, one.output, one.verdict, one.group, one.note, one.wording, one.seconds, one.at)
        for found in file.probes
        for one in found.trials
    ]
    words = ["", "one\nline", "another"]
    assert read == [
        (each.prompt, t.output, t.verdict, t.group, t.note, words[t.wording], t.seconds, t.at)
        for each in probes
        for t in each.trials
    ]
    record = make_record(probes=probes)
    assert bring_in(record, file, now=None).new == 0
    fresh = make_record()
    bring_in(fresh, file, now=None)
    for made, each in zip(fresh.probes, probes, strict=True):
        # A table in which no row is of the prompt itself has no words for it but a name.
        ran_it = any(trial.wording == 0 for trial in each.trials)
        assert each.prompt == (made.prompt if ran_it else made.name)


def test_probes_with_the_same_prompt_go_by_their_ids() -> None:
    twins = [probe("b1", [{"output": "x"}]), probe("b2", [{"output": "y"}])]
    twins[1].prompt = twins[0].prompt
    assert [row.split(",")[0] for row in to_csv(twins).splitlines()[1:]] == ["b1", "b2"]
    record = make_record(probes=twins)
    assert bring_in(record, read_trials("t.csv", to_csv(twins).encode()), now=None).new == 0


def test_what_promptfoo_gets_holds_no_errors_and_at_least_one_run() -> None:
    bare = probe("b1", [{"output": "x", "verdict": "error"}])
    assert promptfoo_outputs(bare) == "[]\n"
    assert "repeat: 1" in promptfoo_config(bare, product="X: Y", runs=0)
