"""Sample data beside the checkout, where there is any."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def shared_data() -> Path:
    """Return the folder of sample data beside the checkout; skip where it is absent."""
    folder = Path(__file__).resolve().parents[4] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("there is no sample data beside this checkout")
    return folder
