"""Makes a library of many teardowns, quickly, and always the same one for the same seed.

    python -m tests.benchmarks.library_maker FOLDER COUNT [--size BYTES] [--pages-every N]

The text is made of English words with the frequencies of a language (few words very
often, thousands rarely), cut into sentences; it reads like prose from afar and means
nothing. Dates spread over five years, files carry the date of their last change.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["make_library", "make_page", "make_record"]

_FIRST_DAY = datetime(2021, 9, 6, 8, 0, tzinfo=UTC)
_LAST_DAY = datetime(2026, 9, 6, 8, 0, tzinfo=UTC)
_ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_PROSE_WORDS = 240_000
_RARE_WORDS = 24_000

_COMMON_WORDS = (
    "the of and to a in that it is was for with on as by not but this which one from or had "
    "they are at be an have when its all there been if no more out so what up would only about "
    "into than them can other some could time these two then first after any new should where "
    "most over such through just also even how because each between before does while without"
)
_PRODUCT_WORDS = (
    "answer prompt model user product run draft source result summary screen button error team "
    "feature task document meeting question wording page version plan output trial list table "
    "history context citation refusal retry latency confidence rate price onboarding default "
    "template suggestion editor review approval search voice image code agent memory upload "
    "export undo limit warning tone detail length format language newcomer expert manager risk "
    "cost decision trade evidence claim guess prediction measure metric sample variance "
    "interval agreement failure recovery promise hint example habit workflow distribution data "
    "shows gives asks keeps loses repeats hides admits invents explains ignores follows checks "
    "offers changes breaks saves reads writes edits marks counts compares measures tests fails "
    "works helps needs wants knows trusts pays waits clicks types pastes opens closes returns "
    "quick slow clear vague cheap costly exact wrong silent honest careful bold early late same "
    "different careless reliable useful odd fresh empty long short small large public private"
)
_STEMS = (
    "act ant arch aud bal bar bel bio cal cap car cen cert cit clar cog com con cor cred cur "
    "dat dec den dict doc duc equ fac fer fid fin flex flu form fort frag gen grad graph grat "
    "hab hum ign init insul inter jud lab lat leg lib lim loc log luc mag mand mar med mem ment "
    "min mir mis mob mon mor mot mut nav neg nom norm not nov num oper opt ord orn pan par pass "
    "pat ped pend pet phon plan plic pol pon port prec prim priv prob quer rad rat rect reg rig "
    "rupt sal san scal scrib sec sens sequ sign sim sol son spec sta stric struct sum tact tang "
    "temp ten terr text therm tor tract trib turb urb vac val var ven ver vid vis viv voc vol"
)
_FIRST_PARTS = (
    "un re in de over under sub super pre post non anti multi semi out mis co ex trans micro"
)
_ENDINGS = (
    "ation ate able ive ity ing ed er ors al ally ment ness ous ful less ish ism ists ize ized ant"
)

_PRODUCTS = (
    ("Notion AI", "Notion", "writing"),
    ("ChatGPT", "OpenAI", "chat"),
    ("Claude", "Anthropic", "chat"),
    ("Gemini", "Google", "chat"),
    ("Le Chat", "Mistral AI", "chat"),
    ("Perplexity", "Perplexity AI", "search"),
    ("NotebookLM", "Google", "search"),
    ("GitHub Copilot", "GitHub", "coding"),
    ("Cursor", "Anysphere", "coding"),
    ("v0", "Vercel", "coding"),
    ("Lovable", "Lovable", "coding"),
    ("Midjourney", "Midjourney", "image"),
    ("Adobe Firefly", "Adobe", "image"),
    ("Canva AI tools", "Canva", "image"),
    ("Otter", "Otter.ai", "voice"),
    ("Granola", "Granola", "voice"),
    ("ElevenLabs", "ElevenLabs", "voice"),
    ("DeepL Translator", "DeepL", "translation"),
    ("Grammarly", "Grammarly", "feature"),
    ("Duolingo (AI features)", "Duolingo", "education"),
    ("Khanmigo", "Khan Academy", "education"),
    ("Runway", "Runway", "video"),
    ("Café Écrit", "Société Écrit", "writing"),
    ("文心一言", "百度", "chat"),
)
_AUTHORS = ("Mira Okafor", "Jonas Weiß", "Aiko Tanaka", "Sam Lee", "Zoë Novák", "")
_TAGS = (
    "onboarding",
    "pricing",
    "trust",
    "agents",
    "voice",
    "rematch",
    "group-round",
    "competitor",
    "our-market",
    "evaluation",
    "mobile",
    "enterprise",
)
_SECTIONS = (
    ("frame", "Frame and call your shots", 8, ("what", "who", "predict")),
    ("contact", "First contact", 8, ("promise", "clock", "model")),
    ("strengths", "What works, and why", 7, ("best", "mechanism", "source")),
    ("weaknesses", "What does not work", 8, ("findings", "severity", "why")),
    ("variance", "Changing behaviour", 15, ("task", "repeat", "good_bad")),
    ("recovery", "When it is wrong", 8, ("modes", "notice", "repair")),
    ("economics", "Who pays for what", 6, ("price", "cost", "scale")),
    ("redesign", "One bet", 10, ("bet", "worse", "objection")),
    ("measurement", "How we would know", 10, ("outcome", "counter", "test")),
    ("takeaway", "What to take home", 5, ("lesson", "transfer", "card")),
)
_QUICK = ("frame", "variance", "strengths", "weaknesses", "redesign", "measurement")
_TEMPLATES = (("full", 4), ("quick", 5), ("chat", 2), ("coding", 1), ("search", 1), ("feature", 2))


class _Prose:
    """A long river of sentences, from which every text is a stretch."""

    def __init__(self, seed: int) -> None:
        random = Random(f"prose {seed}")
        words = f"{_COMMON_WORDS} {_PRODUCT_WORDS}".split()
        first_parts, stems, endings = _FIRST_PARTS.split(), _STEMS.split(), _ENDINGS.split()
        known = set(words)
        while len(words) < _RARE_WORDS:
            parts = (
                random.choice(first_parts) if random.random() < 0.3 else "",
                random.choice(stems),
                random.choice(stems) if random.random() < 0.6 else "",
                random.choice(endings),
            )
            word = "".join(parts)
            if word not in known:
                known.add(word)
                words.append(word)
        weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
        stream = iter(random.choices(words, cum_weights=weights, k=_PROSE_WORDS))
        self.sentences: list[str] = []
        while True:
            sentence = [word for word, _ in zip(stream, range(random.randint(6, 24)), strict=False)]
            if len(sentence) < 6:
                break
            if random.random() < 0.3:
                number = f"{random.randint(1, 40)} of {random.randint(41, 99)} runs"
                sentence.insert(random.randint(1, 5), number)
            if random.random() < 0.1:
                sentence.insert(2, f"“{sentence[3]} {sentence[4]}”")
            text = " ".join(sentence)
            self.sentences.append(text[0].upper() + text[1:] + random.choice(("", "", ",", ";")))
        self.sentences = [sentence.rstrip(",;") + "." for sentence in self.sentences]

    def text(self, random: Random, size: int) -> str:
        """Return a stretch of about that many characters, in paragraphs."""
        start = random.randrange(len(self.sentences))
        pieces: list[str] = []
        length = 0
        while length < size:
            sentence = self.sentences[(start + len(pieces)) % len(self.sentences)]
            pieces.append(sentence)
            length += len(sentence) + 1
            if length % 11 == 0:
                pieces[-1] += "\n"
        return " ".join(pieces)

    def line(self, random: Random) -> str:
        """Return one sentence."""
        return random.choice(self.sentences)


_rivers: dict[int, _Prose] = {}


def _prose(seed: int) -> _Prose:
    if seed not in _rivers:
        _rivers[seed] = _Prose(seed)
    return _rivers[seed]


def make_page(number: int, *, size: int = 30_000, seed: int = 1) -> str:
    """Return the Markdown of a captured page of about that many characters."""
    random = Random(f"page {seed} {number}")
    return f"# {_prose(seed).line(random)}\n\n{_prose(seed).text(random, size)}\n"


def make_record(
    number: int, *, size: int = 20_000, seed: int = 1, pages: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return teardown ``number`` as JSON-ready values, about ``size`` bytes in its file.

    ``pages`` are the addresses (SHA-256) of the pages that its evidence names.
    """
    random = Random(f"record {seed} {number}")
    prose = _prose(seed)
    name, maker, category = random.choice(_PRODUCTS)
    created = _FIRST_DAY + (_LAST_DAY - _FIRST_DAY) * random.random()
    created = created.replace(microsecond=random.randrange(1_000_000))
    updated = created + timedelta(minutes=random.choice((9, 20, 60, 1500, 9000)) * random.random())
    template = random.choices(
        [name for name, _ in _TEMPLATES], weights=[weight for _, weight in _TEMPLATES]
    )[0]
    finished = random.random() < 0.7
    sections = [section for section in _SECTIONS if template != "quick" or section[0] in _QUICK]
    slug = "-".join(
        "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in name)
        .lower()
        .split()
    )
    record: dict[str, Any] = {
        "schema": 2,
        "id": f"{slug or 'teardown'}-{_four_letters(number, seed)}",
        "rev": random.randint(1, 60),
        "author": random.choice(_AUTHORS),
        "template": {"id": template, "version": 1, "title": template.title(), "digest": ""},
        "status": "finished" if finished else "draft",
        "archived": random.random() < 0.03,
        "example": False,
        "tags": random.sample(_TAGS, random.choice((0, 0, 1, 1, 2, 3))),
        "created_at": _instant(created),
        "updated_at": _instant(updated),
        "finished_at": _instant(updated) if finished else None,
        "origin": None,
        "product": {
            "name": name,
            "maker": maker,
            "url": f"https://example.com/{slug}",
            "category": category,
            "surface": random.choice(("web", "desktop", "mobile")),
            "plan": random.choice(("free", "pro", "team")),
            "version": f"{random.randint(1, 9)}.{random.randint(0, 40)}",
            "region": "EU",
        },
        "observed_from": created.date().isoformat(),
        "observed_to": updated.date().isoformat(),
        "review_by": None,
    }
    record["questions"] = [_questions(section, prose, random) for section in sections]
    _write(record, sections, prose, random, size=size, pages=pages)
    return record


