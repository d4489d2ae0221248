from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from lab.errors import UsageError
from lab.places import find_places


def test_the_given_folder_wins_over_the_environment(tmp_path: Path) -> None:
    places = find_places(tmp_path / "flag", {"TEARDOWN_HOME": str(tmp_path / "environment")})
    assert places.library == tmp_path / "flag" / "library"


def test_one_folder_holds_everything(tmp_path: Path) -> None:
    places = find_places(None, {"TEARDOWN_HOME": str(tmp_path)})
    assert places.library == tmp_path / "library"
    assert places.settings_file == tmp_path / "config" / "config.toml"
    assert places.own_templates == tmp_path / "config" / "templates"
    assert places.state == tmp_path / "state"
    assert places.cache == tmp_path / "cache"


def test_a_relative_folder_counts_from_the_current_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_places(None, {"TEARDOWN_HOME": "here"}).data == tmp_path / "here"
    assert find_places(Path(), {}).data == tmp_path


def test_a_tilde_is_the_home_folder(home: Path) -> None:
    assert find_places(None, {"TEARDOWN_HOME": "~/td"}).data == home / "td"


@pytest.mark.parametrize("blank", ["", "  ", "\t"])
def test_a_blank_variable_means_the_platforms_folders(blank: str, home: Path) -> None:
    places = find_places(None, {"TEARDOWN_HOME": blank})
    assert home in places.library.parents
    assert places == find_places(None, {})


@pytest.mark.parametrize("odd", ["a\0b", "~nobody-is-called-this/x"])
def test_a_name_that_can_be_no_folder_is_refused_in_words(odd: str) -> None:
    with pytest.raises(UsageError, match="TEARDOWN_HOME"):
        find_places(None, {"TEARDOWN_HOME": odd})


def test_an_empty_flag_is_refused() -> None:
    with pytest.raises(UsageError, match="--data-dir"):
        find_places(Path("\0"), {})


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(UsageError, match="is a file"):
        find_places(file, {})


@pytest.mark.parametrize("system", ["windows.Windows", "macos.MacOS", "unix.Unix"])
def test_on_no_system_do_two_things_share_a_path(
    system: str, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    module, _, name = system.partition(".")
    found = getattr(import_module(f"platformdirs.{module}"), name)
    monkeypatch.setattr("platformdirs.PlatformDirs", found)
    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda _: str(home / "AppData"))
    places = find_places(None, {})
    inside = [
        places.library,
        places.settings_file,
        places.own_templates,
        places.state / "places",
        places.state / "drafts",
        places.state / "editing",
    ]
    assert len(set(inside)) == len(inside)
    assert all(home in path.parents for path in inside)
    assert not any(one in other.parents for one in inside for other in inside)
