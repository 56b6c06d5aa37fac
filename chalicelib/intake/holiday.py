"""A declared day without work as the nation sent it: every fault at once, or the day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from chalicelib.domain.calendar.declaring import faults_of_declaration, faults_of_revocation
from chalicelib.domain.calendar.workdays import Calendar, Holiday
from chalicelib.domain.refusals import Invalid
from chalicelib.intake.schema import HOLIDAY, REVOCATION


def parse_holiday(fields: Mapping[str, object], *, calendar: Calendar, today: date) -> Holiday:
    """The day; ``today`` is the date in Jakarta, where a day ends last. Raises Invalid."""
    values, faults = HOLIDAY.gather(fields)
    if values["date"]:
        faults.extend(faults_of_declaration(values["date"], calendar, today))
    if faults:
        raise Invalid(*faults)
    return Holiday(**values | {"name_en": values["name_en"] or values["name_id"]}, declared_on=today)


def parse_revocation(fields: Mapping[str, object], *, calendar: Calendar, today: date) -> Holiday:
    """The day as it stands once it is taken back; ``today`` is the date in Jakarta. Raises Invalid."""
    values, faults = REVOCATION.gather(fields)
    if values["date"]:
        faults.extend(faults_of_revocation(values["date"], calendar, today))
    if faults:
        raise Invalid(*faults)
    return replace(calendar.holidays[values["date"]], revoked_on=today, revoked_by=values["decree"])
