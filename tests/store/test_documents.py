from __future__ import annotations

import json
import math
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.documents import NoDocument, Stored, decode, decode_any, encode
from store.errors import Damaged
from store.names import is_valid_id, teardown_id

_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec=None)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec=None)), inner, max_size=4)
    ),
    max_leaves=12,
)
_documents = st.dictionaries(st.text(), _values, max_size=6)


@given(_documents)
def test_every_json_document_comes_back_exactly(document: dict[str, Any]) -> None:
    data = encode(document)
    assert decode(data) == document
    assert json.loads(data) == {"_default": {"1": document}}
    assert b"\r" not in data


@given(_documents)
def test_a_file_that_another_program_wrote_comes_back_exactly(document: dict[str, Any]) -> None:
    for indent in (None, 2, 4):
        data = json.dumps({"_default": {"1": document}}, indent=indent).encode()
        assert decode(data) == document


@given(_documents, st.data())
def test_a_cut_file_is_never_taken_for_a_document(
    document: dict[str, Any], data: st.DataObject
) -> None:
    whole = encode(document)
    cut = data.draw(st.integers(0, len(whole.rstrip()) - 1))
    with pytest.raises(NoDocument):
        decode(whole[:cut])


@given(st.binary(max_size=200))
def test_no_bytes_at_all_do_more_than_be_refused(data: bytes) -> None:
    for shape in (data, b'{\n  "_default": {\n    "1": {' + data):
        try:
            decode(shape)
        except NoDocument as error:
            reason = str(error)
        else:
            continue
        assert reason.startswith(("it ", "byte "))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"\0" * 512, "it holds nothing but zero bytes, as after a power cut"),
        (b"\xff\xfe{", "byte 0 is not text (UTF-8)"),
        (b'{\n"a": ', "it ends too early (line 2, column 6)"),
        (b'{"a": "b', "it ends too early (line 1, column 7)"),
        (b'{"a"; 1}', "it is no longer JSON from line 1, column 5 on"),
        (b"[]", "it holds JSON, but no teardown"),
        (b'{"_default": []}', "it holds JSON, but no teardown"),
        (b'{"_default": {}}', "it holds a TinyDB table, but no teardown"),
        (b'{"_default": {"1": 3}}', "it holds a TinyDB table, but no teardown"),
        (b'{"_default": {"2": {}, "3": {}}}', "it holds a TinyDB table, but no teardown"),
        (b"[" * 100_000, "it is nested too deeply"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_words(data: bytes, why: str) -> None:
    with pytest.raises(NoDocument) as caught:
        decode(data)
    assert str(caught.value) == why


def test_files_that_other_tools_saved_again_are_read() -> None:
    assert decode(b'\xef\xbb\xbf{"_default": {"1": {"a": 1}}}') == {"a": 1}
    assert decode(b'{"_default": {"7": {"a": 1}}}') == {"a": 1}
    assert decode(b'{"_default": {"1": {"a": 1}, "2": {}}, "notes": {}}') == {"a": 1}
    assert math.isnan(decode(b'{"_default": {"1": {"a": NaN}}}')["a"])


@pytest.mark.parametrize("value", [{"a": {1, 2}}, {"a": b"x"}, {(1, 2): 3}])
def test_what_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        encode(value)
    endless: dict[str, Any] = {}
    endless["a"] = endless
    with pytest.raises(ValueError, match=r"."):
        encode(endless)


def test_a_note_beside_a_document_does_not_disturb_it() -> None:
    data = encode({"a": 2**70}, aside={"reason": "it lost"})
    assert decode(data) == {"a": 2**70}
    assert decode_any(data)["aside"] == {"1": {"reason": "it lost"}}


@pytest.mark.parametrize("spelling", [orjson.dumps, lambda value: json.dumps(value).encode()])
def test_rev_and_format_are_known_without_reading_to_the_end(spelling: Any) -> None:
    document = {"schema": 2, "id": "a-b.c_7k2q", "rev": 41, "author": "x"}
    for data in (encode(document), spelling({"_default": {"1": document}})):
        stored = Stored("a.json", data)
        assert (stored.schema, stored.rev) == (2, 41)
    cut = Stored("a.json", encode(document)[:-20])
    assert (cut.schema, cut.rev) == (2, 41)
    with pytest.raises(Damaged):
        _ = cut.document
    odd = Stored("a.json", encode({"schema": "2", "rev": -1}))
    assert (odd.schema, odd.rev) == (0, 0)


@given(st.text())
def test_an_id_is_safe_as_a_file_name_or_no_id(text: str) -> None:
    if is_valid_id(text):
        assert text.isascii()
        assert not set(text) & set('/\\:*?"<>|\0\n ')
        assert text not in {".", ".."}
        assert len(text) <= 120
        assert teardown_id(f"{text}.json") == text or "conflict" in text
    else:
        assert teardown_id(f"{text}.json") is None
