r"""Any text in Markdown as it stands, and exactly back.

Ordinary text is not touched. What cannot stand in a file that people edit is named in
comments, which show nothing when the Markdown is rendered:

- a comment that looks like a mark of ours gets a backslash before ``teardown:``,
  and one more for each it had;
- ``<!-- teardown:chars "\u001b" -->`` stands for these characters: controls, lone
  carriage returns, line separators, byte order marks, and white space or blank lines at
  the edge of a text, which editors like to trim;
- ``<!-- teardown:newlines "\r\n" -->`` as the first line says that every line of this
  text ends so.
"""

from __future__ import annotations

import json
import re

from store.exchange.marks import to_json

__all__ = [
    "as_meant",
    "from_block",
    "from_line",
    "from_plain",
    "literally",
    "to_block",
    "to_line",
    "to_plain",
]

_LOOKS_LIKE_MARK = re.compile(r"(<!--\s*)(\\*)(/?teardown:)")
_ESCAPED_MARK = re.compile(r"(<!--\s*\\*)\\(/?teardown:)")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+"
)
_CHARS = re.compile(r'<!-- teardown:chars ("(?:[^"\\]|\\.)*") -->')
_NEWLINES = re.compile(r'<!-- teardown:newlines "(\\r\\n|\\r)" -->\n')
_BLANK_START = re.compile(r"[ \t\n]*\n")
_PUNCTUATION = r"!-/:-@\[-`{-~"
_ESCAPED_PUNCTUATION = re.compile(rf"\\([{_PUNCTUATION}])")
_INERT = re.compile(rf"\\([{_PUNCTUATION}])|&lt;")
_EMPHASIS_CLOSES = re.compile(r"[^\s*_]\*|[^\s_*]_+(?!\w)")
_ACTIVE = r"\\(?![^\W_])|`|<(?=[A-Za-z/!?])|&(?=#|\w+;)|#+\Z"
_ADDRESS = r"|:(?=//)|(?<=[Ww]{3})\.|(?<=\w)@(?=\w)"
_EMPHASIS = r"|\*|(?<!\w)_++|(?<!_)_++(?![^\W_])"
_LINK = r"|\["


def to_block(text: str) -> str:
    """Return the text for a place of its own lines: neither blank at its start nor its end."""
    newlines = ""
    if "\r" in text:
        for ending in ("\r\n", "\r"):
            plain = text.replace(ending, "\n")
            if "\r" not in plain and plain.replace("\n", ending) == text:
                newlines, text = f"<!-- teardown:newlines {to_json(ending)} -->\n", plain
                break
    text = _shield(text)
    if not text.strip(" \t\n"):
        return newlines + (_chars(text) if text else "")
    lead = found[0] if (found := _BLANK_START.match(text)) else ""
    core = text[len(lead) :]
    kept = core.rstrip(" \t\n")
    first_break = core.find("\n", len(kept))
    tail = core[first_break:] if first_break >= 0 else ""
    core = core[: len(core) - len(tail)]
    return (
        newlines
        + (f"{_chars(lead[:-1])}\n" if lead else "")
        + core
        + (f"\n{_chars(tail[1:])}" if tail else "")
    )


def from_block(text: str) -> str:
    """Return what :func:`to_block` was given."""
    newlines = _NEWLINES.match(text)
    if newlines:
        text = text[newlines.end() :]
    text = _unshield(text)
    return text.replace("\n", json.loads(f'"{newlines[1]}"')) if newlines else text


def to_line(text: str) -> str:
    """Return the text for a place within one line, never empty and with no space at its edges."""
    if not text:
        return _chars("")
    text = _shield(text)
    core = text.strip()
    if not core:
        return _chars(text)
    start = text.index(core)
    lead, tail = text[:start], text[start + len(core) :]
    if "\n" in core:
        core = re.sub(r"\n+", lambda found: _chars(found[0]), core)
    return (_chars(lead) if lead else "") + core + (_chars(tail) if tail else "")


def from_line(text: str) -> str:
    """Return what :func:`to_line` was given."""
    return _unshield(text.strip(" \t"))


def literally(text: str) -> str:
    """Return a text of any length so that nothing in it is a tag, a link or emphasis.

    A line that begins with a comment, such as one that spells characters, is HTML to Markdown:
    a backslash does nothing there, and only ``&lt;`` takes a tag its meaning.
    """
    return re.sub(_active_in(text), _inert, text)


def as_meant(text: str) -> str:
    """Return what :func:`literally` was given."""
    return _INERT.sub(lambda found: found[1] or "<", text)


def to_plain(text: str) -> str:
    """Return a name or title within one line, so that it shows literally when rendered."""
    line = to_line(re.sub(_active_in(text), _with_backslashes, text))
    return line.replace("\t", _chars("\t"))


def from_plain(text: str) -> str:
    """Return what :func:`to_plain` was given."""
    return _ESCAPED_PUNCTUATION.sub(r"\1", from_line(text))


def _shield(text: str) -> str:
    if "teardown:" in text:
        text = _LOOKS_LIKE_MARK.sub(r"\1\2\\\3", text)
    return _UNPRINTABLE.sub(lambda found: _chars(found[0]), text)


def _unshield(text: str) -> str:
    if "teardown:" not in text:
        return text
    text = _CHARS.sub(_characters, text)
    return _ESCAPED_MARK.sub(r"\1\2", text)


def _chars(characters: str) -> str:
    return f"<!-- teardown:chars {to_json(characters)} -->"


def _characters(found: re.Match[str]) -> str:
    try:
        return str(json.loads(found[1]))
    except ValueError:  # changed by hand into something that names no characters
        return found[0]


def _active_in(text: str) -> str:
    """Return a pattern of what Markdown would take for more than the characters that they are."""
    active = _ACTIVE + _ADDRESS
    if _EMPHASIS_CLOSES.search(text) or not text.isprintable():
        active += _EMPHASIS
    return active + _LINK if "](" in text or "]:" in text else active


def _inert(found: re.Match[str]) -> str:
    return "&lt;" if found[0] == "<" else _with_backslashes(found)


def _with_backslashes(found: re.Match[str]) -> str:
    return "".join(f"\\{character}" for character in found[0])
