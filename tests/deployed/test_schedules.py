"""The clock: rules that fire by themselves, and a sweep at an instant that has not come yet."""

from datetime import UTC, datetime, timedelta

from tests.deployed.officers import Officers, address_of
from tests.deployed.reporting import Receipt, Reporting
from tests.deployed.system import Mail, System, eventually, schedule_event


def test_each_schedule_starts_its_function(system: System) -> None:
    events = system.cloud.client("events")
    for function in ("Sweep", "OutboxSweeper", "Digest", "LookAfterFiles"):
        rule = events.describe_rule(Name=system.physical(f"{function}{function}Event"))
        (target,) = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
        assert rule["State"] == "ENABLED"
        assert target["Arn"].endswith(f":function:{system.physical(function)}")
        assert target["DeadLetterConfig"]["Arn"].endswith(system.outputs["ScheduleDeadLettersUrl"].rpartition("/")[2])


def test_the_sweeps_rule_starts_it(system: System) -> None:
    """The stack's own rule and target; only its period is shortened, for a test cannot wait five minutes."""
    events, rule = system.cloud.client("events"), system.physical("SweepSweepEvent")
    period = events.describe_rule(Name=rule)["ScheduleExpression"]
    before = len(swept(system))
    events.put_rule(Name=rule, ScheduleExpression="rate(1 minute)", State="ENABLED")
    try:
        assert eventually(lambda: len(swept(system)) > before, seconds=130)
    finally:
        events.put_rule(Name=rule, ScheduleExpression=period, State="ENABLED")


def swept(system: System) -> list[str]:
    """The starts of its runs, in the log group that the template gave it."""
    logs = system.cloud.client("logs").filter_log_events(logGroupName=system.physical("SweepLogs"))
    return [event["message"] for event in logs["events"] if event["message"].startswith("START ")]


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


def test_a_sweep_finds_what_is_late_and_says_so(system: System, reporting: Reporting, officers: Officers) -> None:
    officers.token("kobar")
    receipt = reporting.submit()
    assert eventually(lambda: len(mails_about(system, receipt)) == 1), "its coordinator hears that it came"
    assert not reporting.track(receipt)["late"]
    system.invoke("Sweep", schedule_event(datetime.now(UTC) + timedelta(days=8)))
    late = reporting.track(receipt)
    assert late["late"]
    assert late["level"] >= 1
    assert eventually(lambda: len(mails_about(system, receipt)) > 1), "its coordinator hears of it"


def mails_about(system: System, receipt: Receipt) -> list[Mail]:
    """What the coordinator was told of a report."""
    eventually(lambda: system.mails(address_of("kobar")))
    return [mail for mail in system.mails(address_of("kobar")) if receipt.report_id in mail.subject]
