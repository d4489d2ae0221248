"""What each setting may be, and that every setting says enough about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.errors import UsageError
from lab.settings import GROUPS, SETTINGS, read_settings, settings_of
from lab.settings.presets import PRESETS
from lab.settings.secrets import looks_secret, names_a_secret
from lab.settings.setting import NotAllowed
from lab.settings.writing import set_value
from tui.commands import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

PRETEND_KEY = "sk-" + "ant-" + "api03-" + "A" * 24


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_every_setting_stands_in_one_group_and_says_what_it_is() -> None:
    listed = [setting.key for group in GROUPS for setting in settings_of(group.id)]
    assert sorted(listed) == sorted(SETTINGS)
    for setting in SETTINGS.values():
        assert setting.meaning.endswith(".")
        assert setting.accept(setting.default) == setting.default
        assert setting.title


def test_every_setting_is_used() -> None:
    assert not [group.id for group in GROUPS if group.note]


@given(st.sampled_from([*SETTINGS.values()]), st.data())
def test_a_value_that_is_shown_can_be_typed_again(setting: object, data: st.DataObject) -> None:
    assert hasattr(setting, "key")
    declared = SETTINGS[setting.key]
    if declared.choices:
        value: object = data.draw(st.sampled_from(declared.choices))
    elif isinstance(declared.default, bool):
        value = data.draw(st.booleans())
    elif isinstance(declared.default, int):
        value = data.draw(st.integers(int(declared.low), int(declared.high)))
    elif isinstance(declared.default, float):
        value = data.draw(st.integers(int(declared.low), int(declared.high) * 100)) / 100
    else:
        value = declared.default
    assert declared.parse(declared.shown(value)) == value


@pytest.mark.parametrize("text", ["0", "0.5", "2", "99.999", "100"])
def test_a_price_is_a_decimal_number(text: str) -> None:
    value = SETTINGS["max_cost"].parse(text)
    assert isinstance(value, float)
    assert value == float(text)


@pytest.mark.parametrize(
    "text", ["", "0,5", "-1", "1e3", "nan", "inf", "100.01", "½", "five", "$1", "1 000"]
)
def test_what_is_no_price_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotAllowed, match=r"a number from 0 to 100, such as 12\.5"):
        SETTINGS["max_cost"].parse(text)


@pytest.mark.parametrize("value", [True, "1", float("nan"), float("inf"), -0.1, None])
def test_a_price_in_the_file_is_a_number(value: object) -> None:
    with pytest.raises(NotAllowed):
        SETTINGS["max_cost"].accept(value)
    assert SETTINGS["max_cost"].accept(2) == 2.0


@pytest.mark.parametrize(
    ("key", "text", "near"),
    [("week_start", "mondy", "monday"), ("theme", "darcula", "dracula"), ("preset", "vi", "vim")],
)
def test_a_wrong_choice_gets_the_nearest(file: Path, key: str, text: str, near: str) -> None:
    with pytest.raises(UsageError, match=f"Did you mean “{near}”"):
        set_value(file, key, text)
    file.write_text(f'{key} = "{text}"\n', encoding="utf-8")
    (problem,) = read_settings(file, {}).problems
    assert problem.nearest == near


@pytest.mark.parametrize(
    "text",
    ["", "https://example.org", "https://example.org:8443/v1", "http://localhost:11434",
     "http://127.0.0.1:8080"],
)  # fmt: skip
def test_an_address_is_safe_or_on_this_computer(text: str) -> None:
    assert SETTINGS["model_url"].parse(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("example.org", "such as https://"),
        ("ftp://example.org", "must begin with https://"),
        ("http://example.org", "must begin with https://"),
        ("https://", "such as https://"),
        ("https://example.org:port", "such as https://"),
        ("https://[::1", "such as https://"),
        ("https://exa mple.org", "such as https://"),
        ("https://ana:hunter@example.org", "without a name and password"),
    ],
)
def test_any_other_address_is_refused(text: str, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        SETTINGS["model_url"].parse(text)


def test_a_model_has_a_name_without_spaces() -> None:
    assert SETTINGS["model"].parse("maker/name-4.5:latest") == "maker/name-4.5:latest"
    with pytest.raises(NotAllowed, match="without spaces"):
        SETTINGS["model"].parse("the big one")


# No place for a key


@pytest.mark.parametrize(
    "line",
    [
        'api_key = "x"',
        'ANTHROPIC_API_KEY = "x"',
        'openai-key = "x"',
        'auth_token = "x"',
        'password = "x"',
        '[anthropic]\napi_key = "x"',
    ],
)
def test_a_name_for_a_key_is_sent_to_the_environment(file: Path, line: str) -> None:
    file.write_text(f"goal = 2\n{line}\n", encoding="utf-8")
    (problem,) = read_settings(file, {}).problems
    assert "put it into the environment, as ANTHROPIC_API_KEY" in str(problem)
    assert problem.line in {2, 3}
    name = line.rpartition("\n")[2].partition(" ")[0]
    with pytest.raises(UsageError, match="into the environment"):
        set_value(file, name, "x")


@pytest.mark.parametrize("name", ["key", "keys", "max_tokens", "monkey", "keyboard"])
def test_other_names_are_no_secrets(name: str) -> None:
    assert not names_a_secret(name)


def test_a_key_in_another_setting_is_refused_and_never_shown(file: Path) -> None:
    assert looks_secret(PRETEND_KEY)
    file.write_text(f'author = "{PRETEND_KEY}"\n', encoding="utf-8")
    settings = read_settings(file, {"TEARDOWN_MODEL": PRETEND_KEY})
    assert (settings["author"], settings["model"]) == ("", "")
    assert len(settings.problems) == 2
    for problem in settings.problems:
        assert "ANTHROPIC_API_KEY" in str(problem)
        assert PRETEND_KEY not in str(problem)
    with pytest.raises(UsageError) as caught:
        set_value(file, "model", PRETEND_KEY)
    assert PRETEND_KEY not in str(caught.value)


# Presets


def test_presets_are_of_commands_that_there_are() -> None:
    ids = {command.id for command in COMMANDS}
    assert {name for preset in PRESETS.values() for name in preset} <= ids
    assert tuple(PRESETS) == SETTINGS["preset"].choices


@pytest.mark.parametrize(
    ("text", "preset"),
    [
        ("", "default"),
        ("vim = true", "vim"),
        ("vim = false", "default"),
        ('vim = true\npreset = "emacs"', "emacs"),
        ('vim = true\npreset = "default"', "default"),
        ('preset = "VIM"', "vim"),
    ],
)
def test_the_older_way_to_ask_for_vim_still_works(file: Path, text: str, preset: str) -> None:
    file.write_text(text, encoding="utf-8")
    settings = read_settings(file, {})
    assert settings["preset"] == preset
    assert settings.problems == []
    if text == "vim = true":
        assert (settings.source("preset"), settings.line("preset")) == ("file", 1)
