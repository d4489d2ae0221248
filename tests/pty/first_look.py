"""Starts an installed program in a terminal, sees its first screen, and leaves it.

python -m tests.pty.first_look PROGRAM
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.pty.terminal import Terminal, plain_environment


def main(program: str) -> int:
    """Look once; say what was seen."""
    with tempfile.TemporaryDirectory(prefix="teardown-look-") as home:
        environment = plain_environment(Path(home))
        del environment["PYTHONPATH"]
        with Terminal(environment, command=(program,)) as terminal:
            terminal.wait_for("This week", "Library")
            first = terminal.text
            terminal.press("ctrl+q")
            status = terminal.wait_for_end()
            left = terminal.left_behind()
    sys.stdout.write(f"{first}\nstatus {status}, left behind: {', '.join(left) or 'nothing'}\n")
    return 1 if status or left else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
