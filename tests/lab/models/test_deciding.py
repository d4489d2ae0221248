"""Whom one asks, with which key, what it costs and how often one tries: all without a service."""

from __future__ import annotations

import sys
import traceback
from datetime import UTC, date, datetime

import pytest

from lab.errors import UsageError
from lab.models.end_of_life import end_of_life, end_of_life_words
from lab.models.errors import NoKey
from lab.models.faults import asked_pause
from lab.models.keys import Key, find_key
from lab.models.preflight import missing
from lab.models.prices import Prices, money, most_tokens
from lab.models.redaction import HIDDEN, Redaction
from lab.models.retrying import Patience
from lab.models.service import DEFAULT_MODEL, Service, service_of
from lab.settings.declared import SETTINGS
from lab.settings.setting import NotAllowed
from tests.lab.models.asking import KEY, settings

ANTHROPIC = Service("anthropic", model="m", base_url="https://api.anthropic.com")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_the_default_is_anthropics_own_address() -> None:
    service = service_of(settings(), {})
    assert (service.kind, service.model) == ("anthropic", DEFAULT_MODEL)
    assert (service.host, service.is_makers_own) == ("api.anthropic.com", True)
    assert end_of_life(DEFAULT_MODEL) is None


def test_what_is_said_goes_before_the_environment_and_that_before_the_settings() -> None:
    own = settings(model="mine", model_url="https://own.example/v1/")
    there = {"ANTHROPIC_BASE_URL": "https://env.example"}
    assert service_of(own, {}).base_url == "https://own.example/v1"
    assert service_of(own, there).base_url == "https://env.example"
    said = service_of(own, there, base_url="http://localhost:11434/v1", model="other")
    assert (said.base_url, said.model, said.is_here) == ("http://localhost:11434/v1", "other", True)


def test_the_settings_of_one_service_are_not_another_ones() -> None:
    own = settings(model="mine", model_url="https://own.example")
    with pytest.raises(UsageError, match="No model was named") as caught:
        service_of(own, {}, kind="openai")
    # The app says the same line, and has no options.
    assert "--" not in str(caught.value)
    assert service_of(own, {}, kind="openai", model="m").host == "api.openai.com"


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example/v1?key=k",
        "ftp://x",
        "http://example.com",
        "https://me:secret@example.com",
        "nowhere",
    ],
)
def test_an_address_that_cannot_be_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="address must"):
        service_of(settings(), {}, base_url=address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8", "192.168.1.5:11434", "nas.local"])
def test_a_model_at_home_may_be_asked_without_encryption(host: str) -> None:
    assert service_of(settings(), {}, base_url=f"http://{host}/v1").is_near


def test_a_key_comes_from_the_environment_and_never_shows_itself() -> None:
    key = find_key(ANTHROPIC, settings(), {"ANTHROPIC_API_KEY": f" {KEY} "})
    assert key is not None
    assert key.reveal() == KEY
    assert KEY not in f"{key} {key!r}"
    token = find_key(ANTHROPIC, settings(), {"ANTHROPIC_AUTH_TOKEN": KEY})
    assert token is not None
    assert token.is_token
    assert find_key(ANTHROPIC, settings(), {"OPENAI_API_KEY": KEY}) is None


@pytest.mark.parametrize("text", ["“a-key”", "two words", "a\x1bkey", "k" * 20_000])
def test_what_can_be_no_key_is_said_before_anybody_is_asked(text: str) -> None:
    with pytest.raises(NoKey, match="What stands in ANTHROPIC_API_KEY cannot be a key") as caught:
        find_key(ANTHROPIC, settings(), {"ANTHROPIC_API_KEY": text})
    assert text not in str(caught.value)
    assert "cannot be a key" in missing(ANTHROPIC, settings(), {"ANTHROPIC_API_KEY": text})


def printing(code: str) -> str:
    return f"'{sys.executable}' -I -S -c '{code}'"


def test_a_key_comes_from_a_command_of_the_user() -> None:
    own = settings(key_command=printing(f'print("{KEY}")'))
    key = find_key(ANTHROPIC, own, {})
    assert isinstance(key, Key)
    assert key.reveal() == KEY
    assert find_key(Service("openai", base_url="https://x"), own, {}) is None


def test_a_command_may_not_hold_the_key_itself() -> None:
    with pytest.raises(NotAllowed, match="only print it"):
        SETTINGS["key_command"].accept("echo sk-ant-abcdefghijklmnopqrstuv")
    assert SETTINGS["key_command"].accept("pass show anthropic")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (printing(f'import sys; print("{KEY}"); sys.exit(3)'), "ended with status 3"),
        (printing('print("no key here")'), "no key alone on one line"),
        ("no-such-program", "no such file"),
        ("'", "no command"),
    ],
)
def test_a_command_that_brings_no_key_is_told_without_what_it_printed(
    command: str, why: str
) -> None:
    with pytest.raises(NoKey, match=why) as caught:
        find_key(ANTHROPIC, settings(key_command=command), {})
    assert KEY not in "".join(traceback.format_exception(caught.value)).replace(command, "")


