"""How much of a page stands in its text, and why, in words for the person who captures it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from lab.evidence.reading.lines import one_line

if TYPE_CHECKING:
    from lab.evidence.captured import Verdict
    from lab.evidence.extraction.extracted import Extracted
    from lab.evidence.reading.page import Page

__all__ = ["Seen", "judge"]

_SAVE: Final = (
    "Open it in your browser, wait until all of it is shown, choose “Save page as…” (complete, "
    "or as a single file) and capture that file instead."
)
_SAVE_AGAIN: Final = (
    "Open the page again, wait until all of it is shown, and save it as a single file or copy "
    "the passage that matters into a .txt file."
)

FEW: Final = 60
"""Words; a page with fewer says too little to be quoted from."""
HARDLY_ANY: Final = 25
_HEAVY: Final = 20_000
"""Characters of script in a page with few words: there is a program in it."""
SOME: Final = 250
"""Words; a page that keeps people out, or an error page, has fewer."""

_KEEPS_OUT: Final = {
    401: "the site asks who you are before it shows this page",
    402: "the site wants to be paid before it shows this page",
    403: "the site does not show this page to programs",
    407: "a proxy on the way asks who you are",
    429: "the site was asked too often and wants a pause",
    451: "the site does not show this page where you are",
    503: "the site is not available to programs, or not at all, right now",
    999: "the site does not show this page to programs",
}
_CHALLENGE_TITLE: Final = re.compile(
    r"just a moment|attention required|access (?:to this page has been )?denied|"
    r"are you (?:a |not a )?(?:robot|human)|verify(?:ing)? (?:that )?you(?:'|’)?(?:re| are)? "
    r"(?:a )?human|human verification|security (?:check|checkpoint|verification)|"
    r"pardon our interruption|checking your browser|bot (?:verification|check)|ddos.guard|"
    r"please wait\s*\.\.\.|robot check|captcha|one moment, please|request (?:blocked|rejected)|"
    r"you have been blocked|forbidden",
    re.IGNORECASE,
)
_CHALLENGE_WORDS: Final = re.compile(
    r"verify(?:ing)? (?:that )?you(?:'|’)?(?:re| are) (?:a )?(?:human|not a (?:ro)?bot)|"
    r"checking (?:if the site connection is secure|your browser)|unusual (?:traffic|activity) "
    r"(?:from|has been)|complete the (?:security check|captcha)|press (?:and|&) hold|"
    r"enable (?:javascript and cookies|cookies) to continue|performance (?:&|and) security by|"
    r"(?:you(?:'|’)ve|you have) been blocked|solve the (?:captcha|puzzle)|request unsuccessful|"
    r"access to this (?:page|site|website) (?:has been|is) (?:denied|blocked)|"
    r"not a robot|pardon our interruption",
    re.IGNORECASE,
)
_CONSENT_WORDS: Final = re.compile(
    r"before you continue to|we (?:and our|use) (?:\d+ )?(?:partners|cookies)|accept all|"
    r"your privacy choices|we value your privacy|manage (?:cookies|options|preferences)",
    re.IGNORECASE,
)
_LOGIN_WORDS: Final = re.compile(
    r"(?:sign|log) ?in (?:to|or sign up to|with your)\b|please (?:sign|log) ?in|forgot(?:ten)? "
    r"(?:your )?password|(?:you must|you need to|you(?:'|’)ll need to) (?:be logged|log|sign) ?in|"
    r"members? only|login required",
    re.IGNORECASE,
)
_SCRIPT_WANTED: Final = re.compile(
    r"(?:enable|turn on|activate|requires?|needs?|without) (?:the use of )?java ?script|"
    r"java ?script (?:is )?(?:disabled|required|not enabled|must be enabled|to be enabled|"
    r"to run this)",
    re.IGNORECASE,
)
_MISSING: Final = re.compile(
    r"\b404\b|(?:page|this page|content|url) (?:could ?n(?:o|')t be|cannot be|can(?:'|’)t be|was "
    r"not|is not|isn(?:'|’)t|not) (?:found|available)|page (?:does ?n(?:'|’|o)t|no longer) exist|"
    r"we (?:can(?:'|’)?t|could ?n(?:'|’|o)t|cannot) find|nothing (?:was )?found|"
    r"internal server error|bad gateway|something went wrong|service unavailable",
    re.IGNORECASE,
)
_PAYWALL: Final = re.compile(
    r"(?:subscribe|sign up|register|log in|sign in|become a member|upgrade) (?:now )?(?:to|and) "
    r"(?:continue|keep|read (?:the )?(?:full|more|rest)|unlock)|"
    r"(?:this|the) (?:article|content|story|post|page) is (?:only )?(?:for|available (?:only )?to|"
    r"reserved for) (?:paying |paid |our )?(?:subscribers|members)|to (?:continue|keep) reading|"
    r"already a subscriber\?|read the (?:full|rest of the|rest of this) (?:article|story)",
    re.IGNORECASE,
)


_ELSEWHERE: Final = re.compile(
    r"^[\s\d.]{0,40}[;,]\s*(?:url\s*=\s*)?[\"']?([^\s\"']{1,2000})", re.IGNORECASE
)
_MOST_META: Final = 2_000
_WAS_CUT: Final = "The page is longer or deeper than what is read; its end may be missing."
_ROOT: Final = re.compile(r"#|\b(?:app|root)\b")
_MANY: Final = 400
_NEARLY_ALL: Final = 0.8
"""Share of the words of a short page that makes its text the whole of it."""
_LITTLE: Final = 0.15
"""Share of the words of a long page; with less, something was probably missed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the verdict rests on."""

    page: Page | None
    """None for a text that is no HTML."""
    extracted: Extracted | None
    """None as well."""
    words: int
    """Of the text."""
    characters: int
    """The same."""
    status: int
    replaced: int
    is_file: bool = False
    was_cut: bool = False
    """Whether the text was longer than what is kept of it."""


def judge(seen: Seen) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict and its reasons, in sentences."""
    for find in (_blocked, _missing, _sends_on, _client_rendered):
        found = find(seen)
        if found is not None:
            return found
    return _by_words(seen)


