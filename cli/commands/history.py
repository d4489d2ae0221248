"""``teardown history``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from cli.asking import may_look
from cli.kit import command, json_option, pass_session
from cli.streams import out, out_json, say

if TYPE_CHECKING:
    from cli.session import Session
    from lab.history import Entry, Story
    from lab.workspace import Workspace

__all__ = ["history_command"]

_VERSION = re.compile(r"newest|\d{1,12}(-\d+)?(-(aside|format\d+))?(\.json)?")


@command("history")
@click.argument("teardown", metavar="ID")
@click.argument("against", metavar="[B]", required=False)
@click.option("--diff", metavar="A [B]", help="What version A changed; or what B says against A.")
@click.option("--restore", metavar="REV", help="Make this version the newest.")
@json_option
@pass_session
def history_command(
    session: Session,
    *,
    teardown: str,
    against: str | None,
    diff: str | None,
    restore: str | None,
    as_json: bool,
) -> int:
    """List the versions of a teardown, compare two, bring one back. Nothing is ever lost."""
    if diff is not None and restore is not None:
        raise click.UsageError("--diff and --restore do not go together")
    if against is not None and diff is None:
        raise click.UsageError(f"What “{against}” should be compared with is missing: --diff A B")
    if against is not None and _VERSION.fullmatch(teardown) and not _VERSION.fullmatch(against):
        teardown, against = against, teardown  # history --diff 3 5 ID
    workspace = session.workspace()
    story = workspace.past.story(workspace.past.find(teardown))
    if restore is not None:
        return _restore(workspace, story, restore, as_json=as_json)
    pair = _pair(story, diff, against) if diff is not None else None
    if as_json:
        out_json("history", _document(story, pair=pair))
        return 0
    from cli.versions import print_difference, print_versions

    if pair is not None:
        if not may_look(workspace, story.teardown_id):
            return 0
        print_difference(story, *pair, workspace)
        return 0
    print_versions(story, workspace)
    say(_what_to_do(story))
    return 0


def _pair(story: Story, diff: str, against: str | None) -> tuple[Entry, Entry]:
    """Return the older-named and the newer-named version to compare."""
    from lab.errors import UsageError

    first = story.find(diff)
    if against is not None:
        return first, story.find(against)
    story.record(first)
    before = story.before(first)
    if before is None:
        raise UsageError(
            f"There is nothing before version {first.label} to compare it with",
            todo="Name two versions: --diff A B. “newest” is the teardown as it is now.",
        )
    return before, first


def _restore(workspace: Workspace, story: Story, restore: str, *, as_json: bool) -> int:
    entry = story.find(restore)
    if entry.kind == "newest" and not entry.fault:
        say(f"Version {entry.label} is the newest already; nothing was changed.")
        if as_json:
            out_json("history", _document(story))
        return 0
    newest = story.entries[0]
    record = workspace.past.bring_back(story.teardown_id, f"{entry.name}.json")
    if as_json:
        story = workspace.past.story(story.teardown_id)
        restored = {"name": entry.name, "rev": record.rev}
        out_json("history", _document(story) | {"restored": restored})
    else:
        out(str(record.rev))
    done = f"Version {entry.label} of {record.id} is back, as version {record.rev}."
    if newest.kind == "newest" and not newest.fault:
        done += f" “teardown history {record.id} --restore {newest.rev}” takes that back."
    elif newest.fault:
        done += " The damaged file was set aside; “teardown where” says where the library is."
    say(done)
    return 0


def _what_to_do(story: Story) -> str:
    if story.where == "trash":
        return (
            f"It is in the trash. “teardown trash restore {story.teardown_id}” takes it out; "
            "then its versions can be restored."
        )
    return (
        "“--diff REV” shows what a version changed, “--restore REV” makes it the newest; "
        "nothing is lost by that."
    )


def _document(story: Story, *, pair: tuple[Entry, Entry] | None = None) -> dict[str, Any]:
    newest = next((entry for entry in story.entries if not entry.fault), None)
    return {
        "id": story.teardown_id,
        "product": story.record(newest).product.name if newest is not None else "",
        "where": story.where,
        "versions": [_version(story, entry) for entry in story.entries],
        "difference": _difference(story, *pair) if pair is not None else None,
        "restored": None,
    }


def _version(story: Story, entry: Entry) -> dict[str, Any]:
    from lab.errors import StoreError

    changes: list[str] = []
    since, fault = None, entry.fault
    if not fault:
        try:
            told = story.told(entry)
        except StoreError as error:
            fault = error.why or error.what
        else:
            changes = [change.text for change in told.changes]
            since = told.since.name if told.since is not None else None
    return {
        "name": entry.name,
        "rev": entry.rev,
        "kind": entry.kind,
        "saved_at": entry.saved_at.isoformat() if entry.saved_at is not None else None,
        "changes": changes,
        "since": since,
        "not_kept": entry.not_kept,
        "reason": entry.reason,
        "fault": fault,
    }


def _difference(story: Story, older: Entry, newer: Entry) -> dict[str, Any]:
    from lab.conflict import differences
    from lab.wording import word_difference

    found = differences(story.record(older), story.record(newer))
    return {
        "from": older.name,
        "to": newer.name,
        "differences": [
            {
                "where": each.where,
                "section": each.section,
                "prompt": each.prompt,
                "path": each.path,
                "segments": [
                    {"kind": kind, "text": text}
                    for kind, text in word_difference(each.ours, each.theirs)
                ],
            }
            for each in found
        ],
    }
