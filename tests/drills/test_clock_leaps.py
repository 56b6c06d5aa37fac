"""A clock that is set forwards or backwards, while the machine runs or between two starts, leaves nothing waiting."""

import time
from pathlib import Path
from typing import Any

import pytest

from infra.local.cursor import StreamCursor
from infra.local.mailbox import Mail, Mailbox
from infra.local.objects import ObjectStore
from infra.local.queue import MessageQueue
from infra.local.schedules import Clock, is_turn
from tests.local.running_system import HASTY, RunningSystem, wait_until

LIBRARY = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
NOW = 1_800_000_000.0
DAYS_AHEAD = NOW + 20 * 86_400
RECORD: dict[str, Any] = {"dynamodb": {"SequenceNumber": "7"}}


def test_what_a_fast_clock_put_off_is_due_when_it_is_set_back(tmp_path: Path) -> None:
    cursor = StreamCursor(tmp_path / "stream.db", "dispatch", "arn")
    cursor.advance("shard", "7", [RECORD], DAYS_AHEAD)
    assert cursor.due(DAYS_AHEAD, 10) == [], "it waits a second"
    assert cursor.due(NOW, 10) == [(RECORD, 1)]
    assert cursor.due(DAYS_AHEAD + 2, 10) == [(RECORD, 1)]


def test_an_event_of_a_file_is_due_when_the_clock_is_set_back(tmp_path: Path) -> None:
    store = ObjectStore(tmp_path)
    with store.draft() as draft:
        draft.write(b"x")
        store.keep(draft, "bucket", "key", {}, "PutObject")
    assert store.take_event(DAYS_AHEAD)
    assert store.take_event(DAYS_AHEAD) is None, "it waits"
    assert store.take_event(NOW)


def test_an_event_of_a_mail_is_due_when_the_clock_is_set_back(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path / "mail.db")
    mailbox.keep(Mail("a@kota.example", "b@warga.example", "s", "t"), event={"detail": {}})
    ((number, _, _),) = mailbox.events_due(DAYS_AHEAD)
    mailbox.postpone_event(number, DAYS_AHEAD + 60)
    assert mailbox.events_due(DAYS_AHEAD) == []
    assert mailbox.events_due(NOW)


def test_a_dead_letter_is_seen_when_the_clock_is_set_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    queue = MessageQueue(tmp_path / "mail.db")
    monkeypatch.setattr(time, "time", lambda: DAYS_AHEAD)
    queue.answer("AmazonSQS.SendMessage", {"MessageBody": "x"})
    assert queue.answer("AmazonSQS.ReceiveMessage", {})["Messages"]
    assert queue.answer("AmazonSQS.ReceiveMessage", {}) == {}, "hidden for a while"
    monkeypatch.setattr(time, "time", lambda: NOW)
    assert queue.answer("AmazonSQS.ReceiveMessage", {})["Messages"]


def test_schedules_fire_again_when_the_clock_is_set_back() -> None:
    fired = {"sweep": int(DAYS_AHEAD) // 300}
    assert not is_turn(fired, "sweep", 300, DAYS_AHEAD + 1)
    assert is_turn(fired, "sweep", 300, DAYS_AHEAD + 300)
    assert is_turn(fired, "sweep", 300, NOW)


def test_after_a_leap_nothing_is_deleted_by_date_for_an_hour(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wall, gone = [NOW], [0.0]
    monkeypatch.setattr(time, "time", lambda: wall[0])
    monkeypatch.setattr(time, "monotonic", lambda: gone[0])
    clock = Clock()
    assert clock.is_trusted()
    wall[0], gone[0] = NOW + 60, 60
    assert clock.is_trusted()
    wall[0], gone[0] = DAYS_AHEAD, 61
    assert not clock.is_trusted()
    assert "the clock was set by +17" in capsys.readouterr().out
    wall[0], gone[0] = DAYS_AHEAD + 3700, 3761
    assert clock.is_trusted()
    wall[0], gone[0] = NOW, 3762
    assert not clock.is_trusted()


@pytest.mark.skipif(not LIBRARY.exists(), reason="Debian's faketime is not installed")
def test_a_clock_that_was_wrong_between_starts_leaves_everybody_told(tmp_path: Path) -> None:
    for number, off in enumerate(("", "+20d", "", "-20d", ""), 1):
        wrong = {"LD_PRELOAD": str(LIBRARY), "FAKETIME": off} if off else {}
        system = RunningSystem(tmp_path / "data", HASTY | wrong).start()
        try:
            receipt = system.submit(number).json
            wait_until(lambda running=system, told=number: running.citizens_told() == told, 30)
            assert system.own_view(receipt).status == 200
            sent = [mail["to"] for mail in system.mails() if mail["to"].endswith("@warga.example")]
            assert len(sent) == len(set(sent)) == number, "each once"
        finally:
            system.stop()
