"""What stands where in the Markdown of a teardown."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from store.exchange import forms
from store.exchange.markdown import to_markdown
from store.exchange.markdown_reader import from_markdown
from store.records import Teardown
from tests.store.exchange.example_record import example_record
from tests.store.making import make_record
from tests.store.record_strategies import FIELDS, teardowns

if TYPE_CHECKING:
    from store.exchange.forms import Form
    from store.records import Part

FORMS = [getattr(forms, name) for name in forms.__all__ if name.isupper()]
EXAMPLE = to_markdown(example_record())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.mark)
def test_a_form_has_a_place_for_every_field(form: Form) -> None:
    shown = [field.name for field in form.shown() if not field.part]
    parts = {field.part for field in form.shown() if field.part}
    placed = [form.headline, *shown, *form.hidden, *form.outside] if form.headline else shown
    own_id = ["id"] if form.letter else []
    assert sorted([*placed, *own_id]) == sorted(form.model.model_fields)
    assert parts <= set(form.hidden)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.mark)
def test_no_two_fields_of_a_form_share_a_label(form: Form) -> None:
    labels = [field.label.casefold() for field in form.shown()]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_the_arbitrary_records_of_the_tests_have_every_field(model: type[Part]) -> None:
    assert set(FIELDS[model]) == set(model.model_fields) - {"schema_"}


def test_one_heading_for_the_title_one_for_each_section_and_question() -> None:
    headings = re.findall(r"^#+ .*", EXAMPLE, flags=re.MULTILINE)
    headings.remove("# A heading of my own")
    assert headings == [
        "# Teardown of Notion AI",
        "## Frame and call your shots",
        "### Which product and surface is this?",
        "### What do you leave out?",
        "### One prediction about the five runs.",
        "## Non-deterministic behaviour",
        "### Same prompt, five fresh sessions.",
        "## Measurement plan",
        "## Take-home",
        "## What cannot be concluded",
        "## Evidence",
        "## Practice",
    ]


def test_product_plan_dates_and_evidence_mix_stand_under_the_title() -> None:
    start = EXAMPLE.index("# Teardown of Notion AI\n")
    assert EXAMPLE[start:].split("\n\n")[1].split("\n") == [
        "- Product: Notion AI",
        "- Plan: Plus",
        "- Author: Ana",
        "- Observed: 2026-11-20 to 2026-11-22",
        "- Evidence: tried 1 · published 0 · told 0 · inferred 1 · guess 0",
    ]


def test_an_example_says_that_it_is_one() -> None:
    assert "\n- Example: made to show the form" in to_markdown(make_record(example=True))


def test_without_days_of_observation_the_day_of_the_beginning_is_shown() -> None:
    assert "\n- Begun: 2026-03-02\n" in to_markdown(make_record())


def test_a_list_stands_under_the_question_that_asks_for_it() -> None:
    assert EXAMPLE.index("<!-- teardown:predictions") < EXAMPLE.index("## Non-deterministic")
    record = example_record()
    record.questions = []
    bare = to_markdown(record)
    assert "## Predictions\n\n<!-- teardown:predictions -->\n" in bare
    assert from_markdown(bare) == record


def test_claims_out_of_order_come_back_in_theirs() -> None:
    record = example_record()
    moved = record.claims[0].model_copy(update={"section": "variance"})
    record.claims = [moved, record.claims[1]]
    assert from_markdown(to_markdown(record)) == record
    assert '{"place":' in to_markdown(record).replace('"created_at":"2026-11-20T09:40:00Z",', "")


def test_work_on_what_was_never_asked_is_there_too() -> None:
    record = make_record()
    record.claims = Teardown.model_validate(
        make_record().to_dict()
        | {"claims": [{"id": "c1", "section": "ghost", "statement": "It moves."}]}
    ).claims
    exported = to_markdown(record)
    assert "## job\n" in exported
    assert "### who\n" in exported
    assert "## ghost\n" in exported
    assert from_markdown(exported) == record


def test_short_outputs_are_a_table_and_long_ones_a_list() -> None:
    record = example_record()
    assert "| pass | 0 | 1 | | See you on 3 May \\| Ana <!-- teardown:trial t1 --> |" in EXAMPLE
    record.probes[0].trials[0].output = "Dear all,\n\n" + "we meet on 3 May. " * 10
    exported = to_markdown(record)
    assert "| pass |" not in exported
    assert "      Dear all,\n\n      we meet" in exported
    assert from_markdown(exported) == record


def test_a_linter_is_sent_away_only_where_the_author_wrote_markup() -> None:
    record = make_record(text="Plain words: 43% of them, “quoted” [s1].\n\nAnd more.")
    assert "markdownlint-disable -->" not in to_markdown(record)
    for markup in (
        "# a",
        "- a",
        "<b>",
        "*a*",
        "https://x.example",
        "a  ",
        "a\n\n\nb",
        "\ta",
        "1. a",
    ):
        exported = to_markdown(make_record(text=markup))
        assert exported.count("markdownlint-disable -->") == 1
        assert exported.count("markdownlint-restore -->") == 1


def test_no_mark_holds_what_could_end_it() -> None:
    record = make_record(mood={"-->": "a--b<c>|d\u202e"})
    exported = to_markdown(record)
    last = exported.split("\n")[-2]
    assert last.startswith("<!-- teardown:record {")
    assert "--" not in last[4:-3]
    assert not set("<>|\u202e") & set(last[4:-3])
    assert from_markdown(exported) == record


@given(teardowns())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_file_is_clean_text(record: Teardown) -> None:
    exported = to_markdown(record)
    assert all(character >= " " or character in "\n\t" for character in exported)
    assert exported.endswith("-->\n")
    exported.encode("utf-8")


def test_half_characters_become_whole_ones() -> None:
    record = make_record(text="a")
    record.sections["job"].answers["who"] = "x\ud800y"
    record.product.name = "n\udc00"
    again = from_markdown(to_markdown(record))
    assert again.sections["job"].answers["who"] == "x\ufffdy"
    assert again.product.name == "n\ufffd"


def test_writing_loads_no_yaml_and_no_reader() -> None:
    script = (
        "import sys, store.exchange.markdown; "
        "print([n for n in sys.modules if n.startswith('yaml') or 'reader' in n.split('.')[-1]"
        " and n.startswith('store')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
