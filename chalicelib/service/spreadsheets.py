"""Rows as a CSV text or an XLSX workbook. Pure; no cell of either is ever a formula.

What a citizen wrote must not act in the spreadsheet that opens it: a text that a spreadsheet could take for a formula
gets an apostrophe in front, as spreadsheets themselves mark a text (OWASP "CSV Injection"). In XLSX such a text is also
written as a string cell, whatever it begins with. A CSV does not say what separates its cells, so there each part of a
text that a spreadsheet of some locale could take for a cell of its own gets the apostrophe too.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Cell = str | int | datetime | None
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as the code page of the machine
STARTS_OF_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
# What may end a cell: `,` in one locale, `;` or a tab in another, a line's end where quotes were not understood.
_SEPARATOR = re.compile(r"(?<=[,;|\t\r\n\v\f\x85\u2028\u2029])(?=[\s\"']*[=+\-@＝＋－＠])")
MINUTES = "%Y-%m-%d %H:%M"
A4 = 9
TWO_LINES = 30  # points


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and how wide it is shown, in characters."""

    heading: str
    width: int


def as_csv(headings: Iterable[str] | None, rows: Iterable[Sequence[Cell]]) -> str:
    """Rows between commas, as RFC 4180 has them. Without headings it is the continuation of another."""
    text = io.StringIO()
    writer = csv.writer(text)
    if headings is not None:
        text.write(BYTE_ORDER_MARK)
        writer.writerow([harmless_everywhere(heading) for heading in headings])
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return text.getvalue()


def as_xlsx(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet: headings that stay in sight and filter, dates and numbers as such."""
    # Imported here: only this answer needs it.
    import xlsxwriter

    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(name)
        heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, harmless(column.heading), heading)
        sheet.set_row(0, TWO_LINES)
        last = 0
        for last, row in enumerate(rows, start=1):
            for at, cell in enumerate(row):
                _write(sheet, last, at, cell, moment)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        _make_printable(sheet)
    return book.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Cell, moment: Any) -> None:
    match cell:
        case str():
            sheet.write_string(row, column, harmless(cell))
        case int():
            sheet.write_number(row, column, cell)
        case datetime():
            sheet.write_datetime(row, column, cell, moment)


def _make_printable(sheet: Any) -> None:
    """All columns on one page's width, the headings on each page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def harmless(text: str) -> str:
    """The text, with an apostrophe in front when a spreadsheet could take it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(STARTS_OF_FORMULAS) else text


def harmless_everywhere(text: str) -> str:
    """The text, harmless also where a spreadsheet cuts it at what separates the cells in another locale."""
    return _SEPARATOR.sub("'", harmless(text))


def _written(cell: Cell) -> str | int:
    match cell:
        case None:
            return ""
        case str():
            return harmless_everywhere(cell)
        case datetime():
            return cell.strftime(MINUTES)
        case _:
            return cell
