"""Sync by real git: clones of a bare repository, broken off anywhere, by several at once."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import threading
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from lab.group.errors import GitFailed, GroupError, NoGroup
from lab.group.git import Answer, Git, check_address
from lab.group.layout import round_file
from lab.group.saying import member_words, sync_words
from lab.group.sync import sync
from lab.group.sync_refusals import check_offline
from tests.cli.running import tree_of
from tests.lab.group.conftest import needs_git
from tests.lab.group.people import Person, bare_repository, git
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = needs_git


def shared(folder: Path) -> dict[str, str]:
    """Return what is in a clone, without git's own."""
    return {name: each for name, each in tree_of(folder).items() if not name.startswith(".git/")}


def together(*people: Person) -> None:
    """Let everybody sync at once."""
    failures: list[BaseException] = []

    def go(each: Person) -> None:
        try:
            each.sync()
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=go, args=(each,)) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures


def test_three_clones_in_two_rounds_end_alike_whoever_pushes_when(
    person: Callable[[str], Person], two: tuple[Person, Person], hub: Path
) -> None:
    ana, ben = two
    people = [ana, ben, person("Chén / ..\\X").join(hub)]
    rounds = [ana.group.new_round("Inlet"), ben.group.new_round("INLET/../x")]
    together(*people)
    together(*people)
    for name in rounds:
        for each in people:
            each.seal(name)
    together(*people)
    for each in reversed(people):
        for name in rounds:
            each.group.round(name).reveal(anyway=True)
    together(*people)
    together(*people)
    first = shared(ana.folder)
    assert all(shared(each.folder) == first for each in people)
    assert len([name for name in first if "/teardowns/" in name]) == 6
    for name in rounds:
        comparisons = [each.group.round(name).compare() for each in people]
        assert comparisons[0] == comparisons[1] == comparisons[2]
        assert not any(each.group.contents().refused for each in people)
    assert git(hub, "log", "--merges", "--oneline", "main") == ""
    assert git(hub, "fsck", "--strict", "--no-dangling") == ""


class Dies(BaseException):
    """The machine goes down here."""


_CHANGING = {"--literal-pathspecs", "fetch", "merge", "push", "rebase", "reset"}
"""How calls begin that change something; adding and committing take paths as they are."""


class Mortal(Git):
    """Git that dies before or after the so manieth of its calls that change something."""

    def __init__(self, folder: Path, *, after: int, done: bool) -> None:
        super().__init__(folder, environ=dict(os.environ))
        self.calls = count()
        self.after, self.finished = after, done

    def run(self, *arguments: str, remote: bool = False, more: Any = ()) -> Answer:
        last = arguments[0] in _CHANGING and next(self.calls) == self.after
        if last and not self.finished:
            raise Dies
        answer = super().run(*arguments, remote=remote, more=more)
        if last:
            raise Dies
        return answer


