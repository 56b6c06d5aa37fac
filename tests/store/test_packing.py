"""Facts are kept packed: what was packed once is read for ever, and no word of a person is in it."""

import hashlib
import json
from dataclasses import replace

import msgspec
import pytest

from chalicelib.domain.events import EventType
from chalicelib.domain.visibility import WORDED_FROM_THE_REPORT
from chalicelib.finding.likeness import Fingerprint
from chalicelib.service.fingerprints import fingerprint_in, fingerprint_text
from chalicelib.store.codec import decode_changes, decode_report, encode_changes, encode_report
from chalicelib.store.packing import DICTIONARY, LEAST, packed, unpacked, values_in
from tests.store.desk_work import about, forwarded, stored, submit

FACTS = json.dumps({"report_id": "LP-0000-0000-000", "state": "submitted", "held_by": ["kab.6201"] * 12})
AS_KEPT = '{"_":"Q8nxCqAsD6q+4ISSjgIssysg53YFRC5QgGUDkLcUBp4dWwsA","public_title":"Jalan"}'


def test_the_dictionary_is_the_one_that_stored_facts_were_packed_with() -> None:
    assert hashlib.sha256(DICTIONARY).hexdigest() == "24a9d5b5de99fd4b42d8b96340323d77aef955277c98ebe6f2502efaa09c44a8"


def test_what_was_packed_is_read_back_to_the_sign_with_its_words_and_without() -> None:
    for words in ("{}", '{"public_title":"Jalan \\"rusak\\" — 100 %"}'):
        text = packed(FACTS, words)
        assert len(text) < len(FACTS)
        assert json.loads(unpacked(text)) == values_in(text) == json.loads(FACTS) | json.loads(words)
    assert values_in(AS_KEPT) == json.loads(FACTS) | {"public_title": "Jalan"}
    assert packed("{}") == "{}"
    assert packed("{}", '{"public_title":"Jalan"}') == '{"public_title":"Jalan"}'


def test_little_and_what_earlier_versions_stored_is_as_it_is() -> None:
    little = json.dumps({"state": "in_progress"})
    assert len(little) < LEAST
    assert packed(little) == unpacked(little) == little
    assert unpacked(FACTS) == FACTS


@pytest.mark.parametrize("spoil", [lambda text: text.replace("e", "f", 1), lambda text: text[:20] + text[40:]])
def test_what_is_broken_is_no_report(spoil: object) -> None:
    text = packed(FACTS)
    with pytest.raises(ValueError, match=r".+"):
        decode_report(spoil(text))  # type: ignore[operator]


def test_words_for_the_public_stand_unpacked_in_facts_and_changes() -> None:
    report = replace(stored(submit().report_id).report, public_title="Jalan Melati rusak berat")
    text = encode_report(report)
    assert "Jalan Melati rusak berat" in text
    assert decode_report(text) == report
    changes = dict.fromkeys(WORDED_FROM_THE_REPORT, "Jalan Melati") | {"limits": report.limits}
    assert encode_changes(changes).count("Jalan Melati") == len(WORDED_FROM_THE_REPORT)


def test_a_report_and_its_first_event_take_one_kilobyte_each_and_so_does_a_command() -> None:
    report_id = forwarded()
    for key in ("HEAD", "EVENT#000001", "EVENT#000003"):
        item = about(report_id)[key]
        size = sum(len(name) + len(next(iter(value.values())).encode()) for name, value in item.items())
        assert size < 1024, (key, size)
    event = about(report_id)["EVENT#000003"]
    assert event["type"]["S"] == EventType.FORWARDED
    assert decode_changes(event["changes"]["S"])["limits"] == stored(report_id).report.limits


def test_a_fingerprint_is_read_as_this_version_keeps_it_and_as_earlier_ones_did() -> None:
    made = Fingerprint(("lubang", "besar"), ("jalan dan jembatan",), village=("baru",), lat=0.0, lon=111.62)
    assert fingerprint_in(fingerprint_text(made)) == made
    assert fingerprint_in(msgspec.json.encode(made).decode()) == made
    assert len(fingerprint_text(made)) < len(msgspec.json.encode(made)) - 50
