"""The sample library as the app reads it: real records, whole, of today's templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.review import review
from lab.walk import first_unanswered
from store.exchange.markdown import to_markdown
from store.exchange.markdown_reader import from_markdown
from store.records import Teardown
from teardown_templates.content_files import ready_samples
from teardown_templates.loader import Templates
from tests.lab.demo_making import demo_in, opened
from tests.samples import made_anew

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lab.workspace import Workspace
    from tests.conftest import FrozenClock

IDS = (
    "ask-alderwick-rob2",
    "inlet-chen3",
    "inlet-ben2",
    "inlet-ana1",
    "larder-rob1",
    "worked-example",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    demo_in(folder)
    return folder


@pytest.fixture
def demo(folder: Path, clock: FrozenClock) -> Iterator[Workspace]:
    from lab.places import find_places

    with opened(find_places(folder, {}), clock) as workspace:
        yield workspace


def test_what_is_shipped_ready_is_what_the_texts_say() -> None:
    ready, anew = ready_samples(), made_anew()
    assert list(ready) == list(anew), "Run: python -m tests.samples"
    for name, value in anew.items():
        if name.startswith("teardowns/"):
            there, here = (
                Teardown.model_validate(each["_default"]["1"]) for each in (ready[name], value)
            )
            assert there == here, f"{name}: run python -m tests.samples"
        else:
            assert ready[name] == value, f"{name}: run python -m tests.samples"


def test_the_library_holds_the_samples_newest_first_and_nothing_damaged(demo: Workspace) -> None:
    rows = demo.summaries()
    assert tuple(row.id for row in rows) == IDS
    assert [row.fault for row in rows] == [""] * len(IDS)
    assert all(row.example for row in rows)
    assert demo.library.doctor() == []


@pytest.mark.parametrize("name", IDS)
def test_a_sample_asks_what_its_template_asks_today(demo: Workspace, name: str) -> None:
    record = demo.load(name)
    template = Templates().get(record.template.id)
    assert record.template.digest == template.digest()
    assert demo.template_of(record) == template
    assert [(q.id, [p.id for p in q.prompts]) for q in record.questions] == [
        (section.id, [prompt.id for prompt in section.prompts]) for section in template.sections
    ]


@pytest.mark.parametrize("name", IDS)
def test_a_sample_goes_through_markdown_and_comes_back(demo: Workspace, name: str) -> None:
    record = demo.load(name)
    text = to_markdown(record)
    assert from_markdown(text) == record
    assert "Example: made to show the form; it counts in no figure" in text


@pytest.mark.parametrize("name", [name for name in IDS if name != "ask-alderwick-rob2"])
def test_a_finished_sample_lacks_nothing_that_is_required(demo: Workspace, name: str) -> None:
    record = demo.load(name)
    assert record.status == "finished"
    found = review(record, demo.template_of(record), today=record.updated_at.date()).findings
    assert [finding for finding in found if finding.severity != "hint"] == []
    assert all(record.work(section.id).done for section in record.questions)


def test_the_draft_opens_at_its_five_runs(demo: Workspace) -> None:
    record = demo.load("ask-alderwick-rob2")
    assert record.status == "draft"
    assert first_unanswered(record) == ("variance", "repeat")
    done = [section.id for section in record.questions if record.work(section.id).done]
    assert done == ["frame", "contact", "strengths", "weaknesses"]


def three(demo: Workspace) -> list[Teardown]:
    return [demo.load(name) for name in ("inlet-ana1", "inlet-ben2", "inlet-chen3")]


def test_the_three_can_be_compared(demo: Workspace) -> None:
    records = three(demo)
    assert len({record.template.digest for record in records}) == 1
    assert len({record.product.model_dump_json() for record in records}) == 1
    runs = [[trial.verdict for trial in record.probes[0].trials] for record in records]
    assert [marks.count("pass") for marks in runs] == [4, 2, 3]
    assert {claim.basis for record in records for claim in record.claims} == {
        "tried",
        "published",
        "told",
        "inferred",
    }
    for record in records:
        assert len(record.predictions) == 3
        assert len(record.claims) >= 6
        assert record.metrics
        assert record.take_home.lessons
        assert record.take_home.cannot_conclude


def test_what_a_claim_stands_on_is_there(demo: Workspace) -> None:
    for name in IDS:
        record = demo.load(name)
        listed = {item.id for item in record.evidence}
        for claim in record.claims:
            assert set(claim.evidence) <= listed
            assert claim.basis != "published" or claim.evidence
