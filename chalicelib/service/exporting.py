"""A queue as a file for a spreadsheet: the same reader, filters and order as the list, in words instead of codes.

Nobody's name or contact is in it: no list has them. Titles are the reporter's words.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.actors import Actor
from chalicelib.domain.directory import Directory
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.language import say
from chalicelib.language.dates import local_time, short_zone
from chalicelib.language.words import state_in_words, word
from chalicelib.service.lists import officer_page
from chalicelib.service.queue_access import QueueQuery
from chalicelib.service.spreadsheets import Cell, Column, as_csv, as_xlsx
from chalicelib.store.directory_lookup import Category, categories, directory_covering
from chalicelib.store.entries import Entry

MOST_AT_ONCE = 1000
MOST_ROWS = 10_000
# A function of 512 MB reads and writes so much well within its 25 seconds.
MOST_PAGES = 60
# Lambda answers 6 MB, base64 included.
MOST_BYTES = 4_400_000
MOST_BYTES_OF_A_PAGE = 900_000


@dataclass(frozen=True, slots=True)
class Export:
    """A file: its content, a name that says queue and day, its rows, and the cursor of what is left."""

    content: str | bytes
    filename: str
    rows: int
    next: str | None = None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads: in which language, by which clock, with the names of what the rows name."""

    language: str
    timezone: str
    categories: dict[str, Category]
    holders: Directory

    def time(self, moment: str | None) -> datetime | None:
        """A moment by the reader's clock."""
        return local_time(datetime.fromisoformat(moment), self.timezone) if moment else None

    def yes_or_no(self, is_so: bool) -> str:
        """A flag in words."""
        return word("flag", "yes" if is_so else "no", self.language)

    def category(self, category_id: str) -> str:
        """A category's name."""
        known = self.categories.get(category_id)
        return category_id if known is None else say((known.name_id, known.name_en), self.language)

    def holder(self, agency_id: str | None) -> str | None:
        """An agency's name."""
        agency = self.holders.get(agency_id)
        return agency.name if agency else agency_id


# Indonesian and English heading ({zone} is the clock the times are told by), width, and what stands in the column.
_COLUMNS: tuple[tuple[str, str, int, Callable[[Entry, _Reader], Cell]], ...] = (
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


def queue_as_csv(actor: Actor, wanted: QueueQuery, now: datetime, language: str) -> Export:
    """A page of a queue. Headings stand on the first one alone, so that all pages, joined, are one file.

    Raises as ``lists.officer_queue`` does.
    """
    listed = officer_page(actor, wanted)
    reader = _reader(actor, listed.entries, language)
    headings = None if wanted.cursor else [column.heading for column in _columns(reader)]
    content = as_csv(headings, _rows(listed.entries, reader))
    if len(content.encode()) > MOST_BYTES_OF_A_PAGE and wanted.limit > 1:
        return queue_as_csv(actor, replace(wanted, limit=wanted.limit // 2), now, language)
    return Export(content, _filename(wanted, now, reader, "csv"), len(listed.entries), listed.next)


def queue_as_xlsx(actor: Actor, wanted: QueueQuery, now: datetime, language: str) -> Export:
    """A whole queue. Raises Invalid for one that is too long for one answer, and as ``lists.officer_queue`` does."""
    entries = list(_whole(actor, wanted))
    reader = _reader(actor, entries, language)
    content = as_xlsx(say(("Laporan", "Reports"), language), _columns(reader), _rows(entries, reader))
    if len(content) > MOST_BYTES:
        raise _too_long()
    return Export(content, _filename(wanted, now, reader, "xlsx"), len(entries))


def _whole(actor: Actor, wanted: QueueQuery) -> Iterator[Entry]:
    found: set[str] = set()  # a report that moves while the pages are read is told once
    page = replace(wanted, limit=MOST_AT_ONCE)
    for _ in range(MOST_PAGES):
        listed = officer_page(actor, page)
        new = [entry for entry in listed.entries if entry.report_id not in found]
        found |= {entry.report_id for entry in new}
        if len(found) > MOST_ROWS:
            break
        yield from new
        if listed.next is None:
            return
        page = replace(page, cursor=listed.next)
    raise _too_long()


def _too_long() -> Invalid:
    return Invalid(FieldError("queue", "too_long_for_a_workbook", {"most": MOST_ROWS}))


def _reader(actor: Actor, entries: Iterable[Entry], language: str) -> _Reader:
    directory = directory_covering([actor.agency_id, *(entry.holder for entry in entries)])
    zone = directory.institution_of(actor.agency_id or "").timezone
    return _Reader(language, zone, categories(), directory)


def _columns(reader: _Reader) -> list[Column]:
    zone = short_zone(reader.timezone)
    return [
        Column(say((indonesian, english), reader.language).format(zone=zone), width)
        for indonesian, english, width, _ in _COLUMNS
    ]


def _rows(entries: Iterable[Entry], reader: _Reader) -> Iterator[list[Cell]]:
    for entry in entries:
        yield [cell(entry, reader) for *_, cell in _COLUMNS]


def _filename(wanted: QueueQuery, now: datetime, reader: _Reader, kind: str) -> str:
    return f"lapor-{wanted.queue}-{local_time(now, reader.timezone):%Y-%m-%d}.{kind}"
