"""``teardown counterpoints`` and ``teardown reply``."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import click

from cli.asking import may_look
from cli.commands.probe_run import Amount
from cli.kit import WORDS, Whole, command, json_option, pass_session
from cli.present import DONE, FAILED, INTERRUPTED, words_of
from cli.streams import finish, out_json, say
from lab.errors import UsageError

if TYPE_CHECKING:
    from cli.session import Session
    from lab.counterpoints.asking import AskReport, AskRequest
    from lab.counterpoints.gate import Gate
    from lab.counterpoints.prompting import Mode
    from lab.counterpoints.room import Counterpoints, Wish
    from lab.model import Counterpoint, Teardown
    from lab.workspace import Workspace

__all__ = ["counterpoints_command", "reply_command"]

_SERVICES: Final = ("anthropic", "openai", "command")
_MODES: Final = ("steelman", "premortem", "goodhart", "falsifier")
_RESPONSES: Final = ("changed", "rebutted", "parked", "useless")


@command("counterpoints")
@click.argument("teardown", metavar="ID")
@click.option("--section", metavar="S", help="Only this section.")
@click.option("--offline", is_flag=True, help="Only the questions that need no model.")
@click.option(
    "--mode", type=click.Choice(_MODES),
    help="About the whole teardown: the other side’s best case, why it failed, how its metrics "
    "are gamed, what would prove it wrong.",
)  # fmt: skip
@click.option(
    "--repeat", type=Whole(2, 20), metavar="N",
    help="Measure the critic: ask the same N times, keep nothing, say what the calls share.",
)  # fmt: skip
@click.option(
    "--service", type=click.Choice(_SERVICES), help="Who is asked, if not as the settings say."
)
@click.option("-m", "--model", type=WORDS, default="", metavar="MODEL", help="Which model.")
@click.option(
    "--base-url", type=WORDS, default="", metavar="U", help="Where, if not at its maker’s."
)
@click.option(
    "--max-cost", type=Amount("amount of US dollars", "0.50"), metavar="USD",
    help="The most that all calls for this teardown may cost, instead of the setting.",
)  # fmt: skip
@json_option
@pass_session
def counterpoints_command(
    session: Session,
    /,
    *,
    teardown: str,
    section: str | None,
    offline: bool,
    mode: Mode | None,
    repeat: int | None,
    as_json: bool,
    **said: Any,
) -> int:
    """Be argued with: questions that need no model, then, with a key, a model’s counterpoints.

    A section opens once it has 25 words and your own score. A model is asked only after you
    answered one of its questions or changed your text. Each item is kept; “teardown reply”
    answers it.
    """
    if mode is not None and section is not None:
        raise click.UsageError("--mode asks a model about the whole teardown, without --section")
    if mode is not None and offline:
        raise click.UsageError("--mode asks a model, and --offline asks none")
    if repeat is not None and (section is None or offline or mode is not None):
        raise click.UsageError("--repeat asks about one section; name it with --section")
    workspace = session.workspace()
    teardown_id = workspace.resolve(teardown)
    if not as_json and not may_look(workspace, teardown_id):
        return DONE
    record = workspace.load(teardown_id)
    talk = _Talk(workspace, teardown_id, as_json=as_json, said=said)
    if repeat is not None:
        return talk.repeat(record, str(section), repeat)
    if mode is None:
        names = _sections(record, section)
        talk.meet(record, names)
        record = workspace.load(teardown_id)
        ready = talk.ready(record, names, quiet=offline)
    else:
        ready = [""]
    status = DONE if offline else _ask_model(talk, ready, mode=mode or "counterpoints")
    if as_json:
        out_json("counterpoints", talk.document())
    return status


@command("reply")
@click.argument("teardown", metavar="ID")
@click.argument("point", metavar="POINT")
@click.argument("response", metavar="RESPONSE", type=click.Choice(_RESPONSES))
@click.option("--because", type=WORDS, default="", metavar="T", help="Why; one line is enough.")
@pass_session
def reply_command(
    session: Session, *, teardown: str, point: str, response: str, because: str
) -> int:
    """Answer a counterpoint: changed, rebutted, parked or useless.

    Where you changed something, the text as it was and as it is now are both kept.
    """
    workspace = session.workspace()
    answered = workspace.opponent.respond(
        workspace.resolve(teardown), point, response, reply=because
    )
    from lab.libraries import counterpoints

    labels = {each.id: each.label for each in counterpoints().responses}
    say(f"{answered.id}: {labels.get(response, response)}.")
    return DONE


def _ask_model(talk: _Talk, sections: list[str], *, mode: Mode) -> int:
    """Ask a model; a service’s own option is none of this command."""
    try:
        return talk.ask(sections, mode=mode)
    except UsageError as error:
        if error.option == "--command":
            error.option = ""
        raise


def _sections(record: Teardown, section: str | None) -> list[str]:
    from lab.writing import find_section

    if section is not None:
        return [find_section(record, section).id]
    return [each.id for each in record.questions if not each.holds_notes]


@dataclass
class _Talk:
    """What was shown and asked in one call."""

    workspace: Workspace
    teardown_id: str
    as_json: bool
    said: dict[str, Any]
    sections: list[dict[str, Any]] = field(default_factory=list)
    items: list[Counterpoint] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    @property
    def room(self) -> Counterpoints:
        """Where counterpoints are."""
        return self.workspace.opponent

    def meet(self, record: Teardown, sections: list[str]) -> None:
        """Show what waits for an answer: questions that need no model, and what one said."""
        questions = [each for name in sections for each in self.room.questions(record, name)]
        met = self.room.meet(self.teardown_id, questions)
        for section in sections:
            own = [point for point in met if point.section == section]
            said = [
                point
                for point in record.counterpoints
                if point.section == section and point.source == "model" and point.response == "open"
            ]
            self.sections.append(
                {
                    "id": section,
                    "questions": [_as_json(each) for each in own],
                    "waiting": [_as_json(each) for each in said],
                }
            )
            if not self.as_json:
                waiting = [point for point in own if point.response == "open"]
                self._print(record, section, waiting + said)

    def ready(self, record: Teardown, sections: list[str], *, quiet: bool) -> list[str]:
        """Return the sections about which a model may be asked; say why not about the others."""
        if record.example:
            from lab.counterpoints.offline import EXAMPLE_WORDS

            say(EXAMPLE_WORDS)
        return [name for name in sections if self._is_open(record, name, quiet=quiet)]

    def _is_open(self, record: Teardown, section: str, *, quiet: bool) -> bool:
        """Return whether a model may be asked about a section; say why not."""
        at = self.room.gate(record, section)
        shown = next((one for one in self.sections if one["id"] == section), None)
        if shown is not None:
            shown["gate"] = _gate(at)
        if record.example:
            return False
        if not at.is_open and (not quiet or at.step == "write"):
            say(f"{section}: {at.words}")
        return at.is_open

    def ask(self, sections: list[str], *, mode: Mode) -> int:
        """Ask a model about one section after the other; return the exit code."""
        from lab.counterpoints.room import GateClosed
        from lab.models.errors import ModelError, NoKey

        status = DONE
        for number, section in enumerate(sections):
            try:
                with self.room.turn(self.teardown_id):
                    request, report = self._one(section, mode=mode)
            except GateClosed as error:
                if not number:
                    raise
                say(str(error))  # what an earlier section got may have filled the teardown
                return status
            except NoKey as error:
                say(str(error))
                # Without a key the questions are what there is; a mode has none.
                return DONE if mode == "counterpoints" else FAILED
            except ModelError as error:
                say(words_of(error))
                return FAILED
            self.asked.append(_asked(request, report))
            say(_after(request, report))
            if report.cancelled:
                return INTERRUPTED
            if report.error is not None:
                say(words_of(report.error))
                status = FAILED
                if report.error.stops or report.error.passes:
                    break
        return status

    def repeat(self, record: Teardown, section: str, times: int) -> int:
        """Ask the same several times and say what the calls have in common."""
        from cli.counterpoint_report import print_repeats, repeats_as_json
        from cli.progress import Progress

        name = _sections(record, section)[0]
        with self.room.turn(self.teardown_id):
            record = self.workspace.load(self.teardown_id)
            request = self.room.request(record, self._wish(name, "counterpoints", repeats=True))
            say(f"{times} times: {self._before(request)}")
            with Progress() as line:
                found, report = asyncio.run(
                    self.room.repeat(self.teardown_id, request, times, tell=line.show)
                )
        if self.as_json:
            out_json("counterpoints", {**self.document(), "repeats": repeats_as_json(found)})
        else:
            print_repeats(found)
        if report.error is not None:
            raise report.error
        return INTERRUPTED if report.cancelled else DONE

    def _wish(self, section: str, mode: Mode, *, repeats: bool = False) -> Wish:
        from lab.counterpoints.room import Wish

        return Wish(
            section=section,
            mode=mode,
            kind=self.said["service"],
            model=self.said["model"],
            base_url=self.said["base_url"],
            max_cost=self.said["max_cost"],
            repeats=repeats,
        )

    def document(self) -> dict[str, Any]:
        """Return what ``--json`` prints."""
        return {
            "teardown": self.teardown_id,
            "sections": self.sections,
            "items": [_as_json(item) for item in self.items],
            "asked": self.asked,
        }

    def _one(self, section: str, *, mode: Mode) -> tuple[AskRequest, AskReport]:
        from cli.progress import Progress

        record = self.workspace.load(self.teardown_id)
        request = self.room.request(record, self._wish(section, mode))
        model = self.room.model(request)
        say(self._before(request))

        def on_item(item: Counterpoint) -> None:
            self.items.append(item)
            if not self.as_json:
                line.clear()
                self._print(record, item.section, [item])
                finish()  # a reader at a pipe sees it now, too

        with Progress() as line:
            line.show("Asking …")
            # A first ctrl+c cancels, which keeps what came; a second one ends the program.
            report = asyncio.run(
                self.room.ask(
                    self.teardown_id, request, on_item=on_item, tell=line.show, model=model
                )
            )
        return request, report

    def _before(self, request: AskRequest) -> str:
        from lab.models.prices import money

        service = request.service
        look = self.room.outlook(request)
        who = f"{service.model} at {service.host}" if service.host else "the command"
        about = request.section or "the whole teardown"
        text = f"Asking {who} about {about}: about {look.tokens:,} tokens"
        if look.most_cost is not None:
            left = "" if look.limit is None else f"; {money(look.limit)} is left"
            text += f", at most {money(look.most_cost)}{left}"
        elif not service.is_near:
            text += "; no price is set, so its cost is not known"
        return f"{text}.{_end_of_life(self.workspace, service.kind, service.model)}"

    def _print(self, record: Teardown, section: str, points: list[Counterpoint]) -> None:
        from cli.counterpoint_report import print_points

        print_points(record, section, points)


def _end_of_life(workspace: Workspace, kind: str, model: str) -> str:
    if kind != "anthropic":
        return ""
    from lab.models.end_of_life import end_of_life, end_of_life_words

    words = end_of_life_words(model, end_of_life(model), today=workspace.clock.now().date())
    return f" {words}" if words else ""


def _after(request: AskRequest, report: AskReport) -> str:
    from lab.figures import counted
    from lab.models.prices import money

    parts = [counted(len(report.items), "item") if report.items else "No item"]
    if report.dropped:
        number = report.dropped.total()
        parts.append(f"{number} dropped ({', '.join(sorted(report.dropped))})")
    if request.prices.are_set:
        parts.append(f"{money(report.cost)} spent")
    text = f"{', '.join(parts)}."
    if report.cut:
        text += f" Not sent, for its length: {'; '.join(report.cut)}."
    if not report.returned and report.error is None and not report.cancelled:
        text += " The model found nothing to object to, which is an answer too."
    return text


def _gate(at: Gate) -> dict[str, Any]:
    return {"step": at.step, "words": at.words, "left": at.left}


def _asked(request: AskRequest, report: AskReport) -> dict[str, Any]:
    from lab.counterpoints.prompting import PROMPT_VERSION

    error = report.error
    return {
        "section": request.section or None,
        "mode": request.mode,
        "model": report.model,
        "prompt_version": PROMPT_VERSION,
        "returned": report.returned,
        "kept": len(report.items),
        "dropped": dict(sorted(report.dropped.items())),
        "input_tokens": report.usage.input,
        "output_tokens": report.usage.output,
        "cost": report.cost if request.prices.are_set else None,
        "cut": list(report.cut),
        "ended": report.ended,
        "error": None if error is None else {"kind": type(error).__name__, "why": str(error)},
    }


def _as_json(point: Counterpoint) -> dict[str, Any]:
    return {
        "id": point.id,
        "section": point.section,
        "prompt": point.prompt or None,
        "claim": point.claim or None,
        "target_quote": point.target_quote,
        "kind": point.kind,
        "counterpoint": point.counterpoint,
        "why_it_matters": point.why_it_matters,
        "severity": point.severity,
        "evidence_needed": point.evidence_needed,
        "cheapest_check": point.cheapest_check,
        "would_be_wrong_if": point.would_be_wrong_if,
        "source": point.source,
        "model": point.model or None,
        "unverified": point.source == "model",
        "partial": point.partial,
        "response": point.response,
        "reply": point.reply,
    }
