"""Why a command is refused. One family, answered at one door (``routes.http``).

    Refusal
    ├── Forbidden        this office never gives this command on this report
    ├── Invalid          fields are wrong, all of them named
    ├── StaleVersion     somebody else was faster
    └── NotAllowedNow    not in this state; says what is allowed instead

No refusal carries a reporter's words: exceptions end in logs.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.states import State


@dataclass(frozen=True, slots=True)
class FieldError:
    """One fault in one field; ``code`` chooses the sentence, ``values`` fill it. ``line`` is where it is in a file."""

    field: str
    code: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
    line: int | None = None


class Refusal(Exception):
    """A command that was understood and not carried out; nothing was changed."""


class Forbidden(Refusal):
    """The actor's office never gives this command on this report."""

    def __init__(self, state: State | None = None, allowed: tuple[str, ...] = ()) -> None:
        super().__init__("forbidden")
        self.state = state
        self.allowed = allowed


class Invalid(Refusal):
    """One or more fields are wrong."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(", ".join(f"{error.field}: {error.code}" for error in errors))
        self.errors = errors


class StaleVersion(Refusal):
    """The report has moved on since the actor read it."""

    def __init__(self, version: int) -> None:
        super().__init__(f"version {version}")
        self.version = version


class NotAllowedNow(Refusal):
    """The report's state does not allow the command; ``allowed`` are the commands this actor may give instead."""

    def __init__(self, state: State, allowed: tuple[str, ...]) -> None:
        super().__init__(f"not allowed in {state}")
        self.state = state
        self.allowed = allowed
