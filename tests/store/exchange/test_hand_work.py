"""Things that somebody adds, deletes, copies, moves or types beside the marks by hand."""

from __future__ import annotations

import pytest

from store.exchange.markdown import to_markdown
from store.exchange.markdown_reader import from_markdown, read_markdown
from tests.store.exchange.example_record import edited, example_record, expected


def test_what_is_deleted_is_gone() -> None:
    text = to_markdown(example_record())
    start, end = text.index("- Nothing shows"), text.index("\n<!-- /teardown:claims")
    record = from_markdown(text[:start] + text[end:])
    assert [claim.id for claim in record.claims] == ["c1"]
    start, end = text.index("### What do you leave"), text.index("### One prediction")
    record = from_markdown(text[:start] + text[end:])
    assert [question.id for question in record.questions[0].prompts] == ["what", "predict"]
    start, end = text.index("## Non-det"), text.index("## Measurement plan")
    record = from_markdown(text[:start] + text[end:])
    assert [section.id for section in record.questions] == ["frame"]
    assert (list(record.sections), record.probes) == (["frame"], [])
    record = edited(("| fail | 0 | 2 | 4.2 | See you soon <!-- teardown:trial t2 --> |\n", ""))
    assert [trial.id for trial in record.probes[0].trials] == ["t1", "t3"]


def test_what_is_typed_without_a_mark_is_new() -> None:
    record = edited(
        (
            "\n<!-- /teardown:claims -->",
            "- A new one\n  - Basis: guess\n* And another\n\n<!-- /teardown:claims -->",
        ),
        (
            "\n<!-- /teardown:predictions -->",
            "- It will rain · tomorrow\n\n<!-- /teardown:predictions -->",
        ),
        ("| fail | 0 | 2 |", "| error | 1 | 9 | | timed out |\n    | fail | 0 | 2 |"),
        (
            "\n<!-- /teardown:evidence -->",
            "- e7: A page\n- Untitled\n\n<!-- /teardown:evidence -->",
        ),
    )
    claims = [(claim.id, claim.section, claim.statement, claim.basis) for claim in record.claims]
    assert claims[2:] == [
        ("c3", "frame", "A new one", "guess"),
        ("c4", "frame", "And another", "tried"),
    ]
    assert [(one.id, one.statement) for one in record.predictions[1:]] == [
        ("p2", "It will rain · tomorrow")
    ]
    trials = [(one.id, one.verdict, one.wording, one.output) for one in record.probes[0].trials]
    assert trials[1] == ("t4", "error", 1, "timed out")
    assert [(one.id, one.title) for one in record.evidence] == [
        ("e1", "Help page about drafts"),
        ("e2", "What I saw in three documents"),
        ("e7", "A page"),
        ("e3", "Untitled"),
    ]


def test_a_copied_item_with_its_mark_is_a_second_item() -> None:
    text = to_markdown(example_record())
    start, end = text.index("- Nothing shows"), text.index("\n<!-- /teardown:claims")
    item = text[start:end]
    record = from_markdown(text[:end] + item.replace("Nothing", "Little") + text[end:])
    assert [(claim.id, claim.statement[:7]) for claim in record.claims] == [
        ("c1", "Refusin"),
        ("c2", "Nothing"),
        ("c3", "Little "),
    ]


def test_items_can_be_moved() -> None:
    text = to_markdown(example_record())
    first, second = text.index("- Refusing a draft"), text.index("- Nothing shows")
    end = text.index("\n<!-- /teardown:claims")
    moved = text[:first] + text[second:end] + text[first:second] + text[end:]
    assert [claim.id for claim in from_markdown(moved).claims] == ["c2", "c1"]


def test_a_question_without_an_answer_is_answered_below_its_heading() -> None:
    reading = read_markdown(
        to_markdown(example_record()).replace(
            "<!-- teardown:question frame.scope -->\n",
            "<!-- teardown:question frame.scope -->\n\nMobile.\n\n# And prices\n",
        )
    )
    assert reading.record == expected(
        "sections.frame.answers",
        {**example_record().sections["frame"].answers, "scope": "Mobile.\n\n# And prices"},
    )
    assert [(one.section, one.question, one.text) for one in reading.kept] == [
        ("frame", "scope", "Mobile.\n\n# And prices")
    ]
    assert to_markdown(example_record()).split("\n")[reading.kept[0].line - 3].endswith("scope -->")


@pytest.mark.parametrize(
    ("anchor", "section", "question", "before"),
    [
        (
            "<!-- /teardown:answer -->\n\n<!-- teardown:predictions -->",
            "frame",
            "predict",
            "See the list.\n\n",
        ),
        ("- Score: 3 of 4\n", "frame", "notes", ""),
        (
            "- Evidence: tried 1 · published 0 · told 0 · inferred 1 · guess 0\n",
            "notes",
            "notes",
            "",
        ),
    ],
)
def test_words_between_the_marks_are_kept_where_they_stand(
    anchor: str, section: str, question: str, before: str
) -> None:
    place = anchor.split("\n", maxsplit=1)[0]
    text = to_markdown(example_record())
    at = text.index(anchor) + len(place) + 1
    reading = read_markdown(f"{text[:at]}\nA remark.\n\n- of two parts\n\n{text[at:]}")
    kept = "A remark.\n\n- of two parts"
    assert reading.record.sections[section].answers[question] == before + kept
    assert [
        (one.section or "notes", one.question or "notes", one.text) for one in reading.kept
    ] == [(section, question, kept)]
    assert from_markdown(to_markdown(reading.record)) == reading.record
