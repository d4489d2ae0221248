"""Whatever the system refuses: a named error in plain words, and nothing changed."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from store.clock import SystemClock
from store.errors import (
    Damaged,
    InvalidRecord,
    LibraryUnwritable,
    LinkRefused,
    NewerSchema,
    NotFound,
    StoreError,
    Unreadable,
)
from store.library import Library
from tests.store.faulty import FailingFiles, HalfWritingFiles, WithoutLinks
from tests.store.making import make_record, on_disk, open_library, text_of, with_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from store.records import Teardown
    from tests.conftest import FrozenClock

DEEDS: dict[str, Callable[[Library, Teardown], Any]] = {
    "save": lambda library, record: library.save(record),
    "insert": lambda library, _: library.insert(make_record("other-7k2q")),
    "keep aside": lambda library, record: library.keep_aside(record, reason="it lost"),
    "trash": lambda library, record: library.trash(record.id),
    "trash over another": lambda library, _: library.trash("twice-7k2q"),
    "restore": lambda library, _: library.restore("gone-7k2q"),
    "bring back": lambda library, record: library.bring_back(record.id, 1),
    "bring back a damaged one": lambda library, _: library.bring_back("bad-7k2q", 1),
    "put a page": lambda library, _: library.put_page("a page", raw=b"<p>a page"),
    "update by TinyDB": lambda library, record: library.database.update(
        {"author": "Ada"}, doc_ids=[record.id]
    ),
    "remove by TinyDB": lambda library, record: library.database.remove(
        lambda document: document["id"] == record.id
    ),
}


@pytest.fixture
def files() -> FailingFiles:
    return FailingFiles()


@pytest.fixture
def failing(root: Path, clock: FrozenClock, files: FailingFiles) -> Iterator[Library]:
    """A library with something of everything, on a disk that fails when it is told to."""
    library = open_library(root, clock, files=files)
    for name in ("gone-7k2q", "twice-7k2q"):
        library.insert(make_record(name))
        library.trash(name)
    library.insert(make_record("twice-7k2q", "the second of that name"))
    bad = library.insert(make_record("bad-7k2q"))
    library.save(bad)
    (root / "teardowns" / "bad-7k2q.json").write_bytes(b"{")
    library.save(library.insert(make_record()))
    library.trash("bad-7k2q")
    library.restore("bad-7k2q")
    yield library
    library.close()


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(
    ("number", "why"), [(errno.ENOSPC, "disk is full"), (errno.EIO, "reports an error")]
)
def test_a_failing_call_changes_nothing_whichever_it_is(
    failing: Library, files: FailingFiles, deed: str, *, number: int, why: str
) -> None:
    record = failing.load("notion-ai-7k2q")
    before = on_disk(failing.root)
    for call in count():
        files.arm(number, at=call)
        refusal: LibraryUnwritable | None = None
        try:
            DEEDS[deed](failing, record)
        except LibraryUnwritable as error:
            refusal = error
        if refusal is None:
            break
        assert why in refusal.why
        assert refusal.todo.startswith("Nothing was changed.")
        assert on_disk(failing.root) == before, files.names
    assert call > 2
    assert on_disk(failing.root) != before


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "disk is full"),
        (errno.EFBIG, "larger than this disk allows"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "no permission"),
        (errno.ENODEV, "No such device"),
    ],
)
def test_a_half_written_file_leaves_nothing_behind_and_its_reason_is_told(
    root: Path, clock: FrozenClock, number: int, why: str
) -> None:
    files = HalfWritingFiles(number)
    library = open_library(root, clock, files=files)
    record = library.insert(make_record())
    before = on_disk(root)
    files.broken = True
    with pytest.raises(LibraryUnwritable, match=why):
        library.save(record)
    assert on_disk(root) == before
    files.broken = False
    assert library.save(record).rev == 2
    library.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_the_systems_own_limit_on_a_files_size_is_a_named_error(root: Path) -> None:
    program = """
import resource, signal, sys
from pathlib import Path
from store.clock import SystemClock
from store.errors import LibraryUnwritable
from store.library import Library
from tests.store.making import make_record, on_disk, with_text
root = Path(sys.argv[1])
library = Library.open(root, clock=SystemClock())
record = library.insert(make_record())
before = on_disk(root)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
try:
    library.save(with_text(record, "x" * 30_000))
except LibraryUnwritable as error:
    print(error.why)
