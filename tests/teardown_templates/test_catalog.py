"""The catalogue, the user's changes to it, and what it suggests next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from teardown_templates.catalog import CatalogEntry, catalog, next_entries
from teardown_templates.content_files import CONTENT, read_content
from teardown_templates.loader import Templates, check_file

if TYPE_CHECKING:
    from pathlib import Path


def entry(name: str, level: int, category: str, access: str = "free") -> CatalogEntry:
    return CatalogEntry(id=name, name=name.title(), level=level, category=category, access=access)


def write(folder: Path, text: str) -> Path:
    path = folder / "catalog.yaml"
    path.write_text(text, "utf-8")
    return path


def test_forty_seven_products_ship_on_five_levels() -> None:
    entries = catalog()
    assert len(entries) == len({item.id for item in entries}) == 47
    assert [item.level for item in entries] == sorted(item.level for item in entries)
    assert {str(item.level) for item in entries} == set(read_content("catalog")["levels"])


def test_every_shipped_entry_is_complete_and_names_a_template_that_exists() -> None:
    templates = {info.id for info in Templates().names()}
    for item in catalog():
        assert item.template in templates, item.id
        assert item.access in read_content("catalog")["access_values"], item.id
        assert item.homepage.startswith("https://"), item.id
        assert all((item.name, item.maker, item.category, item.study, item.first_probe)), item.id


def test_the_shipped_catalogue_passes_its_own_check() -> None:
    assert check_file(CONTENT / "catalog.yaml") == []


def test_an_own_catalogue_changes_adds_and_hides(tmp_path: Path) -> None:
    write(
        tmp_path,
        "schema: 1\n"
        "hide: [shazam]\n"
        "entries:\n"
        "  - {id: deepl, access: paid}\n"
        "  - {id: ours, name: Our own helper, level: 4, category: feature}\n",
    )
    entries = {item.id: item for item in catalog(tmp_path)}
    shipped = {item.id: item for item in catalog()}
    assert entries["deepl"].access == "paid"
    assert entries["deepl"].homepage == shipped["deepl"].homepage
    assert entries["ours"].name == "Our own helper"
    assert "shazam" not in entries
    assert len(entries) == 47
    assert Templates(tmp_path).problems == []


def test_without_a_folder_or_a_file_the_catalogue_is_ours(tmp_path: Path) -> None:
    assert catalog(tmp_path) == catalog(tmp_path / "none") == catalog()


BROKEN = (
    "schema: 1\n"
    "hide: [shazzam]\n"
    "entries:\n"
    "  - {id: deepl, acces: paid, level: 9, homepage: 'javascript:alert(1)'}\n"
    "  - {id: deepl, template: quik}\n"
    "  - {id: ours}\n"
)


def test_everything_wrong_with_an_own_catalogue_is_said_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, BROKEN)
    told = [str(problem).removeprefix(f"{path}:") for problem in check_file(path)]
    assert told == [
        "2: hide: there is no entry “shazzam”. Did you mean “shazam”?",
        "4: entries.deepl.acces: “acces” is not a key that is known here. Did you mean “access”?",
        "4: entries.deepl.level: 9 is outside 1 to 5.",
        "4: entries.deepl.homepage: this is not a web address; it starts with https:// or http://.",
        "5: entries.deepl: the id “deepl” stands twice.",
        "5: entries.deepl.template: there is no template “quik”. Did you mean “quick”?",
        "6: entries.ours.name: only an entry that changes one of ours can leave this out.",
    ]


def test_a_broken_own_catalogue_leaves_ours_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, BROKEN)
    assert catalog(tmp_path) == catalog()
    assert len(Templates(tmp_path).problems) == 7
    assert len(Templates(tmp_path).names()) == 9


def test_an_own_catalogue_may_name_an_own_template(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "schema: 1\nid: mine\nextends: quick\ntitle: Mine\ntagline: t\nminutes: 15\n", "utf-8"
    )
    path = write(tmp_path, "schema: 1\nentries:\n  - {id: ours, name: Ours, template: mine}\n")
    assert check_file(path) == []
    assert catalog(tmp_path)[-1].template == "mine"


def test_a_catalogue_under_another_name_is_checked_and_pointed_out(tmp_path: Path) -> None:
    path = tmp_path / "products.yaml"
    path.write_text("schema: 1\nkind: catalog\nentries: []\n", "utf-8")
    (problem,) = check_file(path)
    assert problem.severity == "warning"
    assert "catalog.yaml" in problem.message


ENTRIES = (
    entry("a1", 1, "chat"),
    entry("b1", 1, "image"),
    entry("c1", 1, "chat"),
    entry("a2", 2, "chat"),
    entry("b2", 2, "image"),
    entry("d1", 1, "voice", access="demo"),
)


def order(done: list[str]) -> list[str]:
    return [item.id for item in next_entries(done, ENTRIES)]


def test_the_lowest_level_comes_first_and_demonstrations_last() -> None:
    assert order([]) == ["a1", "b1", "c1", "a2", "b2", "d1"]


def test_within_a_level_the_category_with_the_fewest_teardowns_comes_first() -> None:
    assert order(["a1"])[:2] == ["b1", "c1"]


def test_a_level_that_was_done_twice_gives_way_to_the_next() -> None:
    assert order(["A1", "C1"]) == ["b2", "a2", "b1", "d1"]


def test_two_teardowns_of_one_product_are_two() -> None:
    assert order(["a1", "a1"])[0] == "b2"


@pytest.mark.parametrize("name", ["A1", "  a1 ", "a1"])
def test_a_product_is_known_by_id_or_name_in_any_case(name: str) -> None:
    assert "a1" not in order([name])


def test_a_product_that_is_not_in_the_catalogue_changes_nothing() -> None:
    assert order(["Something else"]) == order([])


def test_when_all_is_done_nothing_is_left_to_suggest() -> None:
    assert order([item.id for item in ENTRIES]) == []


def test_the_first_suggestion_for_a_newcomer_is_a_small_product_and_the_quick_template() -> None:
    first = next_entries([], catalog())[0]
    assert (first.level, first.template) == (1, "quick")
