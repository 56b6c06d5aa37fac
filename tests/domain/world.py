"""A small country for examining the law: three time zones, a regency with an inspectorate and one without.

The agencies and people are made up here; the calendar and the service standards are the ones the system ships.
"""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.calendar.workdays import Calendar, Holiday
from chalicelib.domain.directory import Agency, Directory
from chalicelib.domain.rules import Rules
from chalicelib.domain.standards import Standards, standards_from_rows
from chalicelib.store.holidays import holiday_from

DATA = Path(__file__).resolve().parents[2] / "chalicelib" / "data"
WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"

# agency, kind, parent, time zone
_AGENCIES = """
ri                      NASIONAL          -              Asia/Jakarta
lb.ombudsman            LEMBAGA           ri             Asia/Jakarta
kl.pu                   KEMENTERIAN       ri             Asia/Jakarta
kl.pu.balai             INSTANSI_VERTIKAL kl.pu          Asia/Jakarta
prov.62                 PROVINSI          ri             Asia/Jakarta
prov.62.dinkes          DINAS             prov.62        Asia/Jakarta
kab.6201                KABUPATEN         prov.62        Asia/Jakarta
kab.6201.inspektorat    INSPEKTORAT       kab.6201       Asia/Jakarta
kab.6201.dpupr          DINAS             kab.6201       Asia/Jakarta
kab.6201.dinkes         DINAS             kab.6201       Asia/Jakarta
kab.6201.dinkes.pkm     UPT               kab.6201.dinkes Asia/Jakarta
kab.6201.dinkes.pkm.pustu UPT             kab.6201.dinkes.pkm Asia/Jakarta
kab.6202                KABUPATEN         prov.62        Asia/Jakarta
kab.6202.dinkes         DINAS             kab.6202       Asia/Jakarta
prov.51                 PROVINSI          ri             Asia/Makassar
kota.5171               KOTA              prov.51        Asia/Makassar
kota.5171.dinkes        DINAS             kota.5171      Asia/Makassar
prov.91                 PROVINSI          ri             Asia/Jayapura
kota.9171               KOTA              prov.91        Asia/Jayapura
kota.9171.dinkes        DINAS             kota.9171      Asia/Jayapura
"""

# who, role, agency: kab.6201.dinkes.pkm is the holder of most reports in these tests
_PEOPLE = """
reporter             reporter     -
coordinator          coordinator  kab.6201
other coordinator    coordinator  kab.6202
eastern coordinator  coordinator  kota.9171
province             coordinator  prov.62
ministry             coordinator  kl.pu
nation               nation       ri
liaison              liaison      kab.6201.dinkes.pkm
neighbour            liaison      kab.6201.dpupr
ancestor             liaison      kab.6201.dinkes
head                 head         kab.6201.dinkes.pkm
chief                head         kab.6201
inspectorate         inspectorate kab.6201.inspektorat
observer             observer     lb.ombudsman
system               system       -
"""


def _agencies() -> dict[str, Agency]:
    rows = (line.split() for line in _AGENCIES.strip().splitlines())
    return {
        agency_id: Agency(agency_id, agency_id, kind, None if parent == "-" else parent, zone)
        for agency_id, kind, parent, zone in rows
    }


def _people() -> dict[str, Actor]:
    rows = (line.rsplit(maxsplit=2) for line in _PEOPLE.strip().splitlines())
    return {who: Actor(Role(role), None if agency == "-" else agency) for who, role, agency in rows}


def read(name: str) -> Any:
    """One of the data files the system ships."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def calendar_with(*declared_late: str) -> Calendar:
    """The shipped calendar, with more holidays declared on these dates."""
    shipped = read("calendar.json")
    days = [holiday_from(row) for row in shipped["days"]]
    days += [Holiday(date.fromisoformat(day), "national", "Libur tambahan", "Extra holiday") for day in declared_late]
    return Calendar({day.date: day for day in days}, frozenset(shipped["complete_years"]))


PEOPLE = _people()
CALENDAR = calendar_with()
STANDARDS = Standards(standards_from_rows(read("standards.json")))
RULES = Rules(Directory(_agencies()), CALENDAR, STANDARDS)


def local(text: str, zone: str = WIB) -> datetime:
    """The instant of a local date and time, "2026-11-20 10:00" or with seconds."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
