"""The app with every turn of its event loop timed, for a benchmark that watches it from outside.

    python -m tests.benchmarks.timed_app FILE [ARGUMENTS OF teardown]

Each turn that held the loop for more than two milliseconds is a line of FILE as it happens: when
it began, how long it took, and how much of that was its own work, in seconds. The last line is
written at the end: how many modules of the model's library were loaded.
"""

from __future__ import annotations

import os
import sys
import time
from asyncio.events import Handle

WORTH_NOTING = 0.002


def main() -> None:
    """Run the app."""
    path, *arguments = sys.argv[1:]
    notes = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    run = Handle._run

    def timed(handle: Handle) -> None:
        began, worked = time.perf_counter(), time.thread_time()
        run(handle)
        took = time.perf_counter() - began
        if took > WORTH_NOTING:
            line = f"{began:.6f} {took:.6f} {time.thread_time() - worked:.6f}\n"
            os.write(notes, line.encode())

    Handle._run = timed  # type: ignore[method-assign,assignment]  # nothing else sees each turn
    from cli.main import main as teardown

    sys.argv = ["teardown", *arguments]
    try:
        teardown()
    finally:
        loaded = sum(name.split(".")[0] == "anthropic" for name in sys.modules)
        os.write(notes, f"loaded {loaded}\n".encode())


if __name__ == "__main__":
    main()
