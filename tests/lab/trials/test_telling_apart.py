"""Two machines that each went on with the same probe are put together without a mix-up."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lab.merging import merge
from store.records import Mark, Probe, Teardown, Trial
from tests.lab.making import make_record


def record(wordings: list[str], *trials: Trial) -> Teardown:
    made = Probe(id="b1", prompt="Say it.", wordings=wordings, trials=[*trials])
    return make_record(probes=[made])


def run(trial_id: str, output: str, *, wording: int = 0, number: int = 1) -> Trial:
    return Trial(id=trial_id, output=output, wording=wording, run=number)


def said(merged: Teardown) -> set[tuple[str, str]]:
    """Return each output with the words that it belongs to."""
    (probe,) = merged.probes
    words = (probe.prompt, *probe.wordings)
    return {(words[trial.wording], trial.output) for trial in probe.trials}


def test_outputs_keep_the_words_that_they_answered() -> None:
    first = run("t1", "a")
    base = record(["old"], first)
    ours = record(
        ["old", "mine", "both"], first, run("t2", "x", wording=2), run("t3", "z", wording=3)
    )
    theirs = record(["old", "both", "theirs"], first, run("t2", "y", wording=3))
    merged = merge(ours, theirs, base=base)
    assert merged.clashes == ()
    assert merged.record.probes[0].wordings == ["old", "both", "theirs", "mine"]
    assert said(merged.record) == {
        *(("Say it.", "a"), ("mine", "x"), ("both", "z"), ("theirs", "y")),
    }


def test_no_two_runs_of_a_wording_have_the_same_number() -> None:
    first = run("t1", "a")
    ours = record([], first, run("t2", "x", number=2), run("t3", "y", number=3))
    theirs = record([], first, run("t2", "z", number=2))
    trials = merge(ours, theirs, base=record([], first)).record.probes[0].trials
    assert sorted(trial.output for trial in trials) == ["a", "x", "y", "z"]
    assert len({trial.run for trial in trials}) == len({trial.id for trial in trials}) == 4
    assert next(trial.run for trial in trials if trial.output == "z") == 2


def test_wordings_that_somebody_rewrote_are_for_a_person_to_decide() -> None:
    base, ours = record(["old"]), record(["new"])
    merged = merge(ours, record(["old", "more"]), base=base)
    assert merged.clashes == ("probes.b1.wordings",)


def test_marks_of_two_people_on_one_output_are_both_kept() -> None:
    bare = run("t1", "a").model_copy(update={"verdict": "pass", "marker": "Ada"})
    sides = [
        record([], bare.model_copy(update={"marks": [Mark(marker=name, verdict="fail")]}))
        for name in ("Bo", "Cy")
    ]
    merged = merge(*sides, base=record([], bare))
    assert merged.clashes == ()
    assert {mark.marker for mark in merged.record.probes[0].trials[0].marks} == {"Bo", "Cy"}


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from("abc"), unique=True, max_size=2),
    st.lists(st.sampled_from("abc"), unique=True, max_size=2),
    st.lists(st.integers(0, 2), max_size=3),
    st.lists(st.integers(0, 2), max_size=3),
)
def test_whatever_two_machines_added_every_output_stays_with_its_words(
    mine: list[str], other: list[str], ours: list[int], theirs: list[int]
) -> None:
    def side(name: str, wordings: list[str], numbers: list[int]) -> Teardown:
        used = [number for number in numbers if number <= len(wordings)]
        trials = [
            run(f"t{place}", f"{name}{place}", wording=number, number=used[:place].count(number))
            for place, number in enumerate(used, start=1)
        ]
        return record(wordings, *trials)

    one, two = side("mine", mine, ours), side("other", other, theirs)
    merged = merge(one, two, base=record([]))
    assert merged.clashes == ()
    assert said(merged.record) == said(one) | said(two)
    runs = [(trial.wording, trial.run) for trial in merged.record.probes[0].trials]
    assert len({*runs}) == len(runs)
