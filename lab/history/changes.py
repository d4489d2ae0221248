"""What one version changed against another, in words for a list. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.history.trials import trials_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lab.conflict import Difference
    from store.records import Teardown

__all__ = ["NOTHING", "Change", "began", "brought_back", "headline", "what_changed"]

NOTHING: Final = "Nothing that you wrote"
"""What changed where only clocks did."""

_NAMED: Final = 2
"""Changes that a list names; it counts the others."""

_LONGEST_NAME: Final = 34
"""Characters of a question or a value before it is cut."""

_ITEMS: Final[dict[str, tuple[str, ...]]] = {
    "claims": ("claim",),
    "predictions": ("prediction",),
    "metrics": ("metric",),
    "probes": ("probe",),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "counterpoints": ("counterpoint",),
    "take_home": ("lesson",),
}
_ALWAYS_FIRST: Final = 10_000
_FACT: Final = 20
_SCORE: Final = 30
_ITEM: Final = 40


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed."""

    text: str
    """In words, as “Scored Variance 3”."""
    weight: int
    """How much it says about a version; more comes first."""


def what_changed(before: Teardown, after: Teardown) -> list[Change]:
    """Return what changed, the weightiest first."""
    from lab.conflict import differences

    found = differences(before, after)
    recorded, alone = trials_changed(before, after)
    counted_here = {f"probes.{probe_id}" for probe_id in alone}
    items = [each for each in found if each.path not in counted_here]
    changes = [*_origin(before, after), *_items(items)]
    changes += [Change(text, _ITEM * number) for text, number in recorded]
    titles = {
        section.id: section.title for record in (before, after) for section in record.questions
    }
    changes += [_single(each, titles) for each in found if not _item_kind(each)]
    return sorted(changes, key=lambda change: -change.weight)


def headline(changes: Sequence[Change], *, named: int = _NAMED) -> str:
    """Return changes in one line: the weightiest, and how many more there are."""
    if not changes:
        return NOTHING
    words = "; ".join(change.text for change in changes[:named])
    more = len(changes) - named
    return f"{words}; and {more} more" if more > 0 else words


def began(record: Teardown) -> Change:
    """Return how a teardown came to be, for its first version."""
    if record.origin is not None:
        return _came_from(record)
    title = record.template.title or record.template.id
    return Change(f"Begun with the template “{_short(title)}”", _ALWAYS_FIRST)


def brought_back(label: str) -> Change:
    """Return what a version is that says an older one again."""
    return Change(f"The same as version {label} again", _ALWAYS_FIRST)


def _came_from(record: Teardown) -> Change:
    origin = record.origin
    name = _short(origin.name) if origin is not None else ""
    if origin is not None and origin.kind == "conflict":
        return Change(f"Kept as a second version of {name}", _ALWAYS_FIRST)
    if origin is not None and origin.kind == "rematch":
        return Change(f"Begun as a rematch of {name}", _ALWAYS_FIRST)
    if origin is not None and origin.kind == "drill":
        return Change("Begun as a drill of one section", _ALWAYS_FIRST)
    return Change(f"Imported from “{name}”" if name else "Imported", _ALWAYS_FIRST)


def _origin(before: Teardown, after: Teardown) -> Iterator[Change]:
    if after.origin is not None and after.origin != before.origin:
        yield _came_from(after)


def _items(found: Iterable[Difference]) -> Iterator[Change]:
    """Yield one change for all items of a kind that were added, changed or removed."""
    counts: Counter[tuple[str, str]] = Counter()
    for each in found:
        kind = _item_kind(each)
        if kind:
            done = "changed" if each.ours and each.theirs else "added" if each.theirs else "removed"
            counts[kind, done] += 1
    for (kind, done), number in counts.items():
        yield Change(f"{counted(number, *_ITEMS[kind])} {done}", _ITEM * number)


def _item_kind(each: Difference) -> str:
    """Return of which kind of item a difference is; empty where it is none."""
    kind = each.path.partition(".")[0]
    return kind if kind in _ITEMS and each.path != "take_home.cannot_conclude" else ""


def _single(each: Difference, titles: dict[str, str]) -> Change:
    if each.prompt:
        return _answer(each)
    if each.path.endswith(".score"):
        return _score(each, titles.get(each.section, each.section))
    said = {
        "status": "Finished" if each.theirs == "finished" else "Reopened as a draft",
        "product.name": f"Renamed the product to “{_short(each.theirs)}”",
        "archived": "Archived" if each.theirs else "Taken out of the archive",
    }
    if each.path in said:
        return Change(said[each.path], _ALWAYS_FIRST)
    value = f"“{_short(each.theirs)}”" if each.theirs else "taken out"
    return Change(f"{each.where}: {value}", _FACT)


def _answer(each: Difference) -> Change:
    from lab.walk import count_words

    before, after = count_words(each.ours), count_words(each.theirs)
    grown = after - before
    amount = f"+{grown}" if grown > 0 else f"−{-grown}"
    words = f" ({amount} word{'' if abs(grown) == 1 else 's'})" if grown else ""
    if not each.theirs:
        done = "Took out"
    elif not each.ours:
        done = "Wrote"
    else:
        done = "Changed" if grown else "Reworded"
    question = each.where.partition(" · ")[2] or each.where
    return Change(f"{done} “{_short(question)}”{words}", _ITEM + abs(grown))


def _score(each: Difference, title: str) -> Change:
    title = _short(title)
    if not each.theirs:
        return Change(f"Took back the score of {title}", _SCORE)
    if not each.ours:
        return Change(f"Scored {title} {each.theirs}", _SCORE)
    return Change(f"Scored {title} {each.theirs} instead of {each.ours}", _SCORE)


def _short(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST_NAME:
        return text
    cut = text[: _LONGEST_NAME - 1]
    return (cut[: cut.rfind(" ")] if cut.rfind(" ") > _LONGEST_NAME // 2 else cut).rstrip() + "…"
