"""What can go wrong above the store. The tree is drawn in :mod:`teardown_templates.errors`."""

from __future__ import annotations

from store.errors import (
    AmbiguousId,
    Conflict,
    Damaged,
    InvalidRecord,
    LibraryBusy,
    LibraryUnwritable,
    NewerSchema,
    NotFound,
    StoreError,
)
from teardown_templates.errors import (
    TeardownError,
    TemplateError,
    TemplateInvalid,
    TemplateNotFound,
)

__all__ = [
    "AmbiguousId",
    "Conflict",
    "Damaged",
    "EditorError",
    "InTrash",
    "InvalidRecord",
    "LabError",
    "LibraryBusy",
    "LibraryUnwritable",
    "NewerSchema",
    "NoSuchPart",
    "NotFound",
    "SettingsError",
    "StoreError",
    "TeardownError",
    "TemplateError",
    "TemplateInvalid",
    "TemplateNotFound",
    "TrialsUnreadable",
    "UsageError",
]


class LabError(TeardownError):
    """Something above the store went wrong."""


class UsageError(LabError):
    """A request holds a value that can never be right."""


class InTrash(NotFound):
    """A teardown that waits in the trash."""

    def __init__(self, teardown_id: str) -> None:
        super().__init__(
            f"{teardown_id} is in the trash",
            todo=f"“teardown trash restore {teardown_id}” takes it out, “teardown history "
            f"{teardown_id}” shows its versions.",
        )


class NoSuchPart(LabError):
    """A section, question or piece of evidence that this teardown does not have."""


class SettingsError(LabError):
    """A setting has a value that it cannot have."""


class EditorError(LabError):
    """The text editor could not be started, or gave nothing back."""


class TrialsUnreadable(LabError):
    """A file holds no trials, or none in a form that is known."""
