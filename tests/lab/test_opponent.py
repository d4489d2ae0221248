from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.opponent import challenge
from lab.review import completeness, in_words
from store.records import Claim
from teardown_templates.model import CounterQuestion, Section, Template
from tests.lab.making import make_record, question, section

if TYPE_CHECKING:
    from store.records import Teardown

ASKED = (CounterQuestion("evidence", "How do you know?"), CounterQuestion("limit", "For whom not?"))


def template(*sections: tuple[str, tuple[CounterQuestion, ...]]) -> Template:
    return Template(
        id="quick",
        version=1,
        kind="variant",
        title="Quick",
        tagline="",
        minutes=15,
        sections=tuple(
            Section(
                id=name, title=name, minutes=5, purpose="", prompts=(), counter_questions=questions
            )
            for name, questions in sections
        ),
    )


def written(words: int, score: int | None) -> Teardown:
    record = make_record()
    record.work("frame").answers["who"] = " ".join(["word"] * words)
    record.work("frame").score = score
    return record


@pytest.mark.parametrize(
    ("words", "score", "locked"),
    [
        (0, None, "Opens after 25 more words and your own score."),
        (24, None, "Opens after 1 more word and your own score."),
        (20, 3, "Opens after 5 more words."),
        (25, None, "Opens after your own score."),
        (25, 0, ""),
    ],
)
def test_nothing_argues_back_before_text_and_score(
    words: int, score: int | None, locked: str
) -> None:
    found = challenge(written(words, score), "frame", template=template(("frame", ASKED)))
    assert found.locked == locked
    assert found.questions == (() if locked else ASKED)
    assert found.waiting == 2


def test_a_section_without_counter_questions_is_not_locked() -> None:
    for section_id in ("frame", "unknown"):
        found = challenge(make_record(), section_id, template=template(("frame", ())))
        assert (found.questions, found.locked, found.waiting) == ((), "", 0)


def test_each_section_opens_by_itself() -> None:
    both = template(("frame", ASKED), ("contact", ASKED))
    record = written(30, 2)
    assert challenge(record, "frame", template=both).questions == ASKED
    assert challenge(record, "contact", template=both).questions == ()


def test_what_is_missing_is_found_in_the_order_of_the_walk() -> None:
    record = make_record(
        section("frame", question("who", required=True), question("job")),
        section("weaknesses", question("found", kind="findings", required=True, count=3)),
    )
    record.work("frame").answers["job"] = "Notes"
    record.claims.append(Claim(id="c1", section="weaknesses", statement="Slow"))
    found = [(f.severity, f.rule, f.section, f.prompt) for f in completeness(record)]
    assert found == [
        ("error", "unanswered", "frame", "who"),
        ("warning", "unscored", "frame", ""),
        ("warning", "too-few-items", "weaknesses", "found"),
        ("warning", "unscored", "weaknesses", ""),
    ]
    assert in_words(completeness(record)) == (
        "1 question has no answer, 2 sections have no score and 1 question asks for more items."
    )


def test_what_is_optional_is_a_hint_and_no_obstacle() -> None:
    record = make_record(section("frame", question("job")))
    assert [finding.severity for finding in completeness(record)] == ["hint"]
    assert in_words(completeness(record)) == ""


def test_a_finished_walk_lacks_nothing() -> None:
    record = make_record()
    for name in ("frame", "contact"):
        record.work(name).score = 2
        for prompt in next(s for s in record.questions if s.id == name).prompts:
            record.work(name).answers[prompt.id] = "text"
    assert completeness(record) == []
