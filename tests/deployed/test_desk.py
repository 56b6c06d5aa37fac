"""Officers act over the gateway, and the reporter hears of it: API → transaction → stream → dispatch → SES."""

import io

import openpyxl

from chalicelib.routes.row import XLSX
from tests.deployed.officers import Officers
from tests.deployed.reporting import Reporting
from tests.deployed.system import System, eventually


def test_a_report_goes_from_desk_to_desk_until_it_is_answered(
    system: System, reporting: Reporting, officers: Officers
) -> None:
    receipt = reporting.submit()
    view = officers.order("kobar", receipt.report_id, "verify", forward_to="kab.6201.dpupr")
    assert (view["state"], view["holder"]["agency_id"]) == ("forwarded", "kab.6201.dpupr")
    assert officers.order("dpupr", receipt.report_id, "accept")["state"] == "in_progress"
    assert officers.order("dpupr", receipt.report_id, "answer", text="Lubang sudah ditutup.")["state"] == "answered"
    assert reporting.track(receipt)["state"] == "answered"
    assert len(reporting.subjects(receipt, count=3)) == 3, "receipt, forwarded, answered"
    assert eventually(
        lambda: [one for one in system.mails("dpupr@petugas.example") if receipt.report_id in one.subject]
    )


def test_another_agencys_report_is_not_found(reporting: Reporting, officers: Officers) -> None:
    receipt = reporting.submit()
    answer = officers.ask("dpupr", "GET", f"/officer/reports/{receipt.report_id}")
    assert (answer.status, answer.code) == (404, "not_found")


def test_what_happened_is_counted(reporting: Reporting, officers: Officers) -> None:
    def standing_open() -> int:
        answer = officers.ask("kobar", "GET", "/officer/summary?agency=kab.6201")
        assert answer.status == 200, answer
        return int(answer.json["open"]["total"])

    before = standing_open()
    reporting.submit()
    assert eventually(lambda: standing_open() > before)


def test_a_queue_comes_as_a_workbook_through_the_gateway(reporting: Reporting, officers: Officers) -> None:
    receipt = reporting.submit()
    answer = officers.ask("kobar", "GET", "/officer/reports.xlsx?queue=verify", accept=XLSX)
    assert (answer.status, answer.headers["Content-Type"]) == (200, XLSX), answer
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert receipt.report_id in [cell.value for row in sheet.iter_rows() for cell in row]
