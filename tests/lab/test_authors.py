"""Whose a teardown is, and that only one's own count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.authors import by_another
from lab.drafting import NewTeardown

if TYPE_CHECKING:
    from lab.workspace import Workspace


@pytest.mark.parametrize(
    ("author", "me", "is_another"),
    [
        ("Bob", "Ana", True),
        ("ana  LIMA", "Ana Lima", False),
        ("Zoe\u0301", "Zo\u00e9", False),
        ("", "Ana", False),
        ("Bob", "", False),
        ("", "", False),
    ],
)
def test_a_teardown_is_anothers_only_if_both_names_are_known(
    author: str, me: str, *, is_another: bool
) -> None:
    assert by_another(author, me=me) is is_another


def test_what_a_teammate_finished_is_not_my_practice(workspace: Workspace) -> None:
    workspace.preferences.set("author", "Ana")
    for author in ("Ana", "Bob", "Chen", "Dilek"):
        workspace.finish(workspace.create(NewTeardown("Notion AI", author=author)))
    assert workspace.habit.overview().standing.week.done == 1
    assert workspace.practice.default_template() == "quick"
