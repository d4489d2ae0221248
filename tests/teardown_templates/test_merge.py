"""How a variant is merged, in general; what we ship is tested beside this."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teardown_templates.loader import Templates
from teardown_templates.merge import base_template, merged_section, variant_template
from teardown_templates.model import Prompt, Section, Template

RUBRIC = {str(score): f"anchor {score}" for score in range(5)}


def section(name: str, prompts: list[str], **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": name.title(),
        "minutes": 5,
        "purpose": f"why {name}",
        "prompts": [{"id": prompt, "text": f"ask {prompt}"} for prompt in prompts],
        "rubric": RUBRIC,
        **more,
    }


def base(*sections: dict[str, Any]) -> Template:
    return base_template(
        {
            "id": "ground",
            "title": "Ground",
            "tagline": "t",
            "minutes": 5,
            "ground_rules": ["be kind"],
            "rubric_notes": {"3": "three", "4": "four"},
            "sections": list(sections),
        }
    )


def variant(parent: Template, **document: Any) -> Template:
    heads = {"id": "child", "title": "Child", "tagline": "t", "minutes": 5, "extends": "ground"}
    return variant_template(parent, heads | document)


def ids(template: Template, section_id: str) -> list[str]:
    return [prompt.id for prompt in template.section(section_id).prompts]


def test_sections_come_in_the_order_of_keep() -> None:
    parent = base(section("a", ["x"]), section("b", ["x"]), section("c", ["x"]))
    child = variant(parent, keep=["c", "a"])
    assert [item.id for item in child.sections] == ["c", "a"]


def test_without_keep_every_section_stays() -> None:
    parent = base(section("a", ["x"]), section("b", ["x"]))
    assert [item.id for item in variant(parent).sections] == ["a", "b"]


def test_a_new_section_stands_where_keep_names_it() -> None:
    parent = base(section("a", ["x"]), section("b", ["x"]))
    new = section("n", ["y"], after="b")
    child = variant(parent, keep=["n", "a", "b"], new_sections=[new])
    assert [item.id for item in child.sections] == ["n", "a", "b"]


def test_a_new_section_that_keep_does_not_name_stands_behind_after() -> None:
    parent = base(section("a", ["x"]), section("b", ["x"]))
    child = variant(parent, new_sections=[section("n", ["y"], after="a")])
    assert [item.id for item in child.sections] == ["a", "n", "b"]


def test_a_new_section_without_after_stands_last() -> None:
    parent = base(section("a", ["x"]), section("b", ["x"]))
    child = variant(parent, new_sections=[section("n", ["y"])])
    assert [item.id for item in child.sections] == ["a", "b", "n"]


def test_a_new_section_can_stand_behind_another_new_one_however_they_are_written() -> None:
    parent = base(section("a", ["x"]), section("b", ["x"]))
    new = [section("m", ["y"], after="n"), section("n", ["y"], after="a")]
    child = variant(parent, new_sections=new)
    assert [item.id for item in child.sections] == ["a", "n", "m", "b"]


def test_two_new_sections_behind_the_same_one_keep_the_order_in_which_they_are_written() -> None:
    parent = base(section("a", ["x"]), section("b", ["x"]))
    new = [section("m", ["y"], after="a"), section("n", ["y"], after="a")]
    child = variant(parent, new_sections=new)
    assert [item.id for item in child.sections] == ["a", "m", "n", "b"]


def test_keep_prompts_leaves_the_parents_order() -> None:
    child = variant(base(section("a", ["x", "y", "z"])), deltas={"a": {"keep_prompts": ["z", "x"]}})
    assert ids(child, "a") == ["x", "z"]


def test_an_empty_keep_prompts_clears_the_section_for_what_is_added() -> None:
    delta = {"keep_prompts": [], "add_prompts": [{"id": "new", "text": "ask"}]}
    assert ids(variant(base(section("a", ["x", "y"])), deltas={"a": delta}), "a") == ["new"]


def test_drop_then_set_then_add() -> None:
    delta = {
        "drop_prompts": ["x"],
        "set": {"y": {"text": "other words", "required": True}},
        "add_prompts": [{"id": "new", "text": "ask", "kind": "claims", "count": 2}],
    }
    child = variant(base(section("a", ["x", "y", "z"])), deltas={"a": delta})
    assert child.section("a").prompts == (
        Prompt("y", "other words", required=True),
        Prompt("z", "ask z"),
        Prompt("new", "ask", kind="claims", count=2),
    )


def test_hints_strong_signs_and_counter_questions_are_appended() -> None:
    first = {"kind": "scope", "text": "how far?"}
    second = {"kind": "evidence", "text": "how often?"}
    parent = base(section("a", ["x"], hint="Look.", strong_answer=["s"], counter_questions=[first]))
    child = variant(
        parent,
        deltas={"a": {"hint_add": "Twice.", "strong_add": ["t"]}},
        add_counter_questions={"a": [second]},
    )
    merged = child.section("a")
    assert merged.hint == "Look. Twice."
    assert merged.strong_answer == ("s", "t")
    assert [item.text for item in merged.counter_questions] == ["how far?", "how often?"]


def test_what_a_variant_states_anew_replaces_the_parents() -> None:
    delta = {
        "title": "New",
        "minutes": 2,
        "purpose": "new",
        "hint": "new",
        "strong_answer": ["new"],
        "weak_answer": ["new"],
        "rubric": {str(score): f"new {score}" for score in range(5)},
        "counter_questions": [{"kind": "scope", "text": "new?"}],
    }
    merged = variant(base(section("a", ["x"], hint="old")), deltas={"a": delta}).section("a")
    assert (merged.title, merged.minutes, merged.purpose, merged.hint) == ("New", 2, "new", "new")
    assert (merged.strong_answer, merged.weak_answer) == (("new",), ("new",))
    assert merged.rubric == tuple(f"new {score}" for score in range(5))
    assert [item.text for item in merged.counter_questions] == ["new?"]


def test_a_rubric_is_in_the_order_of_its_scores_however_it_is_written() -> None:
    backwards = dict(reversed(RUBRIC.items()))
    parent = base(section("a", ["x"], rubric=backwards))
    assert parent.section("a").rubric == tuple(f"anchor {score}" for score in range(5))


def test_heads_are_inherited_unless_they_are_stated() -> None:
    parent = base(section("a", ["x"]))
    child = variant(parent, rubric_notes={"4": "other"}, safety="mind the gap")
    assert child.ground_rules == ("be kind",)
    assert child.rubric_notes == ((3, "three"), (4, "other"))
    assert (child.id, child.kind, child.safety) == ("child", "variant", "mind the gap")
    assert (parent.kind, parent.safety) == ("base", "")


UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = st.lists(st.text("abcdefghij", min_size=1, max_size=3), min_size=1, max_size=8, unique=True)


@UNHURRIED
@given(before=NAMES, chosen=st.data(), added=NAMES)
def test_merging_loses_and_doubles_no_question(
    before: list[str], chosen: st.DataObject, added: list[str]
) -> None:
    picked = chosen.draw(st.lists(st.sampled_from(before), unique=True))
    reworded = chosen.draw(st.lists(st.sampled_from(before), unique=True))
    way = chosen.draw(st.sampled_from(["keep_prompts", "drop_prompts"]))
    new = [name for name in added if name not in before]
    parent = base(section("a", before)).section("a")
    delta = {
        way: picked,
        "set": {name: {"text": f"other {name}"} for name in reworded},
        "add_prompts": [{"id": name, "text": f"ask {name}"} for name in new],
    }
    merged = [prompt.id for prompt in merged_section(parent, delta).prompts]
    stay = [name for name in before if (name in picked) == (way == "keep_prompts")]
    assert merged == stay + new
    assert len(merged) == len(set(merged))
    for prompt in merged_section(parent, delta).prompts:
        other = prompt.id in reworded and prompt.id in stay
        assert prompt.text == f"{'other' if other else 'ask'} {prompt.id}"


TEXT = st.text(max_size=40)
PROMPTS = st.builds(
    Prompt,
    id=st.text("abc", min_size=1, max_size=4),
    text=TEXT,
    required=st.booleans(),
    kind=st.sampled_from(["text", "trials", "tags"]),
    count=st.integers(0, 9),
)
SECTIONS = st.builds(
    Section,
    id=st.text("abc", min_size=1, max_size=4),
    title=TEXT,
    minutes=st.integers(0, 99),
    purpose=TEXT,
    prompts=st.lists(PROMPTS, max_size=4).map(tuple),
    strong_answer=st.lists(TEXT, max_size=3).map(tuple),
    rubric=st.lists(TEXT, max_size=5).map(tuple),
)
TEMPLATES = st.builds(
    replace,
    st.just(Templates().get("quick")),
    id=st.text("abc", min_size=1, max_size=4),
    title=TEXT,
    sections=st.lists(SECTIONS, max_size=4).map(tuple),
    rubric_notes=st.lists(st.tuples(st.integers(0, 4), TEXT), max_size=3).map(tuple),
    schedule_days=st.lists(st.integers(1, 999), max_size=3).map(tuple),
)


@UNHURRIED
@given(TEMPLATES)
def test_any_template_survives_the_way_to_json_and_back(template: Template) -> None:
    again = Template.from_dict(template.to_dict())
    assert again == template
    assert again.digest() == template.digest()


@UNHURRIED
@given(TEMPLATES, TEMPLATES)
def test_templates_share_a_digest_only_if_they_are_equal(one: Template, other: Template) -> None:
    assert (one.digest() == other.digest()) == (one == other)
