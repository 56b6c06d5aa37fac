"""What was acknowledged is there after kill -9 of every process, and is told exactly once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.local.running_system import HASTY, RunningSystem, submission, wait_until

BUSY = HASTY | {"DELIVERY_GRACE_SECONDS": "8"}
"""The sweeper leaves hundreds of letters to the stream for a while, or both would write each of them."""


def receipts_by_citizen(system: RunningSystem) -> Counter[str]:
    return Counter(mail["to"] for mail in system.mails() if mail["to"].endswith("@warga.example"))


def test_after_kill_9_every_201_is_there_once_and_its_receipt_is_sent_once(tmp_path: Path) -> None:
    system = RunningSystem(tmp_path / "data", BUSY).start()
    numbers = range(40_000, 40_200)
    with ThreadPoolExecutor(50) as citizens:
        replies = list(citizens.map(system.submit, numbers))
    system.kill_everything()
    assert {reply.status for reply in replies} == {201}
    receipts: list[dict[str, Any]] = [reply.json for reply in replies]

    system.start()
    try:
        for number, receipt in zip(numbers, receipts, strict=True):
            view = system.own_view(receipt)
            assert view.status == 200
            assert view.json["title"] == submission(number)["title"]
            assert [(event["seq"], event["type"]) for event in view.json["events"]] == [(1, "submitted")]
            again = system.submit(number)
            assert (again.status, again.json) == (200, receipt)
        expected = Counter(f"warga{number}@warga.example" for number in numbers)
        wait_until(lambda: system.citizens_told() == len(expected), 90)
        assert receipts_by_citizen(system) == expected
    finally:
        system.stop()


def test_killed_in_the_middle_of_submits_each_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    system = RunningSystem(tmp_path / "data", BUSY).start()
    numbers = range(50_000, 50_300)

    def submit(number: int) -> dict[str, Any] | None:
        try:
            reply = system.submit(number)
        except (OSError, HTTPException):
            return None  # the system died under it, perhaps between the head of its answer and the body
        return dict(reply.json) if reply.status == 201 else None

    with ThreadPoolExecutor(50) as citizens:
        running = [citizens.submit(submit, number) for number in numbers]
        running[60].result()
        system.kill_everything()
        answers = [citizen.result() for citizen in running]
    assert any(answers)
    assert not all(answers)

    system.start()
    try:
        receipts = []
        for number, answer in zip(numbers, answers, strict=True):
            again = system.submit(number)  # what a citizen's form does when no answer came
            assert again.status in ((200,) if answer else (200, 201))
            assert answer in (None, again.json)
            view = system.own_view(again.json).json
            assert [(event["seq"], event["type"]) for event in view["events"]] == [(1, "submitted")]
            receipts.append(again.json["report_id"])
        assert len(set(receipts)) == len(numbers)
        expected = Counter(f"warga{number}@warga.example" for number in numbers)
        wait_until(lambda: system.citizens_told() == len(expected), 90)
        assert receipts_by_citizen(system) == expected
    finally:
        system.stop()
