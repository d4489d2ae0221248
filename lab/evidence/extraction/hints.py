"""What names of classes, ids, roles and elements say about the part of a page they stand on."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["HINTS", "PHRASES", "hints_of", "phrases_in"]

HINTS: Final[dict[str, str]] = {
    "navigation": (
        r"nav|navbar|navigation|menu|submenu|breadcrumb|breadcrumbs|crumbs?"
        r"|sitemap|tabs?|topbar|toolbar|megamenu|dropdown|drawer|skip|burger"
        r"|hamburger"
    ),
    "contents": r"toc|tocs|tableofcontents|onthispage|scrollspy|anchors",
    "header": r": r",
    "footer": r": r",
    "side": (
        r"sidebar|side|aside|rail|secondary|complementary|widget|widgets|sidenav"
        r"|leftcol|rightcol|offcanvas|gutter"
    ),
    "consent": (
        r"cookie|cookies|consent|gdpr|ccpa|onetrust|privacy|cmp|cookiebot|notice"
        r"|disclaimer"
    ),
    "overlay": (
        r"modal|popup|popover|overlay|dialog|lightbox|tooltip|toast|flyout"
        r"|interstitial|paywall|alert|announcement|banner|notification"
    ),
    "signup": (
        r"newsletter|subscribe|subscription|signup|optin|mailing|email|register"
        r"|login|signin|lead|form|contact|mc4wp|mailchimp|hsform"
    ),
    "share": (
        r"share|sharing|social|sns|addtoany|sharethis|facebook|twitter|linkedin"
        r"|pinterest|follow|addthis|jetpack"
    ),
    "related": (
        r"related|recommend|recommended|recommendations|recirc|more|similar"
        r"|suggested|suggestions|popular|trending|latest|also|upsell|crosssell"
        r"|cross|recent|next|prev|previous|readnext|teaser|teasers|outbrain"
        r"|taboola|explore|viewed"
    ),
    "comments": (
        r"comment|comments|commentlist|respond|disqus|discussion|replies|reply"
        r"|responses|reactions"
    ),
    "advert": (
        r"ad|ads|adv|advert|advertisement|sponsor|sponsored|promo|promotion"
        r"|promoted|adsense|banner|affiliate|dfp|gpt"
    ),
    "meta": (
        r"meta|byline|author|bio|date|posted|published|timestamp|tag|tags|taglist"
        r"|category|categories|readtime|info|avatar|user|profile|details|stats"
        r"|credit|label|badge|kicker|eyebrow"
    ),
    "paging": r"pagination|pager|paging|pages|loadmore|pagenav",
    "search": (
        r"search|searchform|filter|filters|facet|facets|sort|sorting|refine"
        r"|controls"
    ),
    "main": (
        r"main|content|contents|maincontent|body|primary|page|wrapper|container"
        r"|central|inner"
    ),
    "article": (
        r"article|post|entry|story|blog|blogpost|prose|richtext|markdown|rte|text"
        r"|wysiwyg|articlebody|postbody|entrycontent|paragraph|copy|longform"
        r"|bodytext|docs|doc|documentation"
    ),
    "hero": (
        r"hero|intro|lead|title|headline|jumbotron|subtitle|tagline|standfirst|dek"
        r"|summary|excerpt"
    ),
    "card": (
        r"card|cards|item|items|grid|list|listing|tile|tiles|product|products"
        r"|collection|result|results|feature|features|column|columns|row|col|box"
    ),
    "thread": (
        r"thread|threads|topic|topics|message|messages|forum|posts|answer|answers"
        r"|question|questions|cooked|postcontent|bbp|reply|quote"
    ),
    "price": (
        r"price|prices|pricing|plan|plans|cart|basket|buy|checkout|sku|stock"
        r"|shipping|wishlist|qty|quantity|swatch|variant|variants|option|options"
    ),
    "section": (
        r"section|block|module|component|panel|faq|faqs|accordion|testimonial"
        r"|testimonials|cta|slider|carousel|slide|swiper|gallery|tab|collapse"
    ),
    "review": r"review|reviews|rating|ratings|stars|customer|customers",
    "caption": (
        r"caption|figcaption|figure|image|img|media|photo|video|picture|thumb"
        r"|thumbnail|embed"
    ),
}
"""Kinds of parts, each with the words that give it away."""

PHRASES: Final[dict[str, str]] = {
    "rights": (
        r"©|\(c\)|copyright|all rights reserved|terms (?:of|&|and)|privacy|imprint"
        r"|impressum"
    ),
    "consent": r"cookies?\b|consent|gdpr",
    "signup": (
        r"subscribe|newsletter|sign up|sign in|log ?in|register|your email"
        r"|e-mail address|create (?:an |a )?account|join (?:us|now|free)|forgot"
    ),
    "share": (
        r"share|tweet|facebook|twitter|linkedin|pinterest|whatsapp|instagram"
        r"|follow us|copy link"
    ),
    "related": (
        r"related|you (?:may|might) also|recommended|read (?:more|next)"
        r"|more (?:from|in|on)|popular|trending|latest|see also|similar"
        r"|recently viewed|up next|previous|next"
    ),
    "byline": (
        r"^by\b|written by|posted (?:by|on|in)|published|updated"
        r"|min(?:utes?)? read|author"
    ),
    "comment": r"comments?\b|repl(?:y|ies)|leave a|be the first|likes?\b|upvote|report\b",
    "action": (
        r"learn more|get started|buy now|shop now|add to (?:cart|bag|basket)"
        r"|contact us|try (?:it )?(?:for )?free|book a|request a|download"
        r"|view (?:all|more)|show more|load more|see (?:all|more)|start"
    ),
    "skip": (
        r"skip to|back to top|toggle|open menu|close|search|menu\b"
        r"|table of contents|on this page|in this article|jump to|contents$"
        r"|javascript|advertisement|sponsored|loading"
    ),
    "price": r"[$€£¥]\s?\d|\d\s?[$€£¥]|\b(?:usd|eur|gbp)\b",
    "date": (
        r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d"
        r"|\d{4}-\d\d-\d\d|\b\d+ (?:hours?|days?|weeks?|months?|years?"
        r"|minutes?) ago|\b(?:19|20)\d\d\b"
    ),
}
"""Things that parts of a page say, each with the words that it takes."""

_TAG_HINTS: Final = {
    "nav": "navigation",
    "header": "header",
    "footer": "footer",
    "aside": "aside",
    "main": "main",
    "article": "article",
    "form": "form",
    "dialog": "dialog",
    "search": "search",
    "figcaption": "caption",
}
_PART: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_CACHE_SIZE: Final = 4096
"""Names of one element; a page uses a few hundred."""


def _numbered() -> dict[str, int]:
    bits: dict[str, int] = {}
    for place, words in enumerate(HINTS.values()):
        for word in words.split("|"):
            bits[word] = bits.get(word, 0) | 1 << place
    return bits


_BITS: Final = _numbered()
_PHRASES: Final = tuple(re.compile(words, re.IGNORECASE) for words in PHRASES.values())


def hints_of(element: HtmlElement) -> int:
    """Return the hints of an element, one bit for each kind in the order of ``HINTS``."""
    stated = " ".join(
        (
            element.get("class") or "",
            element.get("id") or "",
            element.get("role") or "",
            _TAG_HINTS.get(str(element.tag), ""),
        )
    )
    return _hints_in(stated[:400])


@lru_cache(maxsize=_CACHE_SIZE)
def _hints_in(names: str) -> int:
    bits = 0
    for part in _PART.findall(names):
        bits |= _BITS.get(part.lower(), 0)
    return bits


def phrases_in(text: str) -> int:
    """Return what a text says, one bit for each kind in the order of ``PHRASES``."""
    return sum(1 << place for place, words in enumerate(_PHRASES) if words.search(text))
