"""The child that fetches and reads one page: ``python -m lab.evidence.worker``.

A request comes in as one line; while the child works, its input stays open. When that closes,
whoever asked is gone, and so is the child.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

from lab.evidence.worker.bounds import OUT_OF_MEMORY, bound_this_process

__all__ = ["main", "serve"]


def main() -> None:
    """Serve one request and end, without waiting for what may still be under way."""
    bound_this_process()
    line = sys.stdin.buffer.readline()
    threading.Thread(target=_end_with_the_parent, name="watch the parent", daemon=True).start()
    # A library that prints must not speak in our name.
    with os.fdopen(os.dup(1), "wb") as out, Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        status = serve(line, out)
        os._exit(status)


def serve(line: bytes, out: BinaryIO) -> int:
    """Do what a line asks for and write what came of it; return the status to end with."""
    from lab.evidence.worker.child import capture, read_file
    from lab.evidence.worker.messages import capture_said, error_said
    from lab.evidence.worker.messages import line as message
    from lab.evidence.worker.request import Request
    from teardown_templates.errors import TeardownError

    def say(**parts: Any) -> None:
        out.write(message(**parts))
        out.flush()

    request = Request.of(line)
    try:
        if request.path:
            read = read_file(Path(request.path))
        else:
            read = capture(request, environ=os.environ, say=say)
        say(capture=capture_said(read))
    except TeardownError as error:
        say(error=error_said(error))
    except OSError as error:
        if not request.path or error.filename != request.path:
            raise  # not about what was asked for, but our own fault
        say(refused=[error.errno, error.strerror])
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _end_with_the_parent() -> None:
    while os.read(0, 1024):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
