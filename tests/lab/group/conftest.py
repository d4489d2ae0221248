"""A folder in which people have their computers."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.lab.group.people import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Person]]:
    """Return somebody by their name."""
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    made: list[Person] = []

    def make(name: str) -> Person:
        made.append(Person(tmp_path, name))
        return made[-1]

    yield make
    for each in made:
        each.workspace.close()
