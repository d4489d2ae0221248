"""What Home says that a round waits for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.group.waiting import Waiting
    from tests.lab.group.people import Person


def waits_for(who: Person) -> Waiting | None:
    return who.workspace.groups.waiting(who.workspace.summaries())


def test_each_sees_what_is_theirs_to_do_until_they_have_met(
    person: Callable[[str], Person],
) -> None:
    ana, ben = person("Ana"), person("Ben")
    assert waits_for(ana) is None
    ana.begin(with_git=False)
    assert waits_for(ana) is None
    ben.join(ana.folder)
    assert ben.folder == ana.folder
    name = ana.group.new_round("Inlet", until=date(2026, 3, 4))
    assert waits_for(ben) == ("Take Inlet apart, alone", "by Wednesday, 0 of 2 sealed")
    draft = ben.write()
    assert waits_for(ben) == (
        "Finish Inlet and seal it", "by Wednesday, 0 of 2 sealed",
    )  # fmt: skip
    ben.workspace.finish(draft)
    found = waits_for(ben)
    assert found is not None
    assert found.what == "Seal your teardown of Inlet"
    ben.group.round(name).seal(ben.workspace.load(draft.id))
    assert waits_for(ben) is None, "it waits for Ana"
    ana.clock.move(days=3)
    assert waits_for(ana) == ("Take Inlet apart, alone", "1 of 2 sealed")
    ana.seal(name)
    assert waits_for(ben) == ("Reveal your teardown of Inlet", "0 of 2 revealed")
    ben.group.round(name).reveal()
    ana.group.round(name).reveal()
    assert waits_for(ana) == ("Compare Inlet and meet", "2 of 2 revealed")
    ana.group.round(name).score_again({"frame": 3})
    assert waits_for(ana) is None


def test_a_round_that_nobody_goes_on_with_and_a_folder_that_is_gone_ask_for_nothing(
    person: Callable[[str], Person],
) -> None:
    ana = person("Ana").begin(with_git=False)
    ana.group.new_round("Inlet")
    assert waits_for(ana) is not None
    ana.clock.move(days=46)
    assert waits_for(ana) is None
    ana.clock.move(days=-46)
    (ana.folder / "group.toml").write_bytes(b"\xff")
    assert waits_for(ana) is None
