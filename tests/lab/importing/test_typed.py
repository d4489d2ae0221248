"""What a typed, pasted or dropped path means, and how it can go on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lab.importing.typed import completions, paths_in

HOME = Path("/home/ana")
THERE = {Path("/n/my notes.md"), Path("/n/b.md"), Path("/n/it's.md"), HOME / "x.md"}


@pytest.mark.parametrize(
    ("typed", "paths"),
    [
        ("", []),
        ("   ", []),
        ("/n/b.md", ["/n/b.md"]),
        ("  /n/b.md  ", ["/n/b.md"]),
        ("/n/my notes.md", ["/n/my notes.md"]),
        ("'/n/my notes.md'", ["/n/my notes.md"]),
        ('"/n/my notes.md" ', ["/n/my notes.md"]),
        (r"/n/my\ notes.md", ["/n/my notes.md"]),
        ("file:///n/my%20notes.md", ["/n/my notes.md"]),
        ("'file:///n/b.md'", ["/n/b.md"]),
        (r"'/n/my notes.md' /n/b.md", ["/n/my notes.md", "/n/b.md"]),
        ("file:///n/b.md file:///n/my%20notes.md", ["/n/b.md", "/n/my notes.md"]),
        ("/n/it's.md", ["/n/it's.md"]),
        ("'/n/b.md", ["/n/b.md"]),
        ("~/x.md", ["/home/ana/x.md"]),
        ("~", ["/home/ana"]),
        ("not here.md", ["not here.md"]),
        ("file:///C:/x.md", ["C:/x.md"]),
        ("file://[", ["file:/["]),
        ("'" + "x" * 70_000, ["'" + "x" * 70_000]),
    ],
)
def test_a_line_means_paths(typed: str, paths: list[str]) -> None:
    found = paths_in(typed, home=HOME, exists=THERE.__contains__, posix=True)
    assert found == [Path(path) for path in paths]


def test_a_path_goes_on_with_folders_and_files_that_can_be_read_in(tmp_path: Path) -> None:
    for name in ("Notes.md", "notes.json", "nothing.png", ".hidden.md"):
        (tmp_path / name).touch()
    (tmp_path / "november").mkdir()
    shown = f"{tmp_path}{os.sep}"
    assert completions(f"{shown}n", home=HOME) == [
        f"{shown}Notes.md",
        f"{shown}notes.json",
        f"{shown}november{os.sep}",
    ]
    assert completions(f"{shown}.h", home=HOME) == [f"{shown}.hidden.md"]
    assert completions(f"~{os.sep}N", home=tmp_path) == [
        f"~{os.sep}Notes.md",
        f"~{os.sep}notes.json",
        f"~{os.sep}november{os.sep}",
    ]
    for typed in ("", '"x', "file:x", f"{shown}nowhere{os.sep}"):
        assert completions(typed, home=HOME) == []
