"""One's own queue: a text file that stays the person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.drafting import NewTeardown
from lab.errors import UsageError
from lab.habit.queue import QUEUE_FILE, put_into_queue, read_queue, take_out_of_queue

if TYPE_CHECKING:
    from pathlib import Path

    from lab.workspace import Workspace


def test_products_come_in_and_go_out_and_remarks_stay(tmp_path: Path) -> None:
    put_into_queue(tmp_path / "new", "  Otter \n")
    file = tmp_path / "new" / QUEUE_FILE
    file.write_text("# after the move\nOtter\n\nGemini\n", encoding="utf-8")
    put_into_queue(tmp_path / "new", "文心一言")
    put_into_queue(tmp_path / "new", "gemini")
    assert read_queue(tmp_path / "new", done=[]) == ["Otter", "Gemini", "文心一言"]
    take_out_of_queue(tmp_path / "new", "OTTER")
    assert file.read_text("utf-8") == "# after the move\n\nGemini\n文心一言\n"
    take_out_of_queue(tmp_path / "new", "Nothing")
    assert read_queue(tmp_path / "new", done=["GEMINI"]) == ["文心一言"]
    put_into_queue(tmp_path / "new", "Caf\u00e9")
    put_into_queue(tmp_path / "new", "cafe\u0301")
    assert read_queue(tmp_path / "new", done=["GEMINI"]) == ["文心一言", "Caf\u00e9"]


def test_a_name_stands_once_and_a_line_that_is_no_name_is_passed_over(tmp_path: Path) -> None:
    text = "Otter\r\n[b]x[/b]\r\n" + "y" * 5_000 + "\r\nOTTER\r\n"
    (tmp_path / QUEUE_FILE).write_bytes(text.encode())
    assert read_queue(tmp_path, done=[]) == ["Otter", "[b]x[/b]"]


@pytest.mark.parametrize("name", ["", "  ", "# a remark", "a\x1bb", "y" * 201])
def test_what_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        put_into_queue(tmp_path, name)
    assert not (tmp_path / QUEUE_FILE).exists()


@pytest.mark.parametrize("odd", [b"\xff\xfe", b"x\n" * 60_000])
def test_a_file_that_is_no_queue_is_left_as_it_is(tmp_path: Path, odd: bytes) -> None:
    (tmp_path / QUEUE_FILE).write_bytes(odd)
    with pytest.raises(UsageError, match="left as it is"):
        put_into_queue(tmp_path, "Otter")
    assert (tmp_path / QUEUE_FILE).read_bytes() == odd


def test_what_was_begun_or_taken_apart_is_not_planned_and_that_is_said(
    workspace: Workspace,
) -> None:
    workspace.finish(workspace.create(NewTeardown("Otter")))
    workspace.create(NewTeardown("Gemini"))
    with pytest.raises(UsageError, match="You took apart Otter already"):
        workspace.habit.put_into_queue("  OTTER ")
    with pytest.raises(UsageError, match="You have begun Gemini already"):
        workspace.habit.put_into_queue("gemini")
    workspace.habit.put_into_queue("Claude")
    assert read_queue(workspace.places.config, done=[]) == ["Claude"]
