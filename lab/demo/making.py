"""Writing the sample library into a folder.

It is shipped ready, so that the demo starts about as fast as the app; ``tests/samples.py``
makes it from the texts in ``content/samples``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.demo.marker import DemoMarker, fingerprint, write_marker
from lab.files import write_private
from store.documents import encode_any
from teardown_templates.content_files import ready_samples

if TYPE_CHECKING:
    from lab.places import Places

__all__ = ["fill"]


def fill(places: Places, *, throw_away: bool) -> None:
    """Write the sample library and its marker; raise ``OSError``.

    Who is interrupted leaves a marker that says so.
    """
    for folder in (places.data, places.library):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_marker(places.data, DemoMarker(throw_away=throw_away))
    prints = {}
    for name, value in ready_samples().items():
        write_private(places.library / name, encode_any(value), durable=not throw_away)
        if name.startswith("teardowns/"):
            document = value["_default"]["1"]
            prints[str(document["id"])] = fingerprint(document)
    write_marker(places.data, DemoMarker(throw_away=throw_away, complete=True, samples=prints))
