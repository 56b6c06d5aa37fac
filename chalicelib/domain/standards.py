"""Service standards: how long each limit is, by law, and where an institution binds itself to less."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.limits import LIMITS, Bound, DayUnit, LimitName
from chalicelib.domain.refusals import FieldError
from chalicelib.domain.report import Classification, Report


class Basis(StrEnum):
    """What a limit rests on: an Act or regulation, the published practice of LAPOR!, or our own decision."""

    LAW = "law"
    PRACTICE = "practice"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Standard:
    """The length of one limit, with its legal source in Indonesian and English.

    ``report_class`` is empty for every class, else a classification or ``supervisory``. ``confirmed`` says
    whether the source was read in its own text.
    """

    limit: LimitName
    report_class: str | None
    days: int
    unit: DayUnit
    source_id: str
    source_en: str
    basis: Basis
    confirmed: bool


@dataclass(frozen=True, slots=True)
class StricterStandard:
    """A shorter limit that an institution set for itself, holding for limits that begin on ``since`` or later."""

    agency_id: str
    limit: LimitName
    report_class: str | None
    days: int
    since: date


@dataclass(frozen=True, slots=True)
class Standards:
    """The limits in force."""

    national: tuple[Standard, ...]
    stricter: tuple[StricterStandard, ...] = ()

    def standard(self, limit: LimitName, report_class: str) -> Standard:
        """The national standard of a limit for a class of report. Raises KeyError when none is written."""
        for row in self.national:
            if row.limit is limit and row.report_class in (None, report_class):
                return row
        raise KeyError(f"no service standard for {limit}, {report_class}")

    def days(self, limit: LimitName, report_class: str, institution_id: str, on: date) -> int:
        """The length of a limit that begins ``on`` a date with an institution: never looser than the national one.

        Of what the institution set for itself the latest holds; of two from one day, the shorter.
        """
        own = [
            row
            for row in self.stricter
            if row.agency_id == institution_id
            and row.limit is limit
            and row.report_class in (None, report_class)
            and row.since <= on
        ]
        latest = max(own, key=lambda row: (row.since, -row.days), default=None)
        national = self.standard(limit, report_class).days
        return min(national, latest.days) if latest else national


# The institutions' own duties. What a reporter has time for is theirs: nobody shortens it.
SHORTENED = tuple(name for name, rule in LIMITS.items() if rule.binds is Bound.INSTITUTION)


def faults_of_stricter(row: StricterStandard, national: Iterable[Standard], today: date) -> Iterator[FieldError]:
    """Why an institution cannot set this limit for itself; ``today`` is the date where the institution is."""
    of_limit = [one for one in national if one.limit is row.limit]
    classes = [one.report_class for one in of_limit if one.report_class]
    if row.report_class is None and classes:
        yield FieldError("class", "class_required", {"options": ", ".join(classes)})
    elif row.report_class is not None and row.report_class not in classes:
        yield FieldError("class", "no_such_class", {"options": ", ".join(classes) or "–"})
    else:
        most = next(one.days for one in of_limit if one.report_class in (None, row.report_class))
        if row.days >= most:
            yield FieldError("days", "not_stricter", {"days": most})
    if row.since < today:
        yield FieldError("from", "before_today")


def class_of(report: Report) -> str:
    """The class by which a report's limits are chosen."""
    return report_class(report.classification, report.supervisory)


def report_class(classification: Classification, supervisory: bool) -> str:
    """``supervisory`` outweighs the classification (60 working days)."""
    return "supervisory" if supervisory else classification.value


def standards_from_rows(rows: Iterable[dict[str, object]]) -> tuple[Standard, ...]:
    """The national standards as shipped in ``data/standards.json``. Raises KeyError or ValueError for a broken row."""
    return tuple(
        Standard(
            limit=LimitName(str(row["limit"])),
            report_class=str(row["class"]) if row["class"] else None,
            days=int(str(row["days"])),
            unit=DayUnit(str(row["unit"])),
            source_id=str(row["source_id"]),
            source_en=str(row["source_en"]),
            basis=Basis(str(row["basis"])),
            confirmed=bool(row["confirmed"]),
        )
        for row in rows
    )
