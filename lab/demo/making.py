"""Writing the sample library into a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.demo.marker import DemoMarker, fingerprint, write_marker
from store.clock import SystemClock
from store.files import Files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.places import Places
    from store.files import Place
    from store.library import Library
    from store.records import Teardown

__all__ = ["fill", "sample_records"]


class _Hasty(Files):
    """Writes without waiting for the disk: after a power cut nobody misses these samples."""

    def sync(self, descriptor: int) -> None:
        """Do not wait."""

    def sync_folder(self, path: Place) -> None:
        """Do not wait."""


def fill(places: Places, *, throw_away: bool) -> None:
    """Write the sample library and its marker; raise ``StoreError`` or ``OSError``.

    Who is interrupted leaves a marker that says so.
    """
    from store.library import Library

    places.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_marker(places.data, DemoMarker(throw_away=throw_away))
    files = _Hasty() if throw_away else Files()
    library = Library.open(places.library, clock=SystemClock(), files=files)
    try:
        prints = {
            record.id: fingerprint(library.insert(record).to_dict())
            for record in sample_records(library)
        }
    finally:
        library.close()
    write_marker(places.data, DemoMarker(throw_away=throw_away, complete=True, samples=prints))


def sample_records(library: Library) -> Iterator[Teardown]:
    """Yield every sample, the worked example first; their templates are kept in the library."""
    from lab.demo.records import sample_record
    from lab.example import example_record
    from lab.walk import refresh_done
    from teardown_templates.libraries import samples, worked_example
    from teardown_templates.loader import Templates

    templates = Templates()
    example = worked_example()
    template = templates.get(example["template"])
    record = example_record(example, template)
    record.template.digest = library.keep_template(template)
    yield record
    for sample in samples():
        template = templates.get(sample["template"])
        record = sample_record(sample, template, digest=library.keep_template(template))
        refresh_done(record)
        yield record
