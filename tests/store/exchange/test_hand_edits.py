"""Whatever somebody changes in the file by hand comes back, and nothing else changes."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from store.exchange.markdown import to_markdown
from store.exchange.markdown_reader import from_markdown
from store.records import Teardown
from tests.store.exchange.example_record import edited, example_record, expected
from tests.store.making import make_record
from tests.store.record_strategies import teardowns

if TYPE_CHECKING:
    from collections.abc import Callable

NAME, PLAN = "product.name", "product.plan"
WHAT = "sections.frame.answers.what"
NAMED = "  - Evidence: e1 “Help page about drafts”, e2 “What I saw in three documents”"

EDITS = [
    # the front matter, and the lines under the title that repeat it
    ("title: Teardown of Notion AI\n", 'title: "Teardown of Coda: AI"\n', NAME, "Coda: AI"),
    ("# Teardown of Notion AI\n", "# Teardown of Coda AI\n", NAME, "Coda AI"),
    ("# Teardown of Notion AI\n", "# Coda\\_AI\n", NAME, "Coda_AI"),
    ("- Product: Notion AI\n", "- Product: Coda AI\n", NAME, "Coda AI"),
    ("\nproduct: Notion AI\n", "\nproduct: Coda AI\n", NAME, "Coda AI"),
    ("\nproduct: Notion AI\n", "\nproduct: 2026-01-01\n", NAME, "2026-01-01"),
    ("\nplan: Plus\n", "\nplan: Business\n", PLAN, "Business"),
    ("- Plan: Plus\n", "- Plan: Business\n", PLAN, "Business"),
    ("\nplan: Plus\n", "\nplan:\n", PLAN, ""),
    ("- Author: Ana\n", "- Author: Ana and Ben\n", "author", "Ana and Ben"),
    ("\nauthor: Ana\n", "\nauthor: 007\n", "author", "007"),
    ("maker: Notion Labs", "maker: ~", "product.maker", ""),
    ("category: writing", "category: 'yes'", "product.category", "yes"),
    ("category: writing", "category: no", "product.category", "no"),
    ("surface: web app", "surface: 1:30", "product.surface", "1:30"),
    ("region:", "region: EU", "product.region", "EU"),
    ("product_version:", "product_version: 3.10", "product.version", "3.10"),
    ("observed_from: 2026-11-20", "observed_from: 2026-11-19", "observed_from", "2026-11-19"),
    ("- Observed: 2026-11-20 to", "- Observed: 2026-11-19 to", "observed_from", "2026-11-19"),
    ("Observed: 2026-11-20 to 2026-11-22", "Observed: to 2026-11-22", "observed_from", None),
    ("review_by: 2027-02-20", "review_by:", "review_by", None),
    ("status: finished", "status: Draft", "status", "draft"),
    ("[writing, first look]", "[writing]", "tags", ["writing"]),
    (
        "[writing, first look]",
        '\n  - writing\n  - "a: b"\n  - 2026',
        "tags",
        ["writing", "a: b", "2026"],
    ),
    ("[writing, first look]", "[]", "tags", []),
    ("[writing, first look]", "writing, mails", "tags", ["writing", "mails"]),
    ("created: 2026-11-20T09:30:00Z", "created: 2026-11-19", "created_at", "2026-11-19T00:00:00Z"),
    (
        "updated: 2026-11-22T10:05:00Z",
        "updated: 2026-11-22T12:05:00",
        "updated_at",
        "2026-11-22T12:05:00Z",
    ),
    # sections, questions, answers
    ("## Frame and call your shots", "## Frame", "questions.0.title", "Frame"),
    ("### What do you leave out?", "### What *not*?", "questions.0.prompts.1.text", "What *not*?"),
    ("### What do you leave out?", "##### Not?", "questions.0.prompts.1.text", "Not?"),
    ("## Frame and call your shots", "# Frame", "questions.0.title", "Frame"),
    ("- Score: 3 of 4", "- Score: 4", "sections.frame.score", 4),
    ("- Score: 3 of 4", "* score: 0/4", "sections.frame.score", 0),
    ("- Score: 3 of 4\n", "", "sections.frame.score", None),
    (
        'variance {"minutes":6} -->\n',
        'variance {"minutes":6} -->\n\n- Score: 1\n',
        "sections.variance.score",
        1,
    ),
    (
        "See the list.",
        "See\n\n## Evidence\n\n- Score: 2",
        "sections.frame.answers.predict",
        "See\n\n## Evidence\n\n- Score: 2",
    ),
    ("See the list.", "", "sections.frame.answers.predict", ""),
    ("See the list.\n\n", "See the list.", "sections.frame.answers.predict", "See the list."),
    ("\n\nSee the list.", "\nSee it.\n<b>", "sections.frame.answers.predict", "See it.\n<b>"),
    (
        "of three failed.\n",
        "of three failed:\n~~~\n",
        "sections.variance.answers.repeat",
        "One of three failed:\n~~~\n<details>still open",
    ),
    (
        "Five runs say nothing about rare failures.",
        "Little.",
        "take_home.cannot_conclude",
        "Little.",
    ),
    # claims
    (
        "Refusing a draft costs one key.",
        "Refusing costs *nothing*.",
        "claims.0.statement",
        "Refusing costs *nothing*.",
    ),
    (
        "costs one key.\n",
        "costs one key,\n  or two.\n",
        "claims.0.statement",
        "Refusing a draft costs one key,\nor two.",
    ),
    ("Kind: strength ·", "Kind: inference ·", "claims.0.kind", "inference"),
    ("Basis: inferred", "Basis: Guess", "claims.1.basis", "guess"),
    ("Confidence: high", "Confidence: low", "claims.0.confidence", "low"),
    (" · Severity: 2\n  - Who", " · Severity: 4\n  - Who", "claims.1.severity", 4),
    (" · Severity: 2\n  - Who", "\n  - Who", "claims.1.severity", None),
    (" · Severity: 2\n  - Who", "\n  - Severity: 1\n  - Who", "claims.1.severity", 1),
    ("  - Because: I tried it in three documents.\n", "", "claims.0.because", ""),
    ("I tried it in three documents.", "I did.\n    Twice.", "claims.0.because", "I did.\nTwice."),
    ("  - Who: Whoever signs the text\n", "  - who: Ana\n", "claims.1.who", "Ana"),
    (
        "  - Who: Whoever signs",
        "  - Breaks if: it is asked\n  - Who: Whoever signs",
        "claims.1.breaks_if",
        "it is asked",
    ),
    ("Evidence: e1 “Help page about drafts”, e2", "Evidence: e2", "claims.0.evidence", ["e2"]),
    ("e1 “Help page about drafts”, e2", "q1, e2", "claims.0.evidence", ["q1", "e2"]),
    (f"{NAMED}\n", "", "claims.0.evidence", []),
    (NAMED, "  - Evidence:", "claims.0.evidence", []),
    ("e1 “Help page about drafts”,", "e1 “Help, and more”,", "claims.0.evidence", ["e1", "e2"]),
    # the other lists
    ("Probability: 70%", "Probability: 55 %", "predictions.0.probability", 0.55),
    ("Probability: 70%", "Probability: 0.07", "predictions.0.probability", 0.07),
    ("Due: 2026-12-01", "Due: 2027-01-01", "predictions.0.due", "2027-01-01"),
    ("Outcome: yes", "Outcome: void", "predictions.0.outcome", "void"),
    ("How known: The runs below.", "How known: By mail.", "predictions.0.how_known", "By mail."),
    ("Quality line: 80%", "Quality line: 79.5%", "probes.0.quality_line", 0.795),
    ("    - Make it shorter.\n", "", "probes.0.wordings", []),
    (
        "    - Make it shorter.\n",
        "    - Make it shorter.\n    - Cut it.\n",
        "probes.0.wordings",
        ["Make it shorter.", "Cut it."],
    ),
    ("| fail | 0 | 2 | 4.2 |", "| pass | 0 | 2 | 4.2 |", "probes.0.trials.1.verdict", "pass"),
    ("| fail | 0 | 2 | 4.2 |", "|fail|0|2| |", "probes.0.trials.1.seconds", None),
    ("| fail | 0 | 2 | 4.2 |", "| fail | 0 | 2 | 5,5 s |", "probes.0.trials.1.seconds", 5.5),
    ("3 May \\| Ana", "3 May", "probes.0.trials.0.output", "See you on 3 May"),
    ("See you soon", "a \\| b `x`", "probes.0.trials.1.output", "a | b `x`"),
    (
        "Formula: drafts still",
        "Formula: all drafts still",
        "metrics.0.formula",
        "all drafts still there a week later / drafts inserted",
    ),
    ("Observable: proxy", "Observable: no", "metrics.0.observable", "no"),
    ("Card back: When…", "Card back: Always", "take_home.lessons.0.card.back", "Always"),
    ("- e1: Help page about drafts", "- e1: Help page", "evidence.0.title", "Help page"),
    ("- e2: What I saw", "- e9: What I saw", "evidence.1.id", "e9"),
    ("Kind: page", "Kind: file", "evidence.0.kind", "file"),
    (
        "<https://www.notion.com/help/ai>",
        "https://x.example",
        "evidence.0.url",
        "https://x.example",
    ),
    ("q1: Press Escape to", "q1: Escape to", "evidence.0.quotes.0.exact", "Escape to discard."),
    ("Now says: Press", "Now says: Hit", "evidence.0.quotes.0.now", "Hit Escape to close."),
    ("Standing: moved", "Standing: gone", "evidence.0.quotes.0.standing", "gone"),
    (
        "Seen again: 2026-11-22T10:01:00Z",
        "Seen again: 2026-11-23",
        "evidence.0.latest.fetched_at",
        "2026-11-23T00:00:00Z",
    ),
    ("Press Escape to discard.", "Press Escape.", "evidence.0.quotes.0.exact", "Press Escape."),
    (
        "Is it still one key on a phone?",
        "And on a phone?",
        "counterpoints.0.counterpoint",
        "And on a phone?",
    ),
    ("Response: changed", "Response: rebutted", "counterpoints.0.response", "rebutted"),
    ("| 1140 |", "| 1200 |", "practice.sessions.0.active_seconds", 1200),
    ("Europe/Berlin", "Europe/Paris", "practice.sessions.0.zone", "Europe/Paris"),
]


@pytest.mark.parametrize(("old", "new", "path", "value"), EDITS)
def test_an_edit_comes_back_and_changes_nothing_else(
    old: str, new: str, path: str, value: object
) -> None:
    assert edited((old, new)) == expected(path, value)


def test_both_days_can_be_changed_at_once() -> None:
    record = edited(("Observed: 2026-11-20 to 2026-11-22", "Observed: 2026-11-21"))
    assert (str(record.observed_from), str(record.observed_to)) == ("2026-11-21", "2026-11-21")


def test_the_day_of_the_beginning_can_be_changed_where_it_is_shown() -> None:
    record = example_record().model_copy(update={"observed_from": None, "observed_to": None})
    text = to_markdown(record).replace("- Begun: 2026-11-20", "- Begun: 2026-11-18")
    assert from_markdown(text).created_at.isoformat() == "2026-11-18T09:30:00+00:00"


def test_an_edited_day_of_the_beginning_moves_the_local_day_where_there_is_one() -> None:
    record = make_record(begun_on="2026-03-03")
    again = from_markdown(to_markdown(record).replace("- Begun: 2026-03-03", "- Begun: 2026-03-01"))
    assert again == make_record(begun_on="2026-03-01")


def test_different_edits_of_one_value_go_by_what_is_read_first() -> None:
    record = edited(
        ("\nproduct: Notion AI\n", "\nproduct: A\n"), ("# Teardown of Notion AI\n", "# B\n")
    )
    assert record.product.name == "B"


def test_edits_in_front_matter_and_under_the_title_do_not_hide_each_other() -> None:
    record = edited(("- Plan: Plus\n", "- Plan: Team\n"), ("\nauthor: Ana\n", "\nauthor: Ben\n"))
    assert (record.product.plan, record.author) == ("Team", "Ben")


def test_without_the_last_mark_the_front_matter_has_the_last_word() -> None:
    text = to_markdown(example_record())
    text = text[: text.index("<!-- teardown:record")].replace("\nplan: Plus\n", "\nplan: Team\n")
    record = from_markdown(text)
    assert (record.product.plan, record.product.name, record.rev) == ("Team", "Notion AI", 0)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.rstrip("\n"),
        lambda text: text + "\n\n",
        lambda text: text.replace(" -->\n", " -->\n\n").replace("\n<!--", "\n\n<!--"),
        lambda text: text.replace(" -->\n\n", " -->\n").replace("\n\n<!-- /", "\n<!-- /"),
        lambda text: text.replace("| pass |", "| pass    |").replace("| --- |", "| :--- |"),
        lambda text: text.replace("\n- ", "\n* ").replace("\n  - ", "\n  + "),
        lambda text: re.sub(r"\n( +)", r"\n\1\1", text),
        lambda text: text.replace("\n    ", "\n\t\t").replace("\n  ", "\n\t"),
        lambda text: re.sub("<!-- markdownlint-[a-z]+ -->", "", text),
    ],
)
def test_what_editors_and_mail_do_to_a_file_changes_nothing(change: Callable[[str], str]) -> None:
    assert from_markdown(change(to_markdown(example_record()))) == example_record()


@given(teardowns())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_word_replaced_everywhere_is_replaced_in_the_record(record: Teardown) -> None:
    changed = json.dumps(record.to_dict(), ensure_ascii=True).replace("It works", "It broke")
    wanted = Teardown.model_validate(json.loads(changed))
    assert from_markdown(to_markdown(record).replace("It works", "It broke")) == wanted


LINK = "  - Link: [on the page](<https://www.notion.com/help/ai#:~:text="


@pytest.mark.parametrize("change", ["#:~:text=Other", "/elsewhere>)\n      - Note: kept"])
def test_the_way_to_a_quote_follows_from_the_rest(change: str) -> None:
    text = to_markdown(example_record())
    start = text.index(LINK)
    end = text.index("\n", start)
    changed = f"{text[:start]}  - Link: [there](<https://x.example{change}{text[end:]}"
    quote = from_markdown(changed).evidence[0].quotes[0]
    assert (quote.exact, quote.prefix) == ("Press Escape to discard.", "Not happy?")
    assert quote.note == ("kept" if "kept" in change else "")


def test_words_in_the_place_of_a_link_are_kept() -> None:
    text = to_markdown(example_record())
    start = text.index(LINK)
    changed = f"{text[:start]}  - Link: is broken{text[text.index(chr(10), start) :]}"
    assert "Link: is broken" in from_markdown(changed).evidence[0].quotes[0].exact


def test_a_new_quote_gets_an_id_that_no_other_evidence_has() -> None:
    text = to_markdown(example_record())
    new = text.replace(
        "  - Kind: observation\n", "  - Kind: observation\n  - Quotes:\n    - Mine\n"
    )
    assert [quote.id for item in from_markdown(new).evidence for quote in item.quotes] == [
        "q1",
        "q2",
    ]


FORMER = """\
- e1: Help page about drafts
  <!-- teardown:evidence e1 {"fetched_at":"2026-11-20T09:35:00Z","sha256":"4a1f"} -->
  - Kind: page
  - Quotes:
    - a1: Press Escape.
      <!-- teardown:quote q7 -->
      - Before: Not happy?
      - After: Done.
"""


def test_quotes_of_earlier_files_have_no_id_before_them_and_show_their_surroundings() -> None:
    text = to_markdown(example_record())
    start = text.index("- e1: Help page")
    former = text[:start] + FORMER + text[text.index("- e2: What I saw") :]
    item = from_markdown(former).evidence[0]
    assert item.model_dump(exclude_defaults=True)["quotes"] == [
        {"id": "q7", "exact": "a1: Press Escape.", "prefix": "Not happy?", "suffix": "Done."}
    ]
    assert item.fetched_at == datetime(2026, 11, 20, 9, 35, tzinfo=UTC)
