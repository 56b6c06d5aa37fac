"""A queue as CSV and XLSX: the same rows for the same reader, in words, harmless in a spreadsheet, and counted."""

import csv
import io
import json
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from app import app
from chalicelib.domain.states import State
from chalicelib.service import exporting
from chalicelib.service.spreadsheets import BYTE_ORDER_MARK, harmless
from infra.local.gateway import Gateway, GatewayRequest
from tests.app.people import OFFICERS, Desk, bearer, code_of
from tests.app.seeding import seed
from tests.app.test_lists import numbers, walk

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HELD: dict[str, Any] = {"holder": "kab.6201.diskominfo", "state": State.IN_PROGRESS}
INBOX = "?queue=inbox&agency=kab.6201.diskominfo"
INDONESIAN = [
    "Nomor laporan", "Judul", "Status", "Jenis laporan", "Kategori", "Pemegang", "Diterima (WIB)", "Tenggat (WIB)",
    "Terlambat", "Jenjang eskalasi", "Berkadar pengawasan", "Rahasia", "Ditampilkan kepada publik",
    "Tempat", "Instansi", "Diverifikasi (WIB)", "Dijawab (WIB)", "Ditutup (WIB)", "Alasan ditutup",
    "Hari kerja terpakai", "Hari kerja terlambat", "Nilai dari pelapor (1–5)",
]  # fmt: skip
ENGLISH = [
    "Tracking number", "Title", "State", "Kind of report", "Category", "Held by", "Received (WIB)", "Deadline (WIB)",
    "Late", "Level", "Supervisory", "Confidential", "Published",
    "Place", "Institution", "Verified (WIB)", "Answered (WIB)", "Closed (WIB)", "Reason for closing",
    "Working days used", "Working days late", "Rating (1–5)",
]  # fmt: skip
HOSTILE = [
    '=HYPERLINK("http://jahat.example";"Klik di sini")', "+62812-7777-3333 hubungi saya", "-1+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|'!A0 sekarang", "\t=1+1 sesudah tab", "\r=1+1 sesudah CR", "\n=1+1 sesudah LF",
    "  =1+1 sesudah spasi", "＝1+1 lebar penuh",
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _something_to_export(desk: Desk) -> None:
    seed(4, level=2, late=True, **HELD)
    seed(5, category="kesehatan", confidential=True, **HELD)
    desk.forwarded()


def as_csv(desk: Desk, query: str, username: str = "kobar", language: str = "id") -> list[list[str]]:
    """The rows of a CSV, headings first."""
    reply = desk.get(f"/officer/reports.csv{query}", bearer(username) | {"Accept-Language": language})
    assert reply.status == 200, reply.content
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    return rows_of(reply.content.decode())


def rows_of(text: str) -> list[list[str]]:
    """A CSV text as a program reads it."""
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


def as_xlsx(desk: Desk, query: str, username: str = "kobar", language: str = "id") -> Any:
    """The one sheet of an XLSX, opened by another program than wrote it."""
    headers = bearer(username) | {"Accept": XLSX, "Accept-Language": language}
    reply = desk.get(f"/officer/reports.xlsx{query}", headers)
    assert reply.status == 200, reply.content
    assert reply.headers["Content-Type"] == XLSX
    book = openpyxl.load_workbook(io.BytesIO(reply.content))
    assert len(book.sheetnames) == 1
    return book.active


def as_written(cell: Any) -> str:
    """A workbook's cell as the CSV has it."""
    return f"{cell:%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else str("" if cell is None else cell)


def test_a_csv_says_the_queue_in_words(desk: Desk) -> None:
    listed = walk(desk, f"/officer/reports{INBOX}&limit=100", bearer("kobar"))
    rows = as_csv(desk, INBOX)
    assert rows[0] == INDONESIAN
    assert [row[0] for row in rows[1:]] == numbers(listed)
    late = next(row for row in rows if row[8] == "Ya")
    assert late[2:6] == ["Sedang ditindaklanjuti", "Pengaduan", "Pekerjaan Umum dan Penataan Ruang", late[5]]
    assert (late[5], late[9], late[10], late[11], late[12]) == (
        listed[0]["holder_name"],
        "2",
        "Tidak",
        "Tidak",
        "Tidak",
    )
    english = as_csv(desk, INBOX, language="en")
    assert english[0] == ENGLISH
    assert (english[1][2], english[1][3], english[1][8]) == ("In progress", "Complaint", "Yes")


def test_times_are_by_the_clock_of_the_readers_institution(desk: Desk) -> None:
    listed = walk(desk, f"/officer/reports{INBOX}&limit=100", bearer("kobar"))
    rows = as_csv(desk, INBOX)
    for item, row in zip(listed, rows[1:], strict=True):
        for value, shown in ((item["received_at"], row[6]), (item["due_at"], row[7])):
            offset = datetime.fromisoformat(f"{shown}:00+07:00") - datetime.fromisoformat(value)
            assert -60 < offset.total_seconds() <= 0


def test_an_xlsx_holds_the_same_with_real_dates_and_numbers(desk: Desk) -> None:
    rows = as_csv(desk, f"{INBOX}&order=calm", language="en")
    sheet = as_xlsx(desk, f"{INBOX}&order=calm", language="en")
    cells = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert cells[0] == ENGLISH
    assert len(cells) == len(rows) >= 10
    for cell, row in zip(cells[1:], rows[1:], strict=True):
        assert isinstance(cell[6], datetime)
        assert isinstance(cell[9], int)
        assert [f"{cell[6]:%Y-%m-%d %H:%M}", f"{cell[7]:%Y-%m-%d %H:%M}", str(cell[9])] == [row[6], row[7], row[9]]
        assert [*cell[:6], cell[8], *cell[10:13]] == [*row[:6], row[8], *row[10:13]]
        assert [as_written(one) for one in cell[13:]] == row[13:]
    assert sheet.freeze_panes == "A2"


def test_a_workbook_tells_how_a_report_went(desk: Desk) -> None:
    """From its facts and its place: as names, and never the way to a door."""
    place = {"province": "62", "regency": "6201", "district": "Arut Selatan", "detail": "Rumah cat hijau"}
    receipt = desk.forwarded(location=place)
    number, reporter = receipt["report_id"], code_of(receipt)
    for command, fields in (("accept", {}), ("answer", {"text": "Lubang sudah ditambal.", "outcome": "solved"})):
        version = desk.get(f"/officer/reports/{number}", bearer("dpupr")).json["version"]
        path = f"/officer/reports/{number}/{command}"
        assert desk.post(path, {"version": version, **fields}, bearer("dpupr")).status == 200
    assert desk.post(f"/reports/{number}/confirm", {"rating": 4}, reporter).status == 200
    sheet = as_xlsx(desk, "?queue=all", "dpupr")
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == number)
    assert row[13:15] == (
        "Arut Selatan, Kabupaten Kotawaringin Barat, Kalimantan Tengah",
        "Pemerintah Kabupaten Kotawaringin Barat",
    )
    verified, answered, closed = row[15:18]
    assert row[6] <= verified <= answered <= closed
    assert row[18:] == ("Pelapor menyatakan selesai", 0, 0, 4)
    assert "Rumah cat hijau" not in str(list(sheet.iter_rows(values_only=True)))


