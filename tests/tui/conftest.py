"""Every test of the app sees the same signs and the same cursor, whoever runs it and when."""

from __future__ import annotations

import pytest
from textual.widgets import Input


@pytest.fixture(autouse=True)
def locale_with_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locale that can show them: the first look at it decides for the whole process."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(autouse=True)
def cursor_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture is taken at any time; half of the time a blinking cursor would not be in it."""
    monkeypatch.setattr(Input.cursor_blink, "_default", False)
