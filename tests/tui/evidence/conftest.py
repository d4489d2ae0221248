"""The app on a teardown with evidence, with a scripted capture in the place of the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.evidence.room import EvidenceRoom
from tests.tui.evidence.making import Script

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lab.evidence.captured import Capture


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    """What captures answer."""
    made = Script()

    async def capture(
        _: EvidenceRoom,
        url: str,
        *,
        on_progress: Callable[[int, int | None], None] | None = None,
        **how: bool,
    ) -> Capture:
        return await made.capture(url, on_progress=on_progress, **how)

    async def read_file(_: EvidenceRoom, path: Path) -> Capture:
        return await made.capture(str(path))

    monkeypatch.setattr(EvidenceRoom, "capture", capture)
    monkeypatch.setattr(EvidenceRoom, "read_file", read_file)
    return made
