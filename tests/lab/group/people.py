"""People of a study group, each with a library, a clock and a folder of their own."""

from __future__ import annotations

import os
import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from lab.places import places_under
from lab.workspace import Workspace
from store.records import Claim, SectionWork
from tests.conftest import FrozenClock
from tests.lab.making import make_record, question, section

if TYPE_CHECKING:
    from pathlib import Path

    from lab.group.study_group import StudyGroup
    from lab.group.sync import Synced
    from store.records import Teardown

__all__ = ["Person", "bare_repository", "git"]


def git(folder: Path, *arguments: str) -> str:
    """Run git as a person would by hand."""
    done = subprocess.run(
        ["git", "-c", "user.name=Hand", "-c", "user.email=hand@example.test", *arguments],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def bare_repository(folder: Path) -> Path:
    """Make the repository that a code host would hold."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--bare", "--template=", "--initial-branch=main")
    return folder


class Person:
    """Somebody on a computer of their own."""

    def __init__(self, root: Path, name: str) -> None:
        self.name = name
        self.root = root / f"of-{sha256(name.encode()).hexdigest()[:8]}"
        self.clock = FrozenClock()
        self.workspace = Workspace(
            places_under(str(self.root / "home"), "a test"),
            clock=self.clock,
            environ=dict(os.environ),
        )
        self.folder = self.root / "group"

    @property
    def group(self) -> StudyGroup:
        """The group as it is read now."""
        return self.workspace.groups.open(self.folder)

    def begin(self, *, remote: Path | None = None, with_git: bool = True) -> Person:
        """Begin the group."""
        self.workspace.groups.init(
            self.folder, title="Tuesday", name=self.name, with_git=with_git,
            remote=str(remote) if remote else "",
        )  # fmt: skip
        return self

    def join(self, source: Path) -> Person:
        """Join the group, from a repository or in a folder that all share."""
        joined = self.workspace.groups.join(str(source), self.folder, name=self.name)
        self.folder = joined.folder
        return self

    def sync(self) -> Synced:
        """Send and fetch."""
        return self.group.sync()

    def write(self, *, score: int = 2, **values: Any) -> Teardown:
        """Write a teardown into one's library."""
        record = make_record(
            section("frame", question("who")), section("weaknesses", question("what")),
            author=self.name,
            **{"id": self.workspace.library.new_id("Inlet"),
               "product": {"name": "Inlet"}, "sections": {
                "frame": SectionWork(score=score, answers={"who": f"It is for {self.name}."}),
                "weaknesses": SectionWork(score=3)},
               "claims": [Claim(id="c1", section="weaknesses", kind="finding",
                                statement="It promised a refund that no policy allows.")]} | values,
        )  # fmt: skip
        return self.workspace.library.insert(record)

    def seal(self, round_name: str, **values: Any) -> None:
        """Write a teardown and seal it."""
        self.group.round(round_name).seal(self.write(**values))
