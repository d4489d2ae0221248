"""The manual page against the commands that it is made from."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from cli.program import COMMANDS
from tests.manual import MANUAL, manual


def test_the_page_is_what_the_commands_say() -> None:
    assert MANUAL.read_text(encoding="utf-8") == manual(), "run: python -m tests.readme"


def test_every_command_has_its_place() -> None:
    headings = [line for line in manual().splitlines() if line.startswith(".SS ")]
    for name in COMMANDS:
        assert any(line.startswith(f'.SS "teardown {name}') for line in headings), name


def test_it_is_plain_ascii_without_a_line_that_is_taken_for_an_order() -> None:
    known = {"TH", "SH", "SS", "PP", "TP", "B"}
    for line in manual().splitlines():
        assert line.isascii()
        if line.startswith(".") and not line.startswith('.\\"'):
            assert line[1:].partition(" ")[0] in known, line
        assert not line.startswith("'")


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_man_reads_it_without_a_complaint() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", str(MANUAL)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "EXIT STATUS" in re.sub(".\x08", "", done.stdout)  # bold is typed over itself
