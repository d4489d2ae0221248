"""What TinyDB documents holds for a database over a folder, side by side with plain TinyDB.

If this fails after an update of TinyDB, a method that ours builds on has changed.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment, subtract
from tinydb.operations import set as set_field
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from store.database import FolderDatabase, TeardownTable
from store.errors import InvalidRecord, StoreError
from tests.store.making import make_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.library import Library

PEOPLE = [
    {"name": "Ada", "age": 36, "likes": ["engines", "whist"], "home": {"city": "London"}},
    {"name": "Grace", "age": 85, "likes": ["compilers"], "home": {"city": "New York"}},
    {"name": "Alan", "age": 41, "likes": [], "home": {"city": "Wilmslow", "since": 1950}},
]


def _folder_database(path: Path) -> FolderDatabase:
    return FolderDatabase(path, lock=threading.RLock())


def _refusal(work: Callable[[], object]) -> object:
    """Return what the work returned, or the kind of its error."""
    try:
        return work()
    except (ValueError, RuntimeError, KeyError, TypeError) as error:
        return type(error)


def _shown(value: Any) -> Any:
    """Return a result with what makes documents comparable: their ids."""
    if isinstance(value, Document):
        return (value.doc_id, dict(value))
    if isinstance(value, list):
        return [_shown(item) for item in value]
    return value


def _rename(document: Any) -> None:
    document["name"] = document["name"].upper()


def _is_odd(age: Any) -> bool:
    return bool(age % 2)


def _drop(database: TinyDB, name: str) -> int:
    database.table(name).insert({"text": "x"})
    database.drop_table(name)
    return len(database)


def _refuse(document: Any) -> None:
    raise KeyError(document["name"])


DOCUMENTED: dict[str, Callable[[TinyDB], object]] = {
    "insert": lambda db: db.insert({"name": "Edsger"}),
    "insert an empty document": lambda db: db.insert({}),
    "insert under an id": lambda db: db.insert(Document({"name": "Edsger"}, doc_id=12)),
    "insert under an id, then under the next": lambda db: [
        db.insert(Document({"name": "Edsger"}, doc_id=12)),
        db.insert({"name": "Barbara"}),
    ],
    "insert under a taken id": lambda db: db.insert(Document({}, doc_id=2)),
    "insert what is no mapping": lambda db: db.insert([1, 2]),
    "insert several": lambda db: db.insert_multiple([{"n": 1}, {"n": 2}]),
    "insert several from a generator": lambda db: db.insert_multiple({"n": n} for n in range(3)),
    "insert several, one under a taken id": lambda db: db.insert_multiple(
        [{"n": 1}, Document({"n": 2}, doc_id=1)]
    ),
    "insert several, one of them no mapping": lambda db: db.insert_multiple([{"n": 1}, 2]),
    "all": lambda db: db.all(),
    "iterate": list,
    "count all": len,
    "search": lambda db: db.search(Query().age > 40),
    "search with where": lambda db: db.search(where("name") == "Ada"),
    "search for nothing": lambda db: db.search(where("name") == "Nobody"),
    "search nested": lambda db: db.search(Query().home.city.matches("[LN]")),
    "search lists": lambda db: db.search(Query().likes.any(["whist", "compilers"])),
    "search with and, or, not": lambda db: db.search(
        ((where("age") < 50) & (where("name") != "Ada")) | ~(where("age") < 80)
    ),
    "search with a test": lambda db: db.search(where("age").test(_is_odd)),
    "search what exists": lambda db: db.search(Query().home.since.exists()),
    "search with a fragment": lambda db: db.search(Query().fragment({"age": 41})),
    "search with one_of": lambda db: db.search(where("name").one_of(["Ada", "Alan"])),
    "search with a function": lambda db: db.search(lambda document: document["age"] == 85),
    "search twice": lambda db: [db.search(where("age") > 0), db.search(where("age") > 0)],
    "get": lambda db: db.get(where("name") == "Grace"),
    "get the first of several": lambda db: db.get(where("age") > 0),
    "get nothing": lambda db: db.get(where("name") == "Nobody"),
    "get by id": lambda db: db.get(doc_id=2),
    "get by an id that is not there": lambda db: db.get(doc_id=99),
    "get by ids": lambda db: db.get(doc_ids=[3, 1, 99]),
    "get without saying what": lambda db: db.get(),
    "contains": lambda db: [db.contains(where("age") == 36), db.contains(where("age") == 37)],
    "contains an id": lambda db: [db.contains(doc_id=1), db.contains(doc_id=99)],
    "contains without saying what": lambda db: db.contains(),
    "count": lambda db: db.count(where("age") < 50),
    "update all": lambda db: db.update({"seen": True}),
    "update some": lambda db: db.update({"seen": True}, where("age") > 40),
    "update by ids": lambda db: db.update({"seen": True}, doc_ids=[1, 99, 3]),
    "update by an id of another type": lambda db: db.update({"seen": 1}, doc_ids=["1"]),
    "update with a function": lambda db: db.update(_rename),
    "update with a function that fails": lambda db: db.update(_refuse),
    "update with operations": lambda db: [
        db.update(increment("age"), where("name") == "Ada"),
        db.update(decrement("age"), doc_ids=[2]),
        db.update(add("age", 10)),
        db.update(subtract("age", 3)),
        db.update(delete("likes"), doc_ids=[1]),
        db.update(set_field("likes", ["all"]), doc_ids=[3]),
    ],
    "update several": lambda db: db.update_multiple(
        [({"a": 1}, where("age") > 40), (_rename, where("name") == "Ada")]
    ),
    "upsert what is there": lambda db: db.upsert({"age": 37}, where("name") == "Ada"),
    "upsert what is not": lambda db: db.upsert({"name": "Kay"}, where("name") == "Kay"),
    "upsert by id": lambda db: db.upsert(Document({"age": 1}, doc_id=1)),
    "upsert by an id that is not there": lambda db: db.upsert(Document({"age": 1}, doc_id=7)),
    "upsert without saying what": lambda db: db.upsert({"age": 1}),
    "remove": lambda db: db.remove(where("age") > 40),
    "remove by ids": lambda db: db.remove(doc_ids=[1, 99]),
    "remove without saying what": lambda db: db.remove(),
    "remove all, insert again": lambda db: [db.remove(where("age") > 0), db.insert({"name": "X"})],
    "truncate": lambda db: db.truncate(),
    "truncate, insert again": lambda db: [db.truncate(), db.insert({"name": "X"})],
    "another table": lambda db: [
        db.table("notes").insert({"text": "x"}),
        db.table("notes").all(),
        sorted(db.tables()),
    ],
    "a table kept though empty": lambda db: [
        db.table("empty", persist_empty=True).all(),
        sorted(db.tables()),
    ],
    "drop a table": lambda db: _drop(db, "notes"),
    "drop a table that is not there": lambda db: db.drop_table("notes"),
    "drop all tables": lambda db: db.drop_tables(),
    "write the storage": lambda db: db.storage.write(
        {"_default": {"2": dict(PEOPLE[0]), "5": {"n": 1}}, "other": {"1": {}}}
    ),
    "hits are one's own to change": lambda db: [
        db.search(where("name") == "Ada")[0].update({"name": "changed"}),
        db.get(doc_id=1),
    ],
}


@pytest.mark.parametrize("work", DOCUMENTED)
def test_both_databases_answer_alike_and_hold_the_same_afterwards(
    tmp_path: Path, work: str
) -> None:
    plain, ours = TinyDB(storage=MemoryStorage), _folder_database(tmp_path)
    for database in (plain, ours):
        assert database.insert_multiple(PEOPLE) == [1, 2, 3]
    expected, answer = (_refusal(lambda db=db: DOCUMENTED[work](db)) for db in (plain, ours))  # type: ignore[misc] # bound now
    assert _shown(answer) == _shown(expected)
    for reopened in (ours, _folder_database(tmp_path)):
        assert reopened.tables() == plain.tables()
        for name in plain.tables():
            assert _shown(reopened.table(name).all()) == _shown(plain.table(name).all())


def test_an_empty_database_answers_alike(tmp_path: Path) -> None:
    plain, ours = TinyDB(storage=MemoryStorage), _folder_database(tmp_path / "not there yet")
    for work in (len, TinyDB.tables, lambda db: db.all(), lambda db: db.get(doc_id=1)):
        assert work(ours) == work(plain)


_names = st.text(st.sampled_from("abc"), min_size=1, max_size=2)
_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_documents = st.dictionaries(_names, _values, max_size=4)
_steps = st.one_of(
    st.tuples(st.just("insert"), _documents),
    st.tuples(st.just("update"), _documents, st.lists(st.integers(1, 6), max_size=3, unique=True)),
    st.tuples(st.just("upsert"), _documents, _names),
    st.tuples(st.just("remove"), st.lists(st.integers(1, 6), max_size=3, unique=True)),
    st.tuples(st.just("truncate")),
)


def _do(database: TinyDB, step: tuple[Any, ...]) -> object:
    name, *arguments = step
    if name == "update":
        return database.update(arguments[0], doc_ids=arguments[1])
    if name == "upsert":
        return database.upsert(arguments[0], where(arguments[1]).exists())
    if name == "remove":
        return database.remove(doc_ids=arguments[0])
    return getattr(database, name)(*arguments)


@given(st.lists(_steps, max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_sequence_of_operations_leaves_both_databases_alike(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]
) -> None:
    plain = TinyDB(storage=MemoryStorage)
    ours = _folder_database(tmp_path_factory.mktemp("database"))
    for step in steps:
        assert _do(ours, step) == _do(plain, step)
    assert {d.doc_id: dict(d) for d in ours} == {d.doc_id: dict(d) for d in plain}


def test_each_document_is_a_file_of_its_own_that_plain_tinydb_opens(tmp_path: Path) -> None:
    _folder_database(tmp_path).insert_multiple(PEOPLE)
    folder = tmp_path / "_default"
    assert sorted(path.name for path in folder.iterdir()) == ["1.json", "2.json", "3.json"]
    with TinyDB(folder / "2.json") as single:
        assert single.all() == [PEOPLE[1]]


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    database = _folder_database(tmp_path)
    database.insert_multiple(PEOPLE)
    before = {path.name: path.stat().st_ino for path in (tmp_path / "_default").iterdir()}
    database.update({"age": 86}, where("name") == "Grace")
    database.update({"age": 36}, where("name") == "Ada")
    after = {path.name: path.stat().st_ino for path in (tmp_path / "_default").iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"2.json"}


def test_one_document_is_read_without_reading_the_others(tmp_path: Path) -> None:
    database = _folder_database(tmp_path)
    database.insert_multiple(PEOPLE)
    (tmp_path / "_default" / "3.json").write_bytes(b"broken")
    assert database.get(doc_id=1) == PEOPLE[0]
    database.update({"age": 37}, doc_ids=[1])
    assert [d.doc_id for d in database.search(where("age") > 0)] == [1, 2]
    assert database.update({"seen": True}) == [1, 2]
    with pytest.raises(StoreError, match=r"3\.json is damaged"):
        database.get(doc_id=3)
    assert (tmp_path / "_default" / "3.json").read_bytes() == b"broken"


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".hidden"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    database = _folder_database(tmp_path / "database")
    with pytest.raises(StoreError):
        database.table(name).insert({})
    assert not (tmp_path / "database").exists()


# The library itself is such a database.


def test_the_library_is_queried_as_a_tinydb(library: Library) -> None:
    library.insert(make_record("one-7k2q", "first"))
    library.insert(make_record("two-7k2q", "second", tags=["weekly"]))
    database = library.database
    assert database.tables() == {"teardowns"}
    assert isinstance(database.table("teardowns"), TeardownTable)
    teardown = Query()
    assert database.count(teardown.product.maker == "Notion") == 2
    (hit,) = database.search(teardown.tags.any(["weekly"]))
    assert (hit.doc_id, hit["id"]) == ("two-7k2q", "two-7k2q")
    assert database.get(doc_id="one-7k2q")["sections"]["job"]["answers"]["who"] == "first"
    with pytest.raises(StoreError, match="no table"):
        database.table("history").all()


def test_a_write_by_tinydb_is_a_save_like_any_other(library: Library) -> None:
    record = library.insert(make_record())
    library.database.update({"author": "Ada"}, where("id") == record.id)
    loaded = library.load(record.id)
    assert (loaded.author, loaded.rev) == ("Ada", 2)
    assert [version.rev for version in library.history(record.id)] == [1]
    library.database.update({"author": "Ada"}, where("id") == record.id)
    assert library.load(record.id).rev == 2, "nothing changed, so nothing was saved"


def test_what_tinydb_inserts_goes_under_its_own_id_and_what_it_removes_to_the_trash(
    library: Library,
) -> None:
    database = library.database
    documents = [make_record(name).to_dict() for name in ("one-7k2q", "two-7k2q", "six-7k2q")]
    assert database.insert(documents[0]) == "one-7k2q"
    assert database.insert_multiple(documents[1:]) == ["two-7k2q", "six-7k2q"]
    with pytest.raises(ValueError, match="already exists"):
        database.insert(documents[0])
    with pytest.raises(InvalidRecord):
        database.insert({"id": "../outside"})
    assert database.insert({"title": "no id of its own"}).startswith("teardown-")
    assert database.remove(where("id") == "one-7k2q") == ["one-7k2q"]
    assert [row.id for row in library.trashed()] == ["one-7k2q"]
    database.truncate()
    assert len(database) == 0
    assert len(library.trashed()) == 4
