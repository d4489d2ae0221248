"""What lies in a group's folder came from others: nothing of it does anything but be refused."""

from __future__ import annotations

import os
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.errors import LabError, UsageError
from lab.group.errors import FileRefused, GroupError
from lab.group.facts import Facts, to_toml
from lab.group.files import read_text, write_text
from lab.group.layout import is_member_id, is_round_id, owner_of
from lab.group.seals import commitment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.lab.group.people import Person

posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes need a POSIX system")


@pytest.fixture
def ana(person: Callable[[str], Person]) -> Person:
    """Somebody who is alone in a group."""
    return person("Ana").begin(with_git=False)


def refused(someone: Person) -> str:
    """Return what the group says it left out."""
    return "\n".join(someone.group.contents().refused)


@posix
def test_no_link_is_read_or_written_through(ana: Person, tmp_path: Path) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_text('format = 1\nname = "Secret"\njoined_at = "2026-03-02T09:00:00Z"\n')
    outside = tmp_path / "outside"
    outside.mkdir()
    (ana.folder / "members" / "eve-7k2q.toml").symlink_to(secret)
    name = ana.group.new_round("Inlet")
    (ana.folder / "rounds" / name / "seals").symlink_to(outside)
    (ana.folder / "rounds" / "2026-01-01-link").symlink_to(outside)
    said = refused(ana)
    assert "eve-7k2q.toml” in the group’s folder is not used: it is a link" in said
    assert "“seals” is a link or a file where a folder should be" in said
    assert "Secret" not in said
    with pytest.raises(FileRefused, match="where a folder should be"):
        ana.seal(name)
    (ana.folder / "rounds" / name / "seals").unlink()
    mine = ana.folder / "rounds" / name / "seals" / f"{ana.group.me}.toml"
    mine.parent.mkdir()
    mine.symlink_to(secret)
    with pytest.raises(LabError):
        read_text(ana.folder, PurePosixPath(*mine.relative_to(ana.folder).parts), most=100)
    with pytest.raises(GroupError, match="Move that out of the group’s folder"):
        ana.seal(name)
    assert "Secret" in secret.read_text()
    assert not list(outside.iterdir())


@posix
def test_pipes_folders_and_huge_files_are_refused_at_once(ana: Person) -> None:
    members = ana.folder / "members"
    os.mkfifo(members / "pipe-7k2q.toml")
    (members / "folder-7k2q.toml").mkdir()
    with (members / "huge-7k2q.toml").open("wb") as file:
        file.truncate(10**12)
    said = refused(ana)
    assert "pipe-7k2q.toml” in the group’s folder is not used: it is no file" in said
    assert "huge-7k2q.toml” in the group’s folder is not used: it is larger than 64 KB" in said
    assert "folder-7k2q.toml” in the group’s folder is not used" in said
    assert list(ana.group.contents().members) == [ana.group.me]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a newer teardown"), ("format = 2", "a newer teardown"), ("x", "is not used"),
        ('format = 1\nname = ""\n', "“name” is missing"),
        ("format = 1\nname = 7\n", "“name” is no short text"),
        ('format = 1\nname = ["a"]\n', "“name” is no short text"),
        (f'format = 1\nname = "{"x" * 101}"\n', "“name” is no short text"),
        ('format = 1\nname = "a\\u001b[2Jb"\n', "holds a character that is no text"),
        ('format = 1\nname = "a\\u202Eb"\n', "holds a character that is no text"),
        ('format = 1\nname = "Eve"\njoined_at = "yesterday"\n', "“joined_at” is no time"),
        ('format = 1\nname = "Eve"\njoined_at = "2026-03-02"\n', "says no time zone"),
        ('format = 1\nname = "E"\njoined_at = "0001-01-01T00:00:00+14:00"\n', "is no time"),
        ('format = 1\nname = "E"\njoined_at = "9999-12-31T23:59:00-14:00"\n', "is no time"),
        (f"format = {'9' * 5000}", "is not used"), ("format = nan", "a newer teardown"),
        ('format = 1\nname = "Eve"\njoined_at = 1979-05-27T07:32:00Z\n', "“joined_at” is no short"),
        ("a = " + "[" * 5000, "nested too deep"),
        ("\ufeffformat = 1", "“name” is missing"),
    ],
)  # fmt: skip
def test_odd_facts_are_refused_with_the_reason(ana: Person, text: str, said: str) -> None:
    (ana.folder / "members" / "eve-7k2q.toml").write_text(text, encoding="utf-8")
    assert said in refused(ana)
    assert "eve-7k2q" not in ana.group.contents().members


def test_files_that_are_nobodys_are_named_and_passed_over(ana: Person) -> None:
    name = ana.group.new_round("Inlet")
    here = ana.folder / "rounds" / name
    for path in (
        ana.folder / "members" / "No Such Name.toml",
        ana.folder / "members" / "con.toml",
        ana.folder / "rounds" / "..2026",
        ana.folder / "rounds" / "not-a-round",
        here / "seals" / "stranger-7k2q.toml",
        here / "seals" / "x\x1b[2J.toml",
    ):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"\xff\xfe")
    said = refused(ana)
    for part in ("No Such Name.toml", "con.toml", "not-a-round", "stranger-7k2q", "\\x1b[2J"):
        assert part in said
    assert "\x1b" not in said
    assert list(ana.group.contents().rounds) == [name]


