"""With which settings and surroundings the user's own git runs in a folder that others write to.

Credentials stay the user's: their helpers, their ssh, their proxies. What could start a program of
the repository's, change a byte of a file, or garble what git says is switched off.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ATTRIBUTES_TEXT", "AT_A_FOLDER", "HARMLESS", "SAFE", "environment", "program"]

SAFE: Final = (
    f"core.hooksPath={os.devnull}",
    "core.fsmonitor=false",
    "core.symlinks=false",
    "core.protectNTFS=true",
    "core.protectHFS=true",
    "core.autocrlf=false",
    "core.quotePath=false",
    "core.pager=cat",
    "core.fsync=committed",
    "color.ui=false",
    "column.ui=never",
    "diff.external=",
    "diff.relative=false",
    "log.showSignature=false",
    "merge.verifySignatures=false",
    "i18n.logOutputEncoding=utf-8",
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
"""Settings for each call of git."""

AT_A_FOLDER: Final = (
    f"git -c core.hooksPath={os.devnull} -c receive.autogc=false -c core.alternateRefsCommand=true "
    "receive-pack"
)
"""What takes a push into a folder, which runs here, as the user: without the folder's own hooks."""

HARMLESS: Final = re.compile(
    r"core\.(?:repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|hidedotfiles"
    r"|precomposeunicode|symlinks|autocrlf|safecrlf|eol|quotepath|longpaths|sharedrepository"
    r"|untrackedcache|fsync|compression)"
    r"|remote\..*\.(?:url|pushurl|fetch|tagopt|prune|gh-resolved)"
    r"|branch\..*\.(?:remote|pushremote|merge|rebase|description|vscode-[a-z-]+|github-[a-z-]+)"
    r"|user\.(?:name|email|signingkey)|init\.defaultbranch|pull\.(?:rebase|ff)"
    r"|push\.(?:default|autosetupremote)|fetch\.prune|merge\.ff|index\.version"
    r"|lfs\.repositoryformatversion|lfs\..*\.(?:access|locksverify)"
    r"|commit\.gpgsign|extensions\.objectformat|gc\.auto|maintenance\.(?:auto|strategy)"
    r"|color\..*|advice\..*|gui\..*",
    re.IGNORECASE,
)
"""The settings of a repository's own that start no program and lead nowhere else."""

ATTRIBUTES_TEXT: Final = "* -text -ident -filter -working-tree-encoding !merge !diff !eol\n"
"""Attributes that keep every byte as it is."""

_PROTOCOLS: Final = "file:https:ssh"
_OURS: Final = re.compile(
    r"GIT_(?:ASKPASS|SSH|SSH_COMMAND|SSH_VARIANT|EXEC_PATH|TERMINAL_PROMPT"
    r"|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)"
    r"|(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL)|(?:PROXY_)?SSL_\w+|HTTP_\w+)"
)
"""The variables of git's own that belong to the user rather than to another repository.

All others are left out: inside a hook or an alias they lead git to another folder.
"""


def environment(environ: Mapping[str, str], *, may_ask: bool) -> dict[str, str]:
    """Return the variables that git runs with; *may_ask*: somebody sits there to answer."""
    kept = {
        name: value
        for name, value in environ.items()
        if not name.upper().startswith("GIT_") or _OURS.fullmatch(name.upper())
    }
    if "PATH" in kept:
        kept["PATH"] = os.pathsep.join(_folders(kept["PATH"]))
    kept |= {
        "GIT_ALLOW_PROTOCOL": _PROTOCOLS,
        "GIT_EDITOR": ":",
        "GIT_SEQUENCE_EDITOR": ":",
        "GIT_PAGER": "cat",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "LC_ALL": "C.UTF-8" if sys.platform == "linux" else "C",
        "LANGUAGE": "",
    }
    if not may_ask:
        # Without a terminal of its own ssh cannot ask either, and keeps the user's settings.
        kept["GIT_TERMINAL_PROMPT"] = "0"
    return kept


def program(path: str) -> str | None:
    """Return the user's git among the folders of a ``PATH``; ``None`` where there is none.

    Never one in the current folder, where the system would look first on Windows: that may be the
    group's, and a program in it somebody else's.
    """
    names = ("git.exe", "git.cmd") if sys.platform == "win32" else ("git",)
    for folder in _folders(path):
        for name in names:
            found = Path(folder, name)
            if found.is_file() and os.access(found, os.X_OK):
                return str(found)
    return None


def _folders(path: str) -> list[str]:
    """Return the folders of a ``PATH`` that are the same wherever one is."""
    return [folder for folder in path.split(os.pathsep) if Path(folder).is_absolute()]
