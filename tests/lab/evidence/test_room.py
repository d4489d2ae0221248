"""The room: captures in a library, also where somebody else saves, or the program dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lab.drafting import NewTeardown
from lab.errors import LibraryUnwritable, NoSuchPart
from lab.evidence.again import look_again
from lab.evidence.refreshing import SawNothing
from lab.workspace import Workspace
from lab.writing import ClaimDraft
from store.pages import GRACE_SECONDS
from tests.lab.evidence.pages import PRICING, make_capture
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from lab.evidence.captured import Capture
    from lab.places import Places
    from store.records import Evidence, Teardown
    from tests.conftest import FrozenClock

DEARER = PRICING.replace("$10 a month", "$14 a month")


@pytest.fixture
def teardown_id(workspace: Workspace) -> str:
    """A teardown to capture for."""
    return workspace.create(NewTeardown(product="Notion AI", template="quick")).id


def revisions(workspace: Workspace, teardown_id: str) -> int:
    return workspace.load(teardown_id).rev


def test_a_page_is_kept_with_its_text_and_the_digest_of_its_bytes(
    workspace: Workspace, teardown_id: str
) -> None:
    room = workspace.evidence
    kept = room.keep(teardown_id, make_capture(sha256="c" * 64), section="frame")
    assert (kept.how, kept.evidence.id, kept.evidence.section) == ("new", "e1", "frame")
    assert workspace.load(teardown_id) == kept.record
    assert room.body(kept.evidence) == PRICING
    assert workspace.library.page_digest(kept.evidence.body) == "c" * 64


def test_two_teardowns_that_hold_one_page_hold_its_text_once(workspace: Workspace) -> None:
    ids = [workspace.create(NewTeardown(product=name)).id for name in ("One", "Two")]
    bodies = {workspace.evidence.keep(each, make_capture()).evidence.body for each in ids}
    assert len(bodies) == 1
    assert len(list((workspace.library.root / "pages").rglob("*.md"))) == 1


def test_the_same_page_once_more_writes_nothing(workspace: Workspace, teardown_id: str) -> None:
    room = workspace.evidence
    first = room.keep(teardown_id, make_capture())
    again = room.keep(teardown_id, make_capture(days=3))
    assert (again.how, again.evidence) == ("same", first.evidence)
    assert revisions(workspace, teardown_id) == first.record.rev


def test_the_page_with_other_words_is_a_refresh(workspace: Workspace, teardown_id: str) -> None:
    room = workspace.evidence
    room.keep(teardown_id, make_capture())
    room.add_quote(teardown_id, "e1", exact="costs $10 a month", prefix="The Plus plan ")
    kept = room.keep(teardown_id, make_capture(DEARER, days=90))
    assert kept.how == "changed"
    assert kept.comparison is not None
    assert (room.body(kept.evidence), room.latest_body(kept.evidence)) == (PRICING, DEARER)
    assert kept.evidence.quotes[0].standing == "moved"
    assert len(workspace.load(teardown_id).evidence) == 1


def test_a_capture_of_nothing_is_kept_without_a_text(
    workspace: Workspace, teardown_id: str
) -> None:
    kept = workspace.evidence.keep(teardown_id, make_capture(" \n", verdict="poor"))
    assert kept.evidence.body == ""
    assert workspace.evidence.body(kept.evidence) == ""
    assert not (workspace.library.root / "pages").exists()


def test_what_saw_nothing_never_becomes_the_latest(workspace: Workspace, teardown_id: str) -> None:
    room = workspace.evidence
    first = room.keep(teardown_id, make_capture())
    for act in (room.keep, lambda one, capture: room.note_refresh(one, "e1", capture)):
        with pytest.raises(SawNothing):
            act(teardown_id, make_capture("Wait.", verdict="blocked"))
    assert workspace.load(teardown_id) == first.record


def test_somebody_who_saved_in_between_loses_nothing(
    workspace: Workspace, places: Places, clock: FrozenClock, teardown_id: str
) -> None:
    other = Workspace(places, clock=clock, environ={})
    workspace.load(teardown_id)
    other.answer(teardown_id, "frame.who", "Ana, who signs the text.")
    workspace.evidence.keep(teardown_id, make_capture())
    record = other.load(teardown_id)
    assert record.sections["frame"].answers["who"] == "Ana, who signs the text."
    assert [item.id for item in record.evidence] == ["e1"]
    other.close()


def test_a_refresh_names_the_claims_that_rest_on_what_is_gone(
    workspace: Workspace, teardown_id: str
) -> None:
    room = workspace.evidence
    room.keep(teardown_id, make_capture())
    room.add_quote(teardown_id, "e1", exact="costs $10 a month", prefix="The Plus plan ")
    for evidence in (("q1",), ("e1",)):
        workspace.add_claim(
            teardown_id, ClaimDraft(section="frame", statement="Cheap.", evidence=evidence)
        )
    done = room.note_refresh(teardown_id, "e1", make_capture(DEARER, days=90))
    assert (done.how, [claim.id for claim in done.claims]) == ("changed", ["c1"])
    assert workspace.load(teardown_id) == done.record
    same = room.note_refresh(teardown_id, "e1", make_capture(days=91))
    assert (same.how, same.claims) == ("unchanged", ())


def test_the_new_page_is_taken_and_the_old_one_stays_in_the_history(
    workspace: Workspace, teardown_id: str
) -> None:
    room = workspace.evidence
    first = room.keep(teardown_id, make_capture())
    room.add_quote(teardown_id, "e1", exact="costs $10 a month", prefix="The Plus plan ")
    room.note_refresh(teardown_id, "e1", make_capture(DEARER, days=90))
    item = room.take_latest(teardown_id, "e1")
    assert room.body(item) == DEARER
    assert item.quotes[0].exact == "costs $14 a month"
    old = workspace.library.load_version(teardown_id, first.record.rev)
    assert room.body(old.evidence[0]) == PRICING


def test_what_is_taken_out_is_named_with_its_claims(workspace: Workspace, teardown_id: str) -> None:
    room = workspace.evidence
    seen = room.add_observation(teardown_id, "It took nine seconds.")
    draft = ClaimDraft(section="frame", statement="Slow.", evidence=(seen.id,))
    workspace.add_claim(teardown_id, draft)
    assert [claim.id for claim in room.remove(teardown_id, seen.id).claims] == ["c1"]
    record = workspace.load(teardown_id)
    assert (record.evidence, record.claims[0].evidence) == ([], [])
    with pytest.raises(NoSuchPart):
        room.remove(teardown_id, seen.id)


def test_one_page_that_fails_does_not_stop_the_others(
    workspace: Workspace, teardown_id: str
) -> None:
    room = workspace.evidence
    for name in ("a", "b", "c"):
        page = f"https://acme.test/{name}"
        room.keep(teardown_id, make_capture(f"{PRICING}\n{name}", url=page, final_url=page))
    room.keep(teardown_id, make_capture("# Saved\n", url="s.md", final_url="", is_file=True))
    room.add_observation(teardown_id, "I saw it.")

    def fetch(item: Evidence, address: str) -> Capture:
        if item.id == "e2":
            return make_capture("Wait.", url=address, verdict="blocked")
        return make_capture(f"{DEARER}\n{address[-1]}" if item.id == "e3" else f"{PRICING}\na")

    looks = list(look_again(room, workspace.load(teardown_id), fetch))
    assert [(look.evidence.id, look.how) for look in looks] == [
        ("e1", "unchanged"),
        ("e2", "failed"),
        ("e3", "changed"),
        ("e4", "skipped"),
    ]
    record = workspace.load(teardown_id)
    assert [item.latest is not None for item in record.evidence] == [
        True,
        False,
        True,
        False,
        False,
    ]


KILLED = """
import os, signal, sys
from pathlib import Path
from lab.places import find_places
from lab.workspace import Workspace
from tests.conftest import FrozenClock
from tests.lab.evidence.pages import make_capture

