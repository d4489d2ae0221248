from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.model import Hit, Summary
from tui.glyphs import ASCII, UNICODE, choose_glyphs
from tui.harmless import fit, harmless, one_line, width_of
from tui.screens.home.library_list import columns, progress
from tui.screens.home.library_view import LibraryView
from tui.screens.home.notes import note_for
from tui.screens.home.wording import begun, draft_to_go_on_with
from tui.wording import age, when

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ROW = Summary(id="notion-ai-7k2q", product="Notion AI", maker="Notion", template="quick",
              tags=("notes",), author="Ada", sections_total=6)  # fmt: skip


# What text may do to a terminal


@given(st.text())
def test_nothing_is_left_that_a_terminal_would_obey(text: str) -> None:
    shown = harmless(text)
    assert not any(ord(letter) < 32 and letter != "\n" for letter in shown)
    assert not any(0x7F <= ord(letter) < 0xA0 for letter in shown)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(shown)
    assert "\n" not in one_line(text)
    shown.encode("utf-8")


@given(st.text(), st.integers(0, 200))
def test_text_takes_exactly_the_room_that_it_is_given(text: str, width: int) -> None:
    assert width_of(fit(one_line(text), width)) == width


def test_plain_text_stays_as_it_is() -> None:
    for text in ("Notion AI", "naïve – “quoted”", "日本語 👩‍🚀", "a\nb"):
        assert harmless(text) == text


def test_what_cannot_be_seen_is_shown_as_a_picture() -> None:
    assert harmless("\x1b[2J\x00\x7f") == "␛[2J␀␡"
    assert harmless("a\tb\r\nc") == "a    b\nc"
    assert harmless("user\u202egpj.exe") == "user\ufffdgpj.exe"
    assert harmless("e" + "\u0301" * 50) == "e" + "\u0301" * 4


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"LANG": "en_GB.UTF-8"}, "linux", UNICODE),
        ({"LANG": "C.utf8"}, "linux", UNICODE),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, "linux", ASCII),
        ({"LANG": "de_DE.ISO-8859-1"}, "linux", ASCII),
        ({}, "linux", ASCII),
        ({}, "darwin", UNICODE),
        ({}, "win32", UNICODE),
    ],
)
def test_signs_follow_the_locale(
    environ: Mapping[str, str], platform: str, expected: object
) -> None:
    assert choose_glyphs(environ, platform=platform) is expected


def test_every_sign_has_a_form_in_ascii() -> None:
    assert all(getattr(ASCII, name).isascii() for name in ASCII._fields)
    assert all(width_of(getattr(UNICODE, name)) == 1 for name in UNICODE._fields)


# Words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=12), "12 min ago"),
        (timedelta(hours=3), "3 h ago"),
        (timedelta(hours=20), "yesterday"),
        (timedelta(days=4), "4 days ago"),
        (timedelta(days=22), "3 weeks ago"),
        (timedelta(days=300), "May 2025"),
        (timedelta(seconds=-90), "just now"),
    ],
)
def test_how_long_ago_it_was(ago: timedelta, words: str) -> None:
    assert age((NOW - ago).isoformat(), now=NOW) == words


def test_yesterday_is_the_user_s_own_day() -> None:
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC).isoformat()
    assert age(late, now=NOW) == "yesterday"
    assert age(late, now=NOW, offset=3600) == "9 h ago"


def test_an_instant_that_is_none_is_left_out() -> None:
    assert age("", now=NOW) == ""
    assert age("soon", now=NOW) == ""


def test_a_month_stands_in_a_sentence_with_its_preposition() -> None:
    assert when("2025-05-06T09:00:00Z", now=NOW) == "in May 2025"
    assert when("2026-02-28T09:00:00Z", now=NOW) == "2 days ago"


# The library's view


def test_the_filter_looks_through_every_field_and_needs_every_word() -> None:
    other = ROW._replace(id="gemini-aaaa", product="Gemini", maker="Google", tags=(), author="Bo")
    view = LibraryView([ROW, other])
    for typed in ("notion", "NOTES", "ada", "quick notion", "draft ada", "7k2q"):
        view.typed = typed
        assert ROW in view.shown(), typed
    view.typed = "notion google"
    assert view.shown() == []
    assert view.count_words(0, 0) == "0 of 2"


def test_what_was_written_comes_after_what_matches_by_name() -> None:
    other = ROW._replace(id="gemini-aaaa", product="Gemini")
    view = LibraryView(
        [other, ROW], typed="notion", hits={"gemini-aaaa": Hit("gemini-aaaa", "", ())}
    )
    view.take([other._replace(maker=""), ROW])
    assert [row.id for row in view.shown()] == [ROW.id, "gemini-aaaa"]


def test_the_archive_is_out_of_sight() -> None:
    put_away = ROW._replace(id="old-aaaa", archived=True)
    view = LibraryView([ROW, put_away])
    assert view.shown() == [ROW]
    view.shelf = "archive"
    assert view.shown() == [put_away]


def test_the_example_stands_last_until_there_are_a_few_and_never_counts() -> None:
    example = ROW._replace(id="worked-example", example=True)
    view = LibraryView([ROW], example=example)
    assert view.shown() == [ROW, example]
    assert view.count_words(2, 0) == "1 teardown"
    view.take([ROW, ROW, ROW])
    assert example not in view.shown()
    assert begun([example]) == 0
    assert draft_to_go_on_with([example]) is None


def test_orders_go_round_and_sort() -> None:
    rows = [ROW._replace(id=f"{name}-aaaa", product=name, minutes=size, sections_done=size)
            for name, size in (("b", 1), ("a", 3), ("c", 2))]  # fmt: skip
    view = LibraryView(rows)
    seen = [(view.next_order(), "".join(row.product for row in view.shown())) for _ in range(4)]
    assert seen == [("product", "abc"), ("minutes", "acb"), ("sections", "acb"), ("changed", "bac")]


def test_an_empty_list_says_what_to_do() -> None:
    def words(view: LibraryView) -> str:
        return " ".join(text for line in note_for(view, any_rows=False) for text, _ in line)

    assert "Press n" in words(LibraryView())
    assert "Esc clears" in words(LibraryView([ROW], typed="zzz"))
    assert "Nothing is archived" in words(LibraryView([ROW], shelf="archive"))
    assert "The trash is empty" in words(LibraryView([ROW], shelf="trash"))
    assert "Everything is archived" in words(LibraryView([ROW._replace(archived=True)]))
    assert note_for(LibraryView([ROW]), any_rows=True) == []


@given(st.integers(1, 300))
def test_columns_fill_the_line(width: int) -> None:
    cells = columns(width)
    others = [cells.sections, cells.template, cells.minutes, cells.age]
    assert cells.product >= 8
    if width >= 40:
        assert cells.product + sum(size + 2 for size in others if size) == width


def test_progress_is_a_sign_and_a_word() -> None:
    assert progress(ROW._replace(status="finished"))[0].endswith("finished")
    assert [progress(ROW._replace(sections_done=done))[0][1:] for done in (0, 3, 6)] == [
        " 0 of 6",
        " 3 of 6",
        " 6 of 6",
    ]
    assert len({progress(ROW._replace(sections_done=done))[0][0] for done in (0, 3, 6)}) == 3
