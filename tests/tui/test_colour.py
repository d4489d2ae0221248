from __future__ import annotations

import pytest

from tui.colour import obey_force_color


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {}),
        ({"FORCE_COLOR": "1"}, {"FORCE_COLOR": "1"}),
        ({"FORCE_COLOR": ""}, {"FORCE_COLOR": ""}),
        ({"FORCE_COLOR": "2"}, {"FORCE_COLOR": "2", "TEXTUAL_COLOR_SYSTEM": "256"}),
        ({"FORCE_COLOR": "3"}, {"FORCE_COLOR": "3", "TEXTUAL_COLOR_SYSTEM": "truecolor"}),
        ({"FORCE_COLOR": "0"}, {"FORCE_COLOR": "0", "NO_COLOR": "1"}),
        ({"NO_COLOR": "1", "FORCE_COLOR": "3"}, {"NO_COLOR": "1", "FORCE_COLOR": "3"}),
        (
            {"NO_COLOR": "", "FORCE_COLOR": "3"},
            {"FORCE_COLOR": "3", "TEXTUAL_COLOR_SYSTEM": "truecolor"},
        ),
        ({"NO_COLOR": ""}, {}),
    ],
)
def test_force_color_is_said_in_textuals_words(
    before: dict[str, str], after: dict[str, str]
) -> None:
    obey_force_color(before)
    assert before == after


def test_what_textual_was_told_itself_stays() -> None:
    environ = {"FORCE_COLOR": "3", "TEXTUAL_COLOR_SYSTEM": "256"}
    obey_force_color(environ)
    assert environ["TEXTUAL_COLOR_SYSTEM"] == "256"