def test_the_filters_are_those_of_the_list(desk: Desk) -> None:
    for filters in ("&category=kesehatan", "&late=true", "&state=in_progress&order=calm", "&state=closed"):
        listed = numbers(walk(desk, f"/officer/reports{INBOX}{filters}&limit=100", bearer("kobar")))
        assert [row[0] for row in as_csv(desk, INBOX + filters)[1:]] == listed
        assert [row[0].value for row in list(as_xlsx(desk, INBOX + filters).rows)[1:]] == listed
    for path in ("csv?late=perhaps", "xlsx?order=upwards", "csv?limit=1001", "xlsx?holder=x"):
        headers = bearer("kobar") | {"Accept": "*/*"}
        assert desk.get(f"/officer/reports.{path}", headers).status == 422


def test_pages_of_a_csv_joined_are_one_csv(desk: Desk) -> None:
    whole = as_csv(desk, INBOX)
    text, cursor = "", ""
    while True:
        reply = desk.get(f"/officer/reports.csv{INBOX}&limit=2{cursor}", bearer("kobar"))
        text += reply.content.decode()
        if "X-Next-Cursor" not in reply.headers:
            break
        cursor = f"&cursor={reply.headers['X-Next-Cursor']}"
    assert rows_of(text) == whole
    other = desk.get(f"/officer/reports.csv?queue=verify{cursor}", bearer("kobar"))
    assert (other.status, other.code) == (400, "malformed"), "a cursor is of its list"
    as_list = desk.get(f"/officer/reports{INBOX}{cursor}", bearer("kobar"))
    assert as_list.status == 200, "the list goes on where the file stopped"


