"""What a decision needs to know beside the report, and what may be asked of it."""

from dataclasses import dataclass

from chalicelib.domain.directory import Directory
from chalicelib.domain.standards import Standards
from chalicelib.domain.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a decision needs to know beside the report: the agencies, the calendar, the service standards."""

    directory: Directory
    calendar: Calendar
    standards: Standards
