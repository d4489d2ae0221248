"""The user's own git, called as a program, in a folder to which others contribute.

No shell. No hook, no file monitor, no filter, no merge driver of the repository's own runs; no
submodule is followed; addresses may only begin with https, ssh or a path; links are checked out
as small files. A repository whose own settings name programs is refused, since somebody else may
have written them. Git never waits for an answer unless somebody sits there to give it.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from lab.group.errors import GitFailed
from lab.group.halting import Halt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["Answer", "Git", "check_address"]

LOCAL: Final = 60.0
REMOTE: Final = 180.0
"""Seconds after which git is ended, on this computer and over a network."""

_SAFE: Final = (
    f"core.hooksPath={os.devnull}",
    "core.fsmonitor=false",
    "core.symlinks=false",
    "core.protectNTFS=true",
    "core.protectHFS=true",
    "core.autocrlf=false",
    "core.quotePath=false",
    "core.pager=cat",
    "diff.external=",
    "fetch.fsckObjects=true",
    "fetch.recurseSubmodules=false",
    "submodule.recurse=false",
    "push.recurseSubmodules=no",
    "push.followTags=false",
    "push.gpgSign=false",
    "commit.gpgSign=false",
    "rebase.autoStash=false",
    "rebase.updateRefs=false",
    "rerere.enabled=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "advice.detachedHead=false",
    "filter.lfs.smudge=",
    "filter.lfs.clean=",
    "filter.lfs.process=",
    "filter.lfs.required=false",
)
_PROTOCOLS: Final = "file:https:ssh"
_POINTERS: Final = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_EXTERNAL_DIFF",
    "GIT_CEILING_DIRECTORIES", "GIT_TRACE", "GIT_TEMPLATE_DIR",
)  # fmt: skip
_HARMLESS: Final = re.compile(
    r"core\.(?:repositoryformatversion|filemode|bare|logallrefupdates|ignorecase"
    r"|precomposeunicode|symlinks|autocrlf|eol|quotepath|longpaths|sharedrepository)"
    r"|remote\..*\.(?:url|pushurl|fetch|tagopt|prune)|branch\..*\.(?:remote|merge|rebase)"
    r"|user\.(?:name|email)|init\.defaultbranch|pull\.(?:rebase|ff)|push\.default"
    r"|commit\.gpgsign|extensions\.objectformat|gc\.auto|color\..*|advice\..*|gui\..*",
    re.IGNORECASE,
)
"""The settings of a repository's own that start no program and lead nowhere else."""
_ATTRIBUTES: Final = "* -text -ident -filter -working-tree-encoding !merge !diff !eol\n"
_AFTER_THE_END: Final = 5.0


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
        lines = [line.strip() for line in self.err.splitlines() if line.strip()]
        for start in ("fatal:", "remote: error:", "! [", "error:", "ssh:"):
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
        self._environ = _environment(environ, may_ask=may_ask)
        self._program = shutil.which("git", path=self._environ.get("PATH"))

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
        settings = [part for each in (*_SAFE, *more) for part in ("-c", each)]
        command = [self._program, *settings, "-C", str(self.folder), *arguments]
        apart = sys.platform != "win32" and not self._may_ask
        with subprocess.Popen(  # noqa: S603 - the user's own git, no shell, our arguments
            command,
            stdin=None if self._may_ask else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self._environ,
            start_new_session=apart,
        ) as process:
            try:
                with self.halt.holding(lambda: _send(process, signal.SIGTERM, group=apart)):
                    out, err = process.communicate(timeout=REMOTE if remote else LOCAL)
            except subprocess.TimeoutExpired:
                _end(process, group=apart)
                raise GitFailed(
                    f"“git {arguments[0]}” took too long",
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
            raise GitFailed(
                f"“git {arguments[0]}” failed", answer.why, todo="Nothing of yours is lost."
            )
        return answer.out

    def is_repository(self) -> bool:
        """Return whether the folder itself is a repository's work tree."""
        if not (self.folder / ".git").exists():
            return False
        answer = self.run("rev-parse", "--show-prefix")
        return answer.done and not answer.out.strip()

    def hold_attributes(self) -> None:
        """Keep the repository's attributes from changing a byte, or naming a program.

        What stands here goes before whatever ``.gitattributes`` a teammate sends.
        """
        place = self.folder / ".git" / "info" / "attributes"
        if not (self.folder / ".git").is_dir():
            return
        if not place.is_file() or place.read_text("utf-8", "replace") != _ATTRIBUTES:
            place.parent.mkdir(exist_ok=True)
            place.write_text(_ATTRIBUTES, encoding="utf-8")

    def check_settings(self) -> None:
        """Raise ``GitFailed`` where the repository's own settings start programs or lead away."""
        answer = self.run("config", "--local", "--no-includes", "--name-only", "--null", "--list")
        odd = sorted(
            {name for name in answer.out.split("\0") if name and not _HARMLESS.fullmatch(name)}
        )
        if odd:
            raise GitFailed(
                "This repository’s own settings are not trusted",
                f".git/config sets {', '.join(map(_plain, odd[:5]))}, which can start programs",
                todo="Take them out, or clone the group anew with “teardown group join”.",
            )


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


def _environment(environ: Mapping[str, str], *, may_ask: bool) -> dict[str, str]:
    kept = {name: value for name, value in environ.items() if name not in _POINTERS}
    kept |= {
        "GIT_ALLOW_PROTOCOL": _PROTOCOLS,
        "GIT_EDITOR": ":",
        "GIT_SEQUENCE_EDITOR": ":",
        "GIT_PAGER": "cat",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "LC_ALL": "C.UTF-8" if sys.platform == "linux" else "C",
        "LANGUAGE": "",
    }
    if not may_ask:
        # Without a terminal of its own ssh cannot ask either, and keeps the user's settings.
        kept["GIT_TERMINAL_PROMPT"] = "0"
    return kept


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


def _plain(text: str) -> str:
    """Return a line of git's, without what is no text and without a password in an address."""
    line = "".join(each if each.isprintable() else "\ufffd" for each in " ".join(text.split()))
    return re.sub(r"(?<=://)[^/@\s]+@", "", line)
