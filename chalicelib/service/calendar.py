"""The working calendar: read by every officer, added to by the nation; the sweep then moves what is open."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.calendar.workdays import Calendar, Holiday
from chalicelib.domain.refusals import FieldError, Forbidden, Invalid
from chalicelib.failures import Conflict
from chalicelib.service.due_work import is_recalculated
from chalicelib.store import directory_lookup, holidays

if TYPE_CHECKING:
    from chalicelib.answers.desk import Holiday as HolidayView


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The calendar, and whether all open reports already stand by it."""

    calendar: Calendar
    is_recalculated: bool


def read_calendar() -> CalendarView:
    """The calendar as it is this moment."""
    return CalendarView(directory_lookup.calendar(anew=True), is_recalculated())


def require_nation(actor: Actor) -> None:
    """Raises Forbidden for everybody but the nation."""
    if actor.role is not Role.NATION:
        raise Forbidden


def declare(holiday: Holiday) -> None:
    """Add a day without work. Raises Invalid, having changed nothing, when somebody else was faster."""
    try:
        holidays.declare(holiday)
    except Conflict:
        raise Invalid(FieldError("date", "already_declared")) from None
    directory_lookup.forget()


def revoke(holiday: Holiday) -> None:
    """Take a day back. Raises Invalid, having changed nothing, when somebody else was faster."""
    try:
        holidays.revoke(holiday)
    except Conflict:
        raise Invalid(FieldError("date", "not_a_holiday")) from None
    directory_lookup.forget()


def holiday_view(holiday: Holiday) -> "HolidayView":
    """One day of the calendar."""
    return {
        "date": holiday.date.isoformat(),
        "kind": holiday.kind,
        "name_id": holiday.name_id,
        "name_en": holiday.name_en,
        "decree": holiday.decree,
        "status": "revoked" if holiday.revoked_on else holiday.status.value,
        "revoked_by": holiday.revoked_by,
    }
