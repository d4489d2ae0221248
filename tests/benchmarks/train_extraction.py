"""Learns the weights of the extraction anew, from pages whose main text people have marked.

    python -m tests.benchmarks.train_extraction DATA --without SAMPLE [--to FOLDER]

``DATA`` and ``SAMPLE`` are folders in the format that ``bench_extraction`` reads. Sites that have
a page in the sample are left out, so that the sample can be measured with. Needs ``lightgbm`` and
``numpy``, which nothing else here does: use an environment of its own.

Each block of a page is labelled with the share of its words that a longest common subsequence
finds in the marked text; a block that stands elsewhere there counts by its runs of four words.
Blocks weigh by the square root of their words, pages equally by the square root of theirs. The
likelihoods of the kinds of page, of which the blocks learn, come from forests that have not seen
the page's site.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import zlib
from collections import Counter
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from rapidfuzz.distance import LCSseq

from lab.evidence import extraction
from lab.evidence.extraction.blocks import cut
from lab.evidence.extraction.features import BLOCK_FEATURES, describe_blocks
from lab.evidence.extraction.kinds import KINDS, PAGE_FEATURES, describe_page
from lab.evidence.extraction.page import prepare
from tests.benchmarks.bench_extraction import Page, pages_in

__all__ = ["labels"]

_WORD: Final = re.compile(r"\w+")
_RUN: Final = 4
_LIKELY: Final = 0.75
_FOLDS: Final = 5
_TREES: Final = {"kinds": 60, "blocks": 250}
_COMMON: Final = {"bagging_fraction": 0.8, "bagging_freq": 1, "learning_rate": 0.1, "verbose": -1}
_KINDS: Final = _COMMON | {
    "objective": "multiclass", "num_class": len(KINDS), "num_leaves": 8, "min_data_in_leaf": 8,
    "feature_fraction": 0.4, "lambda_l2": 2,
}  # fmt: skip
_BLOCKS: Final = _COMMON | {
    "objective": "cross_entropy", "num_leaves": 16, "min_data_in_leaf": 60, "max_bin": 127,
    "feature_fraction": 0.3, "bagging_fraction": 0.7, "lambda_l2": 5,
}  # fmt: skip


def labels(texts: list[str], wanted: str) -> list[float]:
    """Return for each block the share of its words that belong to the marked text."""
    words = [_WORD.findall(text.lower()) for text in texts]
    owners = [number for number, each in enumerate(words) for _ in each]
    page = [word for each in words for word in each]
    theirs = _WORD.findall(wanted.lower())
    hits, used = [0] * len(texts), Counter[str]()
    for step in LCSseq.opcodes(page, theirs):
        if step.tag == "equal":
            for place in range(step.src_start, step.src_end):
                hits[owners[place]] += 1
                used[page[place]] += 1
    left = Counter(theirs) - used
    runs = {tuple(theirs[place : place + _RUN]) for place in range(len(theirs) - _RUN + 1)}
    for number, own in enumerate(words):
        own_runs = [tuple(own[at : at + _RUN]) for at in range(len(own) - _RUN + 1)]
        if not own_runs or hits[number] >= 0.6 * len(own):
            continue
        found = sum(run in runs for run in own_runs) / len(own_runs)
        if min(found, (Counter(own) & left).total() / len(own)) >= _LIKELY:
            hits[number] = len(own)
            left -= Counter(own)
    return [hit / len(own) if own else 0.0 for hit, own in zip(hits, words, strict=True)]


def _site(page: Page) -> str:
    host = urlsplit(page.url).hostname or page.name
    return ".".join(host.split(".")[-2:])


def _stored(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return float(f"{node['leaf_value']:.4g}")
    children = (_stored(node["left_child"]), _stored(node["right_child"]))
    return [node["split_feature"], float(f"{node['threshold']:.6g}"), *children]


def _write(model: Any, path: Path, *, features: list[str], classes: int) -> None:
    trees = [_stored(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    stored = {"features": features, "classes": classes, "trees": trees}
    path.write_text(json.dumps(stored, separators=(",", ":")), "utf-8")


def _learn(pages: list[Page], folder: Path) -> None:
    boosting, numbers = importlib.import_module("lightgbm"), importlib.import_module("numpy")
    prepared = [prepare(page.html, url=page.url) for page in pages]
    pieces = [cut(each.root).blocks for each in prepared]
    whole = numbers.array([describe_page(*each) for each in zip(prepared, pieces, strict=True)])
    kinds = numbers.array([KINDS.index(page.kind) for page in pages])
    folds = numbers.array([zlib.crc32(_site(page).encode()) % _FOLDS for page in pages])
    shares = numbers.zeros((len(pages), len(KINDS)))
    for fold in range(_FOLDS):
        seen = folds != fold
        data = boosting.Dataset(whole[seen], kinds[seen])
        model = boosting.train(_KINDS, data, _TREES["kinds"])
        shares[~seen] = model.predict(whole[~seen])
    model = boosting.train(_KINDS, boosting.Dataset(whole, kinds), _TREES["kinds"])
    _write(model, folder / "kinds.json", features=PAGE_FEATURES, classes=len(KINDS))
    rows, wanted, weights = [], [], []
    for number, blocks in enumerate(pieces):
        known = dict(zip(KINDS, map(float, shares[number]), strict=True))
        rows += describe_blocks(prepared[number], blocks, kinds=known)
        own = labels([block.text for block in blocks], pages[number].text)
        total = sum(share * block.words for share, block in zip(own, blocks, strict=True))
        wanted += own
        weights += [(block.words / max(50.0, total)) ** 0.5 for block in blocks]
    data = boosting.Dataset(numbers.array(rows, "float32"), wanted, weight=weights)
    model = boosting.train(_BLOCKS, data, _TREES["blocks"])
    _write(model, folder / "blocks.json", features=[*BLOCK_FEATURES, *KINDS], classes=1)


def main() -> None:
    """Learn, and write the weights."""
    parser = argparse.ArgumentParser(description="Learns the weights of the extraction anew.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--without", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=Path(extraction.__file__).parent)
    options = parser.parse_args()
    kept_apart = {_site(page) for page in pages_in(options.without)}
    _learn([each for each in pages_in(options.data) if _site(each) not in kept_apart], options.to)


if __name__ == "__main__":
    main()
