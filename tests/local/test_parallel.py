"""Nobody gets another's answer, however many ask at once."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tests.local.running_system import RunningSystem, submission


def test_500_parallel_submits_each_read_back_their_own_words(system: RunningSystem) -> None:
    numbers = range(10_000, 10_500)
    with ThreadPoolExecutor(100) as citizens:
        receipts = list(citizens.map(system.submit, numbers))
        assert {receipt.status for receipt in receipts} == {201}
        views = list(citizens.map(lambda receipt: system.own_view(receipt.json), receipts))
    assert len({receipt.json["report_id"] for receipt in receipts}) == 500
    for number, receipt, view in zip(numbers, receipts, views, strict=True):
        sent = submission(number)
        assert view.status == 200
        assert view.json["report_id"] == receipt.json["report_id"]
        assert (view.json["title"], view.json["body"]) == (sent["title"], sent["body"])
        assert [event["type"] for event in view.json["events"]] == ["submitted"]


def test_one_key_20_times_in_parallel_is_one_report_with_one_answer(system: RunningSystem) -> None:
    with ThreadPoolExecutor(20) as retries:
        replies = list(retries.map(lambda _: system.submit(20_000, "kunci-yang-sama"), range(20)))
    assert sorted({reply.status for reply in replies}) == [200, 201]
    assert [reply.status for reply in replies].count(201) == 1
    assert len({reply.content for reply in replies}) == 1
    other = system.submit(20_001, "kunci-yang-sama")
    assert (other.status, other.code) == (409, "key_reused")


def test_of_two_officers_with_one_version_one_wins_and_one_is_told_the_present_version(system: RunningSystem) -> None:
    officers = [system.as_officer("kobar"), system.as_officer("nasional")]
    for number in range(30_000, 30_010):
        report = f"/api/officer/reports/{system.submit(number).json['report_id']}"
        version = system.ask("GET", report, headers=officers[0]).json["version"]
        command = {"version": version, "forward_to": "kab.6201.dpupr"}

        with ThreadPoolExecutor(2) as hands:
            replies = list(hands.map(partial(system.ask, "POST", f"{report}/verify", command), officers))
        won, lost = sorted(replies, key=lambda reply: reply.status)
        assert (won.status, lost.status) == (200, 409), (won.content, lost.content)
        present = system.ask("GET", report, headers=officers[0]).json
        assert lost.code == "stale_version"
        assert lost.json["error"]["version"] == present["version"] == version + 1
