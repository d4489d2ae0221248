"""Reading and writing in a folder that others write to: no link is followed, nothing too large.

Whatever stands in the folder came from somebody else's computer. A link, a folder where a file
should be, a file that is too large or no text is refused in words; nothing outside is touched.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from lab.group.errors import FileRefused, GroupError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

__all__ = ["is_real_folder", "names_in", "read_text", "write_new", "write_text"]

_OPEN: Final[int] = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)
_MOST_NAMES: Final = 2_000


def read_text(root: Path, path: PurePosixPath, *, most: int) -> str | None:
    """Return a file's text with LF at its line ends; ``None`` where there is none.

    Raise ``FileRefused`` for a link, a folder, more than *most* bytes, or what is no UTF-8.
    """
    if not _folders(root, path):
        return None
    place = root / path
    try:
        if place.is_symlink():
            raise _refused(path, "it is a link, and links are not followed")
        descriptor = os.open(place, _OPEN)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _refused(path, (error.strerror or "the system refused").lower()) from None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _refused(path, "it is no file")
        with os.fdopen(os.dup(descriptor), "rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise _refused(path, (error.strerror or "the system refused").lower()) from None
    finally:
        os.close(descriptor)
    if len(data) > most:
        raise _refused(path, f"it is larger than {most // 1024:,} KB")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise _refused(path, "it is not text in UTF-8") from None


def names_in(root: Path, folder: PurePosixPath) -> Iterator[str]:
    """Yield what lies in a folder of the group, by name; nothing for none, or behind a link."""
    if not _folders(root, folder / "x"):
        return
    try:
        with os.scandir(root / folder) as found:
            names = sorted(entry.name for entry in found)
    except OSError:
        return
    if len(names) > _MOST_NAMES:
        raise _refused(folder, f"it holds more than {_MOST_NAMES:,} files")
    yield from names


def write_text(root: Path, path: PurePosixPath, text: str) -> None:
    """Write a file of one's own, as a whole or not at all, and never through a link."""
    from store.exchange.files import write_export

    _make_folders(root, path)
    place = root / path
    if place.is_symlink() or (place.exists() and not place.is_file()):
        raise GroupError(
            f"“{path}” in the group’s folder cannot be written",
            "something else stands in its place, a link or a folder",
            todo="Move that out of the group’s folder, then try again.",
        )
    write_export(place, text, overwrite=True)


def write_new(root: Path, path: PurePosixPath, text: str) -> bool:
    """Write a file where there is none; return whether there was none."""
    from store.exchange.errors import ExportExists
    from store.exchange.files import write_export

    _make_folders(root, path)
    with suppress(ExportExists):
        write_export(root / path, text, overwrite=False)
        return True
    return False


def is_real_folder(path: Path) -> bool:
    """Return whether a folder is there itself, and no link to one."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and not _is_junction(status)


def _folders(root: Path, path: PurePosixPath) -> bool:
    """Return whether all folders on the way are there; raise for a link among them."""
    place = root
    for name in path.parts[:-1]:
        place = place / name
        try:
            place.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise _refused(path, (error.strerror or "the system refused").lower()) from None
        if not is_real_folder(place):
            raise _refused(path, f"“{name}” is a link or a file where a folder should be")
    return True


def _make_folders(root: Path, path: PurePosixPath) -> None:
    place = root
    for name in path.parts[:-1]:
        place = place / name
        with suppress(FileExistsError):
            try:
                place.mkdir()
            except FileExistsError:
                raise
            except OSError as error:
                raise GroupError(
                    f"{place} cannot be made",
                    (error.strerror or "the system refused").lower(),
                    todo="Check the folder and whose it is.",
                ) from None
    _folders(root, path)


def _is_junction(status: os.stat_result) -> bool:
    attributes = getattr(status, "st_file_attributes", 0)
    return bool(attributes & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0))


def _refused(path: PurePosixPath, why: str) -> FileRefused:
    return FileRefused(
        f"“{path}” in the group’s folder is not used", why, todo="Ask whoever put it there."
    )
