"""The cards of the review: whatever a record holds, they fit and can be told apart from markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.records import Claim, Evidence, Quote
from tests.lab.making import make_record
from tests.lab.review.looking import look
from tests.store.record_strategies import teardowns
from tui.harmless import width_of
from tui.screens.review.head import head_of
from tui.screens.review.parts import cards_of
from tui.widgets.prose import wrapped

if TYPE_CHECKING:
    from lab.model import Teardown

KEYS = {
    "finish.export": "e", "finish.write": "w", "finish.rematch": "t", "finish.outcomes": "o",
    "finish.again": "T", "finish.compare": "c",
}  # fmt: skip
PARTS = [
    "What is next",
    "Worth a look",
    "How it is known",
    "Scores, in the rubric's words",
    "Predictions",
    "What cannot be concluded",
    "Minutes",
]


@given(teardowns(), st.sampled_from([20, 54, 57, 77, 107, 240]), st.booleans())
@settings(max_examples=40, suppress_health_check=[*HealthCheck])
def test_every_card_of_every_record_fits(record: Teardown, width: int, read_only: bool) -> None:  # noqa: FBT001 - hypothesis gives it by place
    cards = cards_of(record, look(record), keys=KEYS, read_only=read_only)
    parts = list(dict.fromkeys(card.part for card in cards))
    assert parts == [part for part in PARTS if part in parts]
    assert {"Worth a look", "How it is known", "What cannot be concluded"} <= {*parts}
    for card in cards:
        lines = card.lines(width)
        assert lines
        for line in lines:
            text = "".join(piece for piece, _ in line)
            assert width_of(text) <= width, (card, text)
            assert "\n" not in text
            assert "\x1b" not in text


def test_a_character_without_width_behind_a_space_at_the_edge_widens_no_line() -> None:
    assert wrapped("region (0000000000 \u200b", 18) == ["region (0000000000"]


@given(teardowns())
@settings(max_examples=20, suppress_health_check=[*HealthCheck])
def test_the_head_says_something_about_every_record(record: Teardown) -> None:
    text = "".join(piece for piece, _ in head_of(record, look(record)))
    assert text.startswith("Review  ")
    assert text.count("\n") == 2
    assert ("Finished" in text.splitlines()[2]) is (record.status == "finished")


def test_the_mix_says_how_many_claims_want_another_look() -> None:
    record = make_record()
    record.evidence = [
        Evidence(id="e1", kind="page", quotes=[Quote(id="q1", exact="so", standing="gone")])
    ]
    record.claims = [Claim(id="c1", section="frame", statement="x", evidence=["q1"])]
    (card,) = (each for each in cards_of(record, look(record), keys=KEYS) if each.key == "mix")
    said = "".join(text for text, _ in card.lines(80)[-1])
    assert said.endswith("1 wants another look: quote gone 1")
    record.evidence[0].quotes[0].standing = "stands"
    (card,) = (each for each in cards_of(record, look(record), keys=KEYS) if each.key == "mix")
    said = "".join(text for text, _ in card.lines(80)[-1])
    assert said.rstrip() == "1 claim, 1 points to evidence"
