"""The user's own templates stand beside ours, and never break them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from teardown_templates.errors import TemplateInvalid, TemplateNotFound
from teardown_templates.loader import Templates, check_file
from tests.teardown_templates.writing import BASE, HEADS, write

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = [info.id for info in Templates().names()]


def extending(own_id: str, parent: str, minutes: int = 85) -> str:
    heads = HEADS.replace("id: mine", f"id: {own_id}").replace("85", str(minutes))
    return heads.replace("extends: full", f"extends: {parent}")


def test_without_a_folder_there_are_ours(tmp_path: Path) -> None:
    for templates in (Templates(), Templates(tmp_path), Templates(tmp_path / "none")):
        assert [info.id for info in templates.names()] == SHIPPED
        assert templates.problems == []


def test_an_own_template_is_listed_behind_ours_and_can_be_walked(tmp_path: Path) -> None:
    write(tmp_path, BASE)
    templates = Templates(tmp_path)
    info = templates.names()[-1]
    assert (info.id, info.own, info.kind, info.minutes) == ("mine", True, "base", 10)
    assert [section.id for section in templates.get("mine").sections] == ["look"]


def test_an_own_template_extends_ours(tmp_path: Path) -> None:
    write(tmp_path, HEADS + 'deltas:\n  frame: {hint: "Own hint"}\n')
    mine = Templates(tmp_path).get("mine")
    assert mine.section("frame").hint == "Own hint"
    assert mine.section("variance") == Templates().get("full").section("variance")
    assert mine.ground_rules == Templates().get("full").ground_rules


def test_an_own_template_extends_another_own_one(tmp_path: Path) -> None:
    write(tmp_path, HEADS + 'deltas:\n  frame: {hint: "From the parent"}\n')
    write(tmp_path, extending("child", "mine"), name="child.yaml")
    assert Templates(tmp_path).get("child").section("frame").hint == "From the parent"
    assert check_file(tmp_path / "child.yaml") == []


def test_an_own_quick_shadows_ours_in_its_place(tmp_path: Path) -> None:
    write(tmp_path, BASE.replace("id: mine", "id: quick"), name="quick.yaml")
    templates = Templates(tmp_path)
    assert [info.id for info in templates.names()] == SHIPPED
    assert templates.names()[0].own
    assert templates.get("quick").title == "Mine"
    assert Templates().get("quick").title != "Mine"


def test_an_own_template_of_our_id_can_extend_the_one_that_it_shadows(tmp_path: Path) -> None:
    text = extending("quick", "quick", minutes=15) + 'deltas:\n  frame: {hint: "Own hint"}\n'
    write(tmp_path, text, name="quick.yaml")
    quick = Templates(tmp_path).get("quick")
    assert quick.section("frame").hint == "Own hint"
    assert quick.section("variance") == Templates().get("quick").section("variance")


def test_ours_do_not_change_when_their_parent_is_shadowed(tmp_path: Path) -> None:
    write(tmp_path, BASE.replace("id: mine", "id: full"), name="full.yaml")
    templates = Templates(tmp_path)
    assert templates.get("full").title == "Mine"
    assert templates.get("chat") == Templates().get("chat")


def test_a_broken_own_file_is_left_out_and_ours_stay(tmp_path: Path) -> None:
    path = write(tmp_path, HEADS.replace("full", "ful"))
    write(tmp_path, BASE.replace("id: mine", "id: good"), name="good.yaml")
    templates = Templates(tmp_path)
    assert [info.id for info in templates.names()] == [*SHIPPED, "good"]
    assert [(problem.path, problem.line) for problem in templates.problems] == [(path, 3)]
    assert templates.get("full") == Templates().get("full")


def test_asking_for_a_broken_own_template_says_what_is_wrong(tmp_path: Path) -> None:
    path = write(tmp_path, HEADS.replace("full", "ful") + "a: 1\nb: 1\nc: 1\nd: 1\n")
    with pytest.raises(TemplateInvalid) as caught:
        Templates(tmp_path).get("mine")
    assert f"{path}:3: extends: there is no template “ful”." in str(caught.value)
    assert "And 2 more." in str(caught.value)
    assert f"teardown templates check {path}" in caught.value.todo


def test_a_broken_own_quick_leaves_our_quick_in_use(tmp_path: Path) -> None:
    write(tmp_path, BASE.replace("id: mine", "id: quick") + "x: 1\n", name="quick.yaml")
    templates = Templates(tmp_path)
    assert templates.get("quick") == Templates().get("quick")
    assert len(templates.problems) == 1


@pytest.mark.parametrize("name", ["quik", "Quick", "", "mine", "../quick", "\x1b[31m"])
def test_a_template_that_is_not_there_is_named_with_the_nearest(name: str) -> None:
    with pytest.raises(TemplateNotFound) as caught:
        Templates().get(name)
    assert ("“quick”" in caught.value.todo) == (name in {"quik", "Quick", "../quick"})
    assert "\x1b" not in str(caught.value)


def test_templates_that_extend_each_other_in_a_circle_say_so(tmp_path: Path) -> None:
    one = write(tmp_path, extending("one", "two"), name="one.yaml")
    two = write(tmp_path, extending("two", "three"), name="two.yaml")
    three = write(tmp_path, extending("three", "one"), name="three.yaml")
    child = write(tmp_path, extending("child", "one"), name="child.yaml")
    said = {path: [problem.message for problem in check_file(path)] for path in (one, two, three)}
    assert said[one] == ["this goes round in a circle: one → two → three → one"]
    assert said[two] == ["this goes round in a circle: two → three → one → two"]
    assert said[three] == ["this goes round in a circle: three → one → two → three"]
    (problem,) = check_file(child)
    assert problem.message == "“one” has problems of its own; check that file first"
    assert [info.id for info in Templates(tmp_path).names()] == SHIPPED


def test_a_child_of_a_broken_own_template_points_at_its_parent(tmp_path: Path) -> None:
    write(tmp_path, HEADS + "wrong: 1\n")
    child = write(tmp_path, extending("child", "mine"), name="child.yaml")
    (problem,) = check_file(child)
    assert (problem.line, problem.key) == (3, "extends")
    assert problem.message == "“mine.yaml” has problems of its own; check that file first"


def test_templates_extend_each_other_ten_deep_and_no_deeper(tmp_path: Path) -> None:
    write(tmp_path, extending("t0", "full"), name="t0.yaml")
    for number in range(1, 60):
        text = extending(f"t{number}", f"t{number - 1}")
        write(tmp_path, text, name=f"t{number}.yaml")
    templates = Templates(tmp_path)
    assert templates.get("t9").minutes == 85
    assert check_file(tmp_path / "t9.yaml") == []
    (problem,) = check_file(tmp_path / "t10.yaml")
    assert problem.message == "templates extend each other at most 10 deep"


def test_the_second_of_two_files_with_one_id_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, BASE.replace('"Mine"', '"First"'), name="a.yaml")
    second = write(tmp_path, BASE, name="b.yml")
    templates = Templates(tmp_path)
    assert templates.get("mine").title == "First"
    errors = [problem for problem in templates.problems if problem.severity == "error"]
    assert [(problem.path, problem.key) for problem in errors] == [(second, "id")]
    assert "“a.yaml”" in errors[0].message


def test_a_file_that_was_repaired_is_read_again(tmp_path: Path) -> None:
    path = write(tmp_path, BASE + "wrong: 1\n")
    templates = Templates(tmp_path)
    assert len(templates.problems) == 1
    path.write_text(BASE, "utf-8")
    assert templates.problems == []
    assert templates.get("mine").minutes == 10
    path.unlink()
    assert [info.id for info in templates.names()] == SHIPPED


def test_the_folder_may_appear_later(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    templates = Templates(folder)
    assert len(templates.names()) == 9
    folder.mkdir()
    write(folder, BASE)
    assert len(templates.names()) == 10


def test_other_files_hidden_files_and_folders_do_not_matter(tmp_path: Path) -> None:
    write(tmp_path, "# notes", name="README.md")
    write(tmp_path, "broken: [", name=".mine.yaml.swp.yaml")
    (tmp_path / "old").mkdir()
    write(tmp_path / "old", "broken: [")
    assert len(Templates(tmp_path).names()) == 9
    assert Templates(tmp_path).problems == []


def test_a_folder_and_a_link_to_nowhere_are_reported_and_harmless(tmp_path: Path) -> None:
    (tmp_path / "dir.yaml").mkdir()
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    templates = Templates(tmp_path)
    assert len(templates.names()) == 9
    assert sorted(problem.path.name for problem in templates.problems) == ["dir.yaml", "gone.yaml"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs permissions that hold")
def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    write(tmp_path, BASE).chmod(0)
    (problem,) = Templates(tmp_path).problems
    assert problem.message == "the file cannot be read: Permission denied"


def test_what_is_returned_can_be_changed_without_harm(tmp_path: Path) -> None:
    write(tmp_path, BASE + "wrong: 1\n")
    templates = Templates(tmp_path)
    templates.problems.clear()
    templates.names().clear()
    assert len(templates.problems) == 1
    assert len(templates.names()) == 9
