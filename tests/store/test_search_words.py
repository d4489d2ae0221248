"""What counts as the same word, and the piece of text that a search shows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import words
from store.passages import Passages, heading, passages, snippet
from store.summary import Summary, summarize
from store.words import find_term, fold, index_parts, index_words, query_terms
from tests.store.raw_library import raw_record

_ANY_TEXT = st.text(max_size=60)
_LETTERS = st.text(alphabet="abä é İßﬁ京 都が👍\n-\u0301", max_size=40)


def text_of(written: str) -> Passages:
    return Passages(written)


def found(query: str, written: str) -> bool:
    return snippet(text_of(written), query_terms(query)) is not None


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("notion", "We tried Notion AI."),
        ("NOT", "We tried notion."),
        ("cafe", "Café Écrit"),
        ("café", "CAFE"),
        ("cafe\u0301", "café"),
        ("strasse", "Straße"),
        ("\uff21\uff29", "ai"),
        ("ai", "the \uff21\uff29"),
        ("2 of 5", "passed 2 of 5 runs"),
        ("gpt-4o", "GPT 4o mini"),
        ("“smart”", "a smart one"),
        ("言", "文心一言"),
        ("心一", "文心一言"),
        ("文心一言", "百度的文心一言是"),
        ("ありがと", "どうもありがとう"),
        ("สวัสดี", "คำว่าสวัสดีครับ"),
        ("हिन्दी", "यह हिन्दी है"),
        ("한국", "한국어"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8어"),
        ("👍", "good👍🏽job"),
        ("naïve approach", "the approach was naive"),
        ("e-mail", "an e-mail"),
        ("it’s", "it's"),
    ],
)
def test_a_search_finds(query: str, written: str) -> None:
    assert found(query, written)
    assert _index_would_name(query, written)


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("otion", "Notion"),
        ("notions", "Notion"),
        ("notion claude", "Notion"),
        ("心文", "文心一言"),
        ("文一", "文心一言"),
        ("4", "x4"),
    ],
)
def test_a_search_does_not_find(query: str, written: str) -> None:
    assert not found(query, written)


@pytest.mark.parametrize("query", ["", "  ", "\0", "…?!", "\u0301", '""', "*", "()", "\n\t"])
def test_a_query_without_words_asks_for_nothing(query: str) -> None:
    assert query_terms(query) == []


def test_a_term_that_another_begins_with_is_asked_once() -> None:
    assert [term.text for term in query_terms("mod model models note")] == ["models", "note"]


@given(_ANY_TEXT | _LETTERS, _ANY_TEXT | _LETTERS)
def test_the_index_never_hides_what_the_text_holds(query: str, written: str) -> None:
    if query_terms(query) and found(query, written):
        assert _index_would_name(query, written)


def _index_would_name(query: str, written: str) -> bool:
    indexed = index_words(fold(written))
    return all(
        any(word.startswith(part) for word in indexed)
        for term in query_terms(query)
        for part in index_parts(term)
    )


@given(_ANY_TEXT | _LETTERS)
def test_folding_keeps_lines_and_is_done_once_and_for_all(text: str) -> None:
    assert fold(text).count("\n") == text.count("\n")
    assert index_words(fold(fold(text))) == index_words(fold(text))


@pytest.mark.parametrize("alphabet", words._ALPHABETS)
@given(st.binary(max_size=30))
def test_text_in_one_alphabet_is_folded_as_any_other(alphabet: str, letters: bytes) -> None:
    text = letters.decode(alphabet, "ignore")
    assert words._fold_in(text, alphabet) in {"", words._fold_any(text)}


@pytest.mark.parametrize(
    ("alphabet", "text", "folded"),
    [
        ("latin-1", "Où l’ÉTÉ".replace("’", "'"), "ou l'ete"),
        ("iso8859-2", "Zażółć GĘŚLĄ", "zazołc gesla"),
        ("cp1251", "Ёлка Йод", "елка иод"),
        ("iso8859-7", "Αθήνα", "αθηνα"),
        ("cp1254", "Şişli Ğ", "sisli g"),
    ],
)
def test_the_letters_of_europe_are_folded_at_once(alphabet: str, text: str, folded: str) -> None:
    assert words._fold_in(text, alphabet) == fold(text) == folded


@given(_ANY_TEXT)
def test_every_word_of_a_text_finds_it(text: str) -> None:
    for term in query_terms(text):
        assert find_term(term, fold(text)) >= 0


@given(
    st.lists(_LETTERS | _ANY_TEXT, min_size=1, max_size=4),
    st.integers(0, 200),
    st.sampled_from(["x", "京", "é", "filler ", "e\u0301 "]),
    st.sampled_from(["needle", "näedle", "京都", "ﬁne"]),
)
def test_a_snippet_is_one_plain_line_and_its_spans_are_the_matches(
    texts: list[str], length: int, filler: str, needle: str
) -> None:
    written = "\n".join([*texts, filler * length + " " + needle + " " + filler * length, *texts])
    terms = query_terms(needle)
    piece = snippet(text_of(written), terms)
    assert piece is not None
    assert "\n" not in piece.text
    assert len(piece.text) <= 200
    assert piece.spans, piece.text
    assert list(piece.spans) == sorted(piece.spans)
    for start, end in piece.spans:
        assert 0 <= start < end <= len(piece.text)
        assert fold(piece.text[start:end]) == terms[0].text
    ends = [end for _, end in piece.spans]
    assert all(after > before for before, (after, _) in zip(ends, piece.spans[1:], strict=False))


def test_a_snippet_shows_the_line_with_most_of_the_words() -> None:
    written = "the price rose\nlatency fell\nthe price of low latency is high\nprice latency"
    piece = snippet(text_of(written), query_terms("price latency"))
    assert piece is not None
    assert piece.text == "the price of low latency is high"
    assert [piece.text[start:end] for start, end in piece.spans] == ["price", "latency"]


def test_a_long_line_is_cut_between_words_around_the_match() -> None:
    written = "before " * 100 + "needle " + "after " * 100
    piece = snippet(text_of(written), query_terms("need"))
    assert piece is not None
    assert re.fullmatch(r"…(before )+needle( after)+…", piece.text)
    assert [piece.text[start:end] for start, end in piece.spans] == ["need"]


def test_control_characters_never_reach_a_snippet() -> None:
    piece = snippet(text_of("a\x1b[31mred\x00 needle\r\x9b"), query_terms("needle"))
    assert piece is not None
    assert piece.text == "a [31mred needle"


def test_a_match_in_the_text_is_shown_before_one_in_the_heading() -> None:
    row = Summary("notion-ai-7k2q", product="Notion AI", tags=("trust",))
    text = passages(raw_record("x", "With Notion we saw nothing odd."), head=heading(row))
    assert snippet(text, query_terms("notion")) == (
        "With Notion we saw nothing odd.",
        ((5, 11),),
    )
    only = snippet(text, query_terms("trust"))
    assert only is not None
    assert only.text == "Notion AI · trust · notion-ai-7k2q"


@pytest.mark.parametrize(
    "fields",
    [
        {"sections": {"a": {"answers": {"b": "needle"}}}},
        {"claims": [{"statement": "needle"}]},
        {"claims": [{"statement": "x", "because": "needle"}]},
        {"predictions": [{"how_known": "needle"}]},
        {"metrics": [{"name": "needle"}]},
        {"counterpoints": [{"reply": "needle"}]},
        {"take_home": {"lessons": [{"principle": "needle"}]}},
        {"take_home": {"lessons": [{"card": {"back": "needle"}}]}},
        {"take_home": {"cannot_conclude": "needle"}},
        {"evidence": [{"quotes": [{"exact": "needle"}]}]},
        {"probes": [{"wordings": ["x", "needle"]}]},
        {"probes": [{"trials": [{"output": "needle"}]}]},
        {"product": {"name": "needle"}},
        {"product": {"name": "x", "maker": "needle"}},
        {"author": "needle"},
        {"tags": ["needle"]},
        {"id": "needle"},
    ],
)
def test_everything_that_somebody_wrote_is_searched(fields: dict[str, object]) -> None:
    record = {**raw_record("a"), **fields}
    text = passages(record, head=heading(summarize(record)))
    assert snippet(text, query_terms("needle")) is not None


@given(st.lists(_LETTERS, max_size=80), st.sampled_from(["京", "e", "needle", "\u0301"]))
def test_a_text_folded_bit_by_bit_is_the_same(lines: list[str], word: str) -> None:
    written = "\n".join([*lines, "filler é " * 200, *lines, f"京 {word}"])
    bit_by_bit = Passages(written)
    for term in query_terms(word):
        assert bit_by_bit.find(term) == find_term(term, fold(written))
    assert bit_by_bit.folded == "\n".join(map(fold, written.split("\n")))


@given(
    st.dictionaries(
        st.sampled_from(["sections", "claims", "take_home", "evidence", "probes", "metrics"]),
        st.recursive(
            st.none() | st.text(max_size=3) | st.integers(),
            lambda inner: (
                st.lists(inner, max_size=2)
                | st.dictionaries(st.sampled_from(["answers", "quotes", "lessons", "note"]), inner)
            ),
        ),
    )
)
def test_a_record_of_any_shape_has_a_text(record: dict[str, object]) -> None:
    assert passages(record, head="heading").folded.endswith("heading")
