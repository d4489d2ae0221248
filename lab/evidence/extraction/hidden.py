"""Takes out of a tree what a reader of the page does not see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from lab.evidence.extraction.sheets import Sheets, fades, has_no_ink, hides, shows
from lab.evidence.extraction.streamed import show_streamed
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
_FOLDED: Final = re.compile(
    r"accordion|collaps|toggle[-_]*content|expand|faq|answer|tab-?pane|tabs?[-_]+content",
    re.IGNORECASE,
)
"""Classes of what opens when the heading before it is clicked."""
_ICON: Final = re.compile(r"icon|glyph|symbol|(?:^|\s)fa[srlbd]?(?:\s|-)", re.IGNORECASE)
_LONGEST_ICON: Final = 30
_MOST_MUTED: Final = 400
"""Elements that are compared with the page; a page has a few dozen."""
_WHOLE_PAGE: Final = 1000
"""Characters, white space not counted, from which on an element can be the page itself."""
_NEARLY_ALL: Final = 0.8
_MOST: Final = 0.5
_MOST_CHECKS: Final = 20
"""Elements that are compared with the whole page."""
_SPACE: Final = re.compile(r"\s+")


def drop_hidden(root: HtmlElement) -> None:
    """Take out hidden elements, in place, with all they hold.

    Hidden is what the ``hidden`` attribute, an inline style, one of the page's own style sheets,
    or a class with a well-known meaning hides, and closed dialogs. What is ``aria-hidden``
    goes unless it is the only copy of a text: then it is seen, only not read out.
    """
    show_streamed(root)
    sheets = Sheets(
        (element.text or "", element.get("media") or "") for element in root.iter("style")
    )
    for element in root.xpath("//script|//style|//head"):
        take_out(element)
    exceptions = _Exceptions(root)
    doomed: list[HtmlElement] = []
    muted: list[HtmlElement] = []
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        tag = element.tag
        if tag in UNREAD:
            if not _is_shadow(element):
                doomed.append(element)
                walk.skip_subtree()
        elif (element.attrib or tag == "dialog") and tag not in {"html", "body"}:
            if _is_hidden(element, sheets) and not exceptions.spare(element):
                doomed.append(element)
                walk.skip_subtree()
            elif element.get("aria-hidden", "").lower() == "true":
                muted.append(element)
    for element in doomed:
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


class _Exceptions:
    """What is hidden at first but comes into sight by itself, or by a click on its heading."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        controls = root.xpath("//*[@aria-controls and (@role='tab' or self::button or self::a)]")
        self._opened = {name for each in controls for name in each.get("aria-controls").split()}
        self._opened |= {str(name) for name in root.xpath("//*[@role='tab']/@id")}
        self._length = 0
        self._checks = 0

    def spare(self, element: HtmlElement) -> bool:
        """Return whether a hidden element is read nevertheless."""
        if _is_for_readers(element):
            return False
        return self._opens(element) or self._is_whole_page(element)

    def _opens(self, element: HtmlElement) -> bool:
        """Return whether it is what a tab or the heading before it opens."""
        role = element.get("role", "")
        if _FOLDED.search(element.get("class", "")) and _follows_text(element):
            return True
        if role not in {"", "tabpanel", "region", "group"}:
            return False
        labels = element.get("aria-labelledby", "").split() if role == "tabpanel" else []
        return not self._opened.isdisjoint([element.get("id", ""), *labels])

    def _is_whole_page(self, element: HtmlElement) -> bool:
        """Return whether it holds nearly all there is, and only waits for a script.

        Pages are sent so to keep the eye from a flicker. What the ``hidden`` attribute hides is
        hidden whatever it holds.
        """
        if element.get("hidden") is not None or self._checks >= _MOST_CHECKS:
            return False
        length = len(_joined(element.itertext()))
        if length < _WHOLE_PAGE:
            return False
        self._checks += 1
        self._length = self._length or len(_joined(self._root.itertext()))
        return length > (_MOST if fades(element.get("style", "")) else _NEARLY_ALL) * self._length


def _follows_text(element: HtmlElement) -> bool:
    before = element.getprevious()
    return before is not None and any(text.strip() for text in before.itertext())


def _is_hidden(element: HtmlElement, sheets: Sheets) -> bool:
    if (stated := element.get("hidden")) is not None and stated.lower() != "until-found":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    style = element.get("style", "")
    if hides(style) or has_no_ink(style):
        return True
    if shows(style):
        return False
    stated = element.get("class", "")
    by_class = not _CLASSES.isdisjoint(stated.split()) and _SHOWN_WIDE.search(stated) is None
    return by_class or _is_for_readers(element) or (bool(sheets) and sheets.hide(element))


def _is_for_readers(element: HtmlElement) -> bool:
    return not _READERS_ONLY.isdisjoint(element.get("class", "").split())


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
