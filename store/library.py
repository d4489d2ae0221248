"""The library: a folder of teardowns."""

from __future__ import annotations

import re
import secrets
import unicodedata
from typing import TYPE_CHECKING, Self

import orjson

from store.errors import AmbiguousId, Conflict, NotFound, StoreError
from store.summaries import Summary, summarize

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.clock import Clock
    from store.records import Teardown
    from teardown_templates.model import Template


class Library:
    """A folder of teardowns."""

    def __init__(self, root: Path, *, clock: Clock, ids: Callable[[], str] | None = None) -> None:
        self.root = root
        self._clock = clock
        self._ids = ids or (
            lambda: "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(4))
        )

    @classmethod
    def open(
        cls,
        root: Path,
        *,
        clock: Clock,
        ids: Callable[[], str] | None = None,
        create: bool = True,
    ) -> Self:
        """Open the library in that folder."""
        if create:
            (root / "teardowns").mkdir(parents=True, exist_ok=True)
        return cls(root, clock=clock, ids=ids)

    def new_id(self, product_name: str) -> str:
        """Return a free id for a teardown of that product."""
        plain = unicodedata.normalize("NFKD", product_name).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40] or "teardown"
        return f"{slug}-{self._ids()}"

    def _path(self, teardown_id: str) -> Path:
        return self.root / "teardowns" / f"{teardown_id}.json"

    def _write(self, record: Teardown) -> None:
        path = self._path(record.id)
        temporary = path.with_suffix(".tmp")
        temporary.write_bytes(
            orjson.dumps({"_default": {"1": record.to_dict()}}, option=orjson.OPT_INDENT_2)
        )
        temporary.replace(path)

    def insert(self, record: Teardown) -> Teardown:
        """Write a new teardown."""
        if self._path(record.id).exists():
            raise StoreError(f"{record.id} exists already")
        fresh = record.model_copy(update={"rev": 1})
        self._write(fresh)
        return fresh

    def load(self, teardown_id: str) -> Teardown:
        """Read a teardown."""
        from store.records import Teardown

        try:
            raw = orjson.loads(self._path(teardown_id).read_bytes())
        except FileNotFoundError:
            raise NotFound(f"There is no teardown “{teardown_id}”") from None
        return Teardown.model_validate(raw["_default"]["1"])

    def save(self, record: Teardown) -> Teardown:
        """Write a new version of a teardown."""
        there = self.load(record.id)
        if there.rev != record.rev:
            raise Conflict(record.id, ours=record.rev, theirs=there.rev)
        fresh = record.model_copy(update={"rev": record.rev + 1, "updated_at": self._clock.now()})
        self._write(fresh)
        return fresh

    def keep_aside(self, record: Teardown, *, reason: str) -> None:
        """Keep the losing side of a conflict."""

    def summaries(self) -> list[Summary]:
        """Return all teardowns, newest first."""
        rows = [
            summarize(orjson.loads(path.read_bytes())["_default"]["1"])
            for path in (self.root / "teardowns").glob("*.json")
        ]
        return sorted(rows, key=lambda row: row.updated_at, reverse=True)

    def changed(self) -> bool:
        """Return whether somebody else changed something."""
        return False

    def resolve(self, text: str) -> str:
        """Return the id that a short form means."""
        ids = [row.id for row in self.summaries()]
        if text == "last" and ids:
            return ids[0]
        found = [i for i in ids if i == text] or [i for i in ids if i.startswith(text)]
        if not found:
            raise NotFound(f"There is no teardown “{text}”")
        if len(found) > 1:
            raise AmbiguousId(text, found)
        return found[0]

    def trash(self, teardown_id: str) -> None:
        """Move a teardown to the trash."""
        folder = self.root / "trash"
        folder.mkdir(exist_ok=True)
        self._path(teardown_id).rename(folder / f"{teardown_id}.json")

    def keep_template(self, template: Template) -> str:
        """Keep a frozen template; return its digest."""
        import json

        digest = template.digest()
        folder = self.root / "templates"
        folder.mkdir(exist_ok=True)
        (folder / f"{digest}.json").write_text(json.dumps(template.to_dict()))
        return digest

    def template(self, digest: str) -> Template | None:
        """Return a frozen template."""
        import json

        from teardown_templates.model import Template

        path = self.root / "templates" / f"{digest}.json"
        return Template.from_dict(json.loads(path.read_text())) if path.exists() else None

    def close(self) -> None:
        """Let go of everything."""
