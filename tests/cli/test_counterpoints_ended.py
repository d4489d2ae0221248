"""A model is asked by the real program, which is stopped or killed in the middle of the answer."""

from __future__ import annotations

import json
import os
import signal
import socketserver
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_counterpoints import TEXT, item, points
from tests.lab.counterpoints.arguing import answer_of
from tests.lab.models.test_asking import STREAM
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.running import Program

BEGUN = answer_of(item(), item(counterpoint="And the second?"))


@contextmanager
def hanging_server() -> Iterator[str]:
    """Send one whole item and the beginning of another, then nothing more."""
    over = threading.Event()
    delta = {"choices": [{"delta": {"content": BEGUN[: BEGUN.index("}, {") + 20]}}]}

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            length = 0
            while line := self.rfile.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            self.rfile.read(length)
            self.wfile.write(STREAM + b"data: " + json.dumps(delta).encode() + b"\n\n")
            self.wfile.flush()
            over.wait(20)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            over.set()
            server.shutdown()
            thread.join()


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
    with hanging_server() as url:
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
