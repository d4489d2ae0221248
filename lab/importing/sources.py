"""Which files an import takes, and what is in them. No link is followed inside a folder."""

from __future__ import annotations

import codecs
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lab.errors import UsageError
from lab.importing.outcome import Problem, Skipped, SourceRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LARGEST", "Source", "decoded", "find_sources", "read_source"]

LARGEST: Final = 32 * 1024 * 1024
"""Bytes; a teardown with years of pasted outputs has a tenth of it."""
MOST_DEEP: Final = 40
"""Folders inside folders that are looked into."""

_SUFFIXES: Final = (".md", ".markdown", ".json")
_OPEN: Final[int] = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_NO_FOLLOW: Final[int] = getattr(os, "O_NOFOLLOW", 0)
_WIDE_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read in, or text that came by another way."""

    shown: str
    """How the report calls it."""
    path: Path | None = None
    data: bytes = b""
    """The text itself where there is no path."""
    named: bool = True
    """Somebody named this very file, so that a link in its place is followed."""

    @property
    def name(self) -> str:
        """The file’s own name; empty where there is none."""
        return self.path.name if self.path is not None else ""


def find_sources(
    paths: Iterable[Path], *, library: Path, most: int = sys.maxsize
) -> tuple[list[Source], list[Skipped]]:
    """Return the files to read, folders opened up, and what is passed over.

    A path that is not there becomes a source, and is refused when it is read. Raise
    ``UsageError`` where there are more than *most* files and folders.
    """
    finder = _Finder(library, most=most)
    for path in paths:
        if _is_folder(path) and not path.resolve().is_relative_to(finder.library):
            finder.open_folder(path, shown=str(path), depth=0)
        else:
            finder.sources.append(Source(str(path), path))
    return finder.sources, finder.skipped


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # no name for a file; what is wrong with it is said when it is read
        return False


class _Finder:
    """Goes through folders."""

    def __init__(self, library: Path, *, most: int) -> None:
        self.library = library.resolve()
        self.left = most
        self.sources: list[Source] = []
        self.skipped: list[Skipped] = []

    def open_folder(self, folder: Path, *, shown: str, depth: int) -> None:
        """Take what is in a folder, by name."""
        if depth > MOST_DEEP:
            self._skip(shown, "too many folders inside each other")
            return
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self._skip(shown, f"the folder cannot be read: {_refused(error)}")
            return
        self.left -= len(entries)
        if self.left < 0:
            raise UsageError(
                f"There is too much in “{shown}” to look through",
                todo="Name a folder inside it, or the files themselves.",
            )
        if folder.resolve() == self.library:
            self._skip(shown, "it is this library itself, which has its own already")
            return
        names = {entry.name for entry in entries}
        is_library = {"library.json", "teardowns"} <= names
        for entry in entries:
            place = os.path.join(shown, entry.name)  # noqa: PTH118 - as it was typed
            if is_library and entry.name != "teardowns":
                self._skip(place, "it is part of a library, where only the teardowns are read")
            else:
                self._take(entry, shown=place, depth=depth)

    def _take(self, entry: os.DirEntry[str], *, shown: str, depth: int) -> None:
        path = Path(entry.path)
        try:
            if entry.name.startswith("."):
                self._skip(shown, "it is hidden")
            elif entry.is_symlink() or _is_junction(path):
                self._skip(shown, "it is a link, and links are not followed")
            elif entry.name.lower().endswith(".evidence") and entry.is_dir(follow_symlinks=False):
                self._skip(shown, "its pages come in with the teardown that they lie beside")
            elif entry.is_dir(follow_symlinks=False):
                self.open_folder(path, shown=shown, depth=depth + 1)
            elif not entry.is_file(follow_symlinks=False):
                self._skip(shown, "it is no file")
            elif not entry.name.lower().endswith(_SUFFIXES):
                self._skip(shown, "only .md, .markdown and .json are read")
            else:
                self.sources.append(Source(shown, path, named=False))
        except OSError as error:
            self._skip(shown, _refused(error))

    def _skip(self, shown: str, reason: str) -> None:
        self.skipped.append(Skipped(shown, reason))


def read_source(source: Source, *, library: Path) -> str:
    """Return the text of a file; raise ``SourceRefused``."""
    if source.path is None:
        return decoded(source.data)
    try:
        if source.path.resolve().is_relative_to(library.resolve()):
            raise SourceRefused(
                "it belongs to this library itself",
                todo="It is in the library already; “teardown export” makes a copy.",
            )
        return decoded(_bytes_of(source))
    except (OSError, ValueError) as error:
        raise SourceRefused(_refused(error), todo="Check its name and who owns it.") from None


def _bytes_of(source: Source) -> bytes:
    descriptor = os.open(source.path or "", _OPEN | (0 if source.named else _NO_FOLLOW))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise SourceRefused("it is no file", todo="Name a file or a folder.")
        too_large = SourceRefused(
            f"it is larger than {LARGEST // 1024 // 1024} MB, which no teardown is",
            todo="Leave out what is not part of the teardown.",
        )
        if status.st_size > LARGEST:
            raise too_large
        # A file may grow while it is read; more than the limit is never held.
        with os.fdopen(os.dup(descriptor), "rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise too_large
    finally:
        os.close(descriptor)
    return data


def decoded(data: bytes) -> str:
    """Return bytes as text: UTF-8, or UTF-16 that says so; raise ``SourceRefused``."""
    if len(data) > LARGEST:
        raise SourceRefused(f"it is larger than {LARGEST // 1024 // 1024} MB, which no teardown is")
    encoding = next((name for mark, name in _WIDE_MARKS if data.startswith(mark)), "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceRefused(
            "it is not text in UTF-8",
            problems=(Problem(line, "here is a byte that is no part of a character"),),
            todo="If it is text, save it as UTF-8; if it is a document, save it as Markdown.",
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SourceRefused(
            "it is no text",
            problems=(Problem(line, "here is a zero byte"),),
            todo="If it is a document of another program, save it as Markdown first.",
        )
    return text


def _refused(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file"
        case PermissionError():
            return "you have no permission to read it"
        case OSError():
            return (error.strerror or "the system refused").lower()
    return "that is no file name"


def _is_junction(path: Path) -> bool:
    """Return whether it is one of Windows' links between folders, which are no symlinks there."""
    try:
        attributes = getattr(path.lstat(), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0))
