"""Everything an author can get wrong is said: where, what, and what was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from teardown_templates.loader import Templates, check_file
from teardown_templates.problems import Problem
from tests.teardown_templates.writing import BASE, HEADS, write

if TYPE_CHECKING:
    from pathlib import Path


def told(path: Path) -> list[str]:
    return [str(problem).removeprefix(f"{path}:") for problem in check_file(path)]


def test_a_template_without_a_fault_has_no_problem(tmp_path: Path) -> None:
    assert told(write(tmp_path, BASE)) == []
    assert told(write(tmp_path, HEADS)) == []


def test_a_problem_is_one_line_with_file_line_key_and_what_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    problem = Problem(path, 3, "extends", "there is no template “ful”", nearest="full")
    assert str(problem) == (f"{path}:3: extends: there is no template “ful”. Did you mean “full”?")


HEAD_FAULTS = [
    (
        HEADS.replace("schema: 1", "schema: 2"),
        "1: schema: “2” is not known here; it is 1.",
    ),
    (
        HEADS.replace("id: mine", "id: My Template"),
        (
            "2: id: “My Template” cannot be an id; use up to 40 small letters, digits and “_”,"
            " starting with a letter."
        ),
    ),
    (
        HEADS.replace("extends: full", "extends: ful"),
        "3: extends: there is no template “ful”. Did you mean “full”?",
    ),
    (
        HEADS.replace("extends: full", "extends: mine"),
        "3: extends: a template cannot extend itself.",
    ),
    (
        HEADS.replace('title: "Mine"', "titel: Mine"),
        "4: titel: “titel” is not a key that is known here. Did you mean “title”?",
    ),
    (
        HEADS.replace('title: "Mine"', "title: 2024"),
        "4: title: this wants text, not a number; put it in double quotes.",
    ),
    (
        HEADS.replace('title: "Mine"', 'title: " "'),
        "4: title: nothing stands here.",
    ),
    (
        HEADS.replace('tagline: "For what we look at"', "tagline: [a]"),
        "5: tagline: this wants text, not a list.",
    ),
    (
        HEADS.replace("minutes: 85", 'minutes: "85"'),
        "6: minutes: this wants a whole number, not text.",
    ),
    (
        HEADS.replace("minutes: 85", "minutes: 80"),
        "6: minutes: the sections' minutes add up to 85, not 80.",
    ),
    (
        HEADS.replace("minutes: 85", "minutes: 0"),
        "6: minutes: 0 is outside 1 to 240.",
    ),
    (
        HEADS + "kind: base\n",
        "7: kind: a template that extends another is a variant, not a base.",
    ),
    (
        BASE + "kind: variant\n",
        "14: kind: a template that extends nothing is a base, not a variant.",
    ),
    (
        HEADS + "requires_parent: 1\n",
        "7: requires_parent: this wants true or false, not a number.",
    ),
    (
        HEADS + "upgrade_to: quik\n",
        "7: upgrade_to: “quik” is not one of the templates. Did you mean “quick”?",
    ),
    (
        HEADS + "upgrade_to: mine\n",
        "7: upgrade_to: this is the template itself.",
    ),
    (
        HEADS + "probes: [repeet]\n",
        "7: probes: “repeet” is not one of the probes. Did you mean “repeat”?",
    ),
    (
        HEADS + "metrics:\n  - task_sucess\n",
        "8: metrics: “task_sucess” is not one of the metrics. Did you mean “task_success”?",
    ),
    (
        HEADS + "failures: [sycofancy]\n",
        "7: failures: “sycofancy” is not one of the failures. Did you mean “sycophancy”?",
    ),
    (
        HEADS + "probes: [repeat, repeat]\n",
        "7: probes.2: “repeat” stands twice.",
    ),
    (
        HEADS + 'rubric_notes: {5: "x"}\n',
        "7: rubric_notes.5: “5” is not a score; scores are 0, 1, 2, 3 and 4.",
    ),
    (
        HEADS + "ground_rules: []\n",
        "7: ground_rules: the list has 0 entries, and needs at least 1.",
    ),
    (
        HEADS + "schedule_days: [30, 30]\n",
        "7: schedule_days.2: “30” stands twice.",
    ),
]

BASE_FAULTS = [
    (
        BASE + "deltas: {}\n",
        "14: deltas: needs “extends”: it changes another template.",
    ),
    (
        BASE.split("sections:")[0],
        "1: sections: this is missing.",
    ),
    (
        BASE.replace('1: "some", ', ""),
        "13: sections.look.rubric.1: this is missing.",
    ),
    (
        BASE.replace('4: "best"', '4: "best", 5: "too much"'),
        "13: sections.look.rubric.5: “5” is not a score; scores are 0, 1, 2, 3 and 4.",
    ),
    (
        BASE.replace('text: "What is it?"', 'text: "' + "x" * 221 + '"'),
        "12: sections.look.prompts.what.text: this has 221 characters; 220 is the most.",
    ),
    (
        BASE.replace("required: true", "required: true, kind: trails"),
        (
            "12: sections.look.prompts.what.kind: “trails” is not one of: text, predictions,"
            " claims, findings, trials, paraphrases, tags, options, metric, card, compare,"
            " audit. Did you mean “trials”?"
        ),
    ),
    (
        BASE.replace("required: true", "min_trials: 5"),
        (
            "12: sections.look.prompts.what.min_trials: this is only for questions of kind"
            " trials, not text."
        ),
    ),
    (
        BASE.replace("required: true", "kind: tags"),
        (
            "12: sections.look.prompts.what: a question of kind tags needs"
            " “vocabulary: lib_failures”."
        ),
    ),
    (
        BASE.replace("minutes: 10\n    purpose", "minutes: 9\n    purpose"),
        "5: minutes: the sections' minutes add up to 9, not 10.",
    ),
    (
        BASE.replace(
            "    rubric:",
            '      - {id: what, text: "And again?"}\n    rubric:',
        ),
        "13: sections.look.prompts.what: the id “what” stands twice.",
    ),
    (
        BASE.replace("minutes: 10", "minutes: 30"),
        (
            "11: sections.look.prompts: the section has 1 question; in a template of this length"
            " it has 3 to 6."
        ),
    ),
    (
        BASE.replace(
            "    rubric:",
            "".join(f'      - {{id: q{n}, text: "?"}}\n' for n in range(3)) + "    rubric:",
        ),
        (
            "11: sections.look.prompts: the section has 4 questions; in a template up to 20"
            " minutes it has 1 to 3."
        ),
    ),
    (
        BASE.replace(
            "    rubric:",
            "".join(f'      - {{id: q{n}, text: "?"}}\n' for n in range(6)) + "    rubric:",
        ),
        "12: sections.look.prompts: the list has 7 entries; 6 is the most.",
    ),
    (
        BASE.replace(
            "    prompts:\n", "    counter_questions: [{kind: why, text: y}]\n    prompts:\n"
        ),
        (
            "11: sections.look.counter_questions.1.kind: “why” is not one of: evidence,"
            " alternative, base_rate, user_segment, tradeoff, falsifier, premortem, steelman,"
            " goodhart, measurement, scope."
        ),
    ),
    (
        BASE.replace("minutes: 10\nsections", "minutes: 20\nsections")
        + BASE.split("sections:\n")[1],
        "14: sections.look: the id “look” stands twice.",
    ),
]

VARIANT_FAULTS = [
    (
        HEADS + "sections: []\n",
        (
            "7: sections: stands in a template that extends nothing; here, use “deltas” and"
            " “new_sections”."
        ),
    ),
    (
        HEADS + "deltas:\n  frames: {hint: x}\n",
        "8: deltas.frames: there is no section “frames” in this template. Did you mean “frame”?",
    ),
    (
        HEADS + "deltas:\n  frame: {hnt: x}\n",
        "8: deltas.frame.hnt: “hnt” is not a key that is known here. Did you mean “hint”?",
    ),
    (
        HEADS + "deltas:\n  frame:\n",
        "8: deltas.frame: this wants keys with values, not nothing.",
    ),
    (
        HEADS + "deltas:\n  frame: {drop_prompts: [scoop]}\n",
        (
            "8: deltas.frame.drop_prompts: “scoop” is not one of the questions of this section."
            " Did you mean “scope”?"
        ),
    ),
    (
        HEADS + "deltas:\n  frame: {keep_prompts: [what, who, stake]}\n",
        (
            "8: deltas.frame.keep_prompts: “stake” is not one of the questions of this section."
            " Did you mean “stakes”?"
        ),
    ),
    (
        HEADS + "deltas:\n  frame: {keep_prompts: [what, who, stakes], drop_prompts: [scope]}\n",
        "8: deltas.frame.drop_prompts: use “keep_prompts” or “drop_prompts”, not both.",
    ),
    (
        HEADS + "deltas:\n  frame:\n    set:\n      wat: {text: x}\n",
        (
            "10: deltas.frame.set.wat: there is no question “wat” in this section. Did you mean"
            " “what”?"
        ),
    ),
    (
        HEADS + "deltas:\n  frame:\n    drop_prompts: [scope]\n    set: {scope: {text: x}}\n",
        (
            "10: deltas.frame.set.scope: the question “scope” does not stay in this section, so"
            " this is lost."
        ),
    ),
    (
        HEADS + "deltas:\n  frame: {set: {what: {}}}\n",
        "8: deltas.frame.set.what: nothing stands here.",
    ),
    (
        HEADS + "deltas:\n  frame: {set: {what: {min_trials: 5}}}\n",
        (
            "8: deltas.frame.set.what.min_trials: this is only for questions of kind trials, not"
            " text."
        ),
    ),
    (
        HEADS + "deltas:\n  frame:\n    add_prompts:\n      - {id: what, text: x}\n",
        (
            "10: deltas.frame.add_prompts.what: the section has a question “what”; change it"
            " under “set”."
        ),
    ),
    (
        HEADS + "deltas:\n  variance:\n    add_prompts:\n      - {id: more, text: x}\n",
        (
            "8: deltas.variance: the section has 7 questions; in a template of this length it has"
            " 3 to 6."
        ),
    ),
    (
        HEADS + "deltas:\n  frame: {keep_prompts: [what, who]}\n",
        (
            "8: deltas.frame: the section has 2 questions; in a template of this length it has 3"
            " to 6."
        ),
    ),
    (
        HEADS + "deltas:\n  frame: {rubric: {0: a, 1: b, 2: c, 3: d}}\n",
        "8: deltas.frame.rubric.4: this is missing.",
    ),
    (
        HEADS + "add_counter_questions:\n  frme:\n    - {kind: scope, text: x}\n",
        (
            "8: add_counter_questions.frme: there is no section “frme” in this template. Did you"
            " mean “frame”?"
        ),
    ),
]

KEPT = HEADS.replace("minutes: 85", "minutes: 20")
NEW = """\
new_sections:
  - id: {id}
    after: {after}
    title: "New"
    minutes: 5
    purpose: "New"
    prompts:
      - {{id: a, text: "a?"}}
      - {{id: b, text: "b?"}}
      - {{id: c, text: "c?"}}
    rubric: {{0: a, 1: b, 2: c, 3: d, 4: e}}
