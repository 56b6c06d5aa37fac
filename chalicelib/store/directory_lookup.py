"""The directory in DynamoDB: agencies, officers, categories, calendar, stricter standards.

Agencies and rules change rarely and are read by every request, so a process keeps them for a minute. An officer's
profile is read each time: who was disabled is out at once.
"""

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from chalicelib.domain.calendar.workdays import Calendar, Holiday, HolidayStatus
from chalicelib.domain.directory import Agency, Directory
from chalicelib.domain.directory.agency_changes import institution_in_id
from chalicelib.domain.directory.appointing import Officer
from chalicelib.domain.limits import LimitName
from chalicelib.domain.standards import Standards, StricterStandard, standards_from_rows
from chalicelib.store import officers
from chalicelib.store.directory_rows import row_item
from chalicelib.store.failures import translated_errors
from chalicelib.store.holidays import CALENDAR, holiday_from, row_of
from chalicelib.store.models.directory import DirectoryItem
from chalicelib.store.officers import OFFICERS

KEPT_SECONDS = 60
DATA = Path(__file__).parent.parent / "data"
INSTITUTIONS, CATEGORIES, STANDARDS = "INSTITUTIONS", "CATEGORIES", "STANDARDS"
Kept = TypeVar("Kept")
_kept: dict[str, tuple[float, Any]] = {}


@dataclass(frozen=True, slots=True)
class Category:
    """What reports can be about."""

    category_id: str
    name_id: str
    name_en: str
    confidential_by_default: bool


def units_key(institution_id: str) -> str:
    """The partition of an institution's units."""
    return f"UNITS#{institution_id}"


def directory_covering(agency_ids: Iterable[str | None]) -> Directory:
    """Every institution, and all units of the institutions that these agencies belong to.

    A unit's id begins with its institution's id and a dot, so the institutions alone tell where to look.
    """
    agencies = institutions().copy()
    for institution_id in {institution_in_id(agency_id, institutions()) for agency_id in agency_ids if agency_id}:
        if institution_id:
            agencies |= units_of(institution_id)
    return Directory(agencies)


def units_of(institution_id: str) -> dict[str, Agency]:
    """The units of one institution, by id."""
    return _keep(units_key(institution_id), lambda: _agencies(units_key(institution_id)))


def institutions() -> dict[str, Agency]:
    """All institutions, by id."""
    return _keep(INSTITUTIONS, _load_institutions)


def whole_directory() -> Directory:
    """Every agency there is: one query for each institution, once a minute and process at most."""
    return directory_covering(institutions())


def made_of_directory(name: str, make: Callable[[Directory], Kept]) -> Kept:
    """What ``make`` makes of every agency there is, kept under that name as long as they are."""
    return _keep(f"MADE#{name}", lambda: make(whole_directory()))


def categories() -> dict[str, Category]:
    """All categories, by id."""
    return _keep(CATEGORIES, lambda: {row["category_id"]: Category(**row) for row in _rows(CATEGORIES)})


def is_filled() -> bool:
    """Whether the directory stands, asked anew each time: what is kept says nothing about the database now."""
    with translated_errors():
        return next(iter(DirectoryItem.query(CATEGORIES, limit=1)), None) is not None


def calendar(*, anew: bool = False) -> Calendar:
    """The holidays decreed so far; ``anew`` for who must not take a minute-old answer."""
    if anew:
        _kept.pop(CALENDAR, None)
    return _keep(CALENDAR, _load_calendar)


def standards() -> Standards:
    """The service standards shipped with the code, and the stricter ones institutions set for themselves."""
    return _keep(STANDARDS, _load_standards)


def officer(username: str) -> Officer | None:
    """An officer's profile as it is now, or None."""
    known = officers.find(username)
    return known.officer if known else None


def officers_of(agency_id: str, role: str) -> tuple[Officer, ...]:
    """The officers of one agency in one role, disabled ones left out."""
    institution_id = institution_in_id(agency_id, institutions())
    found = officers.of_office(institution_id, agency_id, role) if institution_id else ()
    return tuple(one.officer for one in found if not one.officer.disabled)


def all_officers() -> list[Officer]:
    """Every officer, to make the sign-in pool from."""
    return [Officer(**row) for row in _rows(OFFICERS)]


def forget() -> None:
    """Read everything anew from now on: for whoever has just changed it."""
    _kept.clear()


def put_agencies(agencies: Iterable[tuple[Agency, str]]) -> None:
    """Write agencies, each under its institution, 25 in a request; a first start that broke off writes all again."""
    with translated_errors(), DirectoryItem.batch_write() as batch:
        for agency, institution_id in agencies:
            partition = INSTITUTIONS if agency.is_institution else units_key(institution_id)
            batch.save(DirectoryItem(pk=partition, sk=agency.agency_id, row=json.dumps(asdict(agency))))


def agency_from_row(row: dict[str, Any]) -> Agency:
    """The agency in a row."""
    return Agency(**{**row, "duties": tuple(row["duties"])})


def put_category(category: Category) -> None:
    """Write a category."""
    _put(CATEGORIES, category.category_id, asdict(category))


def put_holiday(holiday: Holiday) -> None:
    """Write a day without work."""
    _put(CALENDAR, holiday.date.isoformat(), row_of(holiday))


def put_complete_year(year: int) -> None:
    """Write that all holidays of a year are decreed."""
    _put(CALENDAR, f"YEAR#{year}", {"complete_year": year})


def put_officer(profile: Officer) -> None:
    """Write an officer's profile."""
    with translated_errors():
        row_item(officers.change(profile, None, institution_in_id(profile.agency_id, institutions()))).save()


def _put(partition: str, key: str, row: dict[str, Any]) -> None:
    with translated_errors():
        DirectoryItem(pk=partition, sk=key, row=json.dumps(row)).save()


def _rows(partition: str) -> list[dict[str, Any]]:
    with translated_errors():
        return [json.loads(item.row or "{}") for item in DirectoryItem.query(partition)]


def _keep(key: str, load: Callable[[], Kept]) -> Kept:
    # A monotonic timer, not the clock: it decides nothing but when to ask again.
    found = _kept.get(key)
    if found is None or time.monotonic() - found[0] > KEPT_SECONDS:
        found = (time.monotonic(), load())
        _kept[key] = found
    kept: Kept = found[1]
    return kept


def _agencies(partition: str) -> dict[str, Agency]:
    return {row["agency_id"]: agency_from_row(row) for row in _rows(partition)}


def _load_institutions() -> dict[str, Agency]:
    return _agencies(INSTITUTIONS)


def _load_calendar() -> Calendar:
    rows = _rows(CALENDAR)
    known = [holiday_from(row, _shipped_uncertain()) for row in rows if "date" in row]
    years = frozenset(row["complete_year"] for row in rows if "complete_year" in row)
    in_force = {one.date: one for one in known if one.revoked_on is None}
    return Calendar(in_force, years, {one.date: one for one in known if one.revoked_on})


@cache
def _shipped_uncertain() -> frozenset[str]:
    shipped = json.loads((DATA / "calendar.json").read_text(encoding="utf-8"))["days"]
    return frozenset(row["date"] for row in shipped if row.get("status") == HolidayStatus.SUBJECT_TO_ISBAT)


@cache
def _national_standards() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DATA / "standards.json").read_text(encoding="utf-8"))
    return rows


def _load_standards() -> Standards:
    stricter = tuple(
        StricterStandard(
            row["agency_id"], LimitName(row["limit"]), row["class"], row["days"], date.fromisoformat(row["from"])
        )
        for row in _rows(STANDARDS)
    )
    return Standards(standards_from_rows(_national_standards()), stricter)
