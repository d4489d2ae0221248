"""A file that is no teardown's, or no longer, is refused with the line of each fault."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.errors import NewerSchema
from store.exchange.errors import MarkdownInvalid
from store.exchange.markdown import to_markdown
from store.exchange.markdown_reader import MOST_CHARACTERS, MOST_LINES, from_markdown
from teardown_templates.errors import TeardownError
from tests.store.exchange.example_record import example_record
from tests.store.record_strategies import teardowns
from tests.store.text_strategies import FRAGMENTS

EXAMPLE = to_markdown(example_record())


def faults(text: str) -> list[str]:
    with pytest.raises(MarkdownInvalid) as raised:
        from_markdown(text)
    assert [str(place) for place in raised.value.places] == raised.value.faults
    return raised.value.faults


def line_of(words: str, text: str = EXAMPLE) -> int:
    return next(n for n, line in enumerate(text.split("\n"), 1) if words in line)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Basis: inferred", "Basis: heard", "is “heard”; it can be tried, published, told"),
        ("Severity: 2\n  - Who", "Severity: 9\n  - Who", "severity is “9”"),
        (
            "Severity: 2\n  - Who",
            "Severity: bad\n  - Who",
            "“Severity” wants a whole number, not “bad”",
        ),
        (
            "Confidence: high",
            "Trust: high",
            "“Trust: high” is none of Kind, Basis, Confidence, Severity",
        ),
        ("- Who: Whoever", "- Whoo: Whoever", "“Whoo” is no field; did you mean “Who”?"),
        ("- Who: Whoever", "- Basis: told\n  - Who: Whoever", "“Basis” stands twice"),
        ("Probability: 70%", "Probability: 170%", "probability is “1.7”"),
        ("Probability: 70%", "Probability: often", "“Probability” wants a percentage such as 70%"),
        ("Probability: 70%", "Probability: 1e999999999%", "“Probability” wants a percentage"),
        ("Due: 2026-12-01", "Due: soon", "“Due” wants a day such as 2026-11-22, not “soon”"),
        ("Score: 3 of 4", "Score: 5", "frame · score is “5”"),
        ("Score: 3 of 4", "Score: good", "“Score” wants a whole number from 0 to 4"),
        ("Observed: 2026-11-20 to", "Observed: May to", "“Observed” wants days such as"),
        (
            "| fail | 0 | 2 | 4.2 |",
            "| fail | 0 | 2 | slow |",
            "“Seconds” wants a number, not “slow”",
        ),
        (
            "| fail | 0 | 2 | 4.2 |",
            "| fail | 0 | 2 | 4.2 | | |",
            "this row has 7 cells for 5 columns",
        ),
        ("| Verdict | Wording |", "| Verdict | Words |", "no column is called “Words”; there are"),
        ("| Verdict | Wording |", "| Verdict | Verdict |", "the column “Verdict” stands twice"),
        ("| 2026-11-20 | 2026-11-20T", "| | 2026-11-20T", "local date is missing"),
        ("claim c2 -->", "claim c2 {x} -->", "the “teardown:claim” mark cannot be read any more"),
        ("claim c2 -->", "claim c2", "this mark has no “-->” at its end"),
        ("claim c2 -->", "metric c2 -->", "this “teardown:metric” stands among the claims"),
        ("claim c2 -->", "claim ../c2 -->", "id is “../c2”"),
        ('{"rev":14', '{"rev":-1', "rev is “-1”"),
        ('{"rev":14', '{"rev":"x"', "rev is “x”"),
        (
            "section variance ",
            "section frame ",
            "the section “frame” stands twice, first in line 37",
        ),
        ("section variance ", "section ", "this section’s mark has lost its id"),
        ("section variance ", "section a/b ", "is “a/b”"),
        ("question frame.scope", "question scope", "this question’s mark has lost its name"),
        ("question frame.scope", "lesson", "there is no mark “teardown:lesson”"),
        ("question frame.scope", "mood", "there is no mark “teardown:mood”; a newer teardown may"),
        (
            "<!-- teardown:question frame.scope",
            "x <!-- teardown:question frame.scope",
            "start of its line",
        ),
        ("<!-- teardown:question frame.scope -->", "<!-- /teardown:answer -->", "closes nothing"),
        ("<!-- teardown:metrics -->", "<!-- teardown:metrics", "has no “-->”"),
    ],
)
def test_a_fault_is_named_with_its_line(old: str, new: str, message: str) -> None:
    assert EXAMPLE.count(old) == 1
    text = EXAMPLE.replace(old, new)
    found = [fault for fault in faults(text) if message in fault]
    assert found, faults(text)
    changed = EXAMPLE[: EXAMPLE.index(old)].count("\n") + 1
    assert found[0].startswith(f"line {changed}: ")


def test_an_answer_twice_and_a_mark_without_its_end_are_named() -> None:
    start, end = EXAMPLE.index("### One prediction"), EXAMPLE.index("<!-- teardown:predictions")
    twice = EXAMPLE[:end] + EXAMPLE[start:end] + EXAMPLE[end:]
    assert "this question is answered twice, first in line 61" in faults(twice)[0]
    open_ended = EXAMPLE.replace("See the list.\n\n<!-- /teardown:answer -->\n", "See the list.\n")
    assert faults(open_ended)[0] == (
        "line 61: the “teardown:answer” that starts here has no “/teardown:answer”"
    )
    open_ended = EXAMPLE.replace("<!-- /teardown:claims -->\n", "")
    assert "the “teardown:claims” that starts here has no" in faults(open_ended)[0]


def test_all_faults_are_named_at_once_in_the_order_of_their_lines() -> None:
    text = EXAMPLE.replace("Score: 3 of 4", "Score: 9").replace("Outcome: yes", "Outcome: perhaps")
    text = text.replace("Kind: page", "Kind: book")
    lines = [int(fault.split()[1].rstrip(":")) for fault in faults(text)]
    assert lines == [line_of("Score:"), line_of("Outcome:"), line_of("Kind: page")]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("a: &a [x, x]\nb: [*a, *a]\n", "line 23: the front matter: “&” and “*” names"),
        (f"a: {'[' * 50}{']' * 50}\n", "line 23: the front matter: this is nested too deep"),
        (f"a: {'{a: ' * 100_000}\n", "line 23: the front matter: this is nested too deep"),
        ("plan: x\n", "line 23: “plan” stands twice in the front matter"),
        ("a: !!python/object:os.system x\n", "line 23: “a” in the front matter: only plain values"),
        ("a: !!binary eA==\n", "line 23: “a” in the front matter: only plain values"),
        ("? [a]\n: b\n", "line 23: the front matter has a key that is no word"),
        ("a: 'b\n", "found unexpected end of stream"),
        ("a: b: c\n", "line 23: the front matter: mapping values are not allowed here"),
        ("a: \x00\n", "the front matter: it holds characters that YAML does not allow"),
    ],
)
def test_front_matter_that_no_teardown_needs_is_refused(more: str, message: str) -> None:
    found = faults(EXAMPLE.replace("teardown_schema: 2\n", f"teardown_schema: 2\n{more}"))
    assert message in found[0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("author: Ana", "author: [Ana]", "line 7: “author” in the front matter has to be one text"),
        ("tags: [writing, first look]", "tags: [[a]]", "line 4: “tags” has to be a list of words"),
        (
            "created: 2026-11-20T09:30:00Z",
            "created: today",
            "line 5: “created” wants a day or an",
        ),
        ("created: 2026-11-20T09:30:00Z", "created:", "created at is missing"),
        (
            "status: finished",
            "status: done",
            "line 19: status is “done”; it can be draft or finished",
        ),
        ("teardown_id: notion-ai-7k2q", "teardown_id: ../x", "line 21: id is “../x”"),
        ("teardown_id: notion-ai-7k2q\n", "", "line 1: the front matter has no “teardown_id”"),
        ("template: quick", "template: a b", "line 20: template · id is “a b”"),
        ("teardown_schema: 2\n---", "teardown_schema: 2", "line 1: the front matter has no “---”"),
        (
            "teardown_schema: 2",
            "teardown_schema: two",
            "line 22: “teardown_schema” wants a whole number",
        ),
    ],
)
def test_front_matter_with_a_wrong_value_is_refused(old: str, new: str, message: str) -> None:
    assert any(message in fault for fault in faults(EXAMPLE.replace(old, new, 1)))


@pytest.mark.parametrize(
    "text", ["", "---", "# Notes\n\nWords.\n", "\x00" * 100, "---\n---\n", "---\n- a\n---\n"]
)
def test_what_is_no_file_of_ours_is_refused(text: str) -> None:
    assert faults(text)[0].startswith("line ")


def test_a_newer_format_is_left_to_a_newer_version() -> None:
    with pytest.raises(NewerSchema):
        from_markdown(EXAMPLE.replace("teardown_schema: 2", "teardown_schema: 3"))


def test_files_beyond_all_measure_are_not_looked_at() -> None:
    assert faults("x" * (MOST_CHARACTERS + 1)) == [
        "line 1: a file of more than 50 MB is no teardown"
    ]
    assert "two million lines" in faults("\n" * (MOST_LINES + 1))[0]


@pytest.mark.parametrize(
    "hidden",
    [
        '{"x":' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"x":' + "9" * 5000 + "}",
        '{"x"',
        "[]",
        '"a" {"x":1} trailing',
    ],
)
def test_a_mark_with_too_much_or_nothing_in_it_is_named(hidden: str) -> None:
    start = EXAMPLE.index("<!-- teardown:record")
    text = f"{EXAMPLE[:start]}<!-- teardown:record {hidden} -->\n"
    if hidden == "[]":  # an odd word, which is read over
        assert from_markdown(text).rev == 0
    else:
        assert "cannot be read any more" in faults(text)[0]


def test_lists_are_not_read_beyond_a_sane_depth() -> None:
    deep = "".join(f"{' ' * depth}- a\n" for depth in range(500))
    text = EXAMPLE.replace("- Nothing shows", f"{deep}- Nothing shows")
    assert "this list is nested too deep" in faults(text)[0]


def test_hidden_values_cannot_take_the_place_of_shown_ones() -> None:
    text = EXAMPLE.replace(
        "claim c2 -->", 'claim c2 {"statement":"no","more":{"basis":"told"}} -->'
    )
    assert from_markdown(text) == example_record()


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """Draw a file of ours after somebody's accidents with it."""
    text = to_markdown(draw(teardowns())) if draw(st.booleans()) else EXAMPLE
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 80)))
        piece = draw(st.sampled_from(("", text[start:end] * 2, *FRAGMENTS)))
        text = text[:start] + piece + text[end:]
    return text


@given(spoilt())
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_spoilt_file_is_read_or_refused_and_what_is_read_is_stable(text: str) -> None:
    try:
        record = from_markdown(text)
    except TeardownError:
        return
    exported = to_markdown(record)
    assert from_markdown(exported) == record
    assert json.dumps(record.to_dict())
