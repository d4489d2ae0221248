"""Items read out of an answer while it is still coming. Pure."""

from __future__ import annotations

import json
import re
from typing import Any, Final

__all__ = ["ItemStream"]

_LONGEST_ITEM: Final = 20_000
"""Characters; an item has nine short fields."""
_MOST_ITEMS: Final = 50

_FIELD: Final = re.compile(r'"([a-z_]{1,40})"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d{1,6}(?=\s*[,}]))')
_LIST: Final = re.compile(r'"counterpoints"\s{0,20}:\s{0,20}\[')
_BARE_LIST: Final = re.compile(r"\s*(?:```\w*\s*)?\[")
_NAME_FITS: Final = 80
"""Characters in which the name of the list and its bracket stand."""


class ItemStream:
    """Takes an answer piece by piece and gives each item as soon as its last brace is there."""

    def __init__(self) -> None:
        self._waiting = ""
        """What came and belongs to no whole item yet."""
        self._at = 0
        """How far into it we are."""
        self._depth = 0
        self._start = -1
        self._in_string = False
        self._escaped = False
        self.began = False
        """Whether the list of items was found."""
        self.closed = False
        """Whether the list of items came to its end."""
        self.malformed = 0
        """Things in the list that are no objects that can be read."""
        self._given = 0
        self._is_start = True
        """Whether nothing of what came was let go of yet."""

    def feed(self, piece: str) -> list[dict[str, Any]]:
        """Take a piece of text; return the items that it completes."""
        if self.closed:
            return []
        self._waiting += piece
        if not self.began and not self._find_list():
            return []
        return self._items()

    def unfinished(self) -> dict[str, Any]:
        """Return the fields of an item that never ended, as far as each came whole."""
        if self._start < 0 or self.closed:
            return {}
        text = self._waiting[self._start :]
        found: dict[str, Any] = {}
        for match in _FIELD.finditer(text):
            try:
                found[match[1]] = json.loads(match[2], strict=False)
            except ValueError:
                continue
        return found

    def _find_list(self) -> bool:
        found = _LIST.search(self._waiting)
        if found is None and self._is_start:
            found = _BARE_LIST.match(self._waiting)
        if found is None:
            # Whatever stands before the list is of no use.
            if len(self._waiting) > _NAME_FITS:
                self._waiting = self._waiting[-_NAME_FITS:]
                self._is_start = False
            return False
        self.began = True
        self._waiting = self._waiting[found.end() :]
        return True

    def _items(self) -> list[dict[str, Any]]:
        found = []
        text = self._waiting
        while self._at < len(text) and not self.closed:
            character = text[self._at]
            self._at += 1
            if self._in_string:
                self._inside(character)
            elif character == '"':
                self._in_string = True
            elif character in "{[":
                self._depth += 1
                if self._depth == 1:
                    self._start = self._at - 1
            elif character in "}]":
                self._depth -= 1
                if self._depth < 0 or self._given >= _MOST_ITEMS:
                    self.closed = True
                elif self._depth == 0:
                    self._given += 1
                    found += self._whole(text[self._start : self._at])
                    self._start = -1
        self._forget()
        return found

    def _inside(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif character == '"':
            self._in_string = False

    def _whole(self, text: str) -> list[dict[str, Any]]:
        try:
            item = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            item = None
        if isinstance(item, dict):
            return [item]
        self.malformed += 1
        return []

    def _forget(self) -> None:
        """Let go of what was read; an item that grows without an end is given up."""
        keep = self._start if self._start >= 0 else self._at
        self._waiting = self._waiting[keep:]
        self._at -= keep
        if self._start >= 0:
            self._start = 0
            if len(self._waiting) > _LONGEST_ITEM:
                self.malformed += 1
                self.closed = True
