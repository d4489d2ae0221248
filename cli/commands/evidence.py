"""``teardown evidence``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.asking import may_look
from cli.kit import WORDS, command, json_option, pass_session
from cli.present import DONE, FAILED
from cli.streams import bold, dim, one_line, out, out_json, say, screen_width

if TYPE_CHECKING:
    from cli.session import Session
    from lab.evidence.again import Look
    from lab.evidence.captured import Capture
    from lab.model import Evidence, Teardown
    from lab.workspace import Workspace

__all__ = ["evidence_command"]

LONGEST_QUOTE = 200
"""Characters of a quote that are shown in the list."""
_SIGNS = {"unchecked": " ", "stands": "●", "moved": "◐", "gone": "○"}
_WORDS = {"unchecked": "", "stands": "stands", "moved": "moved", "gone": "gone"}


@command("evidence")
@click.argument("teardown", metavar="ID")
@click.option("--refresh", is_flag=True, help="Fetch the pages again, and say what changed.")
@click.option("--allow-private", is_flag=True, help="Addresses in your own network, this once.")
@click.option("--observed", metavar="T", type=WORDS, help="Add what you saw yourself.")
@click.option("--section", metavar="S", default="", help="The section that it was seen for.")
@json_option
@pass_session
def evidence_command(
    session: Session,
    *,
    teardown: str,
    refresh: bool,
    allow_private: bool,
    observed: str | None,
    section: str,
    as_json: bool,
) -> int:
    """List what a teardown's claims rest on: pages, their quotes, and how these stand."""
    if observed is not None and (refresh or as_json):
        raise click.UsageError("--observed only adds; leave out --refresh and --json")
    if section and observed is None:
        raise click.UsageError("--section says what --observed is for; give both")
    if allow_private and not refresh:
        raise click.UsageError("--allow-private is about fetching; add --refresh")
    workspace = session.workspace()
    teardown_id = workspace.resolve(teardown)
    if observed is not None:
        out(workspace.evidence.add_observation(teardown_id, observed, section=section).id)
        return DONE
    looks: list[Look] | None = None
    if refresh:
        looks = _refresh(workspace, teardown_id, allow_private=allow_private, silent=as_json)
    record = workspace.load(teardown_id)
    if as_json:
        out_json("evidence", _document(workspace, record, looks))
    elif looks is None and may_look(workspace, teardown_id):
        _print(workspace, record)
    return FAILED if any(look.how == "failed" for look in looks or ()) else DONE


# Fetching again


def _refresh(
    workspace: Workspace, teardown_id: str, *, allow_private: bool, silent: bool
) -> list[Look]:
    """Fetch each page again and say what became of it; with *silent*, only what went wrong."""
    from cli.bringing import fetch_again
    from lab.evidence.again import look_again

    def fetch(item: Evidence, address: str) -> Capture:
        return fetch_again(workspace, address, allow_private=allow_private, name=item.id)

    looks = []
    record = workspace.load(teardown_id)
    for look in look_again(workspace.evidence, record, fetch):
        looks.append(look)
        if look.done is None:
            say(f"{look.evidence.id}: {look.why}" if look.how == "failed" else look.why)
        elif not silent:
            _print_look(look)
    if not looks:
        say(f"{teardown_id} has no page to look at again. “teardown capture” brings one in.")
    return looks


def _print_look(look: Look) -> None:
    from lab.evidence.standing import standing_line

    done = look.done
    if done is None:
        return
    quotes = standing_line(done.evidence)
    changed = "unchanged" if look.how == "unchanged" else f"changed: {done.comparison.line}"
    out(bold(look.evidence.id), f"  {'; '.join(filter(None, (changed, quotes)))}")
    for quote in done.evidence.quotes:
        if quote.standing in {"moved", "gone"}:
            said = f"{_SIGNS[quote.standing]} {quote.id} {_WORDS[quote.standing]}"
            _flow(f"{said}: “{_short(quote.exact)}”", indent=2)
            if quote.now:
                _flow(f"now: “{_short(quote.now)}”", indent=4)
    for claim in done.claims:
        _flow(f"{claim.id} rests on that: {one_line(claim.statement)}", indent=2)


# Listing


def _print(workspace: Workspace, record: Teardown) -> None:
    from lab.evidence.ageing import age_of

    today = workspace.clock.now().date()
    uses = workspace.evidence.uses(record)
    if not record.evidence:
        say(f"{record.id} has no evidence yet. “teardown capture URL --to ID” brings a page in.")
    for number, item in enumerate(record.evidence):
        if number:
            out()
        age = age_of(item, today)
        title = one_line(item.title or item.url or item.note) or "without a title"
        out(bold(item.id), f"  {title}")
        facts = [
            item.kind,
            item.page_kind,
            item.verdict,
            f"stale: {age.words}" if age.stale else age.words,
        ]
        _flow(" · ".join(one_line(fact) for fact in facts if fact), indent=4, faint=True)
        if item.url:
            out("    ", item.url)
        if item.note:
            _flow(one_line(item.note), indent=4)
        used = ", ".join(claim.id for claim in uses[item.id])
        _flow(f"used by {used}" if used else "no claim rests on it", indent=4, faint=True)
        for quote in item.quotes:
            said = f" ({_WORDS[quote.standing]})" if _WORDS[quote.standing] else ""
            _flow(f"{_SIGNS[quote.standing]} {quote.id}{said}: “{_short(quote.exact)}”", indent=4)


def _flow(text: str, *, indent: int, faint: bool = False) -> None:
    """Print a text in lines that fit."""
    from cli.cells import wrap

    for line in wrap(text, screen_width() - indent):
        out(" " * indent, dim(line) if faint else line)


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1].rstrip()}…"


# JSON


def _document(workspace: Workspace, record: Teardown, looks: list[Look] | None) -> dict[str, Any]:
    document: dict[str, Any] = {
        "teardown": record.id,
        "evidence": [_item(workspace, record, item) for item in record.evidence],
    }
    if looks is not None:
        document["refreshed"] = [_look(look) for look in looks]
    return document


def _item(workspace: Workspace, record: Teardown, item: Evidence) -> dict[str, Any]:
    from lab.evidence.ageing import age_of
    from lab.evidence.keeping import claims_naming

    age = age_of(item, workspace.clock.now().date())
    whole = item.model_dump(mode="json")
    return whole | {
        "quotes": [
            {**quote, "used_by": [claim.id for claim in claims_naming(record, quote["id"])]}
            for quote in whole["quotes"]
        ],
        "used_by": [claim.id for claim in workspace.evidence.uses(record)[item.id]],
        "days_old": age.days,
        "shelf_life_days": age.shelf_life,
        "stale": age.stale,
    }


def _look(look: Look) -> dict[str, Any]:
    done = look.done
    return {
        "evidence": look.evidence.id,
        "outcome": look.how,
        "why": look.why or None,
        "words_added": done.comparison.added if done else None,
        "words_removed": done.comparison.removed if done else None,
        "quotes": [
            {"id": each.id, "standing": each.standing, "now": each.now or None}
            for each in (done.comparison.quotes if done else ())
        ],
        "claims": [claim.id for claim in (done.claims if done else ())],
    }
