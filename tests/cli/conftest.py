"""A program with a home of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import Program

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, teardown_home: Path) -> Program:  # noqa: ARG001 - the home is set by it
    """The command line, with everything it writes below ``teardown_home``."""
    return Program(monkeypatch)


@pytest.fixture
def teardown_id(program: Program) -> str:
    """One teardown, begun with the quick template."""
    return program.new("Notion AI", "--maker", "Notion", "--template", "quick")
