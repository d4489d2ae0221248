"""Backups for the tests: made, opened, restored, and packed by hand to do harm."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from store.backup.reading import opened
from store.backup.restoring import restore
from store.backup.writing import write_backup
from store.records import Evidence
from teardown_templates.model import Prompt, Section, Template
from tests.store.making import make_record, with_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.backup.restoring import Restored
    from store.backup.writing import Written
    from store.library import Library

MAIN = "notion-ai-7k2q"


def quiet(doing: str, count: int) -> None:
    """Take no notice of how far it is."""


def back_up(library: Library, path: Path, **options: Any) -> Written:
    """Write a library's backup."""
    options.setdefault("progress", quiet)
    return write_backup(path, library.parts, app="test", **options)


def bring_home(
    library: Library,
    path: Path,
    *,
    dry_run: bool = False,
    progress: Callable[[str, int], None] = quiet,
) -> Restored:
    """Check a backup and restore it."""
    with path.open("rb") as stream, opened(stream, path.name) as backup:
        backup.verify(quiet)
        return restore(library.parts, backup, dry_run=dry_run, progress=progress)


def fates(restored: Restored) -> dict[str, str]:
    """Return what became of each teardown, by the names of the fates."""
    return {name: fate.name for name, fate in restored.fates.items()}


def fill(library: Library) -> None:
    """Put something of every kind into a library."""
    page = library.put_page("A page 日本", raw=b"<p>")
    record = library.insert(make_record(MAIN, "one"))
    evidence = [Evidence(id="e1", kind="page", body=page)]
    record = library.save(record.model_copy(update={"evidence": evidence}))
    record = library.save(with_text(record, "three"))
    library.keep_aside(with_text(record, "lost"), reason="it lost")
    library.insert(make_record("other-7k2q", "Other"))
    library.insert(make_record("gone-7k2q"))
    library.trash("gone-7k2q")
    prompt = Prompt(id="who", text="Who is it for?", required=True)
    section = Section(id="job", title="Job", minutes=5, purpose="", prompts=(prompt,))
    template = Template(
        id="quick",
        version=1,
        kind="base",
        title="Quick",
        tagline="",
        minutes=15,
        sections=(section,),
    )
    library.keep_template(template)
    damaged = library.root / "teardowns" / "broken-7k2q.json"
    damaged.write_bytes(b"{")
    copy = library.root / "teardowns" / f"{MAIN} (Ana's conflicted copy 2026-11-20).json"
    copy.write_bytes((library.root / "teardowns" / f"{MAIN}.json").read_bytes() + b"\n")


def manifest_of(files: dict[str, bytes], **fields: Any) -> bytes:
    """Return the list of contents that belongs to these files."""
    entries = [
        {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()}
        for name, data in files.items()
    ]
    whole = {
        "schema": "teardown.backup/v1",
        "made_at": "2026-11-20T10:15:00Z",
        "app": "1",
        "library_schema": 2,
        "entries": entries,
    }
    return json.dumps(whole | fields).encode()


def pack(path: Path, files: dict[str, bytes], **fields: Any) -> Path:
    """Write a backup by hand, with a list of contents that fits."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
        archive.writestr("manifest.json", manifest_of(files, **fields))
    return path
