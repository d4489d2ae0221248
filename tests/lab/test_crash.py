from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from lab.crash import KEEP, redact, write_crash

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def fail() -> None:
    raise ValueError("something \udc80 odd with token=abc123secret")


def crash(
    state: Path, *, now: datetime = NOW, environ: dict[str, str] | None = None
) -> Path | None:
    try:
        fail()
    except ValueError as error:
        return write_crash(error, state, now=now, environ=environ or {}, version="1.2")
    return None


def test_a_report_says_what_where_and_with_what(tmp_path: Path) -> None:
    path = crash(tmp_path / "state")
    assert path is not None
    text = path.read_text("utf-8")
    assert path.parent == tmp_path / "state"
    assert "teardown 1.2" in text
    assert "2026-03-02 09:00:00 UTC" in text
    assert 'raise ValueError("something' in text
    assert "secret" not in text.split("Traceback")[1].rpartition("ValueError:")[2]


@pytest.mark.parametrize(
    "secret",
    [
        "sk-ant-api03-abcdefgh",
        "Authorization: Bearer abcdefghijk",
        "x-api-key: abcdefghijk",
        "{'api_key': 'abcdefghijk'}",
        "https://ana:abcdefghijk@example.org/",
        "COOKIE=abcdefghijk",
        "password = abcdefghijk",
    ],
)
def test_what_looks_like_a_secret_is_hidden(secret: str) -> None:
    hidden = redact(f"before {secret} after", {})
    assert "abcdefgh" not in hidden
    assert "[hidden]" in hidden
    assert hidden.startswith("before ")


def test_what_the_environment_calls_a_secret_is_hidden_wherever_it_stands() -> None:
    environ = {"MY_TOKEN": "hunter22", "EDITOR": "vim -x", "SHORT_KEY": "a"}
    assert redact("a vim -x hunter22!", environ) == "a vim -x [hidden]!"


def test_only_the_newest_reports_stay(tmp_path: Path) -> None:
    for number in range(KEEP + 3):
        assert crash(tmp_path, now=NOW + timedelta(seconds=number))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == KEEP
    assert names[-1].startswith("crash-20260302-0900")
    assert NOW.strftime("crash-%Y%m%d-%H%M%S-%f.log") not in names


def test_a_state_folder_that_cannot_be_written_is_no_second_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").touch()
    other = tmp_path / "elsewhere"
    other.mkdir()
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(other))
    path = crash(tmp_path / "state")
    assert path is not None
    assert path.parent == other
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "state"))
    assert crash(tmp_path / "state") is None


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_a_report_is_private(tmp_path: Path) -> None:
    path = crash(tmp_path / "state")
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600
