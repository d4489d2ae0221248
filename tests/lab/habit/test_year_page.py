"""A year as a page: every week can be read without colour, and names stay text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lab.habit.year import year_as_markdown
from lab.habit.year_page import year_as_html
from tests.lab.habit.test_room import finish

if TYPE_CHECKING:
    from lab.workspace import Workspace
    from tests.conftest import FrozenClock


def test_each_week_has_a_figure_or_a_sign_and_the_legend_names_what_is_there(
    workspace: Workspace, clock: FrozenClock
) -> None:
    finish(workspace, "<b>Bold</b> & Co")
    clock.move(days=21)
    finish(workspace)
    page = year_as_html(workspace.habit.year(2026))
    weeks = re.findall(r'<li class="(\w+)" title="[^"]*">([^<]*)</li>', page)
    assert weeks == [("met", "1"), ("kept", "○"), ("kept", "○"), ("met", "1")]
    assert "kept by a reserve week" in page
    assert "a planned pause" not in page
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; Co" in page
    assert "<b>" not in page


def test_a_year_without_anything_is_a_page_all_the_same(workspace: Workspace) -> None:
    page = workspace.habit.year(1999)
    assert "1999 in teardowns" in year_as_html(page)
    assert "Week by week" not in year_as_html(page)
    assert "- Teardowns finished: 0\n- Foresight" in year_as_markdown(page)
    assert "One sign a week" not in year_as_markdown(page)


def test_a_week_across_new_year_stands_in_the_year_of_its_fourth_day(
    workspace: Workspace, clock: FrozenClock
) -> None:
    clock.move(days=301)  # Monday, 28 December 2026
    finish(workspace)
    clock.move(days=7)
    finish(workspace)
    page = year_as_markdown(workspace.habit.year(2026))
    assert "One sign a week, from 28 December on" in page
    assert "\n    #\n" in page
    assert "- Longest streak so far: 1 week\n" in page
    following = year_as_markdown(workspace.habit.year(2027))
    assert "from 4 January on" in following
    assert "- Longest streak so far: 2 weeks\n" in following
    assert "Longest" not in year_as_markdown(workspace.habit.year(2025))
