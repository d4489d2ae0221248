"""Text comes out of bytes as it was meant, whatever server and page say about it."""

from __future__ import annotations

import codecs

import pytest

from lab.evidence.reading.decoding import decode

JAPANESE = "料金について説明します。このページは日本語で書かれています。"
KOREAN = "이 페이지는 요금제를 설명합니다. 한국어로 작성되었습니다."
RUSSIAN = "На этой странице мы рассказываем о ценах и тарифах нашего помощника."  # noqa: RUF001 - Russian
CHINESE = "本页说明我们的价格和套餐，请在购买之前仔细阅读以下内容。"  # noqa: RUF001 - Chinese


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("shift_jis", JAPANESE),
        ("euc_jp", JAPANESE),
        ("euc-kr", KOREAN),
        ("windows-1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("gb2312", CHINESE),
    ],
)
def test_text_of_old_pages_is_guessed_where_nobody_names_its_encoding(
    codec: str, text: str
) -> None:
    decoded = decode(text.encode(codec))

    assert decoded.text == text
    assert decoded.replaced == 0


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("Shift_JIS", "shift_jis", JAPANESE),
        ("ks_c_5601-1987", "euc-kr", KOREAN),
        ("windows-1251", "windows-1251", RUSSIAN),
        ("ISO-8859-2", "iso8859-2", "Zażółć gęślą jaźń"),
        ("big5", "big5", "價格說明"),
        ("UTF-16", "utf-16-le", JAPANESE),
    ],
)
def test_the_server_is_believed_where_it_may_be_true(label: str, codec: str, text: str) -> None:
    assert decode(text.encode(codec), label).text == text


@pytest.mark.parametrize("label", ["iso-8859-1", "US-ASCII", "latin1", "x-user-defined"])
def test_latin_1_means_what_browsers_take_it_for(label: str) -> None:
    assert decode("“Preise” – 5 €".encode("cp1252"), label).text == "“Preise” – 5 €"


def test_gb2312_means_its_larger_successor() -> None:
    text = "价格、€ 与 镕"

    assert decode(text.encode("gb18030"), "gb2312").text == text


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_counts_for_more_than_the_server(mark: bytes, codec: str) -> None:
    assert decode(mark + "naïve 料金".encode(codec), "windows-1251").text == "naïve 料金"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_character_are_seen_without_a_mark(codec: str) -> None:
    assert decode("<p>Prices in a naïve world</p>".encode(codec)).text.startswith("<p>Prices")


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        "<meta charset=windows-1251>",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        '<?xml version="1.0" encoding="windows-1251"?>',
        '<!-- <meta charset="utf-8"> --><meta charset="windows-1251">',
    ],
)
def test_the_page_may_name_its_encoding_itself(head: str) -> None:
    # Two letters are too few for a guess.
    assert "Щи" in decode(f"{head}<p>Щи</p>".encode("cp1251")).text


def test_a_server_that_says_utf_8_of_something_else_is_found_out() -> None:
    page = f'<meta charset="windows-1251"><p>{RUSSIAN}</p>'

    decoded = decode(page.encode("cp1251"), "utf-8")

    assert RUSSIAN in decoded.text
    assert decoded.replaced == 0


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1251", "shift_jis", "gbk"])
def test_utf_8_is_recognised_under_a_wrong_name(label: str) -> None:
    text = f"naïve “Preise” – {RUSSIAN}"

    assert decode(text.encode(), label).text == text


def test_a_page_whose_meta_says_utf_16_can_only_be_something_else() -> None:
    assert "naïve" in decode('<meta charset="utf-16"><p>naïve</p>'.encode()).text


@pytest.mark.parametrize(
    "label", ["rot13", "hex", "idna", "unicode_escape", "utf-7", "no such", ""]
)
def test_a_name_that_browsers_do_not_know_is_passed_over(label: str) -> None:
    assert decode("naïve café – 5 €".encode(), label).text == "naïve café – 5 €"


def test_a_few_broken_bytes_are_counted_and_spoil_nothing_else() -> None:
    decoded = decode(("ä" * 400).encode() + b"\xff" + ("ö" * 400).encode(), "utf-8")

    assert decoded.replaced == 1
    assert decoded.text == "ä" * 400 + "\ufffd" + "ö" * 400


@pytest.mark.parametrize("data", [b"", b"\0", b"\xff", b"\xff\xfe", bytes(range(256)) * 20])
def test_no_bytes_are_too_strange(data: bytes) -> None:
    assert isinstance(decode(data, "utf-8").text, str)


def test_a_page_that_holds_the_sign_of_a_lost_character_is_still_read_as_what_it_is() -> None:
    text = "Preis\ufffd f\ufffdr Mädchen: 5 €"

    for charset in ("", "utf-8", "iso-8859-1"):
        decoded = decode(text.encode(), charset)
        assert (decoded.text, decoded.encoding, decoded.replaced) == (text, "utf-8", 2)
