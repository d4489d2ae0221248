"""How well the main text of real pages is found, beside others in the same run.

    python -m tests.benchmarks.bench_extraction --data FOLDER [--rounds N]

The folder holds ``html/NAME.html.gz`` and ``ground-truth/NAME.json`` in the format of WCXB, the Web
Content eXtraction Benchmark (M. Foley, CC-BY-4.0). The measure is its own: F1 over lower-case
words as multisets, the mean over pages. Markdown is measured as a reader sees it: without the
addresses of links and the backslashes before marks. Prints a table by kind of page, then
milliseconds of processor time, then how often a stated author and date are right. Exits 1 if a
target is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import Pool
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT)] if str(PROJECT) not in sys.path else []

__all__ = ["RIVALS", "TARGETS", "Page", "f1", "means", "misses", "pages_in", "plain_text", "run"]

TARGETS: Final = {"all": 0.86, "service": 0.86, "documentation": 0.92, "article": 0.94}
SLOWEST: Final = 250.0
"""Milliseconds that a median page may take."""

_WORD: Final = re.compile(r"\w+")
_ADDRESS: Final = re.compile(r"\]\((?:[^()\s]|\\.)*\)")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]<>()#+.!|~&=-])")


class Page(NamedTuple):
    """A page, and what people say that it holds."""

    name: str
    kind: str
    url: str
    html: str
    text: str


class Figures(NamedTuple):
    """One page: F1 and milliseconds of each rival."""

    kind: str
    scores: dict[str, float]
    milliseconds: dict[str, float]


def pages_in(folder: Path) -> list[Page]:
    """Return the pages of a folder that have a text to compare with."""
    found: list[Page] = []
    for path in sorted((folder / "ground-truth").glob("*.json")):
        stated: dict[str, Any] = json.loads(path.read_text("utf-8"))
        data = gzip.decompress((folder / "html" / f"{path.stem}.html.gz").read_bytes())
        text = stated["ground_truth"].get("main_content")
        if text:
            kind = stated["_internal"]["page_type"]["primary"]
            html = data.decode("utf-8", "replace")
            found.append(Page(path.stem, kind, stated.get("url") or "", html, text))
    return found


def f1(text: str, wanted: str) -> float:
    """Return the harmonic mean of precision and recall of words, each counted as often as it is."""
    mine, theirs = (Counter(_WORD.findall(each.lower())) for each in (text, wanted))
    common = (mine & theirs).total()
    return 2 * common / (mine.total() + theirs.total()) if common else 0.0


def plain_text(markdown: str) -> str:
    """Return Markdown as it is read: without addresses, and marks without their backslash."""
    return _ESCAPED.sub(r"\1", _ADDRESS.sub("]", markdown))


def _ours(page: Page) -> str:
    from lab.evidence.extraction import extract

    return plain_text(extract(page.html, url=page.url).markdown)


def _trafilatura(page: Page) -> str:
    import trafilatura

    return trafilatura.extract(page.html) or ""


def _readability(page: Page) -> str:
    from lxml import etree, html

    try:
        summary = import_module("readability").Document(page.html).summary()
        return " ".join(html.fromstring(summary).itertext())
    except (etree.ParserError, ValueError, TypeError):
        return ""


def _markdownify(page: Page) -> str:
    from markdownify import markdownify

    return plain_text(markdownify(page.html))


RIVALS: Final[dict[str, Callable[[Page], str]]] = {
    "ours": _ours,
    "trafilatura": _trafilatura,
    "readability": _readability,
    "markdownify": _markdownify,
}


def rivals_here() -> tuple[str, ...]:
    """Name those that are installed.

    readability-lxml is no requirement of ours: older versions of pip stumble over how it and
    trafilatura ask for lxml. ``pip install --no-deps readability-lxml cssselect chardet``
    brings it in.
    """
    return tuple(name for name in RIVALS if name != "readability" or find_spec("readability"))


def run(
    pages: list[Page], *, rounds: int = 1, rivals: tuple[str, ...] = tuple(RIVALS)
) -> list[Figures]:
    """Measure every page with each rival, on two processors."""
    with Pool(2) as pool:
        return pool.starmap(_measure, [(page, rounds, rivals) for page in pages], chunksize=4)


def _measure(page: Page, rounds: int, rivals: tuple[str, ...]) -> Figures:
    scores: dict[str, float] = {}
    spent: dict[str, float] = {}
    for name in rivals:
        RIVALS[name](_WARM)
        times: list[float] = []
        text = ""
        for _ in range(rounds):
            began = time.process_time()
            text = RIVALS[name](page)
            times.append((time.process_time() - began) * 1000)
        scores[name] = f1(text, page.text)
        spent[name] = min(times)
    return Figures(page.kind, scores, spent)


_WARM: Final = Page(
    "", "", "", "<html><body><p>One sentence that loads what is needed.</p></body></html>", ""
)


def means(figures: list[Figures]) -> dict[str, dict[str, float]]:
    """Return the mean F1 by kind of page, ``all`` first, and by rival."""
    kinds = ["all", *sorted({each.kind for each in figures})]
    return {
        kind: {
            rival: statistics.mean(
                each.scores[rival] for each in figures if kind in {"all", each.kind}
            )
            for rival in figures[0].scores
        }
        for kind in kinds
    }


def misses(figures: list[Figures]) -> list[str]:
    """Return the targets that are missed, each in words."""
    table = means(figures)
    missed = [
        f"{kind}: {table[kind]['ours']:.3f} is below {target}"
        for kind, target in TARGETS.items()
        if kind in table and table[kind]["ours"] < target
    ]
    missed += [
        f"{kind}: {row['ours']:.3f} is below trafilatura’s {row['trafilatura']:.3f}"
        for kind, row in table.items()
        if row["ours"] < row.get("trafilatura", 0.0)
    ]
    middle = statistics.median(each.milliseconds["ours"] for each in figures)
    if middle > SLOWEST:
        missed.append(f"a median page takes {middle:.0f} ms, more than {SLOWEST:.0f}")
    return missed


def _import_time() -> float:
    began = time.perf_counter()
    from lab.evidence.extraction import extract

    extract(_WARM.html, url="")
    return (time.perf_counter() - began) * 1000


def _print(figures: list[Figures]) -> None:
    names = list(figures[0].scores)
    write = sys.stdout.write
    write(f"{'F1 of words':<16}{'pages':>6}" + "".join(f"{name:>13}" for name in names) + "\n")
    for kind, row in means(figures).items():
        count = sum(kind in {"all", each.kind} for each in figures)
        write(f"{kind:<16}{count:>6}" + "".join(f"{row[name]:>13.3f}" for name in names) + "\n")
    spent = {name: sorted(each.milliseconds[name] for each in figures) for name in names}
    for label, share in (("ms, median", 0.5), ("ms, 95 of 100", 0.95), ("ms, slowest", 1.0)):
        cells = (spent[name][min(len(figures) - 1, int(share * len(figures)))] for name in names)
        write(f"{label:<22}" + "".join(f"{cell:>13.0f}" for cell in cells) + "\n")


def _facts(folder: Path) -> list[str]:
    """Return how often the author and the date that were found are right, of how many."""
    from lab.evidence.captured import Fetched
    from lab.evidence.reading import read_page

    counts = {"author": [0, 0, 0], "publish_date": [0, 0, 0]}
    for path in sorted((folder / "ground-truth").glob("*.json")):
        stated = json.loads(path.read_text("utf-8"))
        truth, url = stated["ground_truth"], stated.get("url") or "https://example.com/"
        data = gzip.decompress((folder / "html" / f"{path.stem}.html.gz").read_bytes())
        capture = read_page(Fetched(url, url, data, "text/html", "utf-8", datetime.now(UTC)))
        for name, found in (("author", capture.author), ("publish_date", capture.published)):
            wanted = truth.get(name) or ""
            tally = counts[name]
            tally[0] += found is not None and _agree(found, wanted)
            tally[1] += found is not None
            tally[2] += bool(wanted)
    return [
        f"{name}: {right} right of {found} found; {wanted} are stated in the ground truth"
        for name, (right, found, wanted) in counts.items()
    ]


def _agree(found: str, wanted: str) -> bool:
    mine, theirs = (set(_WORD.findall(each.casefold())) for each in (found, wanted))
    return bool(mine) and (mine <= theirs or (bool(theirs) and theirs <= mine))


def main() -> int:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description="How well the main text of pages is found.")
    parser.add_argument("--data", type=Path, default=PROJECT.parent / "shared/data/wcxb-dev")
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    if not (options.data / "ground-truth").is_dir():
        parser.error(f"no pages in {options.data}; name their folder with --data")
    loading = _import_time()
    figures = run(pages_in(options.data), rounds=options.rounds, rivals=rivals_here())
    if "readability" not in figures[0].scores:
        sys.stdout.write(
            "Without readability: pip install --no-deps readability-lxml cssselect chardet\n"
        )
    _print(figures)
    sys.stdout.write(f"loading it and a first page of one sentence: {loading:.0f} ms\n")
    sys.stdout.writelines(f"{line}\n" for line in _facts(options.data))
    missed = misses(figures)
    sys.stdout.writelines(f"MISSED {line}\n" for line in missed)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
