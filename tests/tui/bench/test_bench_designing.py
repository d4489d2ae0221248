"""What the form of a probe takes for percents, and for a probe."""

from __future__ import annotations

import pytest

from tui.bench.designing import draft_of, share_in


@pytest.mark.parametrize(
    ("said", "share"),
    [("", None), (" ", None), ("80", 0.8), ("80 %", 0.8), ("99,5%", 0.995), ("0", 0), ("100", 1)],
)
def test_percents_are_taken_with_and_without_their_sign(said: str, share: float | None) -> None:
    assert share_in(said) == share


@pytest.mark.parametrize("said", ["0.8", "101", "-1", "most", "nan", "4 of 5"])
def test_what_may_mean_something_else_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        share_in(said)


def test_wordings_stand_where_they_stood_in_the_order_of_their_numbers() -> None:
    fields = {
        "kind": "repeat", "prompt": "a\nb", "pass_rule": "c", "quality_line": "", "budget": "deep",
        "target": "", "name": "", "wording10": "ten", "wording2": "", "wording1": "one\ntwo",
    }  # fmt: skip
    draft = draft_of(fields)
    assert draft.wordings == ("one\ntwo", "", "ten")
    assert draft.prompt == "a\nb"
