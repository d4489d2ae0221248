"""Which headings mean a section or a question, and which mean nothing here."""

from __future__ import annotations

import pytest

from store.exchange.foreign.titles import LIMITS, Place, Titles, folded, plain_title, product_of
from tests.store.exchange.foreign.reading_pages import FORMS

FULL = Titles.of(FORMS[1].questions)


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("What does not work, and how much it matters", "weaknesses"),
        ("WHAT DOESN'T WORK", "weaknesses"),
        ("2. Weaknesses", "weaknesses"),
        ("2\\. **Weaknesses**:", "weaknesses"),
        ("IV) weakness", "weaknesses"),
        ("Section 3 – Strengths", "strengths"),
        ("💪 Strengths", "strengths"),
        ("Non-deterministic behavior", "variance"),
        ("Cost & Price", None),
        ("Cost", "economics"),
        ("[Redesign](#redesign)", "redesign"),
        ("[[notes/Frame|Frame]]", "frame"),
        ("Measurement plan", "measurement"),
        ("Take-home", "takeaway"),
        ("Nondeterministic behavior", "variance"),
        ("Pros", "strengths"),
        ("Cons:", "weaknesses"),
        ("Success metrics", "measurement"),
        ("Weaknesses ^block-1", "weaknesses"),
        ("Conclusion", None),
        ("Weaknesses of the market", None),
        ("Strong points", None),
        ("3", None),
        ("", None),
        ("🙂", None),
    ],
)
def test_a_heading_means_a_section_only_if_it_says_it(heading: str, section: str | None) -> None:
    found = FULL.place_of(heading)
    assert (found.section if found else None) == section


def test_a_questions_own_words_are_enough_and_its_id_only_within_its_section() -> None:
    text = FORMS[1].questions[3].prompts[2].text
    assert FULL.place_of(text) == Place("weaknesses", "why")
    assert FULL.place_of("Why", within="weaknesses") == Place("weaknesses", "why")
    assert FULL.place_of("Why") is None
    assert FULL.place_of("Predictions") == Place("frame", "predict")
    assert FULL.place_of("What cannot be concluded") == Place(LIMITS)


def test_a_name_that_two_sections_share_means_neither() -> None:
    one, two = (section.model_copy(deep=True) for section in FORMS[1].questions[:2])
    one.title = two.title = "The same"
    assert Titles.of([one, two]).place_of("the same") is None


@pytest.mark.parametrize(
    ("title", "product"),
    [
        ("Teardown of Notion AI", "Notion AI"),
        ("Notion AI teardown", "Notion AI"),
        ("Notion AI — product teardown", "Notion AI"),
        ("Notion AI: an outside-in teardown, week 3", "Notion AI"),
        ("Notion’s teardown", "Notion"),
        ("My product teardown: Notion AI 🚀", "Notion AI"),
        ("A teardown for [Notion AI](https://notion.com)", "Notion AI"),
        ("Notion AI (teardown)", "Notion AI"),
        ("3. Notion AI", "Notion AI"),
        ("1Password", "1Password"),
        ("Notes", "Notes"),
        ("Teardown", "Teardown"),
    ],
)
def test_a_title_gives_the_products_name(title: str, product: str) -> None:
    assert product_of(title) == product


def test_a_title_of_any_length_gives_a_name_that_fits_a_list() -> None:
    assert len(product_of("x" * 5000)) == 200


def test_what_is_compared_has_no_case_number_or_plural() -> None:
    assert folded("1.2 The *Policies* & `Bus` Prices") == folded("the policy and bus price")
    assert plain_title("a\x1b[31m\u202eb") == "a[31mb"