def test_sync_may_be_broken_off_at_every_step_and_what_is_written_then_stays(
    two: tuple[Person, Person], tmp_path: Path
) -> None:
    ana, ben = two
    mine = ana.group.new_round("Mine", prompt="sent before")
    ana.sync()
    # Both have something new, so that every step is taken: commit, fetch, forward, commit, push.
    theirs = ben.group.new_round("Theirs")
    ben.sync()
    ana.group.new_round("Mine", prompt="not sent yet")
    me = ana.group.contents().members[ana.group.me]
    path = round_file(mine, "opened", me.id)
    later = (ana.folder / path).read_text().replace("not sent yet", "written after it died")
    steps = 0
    while True:
        place = tmp_path / f"step-{steps}"
        for name in ("hub.git", ana.root.name):
            shutil.copytree(tmp_path / name, place / name)
        config = place / ana.root.name / "group" / ".git" / "config"
        config.write_text(config.read_text().replace(str(tmp_path), str(place)))
        again = Person(place, "Ana")
        # Before the first, or after one: before another is the same as after the one before.
        mortal = Mortal(again.folder, after=max(0, steps - 1), done=steps > 0)
        try:
            sync(mortal, again.group.memory, member=me.id, name=me.name)
        except Dies:
            steps += 1
        else:
            break
        assert (again.folder / path).is_file(), "one's own files never leave the folder"
        (again.folder / path).write_text(later)
        sync(Git(again.folder, environ=dict(os.environ)), again.group.memory,
             member=me.id, name=me.name)  # fmt: skip
        assert again.group.contents().rounds.keys() == {mine, theirs}
        assert git(place / "hub.git", "show", f"main:{path}") == later
        assert git(again.folder, "status", "--porcelain") == ""
        again.workspace.close()
    assert steps == 9
    assert git(tmp_path / "step-9" / "hub.git", "log", "--merges", "--oneline", "main") == ""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_sync_survives_being_killed_with_all_that_it_started(two: tuple[Person, Person]) -> None:
    ana, ben = two
    script = (
        "import os, sys; from pathlib import Path; from lab.places import places_under\n"
        "from lab.workspace import Workspace\n"
        "w = Workspace(places_under(sys.argv[1], 'x'), environ=dict(os.environ))\n"
        "g = w.groups.open(Path(sys.argv[2])); print('go', flush=True); g.sync()\n"
    )
    one, other = ana.group.new_round("A"), ben.group.new_round("B")
    ben.sync()
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(ana.workspace.places.data), str(ana.folder)],
        stdout=subprocess.PIPE, cwd=PROJECT, env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == b"go\n"
    try:
        process.wait(0.04)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.stdout.close()
    process.wait()
    ana.sync()
    ben.sync()
    assert {one, other} <= ben.group.contents().rounds.keys()
    assert shared(ana.folder) == shared(ben.folder)


def test_what_a_killed_git_left_behind_is_put_right(two: tuple[Person, Person]) -> None:
    ana, ben = two
    name = ben.group.new_round("Inlet")
    ben.sync()
    git(ana.folder, "fetch", "--quiet")
    memory = ana.group.memory
    half = ana.folder / "rounds" / name / "opened" / f"{ben.group.me}.toml"
    half.parent.mkdir(parents=True)
    half.write_bytes((ben.folder / half.relative_to(ana.folder)).read_bytes()[:10])
    for lock in ("index.lock", "HEAD.lock", "refs/heads/main.lock"):
        (ana.folder / ".git" / lock).touch()
    (ana.folder / ".git" / "rebase-merge").mkdir()
    memory.begin_syncing()
    me = ana.group.contents().members[ana.group.me]
    again = Git(ana.folder, environ=dict(os.environ))
    assert sync(again, memory, member=me.id, name=me.name, patience=0.05).received == 1
    assert half.read_text() == (ben.folder / half.relative_to(ana.folder)).read_text()
    assert shared(ana.folder) == shared(ben.folder)


def test_offline_it_queues_and_sends_when_the_network_is_back(
    two: tuple[Person, Person], hub: Path
) -> None:
    ana, ben = two
    away = hub.rename(hub.with_name("away.git"))
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    done = ana.sync()
    assert (done.outcome, done.waiting) == ("offline", 1)
    assert "1 change of yours waits here until the network is back" in sync_words(done)[0]
    ana.group.round(name).reveal(anyway=True)
    assert ana.sync().waiting == 2
    away.rename(hub)
    done = ana.sync()
    assert (done.outcome, done.sent) == ("synced", 2)
    ben.sync()
    assert shared(ana.folder) == shared(ben.folder)
    assert sync_words(ben.sync()) == ["Everybody has everything."]


def test_an_address_that_never_led_anywhere_is_said_to_lead_nowhere(
    person: Callable[[str], Person], tmp_path: Path
) -> None:
    ana = person("Ana").begin(remote=tmp_path / "nosuch.git")
    with pytest.raises(GitFailed, match="There is no repository at the group’s address"):
        ana.sync()


