"""Dates and times in words: "Jumat, 27 November 2026 pukul 23.59 WIB"."""

import re
from datetime import date, datetime, timedelta, timezone

from chalicelib.domain.calendar.time_zones import CAPITAL, time_zone

_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni",
           "Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}  # fmt: skip

DAY_OF_THE_YEAR = re.compile(rf"\b[0-9]{{1,2}} (?:{'|'.join(_MONTHS['id'] + _MONTHS['en'])}) [0-9]{{4}}\b")
"""A day as ``day_in_words`` writes it, without the day of the week."""


def day_in_words(day: date, language: str) -> str:
    """ "Jumat, 27 November 2026"."""
    spoken = "en" if language == "en" else "id"
    return f"{_DAYS[spoken][day.weekday()]}, {day.day} {_MONTHS[spoken][day.month - 1]} {day.year}"


def day_and_month(day: date, language: str) -> str:
    """ "27 November", where there is no room for more."""
    return f"{day.day} {_MONTHS['en' if language == 'en' else 'id'][day.month - 1]}"


def month_in_words(month: str, language: str) -> str:
    """ "November 2026", of a month like 2026-11."""
    year, number = month.split("-")
    return f"{_MONTHS['en' if language == 'en' else 'id'][int(number) - 1]} {year}"


def short_zone(timezone_name: str) -> str:
    """ "WIB", "WITA" or "WIT"; WIB for an unknown zone."""
    return time_zone(timezone_name).short


def local_time(moment: datetime, timezone_name: str) -> datetime:
    """What a clock of that zone shows, without the zone, for who says it beside it."""
    hours = time_zone(timezone_name).hours
    return moment.astimezone(timezone(timedelta(hours=hours))).replace(tzinfo=None)


def moment_in_words(moment: datetime, language: str, timezone_name: str = CAPITAL) -> str:
    """ "Jumat, 27 November 2026 pukul 23.59 WIB"; an unknown zone is told as WIB."""
    local = local_time(moment, timezone_name)
    clock = f"at {local:%H:%M}" if language == "en" else f"pukul {local:%H.%M}"
    return f"{day_in_words(local, language)} {clock} {short_zone(timezone_name)}"
