"""Every setting, declared once. Screen, file, environment, docs and checks follow."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from lab.settings.goals import goals_problem
from lab.settings.pauses import pauses_problem
from lab.settings.presets import PRESETS
from lab.settings.secrets import SECRETS
from lab.settings.setting import Setting
from lab.settings.themes import DEFAULT_THEME, THEME_NAMES

__all__ = [
    "GROUPS",
    "SETTINGS",
    "WEEKDAYS",
    "Group",
    "Setting",
    "address_problem",
    "is_near",
    "settings_of",
]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_NEAR = (".local", ".internal", ".lan")
"""What names in a network of one's own end with."""


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that belong together."""

    id: str
    title: str
    note: str = ""
    """When they are used, where that is not now."""


GROUPS: Final = (
    Group("you", "You"),
    Group("looks", "Looks"),
    Group("habit", "Habit"),
    Group("keys", "Keys"),
    Group("model", "Model"),
    Group("pages", "Pages"),
)


def address_problem(text: str) -> str:
    """Return what is wrong with a model's address, as “must be …”; empty if nothing."""
    try:
        address = urlsplit(text)
        host, _ = address.hostname, address.port
    except ValueError:
        host = address = None
    if address is None or not host or any(letter.isspace() for letter in text):
        return "must be a web address, such as https://example.org"
    if address.username or address.password:
        return "must be an address without a name and password in it"
    if address.query or address.fragment:
        return "must be an address without ? or # in it"
    if address.scheme == "https" or (address.scheme == "http" and is_near(host)):
        return ""
    return "must begin with https:// (http:// only for this computer and its own network)"


def is_near(host: str) -> bool:
    """Return whether a host is this computer, or in a private network, by its name alone."""
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith(_NEAR)
    return address.is_loopback or address.is_private


def _command_problem(text: str) -> str:
    return "must not hold the key itself, only print it" if SECRETS.search(text) else ""


def _model_problem(text: str) -> str:
    return "must be a model's name, without spaces" if any(map(str.isspace, text)) else ""


