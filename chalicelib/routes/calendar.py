"""The working calendar, for officers."""

from chalicelib.domain.calendar.time_zones import CAPITAL
from chalicelib.domain.calendar.workdays import Holiday, local_date
from chalicelib.intake.holiday import parse_holiday, parse_revocation
from chalicelib.intake.schema import HOLIDAY, REVOCATION
from chalicelib.routes.auth import officer
from chalicelib.routes.row import JSON_OR_FORM, OpenedBy, Request, Response, Route
from chalicelib.service.calendar import declare, holiday_view, read_calendar, require_nation, revoke
from chalicelib.store import directory_lookup


def calendar(request: Request) -> Response:
    """Every day without work that is decreed so far, and whether open reports already stand by it."""
    officer(request.officer_claims)
    request.query_values()
    found = read_calendar()
    known = {**found.calendar.revoked, **found.calendar.holidays}
    days: list[Holiday] = sorted(known.values(), key=lambda holiday: holiday.date)
    body = {
        "items": [holiday_view(holiday) for holiday in days],
        "next": None,
        "complete_years": sorted(found.calendar.complete_years),
        "is_recalculated": found.is_recalculated,
    }
    return Response(body)


def declare_holiday(request: Request) -> Response:
    """The nation adds a day without work; open reports move with the next sweep."""
    actor, _ = officer(request.officer_claims)
    fields = request.fields()
    require_nation(actor)
    today = local_date(request.now, CAPITAL)
    holiday = parse_holiday(fields, calendar=directory_lookup.calendar(anew=True), today=today)
    declare(holiday)
    return Response(holiday_view(holiday), 201)


def revoke_holiday(request: Request) -> Response:
    """The nation takes a day off back: it is worked again by what begins from then on, and nothing ends earlier."""
    actor, _ = officer(request.officer_claims)
    fields = request.fields()
    require_nation(actor)
    today = local_date(request.now, CAPITAL)
    holiday = parse_revocation(fields, calendar=directory_lookup.calendar(anew=True), today=today)
    revoke(holiday)
    return Response(holiday_view(holiday))


_PATH = "/officer/calendar"
ROUTES = (
    Route("GET", _PATH, calendar, {200: "CalendarDays"}, OpenedBy.OFFICER),
    Route("POST", _PATH, declare_holiday, {201: "Holiday"}, OpenedBy.OFFICER, body=HOLIDAY, takes=JSON_OR_FORM),
    Route(
        "POST",
        f"{_PATH}/revoke",
        revoke_holiday,
        {200: "Holiday"},
        OpenedBy.OFFICER,
        body=REVOCATION,
        takes=JSON_OR_FORM,
    ),
)