def test_what_was_changed_here_by_hand_is_named_although_nothing_came(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    file = ana.folder / "members" / f"{ben.group.me}.toml"
    before = file.read_text()
    file.write_text(before.replace("Ben", "Bob"))
    (note,) = ana.sync().notes
    assert f"“members/{ben.group.me}.toml” was changed here by hand and is not yours" in note
    git(ana.folder, "checkout", "--", str(file))
    assert file.read_text() == before
    assert ana.sync().notes == []


def test_what_was_opened_when_the_first_one_sealed_holds_whatever_a_clock_says(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet", prompt="P1")
    ana.seal(name)
    ana.sync()
    of_ana = ana.folder / "rounds" / name / "opened" / f"{ana.group.me}.toml"
    earlier = of_ana.read_text().replace("P1", "other").replace("2026-03-02T", "2026-03-01T")
    assert ben.sync().received
    forged = ben.folder / "rounds" / name / "opened" / f"{ben.group.me}.toml"
    forged.write_text(earlier)
    for _ in range(2):
        for each in two:
            each.sync()
    for each in two:
        opening = each.group.standing(name).opening
        assert opening is not None
        assert opening.prompt == "P1"
        (said,) = each.group.contents().refused
        assert f"{ben.group.me}.toml came when somebody had sealed" in said


def test_nothing_listens_at_the_address_and_it_says_that_it_waits(
    two: tuple[Person, Person], unused_tcp_port: int
) -> None:
    ana, _ = two
    git(ana.folder, "remote", "set-url", "origin", f"https://127.0.0.1:{unused_tcp_port}/x.git")
    assert sync_words(ana.sync())[0].startswith("The code host could not be reached.")
    ana.group.new_round("Inlet")
    assert ana.sync().outcome == "offline"


def test_a_file_that_two_changed_by_hand_is_named_with_the_way_out(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    ana.sync()
    ben.sync()
    path = f"rounds/{name}/opened/{ana.group.me}.toml"
    mine = (ben.folder / path).read_text().replace('prompt = ""', 'prompt = "by Ben"')
    (ben.folder / path).write_text(mine)
    git(ben.folder, "commit", "--quiet", "-am", "by hand")
    ben.sync()
    ana.clock.move(hours=1)
    ana.group.new_round("Inlet", prompt="Another one")
    with pytest.raises(GroupError) as caught:
        ana.sync()
    assert f"“{path}”, which is yours, was changed elsewhere" in str(caught.value)
    assert "git rebase --continue" in caught.value.todo
    assert "Another one" in (ana.folder / path).read_text(), "nothing of Ana's is lost"
    assert not (ana.folder / ".git" / "rebase-merge").exists()
    pulled = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@b.test", "pull", "--quiet", "--rebase",
         "origin", "main"],
        cwd=ana.folder, capture_output=True, check=False,
    )  # fmt: skip
    assert pulled.returncode
    with pytest.raises(GitFailed, match="began a rebase or merge"):
        ana.sync()
    git(ana.folder, "checkout", "--theirs", "--", path)
    git(ana.folder, "add", path)
    git(ana.folder, "-c", "core.editor=true", "rebase", "--continue")
    assert ana.sync().sent
    ben.sync()
    assert "Another one" in (ben.folder / path).read_text()


def test_a_file_of_another_that_was_changed_here_is_left_alone_and_named(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    theirs = ana.folder / "members" / f"{ben.group.me}.toml"
    theirs.write_text(theirs.read_text() + "# mine now\n")
    ben.group.new_round("Inlet")
    ben.sync()
    with pytest.raises(GroupError, match="was changed here by hand and is not yours"):
        ana.sync()
    assert "# mine now" in theirs.read_text()
    git(ana.folder, "checkout", "--", "members")
    assert ana.sync().received == 1


def test_a_file_that_stands_in_the_way_is_named_and_left_where_it_is(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    name = ben.group.new_round("Inlet")
    ben.sync()
    mine = ana.folder / "rounds" / name / "opened" / f"{ben.group.me}.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text("my own notes")
    with pytest.raises(GroupError, match="stands in the way of what others sent"):
        ana.sync()
    assert mine.read_text() == "my own notes"
    mine.unlink()
    assert ana.sync().received == 1


def test_what_the_code_host_refuses_is_told_at_once(two: tuple[Person, Person], hub: Path) -> None:
    ana, _ = two
    git(hub, "config", "receive.hideRefs", "refs/heads/main")
    ana.group.new_round("Inlet")
    with pytest.raises(GitFailed, match=r"does not take what you sent.*push to its branch “main”"):
        ana.sync()
    git(hub, "config", "--unset", "receive.hideRefs")
    assert ana.sync().sent == 1


@pytest.mark.skipif(os.name != "posix", reason="hooks that are scripts")
def test_no_hook_runs_of_a_folder_that_others_share_as_their_code_host(
    two: tuple[Person, Person], hub: Path
) -> None:
    ana, _ = two
    for hook in ("pre-receive", "update", "post-receive", "post-update", "reference-transaction"):
        path = hub / "hooks" / hook
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\ntouch '{hub}/owned'\n")
        path.chmod(0o755)
    ana.group.new_round("Inlet")
    assert ana.sync().sent == 1
    assert not (hub / "owned").exists()


def test_a_history_that_somebody_rewrote_is_told_and_nothing_is_lost(
    two: tuple[Person, Person], hub: Path
) -> None:
    ana, ben = two
    before = git(hub, "rev-parse", "main").strip()
    name = ana.group.new_round("Inlet")
    ana.sync()
    ben.sync()
    git(hub, "update-ref", "refs/heads/main", before)  # an older copy of it was put back
    other = ben.group.new_round("Other")
    for each in two:
        with pytest.raises(GroupError, match="is not on the code host any more"):
            each.sync()
        assert name in each.group.contents().rounds
    git(ben.folder, "fetch", "--quiet")
    assert ben.sync().sent == 2
    ana.sync()
    assert shared(ana.folder) == shared(ben.folder)
    assert ana.group.contents().rounds.keys() == {name, other}
    git(hub, "update-ref", "-d", "refs/heads/main")
    with pytest.raises(GroupError, match="has no branch “main” any more"):
        ana.sync()


def test_a_repository_that_the_host_began_with_a_readme_takes_a_group_and_no_second_one(
    person: Callable[[str], Person], tmp_path: Path
) -> None:
    hub, by_hand = bare_repository(tmp_path / "new.git"), tmp_path / "by-hand"
    git(tmp_path, "clone", "--quiet", str(hub), str(by_hand))
    for each in ("README.md", "LICENSE"):
        (by_hand / each).write_text(f"The host wrote this {each}.\n")
    git(by_hand, "add", ".")
    git(by_hand, "commit", "--quiet", "-m", "first")
    git(by_hand, "push", "--quiet", "origin", "HEAD:main")
    ana = person("Ana").begin(remote=hub)
    assert ana.sync().sent == 1
    assert "The host wrote" in (ana.folder / "README.md").read_text()
    ben = person("Ben").join(hub)
    assert (ben.folder / "LICENSE").is_file()
    assert git(ana.folder, "status", "--porcelain") == ""
    with pytest.raises(GroupError, match="holds a group already, “Tuesday”"):
        person("Cleo").begin(remote=hub).sync()


def test_settings_of_ones_own_neither_ask_nor_garble_nor_change_a_byte(
    two: tuple[Person, Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, ben = two
    mine = tmp_path / "gitconfig"
    (tmp_path / "attributes").write_text("* text eol=crlf\n")
    mine.write_text(
        "[color]\n ui = always\n[log]\n showSignature = true\n[commit]\n gpgSign = true\n"
        " cleanup = strip\n template = /nowhere\n[gpg]\n program = /nowhere\n"
        "[core]\n autocrlf = true\n safecrlf = true\n"
        f" attributesFile = {tmp_path.as_posix()}/attributes\n"
        " excludesFile = /dev/null\n[merge]\n verifySignatures = true\n[push]\n gpgSign = true\n"
        "[user]\n email = ana@example.test\n useConfigOnly = true\n[fetch]\n prune = true\n"
    )
    environ = {"GIT_CONFIG_GLOBAL": str(mine), "GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "/x/y",
               "GIT_WORK_TREE": "/nowhere", "GIT_AUTHOR_DATE": "never",
               "GIT_GLOB_PATHSPECS": "1"}  # fmt: skip
    for name, value in environ.items():
        monkeypatch.setitem(ana.workspace.environ, name, value)
    members = ana.folder / "members" / f"{ana.group.me}.toml"
    members.write_text(members.read_text().replace('"Ana"', '"#…"'))
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    ben.group.new_round("Other")
    ben.sync()
    done = ana.sync()
    assert (done.outcome, done.sent, done.received) == ("synced", 1, 1)
    ben.sync()
    assert shared(ana.folder) == shared(ben.folder)
    assert git(ana.folder, "log", "-1", "--format=%an <%ae>%n%s").splitlines() == [
        f"{ana.group.me} <ana@example.test>",
        f"#…: opened, seals in {name}",
    ]


@pytest.mark.skipif(os.name != "posix", reason="a link")
@pytest.mark.parametrize("how", ["a file", "a link", "half of it"])
def test_a_repository_that_lies_elsewhere_is_not_touched(
    two: tuple[Person, Person], tmp_path: Path, how: str
) -> None:
    ana, _ = two
    inside, outside = ana.folder / ".git", tmp_path / "elsewhere"
    inside.rename(outside)
    if how == "a file":
        inside.write_text(f"gitdir: {outside}\n")
    elif how == "a link":
        inside.symlink_to(outside)
    else:
        inside.mkdir()
        (inside / "commondir").write_text(str(outside))
    before = tree_of(outside)
    with pytest.raises(GitFailed, match="lies somewhere else than in its folder"):
        ana.sync()
    assert ana.group.unsent() is None
    assert ana.group.standings() == []
    assert tree_of(outside) == before


def test_what_other_programs_write_into_the_repositorys_settings_is_no_danger(
    two: tuple[Person, Person],
) -> None:
    ana, _ = two
    for key in ("branch.main.vscode-merge-base", "remote.origin.gh-resolved",
                "lfs.repositoryformatversion", "maintenance.auto"):  # fmt: skip
        git(ana.folder, "config", key, "false")
    assert ana.sync().outcome == "synced"


def test_a_folder_that_shows_an_older_version_is_told_how_to_come_back(
    two: tuple[Person, Person],
) -> None:
    ana, _ = two
    git(ana.folder, "switch", "--quiet", "--detach")
    ana.group.new_round("Inlet")
    with pytest.raises(GitFailed, match=r"is on no branch.*git switch main"):
        ana.sync()
    git(ana.folder, "switch", "--quiet", "main")
    assert ana.sync().sent == 1


def test_a_branch_that_nobody_else_has_gets_nothing_sent_to_it(
    two: tuple[Person, Person], hub: Path
) -> None:
    ana, _ = two
    git(ana.folder, "switch", "--quiet", "--create", "mine")
    ana.group.new_round("Inlet")
    with pytest.raises(GroupError, match=r"branch “mine”.*git switch main.*git merge mine"):
        ana.sync()
    assert git(hub, "branch", "--format=%(refname:short)").split() == ["main"]
    git(ana.folder, "switch", "--quiet", "main")
    git(ana.folder, "merge", "--quiet", "mine")
    assert ana.sync().sent == 1


def test_a_lock_that_is_not_ours_and_a_file_of_ones_own_that_is_gone_are_named(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    ana.group.new_round("Inlet")
    lock = ana.folder / ".git" / "index.lock"
    lock.touch()
    with pytest.raises(GitFailed, match=r"Another git is at work.*index\.lock.*remove that file"):
        ana.sync()
    assert lock.exists()
    lock.unlink()
    ana.sync()
    ben.sync()
    ben.group.new_round("Other")
    ben.sync()
    mine = ana.folder / "members" / f"{ana.group.me}.toml"
    kept = mine.read_bytes()
    me = ana.group.me
    mine.unlink()
    with pytest.raises(
        GroupError, match=r"is yours and was removed here by hand.*takes the change"
    ):
        sync(Git(ana.folder, environ=dict(os.environ)), ana.group.memory, member=me, name="Ana")
    git(ana.folder, "checkout", "--", "members")
    assert mine.read_bytes() == kept
    assert ana.sync().received == 1


@pytest.mark.skipif(os.name != "posix", reason="a program that is a script")
@pytest.mark.parametrize(
    ("status", "err", "said"),
    [
        (128, "fatal: detected dubious ownership in repository", "safe.directory"),
        (128, "fatal: bad config line 3 in file .git/config", "cannot read the group’s folder"),
        (129, "error: unknown option 'deduplicate'", "too old for groups"),
        (1, "error: unable to write loose object file: No space left on device", "disk is full"),
    ],
)
def test_a_git_that_refuses_is_told_in_words_with_what_to_do(
    tmp_path: Path, status: int, err: str, said: str
) -> None:
    (tmp_path / ".git").mkdir()
    program = tmp_path / "git"
    program.write_text(f'#!/bin/sh\necho "{err}" >&2\nexit {status}\n')
    program.chmod(0o755)
    odd = Git(tmp_path, environ={"PATH": f"{tmp_path}:{os.environ['PATH']}"})
    ask = odd.check_settings if status == 128 else lambda: odd.want("ls-files", "--deduplicate")
    with pytest.raises(GitFailed, match=said):
        ask()


def test_only_ones_own_files_are_sent(two: tuple[Person, Person]) -> None:
    ana, ben = two
    for name in ("private.txt", "rounds/notes.md", f"members/{'x' * 5}-7k2q.toml"):
        (ana.folder / name).parent.mkdir(exist_ok=True)
        (ana.folder / name).write_text("private")
    ana.group.new_round("Inlet")
    ana.sync()
    ben.sync()
    assert "private" not in " ".join(path.read_text() for path in ben.folder.rglob("*.*")
                                     if path.is_file() and ".git" not in path.parts)  # fmt: skip


def test_a_changed_seal_is_seen_even_by_who_clones_later(
    person: Callable[[str], Person], two: tuple[Person, Person], hub: Path
) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    ana.sync()
    ben.sync()
    ben.seal(name, score=1)
    ben.sync()
    path = ben.folder / "rounds" / name / "seals" / f"{ben.group.me}.toml"
    path.unlink()
    (ben.workspace.places.state / "groups" / ben.group.id / f"{name}.sealed.json").unlink()
    ben.seal(name, score=4)
    ben.sync()
    ben.group.round(name).reveal(anyway=True)
    ben.sync()
    late = person("Late").join(hub)
    (found,) = [one for one in late.group.standing(name).members if one.name == "Ben"]
    assert (found.state, found.note) == ("broken", "The seal is another one than it was at first.")


def test_a_seal_that_came_after_a_text_is_late_whatever_its_clock_says(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    ana.group.round(name).reveal(anyway=True)
    ana.sync()
    ben.sync()
    ben.clock.move(days=-1)
    ben.seal(name)
    ben.sync()
    ana.sync()
    for each in two:
        found = each.group.standing(name).of(ben.group.me)
        assert found is not None
        assert member_words(found) == (
            "has sealed late. The seal came only after Ana’s text; its own clock says before."
        )
    mine = ben.group.standing(name).of(ana.group.me)
    assert mine is not None
    assert not mine.late


def test_without_git_the_folder_works_and_sync_says_so(
    two: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ana, _ = two
    monkeypatch.setitem(ana.workspace.environ, "PATH", str(tmp_path))
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    done = ana.sync()
    assert done.outcome == "no git"
    assert "Git is not installed" in sync_words(done)[0]
    bare = Person(tmp_path, "Solo")
    monkeypatch.setitem(bare.workspace.environ, "PATH", str(tmp_path))
    assert bare.begin().sync().outcome == "no git"
    with pytest.raises(GitFailed, match="Git is not installed"):
        bare.workspace.groups.join("https://example.test/x.git", tmp_path / "x", name="Solo")
    bare.workspace.close()


def test_a_repository_without_a_remote_keeps_what_was_committed(
    person: Callable[[str], Person],
) -> None:
    ana = person("Ana").begin()
    assert ana.sync().outcome == "alone"
    assert "no remote" in sync_words(ana.sync())[0]
    assert git(ana.folder, "log", "--format=%an %s") == "Ana Ana is in the group\n"


def test_a_repository_whose_settings_name_programs_is_not_touched(
    person: Callable[[str], Person],
) -> None:
    ana = person("Ana").begin()
    for key, value in {
        "core.sshCommand": "touch owned", "core.fsmonitor": "touch owned",
        "filter.x.clean": "touch owned", "diff.external": "touch owned",
        "include.path": "../evil", "remote.origin.uploadpack": "touch owned",
        "url.ext::sh.insteadOf": "https://", "gpg.program": "touch owned",
        "credential.helper": "!touch owned", "core.hooksPath": "hooks",
        "core.worktree": "/", "branch.main.mergeOptions": "--strategy=evil",
    }.items():  # fmt: skip
        git(ana.folder, "config", key, value)
        with pytest.raises(GitFailed, match="settings are not trusted") as caught:
            ana.sync()
        assert key.lower().split(".")[0] in caught.value.why.lower()
        assert ana.group.standings() == []
        git(ana.folder, "config", "--unset-all", key)
    assert not list(ana.root.rglob("owned"))
    assert ana.sync().outcome == "alone"


def test_hooks_links_and_submodules_that_a_member_sends_do_nothing(
    person: Callable[[str], Person], two: tuple[Person, Person], hub: Path, tmp_path: Path
) -> None:
    ana, ben = two
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (ben.folder / "rounds").mkdir(exist_ok=True)
    (ben.folder / "rounds" / "2026-01-01-link").symlink_to(tmp_path)
    (ben.folder / "members" / "eve-7k2q.toml").symlink_to(secret)
    (ben.folder / ".gitmodules").write_text(
        '[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "touch owned"\n'
    )
    attributes = "* filter=evil merge=evil text eol=crlf working-tree-encoding=UTF-16 ident\n"
    (ben.folder / ".gitattributes").write_text(attributes)
    git(ben.folder, "-c", "core.symlinks=true", "add", "--all")
    git(ben.folder, "commit", "--quiet", "-m", "hostile")
    git(ben.folder, "push", "--quiet", "origin", "HEAD:main")
    for hook in ("post-checkout", "pre-push", "post-merge", "post-rewrite", "pre-commit"):
        path = ana.folder / ".git" / "hooks" / hook
        path.parent.mkdir(exist_ok=True)
        path.write_text("#!/bin/sh\ntouch owned\n")
        path.chmod(0o755)
    ana.group.new_round("Inlet")
    ana.sync()
    new = person("New").join(hub)
    for each in (ana, new):
        assert not (each.folder / "rounds" / "2026-01-01-link").is_symlink()
        assert not (each.folder / "members" / "eve-7k2q.toml").is_symlink()
        assert "eve-7k2q" not in each.group.contents().members
        assert "eve-7k2q.toml" in " ".join(each.group.contents().refused)
        known = (each.folder / "members" / f"{ben.group.me}.toml").read_bytes()
        assert known == (ben.folder / "members" / f"{ben.group.me}.toml").read_bytes()
    assert not list(tmp_path.rglob("owned"))


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("fatal: unable to access 'https://x/': Could not resolve host: x", None),
        (
            "ssh: connect to host x port 22: Network is unreachable\nfatal: Could not read from",
            None,
        ),
        ("git@x: Permission denied (publickey).\nfatal: Could not read from remote", "let git in"),
        ("fatal: could not read Username for 'https://x': terminal prompts disabled", "let git in"),
        ("remote: HTTP Basic: Access denied\nfatal: Authentication failed for 'x'", "let git in"),
        ("fatal: bad object in pack", "could not exchange"),
        (
            "fatal: detected dubious ownership in repository at '/x'\nCould not read from remote",
            "another user of this computer",
        ),
        ("fatal: transport 'http' not allowed", "Only https, ssh and folders"),
        (
            "ERROR: Repository not found.\nfatal: Could not read from remote repository.",
            "There is no repository",
        ),
        ("fatal: repository 'https://x.test/y.git/' not found", "There is no repository"),
    ],
)
def test_what_the_network_may_do_by_itself_is_told_from_what_a_person_must_do(
    said: str, error: str | None
) -> None:
    answer = Answer(128, "", said)
    if error is None:
        check_offline(answer, branch="main")
    else:
        with pytest.raises(GitFailed, match=error) as caught:
            check_offline(answer, branch="main")
        assert "safe" in caught.value.todo


@pytest.mark.skipif(os.name != "posix", reason="a program that is a script")
def test_a_git_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, pipe = tmp_path / "git", tmp_path / "alive"
    program.write_text(f"#!/bin/sh\nexec 3>'{pipe}'\necho begun >&3\nsleep 60 &\nwait\n")
    program.chmod(0o755)
    os.mkfifo(pipe)
    alive = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        monkeypatch.setattr("lab.group.git.LOCAL", 0.8)
        stuck = Git(tmp_path, environ={"PATH": f"{tmp_path}:{os.environ['PATH']}"})
        with pytest.raises(GitFailed, match="took too long"):
            stuck.run("status")
        if os.read(alive, 100):
            # All that it started holds the pipe open, and lets go of it when it ends.
            assert select.select([alive], [], [], 20)[0]
            assert os.read(alive, 100) == b""
    finally:
        os.close(alive)


@pytest.mark.skipif(os.name != "posix", reason="a program that is a script")
def test_a_git_that_lies_in_the_groups_folder_is_never_run(
    two: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = two
    theirs = ana.folder / "git"
    theirs.write_text("#!/bin/sh\ntouch owned\n")
    theirs.chmod(0o755)
    monkeypatch.chdir(ana.folder)
    monkeypatch.setitem(ana.workspace.environ, "PATH", f".::{os.environ['PATH']}")
    ana.group.new_round("Inlet")
    assert ana.sync().sent == 1
    assert not (ana.folder / "owned").exists()


def test_a_password_in_an_address_is_never_shown() -> None:
    answer = Answer(128, "", "fatal: unable to access 'https://ana:secret@x.test/': no\x1b[2J")
    assert answer.why == "unable to access 'https://x.test/': no\ufffd[2J"
    said = "error: cannot run ssh: No such file\nfatal: Could not read from remote repository."
    assert Answer(128, "", said).why == "cannot run ssh: No such file"


@pytest.mark.parametrize(
    "address",
    ["", "-u", "--upload-pack=touch owned", "ext::sh -c touch% owned", "fd::3", "http://x.test/x",
     "git://x.test/x", "ftp://x", "a\x1bb"],
)  # fmt: skip
def test_addresses_that_are_commands_or_not_safe_are_refused(address: str) -> None:
    with pytest.raises(GitFailed, match="cannot be used"):
        check_address(address)


def test_joining_what_is_no_group_leaves_nothing_behind(
    person: Callable[[str], Person], tmp_path: Path
) -> None:
    hub, ana = bare_repository(tmp_path / "empty.git"), person("Ana")
    ana.root.mkdir(exist_ok=True)
    with pytest.raises(NoGroup, match="holds no group"):
        ana.join(hub)
    with pytest.raises(GitFailed, match="could not be fetched"):
        ana.join(tmp_path / "nowhere")
    assert not any(path.name.startswith(".tmp") for path in ana.root.iterdir())
    assert not ana.folder.exists()
