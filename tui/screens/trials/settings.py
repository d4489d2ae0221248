"""Under which settings a product is asked: kept from run to run, and noted with each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tui.forms.fields import ChoiceAsked, TextAsked
from tui.forms.form import FormScreen
from tui.glyphs import glyphs
from tui.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.model import Probe, Teardown
    from tui.editing.in_hand import TeardownInHand

__all__ = ["differing", "kept_settings", "settings_form", "settings_in_force", "settings_words"]

FORM: Final = "trials:settings"
"""Under which name they are kept, until the next output bears them too."""

_TEXTS: Final = ("plan", "model_label", "surface", "temperature", "other")
_CHOICES: Final = ("fresh_session", "memory_off")
_CALLED: Final = {
    "plan": "plan", "model_label": "model", "surface": "surface", "temperature": "temperature",
    "other": "other settings", "fresh_session": "fresh session", "memory_off": "memory",
}  # fmt: skip
_LONGEST: Final = 200


def settings_in_force(in_hand: TeardownInHand, probe: Probe) -> dict[str, Any]:
    """Return the settings for the next run: as they were changed last, else as they were used.

    Before the first run they are what the teardown says of its product.
    """
    kept = in_hand.half_filled.get(FORM)
    if kept is not None:
        return kept_settings(kept)
    return _used_last(in_hand.record, probe) or kept_settings(_of_product(in_hand.record))


def _used_last(record: Teardown, probe: Probe) -> dict[str, Any]:
    for one in (probe, *reversed(record.probes)):
        for trial in reversed(one.trials):
            if trial.source == "pasted" and trial.settings:
                return dict(trial.settings)
    return {}


def _of_product(record: Teardown) -> dict[str, str]:
    return {"plan": record.product.plan, "surface": record.product.surface}


def kept_settings(values: Mapping[str, str]) -> dict[str, Any]:
    """Return what a form says as it is kept with each output; what is empty is left out."""
    texts = {name: values.get(name, "").strip() for name in _TEXTS}
    kept: dict[str, Any] = {name: text for name, text in texts.items() if text}
    for name in _CHOICES:
        if values.get(name) in {"yes", "no"}:
            kept[name] = values[name] == "yes"
    return kept


def settings_words(settings: Mapping[str, Any]) -> str:
    """Return settings in one line, the ones that link runs said as a person would."""
    names = ("plan", "model_label", "surface")
    said = [one_line(str(settings[name])) for name in names if settings.get(name)]
    fresh, memory = settings.get("fresh_session"), settings.get("memory_off")
    if isinstance(fresh, bool):
        said.append("fresh session" if fresh else "same session")
    if isinstance(memory, bool):
        said.append("memory off" if memory else "memory on")
    if settings.get("temperature"):
        said.append(f"temperature {one_line(str(settings['temperature']))}")
    if settings.get("other"):
        said.append(one_line(str(settings["other"])))
    return f" {glyphs().dot} ".join(said)


def differing(probe: Probe, wording: int, settings: Mapping[str, Any]) -> list[str]:
    """Return which settings are other ones than in earlier runs of the same words.

    What was not noted on both sides may have been the same.
    """
    runs = [trial.settings for trial in probe.trials if trial.wording == wording]
    return [
        _CALLED.get(name, one_line(name))
        for name, value in settings.items()
        if any(before.get(name, value) != value for before in runs)
    ]


def settings_form(in_hand: TeardownInHand, probe: Probe) -> FormScreen:
    """Ask under which settings the next runs are made."""
    now = settings_in_force(in_hand, probe)

    def text(name: str, label: str, hint: str) -> TextAsked:
        return TextAsked(name, label, hint, str(now.get(name, "")))

    def choice(name: str, label: str, yes: tuple[str, str], no: tuple[str, str]) -> ChoiceAsked:
        value = now.get(name)
        options = (("yes", *yes), ("no", *no), ("", "not noted", "Nobody looked."))
        said = {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else ""
        return ChoiceAsked(name, label, options, said)

    return FormScreen(
        "How the product is asked: noted with every output from now on",
        [
            text("plan", "Plan", "Free, Plus, Enterprise trial"),
            text("model_label", "Model", "What the product calls it, such as Auto or Fast"),
            text("surface", "Surface", "web, Mac app, phone"),
            choice(
                "fresh_session", "Fresh session",
                ("yes", "Each run begins anew, so that none hears of the one before."),
                ("no", "Runs follow each other in one conversation, which links them."),
            ),
            choice(
                "memory_off", "Memory",
                ("off", "The product remembers nothing of you from before."),
                ("on", "What it remembers of you can make runs alike."),
            ),
            text("temperature", "Temperature", "Only where the product shows it"),
            text("other", "Other", "What else is set: tone, web search, language"),
        ],
        check=_check,
    )  # fmt: skip


def _check(values: Mapping[str, str]) -> tuple[str, str] | None:
    for name in _TEXTS:
        if len(values[name]) > _LONGEST:
            return name, f"Say it in at most {_LONGEST} characters."
    return None
