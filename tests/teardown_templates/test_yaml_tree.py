"""Reading YAML from strangers: lines are kept, and nothing can hurt."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teardown_templates.yaml_tree import LARGEST_FILE, read_tree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "t.yaml"


def told(path: Path) -> list[str]:
    return [str(problem).removeprefix(f"{path}:") for problem in read_tree(path).problems]


def test_every_value_knows_its_line(file: Path) -> None:
    file.write_text("a: 1\nb:\n  - x\n  - {y: z,\n     w: v}\n", "utf-8")
    tree = read_tree(file)
    assert tree.problems == []
    assert tree.root.plain() == {"a": 1, "b": ["x", {"y": "z", "w": "v"}]}
    listed = list(tree.root.get("b"))
    assert (tree.root.get("a").line, tree.root.get("b").key_line) == (1, 2)
    assert (listed[0].line, listed[1].get("w").key_line) == (3, 5)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("12:30", "12:30"),
        ("2024-01-02", "2024-01-02"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("true", True),
        ("False", False),
        ("15", 15),
        ("-3", -3),
        ("0.667", 0.667),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("null", None),
        ("~", None),
        ("", None),
        ('"15"', "15"),
        ("'true'", "true"),
        ("!", None),
        (".", "."),
        ("99999999999999999999", "99999999999999999999"),
        ("1e999", "1e999"),
        ("1.", "1."),
        ("e5", "e5"),
    ],
)
def test_a_plain_value_is_what_it_looks_like(file: Path, written: str, value: object) -> None:
    file.write_text(f"k: {written}\n", "utf-8")
    assert read_tree(file).root.get("k").plain() == value


def test_a_byte_order_mark_and_windows_lines_do_not_matter(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    tree = read_tree(file)
    assert (tree.problems, tree.root.plain()) == ([], {"a": 1, "b": 2})
    assert tree.root.get("b").line == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1: the file is empty."),
        ("# only a remark\n", "1: the file is empty."),
        ("a: 1\na: 2\n", "2: a: “a” stands twice; the first is on line 1."),
        ("a:\n  b: 1\n  b: 2\n", "3: a.b: “b” stands twice; the first is on line 2."),
        ("a: 1\n---\nb: 2\n", "2: a second document starts here; a file holds one."),
        (
            "title: Mine: better\n",
            (
                "1: the YAML cannot be read: a colon ends the text too early; put the text in"
                " double quotes."
            ),
        ),
        (
            "a: 1\n\tb: 2\n",
            "2: the YAML cannot be read: a tab stands here; indent with spaces.",
        ),
        (
            'a: 1\nb: "open\nc: 2\n',
            "2: the YAML cannot be read: a quote is opened here and never closed.",
        ),
        (
            "a: [1, 2\nb: 3\n",
            "2: the YAML cannot be read: a comma, a quote or a closing bracket is missing.",
        ),
        (
            "a:\n  b: 1\n c: 2\n",
            (
                "3: the YAML cannot be read: the line is not indented like the ones above it, or"
                " a quote is missing."
            ),
        ),
        (
            "a\nb: 2\n",
            (
                "2: the YAML cannot be read: a colon ends the text too early; put the text in"
                " double quotes."
            ),
        ),
        (
            'a: "\\q"\n',
            ("1: the YAML cannot be read: a backslash stands in double quotes; write two of them."),
        ),
        ("? [1, 2]\n: x\n", "1: a key is one word, not a list or keys."),
        (
            "a: !!python/object/apply:os.system [x]\n",
            (
                "1: a: tags such as “!!python/object/apply:os.system” are not used here; leave"
                " it out."
            ),
        ),
        (
            'a: "\\e[31mred"\n',
            "1: a: the text holds a control character, written as an escape; remove it.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(file: Path, text: str, message: str) -> None:
    file.write_text(text, "utf-8")
    assert told(file) == [message]


def test_anchors_and_aliases_are_refused_where_they_stand(file: Path) -> None:
    file.write_text("a: &x [1]\nb: *x\n<<: *x\n", "utf-8")
    assert [line.split(":")[0] for line in told(file)] == ["1", "2", "3"]
    assert "(anchors) are not used here" in told(file)[0]


def test_a_bomb_of_aliases_stays_small(file: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    file.write_text("\n".join(lines), "utf-8")
    tree = read_tree(file)
    assert len(tree.problems) == 1 + 11 * 10
    assert len(json.dumps(tree.root.plain())) < 10_000


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_without_end_is_cut_off(file: Path, opening: str) -> None:
    file.write_text("k:\n  " + opening * 100_000, "utf-8")
    tree = read_tree(file)
    assert tree.cut
    assert 1 <= len(tree.problems) <= 25


def test_deep_nesting_is_named(file: Path) -> None:
    file.write_text("k: " + "[" * 30 + "]" * 30, "utf-8")
    assert told(file) == ["1: lists and keys are nested more than 20 deep."]


def test_a_file_of_too_many_values_is_cut_off(file: Path) -> None:
    file.write_text("k: [" + "a," * 60_000 + "]", "utf-8")
    assert told(file) == ["1: the file has more than 50,000 values."]


def test_a_file_that_is_too_large_is_not_read(file: Path) -> None:
    file.write_bytes(b"#" * LARGEST_FILE + b"\n")
    assert told(file) == ["1: the file is larger than 1,000,000 bytes."]


def test_the_worst_file_of_the_largest_size_takes_no_minute(file: Path) -> None:
    started = time.process_time()
    for text in ("[" * 999_999, "a: b\n" * 199_999, "- &a\n" * 180_000, '"' * 999_999):
        file.write_text(text, "utf-8")
        assert read_tree(file).problems
    assert time.process_time() - started < 60


def test_text_that_is_not_utf_8_is_refused_with_its_line(file: Path) -> None:
    file.write_bytes(b"a: 1\nb: caf\xe9\n")
    assert told(file) == ["2: this is not UTF-8 text; save the file as UTF-8."]


def test_a_control_character_is_refused_with_its_line(file: Path) -> None:
    file.write_bytes(b"a: 1\nb: \x1b[31m\n")
    assert told(file) == ["2: a control character (code 27) stands here; remove it."]


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    assert told(tmp_path) == ["1: this is not a file."]
    missing = tmp_path / "none.yaml"
    assert told(missing) == ["1: the file cannot be read: No such file or directory."]
    (problem,) = read_tree(tmp_path / "a\0b").problems
    assert problem.message == "the file cannot be read: the name cannot be used"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_and_not_waited_for(file: Path) -> None:
    os.mkfifo(file)
    assert told(file) == ["1: this is not a file."]


@given(text=st.text(max_size=200))
@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_text_is_read_or_refused_and_never_raises(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    tree = read_tree(file)
    assert tree.problems or tree.root.value is not None
    assert all("\n" not in str(problem) for problem in tree.problems)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text("aé-: '\"{[#\n\t", max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc#: -", min_size=1, max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(value=st.dictionaries(st.text("abc: -", min_size=1, max_size=4), VALUES, min_size=1))
@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_others_write_as_yaml_is_read_back(file: Path, value: dict[str, object]) -> None:
    file.write_text(yaml.safe_dump(value, allow_unicode=True), "utf-8")
    tree = read_tree(file)
    assert (tree.problems, tree.root.plain()) == ([], value)
