"""No figure, goal or suggestion ever counts an example, however many of them there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.drafting import NewTeardown
from store.summary import Summary
from teardown_templates.catalog import catalog, next_entries
from tests.lab.demo_making import demo_in, opened
from tui.screens.home.library_view import LibraryView
from tui.screens.home.wording import begun, draft_to_go_on_with
from tui.screens.new.reading import last_of, read_known

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lab.workspace import Workspace
    from tests.conftest import FrozenClock

SUGGESTED = next_entries((), catalog())[0]
"""What a newcomer is told to take apart first; here it is what the examples are about."""

FIGURES: dict[str, Callable[[Workspace], Any]] = {
    "the practice": lambda workspace: workspace.habit.overview(),
    "the template that is offered first": lambda workspace: workspace.practice.default_template(),
    "the next products": lambda workspace: workspace.practice.next_products(),
    "how many are begun": lambda workspace: begun(workspace.summaries()),
    "the draft to go on with": lambda workspace: _id(draft_to_go_on_with(workspace.summaries())),
    "the products that New offers": lambda workspace: read_known(workspace).products,
    "the template that New offers": lambda workspace: read_known(workspace).default_template,
    "the last time, on New": lambda workspace: [
        _id(last_of(workspace.summaries(), name)) for name in (SUGGESTED.name, "Perplexity")
    ],
    "the count over the library": lambda workspace: (
        LibraryView(workspace.summaries()).count_words(0, 0).partition(",")[0]
    ),
}
"""Every figure there is. Whoever adds one adds it here."""

FROM_ROWS: dict[str, Callable[[Sequence[Summary]], Any]] = {
    "how many are begun": begun,
    "the draft to go on with": lambda rows: _id(draft_to_go_on_with(rows)),
    "the last time, on New": lambda rows: _id(last_of(rows, "Inlet")),
}


def _id(row: Summary | None) -> str | None:
    return row.id if row is not None else None


@pytest.mark.parametrize("figure", FIGURES)
def test_a_library_with_examples_has_the_figures_of_one_without(
    figure: str, home: Path, clock: FrozenClock
) -> None:
    computed = []
    for name, with_examples in (("with", True), ("without", False)):
        places = demo_in(home / name)
        # Younger than anything of one's own, and finished this week.
        _bring_up_to_date(places.library / "teardowns", today=clock.now().date().isoformat())
        if not with_examples:
            for path in (places.library / "teardowns").glob("*.json"):
                path.unlink()
        with opened(places, clock) as workspace:
            workspace.library._suffix = iter(["aaaa", "bbbb"]).__next__
            own = workspace.create(NewTeardown(product="Notion AI"))
            workspace.create(NewTeardown(product="Perplexity"))
            workspace.finish(own)
            computed.append(FIGURES[figure](workspace))
    assert computed[0] == computed[1]


def _bring_up_to_date(folder: Path, *, today: str) -> None:
    import json

    for number, path in enumerate(sorted(folder.glob("*.json"))):
        data = json.loads(path.read_bytes())
        document = data["_default"]["1"]
        document["updated_at"] = f"{today}T08:00:00Z"
        if not number:
            document["product"]["name"] = SUGGESTED.name
        if document["status"] == "finished":
            document |= {"finished_at": f"{today}T08:00:00Z", "finished_on": today}
        path.write_text(json.dumps(data), encoding="utf-8")


OWN = Summary(
    id="own",
    product="Inlet",
    created_at="2026-03-02T08:00:00Z",
    updated_at="2026-03-02T08:00:00Z",
)
ROWS = st.lists(
    st.builds(
        OWN._replace,
        id=st.uuids().map(str),
        status=st.sampled_from(["draft", "finished"]),
        finished_on=st.sampled_from([None, "2026-03-01", "2026-03-02"]),
        archived=st.booleans(),
        example=st.booleans(),
        product=st.sampled_from(["Inlet", "Larder"]),
    ),
    max_size=12,
)


@pytest.mark.parametrize("figure", FROM_ROWS)
@given(rows=ROWS)
def test_taking_the_examples_out_changes_no_figure(figure: str, rows: list[Summary]) -> None:
    compute = FROM_ROWS[figure]
    assert compute(rows) == compute([row for row in rows if not row.example])


@given(rows=ROWS)
def test_the_count_over_the_library_tells_examples_apart(rows: list[Summary]) -> None:
    view = LibraryView(rows)
    on_shelf = [row for row in rows if not row.archived]
    examples = sum(row.example for row in on_shelf)
    words = view.count_words(len(on_shelf), 0)
    assert (f"{examples} example" in words) == bool(examples)
    assert (f"{len(on_shelf) - examples} teardown" in words) == (
        len(on_shelf) > examples or not on_shelf
    )
