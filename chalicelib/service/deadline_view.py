"""A report's deadline and why it is what it is, as every reader sees it. Pure."""

from typing import TYPE_CHECKING

from chalicelib.domain.explanation import ExplainedDay, explain, is_provisional
from chalicelib.domain.limits import LIMITS, Bound, Limit
from chalicelib.domain.report import Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.standards import Basis, class_of
from chalicelib.language import say
from chalicelib.store.indexing import timestamp

if TYPE_CHECKING:
    from chalicelib.answers.deadline import DayOfLimit, Deadline, LimitDue

OWN_STRICTER = (
    "Batas lebih singkat yang ditetapkan instansi ini untuk dirinya",
    "A shorter limit that the institution set for itself",
)


def deadline_view(report: Report, rules: Rules, language: str) -> "Deadline":
    """When something must happen by, and why then, day by day."""
    limit = report.earliest_limit
    days = explain(report, limit, rules.calendar) if limit else ()
    return {
        "due_at": timestamp(report.due_at) if report.due_at else None,
        "limit": limit.name.value if limit else None,
        "timezone": limit.timezone if limit else None,
        "level": report.level,
        "late": report.late,
        "provisional": bool(limit and is_provisional(limit, rules.calendar)),
        "limits": [_limit_view(one, report, rules, language) for one in report.limits],
        "days": [day_view(day, language) for day in days],
    }


def _limit_view(limit: Limit, report: Report, rules: Rules, language: str) -> "LimitDue":
    standard = rules.standards.standard(limit.name, class_of(report))
    is_stricter = LIMITS[limit.name].binds is Bound.INSTITUTION and limit.days < standard.days
    return {
        "name": limit.name.value,
        "due_at": timestamp(limit.due_at),
        "met_at": timestamp(limit.met_at) if limit.met_at else None,
        "source": say(OWN_STRICTER if is_stricter else (standard.source_id, standard.source_en), language),
        "basis": (Basis.OWN if is_stricter else standard.basis).value,
        "confirmed": is_stricter or standard.confirmed,
    }


def day_view(day: ExplainedDay, language: str) -> "DayOfLimit":
    """One day of a limit, and why it counts or does not."""
    view: DayOfLimit = {"date": day.date.isoformat(), "kind": day.kind}
    if day.name_id:
        view["name"] = say((day.name_id, day.name_en or day.name_id), language)
    if day.is_provisional:
        view["provisional"] = True
    return view
