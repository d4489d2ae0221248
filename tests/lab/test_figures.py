from __future__ import annotations

import pytest

from lab.figures import counted, size_in_words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (12_000, "12,000 pages")]
)
def test_only_one_is_singular(number: int, words: str) -> None:
    assert counted(number, "page") == words


def test_a_plural_that_needs_more_than_an_s_is_given() -> None:
    assert counted(2, "copy", "copies") == "2 copies"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1 KB"),
        (15_700, "16 KB"),
        (999_499, "999 KB"),
        (999_700, "1.0 MB"),
        (3_200_000, "3.2 MB"),
        (4_000_000_000, "4,000.0 MB"),
    ],
)
def test_a_size_is_said_in_the_unit_that_people_use(number: int, words: str) -> None:
    assert size_in_words(number) == words
