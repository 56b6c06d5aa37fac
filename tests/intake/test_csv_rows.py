"""A file of rows however a spreadsheet saves it: the same rows, on the same lines; and what is no such file."""

import contextlib
import csv
import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.refusals import Invalid
from chalicelib.intake.csv_rows import read_csv
from chalicelib.intake.directory_rows import AGENCY_ROW, OFFICER_ROW

ROWS = [
    {"id": "kab.6201.dlh", "name": 'Dinas "Lingkungan; Hidup", Kobar', "kind": "DINAS", "parent": "kab.6201"},
    {"id": "kab.6201.rsud", "name": "RSUD Sultan\tImanuddin", "kind": "RSUD", "parent": "kab.6201"},
]
WAYS = list(itertools.product(",;\t", ["\r\n", "\n"], [b"", b"\xef\xbb\xbf"], [False, True]))


def saved(delimiter: str, end: str, mark: bytes, said: bool) -> bytes:
    """The rows as a spreadsheet saves them."""
    target = io.StringIO(newline="")
    written = csv.writer(target, delimiter=delimiter, lineterminator=end)
    written.writerows([list(ROWS[0]), *(list(row.values()) for row in ROWS)])
    above = f"sep={delimiter}{end}" if said else ""
    return mark + (above + target.getvalue()).encode()


def refused(raw: bytes) -> tuple[str, int | None]:
    """The fault of a file as a whole, and its line."""
    with pytest.raises(Invalid) as refusal:
        read_csv(raw, AGENCY_ROW)
    (fault,) = refusal.value.errors
    return fault.code, fault.line


@pytest.mark.parametrize(("delimiter", "end", "mark", "said"), WAYS)
def test_a_file_is_read_however_a_spreadsheet_saves_it(delimiter: str, end: str, mark: bytes, said: bool) -> None:
    rows, faults = read_csv(saved(delimiter, end, mark, said), AGENCY_ROW)
    assert faults == []
    assert [dict(row.fields) for row in rows] == ROWS
    assert [row.line for row in rows] == ([3, 4] if said else [2, 3])


def test_what_says_its_delimiter_is_believed_whatever_else_is_in_it() -> None:
    raw = b"SEP=;\nid;name;kind;parent;duties\nkab.1.a;Dinas, A, B, C;DINAS;kab.1;air,jalan"
    (row,), _ = read_csv(raw, AGENCY_ROW)
    assert row.fields["name"] == "Dinas, A, B, C"


def test_names_of_columns_are_known_with_marks_and_blanks_around_them() -> None:
    raw = "\ufeff\ufeffId ;\u00a0NAME;Kind;\u200bparent\nkab.1.a;Dinas A;DINAS;kab.1".encode()
    (row,), _ = read_csv(raw, AGENCY_ROW)
    assert set(row.fields) == {"id", "name", "kind", "parent"}


def test_a_flag_is_one_in_full_width_too() -> None:
    raw = "\n\nusername,email,role,agency_id,disabled\ndlh,dlh@kota.go.id,liaison,kab.1.a,\uff39\uff21\n".encode()
    (row,), _ = read_csv(raw, OFFICER_ROW)
    assert row.fields["disabled"] is True


@pytest.mark.parametrize("raw", [b"id,name\nkab.1,Dinas\xe9", "id,name\nkab.1,Dinas".encode("utf-16")])
def test_what_is_not_utf_8_is_refused(raw: bytes) -> None:
    assert refused(raw)[0] == "not_utf8"


def test_so_it_is_where_a_gateway_has_replaced_the_bytes_by_their_sign() -> None:
    raw = b"id,name,kind,parent\nkab.1.a,Dinas A,DINAS,kab.1\nkab.1.b,Caf\xe9,DINAS,kab.1"
    assert refused(raw.decode(errors="replace").encode()) == ("not_utf8", 3)


@given(st.text(max_size=200), st.sampled_from(WAYS))
def test_no_file_is_too_odd_to_be_read_or_refused(text: str, way: tuple[str, str, bytes, bool]) -> None:
    raw = saved(*way) + text.encode(errors="surrogatepass")
    with contextlib.suppress(Invalid):
        rows, faults = read_csv(raw, AGENCY_ROW)
        assert rows or faults, "a file that is taken has rows or faults"
