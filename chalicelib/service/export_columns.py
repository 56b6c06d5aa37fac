"""The columns of a queue as a file, and what stands in each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.calendar.workdays import Calendar
from chalicelib.domain.directory import Directory
from chalicelib.domain.milestones import answered_at, verified_at, working_days_late, working_days_used
from chalicelib.domain.report import Report
from chalicelib.language import say
from chalicelib.language.dates import local_time, short_zone
from chalicelib.language.places import place_in_words
from chalicelib.language.words import state_in_words, word
from chalicelib.service.spreadsheets import Cell, Column
from chalicelib.store.directory_lookup import Category
from chalicelib.store.entries import Entry
from chalicelib.store.exported import Exported


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: in which language, by which clock, with what the rows name; ``names`` are the institutions'."""

    language: str
    timezone: str
    now: datetime
    categories: dict[str, Category]
    directory: Directory
    calendar: Calendar
    names: Mapping[str, str]

    def time(self, moment: datetime | str | None) -> datetime | None:
        """A moment by the reader's clock."""
        if isinstance(moment, str):
            moment = datetime.fromisoformat(moment)
        return local_time(moment, self.timezone) if moment else None

    def yes_or_no(self, is_so: bool) -> str:
        """A flag in words."""
        return word("flag", "yes" if is_so else "no", self.language)

    def category(self, category_id: str) -> str:
        """A category's name."""
        known = self.categories.get(category_id)
        return category_id if known is None else say((known.name_id, known.name_en), self.language)

    def holder(self, agency_id: str | None) -> str | None:
        """An agency's name."""
        agency = self.directory.get(agency_id)
        return agency.name if agency else agency_id

    def institution(self, agency_id: str) -> str:
        """The name of the institution that an agency belongs to."""
        return self.directory.institution_of(agency_id).name if self.directory.get(agency_id) else agency_id

    def place(self, location: dict[str, object]) -> str:
        """The areas of a place by their names, the nearest first; never the way to a door."""
        areas = {part: said for part, said in location.items() if part != "detail"}
        return place_in_words(areas, self.names)

    def reason(self, report: Report) -> str | None:
        """Why a report was closed or laid aside."""
        reason = report.closed_reason or report.archived_reason if report.ended_at else None
        return word("reason", reason, self.language) if reason else None


# Indonesian and English heading ({zone} is the clock the times are told by), width, and what stands in the column.
_OF_THE_LIST: tuple[tuple[str, str, int, Callable[[Entry, Reader], Cell]], ...] = (
    ("Nomor laporan", "Tracking number", 20, lambda entry, _: entry.report_id),
    ("Judul", "Title", 44, lambda entry, _: entry.title),
    ("Status", "State", 26, lambda entry, reader: state_in_words(entry.state, entry.closed_reason, reader.language)),
    ("Jenis laporan", "Kind of report", 20,
        lambda entry, reader: word("classification", entry.classification or "", reader.language)),
    ("Kategori", "Category", 36, lambda entry, reader: reader.category(entry.category)),
    ("Pemegang", "Held by", 34, lambda entry, reader: reader.holder(entry.holder)),
    ("Diterima ({zone})", "Received ({zone})", 18, lambda entry, reader: reader.time(entry.received_at)),
    ("Tenggat ({zone})", "Deadline ({zone})", 18, lambda entry, reader: reader.time(entry.due_at)),
    ("Terlambat", "Late", 11, lambda entry, reader: reader.yes_or_no(entry.late)),
    ("Jenjang eskalasi", "Level", 11, lambda entry, _: entry.level),
    ("Berkadar pengawasan", "Supervisory", 14, lambda entry, reader: reader.yes_or_no(entry.supervisory)),
    ("Rahasia", "Confidential", 13, lambda entry, reader: reader.yes_or_no(entry.confidential)),
    ("Ditampilkan kepada publik", "Published", 13, lambda entry, reader: reader.yes_or_no(entry.published)),
)  # fmt: skip
_OF_THE_REPORT: tuple[tuple[str, str, int, Callable[[Exported, Reader], Cell]], ...] = (
    ("Tempat", "Place", 44, lambda one, reader: reader.place(one.location)),
    ("Instansi", "Institution", 34, lambda one, reader: reader.institution(one.report.last_holder)),
    ("Diverifikasi ({zone})", "Verified ({zone})", 18, lambda one, reader: reader.time(verified_at(one.report))),
    ("Dijawab ({zone})", "Answered ({zone})", 18, lambda one, reader: reader.time(answered_at(one.report))),
    ("Ditutup ({zone})", "Closed ({zone})", 18, lambda one, reader: reader.time(one.report.ended_at)),
    ("Alasan ditutup", "Reason for closing", 30, lambda one, reader: reader.reason(one.report)),
    ("Hari kerja terpakai", "Working days used", 13,
        lambda one, reader: working_days_used(one.report, reader.calendar, reader.timezone, reader.now)),
    ("Hari kerja terlambat", "Working days late", 13,
        lambda one, reader: working_days_late(one.report, reader.calendar, reader.timezone, reader.now)),
    ("Nilai dari pelapor (1–5)", "Rating (1–5)", 13, lambda one, _: one.report.rating),
)  # fmt: skip


def columns(reader: Reader) -> list[Column]:
    """The headings in the reader's language."""
    zone = short_zone(reader.timezone)
    return [
        Column(say((indonesian, english), reader.language).format(zone=zone), width)
        for indonesian, english, width, _ in (*_OF_THE_LIST, *_OF_THE_REPORT)
    ]


def row(entry: Entry, one: Exported | None, reader: Reader) -> list[Cell]:
    """A report's cells; those beside the list stay empty where it went away meanwhile."""
    own = [cell(one, reader) if one else None for *_, cell in _OF_THE_REPORT]
    return [*(cell(entry, reader) for *_, cell in _OF_THE_LIST), *own]
