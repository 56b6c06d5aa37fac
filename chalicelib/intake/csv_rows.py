"""A file of rows: CSV with `,`, `;` or TAB, UTF-8 with or without a mark, its header naming the fields.

An empty cell says nothing. A list is written with `|` between its parts, a flag as true/false, ya/tidak or 1/0.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.domain.signs import plain
from chalicelib.intake.directory_rows import columns_of
from chalicelib.intake.kinds import FormShape
from chalicelib.intake.shapes import Shape

MOST_ROWS = 2000
FILE = "file"
_DELIMITERS = ",;\t"
# What spreadsheets write above the header to say how the file is parted.
_SAID_DELIMITER = re.compile(r"(?i)sep=([,;\t])\r?\n?")
_FLAGS = {"true": True, "ya": True, "yes": True, "1": True, "false": False, "tidak": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row as it was written: its first line in the file, and what its cells say, field by field."""

    line: int
    fields: Mapping[str, object]


def read_csv(raw: bytes, shape: Shape) -> tuple[list[CsvRow], list[FieldError]]:
    """The rows that could be read, and the faults of the others. Raises Invalid for a file that holds no such rows."""
    text = _text_of(raw)
    rows: list[CsvRow] = []
    faults: list[FieldError] = []
    header: list[str] | None = None
    for line, cells in _records(text):
        if cells is None:
            faults.append(FieldError(FILE, "bad_csv", line=line))
        elif not any(cell.strip() for cell in cells):
            continue
        elif header is None:
            header = _header(cells, shape, line)
        else:
            extra = any(cell.strip() for cell in cells[len(header) :])
            faults += [FieldError(FILE, "too_many_cells", line=line)] if extra else []
            rows.append(CsvRow(line, _fields(dict(zip(header, cells, strict=False)), shape)))
        if len(rows) > MOST_ROWS:
            raise Invalid(FieldError(FILE, "too_many_rows", {"most": MOST_ROWS}, line))
    if not rows and not faults:
        raise Invalid(FieldError(FILE, "no_rows", line=1))
    return rows, faults


def _text_of(raw: bytes) -> str:
    """The file's text. Raises Invalid for what is not UTF-8, also where a gateway put its sign for that (U+FFFD)."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(FieldError(FILE, "not_utf8", line=1)) from None
    before, replaced, _ = text.partition("\ufffd")
    if replaced:
        raise Invalid(FieldError(FILE, "not_utf8", line=before.count("\n") + 1))
    return text


def _records(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each record with the line it begins on; None for what is no CSV, after which nothing can be told apart."""
    said = _SAID_DELIMITER.match(text)
    first_line = text.lstrip("\r\n").partition("\n")[0]
    delimiter = said[1] if said else max(_DELIMITERS, key=first_line.count)
    reader = csv.reader(io.StringIO(text[said.end() :] if said else text, newline=""), delimiter=delimiter, strict=True)
    above = 1 if said else 0
    begun = above + 1
    try:
        for cells in reader:
            yield begun, cells
            begun = above + reader.line_num + 1
    except csv.Error:
        yield begun, None


def _header(cells: list[str], shape: Shape, line: int) -> list[str]:
    known = columns_of(shape)
    names = [plain(cell).strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    faults = [
        FieldError(name[:64], "unknown_column", {"columns": ", ".join(known)}, line)
        for name in names
        if name not in known
    ]
    faults += [
        FieldError(name, "double_column", line=line)
        for place, name in enumerate(names)
        if name in known and name in names[:place]
    ]
    faults += [
        FieldError(name, "missing_column", line=line)
        for name, field in known.items()
        if field.required and name not in names
    ]
    if faults:
        raise Invalid(*faults)
    return names


def _fields(cells: Mapping[str, str], shape: Shape) -> dict[str, object]:
    forms = {field.name: field.kind.form for field in shape.fields}
    return {name: _value(cell.strip(), forms[name]) for name, cell in cells.items() if cell.strip()}


def _value(text: str, form: FormShape) -> object:
    match form:
        case FormShape.FLAG:
            return _FLAGS.get(plain(text).strip().lower(), text)
        case FormShape.LIST:
            return [part.strip() for part in text.split("|")]
        case _:
            return text