def _write(
    record: dict[str, Any],
    sections: Sequence[tuple[str, str, int, tuple[str, ...]]],
    prose: _Prose,
    random: Random,
    *,
    size: int,
    pages: tuple[str, ...],
) -> None:
    """Fill the record's answers and lists, until its file has about ``size`` bytes."""
    finished = record["status"] == "finished"
    reached = sections if finished else sections[: random.randint(1, len(sections))]
    created = record["created_at"]
    record["sections"] = {}
    record["claims"] = [
        {
            "id": f"c{index}",
            "section": random.choice(("strengths", "weaknesses")),
            "kind": random.choice(("strength", "finding")),
            "statement": prose.line(random),
            "because": prose.line(random),
            "who": "",
            "where": "",
            "basis": random.choice(("tried", "published", "told", "inferred", "guess")),
            "confidence": random.choice(("high", "moderate", "low")),
            "severity": random.choice((None, 1, 2, 3, 4)),
            "breaks_if": "",
            "evidence": [],
            "created_at": created,
        }
        for index in range(1, random.randint(2, 7))
    ]
    record["evidence"] = [
        {
            "id": f"e{index}",
            "kind": "page",
            "title": prose.line(random)[:70],
            "url": f"https://example.com/page/{address[:8]}",
            "final_url": "",
            "author": "",
            "published": "",
            "fetched_at": created,
            "sha256": address,
            "verdict": "good",
            "body": address,
            "quotes": [],
        }
        for index, address in enumerate(pages, 1)
    ]
    record["probes"] = []
    record["predictions"] = [
        {
            "id": f"p{index}",
            "statement": prose.line(random),
            "probability": random.randint(1, 19) / 20,
            "how_known": prose.line(random),
            "due": None,
            "made_at": created,
            "outcome": "open",
            "resolved_at": None,
            "note": "",
        }
        for index in range(1, random.randint(2, 4))
    ]
    record["metrics"] = []
    record["counterpoints"] = []
    record["take_home"] = {
        "lessons": [
            {"id": "l1", "principle": prose.line(random), "limit": "", "card": None, "schedule": {}}
        ],
        "cannot_conclude": prose.line(random),
    }
    record["practice"] = {"sessions": [], "askings": []}
    room = size - len(orjson.dumps(record, option=orjson.OPT_INDENT_2)) - 250 * len(reached)
    share = max(30, room // sum(len(section[3]) for section in reached))
    for section_id, _, minutes, prompts in reached:
        record["sections"][section_id] = {
            "answers": {prompt: prose.text(random, share - 60) for prompt in prompts},
            "score": random.choice((None, 1, 2, 2, 3, 3, 4)) if not finished else 3,
            "scored_at": created,
            "seconds": random.randint(20, minutes * 90),
            "done": finished or random.random() < 0.8,
        }


def _questions(
    section: tuple[str, str, int, tuple[str, ...]], prose: _Prose, random: Random
) -> dict[str, Any]:
    section_id, title, minutes, prompts = section
    return {
        "id": section_id,
        "title": title,
        "minutes": minutes,
        "prompts": [
            {
                "id": prompt,
                "text": prose.line(random)[:90],
                "required": index < 2,
                "kind": "text",
                "count": 0,
            }
            for index, prompt in enumerate(prompts)
        ],
    }


def _instant(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def _four_letters(number: int, seed: int) -> str:
    """Return four letters that no other number below half a million gets."""
    value = (number * 7919 + seed * 104_729) % len(_ID_LETTERS) ** 4
    letters = ""
    for _ in range(4):
        value, rest = divmod(value, len(_ID_LETTERS))
        letters += _ID_LETTERS[rest]
    return letters


def make_library(
    root: Path, count: int, *, size: int = 20_000, pages_every: int = 0, seed: int = 1
) -> list[str]:
    """Write ``count`` teardowns of about ``size`` bytes into the library at ``root``.

    Every ``pages_every``-th one (0: none) has three captured pages of 30 KB. Returns the
    ids in the order of their numbers. Nothing is fsynced and no history is written.
    """
    folder = root / "teardowns"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (root / "library.json").write_bytes(b'{"schema": 2}\n')
    ids = []
    for number in range(count):
        pages: tuple[str, ...] = ()
        if pages_every and number % pages_every == 0:
            pages = tuple(
                _write_page(root, make_page(number * 3 + part, seed=seed)) for part in range(3)
            )
        record = make_record(number, size=size, seed=seed, pages=pages)
        path = folder / f"{record['id']}.json"
        path.write_bytes(
            orjson.dumps({"_default": {"1": record}}, option=orjson.OPT_INDENT_2) + b"\n"
        )
        path.chmod(0o600)
        changed = datetime.fromisoformat(record["updated_at"]).timestamp()
        os.utime(path, (changed, changed))
        ids.append(record["id"])
    return ids


def _write_page(root: Path, text: str) -> str:
    body = text.encode()
    address = sha256(body).hexdigest()
    path = root / "pages" / address[:2] / f"{address}.md"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(body)
    path.chmod(0o600)
    return address


def main() -> None:
    """Make a library from the command line."""
    parser = argparse.ArgumentParser(description="Make a library of many teardowns.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--pages-every", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    start = time.perf_counter()
    ids = make_library(
        asked.folder, asked.count, size=asked.size, pages_every=asked.pages_every, seed=asked.seed
    )
    taken = time.perf_counter() - start
    sys.stdout.write(f"{len(ids)} teardowns in {asked.folder}, {taken:.1f} s\n")


if __name__ == "__main__":
    main()
