"""The Markdown holds a whole record: nothing is lost on the way out and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from store.exchange.markdown import to_markdown
from store.exchange.markdown_reader import from_markdown
from tests.store.record_strategies import teardowns

if TYPE_CHECKING:
    from store.records import Teardown


@given(teardowns())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_record_comes_back_equal_and_exports_to_the_same_bytes(record: Teardown) -> None:
    exported = to_markdown(record)
    again = from_markdown(exported)
    assert again == record
    assert to_markdown(again) == exported
