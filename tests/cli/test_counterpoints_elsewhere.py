"""A mock server that somebody else wrote answers as its script says: npm’s ``aimock``.

Skipped without it; ``npm install --global @copilotkit/aimock`` brings it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.test_counterpoints import TEXT, item, points
from tests.lab.counterpoints.arguing import answer_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.running import Program

AIMOCK = shutil.which("aimock")

pytestmark = pytest.mark.skipif(AIMOCK is None, reason="npm’s @copilotkit/aimock is not here")


@contextmanager
def aimock(folder: Path, *fixtures: dict[str, Any]) -> Iterator[str]:
    """Serve these fixtures; yield the address."""
    script, config = folder / "fixtures.json", folder / "aimock.json"
    script.write_text(json.dumps({"fixtures": fixtures}), encoding="utf-8")
    config.write_text(json.dumps({"llm": {"fixtures": str(script)}}), encoding="utf-8")
    assert AIMOCK is not None
    server = subprocess.Popen(
        [AIMOCK, "--config", str(config), "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    try:
        assert server.stdout is not None
        line = next(line for line in server.stdout if "listening on" in line)
        yield line.rsplit(maxsplit=1)[-1]
    finally:
        server.terminate()
        server.communicate(timeout=20)


def test_its_scripted_answers_stream_through_in_both_tongues_and_a_cut_keeps_what_came(
    program: Program, teardown_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "a-key")
    program("answer", teardown_id, "variance.task", "--text", TEXT)
    program("score", teardown_id, "variance", "3")
    program("counterpoints", teardown_id, "--offline")
    program("reply", teardown_id, "k1", "rebutted", "--because", "I counted")
    whole = answer_of(
        item() | {"target_quote": "send it after one look", "counterpoint": "Who sends it?"},
        item(kind="evidence", counterpoint="Who saw it?"),
    )
    first = {"match": {"model": "one"}, "response": {"content": answer_of(item())}, "chunkSize": 7}
    cut = {"match": {"model": "two"}, "response": {"content": whole}, "chunkSize": 40, "latency": 5,
           "truncateAfterChunks": len(whole) // 40 - 2}  # fmt: skip
    with aimock(tmp_path, first, cut) as url:
        said = ("counterpoints", teardown_id, "--section", "variance")
        done = program(*said, "-m", "one", "--base-url", url)
        assert done.status == 0, done.err
        assert points(program)[-1]["model"] == "one"
        program("reply", teardown_id, points(program)[-1]["id"], "useless")
        done = program(*said, "--service", "openai", "-m", "two", "--base-url", f"{url}/v1")
    assert done.status == 1
    assert "broke off inside the answer" in done.err
    kept = [one for one in points(program) if one["model"] == "two"]
    assert (kept[0]["counterpoint"], kept[0]["partial"]) == ("Who sends it?", False)
