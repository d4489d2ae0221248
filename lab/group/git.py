"""The user's own git, called as a program, in a folder to which others contribute.

No shell. No hook, no file monitor, no filter, no merge driver of the repository's own runs, nor any
hook of a folder that is pushed to; no submodule is followed; addresses may only begin with https,
ssh or a path; links are checked out as small files. A repository is refused whose own settings name
programs, since somebody else may have written them, or that lies somewhere else than in the folder.
Git never waits for an answer unless somebody sits there to give it.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from lab.group.errors import FileRefused, GitEnded, GitFailed
from lab.group.files import is_real_folder, read_text, write_text
from lab.group.git_settings import ATTRIBUTES_TEXT, HARMLESS, SAFE, environment, program
from lab.group.halting import Halt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["Answer", "Git", "check_address", "is_a_folder", "without_secrets"]

LOCAL: Final = 60.0
REMOTE: Final = 180.0
"""Seconds after which git is ended, on this computer and over a network."""

_AFTER_THE_END: Final = 5.0
_SAYS_LITTLE: Final = (
    "fatal: Could not read from remote", "Please make sure you have the correct access",
    "and the repository exists", "fatal: the remote end hung up",
)  # fmt: skip
_WRONG_USAGE: Final = 129
"""With which git ends where it does not know what was asked."""


class Answer(NamedTuple):
    """What git said."""

    status: int
    out: str
    err: str

    @property
    def done(self) -> bool:
        """Whether it did what was asked."""
        return self.status == 0

    @property
    def why(self) -> str:
        """The line that says most about what went wrong."""
        every = [line.strip() for line in self.err.splitlines() if line.strip()]
        # That it could not be read is known; why stands in the lines before.
        lines = [line for line in every if not line.startswith(_SAYS_LITTLE)] or every
        for start in ("fatal:", "remote: error:", "remote: GitLab:", "! [", "error:", "ssh:"):
            for line in lines:
                if line.startswith(start):
                    return _plain(line.removeprefix(start).strip() if start != "! [" else line[2:])
        return _plain(lines[-1]) if lines else f"it ended with status {self.status}"


class Git:
    """Git in one folder."""

    def __init__(
        self,
        folder: Path,
        *,
        environ: Mapping[str, str],
        may_ask: bool = False,
        halt: Halt | None = None,
    ) -> None:
        """*may_ask*: somebody sits at a terminal and can type a password. *halt* breaks it off."""
        self.folder = folder
        self.halt = halt or Halt()
        self._may_ask = may_ask
        self._is_trusted = False
        self._environ = environment(environ, may_ask=may_ask)
        self._program = program(self._environ.get("PATH", os.defpath))

    @property
    def is_there(self) -> bool:
        """Whether git is installed."""
        return self._program is not None

    def run(self, *arguments: str, remote: bool = False, more: Sequence[str] = ()) -> Answer:
        """Run git and return what it said; *more* are settings for this once.

        Raise ``GitFailed`` where there is no git, or where it took too long, and ``Halted`` where
        it was broken off.
        """
        self.halt.check()
        if self._program is None:
            raise GitFailed(
                "Git is not installed",
                "the group is shared through it",
                todo="Install it from git-scm.com, or share the folder in another way.",
            )
        settings = [part for each in (*SAFE, *more) for part in ("-c", each)]
        command = [self._program, *settings, "-C", str(self.folder), *arguments]
        apart = sys.platform != "win32" and not self._may_ask
        with subprocess.Popen(  # noqa: S603 - the user's own git, no shell, our arguments
            command,
            stdin=None if self._may_ask else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self._environ,
            start_new_session=apart,
            creationflags=_no_window(may_ask=self._may_ask),
        ) as process:
            try:
                with self.halt.holding(lambda: _send(process, signal.SIGTERM, group=apart)):
                    out, err = process.communicate(timeout=REMOTE if remote else LOCAL)
            except subprocess.TimeoutExpired:
                _end(process, group=apart)
                raise GitEnded(
                    f"“git {_verb(arguments)}” took too long",
                    "it was ended",
                    todo="Nothing is lost. Check the network, then sync again.",
                ) from None
            except BaseException:
                _end(process, group=apart)
                raise
        return Answer(
            process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
        )

    def want(self, *arguments: str, remote: bool = False, more: Sequence[str] = ()) -> str:
        """Run git and return its output; raise ``GitFailed`` where it refuses."""
        answer = self.run(*arguments, remote=remote, more=more)
        if not answer.done:
            raise self._refused(_verb(arguments), answer)
        return answer.out

    @property
    def is_used(self) -> bool:
        """Whether the folder is shared by git; without asking git, which may not be installed."""
        return (self.folder / ".git").exists()

    def is_repository(self) -> bool:
        """Return whether the folder itself is a repository's work tree."""
        if not self.is_used:
            return False
        answer = self.run("rev-parse", "--show-prefix")
        return answer.done and not answer.out.strip()

    def hold_attributes(self) -> None:
        """Keep the repository's attributes from changing a byte, or naming a program.

        What stands here goes before whatever ``.gitattributes`` a teammate sends. Raise
        ``FileRefused`` where it would be written through a link.
        """
        if not is_real_folder(self.folder / ".git"):
            return
        place = PurePosixPath(".git", "info", "attributes")
        try:
            known = read_text(self.folder, place, most=len(ATTRIBUTES_TEXT))
        except FileRefused:
            known = None
        if known != ATTRIBUTES_TEXT:
            write_text(self.folder, place, ATTRIBUTES_TEXT)

    def check_settings(self) -> None:
        """Raise ``GitFailed`` where the repository is not all in the folder, or is not trusted.

        Its own settings must start no program and lead nowhere else. They are looked at once.
        """
        if self._is_trusted:
            return
        place = self.folder / ".git"
        if not is_real_folder(place) or (place / "commondir").exists():
            raise GitFailed(
                "The group’s repository lies somewhere else than in its folder",
                f"{place} leads to another place",
                todo="Clone the group into a folder of its own: “teardown group join URL DIR”.",
            )
        answer = self.run("config", "--local", "--no-includes", "--name-only", "--null", "--list")
        if not answer.done:
            raise self._unread()
        odd = sorted(
            {name for name in answer.out.split("\0") if name and not HARMLESS.fullmatch(name)}
        )
        if odd:
            names = [*map(_plain, odd)]
            raise GitFailed(
                "This repository’s own settings are not trusted",
                f".git/config sets {', '.join(names[:5])}, which can start programs",
                todo=f"If it is yours, put it among your own (“git config --global”); then, in "
                f"{self.folder}, “git config --unset-all {names[0]}” takes it out here.",
            )
        self._is_trusted = True

    def _unread(self) -> GitFailed:
        """Return why git does not read a folder that has a repository in it."""
        answer = self.run("rev-parse", "--show-prefix")
        if "dubious ownership" in answer.err:
            return GitFailed(
                "Git does not use the group’s folder",
                "it belongs to another user of this computer",
                todo="If you trust whoever that is: “git config --global --add safe.directory "
                f"{self.folder}”. Then sync again.",
            )
        return GitFailed(
            "Git cannot read the group’s folder",
            answer.why,
            todo=f"“git status” in {self.folder} says more. Your files are safe.",
        )

    def _refused(self, verb: str, answer: Answer) -> GitFailed:
        """Return what to say where git did not do what was asked."""
        if ".lock': File exists" in answer.err:
            return GitFailed(
                "Another git is at work in the group’s folder",
                answer.why.rstrip("."),
                todo="Sync again when it has ended. If none runs, remove that file.",
            )
        if "No space left on device" in answer.err:
            return GitFailed(
                "The disk is full",
                f"“git {verb}” could not write",
                todo="Free some space, then sync again. Nothing of yours is lost.",
            )
        if answer.status == _WRONG_USAGE or "unknown option" in answer.err:
            return GitFailed(
                "This computer’s git is too old for groups",
                f"“git {verb}” is not what it was taken for",
                todo="Install 2.31 or a newer one from git-scm.com. Your files are safe.",
            )
        return GitFailed(f"“git {verb}” failed", answer.why, todo="Nothing of yours is lost.")


