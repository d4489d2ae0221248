"""What holds no trials, or none that can be told for sure, is refused in words with its line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.errors import TrialsUnreadable
from lab.trials.files import read_trials
from lab.trials.files.reading import LARGEST, MOST_TRIALS
from lab.trials.files.sheets import LONGEST_CELL


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "does not name a column"),
        (b"one,two\n1,2\n", "does not name a column “answer”"),
        (b"{}", "no “answer”"),
        (b"[1]", "no “answer”"),
        (b'{"answer": "x"}\nnot json\n', "line 2 is no JSON object"),
        (b"answer\n", "there is no trial in it"),
        (b"{" + b'"a":{' * 100_000, "line 1 is no JSON object"),
        (b'{"answer": "x"}\n\n\n{"no": 1}\n', "line 4 has no “answer”"),
        (b'[{"answer": "x"}, {"no": 1}]', "entry 2 has no “answer”"),
        (b'{\n "eval": {},\n "status": "success"\n}', "head of a log of Inspect, .* dump"),
        (b'{\n "foo": 1,\n "bar": 2\n}', "no “answer”, only “foo”, “bar”"),
        (b"PK\x03\x04 _journal/start.json", r"packed log of Inspect .*inspect log dump"),
        (b"PK\x03\x04 xl/workbook.xml", "Excel workbook.*CSV UTF-8"),
        (b"PK\x03\x04rest", "a packed file"),
        (b"\xd0\xcf\x11\xe0rest", "Excel workbook"),
        (b"%PDF-1.7", "a PDF"),
        ("answer\nna\u00efve\n".encode("cp1252"), "line 2 is not UTF-8.*CSV UTF-8"),
        ("answer\nHi\n".encode("utf-16-le"), "full of zero bytes.*CSV UTF-8"),
        (b"answer,verdict\nHi,pass\nWell, no,fail\n", "line 3 has 3 cells, .* names 2 columns"),
        (b"answer,Answer\nx,y\n", "names the column “answer” twice"),
        (b"Prompt,Output\nx,y\n", "“answer”, only “Prompt”, “Output”. Name the columns"),
        (b'answer\nx\n"y\nz\n', "line 3 has a quotation mark that is not closed"),
        (b'answer\n"he said "no" to me"\n', "line 2 has a quotation mark"),
        (b"answer\n" + b"x" * (LONGEST_CELL + 1), "line 2 has a cell of more than 4 MB"),
        (b"answer\n" + b"x\n" * (MOST_TRIALS + 1), "more than 10,000 trials"),
        (b"x" * (LARGEST + 1), "more than 64 MB"),
    ],
    ids=(
        "empty",
        "columns",
        "object",
        "numbers",
        "line",
        "none",
        "nested",
        "gap",
        "entry",
        "head",
        "other",
        "packed",
        "workbook",
        "archive",
        "old workbook",
        "pdf",
        "letters",
        "zero",
        "wide",
        "twice",
        "others",
        "open",
        "quotes",
        "cell",
        "many",
        "large",
    ),
)
def test_a_file_that_is_none_of_them_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(TrialsUnreadable, match=why) as refused:
        read_trials("t", data)
    assert refused.value.todo


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("inspect", b'{"results": []}'),
        ("promptfoo", b'{"answer": "x"}'),
        ("csv", b'{"answer": "x"}'),
        ("jsonl", b"answer\nx\n"),
    ],
)
def test_a_file_is_not_read_as_what_it_is_not(form: Any, data: bytes) -> None:
    with pytest.raises(TrialsUnreadable, match="cannot be read"):
        read_trials("t", data, form=form)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["results", "samples", "eval", "answer", "provider", "testCase", "scores", "output"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_whatever_json_says_it_is_read_or_refused(value: Any) -> None:
    try:
        file = read_trials("t.json", json.dumps(value).encode())
    except TrialsUnreadable:
        return
    assert file.trials


@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_they_are_read_or_refused(data: bytes) -> None:
    try:
        file = read_trials("t", data)
    except TrialsUnreadable:
        return
    assert file.trials


def test_however_deep_lists_stand_in_lists_it_is_read_or_refused() -> None:
    outcomes: set[int | str] = set()
    for depth in (*range(900, 1000), 200_000):
        data = b'[{"answer":' + b"[" * depth + b"]" * depth + b"}]"
        try:
            outcomes.add(read_trials("t", data).trials)
        except TrialsUnreadable as refused:
            outcomes.add(refused.why)
    assert outcomes <= {
        1,
        "lists stand in lists there deeper than can be read",
        "line 1 is no JSON object",
    }
    assert len(outcomes) > 1
