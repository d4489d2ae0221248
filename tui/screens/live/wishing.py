"""The form for live runs: what it asks, and the wish that it means."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from lab.errors import UsageError
from lab.models.service import DEFAULT_MODEL, SERVICES
from lab.settings.secrets import SECRETS
from lab.trials.live.request import HOTTEST, MOST_RUNS, MOST_TOKENS
from lab.trials.live.wishes import LiveWish, request_of
from lab.trials.rules import parse_rules
from tui.forms.fields import ChoiceAsked, TextAsked
from tui.forms.form import FormScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.model import Probe
    from lab.trials.live.request import LiveRequest
    from tui.editing.in_hand import TeardownInHand

__all__ = ["FORM", "live_form", "request_in_force"]

FORM: Final = "live:how"
"""Under which name it is kept how runs are made, for all probes of a teardown."""

_SERVICES: Final = (
    ("anthropic", "Claude", "Anthropic’s own service; it wants a key."),
    ("openai", "Another service", "Whatever speaks as OpenAI’s does: OpenAI, Ollama, LM Studio…"),
    (
        "command",
        "A command",
        "A program on this computer: the prompt goes in, the answer comes out.",
    ),
)
_WORDINGS: Final = (
    ("all", "all wordings", "So many runs of the prompt, and of each wording."),
    ("first", "the prompt", "The prompt itself, without its other wordings."),
)
_RUNS: Final = "5"


def live_form(in_hand: TeardownInHand, probe: Probe) -> FormScreen:
    """Ask how the runs are made."""
    settings = in_hand.desk.workspace.settings
    wordings = [ChoiceAsked("wordings", "Of", _WORDINGS, "all")] if probe.wordings else []
    blank = _blank(in_hand)

    def text(name: str, label: str, hint: str) -> TextAsked:
        return TextAsked(name, label, hint, blank.get(name, ""))

    def check(values: Mapping[str, str]) -> tuple[str, str] | None:
        try:
            request_of(
                _wish(values),
                in_hand.record,
                probe,
                settings=settings,
                environ=in_hand.desk.workspace.environ,
            )
        except _Wrong as wrong:
            return wrong.field, str(wrong)
        except UsageError as error:
            return _field_of(values), str(error)
        return None

    return FormScreen(
        "Live runs: who is asked, how often, and what it may cost",
        [
            ChoiceAsked("service", "Ask", _SERVICES, blank["service"]),
            text("model", "Model", f"{settings['model'] or DEFAULT_MODEL}, for Claude"),
            text("address", "Address", "Its maker’s; for Ollama http://localhost:11434/v1"),
            text("command", "Command", "A command’s program; the prompt is its input, or {prompt}"),
            text("runs", "Runs", "In all, those included that are recorded already"),
            *wordings,
            text("system", "System text", "Said to the model before each prompt; usually none"),
            text("temperature", "Temperature", "0 to 2; empty leaves it to the service"),
            text("tokens", "Longest answer", "In tokens, about ¾ of a word each"),
            text("limit", "Spend limit", "US dollars for these runs; needs the prices in Settings"),
            text("rule", "Rule", "Empty: people mark. Else: contains 30 days, or: json"),
        ],
        verb="Use",
        check=check,
        half_filled=in_hand.half_filled.get(FORM),
    )  # fmt: skip


def request_in_force(in_hand: TeardownInHand, probe: Probe) -> LiveRequest:
    """Return what would be asked now; raise ``UsageError`` where something is missing."""
    values = _blank(in_hand) | in_hand.half_filled.get(FORM, {})
    workspace = in_hand.desk.workspace
    return request_of(
        _wish(values), in_hand.record, probe, settings=workspace.settings, environ=workspace.environ
    )


def _blank(in_hand: TeardownInHand) -> dict[str, str]:
    service = str(in_hand.desk.workspace.settings["service"])
    return {"service": service, "runs": _RUNS, "tokens": "1024", "wordings": "all"}


class _Wrong(UsageError):
    """A field holds what cannot be."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(what)
        self.field = field


def _wish(values: Mapping[str, str]) -> LiveWish:
    """Return what a form says; raise :class:`_Wrong`."""
    try:
        parse_rules(values.get("rule", ""))
    except UsageError as error:
        raise _Wrong("rule", str(error)) from error
    for name in ("command", "address"):
        # The form is kept, so nothing secret may stand in it.
        if SECRETS.search(values.get(name, "")):
            raise _Wrong(name, "It must not hold the key itself; put that into your environment")
    kind: Any = values["service"] if values["service"] in SERVICES else None
    return LiveWish(
        runs=_whole(values, "runs", most=MOST_RUNS),
        kind=kind,
        model=values.get("model", ""),
        base_url=values.get("address", ""),
        command=values.get("command", ""),
        wordings=("0",) if values.get("wordings") == "first" else (),
        temperature=_number(values, "temperature", most=HOTTEST),
        system=values.get("system", ""),
        max_tokens=_whole(values, "tokens", most=MOST_TOKENS),
        max_cost=_number(values, "limit"),
        rules=values.get("rule", ""),
    )


def _field_of(values: Mapping[str, str]) -> str:
    """Return the field that most likely is meant where the wish as a whole cannot be."""
    if values["service"] == "command":
        return "command"
    if values.get("limit"):
        return "limit"
    return "address" if values.get("address") else "model"


def _whole(values: Mapping[str, str], name: str, *, most: int) -> int:
    said = values.get(name, "").strip()
    number = int(said[:9]) if said.isascii() and said.isdigit() else 0
    if not 1 <= number <= most:
        raise _Wrong(name, f"“{said}” is no whole number from 1 to {most:,}")
    return number


def _number(values: Mapping[str, str], name: str, *, most: float = math.inf) -> float | None:
    said = values.get(name, "").strip().removeprefix("$").replace(",", ".")
    if not said:
        return None
    try:
        number = float(said)
    except ValueError:
        number = math.nan
    if not (math.isfinite(number) and 0 <= number <= most):
        up = "" if math.isinf(most) else f" from 0 to {most:g}"
        raise _Wrong(name, f"“{said}” is no number{up}, such as 0.5")
    return number
