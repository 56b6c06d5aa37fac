"""Where a report stands, as people ask it: at which station, what is so now, by when the next thing comes. Pure."""

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.explanation import explain, is_provisional
from chalicelib.domain.limits import DayUnit, Limit, LimitName
from chalicelib.domain.report import ClosedReason, Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.states import State
from chalicelib.domain.stations import station_of
from chalicelib.language import say
from chalicelib.language.dates import day_in_words
from chalicelib.language.standing_sentences import LATE, OWN, PUBLIC, STANDING
from chalicelib.language.words import word
from chalicelib.service.deadline_view import day_view
from chalicelib.store.indexing import timestamp

if TYPE_CHECKING:
    from chalicelib.answers.standing import Standing

# Whose end a reporter waits for, or has to keep: never an inner limit of an agency.
_NEXT = {
    State.SUBMITTED: LimitName.VERIFY,
    State.NEEDS_INFO: LimitName.COMPLETE,
    State.ANSWERED: LimitName.REPLY,
    State.CLOSED: LimitName.DISPUTE,
    State.ARCHIVED: LimitName.OBJECT,
}
SEALED_FROM_LEVEL = 3
_LEFT = {
    DayUnit.WORKING: ("{n} hari kerja lagi, sampai {day}", "{n} working days left, until {day}"),
    DayUnit.CALENDAR: ("{n} hari lagi, sampai {day}", "{n} days left, until {day}"),
}
_ONE_LEFT = {
    DayUnit.WORKING: ("1 hari kerja lagi, sampai {day}", "1 working day left, until {day}"),
    DayUnit.CALENDAR: ("1 hari lagi, sampai {day}", "1 day left, until {day}"),
}
_TODAY = ("Hari ini hari terakhir: {day}", "Today is the last day: {day}")
_PASSED = ("Batasnya {day} sudah lewat", "The limit, {day}, has passed")


def standing(report: Report, rules: Rules, language: str, *, own: bool) -> "Standing":
    """What its reporter reads of it with ``own``, else what everybody reads."""
    case = _case(report)
    told, then = (STANDING | (OWN if own else PUBLIC))[case]
    limit = _limit(report, case)
    said = [say(told, language).format(who=_holder(report, rules))]
    if then and limit:
        due = local_date(limit.due_at, limit.timezone)
        said.append(say(then, language).format(day=day_in_words(due, language)))
    days = explain(report, limit, rules.calendar) if limit else ()
    return {
        "station": station_of(report).value,
        "now": " ".join(said),
        "late": _lateness(report, language),
        "by": timestamp(limit.due_at) if limit else None,
        "limit": limit.name.value if limit else None,
        "provisional": bool(limit and is_provisional(limit, rules.calendar)),
        "days": [day_view(day, language) for day in days],
    }


def time_left(report: Report, standing: "Standing", now: datetime, language: str) -> str | None:
    """How much is left until what it stands for, as the site counts it: days after today that count. None without."""
    limit = report.limit(LimitName(standing["limit"])) if standing["limit"] else None
    if limit is None:
        return None
    today = local_date(now, limit.timezone).isoformat()
    left = sum(day["date"] > today and day["kind"] in ("counted", "extended") for day in standing["days"])
    said = _PASSED if now > limit.due_at else _TODAY if not left else (_ONE_LEFT if left == 1 else _LEFT)[limit.unit]
    return say(said, language).format(n=left, day=day_in_words(local_date(limit.due_at, limit.timezone), language))


def _case(report: Report) -> str:
    """Which sentence tells of it: its state's, or that of a state's special case."""
    if report.state is State.ANSWERED and report.open_promise:
        return "promised"
    if report.state is State.CLOSED and report.closed_reason is not ClosedReason.CONFIRMED:
        return "closed_unconfirmed"
    if report.state is State.ARCHIVED and _running(report, LimitName.REVIVE):
        return "unrevived"
    return report.state.value


def _limit(report: Report, case: str) -> Limit | None:
    match case:
        case "promised":
            return report.open_promise
        case "unrevived":
            return _running(report, LimitName.REVIVE)
        case _:
            name = _NEXT.get(report.state)
            return _running(report, name) if name else report.answer_limit


def _running(report: Report, name: LimitName) -> Limit | None:
    limit = report.limit(name)
    return limit if limit and report.runs(limit) else None


def _holder(report: Report, rules: Rules) -> str:
    holder = rules.directory.get(report.last_holder)
    return (holder.short_name or holder.name) if holder else report.last_holder


def _lateness(report: Report, language: str) -> str | None:
    """That it is late, and who knows by now; a sealed report is hidden from the nation."""
    if not report.late:
        return None
    level = min(report.level, SEALED_FROM_LEVEL - 1) if report.sealed else report.level
    told = f" {word('level', str(level), language)}." if level else ""
    return say(LATE, language) + told
