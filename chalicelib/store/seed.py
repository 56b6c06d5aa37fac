"""The first start: agencies, categories, calendar and, on one machine, demo officers. Idempotent."""

import json
from typing import Any

from chalicelib.domain.directory import Agency, Directory
from chalicelib.domain.directory.appointing import Officer
from chalicelib.store import consulted, expiry_dates
from chalicelib.store.directory_lookup import (
    DATA,
    Category,
    categories,
    forget,
    officer,
    put_agencies,
    put_category,
    put_complete_year,
    put_holiday,
    put_officer,
)
from chalicelib.store.holidays import holiday_from


def load(officers: list[dict[str, Any]]) -> None:
    """Load what ships with the project, unless it is there; what was changed since stays as it is."""
    forget()
    if not categories():
        _load_agencies()
        _load_calendar()
        expiry_dates.keep(expiry_dates.ALL)
        consulted.began_with_traces()
        # Categories last: they tell that all the rest is there.
        for row in _data("categories.json"):
            put_category(Category(row["id"], row["name_id"], row["name_en"], row["confidential_by_default"]))
        forget()
    for profile in officers:
        if officer(profile["username"]) is None:
            put_officer(Officer(**profile))


def agency_from(row: dict[str, Any]) -> Agency:
    """An agency as the shipped data spells it."""
    return Agency(
        agency_id=row["id"],
        name=row["name"],
        kind=row["kind"],
        parent=row.get("parent"),
        timezone=row["timezone"],
        accepts_reports=row["accepts_reports"],
        short_name=row.get("short_name"),
        duties=tuple(row.get("duties", ())),
    )


def shipped_agencies() -> Directory:
    """The agencies that ship with the project, as one tree."""
    return Directory({row["id"]: agency_from(row) for row in _data("agencies.json")})


def _load_agencies() -> None:
    directory = shipped_agencies()
    put_agencies((one, directory.institution_of(one.agency_id).agency_id) for one in directory.agencies.values())


def _load_calendar() -> None:
    shipped = _data("calendar.json")
    for row in shipped["days"]:
        put_holiday(holiday_from(row))
    for year in shipped["complete_years"]:
        put_complete_year(year)


def _data(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))
