"""Own templates as an author would write them, for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HEADS = """\
schema: 1
id: mine
extends: full
title: "Mine"
tagline: "For what we look at"
minutes: 85
"""

BASE = """\
schema: 1
id: mine
title: "Mine"
tagline: "For what we look at"
minutes: 10
sections:
  - id: look
    title: "Look"
    minutes: 10
    purpose: "See what is there"
    prompts:
      - {id: what, text: "What is it?", required: true}
    rubric: {0: "none", 1: "some", 2: "more", 3: "good", 4: "best"}
"""


def write(folder: Path, text: str, *, name: str = "mine.yaml") -> Path:
    """Write an own template into a folder."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path
