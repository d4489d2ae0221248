"""The main text of real pages is found as well as we promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.bench_extraction import TARGETS, means, pages_in, run

_DATA = Path(__file__).parents[5] / "shared" / "data" / "wcxb-dev"


@pytest.mark.needs_shared_data
@pytest.mark.skipif(not _DATA.is_dir(), reason="no sample of pages beside the checkout")
def test_the_main_text_of_real_pages_is_found() -> None:
    # Every second page, which may be harder than the rest; the benchmark reads them all.
    table = means(run(pages_in(_DATA)[::2], rivals=("ours",)))
    short = {kind: round(table[kind]["ours"], 3) for kind in TARGETS}
    assert all(short[kind] >= least - 0.02 for kind, least in TARGETS.items()), short
