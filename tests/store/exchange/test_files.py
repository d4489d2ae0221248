"""Exports as files: their names, and writing that ruins nothing."""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from store.exchange.errors import ExportExists, ExportUnwritable
from store.exchange.files import export_name, write_export
from store.files import Files
from tests.store.faulty import CALLS, FailingFiles, HalfWritingFiles, WithoutLinks
from tests.store.making import make_record
from tests.store.text_strategies import ids

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
without_root = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere"
)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_name_is_the_day_and_the_id() -> None:
    assert export_name(make_record()) == "2026-03-02-notion-ai-7k2q.md"
    assert export_name(make_record(), suffix=".json") == "2026-03-02-notion-ai-7k2q.json"


@given(ids())
def test_a_name_is_safe_on_every_system(teardown_id: str) -> None:
    name = export_name(make_record(teardown_id))
    assert name == name.lower()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-._")
    assert name[0].isdigit()
    assert not name.endswith((".", " "))


def test_no_name_is_too_long_and_none_is_shared() -> None:
    ids_alike = ["abc", "ABC", "aBc", "x" * 120, "X" * 120, "con", "a.", "a"]
    names = {export_name(make_record(one)) for one in ids_alike}
    assert len(names) == len(ids_alike)
    assert max(len(name) for name in names) < 200


def test_what_is_written_is_the_text_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    write_export(path, "line\r\nçé\n\u2028", overwrite=False)
    assert path.read_bytes() == "line\r\nçé\n\u2028".encode()
    assert names_in(tmp_path) == ["out.md"]


def test_a_file_that_is_there_is_left_alone_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ExportExists) as raised:
        write_export(path, "new", overwrite=False)
    assert str(path) in str(raised.value)
    assert path.read_text(encoding="utf-8") == "mine"
    write_export(path, "new", overwrite=True)
    assert path.read_text(encoding="utf-8") == "new"
    assert names_in(tmp_path) == ["out.md"]


@posix
def test_a_new_file_can_be_shared_and_a_replaced_one_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    mask = os.umask(0o022)
    try:
        write_export(path, "one", overwrite=False)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    path.chmod(0o600)
    write_export(path, "two", overwrite=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize("target", ["elsewhere.md", "nowhere.md", "out.md"])
def test_a_link_is_never_followed_and_never_replaced(
    tmp_path: Path, target: str, *, overwrite: bool
) -> None:
    other = tmp_path / "elsewhere.md"
    other.write_text("mine", encoding="utf-8")
    link = tmp_path / "out.md"
    link.symlink_to(tmp_path / target)
    with pytest.raises(ExportUnwritable, match="a link to somewhere else"):
        write_export(link, "new", overwrite=overwrite)
    assert link.is_symlink()
    assert other.read_text(encoding="utf-8") == "mine"
    assert names_in(tmp_path) == ["elsewhere.md", "out.md"]


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_folder_in_its_place_is_named(tmp_path: Path, *, overwrite: bool) -> None:
    (tmp_path / "out.md").mkdir()
    with pytest.raises(ExportUnwritable, match="a folder stands in its place"):
        write_export(tmp_path / "out.md", "new", overwrite=overwrite)


@posix
def test_a_pipe_in_its_place_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "out.md")
    with pytest.raises(ExportUnwritable, match="no file stands in its place"):
        write_export(tmp_path / "out.md", "new", overwrite=True)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("gone/out.md", "there is no folder"),
        ("file/out.md", "a file stands where a folder should be"),
        ("x" * 300, "too long"),
        ("a\0b", "no file can have this name"),
    ],
)
def test_a_place_that_cannot_be_is_named(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ExportUnwritable, match=why):
        write_export(tmp_path / name, "new", overwrite=False)
    assert names_in(tmp_path) == ["file"]


@posix
@without_root
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ExportUnwritable, match="no permission"):
            write_export(tmp_path / "out.md", "new", overwrite=False)
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_disk_that_fills_up_costs_nothing(tmp_path: Path, *, overwrite: bool) -> None:
    path = tmp_path / "out.md"
    if overwrite:
        path.write_text("mine", encoding="utf-8")
    files = HalfWritingFiles(errno.ENOSPC)
    files.broken = True
    with pytest.raises(ExportUnwritable, match="the disk is full"):
        write_export(path, "new" * 1000, overwrite=overwrite, files=files)
    assert names_in(tmp_path) == (["out.md"] if overwrite else [])
    if overwrite:
        assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
def test_whichever_call_fails_the_disk_is_as_it_was(
    tmp_path: Path, number: int, *, overwrite: bool
) -> None:
    path = tmp_path / "out.md"
    if overwrite:
        path.write_text("mine", encoding="utf-8")
    failed = 0
    for at in range(len(CALLS)):
        files = FailingFiles()
        files.arm(number, at=at)
        try:
            write_export(path, "new", overwrite=overwrite, files=files)
        except ExportUnwritable:
            failed += 1
            assert names_in(tmp_path) == (["out.md"] if overwrite else [])
            assert not overwrite or path.read_text(encoding="utf-8") == "mine"
        else:
            break
    assert failed >= 3


def test_a_disk_without_second_names_gets_the_file_too(tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    write_export(path, "new", overwrite=False, files=WithoutLinks())
    assert path.read_text(encoding="utf-8") == "new"
    assert names_in(tmp_path) == ["out.md"]


class WithSomebodyElse(Files):
    """Somebody else puts a file in the place while ours is being written."""

    def __init__(self, path: Path, *, links: bool) -> None:
        self.path = path
        self.links = links

    def sync(self, descriptor: int) -> None:
        super().sync(descriptor)
        self.path.write_text("theirs", encoding="utf-8")

    def link(self, source: Path | str, target: Path | str) -> None:
        if not self.links:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))
        super().link(source, target)


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path, *, links: bool) -> None:
    path = tmp_path / "out.md"
    with pytest.raises(ExportExists):
        write_export(path, "new", overwrite=False, files=WithSomebodyElse(path, links=links))
    assert path.read_text(encoding="utf-8") == "theirs"
    assert names_in(tmp_path) == ["out.md"]
