"""What the child that asks is told, and what it says."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from lab.apart.child import line
from lab.counterpoints.asking import AskReport, AskRequest
from lab.counterpoints.material import Beside, Material, cut_to
from lab.counterpoints.passages import Passage
from lab.models.asking import Limits
from lab.models.prices import Prices, Usage
from lab.models.service import Service
from lab.settings.reading import Settings
from lab.trials.live.apart.messages import error_of, error_said
from store.records import Counterpoint
from teardown_templates.model import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Asked", "item_of", "item_said", "report_of", "report_said"]

_SETTINGS: Final = ("service", "key_command", "key_in_keyring", "model_seconds")
"""What of the settings the child needs."""

_PLAIN: Final = ("size", "section", "mode", "most", "most_here", "limit", "max_tokens")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a child is to ask."""

    request: AskRequest
    settings: Settings

    def line(self) -> bytes:
        """Return it as one line."""
        request = self.request
        return line(
            **{name: getattr(request, name) for name in _PLAIN},
            service=asdict(request.service),
            prices=asdict(request.prices),
            material=_material_said(request.gather(sys.maxsize)),
            known=[item_said(point) for point in request.known],
            settings={name: self.settings[name] for name in _SETTINGS},
        )

    @classmethod
    def of(cls, said: bytes) -> Asked:
        """Return what a line asks for."""
        values = json.loads(said)
        settings = Settings()
        settings.values.update(values["settings"])
        request = AskRequest(
            service=Service(**values["service"]),
            gather=partial(cut_to, _material_of(values["material"])),
            prices=Prices(**values["prices"]),
            known=tuple(item_of(each) for each in values["known"]),
            **{name: values[name] for name in _PLAIN},
        )
        return cls(request, settings)

    @property
    def limits(self) -> Limits:
        """How long an answer may be silent."""
        return Limits(quiet=float(self.settings["model_seconds"]))


def _material_said(material: Material) -> dict[str, Any]:
    return {
        "product": material.product,
        "sections": [
            {"id": one.id, "title": one.title, "purpose": one.purpose, "rubric": list(one.rubric)}
            for one in material.sections
        ],
        "passages": [asdict(one) for one in material.passages],
        "beside": [asdict(one) for one in material.beside],
        "asked": list(material.asked),
    }


def _material_of(said: Mapping[str, Any]) -> Material:
    return Material(
        product=said["product"],
        sections=tuple(
            Section(**{**one, "rubric": tuple(one["rubric"])}, minutes=0, prompts=())
            for one in said["sections"]
        ),
        passages=tuple(Passage(**one) for one in said["passages"]),
        beside=tuple(Beside(**one) for one in said["beside"]),
        asked=tuple(said["asked"]),
    )


def item_said(item: Counterpoint) -> dict[str, Any]:
    """Return an item as a message carries it; what only the record needs stays behind."""
    return item.model_dump(mode="json", exclude={"before", "after", "seen", "reply"})


def item_of(said: Mapping[str, Any]) -> Counterpoint:
    """Return the item that a message carries."""
    return Counterpoint.model_validate(said)


def report_said(report: AskReport) -> dict[str, Any]:
    """Return a report as a message carries it."""
    return {
        "items": [item_said(item) for item in report.items],
        "returned": report.returned,
        "dropped": dict(report.dropped),
        "usage": asdict(report.usage),
        "cost": report.cost,
        "model": report.model,
        "cut": list(report.cut),
        "error": None if report.error is None else error_said(report.error),
        "cancelled": report.cancelled,
    }


def report_of(said: Mapping[str, Any]) -> AskReport:
    """Return the report that a message carries."""
    return AskReport(
        **{
            **said,
            "items": [item_of(item) for item in said["items"]],
            "dropped": Counter(said["dropped"]),
            "usage": Usage(**said["usage"]),
            "cut": tuple(said["cut"]),
            "error": None if said["error"] is None else error_of(said["error"]),
        }
    )
