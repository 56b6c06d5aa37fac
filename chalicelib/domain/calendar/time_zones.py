"""Indonesia's times, once: their IANA names, how far from UTC they are and what they are called.

There are three and no daylight saving (Keppres 41/1987); a fixed offset needs no zone data to be installed.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeZone:
    """A zone by its IANA name; ``hours`` ahead of UTC, ``short`` as people write it behind a time."""

    name: str
    hours: int
    short: str


WIB = TimeZone("Asia/Jakarta", 7, "WIB")
WITA = TimeZone("Asia/Makassar", 8, "WITA")
WIT = TimeZone("Asia/Jayapura", 9, "WIT")
# What an agency may be given. Who was given another name of the same time before keeps it.
TIME_ZONES = (WIB, WITA, WIT)
PONTIANAK = TimeZone("Asia/Pontianak", WIB.hours, WIB.short)
# The time of whatever has no agency: an erased report, the nation's calendar.
CAPITAL = WIB.name
_BY_NAME = {zone.name: zone for zone in (*TIME_ZONES, PONTIANAK)}


def time_zone(name: str) -> TimeZone:
    """The zone of that IANA name; the capital's for an unknown one."""
    return _BY_NAME.get(name, WIB)