assert on_disk(root) == before
library.save(with_text(record, "x" * 10_000))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(root)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "the file is larger than this disk allows\n"


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount a small disk"
)
def test_a_really_full_disk_is_a_named_error_and_space_brings_it_back(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not _mount("-t", "tmpfs", "-o", "size=256k", "none", str(disk)):
        pytest.skip("mounting is not allowed here")
    try:
        library = Library.open(disk / "library", clock=SystemClock())
        record = library.insert(make_record(text="x" * 20_000))
        record, before = _save_until_full(library, record)
        assert on_disk(disk) == before
        assert library.load(record.id) == record
        for version in library.history(record.id)[1:]:
            (disk / "library" / "history" / record.id / version.name).unlink()
        assert library.save(record).rev == record.rev + 1
        library.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _mount(*arguments: str) -> bool:
    program = shutil.which("mount")
    if program is None:
        return False
    done = subprocess.run([program, *arguments], capture_output=True, check=False)
    return done.returncode == 0


def _save_until_full(library: Library, record: Teardown) -> tuple[Teardown, dict[str, bytes | str]]:
    for _ in range(40):
        before = on_disk(library.root.parent)
        try:
            record = library.save(record)
        except LibraryUnwritable as error:
            if "disk is full" in error.why:
                return record, before
            raise
    pytest.fail("the disk never became full")


@pytest.fixture
def read_only(root: Path, library: Library) -> Iterator[Library]:
    """A library that cannot be written: by permission, or for root as a read-only mount."""
    library.insert(make_record(text="still here"))
    library.close()
    if os.geteuid() != 0:
        for folder in (root / "teardowns", root / "history", root):
            if folder.exists():
                folder.chmod(0o500)
        (root / ".lock").chmod(0o400)
        yield library
        for folder in (root, root / "teardowns"):
            folder.chmod(0o700)
        return
    for arguments in (["--bind", str(root), str(root)], ["-o", "remount,ro,bind", str(root)]):
        if not _mount(*arguments):
            subprocess.run(["umount", str(root)], capture_output=True, check=False)
            pytest.skip("root is bound by no permission, and may not mount here")
    yield library
    subprocess.run(["umount", str(root)], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such permissions")
def test_a_read_only_library_is_read_and_every_change_is_refused(
    read_only: Library, root: Path, clock: FrozenClock
) -> None:
    before = on_disk(root)
    library = open_library(root, clock)
    record = library.load("notion-ai-7k2q")
    assert [row.id for row in library.summaries()] == [record.id]
    assert library.search("still")[0].id == record.id
    for name in ("save", "insert", "keep aside", "trash", "put a page", "update by TinyDB"):
        with pytest.raises(LibraryUnwritable) as caught:
            DEEDS[name](library, record)
        assert "read-only" in str(caught.value) or "permission" in str(caught.value)
    assert any(a.what == "The library cannot be written" for a in library.doctor())
    library.tidy()
    library.close()
    assert on_disk(root) == before
    assert read_only.root == root


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def _garble(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[200:220] = b"\xff\x00" * 10
    path.write_bytes(data)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _other_json(path: Path) -> None:
    path.write_text("[1, 2, 3]", "utf-8")


def _two_documents(path: Path) -> None:
    path.write_text('{"_default": {"2": {}, "3": {}}}', "utf-8")


def _nest(path: Path) -> None:
    path.write_text("[" * 200_000, "utf-8")


def _newer(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace('"schema": 2', '"schema": 3'), "utf-8")


def _no_schema(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace('"schema": 2', '"schema": "two"'), "utf-8")


def _bad_value(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace('"draft"', '"daft"'), "utf-8")


def _other_id(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace('"id": "bad-7k2q"', '"id": "x-7k2q"'), "utf-8")


def _huge(path: Path) -> None:
    with path.open("ab") as file:
        file.truncate(65 * 1024 * 1024)


def _link(path: Path) -> None:
    target = path.parent.parent.parent / "outside.json"
    path.rename(target)
    path.symlink_to(target)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


FAULTS: list[tuple[Callable[[Path], None], type[StoreError], str]] = [
    (_cut, Damaged, "ends too early"),
    (_garble, Damaged, "not text"),
    (_empty, Damaged, "is empty"),
    (_zero, Damaged, "zero bytes"),
    (_other_json, Damaged, "no teardown"),
    (_two_documents, Damaged, "no teardown"),
    (_nest, Damaged, "nested too deeply"),
    (_huge, Damaged, "larger than 64 MB"),
    (_newer, NewerSchema, "format 3"),
    (_no_schema, InvalidRecord, "schema"),
    (_bad_value, InvalidRecord, "status"),
    (_other_id, InvalidRecord, "should be “bad-7k2q”"),
]
if sys.platform != "win32":
    FAULTS += [
        (_link, LinkRefused, "does not follow links"),
        (_folder, Damaged, "a folder stands where"),
        (_pipe, Damaged, "something else stands where"),
    ]


@pytest.mark.parametrize(("fault", "error", "why"), FAULTS, ids=[f[0].__name__ for f in FAULTS])
def test_one_bad_file_costs_exactly_that_teardown(
    library: Library,
    clock: FrozenClock,
    *,
    fault: Callable[[Path], None],
    error: type[StoreError],
    why: str,
) -> None:
    root = library.root
    good = library.insert(make_record("good-7k2q"))
    record = library.insert(make_record("bad-7k2q"))
    fault(root / "teardowns" / "bad-7k2q.json")
    before = on_disk(root.parent)
    for reader in (library, open_library(root, clock)):
        with pytest.raises(error, match=why):
            reader.load("bad-7k2q")
        with pytest.raises(StoreError):
            reader.save(record)
        with pytest.raises(StoreError):
            reader.insert(record)
        (ailment,) = [a for a in reader.doctor() if a.severity == "error"]
        assert ailment.path == root / "teardowns" / "bad-7k2q.json"
        assert ailment.fixable == (fault is _other_id), "there is no earlier version"
        assert ailment.fixable or reader.fix() == []
    assert on_disk(root.parent) == before
    rows = {row.id: row.fault for row in library.summaries()}
    assert rows.keys() == {"good-7k2q", "bad-7k2q"}
    # A list does not look at every value.
    assert rows["bad-7k2q"] or fault is _bad_value
    assert not rows["good-7k2q"]
    assert library.save(good).rev == 2


@pytest.mark.parametrize(("fault", "error", "why"), FAULTS, ids=[f[0].__name__ for f in FAULTS])
def test_the_history_brings_a_bad_file_back_and_the_bad_one_is_kept(
    library: Library, fault: Callable[[Path], None], *, error: type[StoreError], why: str
) -> None:
    root = library.root
    first = library.insert(make_record("bad-7k2q", "first"))
    library.save(with_text(first, "second"))
    path = root / "teardowns" / "bad-7k2q.json"
    fault(path)
    kept = path.read_bytes() if path.is_file() and not path.is_symlink() else None
    (ailment,) = [a for a in library.doctor() if a.severity == "error"]
    assert why in f"{ailment.what} {ailment.why}"
    if error is NewerSchema:
        assert not ailment.fixable, "what a newer teardown wrote is not replaced"
        assert library.fix() == []
        with pytest.raises(NewerSchema):
            library.bring_back("bad-7k2q", 1)
        assert path.read_bytes() == kept
        return
    assert ailment.fixable
    (mended,) = library.fix()
    assert mended.path == path
    loaded = library.load("bad-7k2q")
    assert text_of(loaded) == "first"
    assert loaded.rev > 2, "whoever still has the lost version in hand gets a conflict"
    assert [a for a in library.doctor() if a.severity == "error"] == []
    everything = on_disk(root).values()
    assert kept is None or kept in everything
    assert library.save(with_text(loaded, "third")).rev == loaded.rev + 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("name", ["teardowns", "history", "trash", "pages", "templates"])
def test_a_linked_folder_is_refused_and_nothing_is_written_through_it(
    library: Library, root: Path, name: str
) -> None:
    record = library.insert(make_record())
    library.save(record)
    library.put_page("a page")
    library.insert(make_record("gone-7k2q"))
    library.trash("gone-7k2q")
    outside = root.parent / "outside"
    if (root / name).exists():
        (root / name).rename(outside)
    else:
        outside.mkdir()
    (root / name).symlink_to(outside)
    before = on_disk(root.parent)
    deeds: dict[str, list[Callable[[], object]]] = {
        "teardowns": [
            lambda: library.load(record.id),
            lambda: library.save(record),
            lambda: library.insert(make_record("other-7k2q")),
            lambda: library.trash(record.id),
            lambda: library.restore("gone-7k2q"),
            library.summaries,
            lambda: library.resolve("noti"),
            library.database.all,
        ],
        "history": [
            lambda: library.save(library.load(record.id)),
            lambda: library.history(record.id),
            lambda: library.load_version(record.id, 1),
            lambda: library.bring_back(record.id, 1),
            lambda: library.keep_aside(record, reason="lost"),
        ],
        "trash": [
            lambda: library.trash(record.id),
            library.trashed,
            lambda: library.restore("gone-7k2q"),
            library.empty_trash,
        ],
        "pages": [lambda: library.put_page("other"), lambda: library.page("0" * 64)],
        "templates": [lambda: library.template("0" * 64)],
    }
    for deed in deeds[name]:
        with pytest.raises(LinkRefused, match=name):
            deed()
    assert any(a.path == root / name and a.severity == "error" for a in library.doctor())
    assert on_disk(root.parent) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("name", ["history/notion-ai-7k2q", "history/notion-ai-7k2q/1.json"])
def test_a_link_deeper_inside_is_refused_too(library: Library, root: Path, name: str) -> None:
    record = library.save(library.insert(make_record()))
    (root / name).rename(root.parent / "outside")
    (root / name).symlink_to(root.parent / "outside")
    before = on_disk(root.parent)
    with pytest.raises(LinkRefused):
        library.load_version(record.id, 1)
    library.tidy()
    assert on_disk(root.parent) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_linked_lock_is_refused(library: Library, root: Path) -> None:
    (root / ".lock").unlink(missing_ok=True)
    (root / ".lock").symlink_to(root.parent / "outside")
    with pytest.raises(LinkRefused):
        library.insert(make_record())
    assert not (root.parent / "outside").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_the_library_as_a_whole_may_be_a_link(tmp_path: Path, clock: FrozenClock) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    library = open_library(tmp_path / "link", clock)
    record = library.insert(make_record())
    assert library.load(record.id) == record
    library.tidy()
    assert [a.what for a in library.doctor()] == []
    library.close()


def test_a_library_of_a_newer_version_is_refused(
    library: Library, root: Path, clock: FrozenClock
) -> None:
    (root / "library.json").write_text('{"schema": 3}', "utf-8")
    with pytest.raises(NewerSchema, match="library"):
        open_library(root, clock)
    (ailment,) = library.doctor()
    assert (ailment.severity, ailment.fixable) == ("error", False)


def test_a_garbled_library_file_stops_nothing_and_is_mended(
    library: Library, root: Path, clock: FrozenClock
) -> None:
    good = (root / "library.json").read_bytes()
    (root / "library.json").write_bytes(b"\0\0")
    again = open_library(root, clock)
    record = again.insert(make_record())
    assert again.load(record.id) == record
    (ailment,) = library.doctor()
    assert (ailment.severity, ailment.fixable) == ("warning", True)
    library.fix()
    assert library.doctor() == []
    assert (root / "library.json").read_bytes() == good
    again.close()


def test_a_file_where_the_library_should_be_is_refused(root: Path, clock: FrozenClock) -> None:
    root.write_text("mine", "utf-8")
    with pytest.raises(LibraryUnwritable, match="is a file"):
        open_library(root, clock)
    assert root.read_text("utf-8") == "mine"


def test_a_file_where_a_folder_should_be_is_a_named_error(library: Library, root: Path) -> None:
    (root / "trash").write_text("mine", "utf-8")
    record = library.insert(make_record())
    with pytest.raises(Unreadable, match="a file stands where"):
        library.trash(record.id)
    assert library.load(record.id) == record
    assert (root / "trash").read_text("utf-8") == "mine"


def test_a_missing_library_is_empty_when_it_must_not_be_made(
    root: Path, clock: FrozenClock
) -> None:
    library = Library.open(root, clock=clock, create=False)
    assert library.summaries() == []
    assert library.trashed() == []
    assert library.search("anything") == []
    assert [a.severity for a in library.doctor()] == ["note"]
    with pytest.raises(NotFound):
        library.resolve("last")
    with pytest.raises(NotFound):
        library.load("notion-ai-7k2q")
    library.tidy()
    library.close()
    assert not root.exists()


def test_a_library_whose_folder_was_removed_while_open_says_so(
    library: Library, root: Path
) -> None:
    record = library.insert(make_record())
    shutil.rmtree(root)
    with pytest.raises(LibraryUnwritable, match="folder is gone"):
        library.save(record)
    assert not root.exists()


def test_a_disk_without_hard_links_keeps_copies(root: Path, clock: FrozenClock) -> None:
    library = open_library(root, clock, files=WithoutLinks())
    record = library.insert(make_record(text="one"))
    record = library.save(with_text(record, "two"))
    record = library.save(with_text(record, "three"))
    assert [text_of(library.load_version(record.id, rev)) for rev in (1, 2)] == ["one", "two"]
    assert [a.what for a in library.doctor()] == ["The disk has no hard links"]
    library.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such permissions")
def test_a_file_without_permission_is_a_named_error(library: Library, root: Path) -> None:
    record = library.insert(make_record())
    (root / "teardowns" / f"{record.id}.json").chmod(0)
    if os.geteuid() == 0:
        pytest.skip("root is bound by no permission")
    with pytest.raises(Unreadable, match="no permission"):
        library.load(record.id)


def test_an_interrupted_save_leaves_nothing_behind(root: Path, clock: FrozenClock) -> None:
    class Interrupted(FailingFiles):
        def before(self, name: str) -> None:
            try:
                super().before(name)
            except OSError:
                signal.raise_signal(signal.SIGINT)

    files = Interrupted()
    library = open_library(root, clock, files=files)
    record = library.save(library.insert(make_record()))
    before = on_disk(root)
    for call in range(5):
        files.arm(errno.EIO, at=call)
        with pytest.raises(KeyboardInterrupt):
            library.save(record)
        assert on_disk(root) == before
    library.close()
