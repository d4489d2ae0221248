"""The command line's one place where errors become words and exit codes.

====  ==========================================================
0     done
1     it failed; one line on stderr says what, why, what to do
2     the command line itself is wrong
3     a check ran and found problems
130   interrupted
====  ==========================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cli.streams import ReaderGone, finish, say
from lab.errors import TeardownError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.session import Session

__all__ = [
    "DONE",
    "FAILED",
    "FOUND",
    "INTERRUPTED",
    "WRONG_USAGE",
    "presented",
    "with_names_of_settings",
    "words_of",
]

DONE: Final = 0
FAILED: Final = 1
WRONG_USAGE: Final = 2
FOUND: Final = 3
INTERRUPTED: Final = 130


def presented(work: Callable[[], int], session: Session) -> int:
    """Do the work and return its exit code; whatever goes wrong is said in one line."""
    status = FAILED
    try:
        try:
            status = work()
            trouble = session.trouble_with_settings()
        finally:
            session.close()
        finish()
        if trouble:
            say(trouble)
    except KeyboardInterrupt:
        status = INTERRUPTED
    except ReaderGone:
        status = DONE
    except UsageError as error:
        status = WRONG_USAGE
        say(words_of(error))
    except TeardownError as error:
        status = FAILED
        say(words_of(error))
    except OSError as error:
        status = FAILED
        say(_refused(error))
    except Exception as error:  # noqa: BLE001 - the command line's one presenter
        status = FAILED
        say(_crashed(error, session))
    return status


def words_of(error: TeardownError) -> str:
    """Return an error's line, with the option that helps for this once.

    Settings have their names as “teardown config” knows them, not those of the app's screen.
    """
    said = f"{error} {error.option} says it for this once." if error.option else str(error)
    return with_names_of_settings(said) if "“" in said else said


def with_names_of_settings(text: str) -> str:
    """Return a text in which the settings about models are called as the settings file does."""
    from lab.settings import SETTINGS

    of_settings = "settings" in text
    for setting in SETTINGS.values():
        # A single word may as well be the name of a product.
        if setting.group == "model" and (of_settings or " " in setting.title):
            text = text.replace(f"“{setting.title}”", f"“{setting.key}”")
    return text


def _refused(error: OSError) -> str:
    """Say what the system refused, where nobody below has said it better."""
    if isinstance(error, PermissionError):
        why = "you have no permission to use it"
    else:
        why = (error.strerror or "the system refused").lower()
    if error.filename is None:
        return f"It could not be done: {why}. Check the disk and its permissions, then try again."
    return f"{error.filename} cannot be used: {why}. Check that it is there and yours."


def _crashed(error: Exception, session: Session) -> str:
    try:
        path = session.workspace().report_crash(error)
    except Exception:  # noqa: BLE001 - the presenter must say its line whatever happens
        path = None
    what = f"teardown itself went wrong ({type(error).__name__}); what you wrote is safe"
    if path is None:
        return f"{what}. The details could not be written anywhere."
    return f"{what}. The details are in {path}; please send them to us."
