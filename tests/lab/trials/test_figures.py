"""What is said about a probe: the figures that its sample carries, and one sentence."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.trials.change import change_between, paired, runs_that_settle
from lab.trials.figures import bench_figures, probe_figures
from lab.trials.saying import missed_words, one_liner
from lab.trials.tally import Tally, wording_of
from store.records import Probe, Trial

VERDICTS = {"p": "pass", "f": "fail", "e": "error", "u": "unmarked"}


def trials(verdicts: str, *, wording: int = 0, groups: str = "", texts: str = "") -> list[Trial]:
    return [
        Trial.model_validate(
            {
                "id": f"t{wording}-{run}",
                "wording": wording,
                "run": run,
                "verdict": VERDICTS[letter],
                "group": groups[run - 1].strip() if groups else "",
                "output": texts[run - 1] if texts else f"answer {run}",
            }
        )
        for run, letter in enumerate(verdicts, start=1)
    ]


def probe(*lists: list[Trial], name: str = "b1") -> Probe:
    return Probe(id=name, prompt="Say it.", trials=[trial for each in lists for trial in each])


def test_a_probe_with_rewordings_gives_the_expected_sentence() -> None:
    figures = probe_figures(
        probe(trials("ppfpf"), trials("ppp", wording=1), trials("fff", wording=2))
    )
    assert one_liner(figures) == (
        "3 of 5 passed (95% interval 23% to 88%). Two tries in a row both pass about 30% of "
        "the time. Wording mattered more than chance: 0% to 100% across three wordings."
    )
    assert figures.rewording is not None
    assert (figures.rewording.worst, figures.rewording.spread) == (2, 1)
    assert missed_words(figures) == "With 5 runs you could have missed anything rarer than 45%."


def test_errors_and_unmarked_outputs_count_in_no_rate() -> None:
    figures = probe_figures(probe(trials("ppfeeu")))
    assert (figures.tally.runs, figures.tally.errors, figures.tally.unmarked) == (3, 2, 1)
    assert figures.rate == pytest.approx(2 / 3)
    assert "1 output is not marked yet and counted in no rate." in figures.notes
    assert any("an error is not a failure" in note for note in figures.notes)


def test_one_run_has_no_rate_and_the_sentence_says_why() -> None:
    figures = probe_figures(probe(trials("p")))
    assert figures.rate is None
    assert figures.any_of_k == {}
    assert figures.distinct_raw is None
    assert figures.text_similarity is None
    assert figures.spread is None
    assert one_liner(figures) == (
        "The one run passed. One run shows what can happen, not how often."
    )
    assert any("a story, no rate" in note for note in figures.notes)


def test_a_probe_without_a_mark_says_that_nothing_can_be_said() -> None:
    assert one_liner(probe_figures(probe(trials("uu")))) == (
        "Nothing is marked yet, so nothing can be said."
    )
    assert one_liner(probe_figures(probe())) == one_liner(probe_figures(probe(trials("u"))))


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ("ppppp", "5 of 5 passed (95% interval 57% to 100%)."),
        ("fffff", "0 of 5 passed (95% interval 0% to 43%)."),
    ],
)
def test_all_or_none_says_nothing_about_two_in_a_row(verdicts: str, said: str) -> None:
    assert one_liner(probe_figures(probe(trials(verdicts)))) == said


def test_wordings_that_differ_by_chance_are_not_called_different() -> None:
    figures = probe_figures(probe(trials("ppfff"), trials("pppff", wording=1)))
    assert one_liner(figures).endswith(
        "Wording made no difference that chance could not make: 40% to 60% across two wordings."
    )
    same = probe_figures(probe(trials("pf"), trials("fp", wording=1)))
    assert one_liner(same).endswith("Wording made no difference: 50% in all two wordings.")


def test_groups_are_counted_over_outputs_that_have_one() -> None:
    figures = probe_figures(probe(trials("ppfpfe", groups="AABA  ")))
    assert figures.groups == {"A": 3, "B": 1}
    assert figures.spread is not None
    assert figures.spread.modal_share == 0.75
    assert any("Groups cover 4 of 5 outputs" in note for note in figures.notes)


def test_outputs_are_the_same_only_to_the_letter() -> None:
    assert probe_figures(probe(trials("pp", texts="xx"))).raw_identical is True
    assert probe_figures(probe(trials("pp", texts="xX"))).raw_identical is False


def test_times_want_three_for_a_median() -> None:
    timed = trials("ppp")
    for trial, seconds in zip(timed, (4.1, 11.2, 3.8), strict=True):
        trial.seconds = seconds
    figures = probe_figures(probe(timed))
    assert (figures.seconds_median, figures.seconds_worst) == (4.1, 11.2)
    fewer = probe_figures(probe(timed[:2]))
    assert (fewer.seconds_median, fewer.seconds_worst) == (None, 11.2)
    assert any("median of times" in note for note in fewer.notes)


def test_a_bench_pools_every_run_and_keeps_the_split() -> None:
    bench = bench_figures(
        [probe(trials("ppfpf"), trials("fff", wording=1)), probe(trials("ppp"), name="b2")]
    )
    assert (bench.pooled.passes, bench.pooled.runs) == (6, 11)
    low, high = bench.pooled.interval or (0, 0)
    assert (low, high) == pytest.approx((0.2801, 0.7873), abs=5e-5)
    assert [*bench.probes] == ["b1", "b2"]
    assert bench.retry_lift is None
    assert any("3 prompts with 5" in note for note in bench.notes)


def test_agreement_over_probes_is_to_the_letter_and_by_meaning() -> None:
    bench = bench_figures(
        [
            probe(trials("pp", texts="xx", groups="AA")),
            probe(trials("pp", texts="xy", groups="AA"), name="b2"),
            probe(trials("pp", texts="xy", groups="AB"), name="b3"),
        ]
    )
    assert bench.agreement is not None
    assert bench.agreement.raw == bench.identical == pytest.approx(1 / 3)
    assert bench.agreement.parsed == pytest.approx(2 / 3)
    assert bench_figures([probe(trials("pp", texts="xx"))]).agreement is None


@given(st.text("pfeu", max_size=12), st.randoms())
def test_the_order_of_trials_changes_nothing(verdicts: str, chance: random.Random) -> None:
    made = trials(verdicts, groups="ABCABCABCABC"[: len(verdicts)])
    mixed = [*made]
    chance.shuffle(mixed)
    assert probe_figures(probe(mixed)) == probe_figures(probe(made))


def test_wordings_are_numbered_from_the_prompt() -> None:
    reworded = Probe(id="b1", prompt="Say it.", wordings=["Tell me."])
    assert [wording_of(reworded, number) for number in range(3)] == ["Say it.", "Tell me.", ""]


def test_a_thousand_trials_are_counted_at_once() -> None:
    chance = random.Random(3)
    texts = [" ".join(chance.choices(["alpha", "beta", "gamma"], k=60)) for _ in range(20)]
    made = trials("".join(chance.choices("pf", k=1000)), groups="ABCDE" * 200)
    for trial in made:
        trial.output = chance.choice(texts)
    begun = time.process_time()
    probe_figures(probe(made))
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("before", "after", "reading"),
    [
        ((3, 10), (9, 10), "changed"),
        ((9, 10), (8, 10), "noise"),
        ((4, 5), (2, 5), "too few runs"),
        ((5, 5), (0, 5), "changed"),
        ((3, 3), (0, 3), "too few runs"),
        ((0, 0), (5, 5), "too few runs"),
    ],
)
def test_a_change_is_told_from_noise_and_from_too_few_runs(
    before: tuple[int, int], after: tuple[int, int], reading: str
) -> None:
    change = change_between(
        Tally(before[0], before[1] - before[0]), Tally(after[0], after[1] - after[0])
    )
    assert change.reading == reading
    assert (change.interval is None) == (not before[1] or not after[1])


def test_the_difference_is_the_later_rate_minus_the_first() -> None:
    change = change_between(Tally(3, 7), Tally(9, 1))
    assert change.difference == pytest.approx(0.6)
    assert change.interval == pytest.approx((0.1705, 0.8090), abs=5e-5)
    assert change.runs_needed is None
    assert change.mcnemar_p is None


def test_prompts_that_pair_give_an_exact_p() -> None:
    pairs = [(True, False)] * 5 + [(True, True)] * 3
    assert paired(pairs) == 0.0625
    assert change_between(Tally(8, 0), Tally(3, 5), pairs=pairs).mcnemar_p == 0.0625


def test_what_would_settle_a_difference_is_the_first_that_leaves_nothing_out() -> None:
    needed = runs_that_settle(0.8, later=0.4)
    assert needed is not None
    assert 10 < needed < 40
    assert runs_that_settle(0.4, later=0.8) == needed
    assert runs_that_settle(0.5, later=0.5) is None
    assert runs_that_settle(0.5, later=0.501) is None
    assert change_between(Tally(4, 1), Tally(2, 3)).runs_needed == needed


def test_of_several_wordings_two_lie_apart_by_luck_and_that_is_no_finding() -> None:
    lists = ("ppp", "fff", "pff", "ppf", "fpf")
    figures = probe_figures(probe(*(trials(each, wording=n) for n, each in enumerate(lists))))
    assert figures.rewording is not None
    assert figures.rewording.spread == 1
    assert not figures.rewording.beyond_chance
    two = probe_figures(probe(*(trials(each, wording=n) for n, each in enumerate(lists[:2]))))
    assert two.rewording is not None
    assert two.rewording.beyond_chance
    pair = probe_figures(probe(trials("pp"), trials("ff", wording=1)))
    assert pair.rewording is not None
    assert not pair.rewording.beyond_chance


def test_what_gave_no_answer_took_no_time_to_answer() -> None:
    timed = trials("pppe")
    for trial, seconds in zip(timed, (4.0, 5.0, 6.0, 90.0), strict=True):
        trial.seconds = seconds
    figures = probe_figures(probe(timed))
    assert (figures.seconds_median, figures.seconds_worst) == (5.0, 6.0)


def test_sameness_to_the_letter_wants_no_groups() -> None:
    bench = bench_figures([probe(trials("pp", texts="xx")), probe(trials("p"), name="b2")])
    assert (bench.agreement, bench.identical) == (None, 1)
    assert bench_figures([probe(trials("pe"))]).identical is None


@pytest.mark.parametrize("groups", ["", "A "])
def test_an_output_that_nobody_grouped_is_no_disagreement(groups: str) -> None:
    grouped = probe(trials("pp", texts="xy", groups="AA"))
    bench = bench_figures([grouped, probe(trials("pp", texts="xx", groups=groups), name="b2")])
    assert (bench.agreement, bench.identical) == (None, 0.5)
    assert any("every output in a meaning group" in note for note in bench.notes)
    single = bench_figures([grouped, probe(trials("p"), name="b2")])
    assert single.agreement is not None
    assert single.agreement.parsed == 1


def test_a_prompt_with_few_runs_does_not_hide_what_trying_again_brings_the_others() -> None:
    probes = [
        probe(trials(each), name=f"b{n}") for n, each in enumerate(("ppppp", "fffff", "ppfpf"))
    ]
    alone, more = bench_figures(probes), bench_figures([*probes, probe(trials("pf"), name="b9")])
    assert alone.retry_lift is not None
    assert more.retry_lift == alone.retry_lift
    assert not any("left out" in note for note in alone.notes)
    assert any("3 prompts; 1 with fewer than 5 marked runs is left out" in n for n in more.notes)


@pytest.mark.parametrize(
    ("verdicts", "groups", "said"),
    [
        ("p", "A", "One output has no other to be compared with."),
        ("ppp", "A  ", "Only one output has a meaning group"),
        ("ppp", "", "No output has a meaning group"),
        ("ppp", "AA ", "Groups cover 2 of 3 outputs"),
    ],
)
def test_where_groups_are_too_few_a_note_says_so(verdicts: str, groups: str, said: str) -> None:
    notes = probe_figures(probe(trials(verdicts, groups=groups))).notes
    assert [note for note in notes if note.startswith(said)]


def test_notes_tell_of_other_wordings_and_of_times() -> None:
    notes = probe_figures(probe(trials("ppp"), trials("pu", wording=1))).notes
    assert "Of the other wordings, 1 output is not marked yet." in notes
    assert "Wordings are compared where each has at least two marked runs." in notes
    assert "No output was timed." in notes
    assert not probe_figures(probe(trials("pp"), trials("pf", wording=1))).notes[-1].startswith("W")


@given(
    st.text("pfeu", max_size=4),
    st.text("pfeu", max_size=3),
    st.text("AB ", min_size=4, max_size=4),
    st.lists(st.none() | st.just(1.5), min_size=4, max_size=4),
)
def test_whatever_is_missing_a_note_says_why(
    own: str, other: str, groups: str, times: list[float | None]
) -> None:
    made = trials(own, groups=groups)
    for trial, seconds in zip(made, times, strict=False):
        trial.seconds = seconds
    figures = probe_figures(probe(made, trials(other, wording=1)))
    said = " ".join(figures.notes)
    told = {
        "rate": figures.rate is not None or "no rate" in said,
        "groups": figures.spread is not None or re.search("meaning group|compare", said),
        "words": figures.text_similarity is not None or "compare" in said,
        "median": figures.seconds_median is not None or re.search("timed|median|no output", said),
        "rewording": figures.rewording is not None or not other or "Wordings are" in said,
    }
    assert [name for name, is_told in told.items() if not is_told] == []


def test_what_is_needed_is_never_less_than_what_a_reading_wants() -> None:
    change = change_between(Tally(3, 0), Tally(0, 3))
    assert (change.reading, change.runs_needed) == ("too few runs", 5)
    assert change_between(Tally(5, 0), Tally(0, 5)).reading == "changed"
