"""A queue as a file for a spreadsheet: the same reader, filters and order as the list, in words instead of codes.

Nobody's name or contact is in it: no list has them. Titles are the reporter's words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.actors import Actor
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.language import say
from chalicelib.language.dates import local_time
from chalicelib.service.export_columns import Reader, columns, row
from chalicelib.service.lists import officer_page
from chalicelib.service.queue_access import QueueQuery
from chalicelib.service.spreadsheets import Cell, as_csv, as_xlsx
from chalicelib.store.directory_lookup import calendar, categories, directory_covering, institutions
from chalicelib.store.entries import Entry
from chalicelib.store.exported import Exported, exported

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
class _Exportable:
    """The entries of a queue, what else is known of them, and who reads."""

    entries: Sequence[Entry]
    found: Mapping[str, Exported]
    reader: Reader

    def rows(self) -> Iterator[list[Cell]]:
        """A row for each entry, in their order."""
        for entry in self.entries:
            yield row(entry, self.found.get(entry.report_id), self.reader)


def queue_as_csv(actor: Actor, wanted: QueueQuery, now: datetime, language: str) -> Export:
    """A page of a queue. Headings stand on the first one alone, so that all pages, joined, are one file.

    Raises as ``lists.officer_queue`` does.
    """
    listed = officer_page(actor, wanted)
    table = _table(actor, listed.entries, now, language)
    headings = None if wanted.cursor else [column.heading for column in columns(table.reader)]
    content = as_csv(headings, table.rows())
    if len(content.encode()) > MOST_BYTES_OF_A_PAGE and wanted.limit > 1:
        return queue_as_csv(actor, replace(wanted, limit=wanted.limit // 2), now, language)
    return Export(content, _filename(wanted, table.reader, "csv"), len(listed.entries), listed.next)


def queue_as_xlsx(actor: Actor, wanted: QueueQuery, now: datetime, language: str) -> Export:
    """A whole queue. Raises Invalid for one that is too long for one answer, and as ``lists.officer_queue`` does."""
    entries = list(_whole(actor, wanted))
    table = _table(actor, entries, now, language)
    content = as_xlsx(say(("Laporan", "Reports"), language), columns(table.reader), table.rows())
    if len(content) > MOST_BYTES:
        raise _too_long()
    return Export(content, _filename(wanted, table.reader, "xlsx"), len(entries))


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


def _table(actor: Actor, entries: Sequence[Entry], now: datetime, language: str) -> _Exportable:
    found = exported(entry.report_id for entry in entries)
    held = [one.report.last_holder for one in found.values()]
    directory = directory_covering([actor.agency_id, *(entry.holder for entry in entries), *held])
    zone = directory.institution_of(actor.agency_id or "").timezone
    names = {agency_id: agency.name for agency_id, agency in institutions().items()}
    return _Exportable(entries, found, Reader(language, zone, now, categories(), directory, calendar(), names))


def _filename(wanted: QueueQuery, reader: Reader, kind: str) -> str:
    return f"lapor-{wanted.queue}-{local_time(reader.now, reader.timezone):%Y-%m-%d}.{kind}"
