"""Sentences, bars and names for what trials are worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.trials.averages import MeanRate
from lab.trials.bars import bar
from lab.trials.change import change_between
from lab.trials.figures import probe_figures
from lab.trials.likeness import MOST_CHARACTERS, text_similarity, two_most_different
from lab.trials.markers import marker_agreement, marker_words
from lab.trials.repeats import RetryLift
from lab.trials.saying import (
    bound_words,
    citation_words,
    interval_words,
    lift_words,
    mean_words,
    one_liner,
    p_words,
    percent,
    points,
    quality_words,
    reading_words,
    result_lines,
)
from lab.trials.tally import Tally
from lab.trials.wordings import number_of, same_words, wording_names
from store.records import Audit, Mark, Probe, Trial


def probe(verdicts: str, *, wording: int = 0) -> Probe:
    words = {"p": "pass", "f": "fail", "u": "unmarked"}
    trials = [
        Trial.model_validate(
            {"id": f"t{run}", "run": run, "wording": wording, "verdict": words[letter]}
        )
        for run, letter in enumerate(verdicts, start=1)
    ]
    return Probe(id="b1", prompt="Say it.", wordings=["Tell me."], trials=trials)


@pytest.mark.parametrize(
    ("verdicts", "line", "end"),
    [
        ("ppppp", 0.5, "of 50% lies below the whole interval: it is met."),
        ("fffff", 0.5, "of 50% lies above the whole interval: it is missed."),
        ("ppfpf", 0.5, "within the interval: so many runs cannot say whether it is met."),
    ],
)
def test_a_quality_line_is_met_missed_or_not_known(verdicts: str, line: float, end: str) -> None:
    assert quality_words(probe_figures(probe(verdicts)), line).endswith(end)


def test_without_a_line_or_a_run_nothing_is_said_about_quality() -> None:
    assert quality_words(probe_figures(probe("pp")), None) == ""
    assert quality_words(probe_figures(probe("u")), 0.5) == ""


def test_runs_of_another_wording_are_not_taken_for_the_prompts() -> None:
    assert one_liner(probe_figures(probe("pp", wording=1))) == (
        "No run of the prompt itself is marked, only runs of other wordings."
    )


def test_retries_are_set_beside_luck() -> None:
    assert lift_words(RetryLift(3, 0.5, 0.875)) == (
        "One of 3 tries passes 50% of the time; if every try were a throw of dice it would be 88%."
    )


@pytest.mark.parametrize(
    ("before", "after", "end"),
    [
        (Tally(9, 1), Tally(3, 7), "interval -81 to -17). More than chance would explain."),
        (Tally(6, 4), Tally(5, 5), "about 190 runs on each side would tell such rates apart."),
        (
            Tally(4, 1),
            Tally(2, 3),
            "to say: about 12 runs on each side would tell such rates apart.",
        ),
        (Tally(2, 2), Tally(2, 2), "Too few runs to say."),
        (Tally(), Tally(2, 2), "One side has no marked run, so nothing can be compared."),
    ],
)
def test_a_change_is_said_with_its_interval(before: Tally, after: Tally, end: str) -> None:
    assert reading_words(change_between(before, after)).endswith(end)


def test_sources_are_counted_over_all_answers() -> None:
    audited = probe("pp")
    audited.trials[0].audit = Audit(citations=4, supporting=3, sentences=10, supported=8)
    audited.trials[1].audit = Audit(citations=1, supporting=0)
    figures = probe_figures(audited)
    assert figures.citations is not None
    assert (figures.citations.precision, figures.citations.recall) == (0.6, 0.8)
    assert citation_words(figures).startswith("Sources: 3 of 5 citations")
    assert citation_words(figures) in result_lines(audited)


def test_alpha_waits_for_ten_outputs_that_two_people_marked() -> None:
    marked = probe("ppppppppff")
    for trial in marked.trials[:9]:
        trial.marks = [Mark(marker="Ben", verdict=trial.verdict)]
    early = marker_agreement(marked.trials)
    assert early is not None
    assert (early.outputs, early.alpha) == (9, None)
    marked.trials[9].marks = [Mark(marker="Ben", verdict="pass"), Mark(verdict="unmarked")]
    full = marker_agreement(marked.trials)
    assert full is not None
    assert (full.outputs, full.alike, full.pairs, full.split) == (10, 9, 10, ("t10",))
    assert full.alpha == pytest.approx(1 - 19 * 2 / (2 * 17 * 3))
    assert marker_words(marked.trials) == (
        "Marked twice: 10 outputs; 9 of 10 pairs agree (alpha 0.63)."
    )
    assert marker_words(probe("pp").trials) == ""


def test_bars_show_interval_rate_and_line_apart() -> None:
    assert bar((0.2, 0.9), share=0.6, cells=11) == "┈┈├───●──┤┈"
    assert bar((0.0, 0.4), share=0.0, cells=11, line=0.8) == "●───┤┈┈┈╎┈┈"
    assert bar((0.0, 1.0), share=None, cells=5) == "├───┤"
    with pytest.raises(ValueError, match="some cells"):
        bar((0, 1), share=0.5, cells=4)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(5, 60))
def test_a_bar_is_as_wide_as_it_is_asked_to_be(one: float, other: float, cells: int) -> None:
    low, high = sorted((one, other))
    drawn = bar((low, high), share=(low + high) / 2, cells=cells)
    assert len(drawn) == cells
    assert drawn.count("●") == 1


def test_a_wording_is_found_by_its_words_before_its_number() -> None:
    asked = Probe(id="b1", prompt="Say it.", wordings=["2", "Tell me."])
    assert [number_of(asked, said) for said in ("", "say  IT.", "2", "1", "3")] == [
        0, 0, 1, 1, None,
    ]  # fmt: skip
    assert number_of(asked, "²") == 1
    assert number_of(asked, "٢") is None
    assert same_words("ﬁne", "FINE")


def test_wordings_without_words_of_their_own_go_by_their_number() -> None:
    trials = [Trial(id="t1", wording=3)]
    asked = Probe(id="b1", prompt="Say it.", wordings=["Say it.", ""], trials=trials)
    assert wording_names(asked) == {0: "Say it.", 1: "1", 2: "2", 3: "3"}


def test_long_outputs_are_compared_by_fewer_of_them() -> None:
    long = "word " * (MOST_CHARACTERS // 5)
    assert text_similarity([long, "other", long]) == 1
    assert two_most_different([long, "other", long]) == (0, 2)
    assert text_similarity([long + "end", long + "tail"]) == 1


def test_what_is_not_none_and_not_all_is_never_called_so() -> None:
    assert [percent(share) for share in (0, 0.004, 0.5, 0.996, 1)] == [
        *("0%", "under 1%", "50%", "over 99%", "100%"),
    ]
    assert interval_words((0.0018, 0.05)) == "under 1% to 5%"
    assert interval_words((0, 1)) == "0% to 100%"
    assert interval_words((0.2307, 0.8824)) == "23% to 88%"
    assert [points(each) for each in (0, 0.07, -0.126, 0.003, -0.0001)] == [
        *("+0", "+7", "-13", "+0.3", "-0.1"),
    ]
    assert [bound_words(each) for each in (0.45, 0.0099, 0.003)] == ["45%", "1%", "0.3%"]
    assert [p_words(p) for p in (1, 0.03125, 0.0004)] == ["1.000", "0.031", "below 0.001"]


def test_a_change_that_is_one_never_seems_to_hold_zero() -> None:
    change = change_between(Tally(500, 500), Tally(545, 455))
    assert change.reading == "changed"
    assert "+5 points (95% interval +0.1 to +9)" in reading_words(change)


def test_one_run_says_nothing_about_a_quality_line() -> None:
    said = quality_words(probe_figures(probe("p")), 0.1)
    assert said == "The quality line of 10% cannot be held against a single run."


def test_only_the_sources_that_somebody_counted_are_told() -> None:
    marked = probe("pp")
    marked.trials[0].audit = Audit(citations=4, supporting=3)
    assert citation_words(probe_figures(marked)) == (
        "Sources: 3 of 4 citations support their sentence."
    )
    marked.trials[0].audit = Audit()
    assert citation_words(probe_figures(marked)) == ""


def test_a_mean_of_prompts_has_an_interval_only_where_there_is_one() -> None:
    assert mean_words(MeanRate(3, 0.5, None)) == "Over 3 prompts, 50% of the runs pass on average."
    assert mean_words(MeanRate(8, 0.5, (0.125, 0.875))).endswith(
        "on average (95% interval 12% to 88%)."
    )
