"""By which words a link says that it leads to prices, documentation, changes or terms."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

__all__ = ["KINDS", "Kind", "kind_of_host", "kind_of_segment", "kind_of_words", "plain"]

Kind = Literal["pricing", "docs", "changelog", "terms"]

KINDS: Final[tuple[Kind, ...]] = ("pricing", "docs", "changelog", "terms")

# English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Swedish, Japanese,
# Chinese, Korean; without accents, with a space between words. Each set begins with the words
# that say it most plainly.
_WORDS: Final[dict[Kind, tuple[str, ...]]] = {
    "pricing": (
        *("pricing", "plans and pricing", "pricing and plans", "pricing plans", "prices"),
        *("plans", "price", "see pricing", "view pricing", "compare plans", "see plans"),
        *("preise", "preise und tarife", "tarife", "preisliste", "tarifs", "tarification", "prix"),
        *("precios", "planes y precios", "planes", "precos", "planos e precos", "planos"),
        *("prezzi", "piani e prezzi", "prijzen", "cennik", "priser", "料金", "価格", "料金プラン"),
        *("价格", "定价", "價格", "가격", "요금"),
    ),
    "docs": (
        *("documentation", "docs", "product docs", "read the docs", "api docs", "developer docs"),
        *("api documentation", "api reference", "developers", "developer", "help center"),
        *("help centre", "help", "knowledge base", "user guide", "guides", "guide", "manual"),
        *("dokumentation", "doku", "handbuch", "hilfe", "documentacion", "documentacao", "ayuda"),
        *("ajuda", "aide", "centre d aide", "documentazione", "guida", "documentatie"),
        *("dokumentacja", "dokumentation och hjalp", "ドキュメント", "文档", "帮助中心", "문서"),
    ),
    "changelog": (
        *("changelog", "change log", "release notes", "releases", "what s new", "whats new"),
        *("changes", "product updates", "latest updates", "updates", "release history"),
        *("neuerungen", "versionshinweise", "was ist neu", "nouveautes", "notes de version"),
        *("novedades", "notas de la version", "novidades", "notas de versao", "novita"),
        *("note di rilascio", "wat is er nieuw", "nowosci", "nyheter", "リリースノート"),
        *("更新履歴", "更新日志", "更新日誌", "릴리스 노트"),
    ),
    "terms": (
        *("terms of service", "terms", "terms of use", "terms and conditions", "tos"),
        *("privacy policy", "privacy", "privacy notice", "terms and privacy", "legal"),
        *("user agreement", "data processing agreement", "dpa", "service terms", "privacy terms"),
        *("nutzungsbedingungen", "agb", "datenschutz", "datenschutzerklarung"),
        *("conditions d utilisation", "conditions generales", "cgu", "cgv", "mentions legales"),
        *("politique de confidentialite", "confidentialite", "terminos", "terminos de servicio"),
        *("terminos y condiciones", "politica de privacidad", "privacidad", "termos de uso"),
        *("termos", "politica de privacidade", "privacidade", "termini di servizio"),
        *("informativa sulla privacy", "algemene voorwaarden", "voorwaarden", "regulamin"),
        *("polityka prywatnosci", "利用規約", "プライバシーポリシー", "服务条款", "隐私政策"),
        *("이용약관", "개인정보처리방침"),
    ),
}
_HOSTS: Final[dict[str, Kind]] = {
    "docs": "docs",
    "doc": "docs",
    "documentation": "docs",
    "developers": "docs",
    "developer": "docs",
    "help": "docs",
    "changelog": "changelog",
    "updates": "changelog",
    "releases": "changelog",
    "legal": "terms",
    "pricing": "pricing",
}
_NO_LETTER: Final = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Return words in one spelling: small, without accents and marks, one space between them."""
    spelled = text.casefold().replace("&", " and ")
    parts = unicodedata.normalize("NFKD", spelled)
    bare = "".join(letter for letter in parts if unicodedata.category(letter) != "Mn")
    # What has no accents to lose, such as Hangul, goes together again.
    return _NO_LETTER.sub(" ", unicodedata.normalize("NFKC", bare)).strip()


_BY_WORDS: Final[dict[str, Kind]] = {
    plain(word): kind for kind, words in _WORDS.items() for word in words
}
_BY_JOINED: Final[dict[str, Kind]] = {
    word.replace(" ", ""): kind for word, kind in _BY_WORDS.items()
}


def kind_of_words(text: str) -> Kind | None:
    """Return what a link's words promise, if they say nothing else."""
    return _BY_WORDS.get(plain(text))


def kind_of_segment(segment: str) -> Kind | None:
    """Return what a part of a path promises: ``release-notes``, ``ReleaseNotes.html``."""
    stem = re.sub(r"\.(?:html?|php|aspx?|md)$", "", segment, flags=re.IGNORECASE)
    return _BY_JOINED.get(plain(stem).replace(" ", ""))


def kind_of_host(label: str) -> Kind | None:
    """Return what the first part of a host's name promises: ``docs`` of docs.example.com."""
    return _HOSTS.get(label)
