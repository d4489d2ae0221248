"""What a person wishes for, made a request that can be right. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.errors import UsageError
from lab.models.asking import MAX_TOKENS
from lab.models.prices import Prices, prices_from
from lab.models.service import service_of
from lab.trials.live.request import LiveRequest, checked, jobs, recorded
from lab.trials.live.spending import Spending
from lab.trials.rules import parse_rules
from lab.trials.wordings import number_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.models.service import Service, ServiceKind
    from lab.settings.reading import Settings
    from store.records import Probe, Teardown

__all__ = ["LiveOutlook", "LiveWish", "limit_of", "live_outlook", "request_of", "spent_on"]


@dataclass(frozen=True, slots=True)
class LiveWish:
    """What a person says; what is empty or ``None`` is left to settings and defaults."""

    runs: int
    kind: ServiceKind | None = None
    model: str = ""
    base_url: str = ""
    command: str = ""
    wordings: tuple[str, ...] = ()
    """Words or numbers of wordings; none means all of them."""
    temperature: float | None = None
    seed: int | None = None
    system: str = ""
    max_tokens: int = MAX_TOKENS
    at_once: int = 3
    max_cost: float | None = None
    rules: str = ""
    """One rule a line."""


@dataclass(frozen=True, slots=True)
class LiveOutlook:
    """What a request will do, said before it does it."""

    already: int
    missing: int
    most_cost: float | None
    """US dollars that the missing runs may cost at most; ``None`` where no price is set."""
    limit: float | None


def request_of(
    wish: LiveWish,
    record: Teardown,
    probe: Probe,
    *,
    settings: Settings,
    environ: Mapping[str, str],
) -> LiveRequest:
    """Return the request that a wish means; raise ``UsageError``.

    The limit of money is the one that was said, else what the settings leave for this teardown.
    """
    service = service_of(
        settings,
        environ,
        kind=wish.kind,
        model=wish.model,
        base_url=wish.base_url,
        command=wish.command,
    )
    # What runs at home costs nothing, unless somebody says that it does by setting a limit.
    is_free = service.is_near and wish.max_cost is None
    prices = Prices() if is_free else prices_from(settings)
    numbers = [_number(probe, said) for said in wish.wordings]
    return checked(
        LiveRequest(
            service=service,
            runs=wish.runs,
            wordings=tuple(dict.fromkeys(numbers)) or tuple(range(len(probe.wordings) + 1)),
            temperature=wish.temperature,
            seed=wish.seed,
            system=wish.system.strip(),
            max_tokens=wish.max_tokens,
            at_once=wish.at_once,
            most_cost=limit_of(wish.max_cost, service, prices, settings, spent=spent_on(record)),
            prices=prices,
            rules=parse_rules(wish.rules),
        ),
        probe,
    )


def live_outlook(probe: Probe, request: LiveRequest) -> LiveOutlook:
    """Return how many runs are recorded, how many are missing, and what those may cost."""
    missing = jobs(probe, request)
    have = recorded(probe, request)
    spending = Spending(request)
    return LiveOutlook(
        already=sum(min(have[each], request.runs) for each in request.wordings),
        missing=len(missing),
        most_cost=sum(map(spending.most, missing)) if request.prices.are_set else None,
        limit=request.most_cost,
    )


def spent_on(record: Teardown) -> float:
    """Return the US dollars that a teardown's runs and counterpoints have cost, at most."""
    return sum(asking.cost for asking in record.practice.askings) + sum(
        float(value)
        for probe in record.probes
        for trial in probe.trials
        for name in ("cost", "cost_at_most")
        if isinstance(value := trial.settings.get(name), int | float) and value > 0
    )


def _number(probe: Probe, said: str) -> int:
    number = number_of(probe, said)
    if number is None:
        raise UsageError(
            f"Probe {probe.id} has no wording “{said}”",
            todo=f"Give its words, or a number: 0, the prompt itself, to {len(probe.wordings)}.",
        )
    return number


def limit_of(
    said: float | None, service: Service, prices: Prices, settings: Settings, *, spent: float
) -> float | None:
    """Return the US dollars that may still be spent; ``None`` where no limit can be kept.

    What was *said* counts, else what the settings leave. Raise ``UsageError``.
    """
    if said is not None:
        if service.kind == "command" or not prices.are_set:
            raise UsageError(
                "No limit can be kept",
                "what a command costs is not known"
                if service.kind == "command"
                else "no price is set",
                todo="Leave the limit out."
                if service.kind == "command"
                else "Set “Price of input” and “Price of output” in the settings, or leave the "
                "limit out.",
            )
        return said
    if service.is_near:
        return None
    most = float(settings["max_cost"])
    if most == 0:
        raise UsageError(
            "Your settings allow nothing that costs",
            "“Most to spend” is 0",
            todo="Raise it in the settings, or ask a model on this computer.",
            option="--max-cost",
        )
    return max(0.0, most - spent) if prices.are_set else None
