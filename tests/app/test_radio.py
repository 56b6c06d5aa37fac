"""A new way in and out is one file in each of two rooms: here radio, by which an island reports and is told.

It takes the word ``social`` of the law's ways, for which there is no module. Nothing else of the system is changed.
"""

import json
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from chalicelib.intake import channels as ways_in
from chalicelib.notify import channels as ways_out
from tests.app.messages_of import a_phone, open_door, sms
from tests.app.people import Desk
from tests.notify import scene

IN = """
from chalicelib.domain.channels import Channel
from chalicelib.intake.channels import ContactKind
from chalicelib.intake.inbound_fields import ANYBODY, message_in
RECORDED_AS, TAKES = Channel.SOCIAL, ("application/json",)
def read(raw, media_type, now):
    return message_in(raw, ANYBODY, ContactKind.PHONE, now)
"""
OUT = """
from dataclasses import dataclass
@dataclass
class Call:
    recipient: str; to: str; text: str; channel: str = "social"
HEARD = []
is_ready = lambda: True
address_in = lambda contact: contact.phone
def to_reporter(context, to, code, part="reporter"):
    return Call(part, to, f"{context.event.type} {context.report.report_id}")
to_former = lambda context, to: Call("former", to, "berubah")
to_sender = lambda part, to, answer: Call(part, to, answer.sentences[0][0])
to_recover = lambda part, to, found, is_cut: Call(part, to, found[0].report.report_id)
ceilings = lambda message, report_id: ()
def send(message, report_id, seq):
    HEARD.append(message)
    return f"call-{len(HEARD)}"
"""


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What was said by radio, which is there for one test."""
    for room, module, name in ((ways_in, IN, "in"), (ways_out, OUT, "out")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "social.py").write_text(dedent(module))
        monkeypatch.setattr(room, "__path__", [*room.__path__, str(tmp_path / name)])
    scene.settle_everything()
    with open_door():
        yield ways_out.named("social").HEARD  # type: ignore[attr-defined]
    scene.settle_everything()
    for room in (ways_in, ways_out):
        sys.modules.pop(f"{room.__name__}.social")
        vars(room).pop("social", None)


def test_two_short_files_are_a_channel(desk: Desk, heard: list[Any]) -> None:
    assert sum(bool(line.strip()) for line in (IN + OUT).splitlines()) <= 26
    phone = a_phone()
    begun = sms(desk, phone, "KOBAR dermaga desa kami patah sejak badai kemarin", channel="social").json
    assert begun["result"] == "new"
    report_id = begun["report_id"]
    assert desk.read("kobar", report_id).json["channel"] == "social"
    assert desk.act("kobar", report_id, "request-data", text="Di mana tepatnya?").status == 200
    scene.drain({report_id})
    assert [(one.to, one.text) for one in heard] == [
        (phone, f"submitted {report_id}"),
        (phone, f"data_requested {report_id}"),
    ]
    assert sms(desk, phone, f"{report_id} di dekat mercusuar", channel="social").json["result"] == "complete"
    assert desk.read("kobar", report_id).json["state"] == "submitted"


def test_who_says_too_little_by_radio_is_answered_by_radio(desk: Desk, heard: list[Any]) -> None:
    phone = a_phone()
    assert sms(desk, phone, "Halo", channel="social").json["result"] == "asked"
    collections = {one for one in scene.untold() if one.startswith("SENDER-")}
    scene.drain(collections)
    assert [(one.to, one.recipient) for one in heard] == [(phone, "sender")]
    assert json.dumps([one.text for one in heard]).count("satu pesan") == 1


def test_without_the_files_there_is_no_such_way(desk: Desk) -> None:
    with open_door():
        assert sms(desk, a_phone(), "Halo", uuid.uuid4().hex, channel="social").status == 404
