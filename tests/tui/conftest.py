"""Every test of the app sees the same signs, whatever the locale of whoever runs it."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def locale_with_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locale that can show them: the first look at it decides for the whole process."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
