"""The bytes of a file of trials as text; what is none is refused in words."""

from __future__ import annotations

import codecs
from typing import Final

from lab.errors import TrialsUnreadable

__all__ = ["text_in"]

_WIDE_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""How a file begins that says of itself that it is wide, as those of Excel's “Unicode text”."""

MOST_ZEROS: Final = 8
"""Where more than one in so many characters is zero; a single one may be part of an output."""

_ARCHIVE: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_PDF: Final = b"%PDF-"

_TO_CSV: Final = "In Excel, save it as “CSV UTF-8 (Comma delimited)”, then import that."


def text_in(name: str, data: bytes) -> str:
    """Return a file's text: UTF-8, or UTF-16 that says so; *name* is used in messages only.

    Raise ``TrialsUnreadable`` for anything else: letters that are guessed would make another
    output of an output.
    """
    if data.startswith(_ARCHIVE):
        raise _packed(name, data)
    if data.startswith(_OLD_OFFICE):
        raise TrialsUnreadable(f"{name} cannot be read", "it is an Excel workbook", todo=_TO_CSV)
    if data.startswith(_PDF):
        raise TrialsUnreadable(
            f"{name} cannot be read", "it is a PDF", todo="Give the table that it was made from."
        )
    encoding = next((each for mark, each in _WIDE_MARKS if data.startswith(mark)), "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TrialsUnreadable(
            f"{name} cannot be read",
            f"line {line} is not UTF-8, so letters in it cannot be told for sure",
            todo=f"Save it as UTF-8. {_TO_CSV}",
        ) from None
    if text.count("\0") * MOST_ZEROS > len(text):
        raise TrialsUnreadable(
            f"{name} cannot be read",
            "it is full of zero bytes, so it is no text, or wide text that does not say so",
            todo=f"Save it as UTF-8. {_TO_CSV}",
        )
    return text


def _packed(name: str, data: bytes) -> TrialsUnreadable:
    # The list of what is in an archive stands unpacked in it.
    if b"xl/workbook" in data:
        why, todo = "it is an Excel workbook", _TO_CSV
    elif name.casefold().rstrip("”").endswith(".eval") or b"_journal/" in data:
        why = "it is a packed log of Inspect (.eval)"
        todo = "Turn it into JSON with “inspect log dump FILE > log.json”, then import that."
    else:
        why, todo = "it is a packed file", "Unpack it, then import what is in it."
    return TrialsUnreadable(f"{name} cannot be read", why, todo=todo)
