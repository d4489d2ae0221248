"""What the app is measured against: Textual with one text area and nothing else.

python -m tests.benchmarks.bare_app [FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import TextArea

if TYPE_CHECKING:
    from textual.app import ComposeResult


class BareApp(App[None]):
    """One text area."""

    def compose(self) -> ComposeResult:
        """Show the text of the file that was named."""
        text = Path(sys.argv[1]).read_text("utf-8") if len(sys.argv) > 1 else ""
        yield TextArea(text)


if __name__ == "__main__":
    BareApp().run()
