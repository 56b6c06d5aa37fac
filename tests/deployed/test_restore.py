"""One report is brought back as it was; the emulator restores what a table holds when it is asked."""

from datetime import timedelta

import pytest

from chalicelib import clock
from infra.aws import restore_report
from infra.aws.console import CommandRefused
from tests.deployed.conftest import STAGE
from tests.deployed.officers import Officers
from tests.deployed.reporting import Reporting
from tests.deployed.system import System
from tests.deployed.test_letters import POISON, insert_poison, key_of
from tests.deploying.test_commands import run


def test_a_report_is_brought_back_and_goes_on_from_there(
    system: System, reporting: Reporting, officers: Officers, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = reporting.submit()
    officers.order("kobar", receipt.report_id, "verify", forward_to="kab.6201.dpupr")
    assert len(reporting.subjects(receipt, count=2)) == 2, "receipt, forwarded"
    reports, identities = restore_report.begin(system.cloud, clock.now() - timedelta(seconds=1))
    officers.order("dpupr", receipt.report_id, "accept")
    officers.order("dpupr", receipt.report_id, "answer", text="Ini bukan jawaban kami.")
    assert len(reporting.subjects(receipt, count=3)) == 3

    restore_report.bring_back(system.cloud, receipt.report_id, reports, identities, yes=True)

    said = capsys.readouterr().out
    assert "2 later ones are removed" in said, "accepted, answered"
    seen = reporting.track(receipt)
    assert (seen["state"], seen["version"]) == ("forwarded", 2)
    assert officers.order("dpupr", receipt.report_id, "accept")["state"] == "in_progress"
    assert officers.order("dpupr", receipt.report_id, "answer", text="Lubang sudah ditambal.")["state"] == "answered"
    tables = system.cloud.client("dynamodb").list_tables()["TableNames"]
    assert not [name for name in tables if "restored" in name]


def test_what_was_lost_comes_back_and_nobody_is_told_twice(
    system: System, reporting: Reporting, officers: Officers
) -> None:
    receipt = reporting.submit()
    told = reporting.subjects(receipt, count=1)
    reports, identities = restore_report.begin(system.cloud, clock.now() - timedelta(seconds=1))
    tables = system.cloud.client("dynamodb")
    partition = f"REPORT#{receipt.report_id}"
    for key in ("HEAD", "BODY", "EVENT#000001"):
        tables.delete_item(TableName=reports.table, Key={"pk": {"S": partition}, "sk": {"S": key}})
    gone = system.ask("GET", f"/reports/{receipt.report_id}", headers={"X-Access-Code": receipt.access_code})
    assert gone.status == 404
    restore_report.bring_back(system.cloud, receipt.report_id, reports, identities, yes=True)
    assert reporting.track(receipt)["state"] == "submitted"
    officers.order("kobar", receipt.report_id, "verify", forward_to="kab.6201.dpupr")
    assert len(reporting.subjects(receipt, count=2)) == len(told) + 1, "the receipt once, and what came after"


def test_who_acts_meanwhile_is_not_overruled(
    system: System, reporting: Reporting, officers: Officers, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = reporting.submit()
    reports, identities = restore_report.begin(system.cloud, clock.now() - timedelta(seconds=1))
    officers.order("kobar", receipt.report_id, "verify")

    def yes_but_late(_: str) -> str:
        officers.order("kobar", receipt.report_id, "forward", to="kab.6201.dpupr")
        return "y"

    monkeypatch.setattr("builtins.input", yes_but_late)
    with pytest.raises(CommandRefused, match="acted on the report meanwhile"):
        restore_report.bring_back(system.cloud, receipt.report_id, reports, identities, yes=False)
    assert reporting.track(receipt)["state"] == "forwarded"
    monkeypatch.setattr("builtins.input", lambda _: "no")
    with pytest.raises(CommandRefused, match="are there still, and cost"):
        restore_report.bring_back(system.cloud, receipt.report_id, reports, identities, yes=False)
    restore_report.bring_back(system.cloud, receipt.report_id, reports, identities, yes=True)
    assert reporting.track(receipt)["state"] == "submitted"


def test_what_was_erased_stays_erased(system: System, reporting: Reporting) -> None:
    receipt = reporting.submit()
    reports, identities = restore_report.begin(system.cloud, clock.now() - timedelta(seconds=1))
    for command in ("withdraw", "erase"):
        answer = system.ask(
            "POST", f"/reports/{receipt.report_id}/{command}", {}, {"X-Access-Code": receipt.access_code}
        )
        assert answer.status == 200, answer
    with pytest.raises(CommandRefused, match="does not come back"):
        restore_report.bring_back(system.cloud, receipt.report_id, reports, identities, yes=True)
    for beside in (reports, identities):
        system.cloud.client("dynamodb").delete_table(TableName=beside.restored)


def test_every_report_of_a_stage_is_counted_anew_but_one_that_nothing_can_read(
    system: System, reporting: Reporting
) -> None:
    bad = reporting.submit()
    insert_poison(system, bad)
    stopped = run("recount", STAGE=STAGE)
    assert stopped.returncode == 1
    assert stopped.stderr == f"Not counted: {bad.report_id}. What each counted for before still counts.\n"
    assert "canary" not in stopped.stdout
    system.cloud.client("dynamodb").delete_item(TableName=system.outputs["ReportsTableName"], Key=key_of(bad, POISON))
    done = run("recount", STAGE=STAGE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "reports looked at" in done.stdout