@pytest.mark.parametrize("username", OFFICERS)
def test_nobody_gets_a_row_that_their_list_has_not(desk: Desk, username: str) -> None:
    for queue in ("verify", "inbox", "late", "all"):
        more = "&agency=kab.6201" if (username, queue) == ("nasional", "all") else ""
        headers = bearer(username) | {"Accept": XLSX}
        listed = desk.get(f"/officer/reports?queue={queue}{more}&limit=100", headers)
        files = [desk.get(f"/officer/reports.{kind}?queue={queue}{more}", headers) for kind in ("csv", "xlsx")]
        assert [one.status for one in files] == [listed.status] * 2
        if listed.status != 200:
            assert (username, listed.status) == ("ombudsman", 403)
            continue
        theirs = set(numbers(walk(desk, f"/officer/reports?queue={queue}{more}&limit=100", headers)))
        assert {row[0] for row in rows_of(files[0].content.decode())[1:]} <= theirs
        sheet = openpyxl.load_workbook(io.BytesIO(files[1].content)).active
        assert {row[0].value for row in list(sheet.rows)[1:]} == theirs
    foreign = desk.get("/officer/reports.csv?queue=inbox&agency=kl.kemenkes", bearer("kobar"))
    assert (foreign.status, foreign.code) == (404, "not_found")


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_becomes_a_formula(desk: Desk, title: str) -> None:
    (number,) = seed(1, title, holder="kab.6201.disdukcapil", state=State.FORWARDED)
    query = "?queue=inbox&agency=kab.6201.disdukcapil"
    row = next(row for row in as_csv(desk, query) if row[0] == number)
    assert row[1] == f"'{title}" or row[1].startswith("'")
    cell = next(row[1] for row in as_xlsx(desk, query).rows if row[0].value == number)
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


def test_an_ordinary_title_stays_as_it_is() -> None:
    for title in ("Jalan rusak", "3 = tiga", "a@b", "'kutip", "", "Rp1.000-an"):
        assert harmless(title) == title


def test_a_file_is_named_after_queue_and_day(desk: Desk) -> None:
    reply = desk.get(f"/officer/reports.csv{INBOX}", bearer("kobar"))
    said = reply.headers["Content-Disposition"]
    assert said.startswith('attachment; filename="lapor-inbox-20')
    assert said.endswith('.csv"')
    assert len(said) == len('attachment; filename="lapor-inbox-2026-11-25.csv"')