def _blocked(seen: Seen) -> tuple[Verdict, tuple[str, ...]] | None:
    save = _SAVE_AGAIN if seen.is_file else _SAVE
    if seen.status in _KEEPS_OUT:
        return "blocked", (f"Kept out: {_KEEPS_OUT[seen.status]} (answer {seen.status}).", save)
    if seen.page is None or seen.words > SOME:
        return None
    opening = seen.page.visible[:4000]
    title = next(seen.page.texts("title"), "")
    if seen.words < SOME and (_CHALLENGE_TITLE.search(title) or _CHALLENGE_WORDS.search(opening)):
        return "blocked", ("The site first checks whether a person is there.", save)
    if seen.words < SOME and _asks_password(seen.page) and _LOGIN_WORDS.search(opening):
        return "blocked", ("The page asks you to sign in before it shows anything.", save)
    is_bare = seen.extracted is None or seen.extracted.visible_words < SOME
    if seen.words < FEW and is_bare and len(_CONSENT_WORDS.findall(opening)) > 1:
        return "blocked", ("The site asks about cookies before it shows anything.", save)
    return None


def _missing(seen: Seen) -> tuple[Verdict, tuple[str, ...]] | None:
    if seen.status in (404, 410):
        return "poor", (f"The site has no such page (answer {seen.status}). Check the address.",)
    if seen.status >= 400:  # noqa: PLR2004 - from here on HTTP answers with errors
        return "poor", (f"The site answered with an error ({seen.status}). Try again later.",)
    if seen.page is None or seen.words > SOME:
        return None
    said = (next(seen.page.texts("title"), ""), next(seen.page.texts("h1", "h2"), ""))
    if any(map(_MISSING.search, said)):
        return "poor", ("This looks like the site’s page for an error. Check the address.",)
    return None


def _sends_on(seen: Seen) -> tuple[Verdict, tuple[str, ...]] | None:
    """Say where a page leads that only sends browsers to another one, which is not followed."""
    if seen.page is None or seen.words >= HARDLY_ANY:
        return None
    for element in islice(seen.page.root.iter("meta"), _MOST_META):
        if (element.get("http-equiv") or "").strip().lower() == "refresh":
            found = _ELSEWHERE.search(element.get("content") or "")
            address = _joined(seen.page.url, found[1]) if found else ""
            if address:
                return "poor", (
                    f"The page only sends browsers on to {address}",
                    "Capture that address instead.",
                )
    return None


