"""What goes out: data on stdout, narration on stderr, nothing that acts on a terminal.

Text from files is printed literally. On a terminal everything that is not text becomes
visible (an escape is shown as ␛); in a pipe it goes through as it is.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import sys
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "OutputFailed",
    "ReaderGone",
    "Styled",
    "bold",
    "dim",
    "finish",
    "is_terminal",
    "one_line",
    "out",
    "out_bytes",
    "out_json",
    "prepare",
    "printable",
    "say",
    "say_lines",
    "screen_width",
]

PIPED_WIDTH = 80
NARROWEST = 20

_TROUBLE = (
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff"
    "\\ufff9-\\ufffb\\ud800-\\udfff]"
)
"""Control characters, marks that reorder what is shown, halves of characters.

Compiled where it is first needed: most output is plain, and compiling takes its time.
"""

_IN_JSON = "[\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ud800-\\udfff]"
"""The same, as far as JSON does not escape it anyway."""

_PLAIN = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "…": "...",
    "·": "-", "×": "x", "•": "*", "→": "->", "≥": ">=", "≤": "<=", "\xa0": " ",
    "├": "|", "┤": "|", "─": "-", "●": "o", "╎": ":", "┈": ".",
    "○": ".", "◐": "~", "◇": "#", "✓": "x",
}  # fmt: skip
_DELETE = 0x7F


class ReaderGone(Exception):
    """Whoever read our output has stopped; there is nobody to tell."""


class OutputFailed(LabError):
    """The output could not be written."""


class Styled(NamedTuple):
    """A piece of text with a look, given to :func:`out`."""

    text: str
    code: str


def bold(text: str) -> Styled:
    """Return the text for :func:`out` to make bold."""
    return Styled(text, "1")


def dim(text: str) -> Styled:
    """Return the text for :func:`out` to make faint."""
    return Styled(text, "2")


def prepare() -> None:
    """Make stdout and stderr take any character, whatever the locale."""
    codecs.register_error("teardown", _replace)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="teardown")
    if sys.platform == "win32" and is_terminal(sys.stdout):
        # Older consoles show styles as text until they are told; click brings this along.
        from colorama import just_fix_windows_console

        just_fix_windows_console()


def is_terminal(stream: IO[Any] | None) -> bool:
    """Return whether a person sits at the other end."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def printable(text: str) -> str:
    """Return the text with all that is not text made visible; its lines stay lines."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_TROUBLE, _picture, text.replace("\r\n", "\n").replace("\t", "    "))


def one_line(text: str) -> str:
    """Return the text on one line: every run of white space is one space."""
    return " ".join(text.split())


def screen_width() -> int:
    """Return the terminal's width in cells; 80 where there is none."""
    if not is_terminal(sys.stdout):
        return PIPED_WIDTH
    import shutil

    return max(NARROWEST, shutil.get_terminal_size((PIPED_WIDTH, 24)).columns)


def out(*parts: str | Styled, end: str = "\n") -> None:
    """Print data for people: one line, unless the text has several."""
    terminal = is_terminal(sys.stdout)
    colours = _colours(os.environ, terminal=terminal)
    pieces = []
    for part in parts:
        text = part if isinstance(part, str) else part.text
        text = printable(text) if terminal else text
        styled = isinstance(part, Styled) and colours and text
        pieces.append(f"\x1b[{part.code}m{text}\x1b[0m" if styled else text)  # type: ignore[union-attr] # styled says that it is one
    _write("".join(pieces) + end)


def out_bytes(data: bytes) -> None:
    """Print data exactly as it is."""
    stream = sys.stdout
    if stream is None:
        return
    with _OutputErrors():
        stream.flush()
        stream.buffer.write(data)


def out_json(kind: str, document: Mapping[str, Any], *, on_one_line: bool = False) -> None:
    """Print one JSON document, in UTF-8 whatever the locale; *kind* goes into its schema."""
    import orjson

    whole = {"schema": f"teardown.{kind}/v1", **document}
    try:
        data = orjson.dumps(whole, option=None if on_one_line else orjson.OPT_INDENT_2)
        text = "" if data.isascii() and b"\x7f" not in data else data.decode()
    except orjson.JSONEncodeError:  # halves of characters, integers over 64 bits
        import json

        text = json.dumps(whole, ensure_ascii=False, indent=None if on_one_line else 2)
    if text:
        data = re.sub(_IN_JSON, lambda found: f"\\u{ord(found.group()):04x}", text).encode()
    out_bytes(data + b"\n")


def say(text: str) -> None:
    """Tell the person something, on stderr, on one line."""
    say_lines(one_line(text))


def say_lines(text: str) -> None:
    """Tell the person something that needs several lines, on stderr."""
    stream = sys.stderr
    if stream is None:
        return
    try:
        stream.write(printable(text) + "\n")
        stream.flush()
    except (OSError, ValueError):
        return  # there is nobody left to tell


def finish() -> None:
    """Bring out what is still held back; raise if it cannot be."""
    if sys.stdout is not None:
        with _OutputErrors():
            sys.stdout.flush()


def _write(text: str) -> None:
    if sys.stdout is not None:
        with _OutputErrors():
            sys.stdout.write(text)


class _OutputErrors:
    """Names what goes wrong with stdout, and keeps Python from trying once more at its end."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, OSError):
            return
        _drop_output()
        gone = {errno.EPIPE, errno.ESHUTDOWN} | ({errno.EINVAL} if os.name == "nt" else set())
        if error.errno in gone:
            raise ReaderGone from error
        raise OutputFailed(
            "The output could not be written",
            one_line(error.strerror or "the system refused").lower(),
            todo="Make room or write somewhere else, then try again.",
        ) from error


def _drop_output() -> None:
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
    except (OSError, ValueError):
        sys.stdout = None


def _colours(environ: Mapping[str, str], *, terminal: bool) -> bool:
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return environ["FORCE_COLOR"] != "0"
    return terminal and environ.get("TERM") != "dumb"


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < ord(" "):
        return chr(0x2400 + code)
    if code == _DELETE:
        return "␡"
    return "\n" if found.group() in "\u2028\u2029" else "\ufffd"


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = error.object[error.start : error.end]
    return "".join(_PLAIN.get(each) or _escaped(each) for each in found), error.end


def _escaped(character: str) -> str:
    code = ord(character)
    if 0x2400 <= code < 0x2420:  # noqa: PLR2004 - the pictures of control characters
        return f"^{chr(code - 0x2400 + 0x40)}"
    return character.encode("ascii", "backslashreplace").decode()
