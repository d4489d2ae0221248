"""Items as they come out of an answer, and which of them may be shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.counterpoints.checking import Acceptance
from lab.counterpoints.material import gather
from lab.counterpoints.passages import find_quote
from lab.counterpoints.prompting import PROMPT_VERSION
from lab.counterpoints.stream import ItemStream
from store.records import Counterpoint
from tests.lab.counterpoints.arguing import TEMPLATE, answer_of, argued, item

if TYPE_CHECKING:
    from lab.counterpoints.prompting import Mode


def read(text: str, *, size: int = 7) -> tuple[list[dict[str, Any]], ItemStream]:
    stream = ItemStream()
    found = []
    for start in range(0, len(text), size):
        found += stream.feed(text[start : start + size])
    return found, stream


@given(st.lists(st.dictionaries(st.text(max_size=6), st.text(max_size=12), max_size=3), max_size=4),
       st.integers(1, 30))  # fmt: skip
@settings(max_examples=40)
def test_items_come_whole_however_the_answer_is_cut(items: list[dict[str, str]], size: int) -> None:
    text = json.dumps({"counterpoints": items})
    found, stream = read(text, size=size)
    assert (found, stream.closed, stream.malformed) == (items, True, 0)


def test_an_item_is_there_with_its_last_brace_and_not_before() -> None:
    text = answer_of({"a": '}]\\"{'}, {"b": 1})
    stream = ItemStream()
    assert stream.feed(text[: text.index(", {")]) == [{"a": '}]\\"{'}]
    assert stream.feed(text[text.index(", {") :]) == [{"b": 1}]


@pytest.mark.parametrize(
    ("text", "items", "closed"),
    [
        ('```json\n{"counterpoints": [{"a": 1}]}\n```', 1, True),
        ('Here you are: {"counterpoints":[{"a":1},{"b":2}]} Bye', 2, True),
        ('[{"a": 1}]', 1, True),
        ('{"counterpoints": []}', 0, True),
        ('{"counterpoints": [{"a": 1}, {"b": "cut', 1, False),
        ("I would rather not.", 0, False),
        ("", 0, False),
    ],
)
def test_what_stands_around_the_list_does_not_matter(text: str, items: int, closed: bool) -> None:  # noqa: FBT001 - a table
    found, stream = read(text)
    assert (len(found), stream.closed) == (items, closed)


def test_what_is_no_item_is_counted() -> None:
    found, stream = read('{"counterpoints": [[1], {"a": 1}, {bad}, {"b": [{}]}]}')
    assert found == [{"a": 1}, {"b": [{}]}]
    assert stream.malformed == 2


def test_an_item_without_an_end_is_given_up_and_takes_no_memory() -> None:
    stream = ItemStream()
    stream.feed('{"counterpoints": [{"a": "')
    for _ in range(100):
        stream.feed("x" * 1000)
    assert (stream.closed, stream.malformed) == (True, 1)
    assert len(stream._waiting) < 30_000


def test_prose_without_a_list_takes_neither_memory_nor_time() -> None:
    stream = ItemStream()
    for _ in range(20_000):
        assert stream.feed("Words [and brackets] ") == []
    assert (stream.began, len(stream._waiting) < 200) == (False, True)
    assert stream.feed('{"counterpoints" : [{"a": 1}]}') == [{"a": 1}]


def test_of_an_item_that_was_cut_the_whole_fields_are_kept() -> None:
    whole = answer_of(item(counterpoint="Is it “so”?\nAlways?"))
    _, stream = read(whole[: whole.index("evidence_needed") + 20])
    rest = stream.unfinished()
    assert rest["counterpoint"] == "Is it “so”?\nAlways?"
    assert rest["severity"] == 2
    assert "evidence_needed" not in rest
    assert read(whole)[1].unfinished() == {}


def accept(
    *items: dict[str, Any], mode: Mode = "counterpoints", most: int = 3
) -> tuple[list[Counterpoint], list[str]]:
    record = argued()
    takes = Acceptance(
        gather(record, TEMPLATE, ["strengths"]), mode=mode, most=most, model="m",
        known=record.counterpoints,
    )  # fmt: skip
    kept = [takes.take(each) for each in items]
    return [each for each in kept if each is not None], [*takes.dropped]


def test_an_item_knows_its_place_and_its_maker() -> None:
    (kept,), _ = accept(item("made on Monday. It is polite"))
    assert (kept.section, kept.prompt, kept.claim) == ("strengths", "best", "")
    assert (kept.source, kept.model, kept.prompt_version) == ("model", "m", PROMPT_VERSION)
    (kept,), _ = accept(item("Refusing costs one key"))
    assert (kept.prompt, kept.claim) == ("", "c1")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"target_quote": "keeps the dates in all"}, "quote"),
        ({"target_quote": "KEEPS THE DATE"}, "quote"),
        ({"target_quote": "date"}, "quote"),
        ({"target_quote": ""}, "shape"),
        ({"target_quote": 7}, "shape"),
        ({"counterpoint": None}, "shape"),
        ({"counterpoint": " \n"}, "shape"),
        ({"severity": 4}, "shape"),
        ({"severity": True}, "shape"),
        ({"severity": "2"}, "shape"),
        ({"severity": [2]}, "shape"),
        ({"kind": "praise"}, "kind"),
        ({"section_id": "frame"}, "section"),
        ({"counterpoint": "For whom is it not so?"}, "twice"),
    ],
)
def test_what_does_not_quote_the_text_or_is_no_item_is_dropped_and_counted(
    change: dict[str, Any], why: str
) -> None:
    assert accept(item() | change) == ([], [why])
    missing = {key: value for key, value in item().items() if key not in change}
    assert accept(missing) == ([], ["shape"])


def test_nothing_is_said_twice_and_no_more_than_may_be() -> None:
    kept, dropped = accept(
        item(),
        item(counterpoint="Said otherwise?"),
        item(kind="evidence"),
        item("It is polite", counterpoint="And else?"),
        item("the price that it quotes", counterpoint="More?"),
        most=2,
    )
    assert [each.kind for each in kept] == ["scope", "scope"]
    assert dropped == ["twice", "twice", "too many"]


def test_more_or_fewer_of_the_same_words_are_the_same_target() -> None:
    kept, dropped = accept(
        item("keeps the date in all of the runs"),
        item("keeps the date in all", counterpoint="Each one?"),
        item("The draft keeps the date in all of the runs that", counterpoint="All of them?"),
        item("keeps the date in all", counterpoint="Where is it seen?", kind="evidence"),
    )
    assert [each.kind for each in kept] == ["scope", "evidence"]
    assert dropped == ["twice", "twice"]


def test_what_was_asked_already_is_not_asked_in_other_marks_and_capitals() -> None:
    kept, dropped = accept(
        item(counterpoint="for whom, is it NOT so…"),
        item(counterpoint="Seen by!"),
        item(counterpoint="Is it so on Tuesdays?"),
        item("It is polite", counterpoint="is it so - on Tuesdays"),
    )
    assert [each.counterpoint for each in kept] == ["Is it so on Tuesdays?"]
    assert dropped == ["twice"] * 3


def test_a_section_holds_no_more_than_it_may_whoever_asked_before() -> None:
    record = argued()
    said = [Counterpoint(id=f"m{n}", section="strengths", counterpoint=f"{n}?", source="model")
            for n in range(2)]  # fmt: skip
    takes = Acceptance(
        gather(record, TEMPLATE, ["strengths"]), mode="steelman", most=3, model="m",
        known=[*record.counterpoints, *said],
    )  # fmt: skip
    quotes = ("keeps the date in all", "It is polite", "the price that it quotes")
    came = [takes.take(item(each, kind="steelman")) for each in quotes]
    assert [each is not None for each in came] == [True, False, False]
    assert takes.dropped == ["too many", "too many"]


@pytest.mark.parametrize("field", ["counterpoint", "why_it_matters", "target_quote", "kind"])
def test_half_a_character_does_no_harm(field: str) -> None:
    found, _ = read(answer_of(item() | {field: "keeps the date \ud800 in all"}))
    kept, dropped = accept(*found)
    assert [each.model_dump_json() for each in kept] or dropped in (["quote"], ["kind"])


def test_a_mode_takes_its_own_kind_alone() -> None:
    kept, dropped = accept(item(kind="premortem"), item(), mode="premortem")
    assert ([each.kind for each in kept], dropped) == (["premortem"], ["kind"])


def test_texts_are_one_line_of_bounded_length() -> None:
    (kept,), _ = accept(item(counterpoint="a\n\tb " * 300, why_it_matters="x" * 900))
    assert (len(kept.counterpoint), len(kept.why_it_matters)) == (400, 240)
    assert kept.counterpoint.startswith("a b a b")


def test_a_quote_is_found_however_its_white_space_falls() -> None:
    passages = gather(argued(), TEMPLATE, ["strengths"]).passages
    found = find_quote("on  Monday.\n\n It is polite", passages)
    assert found is not None
    assert passages[0].text[slice(*found[1])] == "on Monday.\nIt is polite"
    assert find_quote(" ", passages) is None
