from __future__ import annotations

import os
import time

import pytest

from lab.errors import UsageError
from lab.trials.rules import failing, parse_rule, parse_rules, rule_words
from lab.trials.ruling import Ruling, rule_on

SCHEMA = 'json schema {"type": "object", "required": ["day"], "properties": {"day": {"type": "integer"}}}'  # noqa: E501 - one line is one rule


@pytest.mark.parametrize(
    ("rule", "words", "passes", "fails", "why"),
    [
        ("contains 30 days", "contains “30 days”", "within 30\n DAYS", "soon",
         "does not contain “30 days”"),
        ("Contains “sorry, but”", "contains “sorry, but”", "Sorry, but no", "sorry", "not contain"),
        ("not contains sorry", "not contains “sorry”", "yes", "So sorry", "does contain “sorry”"),
        ("regex ^\\d+$", "matches ^\\d+$", "42", "42 days", "does not match the pattern"),
        ("not regex (?i)as an ai", "not matches (?i)as an ai", "No", "As an AI, I", "does match"),
        ("json", "is JSON", ' {"a": 1}\n', "```json\n{}\n```", "is not JSON (line 1)"),
        ("json", "is JSON", "[]", "NaN", "is not JSON"),
        (SCHEMA, "is JSON with day", '{"day": 3}', '{"day": "x"}', "$.day: 'x' is not of type"),
        ("at most 3 words", "at most 3 words", "one two three", "one two three four", "4 words"),
        ("at least 2 lines", "at least 2 lines", "a\nb\n", "a\n", "has 1 line"),
        ("at most 5 characters", "at most 5 characters", "äöüß!", "äöüß!?", "has 6 characters"),
    ],
)  # fmt: skip
def test_a_rule_says_what_it_is_and_why_an_output_fails(
    rule: str, words: str, passes: str, fails: str, why: str
) -> None:
    parsed = parse_rule(rule)
    assert parsed.words == words
    assert failing(parsed, passes) == ""
    assert why in failing(parsed, fails)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("has 30 days", "is no rule.*contains …"),
        ("contains", "looks for nothing"),
        ("at most many words", "is no rule"),
        ("regex (", "is no pattern.*unterminated"),
        ("json {}", "“json” or “json schema"),
        ("json schema {", "The schema is not JSON"),
        ("json schema []", "is an object"),
        ('json schema {"type": "nonsense"}', "is no JSON Schema"),
        ("not json", "“json” or “json schema"),
    ],
)
def test_what_is_no_rule_is_refused_with_what_one_may_be(rule: str, words: str) -> None:
    with pytest.raises(UsageError, match=f"(?s){words}"):
        parse_rule(rule)


def test_all_of_several_rules_must_hold() -> None:
    rules = parse_rules("contains a\n\nat most 1 word\n")
    assert rule_words(rules) == "rule: contains “a”; at most 1 word"
    assert rule_on(rules, ["a", "b c"], environ={}) == [
        Ruling("pass"),
        Ruling("fail", "does not contain “a”; has 2 words"),
    ]


def test_a_pattern_that_never_ends_is_unclear_and_holds_nothing_up() -> None:
    began = time.monotonic()
    rules = (parse_rule("regex (a+)+$"),)
    outputs = ["aa", "a" * 60 + "!", "aa"]
    said = rule_on(rules, outputs, environ=os.environ, patience=0.4)
    assert time.monotonic() - began < 5
    # Whether the first one was ruled on depends on how fast a child starts here.
    assert [each.verdict for each in said[1:]] == ["unclear", "unclear"]
    assert "did not come to an end" in said[1].why


def test_a_schema_fetches_nothing_and_deep_json_breaks_nothing() -> None:
    with pytest.raises(UsageError, match="needs another one"):
        parse_rule('json schema {"items": [{"$ref": "https://example.com/schema.json"}]}')
    odd = [
        ('{"$id": "https://example.com/a", "$ref": "#/nowhere"}', "a part that it does not have"),
        ('{"$ref": "#"}', "round in a circle"),
    ]
    for schema, why in odd:
        (said,) = rule_on([parse_rule(f"json schema {schema}")], ['{"a": 1}'], environ=os.environ)
        assert said.verdict == "unclear", schema
        assert why in said.why
    assert failing(parse_rule("json"), "[" * 100_000) == "is not JSON"
