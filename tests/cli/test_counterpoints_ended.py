"""A model is asked by the real program, which is stopped or killed in the middle of the answer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_counterpoints import TEXT, item, points
from tests.lab.counterpoints.arguing import answer_of
from tests.lab.models.raw_server import STREAM, raw_server
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from tests.cli.running import Program

BEGUN = answer_of(item(), item(counterpoint="And the second?"))


BROKEN_OFF = {"choices": [{"delta": {"content": BEGUN[: BEGUN.index("}, {") + 20]}}]}
"""One whole item and the beginning of another."""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("how", "status"), [("SIGINT", 130), ("SIGKILL", -9)])
def test_what_came_before_the_end_is_in_the_library(
    program: Program, teardown_id: str, how: str, status: int
) -> None:
    program("answer", teardown_id, "variance.task", "--text", TEXT)
    program("score", teardown_id, "variance", "3")
    program("counterpoints", teardown_id, "--offline")
    program("reply", teardown_id, "k1", "rebutted", "--because", "I counted")
    code = "import sys; from cli.main import main; sys.exit(main(sys.argv[1:]))"
    begun = STREAM + b"data: " + json.dumps(BROKEN_OFF).encode() + b"\n\n"
    with raw_server(begun, then=20.0) as url:
        asking = subprocess.Popen(
            [sys.executable, "-c", code, "counterpoints", teardown_id, "--section", "variance",
             "--service", "openai", "-m", "m", "--base-url", url],
            cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=dict(os.environ),
        )  # fmt: skip
        assert asking.stdout is not None
        line = next(line for line in asking.stdout if "Does “in all runs" in line)
        assert line.startswith("       ")
        asking.send_signal(getattr(signal, how))
        _, err = asking.communicate(timeout=20)
    assert asking.returncode == status, err
    kept = [point for point in points(program) if point["source"] == "model"]
    assert [point["partial"] for point in kept] == [False]
    (entry,) = program("show", "last", "--json").json["teardown"]["practice"]["askings"]
    assert entry["ended"] == ("stopped" if how == "SIGINT" else "under way")
    again = program("counterpoints", teardown_id, "--section", "variance")
    assert "One item waits for your answer" in again.err
