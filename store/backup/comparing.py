"""A backup beside the library: which of its files go where. Nothing is written here."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from os.path import lexists
from typing import TYPE_CHECKING

from store.backup.deciding import Fate, Here, There, decide, document_of
from store.backup.names import slot_of
from store.errors import NotFound, StoreError
from store.files import read_file, real_folder
from store.names import conflict_copy, parse_version, teardown_id
from store.repairs import free_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from store.backup.names import Slot
    from store.backup.reading import Backup
    from store.names import VersionName
    from store.parts import Parts

__all__ = ["Comparison", "Group", "Step", "groups_of"]


@dataclass(frozen=True, slots=True)
class Step:
    """One file of the backup that goes to one place."""

    entry: str
    kind: str
    """Where it counts: ``teardowns``, ``history``, ``pages`` …"""
    target: Path
    replaces: dict[str, object] | None = None
    """The teardown that it takes the place of, and that goes into the history."""
    aside: str = ""
    """Why it is kept aside in the history folder *target*; empty for what goes elsewhere."""


@dataclass(slots=True)
class Group:
    """Entries that are decided on together: a teardown with its past, or one other file."""

    name: str = ""
    """The teardown's id; empty for other files."""
    teardown: str = ""
    """The entry of the teardown itself; empty where there is none."""
    versions: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def groups_of(backup: Backup) -> tuple[list[Group], list[Group]]:
    """Return what teardowns refer to, and then the teardowns and everything else."""
    first: list[Group] = []
    last: list[Group] = []
    teardowns: dict[str, Group] = {}
    for name in backup.entries:
        slot = slot_of(name)
        if slot is None or slot.kind in {"", "library", "settings", "beside"}:
            continue
        if slot.kind in {"pages", "templates"}:
            first.append(Group(others=[name]))
            continue
        owner = slot.place.partition("/")[0]
        if slot.kind != "history":
            owner = teardown_id(owner) or ""
        if not owner or slot.kind == "damaged":
            last.append(Group(others=[name]))
            continue
        group = teardowns.setdefault(owner, Group(owner))
        if slot.kind == "teardowns":
            group.teardown = name
        elif slot.kind == "history":
            group.versions.append(name)
        else:
            group.others.append(name)
    return first, [*teardowns.values(), *last]


