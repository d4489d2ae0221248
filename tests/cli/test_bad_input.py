"""Bad input to every command: one clear line, the right exit code, nothing changed on disk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.program import COMMANDS
from tests.cli.running import tree_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program

LONG = "x" * 201

CASES: list[tuple[int, str, list[str]]] = [
    # new
    (2, "no name", ["new", ""]),
    (2, "no name", ["new", " \n\t "]),
    (2, "too long", ["new", LONG]),
    (2, "too long", ["new", "X", "--plan", LONG]),
    (2, "too long", ["new", "X", "--url", "x" * 2001]),
    (2, "too long", ["new", "X", "--tag", LONG]),
    (2, "no text", ["new", "A\x1b[31mB"]),
    (2, "no text", ["new", "X", "--author", "A\udcffB"]),
    (1, "Did you mean “quick”", ["new", "X", "--template", "quik"]),
    (1, "no template", ["new", "X", "--template", "../../etc/passwd"]),
    (2, "unexpected extra argument", ["new", "Notion", "AI"]),
    # ids
    (1, "no teardown", ["show", "nope"]),
    (1, "no teardown", ["show", "not"]),
    (1, "no teardown", ["show", ""]),
    (1, "no teardown", ["show", "../library"]),
    (1, "no teardown", ["show", "a\0b"]),
    (1, "fits 2 teardowns", ["show", "twin"]),
    (1, "no teardown", ["check", "nope"]),
    (1, "no teardown", ["open", "nope"]),
    (1, "no teardown", ["archive", "nope"]),
    (1, "no teardown", ["trash", "put", "nope"]),
    (1, "in the trash", ["trash", "restore", "nope"]),
    (1, "in the trash", ["trash", "restore", "../x"]),
    # the trial bench
    (2, "Say what to do", ["probe"]),
    (1, "no teardown", ["probe", "add", "nope", "--prompt", "x", "--pass-rule", "y"]),
    (2, "Missing option", ["probe", "add", "nope"]),
    (1, "no teardown", ["probe", "trial", "nope", "b1", "--text", "x"]),
    (1, "no teardown", ["probe", "run", "nope", "b1", "-n", "1"]),
    (2, "Missing option", ["probe", "run", "last", "b1"]),
    (2, "Missing option", ["probe", "mark", "last", "b1"]),
    (1, "no teardown", ["probe", "stats", "nope"]),
    (1, "there is no such file", ["probe", "stats", "nope.csv"]),
    (1, "cannot be read", ["probe", "stats", "latin.txt"]),
    (1, "no teardown", ["probe", "diff", "nope", "nope"]),
    (1, "no teardown", ["probe", "export", "nope"]),
    (1, "there is no such file", ["probe", "import", "nope", "nothing-here"]),
    (2, "is not one of", ["probe", "import", "nope", "x", "--format", "xls"]),
    # counterpoints
    (1, "no teardown", ["counterpoints", "nope"]),
    (2, "is not one of", ["counterpoints", "nope", "--mode", "praise"]),
    (2, "without --section", ["counterpoints", "nope", "--mode", "steelman", "--section", "x"]),
    (2, "no amount of US dollars", ["counterpoints", "nope", "--max-cost", "much"]),
    (1, "no teardown", ["reply", "nope", "k1", "useless"]),
    (2, "is not one of", ["reply", "nope", "k1", "great"]),
    # comparing and the study group
    (2, "1 teardown cannot be compared", ["compare", "last"]),
    (2, "is named twice", ["compare", "last", "last"]),
    (2, "Missing argument", ["compare"]),
    (1, "no teardown", ["compare", "last", "nope"]),
    (1, "there is no such file", ["compare", "last", "nothing.md"]),
    (1, "cannot be read", ["compare", "last", "latin.txt"]),
    (2, "A file wants --format", ["compare", "-o", "x", "last", "last"]),
    (2, "Say what to do", ["group"]),
    (1, "There is no group here", ["group", "status"]),
    (1, "no group’s folder", ["group", "status", "--folder", "."]),
    (2, "That names no folder", ["group", "status", "--folder", ""]),
    (2, "does not know your name", ["group", "init", "group"]),
    (2, "or holds what is no text", ["group", "init", "group", "--name", "a\x1bb"]),
    (1, "cannot be used", ["group", "join", "ext::sh -c x", "--name", "Ana"]),
    (1, "begin with a hyphen", ["group", "join", "--name", "Ana", "--", "-u"]),
    (2, "is no day", ["group", "new-round", "X", "--until", "soon"]),
    (2, "no whole number from 0 to 4", ["group", "score", "frame", "5"]),
    (2, "is not one of", ["group", "match", "burn", "a/b"]),
    # the habit
    (2, "“x” is no whole number", ["habit", "--year", "x"]),
    (2, "exclude each other", ["habit", "--json", "--csv"]),
    (2, "goes with --year", ["habit", "--html"]),
    (2, "unexpected extra argument", ["predictions", "x"]),
    (1, "no teardown", ["resolve", "nope", "p1", "yes"]),
    (2, "is not one of", ["resolve", "nope", "p1", "perhaps"]),
    (2, "is not one of", ["remind", "--with", "x"]),
    (2, "is no time", ["remind", "--at", "25:00"]),
    # pages and evidence
    (2, "Missing argument", ["capture"]),
    (2, "--section needs --to", ["capture", "x.test", "--section", "frame"]),
    (2, "--pages only lists", ["capture", "x.test", "--pages", "--to", "last"]),
    (2, "-o names no file", ["capture", "x.test", "-o", ""]),
    (1, "no teardown", ["capture", "x.test", "--to", "nope"]),
    (1, "no section “prices”", ["capture", "x.test", "--to", "last", "--section", "prices"]),
    (1, "there is no such file", ["capture", "./nothing-here.html"]),
    (1, "There is no page in it", ["capture", "-"]),
    (1, "ftp", ["capture", "ftp://x.test/"]),
    (1, "no address", ["capture", ""]),
    (1, "no teardown", ["evidence", "nope"]),
    (2, "--observed only adds", ["evidence", "last", "--observed", "x", "--json"]),
    (2, "--section says what", ["evidence", "last", "--section", "frame"]),
    (2, "add --refresh", ["evidence", "last", "--allow-private"]),
    (2, "says nothing", ["evidence", "last", "--observed", " "]),
    # backup and restore
    (2, "Missing argument", ["backup"]),
    (2, "no name", ["backup", ""]),
    (2, "no name", ["backup", "a\0b"]),
    (1, "there is no folder", ["backup", "nowhere/backup.zip"]),
    (1, "there is a file of that name already", ["backup", "latin.txt"]),
    (1, "no backup of teardown", ["backup", "latin.txt", "--force"]),
    (2, "Missing argument", ["restore"]),
    (1, "there is no such file", ["restore", "nothing-here"]),
    (1, "there is no such file", ["restore", ""]),
    (1, "there is no such file", ["restore", "a\0b"]),
    (1, "it is a folder", ["restore", "."]),
    (1, "it is no zip file", ["restore", "latin.txt"]),
    (1, "it is no zip file", ["restore", "empty.txt"]),
    (1, "it is empty", ["restore", "-"]),
    # show
    (1, "no section “fram”", ["show", "last", "--section", "fram"]),
    (2, "Missing argument", ["show"]),
    # answer
    (2, "one of them", ["answer", "last", "frame.what"]),
    (2, "one of them", ["answer", "last", "frame.what", "--text", "x", "--file", "-"]),
    (2, "SECTION.PROMPT", ["answer", "last", "frame", "--text", "x"]),
    (2, "SECTION.PROMPT", ["answer", "last", "", "--text", "x"]),
    (1, "did you mean “frame”", ["answer", "last", "fram.what", "--text", "x"]),
    (1, "did you mean “what”", ["answer", "last", "frame.waht", "--text", "x"]),
    (1, "there is no such file", ["answer", "last", "frame.what", "--file", "nothing-here"]),
    (1, "there is no such file", ["answer", "last", "frame.what", "--file", ""]),
    (1, "it is a folder", ["answer", "last", "frame.what", "--file", "."]),
    (1, "cannot be read", ["answer", "last", "frame.what", "--file", "a\0b"]),
    (1, "line 2", ["answer", "last", "frame.what", "--file", "latin.txt"]),
    (1, "too large", ["answer", "last", "frame.what", "--file", "huge.txt"]),
    (1, "stdin holds no text", ["answer", "last", "frame.what", "--file", "-"]),
    (1, "holds no text", ["answer", "last", "frame.what", "--file", "empty.txt"]),
    (1, "holds no text", ["answer", "last", "frame.what", "--file", "blank.txt"]),
    (2, "no text", ["answer", "last", "frame.what", "--text", "A\udcffB"]),
    (1, "no teardown", ["answer", "nope", "frame.what", "--text", "x"]),
    # score
    (2, "“5” is no whole number from 0 to 4", ["score", "last", "frame", "5"]),
    (2, "“good” is no whole number from 0 to 4", ["score", "last", "frame", "good"]),
    (2, "-1", ["score", "last", "frame", "-1"]),
    (2, "0-4", ["score", "last", "frame", "1.5"]),
    (1, "no section", ["score", "last", "nowhere", "2"]),
    # claim
    (2, "says nothing", ["claim", "last", "--section", "frame", "--statement", "  "]),
    (1, "no section", ["claim", "last", "--section", "nowhere", "--statement", "x"]),
    (2, "--statement", ["claim", "last", "--section", "frame"]),
    (2, "--section", ["claim", "last", "--statement", "x"]),
    (2, "no text", ["claim", "last", "--section", "frame", "--statement", "A\udcffB"]),
    (2, "hunch", ["claim", "last", "--section", "frame", "--statement", "x", "--basis", "hunch"]),
    (2, "sure", ["claim", "last", "--section", "f", "--statement", "x", "--confidence", "sure"]),
    (2, "5", ["claim", "last", "--section", "frame", "--statement", "x", "--severity", "5"]),
    (1, "no evidence", ["claim", "last", "--section", "frame", "--statement", "x",
                        "--evidence", "e9"]),
    # list
    (2, "“0” is no whole number from 1 on", ["list", "--limit", "0"]),
    (2, "no text", ["list", "--search", "A\udcffB"]),
    (2, "--limit", ["list", "--limit", "x"]),
    (2, "--status", ["list", "--status", "lost"]),
    (2, "unexpected extra argument", ["list", "notion"]),
    # check, export, keeping
    (2, "Missing argument", ["check"]),
    (2, "Missing argument", ["edit"]),
    (2, "Missing argument", ["archive"]),
    (2, "Missing argument", ["trash", "put"]),
    (2, "--yes", ["trash", "empty"]),
    (2, "no command “x”", ["trash", "x"]),
    (2, "No such option", ["doctor", "--mend"]),
    (2, "Missing argument", ["open"]),
    # import, history, demo
    (2, "Missing argument", ["import"]),
    (2, "--keep", ["import", "latin.txt", "--keep", "nobody"]),
    (1, "no teardown", ["history", "nope"]),
    (2, "Missing argument", ["history"]),
    (1, "no version “99”", ["history", "last", "--restore", "99"]),
    (2, "--diff", ["history", "last", "--diff"]),
    (2, "unexpected extra argument", ["demo", "now"]),
    (2, "terminal", ["demo"]),
    (1, "holds something else", ["demo", "--keep", "."]),
    # templates, catalogue
    (1, "Did you mean “quick”", ["templates", "show", "quik"]),
    (1, "no template", ["templates", "show", "\x1b[2J"]),
    (1, "cannot be read", ["templates", "check", "nothing-here.yaml"]),
    (1, "cannot be read", ["templates", "check", "."]),
    (2, "Missing argument", ["templates", "check"]),
    (2, "--level", ["catalog", "--level", "9"]),
    # config
    (2, "Did you mean “goal”", ["config", "get", "gaol"]),
    (2, "Did you mean “goal”", ["config", "set", "gaol", "1"]),
    (2, "from 1 to 14", ["config", "set", "goal", "99"]),
    (2, "true or false", ["config", "set", "vim", "maybe"]),
    (2, "one of monday", ["config", "set", "week_start", "someday"]),
    (2, "one line", ["config", "set", "author", "A\nB"]),
    (2, "no command “home.nwe”", ["config", "set", "keys.home.nwe", "n"]),
    (2, "no key", ["config", "set", "keys.home.new", "bogus"]),
    (2, "Missing argument", ["config", "set", "goal"]),
    # the program
    (2, "extra argument", ["where", "now"]),
    (2, "extra argument", ["keys", "all"]),
    (2, "--schema", ["where", "--schema", "nothing"]),
    (2, "bash", ["completion", "tcsh"]),
    (2, "Missing argument", ["completion"]),
    (2, "There is no command “teach”", ["teach"]),
    (1, "needs a terminal", ["open", "last"]),
    (2, "is a file", ["--data-dir", "latin.txt", "list"]),
    (2, "names no folder", ["--data-dir", "a\0b", "list"]),
]  # fmt: skip


@pytest.fixture
def full_home(
    program: Program, teardown_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A home with something in every corner; the current folder has odd files."""
    for _ in range(2):
        program.new("Twin")
    program("trash", "put", program.new("Removed"))
    program("config", "set", "goal", "2")
    program.new("Notion AI", "--template", "quick")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "latin.txt").write_bytes("eins\nzwölf".encode("latin-1"))
    (tmp_path / "empty.txt").write_bytes(b"\r\n")
    (tmp_path / "blank.txt").write_bytes(b" \n\t\n\n")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(9 * 1024 * 1024)
    return teardown_home