Workspace.change = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
workspace = Workspace(find_places(Path(sys.argv[1]), {}), clock=FrozenClock(), environ={})
workspace.evidence.keep(sys.argv[2], make_capture())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed so there")
def test_killed_between_text_and_record_leaves_a_page_that_is_swept(
    workspace: Workspace, clock: FrozenClock, teardown_id: str, teardown_home: Path
) -> None:
    before = workspace.load(teardown_id)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(teardown_home), teardown_id],
        cwd=PROJECT,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    pages = workspace.library.root / "pages"
    assert len(list(pages.rglob("*.md"))) == 1
    assert workspace.load(teardown_id) == before
    assert workspace.care.doctor() == []
    clock.move(seconds=GRACE_SECONDS + 1)
    workspace.care.tidy()
    assert list(pages.rglob("*.*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_page_that_cannot_be_kept_leaves_the_record_alone(
    workspace: Workspace, teardown_id: str
) -> None:
    before = workspace.load(teardown_id)
    workspace.library.root.chmod(0o500)
    try:
        with pytest.raises(LibraryUnwritable):
            workspace.evidence.keep(teardown_id, make_capture())
    finally:
        workspace.library.root.chmod(0o700)
    assert workspace.load(teardown_id) == before


def test_a_page_that_only_a_rescued_draft_names_is_not_swept(
    workspace: Workspace, clock: FrozenClock, teardown_id: str
) -> None:
    room = workspace.evidence
    record: Teardown = workspace.load(teardown_id)
    capture = make_capture()
    item = room.keep_in(record, capture, body=room.put_body(capture)).evidence
    workspace.drafts.keep(record, "the disk was full")
    clock.move(seconds=GRACE_SECONDS + 1)
    workspace.care.tidy()
    assert room.body(item) == PRICING