def test_accept_must_admit_a_workbook(desk: Desk) -> None:
    for accept, status in ((None, 400), ("application/json", 400), (f"{XLSX}, */*;q=0.1", 200), ("*/*", 200)):
        headers = bearer("kobar") | ({"Accept": accept} if accept else {})
        reply = desk.get(f"/officer/reports.xlsx{INBOX}", headers)
        assert reply.status == status, accept
        assert status == 200 or f"Accept: {XLSX}" in reply.json["error"]["message"]
        if status == 400:
            assert reply.code == "malformed"


def test_through_the_gateway_a_workbook_comes_as_bytes_and_json_as_text() -> None:
    gateway = Gateway(app)
    headers = {name.lower(): value for name, value in bearer("kobar").items()} | {"accept": XLSX}
    request = GatewayRequest("GET", "/officer/reports.xlsx", INBOX[1:], headers, b"", "192.0.2.7")
    answer = gateway.answer(request)
    assert answer.status == 200
    assert answer.body[:2] == b"PK"
    assert openpyxl.load_workbook(io.BytesIO(answer.body)).active.max_row > 5
    listed = gateway.answer(GatewayRequest("GET", "/officer/reports", INBOX[1:], headers, b"", "192.0.2.7"))
    assert json.loads(listed.body)["items"]


def test_too_long_for_a_workbook_names_the_csv(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("MOST_ROWS", 5), ("MOST_BYTES", 100)):
        with monkeypatch.context() as small:
            small.setattr(exporting, name, value)
            reply = desk.get(f"/officer/reports.xlsx{INBOX}", bearer("kobar") | {"Accept": XLSX})
        assert (reply.status, reply.error["fields"][0]["code"]) == (422, "too_long_for_a_workbook")
        assert "CSV" in reply.error["fields"][0]["message"]
    monkeypatch.setattr(exporting, "MOST_AT_ONCE", 2)
    whole = numbers(walk(desk, f"/officer/reports{INBOX}&limit=100", bearer("kobar")))
    assert [row[0].value for row in list(as_xlsx(desk, INBOX).rows)[1:]] == whole, "page after page"
    monkeypatch.setattr(exporting, "MOST_PAGES", 2)
    assert desk.get(f"/officer/reports.xlsx{INBOX}", bearer("kobar") | {"Accept": XLSX}).status == 422


def test_who_took_how_many_rows_is_logged_and_nothing_of_them(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    title = "Judul yang tidak boleh tercatat"
    seed(1, title, **HELD)
    rows = len(as_csv(desk, INBOX)) - 1
    (said,) = [vars(one) for one in caplog.records if one.message == "exported"]
    assert (said["username"], said["queue"], said["rows"]) == ("kobar", "inbox", rows)
    assert title not in str([vars(one) for one in caplog.records])


def test_no_reporter_is_in_a_file(desk: Desk) -> None:
    desk.forwarded(reporter={"name": "Kenari Ekspor", "email": "kenari.ekspor@warga.example", "phone": "081277773334"})
    text = str(as_csv(desk, "?queue=inbox", "dpupr"))
    cells = str([[cell.value for cell in row] for row in as_xlsx(desk, "?queue=inbox", "dpupr").rows])
    for secret in ("Kenari", "kenari.ekspor", "77773334"):
        assert secret not in text
        assert secret not in cells


def test_the_document_describes_list_and_files(desk: Desk) -> None:
    document = desk.get("/openapi.json").json
    request = {one["name"] for one in document["paths"]["/officer/reports"]["get"]["parameters"]}
    assert request == {"queue", "state", "agency", "category", "late", "order", "limit", "cursor"}
    item = walk(desk, f"/officer/reports{INBOX}&limit=100", bearer("kobar"))[0]
    assert set(document["components"]["schemas"]["QueueItem"]["properties"]) == set(item)
    for kind, media_type in (("csv", "text/csv"), ("xlsx", XLSX)):
        answers = document["paths"][f"/officer/reports.{kind}"]["get"]["responses"]["200"]
        assert set(answers["content"]) == {media_type}
        assert ("X-Next-Cursor" in answers["headers"]) == (kind == "csv")
