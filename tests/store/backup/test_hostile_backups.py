"""Files that are no backups, or that shall do harm: each refused, and nothing is written."""

from __future__ import annotations

import json
import stat
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from store.backup.errors import BackupUnusable
from store.errors import NewerSchema, StoreError
from tests.store.backup.boxes import MAIN, back_up, bring_home, fill, manifest_of, pack
from tests.store.making import make_record, on_disk, open_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.library import Library
    from tests.conftest import FrozenClock

ENTRY = f"library/teardowns/{MAIN}.json"


def _archive(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def _named(name: str) -> Callable[[Path], Path]:
    return lambda path: pack(path, {name: b"{}"})


def _link(path: Path) -> Path:
    head = zipfile.ZipInfo(ENTRY)
    head.external_attr = (stat.S_IFLNK | 0o777) << 16
    return _archive(path, (head, b"/etc/passwd"), ("manifest.json", manifest_of({})))


def _folder(path: Path) -> Path:
    return _archive(path, ("library/teardowns/", b""), ("manifest.json", manifest_of({})))


def _twice(path: Path) -> Path:
    with pytest.warns(UserWarning, match="Duplicate"):
        return _archive(
            path, (ENTRY, b"1"), (ENTRY, b"2"), ("manifest.json", manifest_of({ENTRY: b"2"}))
        )


def _two_lists(path: Path) -> Path:
    with pytest.warns(UserWarning, match="Duplicate"):
        return _archive(
            path, ("manifest.json", manifest_of({})), ("manifest.json", manifest_of({}))
        )


def _encrypted(path: Path) -> Path:
    pack(path, {ENTRY: b"{}"})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    return path


def _cut(path: Path) -> Path:
    pack(path, {ENTRY: b"{}" * 1000})
    path.write_bytes(path.read_bytes()[:-40])
    return path


def _garbled(path: Path) -> Path:
    pack(path, {ENTRY: bytes(range(256)) * 40})
    data = bytearray(path.read_bytes())
    data[120] ^= 0xFF
    path.write_bytes(bytes(data))
    return path


def _bomb(path: Path) -> Path:
    """Write twenty files of 60 MB each, which are compressed only once."""
    zeros = bytes(60 * 1024 * 1024)
    squeezer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    squeezed = squeezer.compress(zeros) + squeezer.flush()
    files = {f"library/teardowns/bomb-{n}.json": zeros for n in range(20)}
    with zipfile.ZipFile(path, "w") as archive:
        for name in files:
            info = zipfile.ZipInfo(name)
            archive.writestr(info, squeezed)
            info.compress_type, info.file_size = zipfile.ZIP_DEFLATED, len(zeros)
            info.CRC = zlib.crc32(zeros)
        archive.writestr("manifest.json", manifest_of(files))
    return path


def _overlapping(path: Path) -> Path:
    """Let two names in the directory stand for the bytes of one."""
    files = {f"library/teardowns/bomb-{n}.json": b"0" * 5000 for n in range(2)}
    pack(path, files)
    data = bytearray(path.read_bytes())
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    struct.pack_into("<L", data, second + 42, 0)
    path.write_bytes(bytes(data))
    return path


def _large(path: Path) -> Path:
    return pack(path, {ENTRY: bytes(65 * 1024 * 1024)})


def _lying(**change: Any) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        listed = json.loads(manifest_of({ENTRY: b"{}"}))
        listed["entries"][0] |= change
        return _archive(path, (ENTRY, b"{}"), ("manifest.json", json.dumps(listed).encode()))

    return make


def _with_list(data: bytes) -> Callable[[Path], Path]:
    return lambda path: _archive(path, (ENTRY, b"{}"), ("manifest.json", data))


def _bytes(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


UNLISTED = "what is in it is not what its list of contents names"
NO_NAME = "is a name that no backup has"
HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "empty": (_bytes(b""), "it is empty"),
    "text": (_bytes(b"hello, I am a letter" * 50), "it is no zip file"),
    "cut short": (_cut, "cut short or garbled"),
    "one byte changed": (_garbled, "garbled|not what was put in"),
    "another program's zip": (
        lambda path: _archive(path, ("library/library.json", b"x")),
        "no backup that teardown made",
    ),
    "path upwards": (_named("library/teardowns/../../../evil.json"), NO_NAME),
    "path upwards, Windows": (_named("library\\..\\..\\evil.json"), NO_NAME),
    "absolute": (_named("/etc/cron.d/evil"), NO_NAME),
    "absolute, Windows": (_named("C:/evil.json"), NO_NAME),
    "outside of the library": (_named("evil.json"), NO_NAME),
    "below the trash": (_named("library/trash/a/b.json"), NO_NAME),
    "the lock": (_named("library/.lock"), NO_NAME),
    "the cache": (_named("library/.cache/summaries"), NO_NAME),
    "a hidden file": (_named("library/teardowns/.bashrc"), NO_NAME),
    "settings elsewhere": (_named("settings/../config.toml"), NO_NAME),
    "other settings": (_named("settings/keys.toml"), NO_NAME),
    "a page under a false name": (_named("library/pages/aa/" + "b" * 64 + ".md"), NO_NAME),
    "a device of Windows": (_named("library/teardowns/con.json"), NO_NAME),
    "a stream of Windows": (_named("library/teardowns/a.json:evil"), NO_NAME),
    "a name with an escape": (_named("library/teardowns/\x1b[31m.json"), NO_NAME),
    "a name that turns around": (_named("library/teardowns/\u202enosj.json"), NO_NAME),
    "a name with a dot at its end": (_named("library/teardowns/a.json."), NO_NAME),
    "a very long name": (_named("library/teardowns/" + "a" * 300 + ".json"), NO_NAME),
    "a link": (_link, "is a link or a folder"),
    "a folder": (_folder, "is a link or a folder"),
    "a name twice": (_twice, "twice"),
    "two lists": (_two_lists, "two lists of contents|in it twice"),
    "names that differ by capitals": (
        lambda path: pack(
            path, {"library/teardowns/ab-1.json": b"1", "library/teardowns/AB-1.json": b"2"}
        ),
        "only in other capitals",
    ),
    "encrypted": (_encrypted, "encrypted"),
    "a bomb": (_bomb, "zip bomb"),
    "a bomb of one layer over the other": (_overlapping, "zip bomb|cut short or garbled"),
    "a file far too large": (_large, "larger than 64 MB"),
    "another size": (_lying(size=1), "another size"),
    "another digest": (_lying(sha256="0" * 64), "not what was put in"),
    "a reference to nothing": (_lying(same_as="library/library.json"), UNLISTED),
    "a reference to itself": (_lying(same_as=ENTRY), UNLISTED),
    "a negative size": (_lying(size=-1), "cannot be read"),
    "no digest": (_lying(sha256="x"), "cannot be read"),
    "a name that is none": (_lying(name=7), "cannot be read"),
    "an unlisted file": (_with_list(manifest_of({})), UNLISTED),
    "a listed file that is missing": (
        _with_list(manifest_of({ENTRY: b"{}", "library/library.json": b"{}"})),
        UNLISTED,
    ),
    "a list that is no JSON": (_with_list(b"{"), "list of contents cannot be read"),
    "a list nested deeply": (_with_list(b"[" * 100_000), "list of contents cannot be read"),
    "somebody else's list": (_with_list(b'{"schema": "other/v1"}'), "list of contents cannot|by"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_refused_with_a_clear_line_and_nothing_is_written(
    library: Library, tmp_path: Path, kind: str
) -> None:
    make, why = HOSTILE[kind]
    library.insert(make_record("mine-7k2q"))
    path = make(tmp_path / "evil.zip")
    before = on_disk(tmp_path)
    with pytest.raises(BackupUnusable, match=why) as caught:
        bring_home(library, path)
    assert on_disk(tmp_path) == before
    line = str(caught.value)
    assert line.startswith("“evil.zip” cannot be restored: ")
    assert line.endswith(".")


@pytest.mark.parametrize("fields", [{"schema": "teardown.backup/v2"}, {"library_schema": 3}])
def test_a_newer_one_asks_for_an_update(
    library: Library, tmp_path: Path, fields: dict[str, Any]
) -> None:
    path = pack(tmp_path / "newer.zip", {ENTRY: b"{}"}, **fields)
    before = on_disk(tmp_path)
    with pytest.raises(NewerSchema, match="Update teardown"):
        bring_home(library, path)
    assert on_disk(tmp_path) == before


def test_a_whole_backup_cut_anywhere_is_refused(
    library: Library, tmp_path: Path, clock: FrozenClock
) -> None:
    fill(library)
    path = tmp_path / "backup.zip"
    back_up(library, path)
    whole = path.read_bytes()
    other = open_library(tmp_path / "other", clock)
    before = on_disk(other.root)
    for length in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:length])
        with pytest.raises(BackupUnusable):
            bring_home(other, path)
    assert on_disk(other.root) == before
    other.close()


def test_a_whole_backup_with_one_byte_changed_is_refused_or_the_same(
    library: Library, tmp_path: Path, clock: FrozenClock
) -> None:
    fill(library)
    path = tmp_path / "backup.zip"
    back_up(library, path)
    whole = path.read_bytes()
    wanted = on_disk(library.root)
    for number, at in enumerate(range(0, len(whole), max(1, len(whole) // 60))):
        changed = bytearray(whole)
        changed[at] ^= 0x55
        path.write_bytes(bytes(changed))
        other = open_library(tmp_path / f"other-{number}", clock)
        before = on_disk(other.root)
        try:
            bring_home(other, path)
        except StoreError:
            assert on_disk(other.root) == before
        else:  # a byte that means nothing: a date, a comment's length
            assert on_disk(other.root) == wanted
        other.close()