class Comparison:
    """Decides, for a group at a time, what a restore does with it."""

    def __init__(self, parts: Parts, backup: Backup) -> None:
        self._parts = parts
        self._backup = backup
        self.fates: dict[str, Fate] = {}
        """By teardown, what was decided last."""

    def steps(self, group: Group) -> list[Step]:
        """Return what is to be done for a group, as the library stands now."""
        found: list[Step] = []
        here = self._here(group) if group.name else None
        if group.name:
            found += self._for_versions(group, here)
            if group.teardown:
                found += self._for_teardown(group, here)
        for entry in group.others:
            if here is None or here.digest != self._backup.entries[entry].sha256:
                found += self._for_other(entry)
        return found

    def _for_teardown(self, group: Group, here: Here | None) -> list[Step]:
        parts, entry, name = self._parts, group.teardown, group.name
        digest = self._backup.entries[entry].sha256
        document = None
        if here is not None and here.digest != digest:
            document = document_of(self._backup.read(entry), teardown_id=name)
        digests = frozenset(self._backup.entries[version].sha256 for version in group.versions)
        fate = self.fates[name] = decide(here, There(digest, document, digests))
        history = parts.history.folder(name)
        steps: list[Step] = []
        match fate:
            case Fate.ADDED:
                steps = [Step(entry, "teardowns", parts.path(name))]
            case Fate.FORWARD if here is not None:
                steps = [Step(entry, "teardowns", parts.path(name), replaces=here.document)]
            case Fate.ASIDE:
                day = self._backup.manifest.made_at[:10]
                why = f"an earlier version, from the backup of {day}"
                steps = [Step(entry, "history", history, aside=why)]
            case Fate.INTO_HISTORY:
                rev = self._next_rev(name, group.versions)
                steps = [Step(entry, "history", history / f"{rev}.json")]
            case Fate.SECOND:
                steps = [Step(entry, "teardowns", self._free_copy(name))]
            case Fate.DAMAGED:
                steps = self._into_damaged(entry, f"{name}.json")
        return steps

    def _for_versions(self, group: Group, here: Here | None) -> list[Step]:
        """Return the versions that are missing here, each under a name that is free."""
        entries = self._backup.entries
        if not group.versions:
            return []
        there = dict(here.versions) if here is not None else self._versions(group.name)
        known = {*there.values(), *([here.digest] if here is not None else [])}
        folder = self._parts.history.folder(group.name)
        steps = []
        for entry in group.versions:
            version = parse_version(entry.rpartition("/")[2])
            digest = entries[entry].sha256
            if version is None or digest in known:
                continue
            while version in there:
                version = version._replace(number=version.number + 1)
            there[version] = digest
            steps.append(Step(entry, "history", folder / str(version)))
        return steps

    def _for_other(self, entry: str) -> list[Step]:
        """Return where a file goes that is no teardown in the library; nothing if it is there."""
        slot = slot_of(entry)
        if slot is None:
            return []
        target = self._parts.root.joinpath(slot.kind, *slot.place.split("/"))
        folders = dict.fromkeys((self._parts.root / slot.kind, target.parent))
        if not all(real_folder(folder) for folder in folders) or not lexists(target):
            return [Step(entry, slot.kind, target)]
        # A page or template that is damaged here is the doctor's.
        is_same = slot.kind in {"pages", "templates"} or (
            _digest(target) == self._backup.entries[entry].sha256
        )
        return [] if is_same else self._beside(entry, slot)

    def _beside(self, entry: str, slot: Slot) -> list[Step]:
        """Return where a file goes whose place something else has."""
        owner = teardown_id(slot.place)
        if slot.kind == "trash" and owner:
            if self._backup.entries[entry].sha256 in self._versions(owner).values():
                return []
            folder = self._parts.history.folder(owner)
            return [Step(entry, "history", folder / f"{self._next_rev(owner)}-aside.json")]
        copy = conflict_copy(slot.place) if slot.kind == "teardowns" else None
        if copy is not None:
            return [Step(entry, "teardowns", self._free_copy(copy.teardown_id))]
        return self._into_damaged(entry, slot.place)

    def _into_damaged(self, entry: str, name: str) -> list[Step]:
        folder, digest = self._parts.damaged, self._backup.entries[entry].sha256
        if real_folder(folder) and any(_digest(path) == digest for path in folder.iterdir()):
            return []
        return [Step(entry, "damaged", free_name(folder / name))]

    def _here(self, group: Group) -> Here | None:
        """Return a teardown as it stands in the library; ``None`` if it does not."""
        parts, name = self._parts, group.name
        if not real_folder(parts.teardowns) or not lexists(parts.path(name)):
            return None
        try:
            data = read_file(parts.path(name))
        except NotFound:
            return None
        except StoreError:
            return Here("", None, self._versions(name))
        digest = sha256(data).hexdigest()
        there = self._backup.entries.get(group.teardown)
        if there is not None and there.sha256 == digest and not group.versions:
            return Here(digest, None)
        document = document_of(data, teardown_id=name)
        return Here(digest, document, self._versions(name), self._kept_beside(name))

    def _versions(self, name: str) -> dict[VersionName, str]:
        folder = self._parts.history.folder(name)
        names = self._parts.history.names(name)
        return {version: _digest(folder / str(version)) for version in names}

    def _kept_beside(self, name: str) -> list[dict[str, object]]:
        found = []
        for version in self._parts.history.names(name):
            if version.mark == "aside":
                with suppress(StoreError):
                    found.append(self._parts.history.read(name, version))
        for path in self._parts.teardowns.glob(f"{name} (backup *).json"):
            with suppress(StoreError):
                document = document_of(read_file(path), teardown_id=name)
                found += [document] if document is not None else []
        return found

    def _next_rev(self, name: str, coming: Sequence[str] = ()) -> int:
        """Return a number above all versions that are here, or are about to be."""
        found = [*self._parts.history.names(name)]
        found += filter(None, (parse_version(entry.rpartition("/")[2]) for entry in coming))
        return 1 + max((version.rev for version in found), default=0)

    def _free_copy(self, name: str) -> Path:
        at = self._parts.clock.now().strftime("%Y-%m-%d %H%M%S")
        return free_name(self._parts.teardowns / f"{name} (backup {at}-1).json")


def _digest(path: Path) -> str:
    """Return a file's SHA-256; empty where it cannot be read."""
    try:
        return sha256(read_file(path)).hexdigest()
    except StoreError:
        return ""
