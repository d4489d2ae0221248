from __future__ import annotations

import stat
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from store.errors import Damaged, NotFound
from store.pages import GRACE_SECONDS
from store.records import Evidence, Origin, PageVersion
from tests.store.making import make_record, on_disk, open_library

if TYPE_CHECKING:
    from pathlib import Path

    from store.library import Library
    from store.records import Teardown
    from tests.conftest import FrozenClock

GRACE = timedelta(seconds=GRACE_SECONDS)


def _naming(record: Teardown, *addresses: str) -> Teardown:
    # The last one as what a refresh found, the others as what was captured.
    evidence = [Evidence(id=f"e{n}", kind="page", body=a) for n, a in enumerate(addresses[:-1])]
    evidence.append(Evidence(id="last", kind="page", latest=PageVersion(body=addresses[-1])))
    return record.model_copy(update={"evidence": evidence})


@pytest.mark.parametrize("text", ["# A page\r\n\r\nwith text", "Größe 漢字 👩‍🚀", "", "\x00\x0c"])
def test_a_page_comes_back_as_it_was_under_the_digest_of_its_text(
    library: Library, text: str
) -> None:
    address = library.put_page(text)
    assert address == sha256(text.encode()).hexdigest()
    assert library.page(address) == text


def test_half_a_character_in_a_page_becomes_the_sign_for_it(library: Library) -> None:
    assert library.page(library.put_page("a\ud800b")) == "a\ufffdb"


def test_a_page_is_kept_once_with_the_digest_of_its_bytes(library: Library, root: Path) -> None:
    raw = b"<p>a page</p>"
    address = library.put_page("a page", raw=raw)
    folder = root / "pages" / address[:2]
    assert (folder / f"{address}.md").read_bytes() == b"a page"
    number = (folder / f"{address}.md").stat().st_ino
    assert library.put_page("a page") == address
    assert (folder / f"{address}.md").stat().st_ino == number
    assert library.page_digest(address) == sha256(raw).hexdigest()
    assert library.page_digest(library.put_page("another")) == ""


@pytest.mark.parametrize(
    "address", ["", "x", "../library", "A" * 64, "0" * 63, "0" * 64, "0" * 64 + "\n"]
)
def test_an_address_of_no_page_is_not_found(library: Library, address: str) -> None:
    with pytest.raises(NotFound):
        library.page(address)


def test_a_damaged_page_is_reported_and_put_again(library: Library, root: Path) -> None:
    address = library.put_page("a page")
    path = root / "pages" / address[:2] / f"{address}.md"
    path.write_text("another text", "utf-8")
    with pytest.raises(Damaged, match="no longer holds"):
        library.page(address)
    (ailment,) = library.doctor()
    assert (ailment.path, ailment.severity, ailment.fixable) == (path, "warning", True)
    assert library.put_page("a page") == address
    assert library.page(address) == "a page"
    path.write_text("another text", "utf-8")
    library.fix()
    assert not path.exists()
    assert (root / "damaged" / f"{address}-1.md").read_text("utf-8") == "another text"
    assert library.doctor() == []


def test_a_page_that_a_teardown_misses_is_reported(library: Library, root: Path) -> None:
    address = library.put_page("a page")
    library.insert(_naming(make_record(), address))
    assert library.doctor() == []
    (root / "pages" / address[:2] / f"{address}.md").unlink()
    (ailment,) = library.doctor()
    assert "is missing" in ailment.what
    assert not ailment.fixable


def test_what_came_from_elsewhere_may_come_without_its_pages(library: Library) -> None:
    record = _naming(make_record(), "0" * 64, "1" * 64)
    library.insert(record.model_copy(update={"origin": Origin(kind="file", name="x.md")}))
    assert [ailment.severity for ailment in library.doctor()] == ["note", "note"]


def test_who_knows_only_the_digest_of_the_bytes_gives_that(library: Library) -> None:
    digest = sha256(b"<p>a page</p>").hexdigest()
    assert library.page_digest(library.put_page("a page", raw_digest=digest)) == digest
    assert library.page_digest(library.put_page("another", raw_digest="../x")) == ""


def test_pages_are_swept_a_week_after_nothing_named_them_any_more(
    library: Library, clock: FrozenClock
) -> None:
    pages = {name: library.put_page(name, raw=b"raw") for name in ("held", "earlier", "trash")}
    pages |= {name: library.put_page(name) for name in ("aside", "damaged", "never")}
    record = library.insert(_naming(make_record(), pages["held"], pages["earlier"]))
    record = library.save(_naming(record, pages["held"]))
    library.keep_aside(_naming(record, pages["aside"]), reason="it lost")
    library.insert(_naming(make_record("gone-7k2q"), pages["trash"]))
    library.trash("gone-7k2q")
    bad = library.root / "damaged" / "bad-1.json"
    bad.parent.mkdir(mode=0o700)
    bad.write_text(f'{{"body": "{pages["damaged"]}"', "utf-8")
    before = on_disk(library.root)
    library.tidy()
    assert on_disk(library.root) == before
    clock.move(seconds=GRACE_SECONDS + 1)
    library.tidy()
    with pytest.raises(NotFound):
        library.page(pages.pop("never"))
    assert [library.page(address) for address in pages.values()] == list(pages)
    assert library.empty_trash() == 1
    clock.move(days=2)
    library.tidy()
    with pytest.raises(NotFound):
        library.page(pages["trash"])
    left = [path for path in (library.root / "pages").glob("*/*") if path.stem == pages["trash"]]
    assert left == [], "the digest of its bytes went with it"
    assert library.doctor() == []


def test_a_page_that_is_put_again_gets_its_grace_again(
    library: Library, clock: FrozenClock
) -> None:
    address = library.put_page("a page")
    clock.move(seconds=GRACE_SECONDS - 60)
    library.put_page("a page")
    clock.move(seconds=GRACE_SECONDS - 60)
    library.tidy()
    assert library.page(address) == "a page"


def test_nothing_is_swept_while_a_file_cannot_be_looked_at(
    library: Library, clock: FrozenClock
) -> None:
    address = library.put_page("a page")
    clock.move(days=30)
    strange = library.root / "teardowns" / "strange.json"
    strange.mkdir()
    library.tidy()
    assert library.page(address) == "a page"
    strange.rmdir()
    library.tidy()
    with pytest.raises(NotFound):
        library.page(address)


def test_the_files_are_looked_through_once_a_day_at_most(
    library: Library, clock: FrozenClock
) -> None:
    library.tidy()
    address = library.put_page("a page")
    clock.move(days=30)
    again = open_library(library.root, clock)
    again.tidy()
    with pytest.raises(NotFound):
        library.page(address)
    address = library.put_page("a page")
    path = library.root / "pages" / address[:2] / f"{address}.md"
    assert stat.S_ISREG(path.stat().st_mode)
    clock.move(hours=23)
    again.tidy()
    assert library.page(address) == "a page"
    again.close()