@pytest.mark.parametrize(
    ("status", "said", "arguments"), CASES, ids=[" ".join(case[2])[:60] for case in CASES]
)
def test_one_line_the_right_code_and_nothing_changed(
    program: Program, full_home: Path, status: int, said: str, arguments: list[str]
) -> None:
    before = tree_of(full_home)
    done = program(*arguments)
    assert (done.status, done.out) == (status, "")
    assert said in done.line
    assert done.line.isprintable()
    assert tree_of(full_home) == before


def test_every_command_has_its_bad_inputs() -> None:
    assert {case[2][0] for case in CASES} >= set(COMMANDS) - {
        "export"
    }  # which has its own page of tests


@pytest.mark.parametrize(
    "text",
    ["", "not toml = = 1", "\x00", "goal = [" + "[" * 5000, "goal = 1\ngoal = 2"],
    ids=["empty", "cut", "binary", "deep", "twice"],
)
def test_a_broken_settings_file_stops_no_command_and_is_never_overwritten(
    program: Program, full_home: Path, text: str
) -> None:
    path = full_home / "config" / "config.toml"
    path.write_text(text, encoding="utf-8")
    assert program("list").status == 0
    assert program("config").status == 0
    if text:
        assert program("config", "check").status == 3
        done = program("config", "set", "goal", "3")
        assert (done.status, done.out) == (1, "")
        assert "Nothing was changed" in done.line
        assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("{", "damaged"),
        ("[]", "damaged"),
        ('{"_default": {}}', "damaged"),
        ('{"_default": {"1": {"schema": 99}}}', "newer"),
        ('{"_default": {"1": {"schema": 2}}}', "cannot be used"),
    ],
)
def test_a_damaged_teardown_is_one_line_for_every_command_that_reads_it(
    program: Program, full_home: Path, document: str, said: str
) -> None:
    teardown_id = program("list", "--json").json["teardowns"][0]["id"]
    path = full_home / "library" / "teardowns" / f"{teardown_id}.json"
    path.write_text(document, encoding="utf-8")
    before = tree_of(full_home)
    for command in (
        ["show", teardown_id],
        ["check", teardown_id],
        ["archive", teardown_id],
        ["answer", teardown_id, "frame.what", "--text", "x"],
        ["score", teardown_id, "frame", "2"],
        ["claim", teardown_id, "--section", "frame", "--statement", "x"],
    ):
        done = program(*command)
        assert (done.status, done.out) == (1, "")
        assert said in done.line
    assert tree_of(full_home) == before


def test_a_record_of_the_wrong_shape_is_one_line(program: Program, full_home: Path) -> None:
    teardown_id = program("list", "--json").json["teardowns"][0]["id"]
    path = full_home / "library" / "teardowns" / f"{teardown_id}.json"
    document = json.loads(path.read_text("utf-8"))
    (record,) = document["_default"].values()
    record["sections"] = {"frame": {"score": 9, "seconds": "long"}}
    record["claims"] = [{"id": "c1"}]
    path.write_text(json.dumps(document), encoding="utf-8")
    done = program("show", teardown_id)
    assert (done.status, done.out) == (1, "")
    assert "sections.frame.score" in done.line
    assert "sections.frame.seconds: should be a whole number" in done.line
    assert done.line.endswith("Nothing was changed. “teardown doctor” says what to do.")
