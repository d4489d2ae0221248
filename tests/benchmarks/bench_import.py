"""How long it takes to import a thousand files, of each kind that there is.

    python -m tests.benchmarks.bench_import [--files N]

The files are the worked example, each time as a teardown of its own. Prints one table, with a
plain write of as many files of that size and an fsync each beside it; exits 1 if a thousand
take longer than they may.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT)] if str(PROJECT) not in sys.path else []

from lab.importing import Options, counted  # noqa: E402 - see sys.path
from lab.places import find_places  # noqa: E402
from lab.workspace import Workspace  # noqa: E402
from store.exchange.json_out import to_json  # noqa: E402
from store.exchange.markdown import to_markdown  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.records import Teardown

__all__ = ["Line", "run"]

TARGET: Final = 0.020
"""Seconds a file: a thousand in twenty."""

Line = tuple[str, int, float, float]
"""What it is, bytes of a file, seconds a file, seconds a plain write of it takes."""


def main() -> int:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description="How long an import of many files takes.")
    parser.add_argument("--files", type=int, default=1000)
    files = parser.parse_args().files
    with tempfile.TemporaryDirectory() as folder:
        lines = run(Path(folder), files=files)
    sys.stdout.write(f"{'':<34} {'KB':>4} {'ms a file':>10} {'plain':>6} {'1,000 files':>12}\n")
    for name, size, seconds, plain in lines:
        sys.stdout.write(
            f"{name:<34} {size / 1000:>4.0f} {seconds * 1000:>10.2f} {plain * 1000:>6.2f} "
            f"{seconds * 1000:>10.1f} s\n"
        )
    sys.stdout.write(f"(at most {TARGET * 1000:.0f} s for 1,000 files)\n")
    return 1 if any(seconds > TARGET for _, _, seconds, _ in lines) else 0


def run(folder: Path, *, files: int) -> list[Line]:
    """Import that many files of each kind; return a line for each."""
    workspace = Workspace(find_places(folder / "home", {}), environ={})
    try:
        example = workspace.example()
        kinds: tuple[tuple[str, str, Callable[[Teardown], str]], ...] = (
            ("our Markdown, new", "own.md", to_markdown),
            ("our Markdown, said before", "own.md", to_markdown),
            ("our Markdown, changed by hand", "own.md", _edited),
            ("JSON, new", "json.json", to_json),
            ("foreign pages, new", "foreign.md", _foreign),
        )
        return [_measure(workspace, folder, example, kind=kind, files=files) for kind in kinds]
    finally:
        workspace.close()


def _measure(
    workspace: Workspace,
    folder: Path,
    example: Teardown,
    *,
    kind: tuple[str, str, Callable[[Teardown], str]],
    files: int,
) -> Line:
    name, ending, write = kind
    prefix, _, suffix = ending.partition(".")
    place = folder / name.replace(" ", "-")
    place.mkdir()
    size = 0
    for number in range(files):
        record = example.model_copy(update={"id": f"{prefix}-{number:05}", "example": False})
        text = write(record)
        (place / f"{number:05}.{suffix}").write_text(text, encoding="utf-8")
        size = len(text.encode())
    start = time.perf_counter()
    imported = workspace.imports.begin([place], options=Options())
    reports = [*imported]
    seconds = (time.perf_counter() - start) / files
    if counted(reports)["refused"] or counted(reports)["conflict"]:
        raise AssertionError(f"{name}: {reports[0].why}")
    return name, size, seconds, _plain(folder / "plain", size)


def _edited(record: Teardown) -> str:
    text = to_markdown(record)
    return text.replace("<!-- /teardown:answer", "One more line.\n\n<!-- /teardown:answer", 1)


def _foreign(record: Teardown) -> str:
    parts = [f"# Teardown of {record.product.name} {record.id}"]
    for section in record.questions:
        parts.append(f"## {section.title}")
        work = record.sections.get(section.id)
        for prompt in section.prompts:
            if work is not None and work.answers.get(prompt.id):
                parts += [f"### {prompt.text}", work.answers[prompt.id]]
    return "\n\n".join(parts) + "\n"


def _plain(path: Path, size: int) -> float:
    """Return what writing a file of that size durably costs, the folder included."""
    rounds = 50
    start = time.perf_counter()
    for number in range(rounds):
        with path.open("wb") as file:
            file.write(b"x" * size)
            file.flush()
            os.fsync(file.fileno())
        path.replace(path.with_name(f"plain-{number}"))
    return (time.perf_counter() - start) / rounds


if __name__ == "__main__":
    sys.exit(main())
