"""Takes out of a tree what a reader of the page does not see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from lab.evidence.extraction.sheets import Sheets, hides, shows
from lab.evidence.extraction.tags import UNREAD, names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

__all__ = ["INVISIBLE", "drop_hidden", "take_out"]

INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U000e0fff]|[\u0080-\u009f]"
)
"""Characters without a shape, or that turn the direction of others. The joiners U+200C and
U+200D stay: Persian, Hindi and many emoji are spelled with them."""

_READERS_ONLY: Final = names(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only "
    "screenreader-only a-offscreen element-invisible u-visually-hidden vh "
    "is-visually-hidden assistive-text visually-hidden-focusable sr-only-focusable "
    "show-for-sr u-hidden-visually hide-visually hidden-visually offscreen screenreader "
    "sr_only srOnly visuallyHidden a11y-hidden aural"
)
_CLASSES: Final = names(
    "hidden d-none display-none is-hidden u-hidden hide invisible uk-hidden slds-hide "
    "ng-hide w-condition-invisible noshow no-display"
)
_SHOWN_WIDE: Final = re.compile(
    r"(?:^|\s)(?:(?:sm|md|lg|xl|2xl|xxl|tablet|desktop|laptop)[:-](?:!?(?:block|flex|grid|inline"
    r"|inline-block|inline-flex|table|contents|visible))|d-(?:sm|md|lg|xl|xxl)-(?:block|flex|grid"
    r"|inline|inline-block|inline-flex|table))(?:\s|$)"
)
_ICON: Final = re.compile(r"icon|glyph|symbol|(?:^|\s)fa[srlbd]?(?:\s|-)", re.IGNORECASE)
_LONGEST_ICON: Final = 30
_MOST_MUTED: Final = 400
"""Elements that are compared with the page; a page has a few dozen."""
_SPACE: Final = re.compile(r"\s+")


def drop_hidden(root: HtmlElement) -> None:
    """Take out hidden elements, in place, with all they hold.

    Hidden is what the ``hidden`` attribute, an inline style, one of the page's own style sheets,
    or a class with a well-known meaning hides, and closed dialogs. What is ``aria-hidden``
    goes unless it is the only copy of a text: then it is seen, only not read out.
    """
    sheets = Sheets(element.text or "" for element in root.iter("style"))
    doomed: list[HtmlElement] = []
    muted: list[HtmlElement] = []
    for element in root.iter(tag=None):
        tag = element.tag
        if not isinstance(tag, str):
            doomed.append(element)
        elif tag in UNREAD:
            if tag not in {"script", "style"} and not _is_shadow(element):
                doomed.append(element)
        elif element.attrib:
            if _is_hidden(element, sheets):
                if tag not in {"html", "body"}:
                    doomed.append(element)
            elif element.get("aria-hidden", "").lower() == "true" and tag != "body":
                muted.append(element)
    for element in [*doomed, *root.xpath("//script|//style")]:
        take_out(element)
    _drop_second_copies(root, muted)


def take_out(element: HtmlElement) -> None:
    """Remove an element with all it holds; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def _is_shadow(element: HtmlElement) -> bool:
    """Return whether a template is shown: a declared shadow tree."""
    return element.tag == "template" and (
        element.get("shadowrootmode") is not None or element.get("shadowroot") is not None
    )


def _is_hidden(element: HtmlElement, sheets: Sheets) -> bool:
    if (stated := element.get("hidden")) is not None and stated.lower() != "until-found":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    style = element.get("style")
    if style:
        if hides(style):
            return True
        if shows(style):
            return False
    names = element.get("class")
    if names:
        each = names.split()
        if not _READERS_ONLY.isdisjoint(each):
            return True
        if not _CLASSES.isdisjoint(each) and not _SHOWN_WIDE.search(names):
            return True
    return bool(sheets) and sheets.hide(element)


def _drop_second_copies(root: HtmlElement, muted: list[HtmlElement]) -> None:
    """Of what is not read out, leave only what is said nowhere else on the page."""
    if not muted:
        return
    inside = set(muted)
    outer = [element for element in muted if inside.isdisjoint(element.iterancestors())]
    seen = _said_aloud(root, set(outer))
    for number, element in enumerate(outer):
        text = _joined(element.itertext())
        if number >= _MOST_MUTED or text in seen or _is_icon(element, text):
            take_out(element)


def _said_aloud(root: HtmlElement, muted: set[HtmlElement]) -> str:
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            parts.append(element.tail or "")
        elif element in muted:
            walk.skip_subtree()
        else:
            parts.append(element.text or "")
    return _joined(parts)


def _joined(parts: Iterable[str]) -> str:
    """Return text without any white space: how it is laid out differs between the copies."""
    return _SPACE.sub("", "".join(parts))


def _is_icon(element: HtmlElement, text: str) -> bool:
    """Return whether the text names a picture, as fonts of icons have it."""
    if len(text) <= 1:
        return True
    named = element.tag == "i" or _ICON.search(element.get("class") or "") is not None
    return named and len(text) <= _LONGEST_ICON and " " not in text
