"""Whether an item may be shown: its words stand in the text, and it was not said before. Pure."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, Literal

from lab.counterpoints.gate import MOST_IN_A_SECTION
from lab.counterpoints.passages import find_quote
from lab.counterpoints.prompting import MODES, PROMPT_VERSION
from store.records import Counterpoint
from teardown_templates.libraries import counterpoints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lab.counterpoints.material import Material
    from lab.counterpoints.prompting import Mode

__all__ = ["UNVERIFIED", "Acceptance", "Drop"]

Drop = Literal["shape", "section", "kind", "quote", "twice", "too many"]
"""Why an item is not shown: fields are missing or of another type; it names a section or a kind
that was not asked for; its quote is too short, or stands nowhere; it was said before; it is one
more than may come."""

UNVERIFIED: Final = "unverified, from the model"
"""What stands beside every figure and fact of an item."""

_SHORTEST: Final = 8
_LONGEST: Final[dict[str, int]] = {"counterpoint": 400, "target_quote": 240}
_USUAL: Final = 240
_TEXTS: Final = (
    "section_id", "target_quote", "kind", "counterpoint", "why_it_matters", "evidence_needed",
    "cheapest_check", "would_be_wrong_if",
)  # fmt: skip
_FOUND: Final = ("target_quote", "kind")
"""What stands in the learner's text, or in ours."""
_NEEDED: Final = ("target_quote", "counterpoint")
_SEVERITIES: Final = range(1, 4)


class Acceptance:
    """Lets the items of one answer through, one after the other."""

    def __init__(
        self,
        material: Material,
        *,
        mode: Mode,
        most: int,
        model: str,
        most_here: int = MOST_IN_A_SECTION,
        known: Iterable[Counterpoint] = (),
        hide: Callable[[str], str] = str,
    ) -> None:
        """*known* are items that were there before, which may not come again.

        *hide* takes the key out of a text: a service may say it, and an export would pass it on.
        *most* are those that may come, *most_here* those that a section may hold with *known*.
        """
        known = tuple(known)
        self._material = material
        self._mode = mode
        self._most = most
        self._model = model
        self._hide = hide
        self._most_here = most_here
        self._held = Counter(point.section for point in known if point.source == "model")
        self._seen = {(_words(point.target_quote), point.kind) for point in known}
        # A rule aims at one word; what stands around that may well be argued with.
        self._aimed = [
            (_words(point.target_quote), point.kind) for point in known if point.source == "model"
        ]
        # What the template asks may not have been met yet; it is sent as asked all the same.
        asked = (*(point.counterpoint for point in known), *material.asked)
        self._said = {_words(text) for text in asked}
        self._sections = {section.id for section in material.sections}
        own = MODES[mode].kind
        self._kinds = {own} if own else {kind.id for kind in counterpoints().kinds}
        self.kept = 0
        self.dropped: list[Drop] = []

    @property
    def returned(self) -> int:
        """How many items came."""
        return self.kept + len(self.dropped)

    def take(self, raw: Mapping[str, Any], *, partial: bool = False) -> Counterpoint | None:
        """Return an item as it may be shown, without an id; ``None`` where it is dropped.

        *partial* is an item that never ended: what it has must do.
        """
        why = self._objection(raw, partial=partial)
        if isinstance(why, Counterpoint):
            self.kept += 1
            return why
        self.dropped.append(why)
        return None

    def malformed(self, number: int) -> None:
        """Count what was no item at all."""
        self.dropped += ["shape"] * number

    def _objection(self, raw: Mapping[str, Any], *, partial: bool) -> Drop | Counterpoint:
        values = {name: raw.get(name, "" if partial else None) for name in _TEXTS}
        severity = raw.get("severity", None if not partial else 1)
        if any(not isinstance(value, str) for value in values.values()):
            return "shape"
        if isinstance(severity, bool) or severity not in _SEVERITIES:
            return "shape"
        texts = {name: _even(str(value)) for name, value in values.items()}
        if not all(texts[name] for name in _NEEDED):
            return "shape"
        if texts["kind"] not in self._kinds and not (partial and not texts["kind"]):
            return "kind"
        section = texts["section_id"]
        if section not in self._sections and not (partial and not section):
            return "section"
        return self._placed(texts, severity=int(severity), partial=partial)

    def _placed(
        self, texts: dict[str, str], *, severity: int, partial: bool
    ) -> Drop | Counterpoint:
        quote = texts["target_quote"]
        own = [one for one in self._material.passages if texts["section_id"] in {"", one.section}]
        found = (
            find_quote(quote, own) if _SHORTEST <= len(quote) <= _LONGEST["target_quote"] else None
        )
        if found is None:
            return "quote"
        passage, _ = found
        aimed, said = (_words(quote), texts["kind"]), _words(texts["counterpoint"])
        if aimed in self._seen or said in self._said or self._is_aimed_at(*aimed):
            return "twice"
        if self.kept >= self._most or self._held[passage.section] >= self._most_here:
            return "too many"
        self._seen.add(aimed)
        self._aimed.append(aimed)
        self._said.add(said)
        self._held[passage.section] += 1
        return Counterpoint(
            id="k",
            section=passage.section,
            prompt=passage.prompt,
            claim=passage.claim,
            severity=severity,
            source="model",
            model=self._model,
            prompt_version=PROMPT_VERSION,
            partial=partial,
            **{
                name: _short(
                    texts[name] if name in _FOUND else self._hide(texts[name]),
                    _LONGEST.get(name, _USUAL),
                )
                for name in _TEXTS
                if name != "section_id"
            },
        )

    def _is_aimed_at(self, words: tuple[str, ...], kind: str) -> bool:
        """Return whether the same was said about more or fewer of the same words."""
        this = f" {' '.join(words)} "
        others = (f" {' '.join(other)} " for other, its_kind in self._aimed if its_kind == kind)
        return any(this in other or other in this for other in others)


def _even(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> tuple[str, ...]:
    """Return what makes a text the same text: other marks or capitals say nothing new."""
    return tuple(re.findall(r"\w+", text.casefold()))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