"""

SECTION_FAULTS = [
    (
        HEADS.replace("85", "23") + "keep: [frame, variance, strengts]\n",
        "7: keep.strengts: “strengts” is not one of the sections. Did you mean “strengths”?",
    ),
    (
        HEADS.replace("85", "23") + "keep: [frame, variance, frame]\n",
        "7: keep.3: “frame” stands twice.",
    ),
    (
        HEADS.replace("85", "23") + "keep: [frame, variance]\ndeltas:\n  contact: {hint: x}\n",
        "9: deltas.contact: the section “contact” is not in “keep”.",
    ),
    (
        HEADS.replace("85", "90") + NEW.format(id="extra", after="framee"),
        (
            "9: new_sections.extra.after: “framee” is not one of the sections of this template."
            " Did you mean “frame”?"
        ),
    ),
    (
        HEADS.replace("85", "90")
        + NEW.format(id="extra", after="frame")
        + NEW.format(id="extra", after="frame").removeprefix("new_sections:\n"),
        "18: new_sections.extra: the id “extra” stands twice.",
    ),
    (
        HEADS + NEW.format(id="frame", after="contact"),
        ("8: new_sections.frame: the parent has a section “frame”; change it under “deltas”."),
    ),
]


@pytest.mark.parametrize(
    ("text", "message"), HEAD_FAULTS + BASE_FAULTS + VARIANT_FAULTS + SECTION_FAULTS
)
def test_a_fault_is_said_once_with_its_line_and_key(
    tmp_path: Path, text: str, message: str
) -> None:
    path = write(tmp_path, text)
    errors = [p for p in check_file(path) if p.severity == "error"]
    assert [str(problem).removeprefix(f"{path}:") for problem in errors] == [message]


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    write(tmp_path, HEADS)
    for path in (tmp_path / "none.yaml", tmp_path / "no folder" / "none.yaml"):
        assert told(path) == ["1: the file cannot be read: No such file or directory."]


def test_a_new_section_between_ours_is_no_fault(tmp_path: Path) -> None:
    text = HEADS.replace("85", "90") + NEW.format(id="extra", after="frame")
    assert told(write(tmp_path, text)) == []
    template = Templates(tmp_path).get("mine")
    assert [section.id for section in template.sections][:3] == ["frame", "extra", "contact"]


def test_all_faults_of_a_file_are_said_at_once_in_the_order_of_its_lines(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "schema: 1\n"
        "id: mine\n"
        "kind: base\n"
        "extends: ful\n"
        "title: Mine\n"
        "tagline: 3\n"
        "minutes: 30\n"
        "keep: [frame, variance, strengts]\n"
        "probes: [repeet, reword]\n"
        "deltas:\n"
        "  frame:\n"
        "    minutes: 5\n"
        "    drop_prompts: [stakes, scoop]\n"
        "    set: {stakes: {text: x}, what: {kind: txt}}\n"
        "  varance: {hint_ad: x}\n"
        "  variance:\n"
        "    minutes: ten\n"
        "    keep_prompts: [task]\n"
        "    rubric: {0: a, 1: b, 2: c, 3: d, 5: f}\n"
        "rubric_notes: {7: x}\n"
        "title: again\n",
    )
    found = [(problem.line, problem.key, problem.nearest) for problem in check_file(path)]
    assert found == [
        (3, "kind", ""),
        (4, "extends", "full"),
        (6, "tagline", ""),
        (8, "keep.strengts", "strengths"),
        (9, "probes", "repeat"),
        (13, "deltas.frame.drop_prompts", "scope"),
        (14, "deltas.frame.set.what.kind", "text"),
        (14, "deltas.frame.set.stakes", ""),
        (15, "deltas.varance.hint_ad", "hint_add"),
        (15, "deltas.varance", "variance"),
        (16, "deltas.variance", ""),
        (17, "deltas.variance.minutes", ""),
        (19, "deltas.variance.rubric.5", ""),
        (19, "deltas.variance.rubric.4", ""),
        (20, "rubric_notes.7", ""),
        (21, "title", ""),
    ]


def test_after_a_break_in_the_yaml_nothing_is_called_missing(tmp_path: Path) -> None:
    path = write(tmp_path, "schema: 1\ntitle: Mine: better\nminutes: 5\n")
    assert [problem.line for problem in check_file(path)] == [2]


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "15\n", "{}\n"])
def test_what_is_no_template_at_all_is_said(tmp_path: Path, text: str) -> None:
    assert check_file(write(tmp_path, text)) != []


def test_a_file_with_another_name_than_its_id_is_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path, HEADS, name="other.yaml")
    (problem,) = check_file(path)
    assert (problem.severity, problem.key) == ("warning", "id")
    assert "mine.yaml" in problem.message
    assert Templates(tmp_path).get("mine").title == "Mine"


def test_a_file_is_checked_wherever_it_lies_and_whatever_its_ending(tmp_path: Path) -> None:
    path = write(tmp_path, HEADS.replace("full", "ful"), name="mine.txt")
    assert [problem.nearest for problem in check_file(path)] == ["full"]


def test_the_same_file_named_in_another_way_is_not_taken_for_two(tmp_path: Path) -> None:
    path = write(tmp_path, HEADS)
    other = tmp_path / "link.txt"
    other.symlink_to(path)
    assert check_file(other) == []


HOSTILE = [
    "[/a/x]",
    "[@click=app.quit]x[/]",
    "{0.__class__}",
    "%s%n",
    "../../etc/passwd",
    "$(rm -rf ~)",
    "<script>alert(1)</script>",
    "<!-- teardown:end -->",
    "\u202eevil",
    "e\u0301\u200d👩\u200d🚀",
    "x" * 300,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_data_in_every_place(tmp_path: Path, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    path = write(
        tmp_path,
        f"schema: 1\nid: {quoted}\nextends: {quoted}\ntitle: {quoted}\ntagline: a\nminutes: 5\n"
        f"{quoted}: 1\nprobes: [{quoted}]\ndeltas: {{{quoted}: {{{quoted}: 1}}}}\n"
        f"keep: [{quoted}]\n",
    )
    problems = check_file(path)
    assert {problem.key.split(".")[0] for problem in problems} >= {"id", "extends"}
    assert all("\n" not in str(problem) for problem in problems)
    assert all(len(problem.message) < 400 for problem in problems)
    assert len(Templates(tmp_path).names()) == 9


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_hostile_text_in_a_question_arrives_as_it_was_written(tmp_path: Path, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    path = write(tmp_path, BASE.replace('"What is it?"', quoted))
    assert check_file(path) == []
    assert Templates(tmp_path).get("mine").sections[0].prompts[0].text == text
