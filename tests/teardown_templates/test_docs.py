"""What the documentation shows is true: its examples are checked, its figures computed."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from teardown_templates import libraries
from teardown_templates.catalog import catalog
from teardown_templates.checks import COUNTED
from teardown_templates.loader import Templates, check_file
from teardown_templates.model import PROMPT_KINDS
from teardown_templates.shape import load_schema
from tests.teardown_templates.test_libraries import wilson

DOCS = Path(__file__).parents[2] / "docs"
AUTHORS = (DOCS / "templates.md").read_text("utf-8")
METHOD = (DOCS / "method.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", AUTHORS, re.DOTALL)


def rows(text: str, heading: str) -> list[list[str]]:
    """The rows of the table whose first column has that heading."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith(f"| {heading} |"):
            next(lines)
            break
    found = []
    for line in lines:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


@pytest.mark.parametrize(
    ("text", "name"), zip(EXAMPLES, ["support_bot", "pricing_page", "catalog"], strict=True)
)
def test_an_example_can_be_used_as_it_stands(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, "utf-8")
    assert [str(problem) for problem in check_file(path)] == []


def test_the_examples_do_what_the_text_says_of_them(tmp_path: Path) -> None:
    for text, name in zip(EXAMPLES, ["support_bot", "pricing_page", "catalog"], strict=True):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    templates = Templates(tmp_path)
    bot, quick = templates.get("support_bot"), templates.get("quick")
    assert {s.id for s in quick.sections} - {s.id for s in bot.sections} == {"strengths"}
    assert [p.id for p in bot.section("redesign").prompts] == ["bet", "person"]
    assert bot.section("variance").hint.endswith("the same way every time.")
    assert templates.get("pricing_page").kind == "base"
    entries = {entry.id: entry for entry in catalog(tmp_path)}
    assert "waymo" not in entries
    assert entries["deepl"].access == "paid"
    assert entries["our_helper"].level == 2


def test_every_key_of_a_template_is_documented() -> None:
    schema = load_schema("schema.json")
    keys = set(schema["properties"])
    for part in ("prompt", "counter_question", "section", "new_section", "delta"):
        keys |= set(schema["$defs"][part]["properties"])
    assert {key for key in keys if f"`{key}`" not in AUTHORS} == set()


def test_every_kind_of_question_and_counter_question_is_documented() -> None:
    kinds = {*PROMPT_KINDS, *(kind.id for kind in libraries.counterpoints().kinds)}
    assert {kind for kind in kinds if f"`{kind}`" not in AUTHORS} == set()


def test_the_documented_kinds_with_a_count_are_those_that_may_have_one() -> None:

    assert set(COUNTED) == {"predictions", "claims", "findings", "options", "metric", "card"}
    assert "how many predictions, claims, findings, options, metrics or cards" in AUTHORS


def test_the_table_of_runs_follows_from_the_formulas() -> None:
    table = rows(METHOD, "Runs")
    assert [int(row[0]) for row in table] == [3, 5, 10, 20, 30, 59]
    for row in table:
        n = int(row[0])
        assert row[1] == f"{wilson(n, n)[0]:.0%}"
        z = 1.959964
        half = z * math.sqrt(0.25 / n + z * z / (4 * n * n)) / (1 + z * z / n)
        assert row[2] == f"±{100 * half:.0f}"
        digits = 1 if n == 59 else 0
        assert row[3] == f"{1 - 0.9**n:.{digits}%}"


def test_the_runs_needed_to_see_a_fault_follow_from_the_formula() -> None:
    said = re.findall(r"(\d+) for (\d+)%", METHOD)
    assert len(said) == 6
    for runs, percent in said:
        assert int(runs) == math.ceil(math.log(0.05) / math.log(1 - int(percent) / 100))


def test_the_figures_in_the_text_follow_from_the_formulas() -> None:
    low, high = wilson(3, 5)
    assert f"3 of 5, {low:.0%} to {high:.0%}" in METHOD
    brier = (0.3**2 + 0.1**2 + 0.4**2) / 3
    assert f"it is {brier:.4f}" in METHOD
    assert "−16 to +73 points" in METHOD


def test_the_labels_and_scores_are_those_of_the_app() -> None:
    labels = [[label.id, label.label] for label in libraries.evidence_labels()]
    assert rows(METHOD, "Label") == labels
    scores = [[str(n), text] for n, text in enumerate(libraries.score_meanings())]
    assert rows(METHOD, "Score") == scores


def test_the_sections_are_those_of_the_app() -> None:
    full, quick = Templates().get("full"), {s.id for s in Templates().get("quick").sections}
    table = rows(METHOD, "Section")
    assert len(table) == len(full.sections)
    for row, section in zip(table, full.sections, strict=True):
        assert section.title.startswith(row[0])
        assert (row[2] == "yes") == (section.id in quick)
    assert f"takes {full.minutes} minutes, in two sittings" in METHOD
    assert f"The {len(libraries.metrics())} metrics" in METHOD
    assert f"at least {libraries.counterpoints().min_words} words" in METHOD
    assert f"A session takes {libraries.session().minutes} minutes" in METHOD


@pytest.mark.parametrize("text", [AUTHORS, METHOD])
def test_no_heading_that_is_linked_to_is_missing(text: str) -> None:
    anchors = {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]*)\)", text)) <= anchors
