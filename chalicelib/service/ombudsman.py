"""The papers for the Ombudsman: what the system knows of a report, and the office to turn to.

What UU 37/2008 art. 24 wants of the person is not in it and never comes here: it is typed on the printed page itself.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from chalicelib.domain.directory import NATION_ID, Directory
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import LIMITS, Bound, LimitName
from chalicelib.domain.report import Report
from chalicelib.finding.places import Place, institution_of_place
from chalicelib.service import reading
from chalicelib.service.commands import Opened
from chalicelib.service.rules import agencies_of, rules_for
from chalicelib.store.directory_lookup import DATA
from chalicelib.store.indexing import timestamp

PAPERS_LANGUAGE = "id"
LEFT_OUT = frozenset(
    {
        EventType.REMINDED,
        EventType.SURVEYED,
        EventType.CONTACT_CHANGED,
        EventType.PUBLICITY_CHANGED,
        EventType.PUBLISHED,
        EventType.UNPUBLISHED,
    }
)
"""Events that say nothing about how the agency dealt with the report."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office of the Ombudsman: of a province (its agency id), or, without one, the centre.

    ``source`` says, in Indonesian, where the address is from; ``confirmed`` whether somebody checked it there.
    """

    province: str | None
    name: str
    address: str
    source: str
    confirmed: bool
    phone: str | None = None
    email: str | None = None


@cache
def offices() -> tuple[Office, ...]:
    """Every office that is known, the centre first."""
    rows = json.loads((DATA / "ombudsman_offices.json").read_text(encoding="utf-8"))
    return tuple(sorted((Office(**row) for row in rows), key=lambda office: office.province or ""))


def office_for(province_id: str | None) -> Office:
    """The office of a province, or the centre where it is not known."""
    centre = offices()[0]
    return next((one for one in offices() if province_id and one.province == province_id), centre)


def dossier(opened: Opened, now: datetime) -> dict[str, Any]:
    """What the papers say of a report, in Indonesian whatever its reporter reads: that is what the Ombudsman reads."""
    report = opened.stored.report
    view = reading.own_view(opened, now, PAPERS_LANGUAGE)
    directory = rules_for(agencies_of(report)).directory
    addressee = directory.agencies[report.addressed_to or NATION_ID]
    province = directory.get(_province(report, view["location"] or {}, directory))
    return {
        "view": view,
        "addressee": _whole_name(addressee.agency_id, directory),
        "handled_by": _whole_name(report.last_holder, directory),
        "timezone": addressee.timezone,
        "events": [one for one in view["events"] if one["type"] not in LEFT_OUT],
        "limits": _limits(report, view, now),
        "due_of": {one["name"]: one["due_at"] for one in view["deadline"]["limits"]},
        "office": office_for(province.agency_id if province else None),
        "province": province.name if province else None,
        "printed_at": timestamp(now),
    }


def _limits(report: Report, view: Mapping[str, Any], now: datetime) -> list[dict[str, Any]]:
    """The limits that bind agencies: how each ended, or ``running``; ``rests`` where it neither runs nor was met."""
    running = {limit.name.value for limit in report.running_limits} if report.is_open else set()
    found = []
    for one in view["deadline"]["limits"]:
        if LIMITS[LimitName(one["name"])].binds is Bound.REPORTER:
            continue
        lapsed = one["met_at"] is None and datetime.fromisoformat(one["due_at"]) < now
        state = "met" if one["met_at"] else "lapsed" if lapsed else "running" if one["name"] in running else "rests"
        was_late = bool(one["met_at"]) and one["met_at"] > one["due_at"]
        found.append({**one, "state": "met_late" if was_late else state})
    return found


def _province(report: Report, location: Mapping[str, object], directory: Directory) -> str | None:
    """The province of the place, or else that of an institution that had the report."""
    for agency_id in (report.addressed_to, report.last_holder):
        sent_to = directory.institution_of(agency_id).agency_id if agency_id else None
        if found := Place(location, sent_to).province(directory):
            return found
    placed = directory.province_of(institution_of_place(location, directory) or "")
    return placed.agency_id if placed else None


def _whole_name(agency_id: str, directory: Directory) -> str:
    agency, institution = directory.agencies[agency_id], directory.institution_of(agency_id)
    return agency.name if agency is institution else f"{agency.name}, {institution.name}"
