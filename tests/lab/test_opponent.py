from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.opponent import challenge
from teardown_templates.model import CounterQuestion, Section, Template
from tests.lab.making import make_record

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
        (0, None, "Counter-questions open after 25 more words and your own score."),
        (24, None, "Counter-questions open after 1 more word and your own score."),
        (20, 3, "Counter-questions open after 5 more words."),
        (25, None, "Counter-questions open after your own score."),
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