def check_address(address: str) -> None:
    """Raise ``GitFailed`` for an address that git would take for a command."""
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*)://", address)
    why = ""
    if not address.strip() or not address.isprintable():
        why = "that is no address"
    elif address.startswith("-"):
        why = "an address does not begin with a hyphen"
    elif "::" in address.partition("/")[0]:
        why = "addresses that start programs are not followed"
    elif scheme and scheme[1].lower() not in {"https", "ssh", "file"}:
        why = f"{scheme[1]} is not followed, only https, ssh and folders"
    if why:
        raise GitFailed(
            f"“{_plain(address)[:200]}” cannot be used", why, todo="Copy it from the code host."
        )


def without_secrets(address: str) -> str:
    """Return an address that may be shown: without a name and password for a web server."""
    scheme, divider, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    if not divider or scheme not in {"http", "https"}:
        return address
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def is_a_folder(address: str) -> bool:
    """Return whether git would take an address for a folder of this computer, or of its network."""
    if address.startswith("file://"):
        return True
    before = address.partition("/")[0]
    drive = re.match(r"[A-Za-z]:[\\/]", address) is not None
    return "://" not in address and (drive or ":" not in before)


def _end(process: subprocess.Popen[bytes], *, group: bool) -> None:
    """End git and what it started, gently first, so that it takes its locks with it."""
    _send(process, signal.SIGTERM, group=group)
    try:
        process.wait(_AFTER_THE_END)
    except subprocess.TimeoutExpired:
        number = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL
        _send(process, number, group=group)
        process.wait()


def _send(process: subprocess.Popen[bytes], number: int, *, group: bool) -> None:
    if group and sys.platform != "win32":
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            return
    else:
        process.send_signal(number)


def _verb(arguments: Sequence[str]) -> str:
    """Return what git was asked to do."""
    return next((each for each in arguments if not each.startswith("-")), "git")


def _no_window(*, may_ask: bool) -> int:
    """Return what keeps git, and ssh below it, from the console that the app draws on."""
    if sys.platform == "win32" and not may_ask:
        return subprocess.CREATE_NO_WINDOW
    return 0


def _plain(text: str) -> str:
    """Return a line of git's, without what is no text and without a password in an address."""
    line = "".join(each if each.isprintable() else "\ufffd" for each in " ".join(text.split()))
    return re.sub(r"(?<=://)[^/@\s]+@", "", line)
