"""The alarm says each fault once, by mail, while it begins, lasts a day, and ends; and it needs no running system."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib.answers.health import FAULTS
from infra.local import alarm
from infra.local.alarm_texts import SENTENCES, letter
from infra.local.kept_backups import MANIFEST, newest_age, remove_older
from infra.local.ports import free_port
from tests.local.running_system import ROOT, RunningSystem
from tests.local.smtp_office import Office, open_office

TO = "it@kota.example"
DAY = 24 * 3600


def rung(folder: Path, server: str, port: int, **more: str) -> subprocess.CompletedProcess[str]:
    """The alarm as its timer runs it."""
    environment = os.environ | {
        "PORT": str(port),
        "DATA_DIR": str(folder),
        "RUNTIME_DIRECTORY": str(folder),
        "SMTP_URL": f"smtp://{server}",
        "ALARM_ADDRESS": TO,
        "SENDER_ADDRESS": "lapor@kota.example",
        "SITE_URL": "https://lapor.kota.example",
        "ALARM_MEGABYTES": "1",
        **more,
    }
    command = [sys.executable, "-m", "infra.local.alarm"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_system_that_is_down_is_told_once_and_its_return_too(system: RunningSystem, tmp_path: Path) -> None:
    office = Office()
    with open_office(office) as server:
        down = [rung(tmp_path, server, free_port()) for _ in range(2)]
        assert [one.returncode for one in down] == [1, 1]
        assert down[1].stdout.startswith("<1>no_answer: ")
        (told,) = office.messages()
        assert told["Subject"] == "LAPOR! https://lapor.kota.example: 1 gangguan / faults"
        assert "Layanan tidak menjawab" in told.get_content()
        well = rung(tmp_path, server, system.port)
        assert (well.returncode, well.stdout) == (0, "<5>the alarm was mailed\n")
        assert "Everything works again" in office.messages()[1].get_content()
        assert rung(tmp_path, server, system.port).stdout == ""


def test_little_space_and_an_old_backup_are_told_before_anything_stops(system: RunningSystem, tmp_path: Path) -> None:
    office = Office()
    with open_office(office) as server:
        done = rung(tmp_path, server, system.port, ALARM_MEGABYTES=str(2**40), TO=str(tmp_path))
    assert [line.split(":")[0] for line in done.stdout.splitlines()[:2]] == ["<1>little_space", "<1>no_backup"]


def test_a_mail_that_was_not_taken_is_sent_at_the_next_look(tmp_path: Path) -> None:
    office = Office(rcpt="451 later")
    with open_office(office) as server:
        port = free_port()
        assert "the alarm's mail was not taken: recipient 451" in rung(tmp_path, server, port).stdout
        office.rcpt = "250 OK"
        rung(tmp_path, server, port)
        assert len(office.got) == 1


@pytest.mark.parametrize(
    ("told", "found", "now", "is_told"),
    [
        ({}, [], 0, False),
        ({}, ["no_answer"], 0, True),
        ({"faults": ["no_answer"], "at": 0}, ["no_answer"], DAY - 1, False),
        ({"faults": ["no_answer"], "at": 0}, ["no_answer"], DAY, True),
        ({"faults": ["no_answer"], "at": 0}, [], 1, True),
        ({"faults": ["no_answer"], "at": 0}, ["disk_full", "no_answer"], 1, True),
        ({"faults": [], "at": 0}, [], 2 * DAY, False),
    ],
)
def test_it_is_told_when_something_begins_or_ends_and_once_a_day(
    told: dict[str, object], found: list[str], now: float, is_told: bool
) -> None:
    assert alarm.is_to_tell(told, found, now) is is_told


def test_each_fault_of_the_deep_health_has_its_sentences() -> None:
    assert set(FAULTS) < set(SENTENCES)
    mail = letter("lapor@kota.example", TO, "https://lapor.kota.example", ["no_answer"], ["no_answer", "no_backup"])
    assert mail.text.count("Baru / new: ") == 1


def test_old_backups_go_but_the_newest(tmp_path: Path) -> None:
    assert newest_age(tmp_path, 0) == float("inf")
    for days in (1, 15, 16):
        made = tmp_path / f"lapor-202611{30 - days:02}T000000000000Z"
        made.mkdir()
        (made / MANIFEST).touch()
        os.utime(made / MANIFEST, (-days * DAY, -days * DAY))
    assert newest_age(tmp_path, 0) == DAY
    assert remove_older(tmp_path, -14 * DAY) == 2
    assert remove_older(tmp_path, 0) == 0
    assert [one.name for one in tmp_path.iterdir()] == ["lapor-20261129T000000000000Z"]
