"""How often author and day of a page are right, on a folder of pages whose facts are known.

    python -m tests.benchmarks.bench_facts FOLDER

FOLDER holds ``html/NAME.html.gz`` and ``ground-truth/NAME.json``, as the Web Content eXtraction
Benchmark (WCXB) has them. A fact counts as right where its words are those of the truth; one
where the truth has none counts as wrong. Prints one table; exits 1 if a precision is below .95.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT)] if str(PROJECT) not in sys.path else []

from lab.evidence.captured import Capture, Fetched  # noqa: E402 - see sys.path
from lab.evidence.reading import read_page  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

TARGETS: Final = {"author": 0.95, "published": 0.95}
TRUTHS: Final = {"title": "title", "author": "author", "published": "publish_date"}
"""By the name of the fact: what the truth calls it."""

_WORD: Final = re.compile(r"\w+")
_JOINING: Final = frozenset(("and", "by"))


@dataclass
class Tally:
    """How one fact fared."""

    said: int = 0
    right: int = 0
    known: int = 0
    """Pages whose truth has it."""
    unknown: int = 0
    """Said where the truth has none."""

    def count(self, said: str | None, truth: str | None) -> None:
        """Take one page into account."""
        self.known += truth is not None
        if said is None:
            return
        self.said += 1
        self.unknown += truth is None
        self.right += truth is not None and _words(said) == _words(truth)

    @property
    def precision(self) -> float:
        """Of what was said, the share that is right, from 0 to 1."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """Of what could be said, the share that was said rightly, from 0 to 1."""
        return self.right / self.known if self.known else 1.0


def measure(folder: Path) -> dict[str, Tally]:
    """Read every page of the folder and compare its facts with the truth."""
    tallies = {name: Tally() for name in TRUTHS}
    for path in sorted((folder / "ground-truth").glob("*.json")):
        known = json.loads(path.read_text("utf-8"))
        page = folder / "html" / f"{path.stem}.html.gz"
        capture = _capture(known, gzip.decompress(page.read_bytes()))
        for name, key in TRUTHS.items():
            tallies[name].count(getattr(capture, name), known["ground_truth"].get(key) or None)
    return tallies


def _capture(known: dict[str, Any], data: bytes) -> Capture:
    url = known.get("url") or "https://example.com/"
    return read_page(Fetched(url, url, data, "text/html", "", datetime.now(UTC)))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _JOINING


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    tallies = measure(parser.parse_args(arguments).folder)
    lines = [
        f"{'fact':10} {'precision':>9} {'recall':>7} {'said':>5} {'no truth':>9} {'target':>7}"
    ]
    for name, tally in tallies.items():
        target = TARGETS.get(name)
        lines.append(
            f"{name:10} {tally.precision:9.3f} {tally.recall:7.3f} {tally.said:5} "
            f"{tally.unknown:9} {'' if target is None else f'{target:.2f}':>7}"
        )
    sys.stdout.write("\n".join([*lines, ""]))
    return int(any(tallies[name].precision < target for name, target in TARGETS.items()))


if __name__ == "__main__":
    sys.exit(main())