def test_who_joins_under_anothers_name_is_not_taken_for_them(ana: Person) -> None:
    (ana.folder / "members" / "eve-7k2q.toml").write_text(
        to_toml({"format": 1, "name": "aNA", "joined_at": "2026-03-02T09:00:00Z"})
    )
    name = ana.group.new_round("Inlet")
    names = [one.name for one in ana.group.standing(name).members]
    assert sorted(names) == sorted([f"Ana ({ana.group.me})", "aNA (eve-7k2q)"])


def test_a_round_that_nobody_opened_is_not_the_newest(ana: Person) -> None:
    name = ana.group.new_round("Inlet")
    (ana.folder / "rounds" / "9999-99-99-zz" / "opened").mkdir(parents=True)
    assert ana.group.round_id() == name
    assert "“rounds/9999-99-99-zz” is not used: nobody opened that round." in refused(ana)


def test_a_revealed_text_that_is_no_teardown_is_broken_or_left_out(
    ana: Person, person: Callable[[str], Person]
) -> None:
    ben = person("Ben").join(ana.folder)
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    ben.seal(name)
    for each in (ana, ben):
        each.group.round(name).reveal()
    text = ben.folder / "rounds" / name / "teardowns" / f"{ben.group.me}.md"
    text.write_bytes(b"\xff" * 100)
    (found,) = [one for one in ana.group.standing(name).members if one.name == "Ben"]
    assert (found.state, found.note) == (
        "broken",
        "The seal was opened, but its text is not there, or cannot be used.",
    )
    nonce, member = "0" * 64, ben.group.me
    said = commitment("# Not a teardown", nonce=nonce, round_name=name, member=member)
    at = "2026-03-02T09:00:00Z"
    values = {"seals": {"commitment": said, "sealed_at": at},
              "reveals": {"nonce": nonce, "revealed_at": at}}  # fmt: skip
    for kind, facts in values.items():
        path = ben.folder / "rounds" / name / kind / f"{member}.toml"
        path.write_text(to_toml({"format": 1, **facts}))
    text.write_text("# Not a teardown")
    ben.workspace.close()
    new = person("New").join(ana.folder)
    new.seal(name)
    assert new.group.round(name).left_out() == [
        "Ben is left out. The text cannot be read as a teardown."
    ]


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    for text in ("..", "../x", "a/b", "a\\b", "/etc", "C:", "con", "nul", "A", "a.", "", "a" * 61):
        assert not is_member_id(text)
        assert not is_round_id(f"2026-01-01-{text}") or text in {"con", "nul"}
    for path in ("members/../x.toml", "rounds/2026-01-01-x/seals/../../x.toml", "/x", "x.toml"):
        assert not owner_of(PurePosixPath(path))
    write_text(tmp_path, PurePosixPath("a", "b.toml"), "x")
    assert (tmp_path / "a" / "b.toml").read_text() == "x"


@settings(max_examples=15)
@given(st.dictionaries(st.sampled_from(["name", "url"]), st.text(max_size=40)))
def test_facts_come_back_as_they_were_written(values: dict[str, str]) -> None:
    text = to_toml({"format": 1, **values, "scores": {"a.b": 3, 'x"y': 0}})
    facts = Facts(text.encode("utf-8", "replace").decode(), name="x")
    assert facts.values["format"] == 1
    assert facts.scores("scores") == {"a.b": 3, 'x"y': 0}
    for key, value in values.items():
        assert facts.values[key] == value.encode("utf-8", "replace").decode()


def test_what_somebody_pastes_into_a_round_can_be_read_again(ana: Person, tmp_path: Path) -> None:
    named = ana.workspace.groups.init(
        tmp_path / "named", title="Our \u202e\x07group " * 200, name="Ana", with_git=False
    )
    assert named.title.startswith("Our group Our group")
    for product, prompt in (
        (
            "AI \U0001f468\u200d\U0001f469\u200d\U0001f467",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("Turned\u202e", "Say it:\n\n\x07twice"),
        ("Long", "word " * 1_500),
    ):
        name = ana.group.new_round(product, prompt=prompt)
        opening = ana.group.contents().rounds[name].opening
        assert opening is not None
        assert opening.product == product.removesuffix("\u202e")
        assert opening.prompt == " ".join(prompt.replace("\x07", "").split())
    with pytest.raises(UsageError, match="2020-01-01 is over already"):
        ana.group.new_round("Late", until=date(2020, 1, 1))
    with pytest.raises(UsageError, match="The prompt is too long for a round: 10,000"):
        ana.group.new_round("Longer", prompt="x" * 10_001)


def test_a_name_of_many_parts_holds_nobody_up(ana: Person) -> None:
    path = ana.folder / "members" / "eve-2222.toml"
    path.write_text("a" + ".a" * 30_000 + " = 1")
    path.with_name("desktop.ini").touch()  # the system’s own, of which nobody is told
    assert "“members/eve-2222.toml” is not used: it is nested too deep." in refused(ana)
    path.write_text(
        to_toml({"format": 1, "name": "Eve." * 25, "joined_at": "2026-03-02T09:00:00Z"})
    )
    assert not refused(ana)


def test_names_that_look_alike_are_told_apart(ana: Person, person: Callable[[str], Person]) -> None:
    for name in ("\uff21na", "An\u200ca"):
        with pytest.raises(UsageError, match="Somebody called Ana is in this group already"):
            person(name).join(ana.folder)
