"""The root of every error a person can meet, and the ones about templates.

The whole tree, over all packages::

    TeardownError                    what happened, why, what to do next
    ├── TemplateError                teardown_templates.errors
    │   ├── TemplateNotFound         no template of that name
    │   └── TemplateInvalid          a template file with problems, each with its line
    ├── StoreError                   store.errors
    │   ├── NotFound                 no teardown, version or page of that name
    │   │   └── InTrash              it waits in the trash
    │   ├── AmbiguousId              a short id that fits several
    │   ├── Conflict                 somebody else saved in between
    │   ├── Damaged                  a file that cannot be read back
    │   ├── Unreadable               a file that the system does not let us read
    │   ├── LinkRefused              a link inside the library, which is not followed
    │   ├── NewerSchema              written by a newer version of the app
    │   ├── LibraryBusy              the lock is held by another program
    │   ├── LibraryUnwritable        full disk, read-only folder, no permission
    │   ├── BackupUnusable           store.backup.errors: a file that is no backup to rely on
    │   ├── BackupUnwritable         the same: a backup that cannot be written where it should go
    │   ├── ExportExists             store.exchange.errors: a file of that name is there already
    │   ├── ExportUnwritable         the same: full disk, no permission, a link in its place
    │   └── InvalidRecord            values that no teardown can have
    │       ├── MarkdownInvalid      store.exchange.errors: lines that are no teardown’s
    │       └── JsonInvalid          the same for a JSON file
    └── LabError                     lab.errors
        ├── UsageError               a request with a value that can never be right
        ├── DecisionsUnreadable      lab.compare.decisions: a file without matched findings
        ├── GroupError               lab.group.errors: something about a study group
        │   ├── NoGroup              no group here, or one does not belong to it
        │   ├── NotYet               others have not sealed, or one has not oneself
        │   ├── FileRefused          a file in its folder that is not what it should be
        │   └── GitFailed            git is missing, refused, or could not do it
        ├── NoSuchPart               a section or question that this teardown does not have
        ├── SettingsError            a setting with a value it cannot have
        ├── EditorError              the text editor could not be used
        ├── NotAPage                 lab.evidence.reading.errors: what came is no page, but a PDF
        ├── TrialsUnreadable         a file without trials, or in no form that is known
        ├── NoClipboard              tui.bench.clipboard: a clipboard that cannot be read from here
        ├── NotRecorded              tui.screens.trials.recording: a paste that is no output
        ├── GateClosed               lab.counterpoints.room: the learner thinks first
        ├── AskedElsewhere           lab.counterpoints.turn: another window asks a model just now
        ├── ModelError               lab.models.errors: a model was not asked, or gave no answer
        │   ├── NoKey, KeyRefused, AccessDenied, NoCredit    the key is missing or may not
        │   ├── NoSuchModel, RequestRefused, PromptTooLong   the request is wrong
        │   ├── TooManyRequests, ServiceBusy, ServiceFailed  later, perhaps
        │   ├── ServiceUnreachable, ConnectionDoubtful       no way there, or not a safe one
        │   ├── Stalled, CutShort, GarbledAnswer, AnswerTooLong  an answer that is not whole
        │   ├── AnswerRefused, WrongShape  an answer that is none
        │   ├── CommandFailed        a program of the user’s
        │   └── SpendLimit           one more could cost more than it may
        └── FetchError               lab.evidence.fetching.errors: a page that was not fetched
            ├── NotAnAddress         no address of a web page, or one with a password in it
            ├── PrivateAddress       on this computer or in a private network; may be allowed
            ├── PrivateRedirect      a site sends us on to such a host; nothing allows that
            ├── HostNotFound         no computer has that name
            ├── Unreachable          refused, broken off, no way there
            ├── CertificateWrong     the host could not prove who it is
            ├── TookTooLong          the time was over
            ├── TooLarge             more bytes than the settings allow
            ├── TooManyRedirects     round in a circle, or on without an end
            ├── Garbled              no answer that can be understood, or half of one
            ├── ProxyFailed          the proxy is wrong, away, or refused
            ├── NotThere             no such page, or an empty one
            ├── BadAnswer            a status that brings no page
            ├── RobotsRefuse         the site asks programs to stay away
            └── ReadingFailed        lab.evidence.worker.errors: the page broke its reader
"""

from __future__ import annotations

__all__ = ["TeardownError", "TemplateError", "TemplateInvalid", "TemplateNotFound"]


class TeardownError(Exception):
    """Something a person can be told: what happened, why, and what to do next.

    ``option`` names what says the missing thing on the command line, which alone shows it.
    """

    def __init__(self, what: str, why: str = "", *, todo: str = "", option: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.todo = todo
        self.option = option

    def __str__(self) -> str:
        """One line: what, why, what to do next."""
        text = f"{self.what}: {self.why}" if self.why else self.what
        if not text.endswith(("?", "…")):
            text = text.rstrip(".") + "."
        return f"{text} {self.todo}" if self.todo else text


class TemplateError(TeardownError):
    """Something is wrong with a template."""


class TemplateNotFound(TemplateError):
    """There is no template of that name; ``todo`` names the nearest one."""


class TemplateInvalid(TemplateError):
    """A template file cannot be used; ``why`` names line and key of each problem."""
