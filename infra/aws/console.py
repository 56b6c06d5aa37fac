"""The operator at the console: what is said, what is asked, and how a command ends.

A command ends with 0 when it is done, 1 when it refuses or fails, 2 when it was called wrongly.
"""

import os
import sys
from collections.abc import Callable

from botocore.exceptions import BotoCoreError, ClientError


class CommandRefused(Exception):
    """Why a command does not go on, and the way out, in sentences."""


class WrongUsage(Exception):
    """How the command is called."""


def say(line: str = "") -> None:
    """One line, at once."""
    print(line, flush=True)


def given(name: str, example: str) -> str:
    """A setting the command cannot do without. Raises WrongUsage."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise WrongUsage(f"{name} is missing; for example: {example}")
    return value


def is_yes() -> bool:
    """Whether YES=1 answers the questions."""
    return os.environ.get("YES") == "1"


def agreed(question: str, *, yes: bool) -> bool:
    """Whether the operator says yes; ``yes`` says it for them, and no console at all says no."""
    return yes or _answer(f"{question} [y/N] ").lower() in ("y", "yes")


def typed(question: str, word: str, *, yes: bool) -> bool:
    """Whether the operator types a word to show that they mean it."""
    return yes or _answer(f"{question} Type {word} to go on: ") == word


def _answer(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:
        say()
        say("Nobody is there to answer: YES=1 does.")
        return ""


def ended(command: Callable[[], None]) -> None:
    """Run a command to its end, and end the process with its code."""
    try:
        command()
    except WrongUsage as wrong:
        _end(str(wrong), 2)
    except (CommandRefused, BotoCoreError, ClientError) as refused:
        _end(str(refused), 1)
    except KeyboardInterrupt:
        _end("Broken off here; what AWS has begun goes on. Run the same command again to see how it stands.", 1)


def _end(sentence: str, code: int) -> None:
    print(sentence, file=sys.stderr, flush=True)
    raise SystemExit(code)