def _joined(here: str, there: str) -> str:
    try:
        address = urljoin(here, one_line(there))
        scheme = urlsplit(address).scheme
    except ValueError:
        return ""
    is_other = address.partition("#")[0] != here.partition("#")[0]
    return address if scheme in {"http", "https"} and is_other else ""


def _client_rendered(seen: Seen) -> tuple[Verdict, tuple[str, ...]] | None:
    signs = seen.extracted
    if signs is None or seen.words >= FEW:
        return None
    has_root = any(_ROOT.search(one) for one in signs.app_roots)
    wants = _SCRIPT_WANTED.search(signs.noscript_text) is not None
    is_program = signs.script_characters > _HEAVY or signs.scripts > 0
    is_empty = signs.visible_words < SOME and (wants or (is_program and seen.words < HARDLY_ANY))
    is_empty = is_empty or (bool(signs.app_roots) and signs.visible_words < HARDLY_ANY)
    if not (has_root or is_empty):
        return None
    return "client-rendered", (
        "The page comes nearly empty and is filled in by scripts, which are not run here.",
        _SAVE_AGAIN if seen.is_file else _SAVE,
    )


def _by_words(seen: Seen) -> tuple[Verdict, tuple[str, ...]]:
    if seen.words < HARDLY_ANY and not _is_passage(seen):
        shown = seen.extracted.visible_words if seen.extracted is not None else 0
        if shown > SOME:
            reason = (
                f"Of about {shown} words on the page, hardly any read like a text of its own: they "
                "are menus, forms and short notes. Copy what matters into a .txt file."
            )
            return "poor", (reason,)
        hardly = f"There is hardly any text on it: {_words(seen.words)}."
        was_cut = seen.extracted is not None and seen.extracted.was_cut
        return "poor", (hardly, _WAS_CUT) if was_cut else (hardly,)
    reasons = []
    if seen.was_cut:
        reasons.append(_WAS_CUT)
    if seen.replaced > max(3, seen.characters // 500):
        reasons.append(f"{seen.replaced} characters could not be read and show as “\ufffd”.")
    if seen.page is not None:
        reasons += _reasons_of_page(seen, seen.page)
    if seen.extracted is not None:
        reasons += _reasons_of_text(seen.extracted)
    if seen.words < FEW and not _is_whole(seen.extracted):
        reasons.append(f"There is little text on it: {_words(seen.words)}.")
    return ("partial" if reasons else "good"), tuple(reasons)


def _reasons_of_page(seen: Seen, page: Page) -> list[str]:
    reasons = []
    closed = any(
        str(value).lower() == "false"
        for thing in page.things
        for value in thing.all("isAccessibleForFree")
    )
    if seen.words < 2 * SOME and (closed or _PAYWALL.search(page.visible)):
        reasons.append("Part of it is only for subscribers; the text may end early.")
    return reasons


def _reasons_of_text(found: Extracted) -> list[str]:
    reasons = []
    if found.was_cut:
        reasons.append(_WAS_CUT)
    if found.visible_words > _MANY and found.share_kept < _LITTLE:
        reasons.append(
            f"Of about {found.visible_words} words on the page, {found.words} were taken for its "
            "text. Compare it with the page before you quote."
        )
    return reasons


def _is_passage(seen: Seen) -> bool:
    """Return whether it is what somebody copied into a file: short, and all that was wanted."""
    return seen.is_file and seen.extracted is None and seen.words > 0


def _is_whole(found: Extracted | None) -> bool:
    """Return whether a short text is all that there is: no script adds to it, little was left."""
    return found is None or (found.share_kept >= _NEARLY_ALL and not found.scripts)


def _words(count: int) -> str:
    return "one word" if count == 1 else f"{count} words"


def _asks_password(page: Page) -> bool:
    return any((one.get("type") or "").lower() == "password" for one in page.root.iter("input"))
