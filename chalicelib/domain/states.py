"""Where a report stands (docs/law.md "States")."""

from enum import StrEnum


class State(StrEnum):
    """Where a report stands (docs/law.md "States")."""

    SUBMITTED = "submitted"
    NEEDS_INFO = "needs_info"
    FORWARDED = "forwarded"
    RETURNED = "returned"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    REOPENED = "reopened"
    CLOSED = "closed"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"


OPEN_STATES = frozenset(State) - {State.CLOSED, State.ARCHIVED, State.WITHDRAWN}