SETTINGS: Final[dict[str, Setting]] = {
    setting.key: setting
    for setting in (
        Setting(
            "author",
            "you",
            "Your name",
            "",
            "Your name, as it stands in your teardowns and their exports.",
            if_empty="none",
        ),
        Setting(
            "template",
            "you",
            "First template",
            "",
            "The template that New offers first.",
            if_empty="the app chooses",
        ),
        Setting(
            "editor",
            "you",
            "Text editor",
            "",
            "The program in which Ctrl+O opens a text, as you would type it in a shell.",
            if_empty="$VISUAL, then $EDITOR",
        ),
        Setting(
            "theme",
            "looks",
            "Theme",
            DEFAULT_THEME,
            "The app's colours. The two of ansi are your terminal's own.",
            choices=THEME_NAMES,
        ),
        Setting(
            "goal",
            "habit",
            "Weekly goal",
            1,
            "Teardowns a week that you aim for; a quick one counts.",
            low=1,
            high=14,
            unit="a week",
        ),
        Setting(
            "earlier_goals",
            "habit",
            "Earlier goals",
            "",
            "What past weeks are counted by, with the last day; kept by the app when you change "
            "the goal.",
            if_empty="none",
            check=goals_problem,
        ),
        Setting(
            "week_start",
            "habit",
            "Week begins on",
            "monday",
            "The day on which your week begins.",
            choices=WEEKDAYS,
        ),
        Setting(
            "day_start",
            "habit",
            "Day begins at",
            0,
            "The hour at which your day begins: what you finish before it belongs to the evening "
            "before.",
            low=0,
            high=6,
            unit="o'clock",
        ),
        Setting(
            "pauses",
            "habit",
            "Planned pauses",
            "",
            "Weeks that ask nothing of you, by their days: 2026-07-06..2026-07-26, and more behind "
            "a comma.",
            if_empty="none",
            check=pauses_problem,
        ),
        Setting(
            "plan",
            "habit",
            "If-then plan",
            "",
            "When you open a teardown, such as “the Monday meeting is over”; asked once.",
            if_empty="not asked yet",
        ),
        Setting(
            "recall",
            "habit",
            "Recall cards",
            default=True,
            meaning="Whether cards come up, a minute a day at most; off: they wait.",
        ),
        Setting(
            "preset",
            "keys",
            "Preset",
            "default",
            "Keys that come beside the app's own, in every list: vim has j k H G Ctrl+D Ctrl+U; "
            "emacs has Alt+N Alt+P Ctrl+V Alt+V Alt+< Alt+>.",
            choices=tuple(PRESETS),
        ),
        Setting(
            "vim",
            "keys",
            "Vim keys",
            default=False,
            meaning='The older way to write preset = "vim".',
            replaced_by="preset",
        ),
        Setting(
            "counterpoints",
            "model",
            "Counterpoints",
            default=True,
            meaning="Whether a model may argue back, once you have written and scored a section.",
        ),
        Setting(
            "service",
            "model",
            "Service",
            "anthropic",
            "Who is asked: Anthropic, a service that speaks as OpenAI’s does (such as Ollama on "
            "this computer), or a command of yours.",
            choices=("anthropic", "openai", "command"),
        ),
        Setting(
            "model",
            "model",
            "Which model",
            "",
            "The name of the model that is asked.",
            if_empty="the app chooses",
            check=_model_problem,
        ),
        Setting(
            "model_url",
            "model",
            "Address",
            "",
            "Where the model is asked, if not at its maker's.",
            if_empty="$ANTHROPIC_BASE_URL, then its maker's",
            check=address_problem,
        ),
        Setting(
            "key_command",
            "model",
            "Key command",
            "",
            "A command that prints the key, such as one of your password manager; the key itself "
            "is kept nowhere.",
            if_empty="$ANTHROPIC_API_KEY or $OPENAI_API_KEY",
            check=_command_problem,
        ),
        Setting(
            "key_in_keyring",
            "model",
            "Key in the keyring",
            default=False,
            meaning="Whether this computer’s keyring is asked for the key, where nothing else "
            "gives one: the entry “teardown”, for “anthropic” or “openai”.",
        ),
        Setting(
            "model_command",
            "model",
            "Command",
            "",
            "The program that answers, where the service is a command: the prompt stands where "
            "{prompt} does, or comes on its input.",
            if_empty="none",
            check=_command_problem,
        ),
        Setting(
            "model_seconds",
            "model",
            "Longest silence",
            60,
            "How long a model may say nothing before the run is given up.",
            low=1,
            high=600,
            unit="seconds",
        ),
        Setting(
            "max_items",
            "model",
            "Most counterpoints",
            3,
            "The most counterpoints of a model for one section.",
            low=1,
            high=3,
            unit="a section",
        ),
        Setting(
            "max_cost",
            "model",
            "Most to spend",
            0.5,
            "The most that asking a model may cost for one teardown; 0: nothing that costs.",
            high=100.0,
            unit="US dollars",
        ),
        Setting(
            "price_input",
            "model",
            "Price of input",
            0.0,
            "What a million tokens sent to the model cost; 0: not known.",
            high=1000.0,
            unit="US dollars",
        ),
        Setting(
            "price_output",
            "model",
            "Price of output",
            0.0,
            "What a million tokens of the model's answers cost; 0: not known.",
            high=1000.0,
            unit="US dollars",
        ),
        Setting(
            "fetch_seconds",
            "pages",
            "Longest wait",
            20,
            "How long a page may take, with all its redirects.",
            low=1,
            high=300,
            unit="seconds",
        ),
        Setting(
            "fetch_megabytes",
            "pages",
            "Largest page",
            5,
            "The largest page that is fetched, also after unpacking.",
            low=1,
            high=100,
            unit="megabytes",
        ),
        Setting(
            "robots",
            "pages",
            "Heed robots.txt",
            default=True,
            meaning="Whether a site may keep programs from pages that you did not name.",
        ),
    )
}


def settings_of(group: str) -> tuple[Setting, ...]:
    """Return a group's settings, in the order of their declaration."""
    return tuple(setting for setting in SETTINGS.values() if setting.group == group)
