"""The teardown that ``docs/markdown-format.md`` shows: small, with one of everything."""

from __future__ import annotations

from typing import Any

from store.exchange.markdown import to_markdown
from store.exchange.markdown_reader import from_markdown
from store.records import Teardown

__all__ = ["edited", "example_record", "expected"]


def example_record() -> Teardown:
    """Return the example, new each time."""
    return Teardown.model_validate(
        {
            "schema": 2,
            "id": "notion-ai-7k2q",
            "rev": 14,
            "author": "Ana",
            "template": {"id": "quick", "title": "Quick 15-minute teardown", "digest": "9f2c"},
            "status": "finished",
            "tags": ["writing", "first look"],
            "created_at": "2026-11-20T09:30:00Z",
            "updated_at": "2026-11-22T10:05:00Z",
            "finished_at": "2026-11-22T10:05:00Z",
            "finished_on": "2026-11-22",
            "product": {
                "name": "Notion AI",
                "maker": "Notion Labs",
                "url": "https://www.notion.com/product/ai",
                "category": "writing",
                "surface": "web app",
                "plan": "Plus",
            },
            "observed_from": "2026-11-20",
            "observed_to": "2026-11-22",
            "review_by": "2027-02-20",
            "questions": QUESTIONS,
            "sections": SECTIONS,
            "claims": CLAIMS,
            "counterpoints": COUNTERPOINTS,
            "predictions": PREDICTIONS,
            "probes": PROBES,
            "metrics": METRICS,
            "evidence": EVIDENCE,
            "take_home": {
                "lessons": [
                    {
                        "id": "l1",
                        "principle": "Cheap refusal beats cheap retry.",
                        "limit": "Not where reading a suggestion takes long.",
                        "card": {"front": "When is a draft worth its price?", "back": "When…"},
                        "schedule": {"step": 1},
                    }
                ],
                "cannot_conclude": "Five runs say nothing about rare failures.",
            },
            "practice": {
                "sessions": [
                    {
                        "started_at": "2026-11-20T09:30:00Z",
                        "ended_at": "2026-11-20T09:52:00Z",
                        "local_date": "2026-11-20",
                        "zone": "Europe/Berlin",
                        "utc_offset": 3600,
                        "active_seconds": 1140,
                    }
                ]
            },
        }
    )


def edited(*changes: tuple[str, str]) -> Teardown:
    """Return the example, read back after each of these was replaced, once, in its file."""
    text = to_markdown(example_record())
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return from_markdown(text)


def expected(path: str, value: Any) -> Teardown:
    """Return the example with one value changed; the path is as in “claims.0.basis”."""
    values = example_record().to_dict()
    *way, last = path.split(".")
    home: Any = values
    for step in way:
        home = home[int(step)] if isinstance(home, list) else home[step]
    if isinstance(home, list):
        home[int(last)] = value
    else:
        home[last] = value
    return Teardown.model_validate(values)


QUESTIONS = [
    {
        "id": "frame",
        "title": "Frame and call your shots",
        "minutes": 4,
        "prompts": [
            {"id": "what", "text": "Which product and surface is this?", "required": True},
            {"id": "scope", "text": "What do you leave out?"},
            {
                "id": "predict",
                "text": "One prediction about the five runs.",
                "required": True,
                "kind": "predictions",
                "count": 1,
            },
        ],
    },
    {
        "id": "variance",
        "title": "Non-deterministic behaviour",
        "minutes": 6,
        "prompts": [
            {"id": "repeat", "text": "Same prompt, five fresh sessions.", "kind": "trials"},
        ],
    },
]
SECTIONS = {
    "frame": {
        "answers": {
            "what": (
                "The *draft* button in the web app.\n\n"
                "```text\n/ai Write a short reply\n```\n\n"
                "# A heading of my own"
            ),
            "predict": "See the list.",
        },
        "score": 3,
        "scored_at": "2026-11-20T09:45:00Z",
        "seconds": 250,
        "done": True,
    },
    "variance": {"answers": {"repeat": "One of three failed.\n<details>still open"}},
}
CLAIMS = [
    {
        "id": "c1",
        "section": "frame",
        "kind": "strength",
        "statement": "Refusing a draft costs one key.",
        "because": "I tried it in three documents.",
        "confidence": "high",
        "evidence": ["e1", "e2"],
        "created_at": "2026-11-20T09:40:00Z",
    },
    {
        "id": "c2",
        "section": "frame",
        "kind": "finding",
        "statement": "Nothing shows what the draft was based on.",
        "who": "Whoever signs the text",
        "basis": "inferred",
        "severity": 2,
    },
]
COUNTERPOINTS = [
    {
        "id": "k1",
        "section": "frame",
        "claim": "c1",
        "target_quote": "one key",
        "kind": "scope",
        "counterpoint": "Is it still one key on a phone?",
        "severity": 2,
        "response": "changed",
        "reply": "Two taps there.",
    }
]
PREDICTIONS = [
    {
        "id": "p1",
        "statement": "At least two of three drafts keep the date.",
        "probability": 0.7,
        "how_known": "The runs below.",
        "due": "2026-12-01",
        "made_at": "2026-11-20T09:41:00Z",
        "outcome": "yes",
    }
]
PROBES = [
    {
        "id": "b1",
        "prompt": "Shorten this mail and keep the date.",
        "pass_rule": "The date is in the draft.",
        "quality_line": 0.8,
        "budget": "quick",
        "made_at": "2026-11-20T09:46:00Z",
        "wordings": ["Make it shorter."],
        "trials": [
            {"id": "t1", "run": 1, "output": "See you on 3 May | Ana", "verdict": "pass"},
            {"id": "t2", "run": 2, "output": "See you soon", "verdict": "fail", "seconds": 4.2},
            {"id": "t3", "run": 3, "verdict": "pass", "at": "2026-11-20T09:49:00Z"},
        ],
    }
]
METRICS = [
    {
        "id": "m1",
        "name": "Drafts kept",
        "kind": "quality",
        "formula": "drafts still there a week later / drafts inserted",
        "observable": "proxy",
    }
]
EVIDENCE = [
    {
        "id": "e1",
        "kind": "page",
        "title": "Help page about drafts",
        "url": "https://www.notion.com/help/ai",
        "fetched_at": "2026-11-20T09:35:00Z",
        "sha256": "4a1f",
        "verdict": "good",
        "body": "77d0",
        "latest": {"fetched_at": "2026-11-22T10:01:00Z", "sha256": "90c2", "body": "b3e8"},
        "quotes": [
            {
                "id": "q1",
                "exact": "Press Escape to discard.",
                "prefix": "Not happy?",
                "standing": "moved",
                "now": "Press Escape to close.",
            }
        ],
    },
    {"id": "e2", "title": "What I saw in three documents"},
]
