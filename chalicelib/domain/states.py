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
    JOINED = "joined"
    CLOSED = "closed"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"


OPEN_STATES = frozenset(State) - {State.CLOSED, State.ARCHIVED, State.WITHDRAWN}
IN_A_CASE = frozenset({State.JOINED, State.ANSWERED, State.CLOSED})
"""In which states a report belongs to a case of many that it joined; in any other it goes its own way."""
