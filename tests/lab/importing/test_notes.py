"""Words that fit no question: they are seen everywhere, and count in no figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.walk import how_far, outline
from store.exchange.markdown import to_markdown
from tests.lab.importing.bringing import bring_one, mine, write

if TYPE_CHECKING:
    from pathlib import Path

    from lab.workspace import Workspace

PAGE = (
    "# Granola\n\nMet Bob.\n\n## Who pays\n\nThe host.\n\n## Weaknesses\n\nNames come out wrong.\n"
)


def test_the_notes_of_a_foreign_page_count_neither_as_a_section_nor_in_review(
    workspace: Workspace, tmp_path: Path
) -> None:
    report = bring_one(workspace, write(tmp_path, PAGE))
    record = workspace.load(report.id)
    assert record.questions[-1].holds_notes
    assert record.sections["notes"].answers["notes"].startswith("Met Bob.")
    asked = len(record.questions) - 1
    assert how_far(outline(record)) == (0, asked)
    (row,) = workspace.summaries()
    assert (row.sections_done, row.sections_total) == (0, asked)
    checked = workspace.reviews.of(record)
    assert "notes" not in {finding.section for finding in checked.findings}
    assert "notes" not in {part.section for part in checked.sections}
    workspace.score(report.id, "notes", 4)
    (row,) = workspace.summaries()
    assert (row.sections_done, row.score_count, row.score_total) == (0, 0, 0)


def test_a_remark_beside_the_marks_is_seen_where_the_teardown_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = mine(workspace)
    text = to_markdown(record).replace("\n## Frame", "\nLook at the prices! Bob\n\n## Frame", 1)
    path = write(tmp_path, f"{text}\nPS: well done.\n")
    report = bring_one(workspace, path)
    assert [(one.what, one.where) for one in report.went_to] == [
        ("“Look at the prices! Bob”", "notes"),
        ("“PS: well done.”", "notes"),
    ]
    back = workspace.load(record.id)
    asked = back.questions[-1]
    assert (asked.id, asked.title, asked.holds_notes) == ("notes", "Notes", True)
    assert back.sections["notes"].answers == {"notes": "Look at the prices! Bob\n\nPS: well done."}
    assert how_far(outline(back)) == how_far(outline(record))
    assert bring_one(workspace, path).outcome == "unchanged"


def test_a_remark_in_an_answer_says_which_answer(workspace: Workspace, tmp_path: Path) -> None:
    record = mine(workspace)
    text = to_markdown(record)
    end = text.index("<!-- /teardown:answer -->") + len("<!-- /teardown:answer -->")
    report = bring_one(workspace, write(tmp_path, f"{text[:end]}\n\nReally?\n{text[end:]}"))
    assert [one.where for one in report.went_to] == [
        "the answer to “Which product is this, and which part …”"
    ]
    answer = workspace.load(record.id).sections["frame"].answers["what"]
    assert answer == "The draft button.\n\nReally?"


def test_words_below_the_last_lists_answer_no_question(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = mine(workspace)
    text = to_markdown(record)
    end = text.index("<!-- teardown:record")
    added = f"{text[:end]}## Practice\n\n<!-- teardown:sessions -->\n<!-- /teardown:sessions -->\n"
    report = bring_one(workspace, write(tmp_path, f"{added}\nSo far.\n\n{text[end:]}"))
    assert [one.where for one in report.went_to] == ["notes"]
