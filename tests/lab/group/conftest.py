"""A folder in which people have their computers."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.lab.group.people import Person, bare_repository

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


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a code host and two who are in one group; it is copied, never used."""
    root = tmp_path_factory.mktemp("prepared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        hub = bare_repository(root / "hub.git")
        ana = Person(root, "Ana").begin(remote=hub)
        ana.sync()
        ben = Person(root, "Ben").join(hub)
        ben.sync()
        ana.sync()
    for each in (ana, ben):
        each.workspace.close()
    return root


def lay_out(prepared: Path, folder: Path) -> None:
    """Put a copy of what was prepared into a folder, with its clones of its own code host."""
    for each in prepared.iterdir():
        shutil.copytree(each, folder / each.name, dirs_exist_ok=True)
    for config in folder.glob("of-*/group/.git/config"):
        text = config.read_text(encoding="utf-8")
        config.write_text(text.replace(str(prepared), str(folder)), encoding="utf-8")


@pytest.fixture
def hub(prepared: Path, tmp_path: Path) -> Path:
    """Return the repository on the code host, with a group of two in it."""
    lay_out(prepared, tmp_path)
    return tmp_path / "hub.git"


@pytest.fixture
def two(person: Callable[[str], Person], hub: Path) -> tuple[Person, Person]:
    """Return Ana and Ben, each with a clone of the repository on the code host."""
    assert hub.is_dir()
    return person("Ana"), person("Ben")
