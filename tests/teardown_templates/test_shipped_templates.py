"""What must hold for the templates that ship with the app."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from teardown_templates import libraries
from teardown_templates.content_files import CONTENT, read_content
from teardown_templates.loader import Templates, check_file
from teardown_templates.model import PROMPT_KINDS, Template
from teardown_templates.yaml_tree import read_tree

IDS = [info.id for info in Templates().names()]
SCHEMA = Path(libraries.__file__).with_name("schema.json")
DIGEST = "2a141f818cd429f2d0585bffa9810a01fdd5afe0c45c5832f09a38ac7df31b3c"
FULL_IN_ORDER = [
    "frame",
    "contact",
    "strengths",
    "weaknesses",
    "variance",
    "recovery",
    "economics",
    "redesign",
    "measurement",
    "takeaway",
]


@pytest.fixture(params=IDS)
def template(request: pytest.FixtureRequest) -> Template:
    return Templates().get(request.param)


def as_plain(value: object) -> object:
    """PyYAML's value with the keys as text, which is how ours are read."""
    if isinstance(value, dict):
        return {str(key): as_plain(item) for key, item in value.items()}
    return [as_plain(item) for item in value] if isinstance(value, list) else value


def test_nine_templates_ship_and_the_quick_one_is_offered_first() -> None:
    assert IDS == [
        "quick",
        "full",
        "chat",
        "coding",
        "image",
        "search",
        "voice",
        "feature",
        "rematch",
    ]


def test_the_index_says_what_the_templates_say(template: Template) -> None:
    info = next(info for info in Templates().names() if info.id == template.id)
    assert (info.title, info.tagline, info.minutes, info.kind, info.version, info.own) == (
        template.title,
        template.tagline,
        template.minutes,
        template.kind,
        template.version,
        False,
    )
    assert info.requires_parent == template.requires_parent


def test_every_template_file_is_in_the_index() -> None:
    others = ("lib_", "example_", "catalog")
    files = [path.stem for path in CONTENT.glob("*.yaml") if not path.stem.startswith(others)]
    assert sorted(files) == sorted(IDS)


@pytest.mark.parametrize("name", [*IDS, "catalog"])
def test_a_shipped_file_has_no_problem(name: str) -> None:
    assert check_file(CONTENT / f"{name}.yaml") == []


@pytest.mark.parametrize("name", IDS)
def test_the_published_schema_accepts_what_we_ship(name: str) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(read_content(name), schema)


@pytest.mark.parametrize("path", sorted(CONTENT.glob("*.yaml")), ids=lambda path: path.stem)
def test_yaml_1_1_and_1_2_read_our_files_alike(path: Path) -> None:
    tree = read_tree(path)
    assert tree.problems == []
    assert tree.root.plain() == as_plain(yaml.safe_load(path.read_text("utf-8")))


def test_a_template_survives_the_way_to_json_and_back(template: Template) -> None:
    again = Template.from_dict(json.loads(json.dumps(template.to_dict())))
    assert again == template
    assert again.digest() == template.digest()


def test_the_digest_of_a_template_does_not_change_with_the_version_of_the_app() -> None:
    template = Template("t", 1, "base", "T", "tag", 5, ())
    assert template.digest() == DIGEST


def test_a_section_is_found_by_its_id_or_not_at_all(template: Template) -> None:
    for section in template.sections:
        assert template.section(section.id) is section
    with pytest.raises(KeyError):
        template.section("none")


def test_the_minutes_of_the_sections_add_up_to_the_templates(template: Template) -> None:
    assert sum(section.minutes for section in template.sections) == template.minutes


def test_every_section_has_as_many_questions_as_the_method_says(template: Template) -> None:
    least, most = (1, 3) if template.id == "quick" else (3, 6)
    for section in template.sections:
        assert least <= len(section.prompts) <= most, section.id


def test_no_question_is_longer_than_220_characters(template: Template) -> None:
    prompts = [prompt for section in template.sections for prompt in section.prompts]
    assert max(len(prompt.text) for prompt in prompts) <= 220


def test_section_and_question_ids_are_unique(template: Template) -> None:
    sections = [section.id for section in template.sections]
    assert len(sections) == len(set(sections))
    for section in template.sections:
        prompts = [prompt.id for prompt in section.prompts]
        assert len(prompts) == len(set(prompts)), section.id


def test_every_section_can_be_answered_scored_and_argued_with(template: Template) -> None:
    kinds = {kind.id for kind in libraries.counterpoints().kinds}
    for section in template.sections:
        assert section.purpose, section.id
        assert section.hint, section.id
        assert section.strong_answer, section.id
        assert section.weak_answer, section.id
        assert len(section.rubric) == 5, section.id
        assert all(section.rubric), section.id
        assert any(prompt.required for prompt in section.prompts), section.id
        assert len(section.counter_questions) >= 2, section.id
        assert {question.kind for question in section.counter_questions} <= kinds, section.id


def test_kinds_of_questions_carry_what_they_need(template: Template) -> None:
    for section in template.sections:
        for prompt in section.prompts:
            assert prompt.kind in PROMPT_KINDS
            assert bool(prompt.min_trials) == (prompt.kind == "trials"), prompt.id
            assert bool(prompt.vocabulary) == (prompt.kind == "tags"), prompt.id


def test_every_probe_metric_and_failure_that_is_named_exists(template: Template) -> None:
    assert set(template.probes) <= {probe.id for probe in libraries.probes()}
    assert set(template.metrics) <= {metric.id for metric in libraries.metrics()}
    assert set(template.failures) <= {failure.id for failure in libraries.failures()}
    assert template.upgrade_to in {"", *IDS}


@pytest.mark.parametrize("name", ["chat", "coding", "image", "search", "voice", "feature"])
def test_a_variant_for_a_kind_of_product_has_all_ten_sections_and_its_own_probes(
    name: str,
) -> None:
    template = Templates().get(name)
    assert [section.id for section in template.sections] == FULL_IN_ORDER
    assert len(template.probes) == len(template.metrics) == 8
    assert len(template.failures) >= 6


def test_the_full_template_has_the_numbers_of_the_method() -> None:
    full = Templates().get("full")
    assert [section.id for section in full.sections] == FULL_IN_ORDER
    assert (full.minutes, full.sittings) == (85, 2)
    assert sum(len(section.prompts) for section in full.sections) == 54
    assert sum(len(section.counter_questions) for section in full.sections) == 43


def test_the_quick_template_is_fifteen_minutes_and_five_runs() -> None:
    quick = Templates().get("quick")
    assert [section.id for section in quick.sections] == [
        "frame",
        "variance",
        "strengths",
        "weaknesses",
        "redesign",
        "measurement",
    ]
    assert (quick.minutes, quick.sittings, quick.upgrade_to) == (15, 1, "full")
    trials = [p for p in quick.section("variance").prompts if p.kind == "trials"]
    assert [prompt.min_trials for prompt in trials] == [5]
    assert all(prompt.required for section in quick.sections for prompt in section.prompts)


def test_the_rematch_hides_the_past_until_it_has_been_recalled() -> None:
    rematch = Templates().get("rematch")
    order = [section.id for section in rematch.sections]
    assert order[:3] == ["frame", "recall", "variance"]
    assert rematch.requires_parent
    assert "hidden until" in rematch.blind_rule
    assert rematch.schedule_days == (30, 90, 180)
    assert "-16 to +73" in rematch.section("variance").hint


def test_no_anchor_asks_for_a_section_by_its_number() -> None:
    for name in IDS:
        text = json.dumps(Templates().get(name).to_dict())
        assert not re.search(r"\bsections? \d", text), name
