"""``teardown group``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_schemas import validate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


class Colleague:
    """Somebody with a home of their own, who shares a folder with the others."""

    def __init__(self, program: Program, home: Path, folder: Path) -> None:
        self._program = program
        self._home = home
        self.folder = folder

    def __call__(self, *arguments: str, fails: int = 0, terminal: bool = False) -> str:
        """Run a command; return what it printed, or what it said when it failed."""
        done = self._program(*arguments, "--data-dir", str(self._home), terminal=terminal)
        assert done.status == fails, done.err
        return done.err if fails else done.out

    def document(self, *arguments: str) -> dict[str, object]:
        """Run a command and return its JSON, which fits its schema."""
        done = self._program(*arguments, "--json", "--data-dir", str(self._home))
        assert done.status == 0, done.err
        validate(done.json)
        found: dict[str, object] = done.json
        return found


@pytest.fixture
def two(program: Program, tmp_path: Path) -> tuple[Colleague, Colleague]:
    """Ana and Ben in one group, each with a scored teardown in their library."""
    people = [Colleague(program, tmp_path / each, tmp_path / "group") for each in ("ana", "ben")]
    ana, ben = people
    ana("group", "init", str(ana.folder), "--title", "Tuesday", "--name", "Ana", "--no-git")
    ben("group", "join", str(ana.folder), "--name", "Ben")
    for each, score in ((ana, "4"), (ben, "1")):
        name = each("new", "Inlet", "--template", "quick").strip()
        each("score", name, "frame", score)
    return ana, ben


def test_a_round_on_the_command_line(two: tuple[Colleague, Colleague], tmp_path: Path) -> None:
    ana, ben = two
    name = ana("group", "new-round", "Inlet", "--until", "2999-01-01").strip()
    assert name.endswith("-inlet")
    ana("group", "seal", "last")
    assert "Ben has not sealed yet" in ana("group", "reveal", fails=1)
    assert "You have not sealed" in ben("group", "compare", fails=1)
    status = ben("group", "status")
    assert "◇ Ana has sealed." in status
    assert "○ Ben has not sealed." in status
    assert "Waits for Ben to seal, until 2999-01-01." in status
    assert "Next for you: Go on with your teardown of Inlet" in status
    assert "“teardown open " in status
    ben("group", "seal", "last")
    ana("group", "reveal")
    ben("group", "reveal", "--round", "inlet")
    assert "Ben speaks first, then Ana." in ana("group", "compare")
    found = ana.document("group", "compare")
    assert found["kind"] == "people"
    ana("group", "score", "frame", "3")
    ben("group", "score", "frame", "3")
    shown = " ".join(ben("group", "compare").split())
    assert "Ana went down from 4 to 3 and Ben went up from 1 to 3" in shown
    rounds = ana.document("group", "status")["rounds"]
    assert isinstance(rounds, list)
    assert rounds[0]["phase"] == "revealed"
    agreed = ana("group", "adjudicate").strip()
    assert "Ana and Ben" in ana("show", agreed)
    compared = ana("group", "publish").strip()
    assert compared.endswith(".md")
    assert "# Inlet: two people" in (ana.folder / compared).read_text("utf-8")
    assert "teardown_id: " in (ana.folder / ana("group", "publish", agreed).strip()).read_text()
    mine = ana("new", "Other").strip()
    assert "not the group’s own teardown" in ana("group", "publish", mine, fails=2)
    index = ana("group", "site", str(tmp_path / "site")).strip()
    assert "Tuesday" in (tmp_path / "site" / "index.html").read_text("utf-8")
    assert index == str(tmp_path / "site" / "index.html")
    assert ana("group", "site", str(tmp_path / "site")).strip() == index
    assert ana.document("group", "sync")["outcome"] == "no git"


def test_findings_are_split_and_joined_for_everybody(two: tuple[Colleague, Colleague]) -> None:
    ana, ben = two
    ana("group", "new-round", "Inlet")
    words = "It promised a refund that no policy allows."
    for each in two:
        each("claim", "last", "--section", "weaknesses", "--statement", words)
        each("group", "seal", "last")
    for each in two:
        each("group", "reveal")
    found = ana.document("group", "compare")["findings"]
    assert isinstance(found, dict)
    claims = [f"{one['teardown']}/{one['claim']}" for one in found["all"][0]["claims"]]
    ben("group", "match", "split", *claims)
    found = ana.document("group", "compare")["findings"]
    assert isinstance(found, dict)
    assert (len(found["all"]), len(found["one"])) == (0, 2)
    assert "no claim of this round" in ana("group", "match", "join", "x/y", "y/z", fails=2)


def test_names_and_files_of_others_do_nothing_on_the_terminal(
    two: tuple[Colleague, Colleague],
) -> None:
    ana, _ = two
    attack = "a\x1b]0;owned\x07\u202eb"
    (ana.folder / "members" / f"{attack}.toml").write_text("x")
    (ana.folder / "members" / "eve-7k2q.toml").write_text(
        'format = 1\nname = "E[/b]ve"\njoined_at = "2026-03-02T09:00:00Z"\n'
    )
    shown = ana("group", "status", terminal=True)
    assert "E[/b]ve" in shown
    assert "\x1b]" not in shown
    assert "\u202e" not in shown


def test_a_seal_goes_into_no_round_of_another_product_unless_it_is_named(
    two: tuple[Colleague, Colleague],
) -> None:
    ana, _ = two
    name = ana("group", "new-round", "Zeta").strip()
    said = ana("group", "seal", "inlet", fails=2)
    assert "about Inlet, the round about Zeta: nothing is sealed" in said
    assert "Ana has not sealed" in ana("group", "status")
    ana("group", "seal", "inlet", "--round", name)
    assert "Ana has sealed" in ana("group", "status")


def test_nothing_written_is_not_sealed(two: tuple[Colleague, Colleague]) -> None:
    ana, _ = two
    name = ana("group", "new-round", "Outlet").strip()
    empty = ana("new", "Outlet").strip()
    assert f"Nothing is written in {empty} yet" in ana("group", "seal", empty, fails=2)
    assert "Ana has not sealed" in ana("group", "status", "--round", name)


def test_roles_are_the_same_whether_a_round_is_named_or_not(
    two: tuple[Colleague, Colleague],
) -> None:
    names = [two[0]("group", "new-round", each).strip() for each in ("Zeta", "Inlet")]
    for name in names:
        for each in two:
            each("group", "seal", "inlet", "--round", name)
        for each in two:
            each("group", "reveal", "--round", name)
    roles = [line for line in two[0]("group", "status").splitlines() if "Facilitator" in line]
    alone = [two[0]("group", "status", "--round", name) for name in names]
    assert len({*roles}) == 2
    assert [sum(line in shown for shown in alone) for line in roles] == [1, 1]


def test_joining_again_under_another_name_says_that_the_name_stays(
    two: tuple[Colleague, Colleague],
) -> None:
    ana, _ = two
    done = ana._program(
        "group", "join", str(ana.folder), "--name", "Anna", "--data-dir", str(ana._home)
    )
    assert "Your name in it stays Ana." in done.err


def test_a_folder_that_was_moved_is_named(two: tuple[Colleague, Colleague]) -> None:
    ana, _ = two
    moved = ana.folder.rename(ana.folder.with_name("elsewhere"))
    said = ana("group", "status", fails=1)
    assert f"The group’s folder {ana.folder} is not there any more" in said
    ana("group", "join", str(moved))
    assert "Tuesday" in ana("group", "status")


def test_a_plain_folder_is_told_nothing_of_git(program: Program, tmp_path: Path) -> None:
    ana = Colleague(program, tmp_path / "ana", tmp_path / "plain")
    both = ("--no-git", "--remote", "https://host.invalid/x.git")
    assert "exclude each other" in ana("group", "init", str(ana.folder), *both, fails=2)
    done = program(
        "group", "init", str(ana.folder), "--no-git", "--name", "Ana", "--data-dir", str(tmp_path)
    )
    said = done.err + program("group", "new-round", "Inlet", "--data-dir", str(tmp_path)).err
    assert "git" not in said
    assert "sync" not in said


def test_a_site_takes_no_place_of_other_files(
    two: tuple[Colleague, Colleague], tmp_path: Path
) -> None:
    ana, _ = two
    target = tmp_path / "site"
    name = ana("group", "new-round", "Inlet").strip()
    (target / name).mkdir(parents=True)
    page = target / name / "index.html"
    page.write_text("mine")
    assert "Nothing was written. Name a new" in ana("group", "site", str(target), fails=1)
    assert [each for each in target.rglob("*") if each.is_file()] == [page]
    assert page.read_text() == "mine"


def test_no_other_way_shows_anothers_text_before_ones_own_seal(
    two: tuple[Colleague, Colleague],
) -> None:
    ana, ben = two
    name = ana("group", "new-round", "Inlet").strip()
    ana("group", "seal", "last")
    ana("group", "reveal", "--anyway")
    (text,) = (ana.folder / "rounds" / name / "teardowns").iterdir()
    reading = (("compare", "last", str(text)), ("check", str(text)), ("capture", str(text)))
    for command in reading:
        assert "You have not sealed" in ben(*command, fails=1)
    ben("import", str(ana.folder), fails=1)
    assert ben("list").count("Inlet") == 1
    assert "It is about Tuesday" in ben("group", "seal", "last", fails=2)
    ben("group", "seal", "inlet")
    assert "What to talk about" in ben("compare", "inlet", str(text))
    assert "no answer" in ana("check", str(text), fails=3), "one’s own is checked"