@pytest.mark.parametrize(
    "text",
    [
        f"key {KEY} is wrong",
        "Authorization: Bearer abcdefghijkl",
        "{'x-api-key': 'abcdefghijkl'}",
        "https://me:abcdefghijkl@host/",
        "sent sk-ant-abcdefghijklmnopqrstuv",
    ],
)
def test_whatever_is_a_key_is_taken_out_of_texts(text: str) -> None:
    clean = Redaction([KEY])(text)
    assert HIDDEN in clean
    assert KEY not in clean
    assert "abcdefghijkl" not in clean


def test_words_that_hold_no_key_stay_as_they_are() -> None:
    text = "Authorization is a long word; the key: to it all. Bearer of news."
    assert Redaction(["", "a"])(text) == text


LONG = "of-nobody-0123456789abcdef"


@pytest.mark.parametrize("said", ["{0} {1}", "{0}… {1}", "{1}, then {0}", "{0}{0}{1}{1}"])
def test_a_long_key_in_pieces_is_taken_out_piece_by_piece(said: str) -> None:
    text = Redaction([LONG])(f"It is {said.format(LONG[:13], LONG[13:])} and no more")
    assert not any(LONG[at : at + 8] in text for at in range(len(LONG) - 7))
    assert text.startswith("It is [key]")
    assert text.endswith(" and no more")


def test_a_cost_is_what_the_user_says_a_million_tokens_cost() -> None:
    prices = Prices(3.0, 15.0)
    assert prices.cost(1000, 200) == pytest.approx(0.006)
    assert most_tokens("ü" * 10) >= 20
    assert [money(each) for each in (0, 0.0031, 0.42, 1234.5, 1e-9)] == [
        "$0", "$0.0031", "$0.42", "$1,234.50", "less than $0.0001",
    ]  # fmt: skip
    assert not Prices().are_set


def test_one_waits_twice_as_long_each_time_and_never_less_than_is_asked() -> None:
    patience = Patience(tries=4, first=1.0, most=60.0)
    assert [patience.wait(tried, asked=None, chance=1.0) for tried in (1, 2, 3, 4)] == [
        1.0, 2.0, 4.0, None,
    ]  # fmt: skip
    assert patience.wait(1, asked=None, chance=0.0) == 0.5
    assert patience.wait(1, asked=7.0, chance=0.0) == 7.0
    assert patience.wait(1, asked=61.0, chance=0.0) is None


def test_the_pause_that_is_asked_for_is_seconds_or_an_instant() -> None:
    assert asked_pause({"retry-after": "2.5"}, now=NOW) == 2.5
    assert asked_pause({"retry-after-ms": "250", "retry-after": "9"}, now=NOW) == 0.25
    assert asked_pause({"retry-after": "Mon, 02 Mar 2026 09:00:30 GMT"}, now=NOW) == 30
    for odd in ("", "soon", "-4", "Mon, 02 Mar 2026 09:00:30", "nan"):
        assert asked_pause({"retry-after": odd}, now=NOW) is None


def test_the_end_of_a_models_life_is_what_the_sdk_knows() -> None:
    ends = end_of_life("claude-sonnet-4-5")
    assert ends == date(2026, 11, 30)
    words = end_of_life_words("claude-sonnet-4-5", ends, today=date(2026, 3, 2))
    assert words.startswith("claude-sonnet-4-5 will be switched off on 30 November 2026")
    assert "choose a newer" in end_of_life_words("m", ends, today=date(2027, 1, 1))
    assert end_of_life("no-such-model") is None
