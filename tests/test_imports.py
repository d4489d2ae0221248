"""What is loaded when: starting takes as long as its imports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.wheel import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

LATER = {
    "anthropic",
    "bs4",
    "charset_normalizer",
    "fsrs",
    "httpx",
    "jsonschema",
    "keyring",
    "lxml",
    "markdownify",
    "rapidfuzz",
    "trafilatura",
}
"""What only one module of a later capability may load, once it is asked for."""

IMPORT = """
import importlib, json, sys
importlib.import_module(sys.argv[2])
json.dump(sorted(sys.modules), open(sys.argv[1], "w"))
"""

COMMAND = """
import json, sys
report, sys.argv = sys.argv[1], ["teardown", *sys.argv[2:]]
from cli.main import main
try:
    status = main()
except SystemExit as ended:
    status = ended.code
json.dump(sorted(sys.modules), open(report, "w"))
sys.exit(status)
"""

FIRST_FRAME = """
import json, sys
report, sys.argv = sys.argv[1], ["teardown"]
from textual.drivers._writer_thread import WriterThread
write = WriterThread.write

def write_and_tell(thread, text):
    if "This week" in text:
        WriterThread.write = write
        json.dump(sorted(sys.modules), open(report, "w"))
    write(thread, text)

WriterThread.write = write_and_tell
from cli.main import main
sys.exit(main())
"""


def packages_in(report: Path) -> set[str]:
    """Return the packages at the top level that were loaded."""
    return {name.partition(".")[0] for name in json.loads(report.read_text(encoding="utf-8"))}


def loaded(source: str, *arguments: str, home: Path) -> set[str]:
    """Run this in a fresh interpreter and return the packages that it loaded."""
    report = home / "modules.json"
    done = subprocess.run(
        [sys.executable, "-c", source, str(report), *arguments],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return packages_in(report)


def test_a_package_below_loads_none_above(home: Path) -> None:
    order = ["teardown_templates.loader", "store.library", "lab.workspace"]
    ours = ["teardown_templates", "store", "lab", "cli", "tui"]
    for level, module in enumerate(order):
        names = loaded(IMPORT, module, home=home)
        assert ours[level] in names
        assert not names & set(ours[level + 1 :]), f"{module} loads what stands above it"
        assert not names & {"textual", "click"}


def test_the_commands_load_neither_the_app_nor_anything_heavy(home: Path) -> None:
    names = loaded(IMPORT, "cli.main", home=home)
    assert "cli" in names
    assert not names & (LATER | {"textual", "tui", "rich", "pydantic", "yaml"})


def test_a_teardown_opens_without_what_judges_evidence_and_runs(home: Path) -> None:
    loaded(IMPORT, "tui.screens.walk.screen", home=home)
    names = json.loads((home / "modules.json").read_text(encoding="utf-8"))
    assert "tui.items.item_list" in names
    later = (
        *("lab.evidence", "lab.habit", "lab.models", "lab.review", "lab.trials"),
        *("tui.bench", "tui.capturing", "tui.choosing", "tui.forms", "tui.items.claims"),
    )
    assert not [name for name in names if name.startswith(later)]


@pytest.mark.usefixtures("teardown_home")
@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("--help",),
        ("list",),
        ("list", "--json"),
        ("where",),
        ("keys",),
        ("templates", "list"),
    ],
    ids=" ".join,
)
def test_a_quick_command_stays_quick(arguments: tuple[str, ...], home: Path) -> None:
    names = loaded(COMMAND, *arguments, home=home)
    assert not names & (LATER | {"textual", "rich", "pydantic", "yaml", "sqlite3"})


@pytest.mark.usefixtures("teardown_home")
def test_a_command_that_writes_still_knows_nothing_of_the_app(home: Path) -> None:
    names = loaded(COMMAND, "new", "Notion AI", home=home)
    assert "pydantic" in names
    assert not names & (LATER | {"textual", "tui"})


@pytest.mark.pty
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_first_frame_comes_before_anything_that_it_does_not_need(home: Path) -> None:
    from tests.pty.terminal import Terminal, plain_environment

    report = home / "modules.json"
    command = (sys.executable, "-c", FIRST_FRAME, str(report))
    with Terminal(plain_environment(home), command=command) as terminal:
        terminal.wait_for("This week", "Library")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
    modules = json.loads(report.read_text(encoding="utf-8"))
    assert "lab.habit.room" in modules
    later = ("lab.habit.overview", "lab.habit.rematch", "lab.trials", "tui.screens.walk")
    assert not [name for name in modules if name.startswith(later)]
    names = packages_in(report)
    assert "textual" in names
    assert not names & (LATER | {"pydantic", "yaml", "click", "tinydb", "sqlite3"})
