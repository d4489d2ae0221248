from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pyperclip  # type: ignore[import-untyped]  # it comes without types
import pytest

from tui.bench.clipboard import NoClipboard, clipboard_text, read_clipboard

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_clipboard_is_read_beside_the_app() -> None:
    threads: list[str] = []

    def read() -> str:
        threads.append(threading.current_thread().name)
        return "決定"

    assert await clipboard_text({}, read=read) == "決定"
    assert threads == ["beside"]


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
async def test_over_ssh_it_is_another_machines(name: str) -> None:
    with pytest.raises(NoClipboard, match="another machine") as caught:
        await clipboard_text({name: "x"}, read=lambda: "wrong")
    assert "Cmd+V" in caught.value.todo


async def test_over_ssh_with_a_display_it_is_ones_own() -> None:
    environ = {"SSH_CONNECTION": "x", "DISPLAY": "localhost:10.0"}
    assert await clipboard_text(environ, read=lambda: "mine") == "mine"


async def test_one_that_never_answers_is_given_up() -> None:
    never = threading.Event()

    def read() -> str:
        never.wait()
        return "late"

    with pytest.raises(NoClipboard, match="does not answer"):
        await clipboard_text({}, read=read, patience=0.01)
    never.set()


async def test_what_cannot_be_read_says_so() -> None:
    def read() -> str:
        raise NoClipboard("Nothing here")

    with pytest.raises(NoClipboard, match="Nothing here"):
        await clipboard_text({}, read=read)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is a clipboard")
def test_without_a_program_for_it_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyperclip, "paste", pyperclip.lazy_load_stub_paste)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(NoClipboard, match="no program that reads it"):
        read_clipboard()


@pytest.mark.skipif(sys.platform != "linux", reason="xclip is a program of X11")
def test_the_machines_own_program_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "xclip"
    program.write_text("#!/bin/sh\nprintf 'answer \\303\\251'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(pyperclip, "paste", pyperclip.init_xclip_clipboard()[1])
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert read_clipboard() == "answer é"
