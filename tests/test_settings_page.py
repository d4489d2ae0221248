from __future__ import annotations

from tests.settings_page import PAGE, with_tables


def test_the_page_of_settings_says_what_is_declared() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == with_tables(text), "run: python -m tests.settings_page"
    assert text.count("<!-- settings: end -->") == 3
