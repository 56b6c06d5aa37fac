"""The clock: rules that fire by themselves, and a sweep at an instant that has not come yet."""

from datetime import UTC, datetime, timedelta

from tests.deployed.reporting import Reporting
from tests.deployed.system import System, eventually, schedule_event


def test_each_schedule_starts_its_function(system: System) -> None:
    events = system.cloud.client("events")
    for function in ("Sweep", "TellingSweeper", "Digest", "LookAfterFiles"):
        rule = events.describe_rule(Name=system.physical(f"{function}{function}Event"))
        (target,) = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
        assert rule["State"] == "ENABLED"
        assert target["Arn"].endswith(f":function:{system.physical(function)}")
        assert target["DeadLetterConfig"]["Arn"].endswith(system.outputs["ScheduleDeadLettersUrl"].rpartition("/")[2])


def test_the_clock_tells_what_a_standing_stream_left_untold(system: System, reporting: Reporting) -> None:
    mappings = system.cloud.client("lambda")
    stream = system.physical("DispatchDispatchDynamodbEventSource")
    mappings.update_event_source_mapping(UUID=stream, Enabled=False)
    try:
        receipt = reporting.submit()
        assert reporting.subjects(receipt, seconds=5) == []
        assert len(reporting.subjects(receipt, seconds=110)) == 1, "every minute, what is older than half of one"
    finally:
        mappings.update_event_source_mapping(UUID=stream, Enabled=True)
    assert len(reporting.subjects(reporting.submit())) == 1, "the stream flows again"
    assert len(reporting.subjects(receipt)) == 1, "and tells nobody twice"


def test_a_sweep_finds_what_is_late_and_says_so(system: System, reporting: Reporting) -> None:
    receipt = reporting.submit()
    assert (reporting.track(receipt)["late"], len(reporting.subjects(receipt))) == (False, 1)
    system.invoke("Sweep", schedule_event(datetime.now(UTC) + timedelta(days=8)))
    late = reporting.track(receipt)
    assert (late["late"], late["level"] >= 1) == (True, True)
    assert len(reporting.subjects(receipt, count=2)) >= 2, "the reporter hears of it"
    assert eventually(
        lambda: [mail for mail in system.mails("kobar@petugas.example") if receipt.report_id in mail.subject]
    )
