"""Putting two versions of one teardown together, and handing one on while it is worked on.

Pure. What only one side changed since the version that both began from is taken from that
side. Where both changed the same thing differently, that is a clash, and a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.records import Teardown

__all__ = ["Merged", "Side", "merge", "snapshot"]

_MISSING: Any = object()

Side = Literal["ours", "theirs"]

_NOTHING_CHOSEN: Mapping[str, Side] = MappingProxyType({})

_CLOCKWORK = frozenset({"rev", "updated_at", "scored_at", "done", "schema", "ended_at"})
"""Nobody chooses between these: they follow from what was chosen, or come from the library."""

_NAMES = ("id", "started_at", "marker")
"""What identifies an item of a list; of second marks on an output, who gave them."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Both versions in one, and where they clashed."""

    record: Teardown
    clashes: tuple[str, ...]
    """Paths such as ``sections.frame.answers.who``; there the preferred side stands."""


def merge(
    ours: Teardown,
    theirs: Teardown,
    *,
    base: Teardown | None,
    prefer: Side = "ours",
    chosen: Mapping[str, Side] = _NOTHING_CHOSEN,
) -> Merged:
    """Return both versions in one record that carries on from *theirs* (its ``rev``).

    *base* is the version that both began from. Without it, everything that differs clashes.
    *chosen* says for single paths, such as those of :func:`lab.conflict.differences`, which
    side a person took; *prefer* decides the others that clash.
    """
    from lab.evidence.telling_apart import told_apart
    from lab.trials.telling_apart import probes_told_apart
    from store.records import Teardown

    ours = told_apart(ours, theirs, base=base)
    ours, theirs = probes_told_apart(ours, theirs, base=base)
    clashes: list[str] = []
    merge_all = _Merge(prefer == "ours", clashes, _with_followers(chosen))
    merged = merge_all.values(
        ours.to_dict(), theirs.to_dict(), base.to_dict() if base is not None else _MISSING, ""
    )
    record = Teardown.model_validate(merged)
    record.rev, record.updated_at = theirs.rev, theirs.updated_at
    return Merged(record, tuple(clashes))


@dataclass(frozen=True, slots=True)
class _Merge:
    prefer_ours: bool
    clashes: list[str]
    chosen: Mapping[str, Side]

    def values(self, ours: Any, theirs: Any, base: Any, path: str) -> Any:
        """Return one value out of three; ``_MISSING`` is a value that is not there."""
        side = self.chosen.get(path)
        if side is not None:
            if base in (ours, theirs):
                return ours if side == "ours" else theirs
            return _Merge(side == "ours", self.clashes, {}).values(ours, theirs, base, path)
        return self._both(ours, theirs, base, path)

    def _both(self, ours: Any, theirs: Any, base: Any, path: str) -> Any:
        if not self._is_chosen_inside(path):
            if theirs in (ours, base):
                return ours
            if ours == base:
                return theirs
        elif isinstance(ours, dict) or isinstance(theirs, dict):
            ours = {} if ours is _MISSING else ours
            theirs = {} if theirs is _MISSING else theirs
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self._dicts(ours, theirs, base if isinstance(base, dict) else {}, path)
        if _is_items(ours) and _is_items(theirs):
            return self._items(ours, theirs, base if _is_items(base) else [], path)
        name = path.rpartition(".")[2]
        if name == "active_seconds" or (name == "seconds" and path.startswith("sections.")):
            return ours + theirs - (0 if base is _MISSING else base)
        if name not in _CLOCKWORK:
            self.clashes.append(path)
        return ours if self.prefer_ours else theirs

    def _is_chosen_inside(self, path: str) -> bool:
        """Return whether a side was chosen for something inside a value."""
        start = f"{path}." if path else ""
        return any(each.startswith(start) for each in self.chosen)

    def _dicts(
        self, ours: dict[str, Any], theirs: dict[str, Any], base: dict[str, Any], path: str
    ) -> dict[str, Any]:
        merged = {}
        for key in dict.fromkeys((*theirs, *ours)):
            value = self.values(
                ours.get(key, _MISSING),
                theirs.get(key, _MISSING),
                base.get(key, _MISSING),
                f"{path}.{key}" if path else key,
            )
            if value is not _MISSING:
                merged[key] = value
        return merged

    def _items(
        self,
        ours: list[dict[str, Any]],
        theirs: list[dict[str, Any]],
        base: list[dict[str, Any]],
        path: str,
    ) -> list[dict[str, Any]]:
        before = _by_name(base)
        mine, other = _by_name(ours), _by_name(theirs)
        for name in [*mine]:
            if name in other and name not in before and mine[name] != other[name]:
                # Both added an item and gave it the same name: ours takes a new one.
                if "id" not in mine[name]:
                    continue
                item = mine.pop(name)
                fresh = _new_name(name, {name, *mine, *other, *before})
                mine[fresh] = item | {"id": fresh}
        merged = self._dicts(mine, other, before, path)
        return list(merged.values())


def snapshot(record: Teardown) -> Teardown:
    """Return a copy that stays as it is while the record goes on being changed.

    Cheap at any length: texts and items are shared. So items (claims, predictions, …) are
    replaced in their lists, never changed in place.
    """
    sections = {
        name: work.model_copy(update={"answers": dict(work.answers)})
        for name, work in record.sections.items()
    }
    lessons = [*record.take_home.lessons]
    sessions = [session.model_copy() for session in record.practice.sessions]
    return record.model_copy(
        update={
            "sections": sections,
            "tags": [*record.tags],
            "product": record.product.model_copy(),
            "claims": [*record.claims],
            "evidence": [*record.evidence],
            "probes": [*record.probes],
            "predictions": [*record.predictions],
            "metrics": [*record.metrics],
            "counterpoints": [*record.counterpoints],
            "take_home": record.take_home.model_copy(update={"lessons": lessons}),
            "practice": record.practice.model_copy(update={"sessions": sessions}),
        }
    )


def _with_followers(chosen: Mapping[str, Side]) -> dict[str, Side]:
    """Let the instants that belong to a status or a score go where it goes."""
    following = dict(chosen)
    for path, side in chosen.items():
        if path == "status":
            following |= {"finished_at": side, "finished_on": side}
        elif path.endswith(".score"):
            following[path.removesuffix("score") + "scored_at"] = side
    return following


def _is_items(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict) and any(name in item for name in _NAMES) for item in value
    )


def _by_name(items: list[dict[str, Any]]) -> dict[str, Any]:
    return {str(next(item[name] for name in _NAMES if name in item)): item for item in items}


def _new_name(name: str, taken: set[str]) -> str:
    """Return a name above all that are taken, so that no old one comes to mean another."""
    stem = name.rstrip("0123456789")
    numbers = [each.removeprefix(stem) for each in taken if each.startswith(stem)]
    highest = max((int(n) for n in numbers if n.isascii() and n.isdigit()), default=0)
    return f"{stem}{highest + 1}"
