"""Runs commands inside the test's own process, with streams that may pose as a terminal."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

__all__ = ["Program", "Result", "tree_of"]


@dataclass(frozen=True)
class Result:
    """What one run did."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The only line on stderr."""
        (line,) = self.err.splitlines()
        return line

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


class _Stream(io.TextIOWrapper):
    def __init__(self, data: bytes = b"", *, terminal: bool, encoding: str) -> None:
        super().__init__(io.BytesIO(data), encoding=encoding, newline="\n")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def printed(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode(self.encoding)


class Program:
    """The command line, as a test calls it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def __call__(
        self,
        *arguments: str,
        stdin: bytes = b"",
        terminal: bool = False,
        asking: bool = False,
        encoding: str = "utf-8",
    ) -> Result:
        """Run one command; *terminal* is about what it prints, *asking* about stdin."""
        given = _Stream(stdin, terminal=asking, encoding=encoding)
        out = _Stream(terminal=terminal, encoding=encoding)
        err = _Stream(terminal=terminal, encoding=encoding)
        with self._patch.context() as patch:
            patch.setattr(sys, "stdin", given)
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            status = main(list(arguments))
        return Result(status, out.printed(), err.printed())

    def new(self, product: str = "Notion AI", *options: str) -> str:
        """Begin a teardown and return its id."""
        done = self("new", product, *options)
        assert done.status == 0, done.err
        return done.out.strip()


def tree_of(folder: Path) -> dict[str, str]:
    """Return every file with a digest of what it holds; caches and the lock are left out."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.parts and path.name != ".lock"
    }
