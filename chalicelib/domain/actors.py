"""Who acts on a report, and in what office (docs/law.md "Who may do what")."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """In what office somebody acts (docs/law.md "Who may do what")."""

    PUBLIC = "public"
    REPORTER = "reporter"
    LIAISON = "liaison"
    HEAD = "head"
    COORDINATOR = "coordinator"
    INSPECTORATE = "inspectorate"
    NATION = "nation"
    OBSERVER = "observer"
    INTEGRATION = "integration"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an office and its agency; ``username`` is for the internal record only."""

    role: Role
    agency_id: str | None = None
    username: str | None = None


SYSTEM = Actor(Role.SYSTEM)
"""The clock's own hand."""
