from __future__ import annotations

import pytest

from teardown_templates.errors import TeardownError


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (TeardownError("It failed"), "It failed."),
        (TeardownError("It failed."), "It failed."),
        (TeardownError("It failed", "the disk is full"), "It failed: the disk is full."),
        (TeardownError("No “x”", "did you mean “y”?"), "No “x”: did you mean “y”?"),
        (TeardownError("It failed", todo="Try again."), "It failed. Try again."),
    ],
)
def test_an_error_reads_as_one_line_with_one_full_stop(error: TeardownError, line: str) -> None:
    assert str(error) == line
