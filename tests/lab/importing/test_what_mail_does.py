"""What mail programs, code hosts and wikis do to a file: it comes back, or is refused kindly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from store.exchange.markdown import to_markdown
from tests.lab.importing.bringing import bring_one, mine, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lab.workspace import Workspace


def quoted(text: str) -> str:
    return "".join(f"> {line}".rstrip() + "\n" for line in text.splitlines())


def moved_down(text: str) -> str:
    return re.sub(r"(?m)^(#+) ", r"#\1 ", text)


def numbered(text: str) -> str:
    return text.replace("## What cannot be", "## 7. What cannot be")


@pytest.mark.parametrize("change", [quoted, moved_down, numbered])
def test_what_changes_every_line_or_heading_alike_is_read_through(
    workspace: Workspace, tmp_path: Path, change: Callable[[str], str]
) -> None:
    record = workspace.load(mine(workspace).id)
    record.sections["frame"].score = 3
    record.take_home.cannot_conclude = "Five runs are few."
    record = workspace.save(record)
    path = write(tmp_path, change(to_markdown(record)))
    assert bring_one(workspace, path).outcome == "unchanged"
    path = write(tmp_path, change(to_markdown(record).replace("a hurry", "no hurry")))
    assert bring_one(workspace, path).outcome == "updated"
    back = workspace.load(record.id)
    assert back.sections["frame"].answers["who"] == "Somebody in no hurry."
    assert back.sections["frame"].score == 3
    assert back.questions == record.questions
    assert back.take_home == record.take_home


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"<!--.*?-->", "", text),
        lambda text: text.replace("<!--", "&lt;!--").replace("-->", "--&gt;"),
        lambda text: text.replace("<!--", "<!—").replace("-->", "—>"),
    ],
)
def test_a_page_whose_marks_are_gone_never_empties_the_teardown(
    workspace: Workspace, tmp_path: Path, change: Callable[[str], str]
) -> None:
    record = mine(workspace)
    path = write(tmp_path, change(to_markdown(record)))
    report = bring_one(workspace, path)
    assert (report.outcome, report.way_out) == ("refused", "as_new")
    assert "the marks are gone" in report.why
    assert workspace.load(record.id) == record
    report = bring_one(workspace, path, as_new=True)
    assert report.outcome == "created"
    assert report.id != record.id
    answers = workspace.load(report.id).sections["frame"].answers
    assert any("Somebody in a hurry." in text for text in answers.values())


def test_a_teardown_below_somebodys_reply_is_refused_with_its_line(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = to_markdown(mine(workspace))
    path = write(tmp_path, f"Thanks!\n\nAna wrote:\n{quoted(text)}")
    report = bring_one(workspace, path)
    assert (report.outcome, report.way_out) == ("refused", "as_new")
    line = text.split("\n").index(next(x for x in text.split("\n") if "teardown:section" in x)) + 4
    assert [(one.line, one.message) for one in report.problems] == [
        (line, "the teardown’s own lines begin with “>” here")
    ]


def test_front_matter_that_is_gone_or_moved_is_named_by_its_line(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = to_markdown(mine(workspace))
    body = text.split("\n---\n", 1)[1]
    report = bring_one(workspace, write(tmp_path, body))
    assert "line 1: the front matter is gone" in report.why
    report = bring_one(workspace, write(tmp_path, f"Here it is.\n\n{text}"))
    assert report.outcome == "refused"
    line = text.split("\n").index(f"teardown_id: {mine_id(text)}") + 3
    assert [one.line for one in report.problems] == [line]


def mine_id(text: str) -> str:
    found = re.search(r"(?m)^teardown_id: (.+)$", text)
    assert found
    return found[1]
