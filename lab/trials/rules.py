r"""Rules by which outputs are marked without a person: written by one, and deterministic. Pure.

One rule a line::

    contains 30 days              not contains sorry
    regex \b\d{1,2} (March|April)\b    not regex (?i)as an ai
    json                          json schema {"type": "object", "required": ["day"]}
    at most 120 words             at least 3 lines          (or characters)

Case and white space do not count for ``contains``; everything counts for ``regex``.
"""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import dataclass
from typing import Any, Final, Literal

from lab.errors import UsageError
from lab.trials.wordings import normal

__all__ = [
    "Rule",
    "Undecided",
    "failing",
    "is_bounded",
    "parse_rule",
    "parse_rules",
    "rule_words",
]

RuleKind = Literal["contains", "regex", "json", "schema", "length"]

LONGEST: Final = 20_000
"""Characters of a rule; a schema may need some."""

_SHOWN: Final = 80
"""Characters of a rule's own words in the marker's name."""

_UNITS: Final = ("words", "characters", "lines")
_LENGTH: Final = re.compile(
    r"at\s+(most|least)\s+(\d{1,7})\s+(word|character|line)s?", re.IGNORECASE | re.ASCII
)
_BEGIN: Final = re.compile(
    r"(?P<not>not\s+)?(?P<kind>contains?|regex|json(?:\s+schema)?)(?:\s+|$)(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_QUOTES: Final = ("“”", "‘’", '""', "''")

_HELP: Final = (
    "A rule is one of: contains …, not contains …, regex …, not regex …, json, json schema {…}, "
    "at most 120 words, at least 3 lines (or characters)."
)


class Undecided(Exception):
    """A rule cannot say whether an output passes; the message says why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    kind: RuleKind
    text: str = ""
    """What is looked for, the pattern, or the schema as JSON."""
    negated: bool = False
    least: int = 0
    most: int | None = None
    unit: str = ""

    @property
    def words(self) -> str:
        """The rule in words, as the marker of what it marked is called."""
        nope = "not " if self.negated else ""
        if self.kind == "contains":
            return f"{nope}contains “{_short(self.text)}”"
        if self.kind == "regex":
            return f"{nope}matches {_short(self.text)}"
        if self.kind == "json":
            return "is JSON"
        if self.kind == "schema":
            return f"is JSON {_shape(self.text)}"
        if self.most is not None:
            return f"at most {_count(self.most, self.unit)}"
        return f"at least {_count(self.least, self.unit)}"


def parse_rules(lines: str) -> tuple[Rule, ...]:
    """Return the rules in a text, one a line; all of them must hold. Raise ``UsageError``."""
    return tuple(parse_rule(line) for line in lines.splitlines() if line.strip())


def parse_rule(line: str) -> Rule:
    """Return the rule that a line says; raise ``UsageError`` with what a rule may be."""
    said = line.strip()
    if len(said) > LONGEST:
        raise UsageError(f"A rule has at most {LONGEST:,} characters")
    if length := _LENGTH.fullmatch(said):
        number, unit = int(length[2]), f"{length[3].lower()}s"
        if length[1].lower() == "most":
            return Rule("length", most=number, unit=unit)
        return Rule("length", least=number, unit=unit)
    begun = _BEGIN.fullmatch(said)
    if begun is None:
        raise UsageError(f"“{_short(said)}” is no rule", todo=_HELP)
    kind = " ".join(begun["kind"].lower().split())
    text, negated = begun["text"].strip(), begun["not"] is not None
    if kind.startswith("json"):
        return _json_rule(kind, text, negated=negated)
    text = _unquoted(text)
    if not text:
        raise UsageError(f"“{_short(said)}” looks for nothing", todo=_HELP)
    if kind == "regex":
        return Rule("regex", _pattern(text), negated)
    return Rule("contains", text, negated)


def rule_words(rules: tuple[Rule, ...]) -> str:
    """Return the name under which rules mark: ``rule: contains “30 days”; at most 120 words``."""
    return f"rule: {'; '.join(rule.words for rule in rules)}"


def is_bounded(rule: Rule) -> bool:
    """Return whether a rule takes no longer than reading the output; a pattern may take for ever.

    A schema may hold patterns too, and needs a library that is slow to load.
    """
    return rule.kind not in {"regex", "schema"}


def failing(rule: Rule, output: str) -> str:
    """Return why an output fails, in words; empty if it passes. Raise :class:`Undecided`."""
    if rule.kind == "contains":
        found = normal(rule.text) in normal(output)
    elif rule.kind == "regex":
        found = re.search(rule.text, output) is not None
    elif rule.kind == "length":
        return _length_failing(rule, output)
    else:
        return _json_failing(rule, output)
    if found != rule.negated:
        return ""
    does = "does" if rule.negated else "does not"
    what = f"contain “{_short(rule.text)}”" if rule.kind == "contains" else "match the pattern"
    return f"{does} {what}"


def _length_failing(rule: Rule, output: str) -> str:
    counted = {
        "words": len(output.split()),
        "characters": len(output),
        "lines": len(output.strip("\n").split("\n")) if output.strip() else 0,
    }[rule.unit]
    if counted < rule.least or (rule.most is not None and counted > rule.most):
        return f"has {_count(counted, rule.unit)}"
    return ""


def _count(number: int, unit: str) -> str:
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}"


def _json_failing(rule: Rule, output: str) -> str:
    try:
        value = json.loads(output, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        return f"is not JSON{where}"
    return _schema_failing(json.loads(rule.text), value) if rule.kind == "schema" else ""


def _schema_failing(schema: Any, value: Any) -> str:
    from jsonschema import ValidationError
    from jsonschema.exceptions import best_match
    from jsonschema.validators import Draft202012Validator, validator_for
    from referencing.exceptions import Unresolvable

    checker = validator_for(schema, default=Draft202012Validator)(schema)
    try:
        wrong = best_match(checker.iter_errors(value))
    except Unresolvable:
        raise Undecided("the schema names a part that it does not have") from None
    except RecursionError:
        raise Undecided("the schema goes round in a circle") from None
    if not isinstance(wrong, ValidationError):
        return ""
    return f"{wrong.json_path}: {_short(wrong.message)}"


def _json_rule(kind: str, text: str, *, negated: bool) -> Rule:
    if negated or (text and kind == "json"):
        raise UsageError("A rule about JSON is “json” or “json schema {…}”", todo=_HELP)
    if kind == "json":
        return Rule("json")
    from jsonschema import SchemaError
    from jsonschema.validators import Draft202012Validator, validator_for

    try:
        schema = json.loads(text)
        if not isinstance(schema, dict):
            raise UsageError("A JSON Schema is an object, such as {…}", todo=_HELP)
        if not _stands_alone(schema):
            raise UsageError(
                "The schema needs another one", "none is fetched", todo="Put it into this one."
            )
        validator_for(schema, default=Draft202012Validator).check_schema(schema)
    except (ValueError, RecursionError) as error:
        where = f"at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        raise UsageError("The schema is not JSON", where, todo=_HELP) from None
    except SchemaError as error:
        raise UsageError("The schema is no JSON Schema", _short(error.message)) from None
    return Rule("schema", json.dumps(schema, ensure_ascii=False, sort_keys=True))


def _stands_alone(schema: Any) -> bool:
    """Return whether a schema names no other by its address, which would be fetched."""
    if isinstance(schema, list):
        return all(map(_stands_alone, schema))
    if not isinstance(schema, dict):
        return True
    named = [schema[name] for name in ("$ref", "$dynamicRef", "$recursiveRef") if name in schema]
    return all(not isinstance(each, str) or each.startswith("#") for each in named) and all(
        map(_stands_alone, schema.values())
    )


def _pattern(text: str) -> str:
    try:
        with warnings.catch_warnings():
            # A pattern that may mean something else in a later Python is still one today.
            warnings.simplefilter("ignore")
            re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise UsageError(
            f"“{_short(text)}” is no pattern", str(error), todo="Use “contains …” for plain words."
        ) from None
    return text


def _shape(schema: str) -> str:
    said = json.loads(schema)
    if isinstance(said, dict) and isinstance(title := said.get("title"), str) and title.strip():
        return f"of the schema “{_short(title)}”"
    needed = said.get("required") if isinstance(said, dict) else None
    if needed:
        return f"with {_short(', '.join(map(str, needed)))}"
    return "of a given shape"


def _unquoted(text: str) -> str:
    if len(text) > 2 and text[0] + text[-1] in _QUOTES:  # noqa: PLR2004 - two quotes and a letter
        return text[1:-1]
    return text


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no JSON")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
