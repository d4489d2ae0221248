"""The habit as both front ends use it: one's own teardowns, their days, what they foretold."""

from __future__ import annotations

from functools import cached_property
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from lab.authors import by_another

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from random import Random

    from lab.habit.asking import Asked
    from lab.habit.calendar import Rules, Standing
    from lab.habit.digest import Digest, Digests
    from lab.habit.due import Due
    from lab.habit.method_deck import MethodDeck
    from lab.habit.over_time import OverTime
    from lab.habit.overview import Overview
    from lab.habit.predictions import Entry, Outcome
    from lab.habit.recall import Answer, DueCard
    from lab.habit.year import Year
    from lab.workspace import Workspace
    from store.records import Prediction, Teardown
    from store.summaries import Summary

__all__ = ["HabitRoom"]

_MANY = 64
"""Due cards that are held at once."""


class HabitRoom:
    """One person's habit. Examples and what teammates wrote never count."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @cached_property
    def _digests(self) -> Digests:
        from lab.habit.digest import Digests

        return Digests(self._workspace.places.cache / "habit.json", read=_document_of)

    def own(self, rows: Iterable[Summary] | None = None) -> list[Summary]:
        """Return the rows of one's own teardowns; *rows* are the summaries, if at hand."""
        me = str(self._workspace.settings["author"])
        return [
            row
            for row in (self._workspace.summaries() if rows is None else rows)
            if not (row.example or row.fault or by_another(row.author, me=me))
        ]

    def digests(self, own: Iterable[Summary]) -> Mapping[str, Digest]:
        """Return the digests of these teardowns by id."""
        return self._digests.of(own)

    def today(self) -> date:
        """Return the day that it is here, as the person counts days."""
        from lab.habit.calendar import day_of

        clock, day_start = self._workspace.clock, self._workspace.settings["day_start"]
        now = clock.now()
        return day_of(now, clock.local_zone(now)[1], day_start=day_start)

    def this_week(self) -> date:
        """Return the first day of the running week, as the person counts weeks."""
        from lab.habit.calendar import week_of

        return week_of(self.today(), self.rules().week_start)

    def rules(self) -> Rules:
        """Return what the person aims for, and how they count."""
        from lab.habit.rules import rules_of

        return rules_of(self._workspace.settings, today=self.today())

    def earlier_goals(self) -> str:
        """Return the setting ``earlier_goals`` as it has to be once the goal of now is over."""
        from lab.habit.calendar import days_of
        from lab.habit.rules import earlier_goals_of

        days = days_of(self.own())
        return earlier_goals_of(self._workspace.settings, days=days, today=self.today())

    def standing(self, own: Iterable[Summary]) -> Standing:
        """Return how the practice stands; *own* are the rows of one's own teardowns."""
        from lab.habit.calendar import days_of, standing

        return standing(days_of(own), today=self.today(), rules=self.rules())

    def wants_plan(self) -> bool:
        """Return whether the if-then plan was never asked for; an empty one is an answer."""
        workspace = self._workspace
        return not workspace.settings["plan"] and workspace.preferences.written("plan") is None

    def overview(
        self, rows: Iterable[Summary] | None = None, *, chance: Random | None = None
    ) -> Overview:
        """Return all figures; *chance* picks one more product, where there is one."""
        from lab.habit.overview import Overview, totals
        from lab.habit.predictions import calibration_of, entries

        own = self.own(rows)
        digests = self.digests(own)
        predictions = entries(own, digests)
        mix, critic = totals(digests.values())
        return Overview(
            rules=self.rules(),
            standing=self.standing(own),
            finished=sum(row.status == "finished" for row in own),
            minutes=sum(row.minutes for row in own),
            evidence_mix=mix,
            calibration=calibration_of(predictions),
            counterpoints=critic,
            due=self.due(own),
            following=self.following(own, digests, chance=chance),
        )

    def due(self, own: list[Summary]) -> list[Due]:
        """Return the rematches, predictions and cards whose day has come, the longest due first.

        *own* are the rows of one's own teardowns: all that Home needs, and quick.
        """
        from lab.habit.due import Due, rematches
        from lab.habit.predictions import due_entries

        today, digests = self.today(), self.digests(own)
        # Like cards, old predictions tell what one is to remember; the rematch asks for them.
        kept_back = self._kept_back(own, digests)
        waiting = [
            Due("prediction", f"{entry.teardown} {entry.id}", entry.on, entry.statement)
            for entry in due_entries(own, digests, today=today)
            if entry.teardown not in kept_back
        ]
        cards = self.cards(own, digests)
        count = f"{len(cards)} card{'' if len(cards) == 1 else 's'}"
        recall = [Due("recall", "", min(card.due for card in cards), count)] if cards else []
        wanted = {name: digest.again for name, digest in digests.items() if digest.again}
        rematch_of = {name: digest.rematch_of for name, digest in digests.items()}
        rematch_of = {name: earlier for name, earlier in rematch_of.items() if earlier}
        # A drill looks at one section: whoever did it has not taken the product apart again.
        whole = [row for row in own if row.id not in digests or not digests[row.id].is_drill]
        again = rematches(whole, today=today, wanted=wanted, rematch_of=rematch_of)
        return sorted([*again, *waiting, *recall], key=lambda due: (due.on, due.id))

    def following(
        self,
        own: list[Summary],
        digests: Mapping[str, Digest],
        *,
        chance: Random | None = None,
    ) -> list[Due]:
        """Return what else could be done next: drafts, a section to drill, products."""
        from lab.habit.due import Due, chance_pick, drafts, weakest
        from lab.habit.queue import read_queue

        workspace = self._workspace
        found = drafts(own)
        weak = weakest(own, digests)
        if weak is not None:
            text = f"{weak.section}: {weak.mean:.1f} of 4 in your last {weak.n}"
            found.append(Due("drill", weak.section, "", text))
        queue = read_queue(workspace.places.config, done=[row.product for row in own])
        found += [Due("queue", "", "", name) for name in queue]
        products = workspace.practice.next_products()
        found += [Due("product", entry.id, "", entry.name) for entry in products[:1]]
        pick = chance_pick(products, chance) if chance is not None else None
        if pick is not None:
            found.append(Due("chance", pick.id, "", pick.name))
        return found

    def over_time(self) -> OverTime:
        """Return scores, evidence, the critic's record and intervals, one after the other."""
        from lab.habit.over_time import over_time

        own = self.own()
        return over_time(own, self.digests(own))

    def put_into_queue(self, product: str) -> None:
        """Plan a product for later; ``UsageError`` where it was taken apart already."""
        from lab.authors import plain_name
        from lab.errors import UsageError
        from lab.habit.queue import put_into_queue

        for row in self.own():
            if plain_name(row.product) == plain_name(product):
                is_draft = row.status == "draft"
                raise UsageError(
                    f"You {'have begun' if is_draft else 'took apart'} {row.product} already",
                    todo="It is among what you could go on with."
                    if is_draft
                    else "A rematch looks at it again: open it, and begin one there.",
                )
        put_into_queue(self._workspace.places.config, product)

    def take_out_of_queue(self, product: str) -> None:
        """No longer plan a product."""
        from lab.habit.queue import take_out_of_queue

        take_out_of_queue(self._workspace.places.config, product)

    def begin_drill(self, section_id: str, product: str) -> Teardown:
        """Begin a teardown of one section only."""
        from lab.drafting import NewTeardown
        from lab.habit.drill import drill_template
        from lab.habit.earlier import DRILL
        from store.records import Origin

        workspace = self._workspace
        template = drill_template(workspace.templates, section_id)

        def fill(each: Teardown) -> None:
            each.origin = Origin(kind=DRILL, name=section_id)

        return workspace.create(NewTeardown(product), template=template, fill=fill)

    # The same product again

    def begin_rematch(self, teardown_id: str) -> Teardown:
        """Begin a rematch of a teardown: its product, and its probes without their outputs."""
        from lab.drafting import NewTeardown
        from lab.habit.earlier import REMATCH
        from lab.trials.carrying import carry_over
        from store.records import Origin

        workspace = self._workspace
        earlier = workspace.load(teardown_id)
        product = earlier.product
        request = NewTeardown(
            product.name, url=product.url, maker=product.maker, category=product.category,
            surface=product.surface, plan=product.plan, region=product.region,
            template=REMATCH, tags=tuple(earlier.tags),
        )  # fmt: skip

        def fill(each: Teardown) -> None:
            each.origin = Origin(kind=REMATCH, name=earlier.id)
            carry_over(each, earlier, now=each.created_at)

        return workspace.create(request, fill=fill)

    def hidden(self, rows: Iterable[Summary], *, unread: bool = False) -> dict[str, str]:
        """Return the ids of what stays out of sight for a rematch, each with that rematch's id.

        Only drafts of rematches are read, mostly there are none; *unread* reads not even those
        and takes each for one in which nothing is written yet, of a product of the same name.
        """
        from contextlib import suppress

        from lab.errors import TeardownError
        from lab.habit.earlier import earlier_ids, is_begun_rematch

        known = list(rows)
        found: dict[str, str] = {}
        for row in filter(is_begun_rematch, known):
            with suppress(TeardownError, OSError):
                named = "" if unread else self._hides(row.id)
                if named is not None:
                    found |= dict.fromkeys(earlier_ids(row, known, named=named), row.id)
        return found

    def _kept_back(self, own: list[Summary], digests: Mapping[str, Digest]) -> set[str]:
        """Return the teardowns that a rematch is of, as long as it is no more than begun."""
        from lab.habit.earlier import earlier_ids, is_begun_rematch

        found: set[str] = set()
        for row in filter(is_begun_rematch, own):
            digest = digests.get(row.id)
            found |= earlier_ids(row, own, named=digest.rematch_of if digest is not None else "")
        return found

    def _hides(self, teardown_id: str) -> str | None:
        """Return which teardown a rematch was begun from; ``None`` where it hides nothing more."""
        from lab.habit.rematch import earlier_id, still_to_write

        record = self._workspace.load(teardown_id)
        return earlier_id(record) if still_to_write(record) else None

    def year(self, year: int) -> Year:
        """Return what one year held: its finishes, the claims in them and their predictions."""
        from lab.habit.calendar import days_of
        from lab.habit.overview import totals
        from lab.habit.predictions import calibration_of, entries
        from lab.habit.year import make_year

        own = self.own()
        inside = [row for row in own if any(day.year == year for day in days_of([row]))]
        digests = self.digests(own)
        mix, _ = totals(digests[row.id] for row in inside if row.id in digests)
        return make_year(
            year,
            own,
            standing=self.standing(own),
            evidence_mix=mix,
            calibration=calibration_of(entries(inside, digests)),
        )

    # Recall

    @cached_property
    def _method(self) -> MethodDeck:
        from lab.habit.method_deck import RECALL_FILE, MethodDeck

        return MethodDeck(self._workspace.places.state / RECALL_FILE)

    def cards(self, own: list[Summary], digests: Mapping[str, Digest]) -> list[DueCard]:
        """Return today's cards, a minute's worth at most; none while recall is switched off.

        One's own come first; a card of the method that was never seen comes when there is room.
        """
        from lab.habit.recall import (
            MOST_A_DAY,
            NEW_OF_THE_METHOD,
            DueCard,
            method_cards,
            todays,
        )

        if not self._workspace.settings["recall"]:
            return []
        day = self.today().isoformat()
        looked_at = begun_today = 0
        due: list[tuple[str, str, str]] = []
        latest, looked_today = day, f" {day} "
        # A card would tell what one is to remember for a rematch: until it is done they wait.
        waiting = self._kept_back(own, digests)
        for row in own:
            if row.id in waiting:
                continue
            lines = digests[row.id].cards if row.id in digests else ""
            looked_at += lines.count(looked_today)
            if lines and lines[:10] <= latest:
                due += [
                    (card[:10], row.id, card[22:])
                    for card in lines.split("\n")
                    if card[:10] <= latest
                ]
            if len(due) > _MANY:  # thousands may be due; only the first few come up today
                due = nsmallest(MOST_A_DAY, due)
                latest = due[-1][0]
        method = self._method.schedules()
        for name, plan in method.items():
            looked_at += plan.get("looked_on") == day
            begun_today += plan.get("first_on") == day
            on = str(plan.get("due_on", ""))
            if "" < on <= day:
                due.append((on, "", name))
        chosen = todays(due, looked_at=looked_at)
        fresh = [name for name in method_cards() if name not in method] if own else []
        room = min(MOST_A_DAY - looked_at - len(chosen), NEW_OF_THE_METHOD - begun_today)
        chosen += [DueCard("", name, day, seen=False) for name in fresh[: max(0, room)]]
        return chosen

    def answer_card(self, card: DueCard, answer: Answer) -> None:
        """Write down how a card went, and so when it comes back.

        A card that was answered today, in another window say, stays as it was answered there.
        """
        from lab.habit.recall import after_answer

        now = self._workspace.clock.now()
        today = self.today()
        if not card.teardown:
            old = self._method.schedules().get(card.id, {})
            if old.get("looked_on") != today.isoformat():
                self._method.keep(card.id, after_answer(old, answer, now=now, today=today))
            return

        def change(record: Teardown) -> None:
            lessons = record.take_home.lessons
            for number, lesson in enumerate(lessons):
                was_asked = lesson.schedule.get("looked_on") == today.isoformat()
                if lesson.id == card.id and not was_asked:
                    plan = after_answer(lesson.schedule, answer, now=now, today=today)
                    lessons[number] = lesson.model_copy(update={"schedule": plan})

        self._workspace.change(card.teardown, change, unworked=True)

    def asked(self, card: DueCard) -> Asked | None:
        """Return both sides of a card; ``None`` where it is gone by now."""
        from lab.habit.asking import asked_of_lesson, asked_of_method

        if card.teardown:
            return asked_of_lesson(self._workspace.load(card.teardown), card)
        return asked_of_method(self._method.schedules().get(card.id, {}), card)

    def days_of_answers(self, asked: Asked) -> dict[Answer, date]:
        """Return on which day a card comes back after each answer."""
        from lab.habit.asking import days_of_answers

        return days_of_answers(asked, now=self._workspace.clock.now(), today=self.today())

    def take_answer_back(self, asked: Asked) -> None:
        """Let a card be as it was when it was asked, as if it had not been answered."""
        from lab.habit.asking import with_schedule

        card, schedule = asked.card, asked.schedule
        if card.teardown:
            self._workspace.change(
                card.teardown, lambda it: with_schedule(it, card.id, schedule), unworked=True
            )
        else:
            self._method.keep(card.id, dict(schedule))

    def predictions(self) -> list[Entry]:
        """Return every prediction of one's own, the soonest first."""
        from lab.habit.predictions import entries

        own = self.own()
        return entries(own, self.digests(own))

    def due_predictions(self) -> list[Entry]:
        """Return the open ones whose day has come, the longest due first."""
        from lab.habit.predictions import due_entries

        own = self.own()
        return due_entries(own, self.digests(own), today=self.today())

    def resolve(
        self, teardown_id: str, prediction_id: str, outcome: Outcome, *, note: str | None = None
    ) -> Prediction:
        """Write down how a prediction came out."""
        from lab.habit.predictions import resolve

        now = self._workspace.clock.now()

        def change(record: Teardown) -> Prediction:
            return resolve(record, prediction_id, outcome, note=note, now=now)

        return self._workspace.change(teardown_id, change)[1]


def _document_of(row: Summary) -> Mapping[str, Any] | None:
    from store.marks import read_marked

    return read_marked(row.folder, row.id).document
