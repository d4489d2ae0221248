"""The system's keyring: asked where the settings say so, and never otherwise."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from lab.models.errors import NoKey
from lab.models.keys import find_key
from lab.models.preflight import missing, preflight_words
from lab.models.service import Service
from tests.lab.models.asking import KEY, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ANTHROPIC = Service("anthropic", model="m", base_url="https://api.anthropic.com")
ASKED = settings(key_in_keyring=True)


class Held(KeyringBackend):
    """A keyring with what a test puts into it."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring says no types there
        self.entries: dict[tuple[str, str], str] = {}
        self.asked: list[tuple[str, str]] = []
        self.fault: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.append((service, username))
        if self.fault is not None:
            raise self.fault
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


@pytest.fixture
def held() -> Iterator[Held]:
    before = keyring.get_keyring()
    mine = Held()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def test_a_key_comes_from_the_keyring_where_the_settings_say_so(held: Held) -> None:
    held.entries["teardown", "anthropic"] = f"{KEY}\n"
    found = find_key(ANTHROPIC, ASKED, {})
    assert found is not None
    assert found.reveal() == KEY
    assert KEY not in f"{found!r}"
    assert missing(ANTHROPIC, ASKED, {}) == ""
    assert "can be asked if this computer’s keyring holds the key" in preflight_words(ASKED, {})[1]
    there = {"ANTHROPIC_API_KEY": "another"}
    assert "keyring" not in preflight_words(ASKED, there)[1]


def test_it_is_asked_last_and_not_at_all_unless_the_settings_say_so(held: Held) -> None:
    held.entries["teardown", "anthropic"] = KEY
    assert find_key(ANTHROPIC, settings(), {}) is None
    assert find_key(ANTHROPIC, ASKED, {"ANTHROPIC_API_KEY": "another"}) is not None
    assert find_key(Service("command", command="ask"), ASKED, {}) is None
    missing(ANTHROPIC, ASKED, {})
    assert held.asked == []


def test_a_model_at_home_needs_no_entry(held: Held) -> None:
    at_home = Service("openai", model="m", base_url="http://localhost:11434/v1")
    assert find_key(at_home, ASKED, {}) is None
    assert held.asked == [("teardown", "openai")]


@pytest.mark.parametrize(
    ("entry", "fault", "words"),
    [
        ("", None, r"holds no key for anthropic.*keyring set teardown anthropic"),
        ("two words", None, "cannot be a key"),
        ("", KeyringLocked(KEY), "it is locked, or access was refused"),
        ("", RuntimeError(KEY), "it is locked, or access was refused"),
    ],
)
def test_a_keyring_that_gives_no_key_is_said_without_what_it_holds(
    held: Held, entry: str, fault: Exception | None, words: str
) -> None:
    held.entries["teardown", "anthropic"] = entry
    held.fault = fault
    with pytest.raises(NoKey, match=words) as caught:
        find_key(ANTHROPIC, ASKED, {})
    assert KEY not in str(caught.value)
    assert caught.value.__suppress_context__ or fault is None


def test_a_computer_without_a_keyring_or_the_package_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    none: Any = keyring.backends.fail.Keyring  # says no types
    before = keyring.get_keyring()
    keyring.set_keyring(none())
    with pytest.raises(NoKey, match="this computer has none"):
        find_key(ANTHROPIC, ASKED, {})
    keyring.set_keyring(before)
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(NoKey, match=r"not installed. Install teardown with it: pip install"):
        find_key(ANTHROPIC, ASKED, {})
