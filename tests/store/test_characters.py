from __future__ import annotations

import pytest

from lab.characters import whole as in_the_front_ends
from store.characters import whole


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("plain", "plain"),
        ("日本 é 🙂", "日本 é 🙂"),
        ("a\ud800b", "a\ufffdb"),
        ("\udc00", "\ufffd"),
        ("\ud83d\ude42", "🙂"),
        ("", ""),
    ],
)
def test_halves_of_characters_are_mended_and_nothing_else_is_touched(
    text: str, mended: str
) -> None:
    assert whole(text) == mended
    assert in_the_front_ends is whole
