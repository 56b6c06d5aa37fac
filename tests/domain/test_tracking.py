"""Tracking numbers find typing errors; access codes open one report alone.

docs/contract.md "Numbers and codes", docs/law.md "Privacy".
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.tracking import ALPHABET, access_code, is_access_code, new_report_id, parse_report_id

SECRET = bytes(range(32))
REPORT_ID = new_report_id()
# Computed with another implementation of HMAC-SHA256: openssl dgst -sha256 -mac HMAC -macopt hexkey:000102…1f
KNOWN_ID, KNOWN_CODE = "LP-TEST-0000-000", "A20JX-2BNA2-F984W-R1CTD"

report_ids = st.builds(new_report_id)


def test_a_number_looks_like_one() -> None:
    for _ in range(200):
        assert re.fullmatch(r"LP-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}", new_report_id())
    assert len({new_report_id() for _ in range(1000)}) == 1000


def test_any_single_wrong_character_is_found() -> None:
    for _ in range(20):
        report_id = new_report_id()
        for position in range(3, len(report_id)):
            if report_id[position] == "-":
                continue
            for wrong in set(ALPHABET) - {report_id[position]}:
                assert parse_report_id(report_id[:position] + wrong + report_id[position + 1 :]) is None


@given(report_ids)
def test_a_number_is_understood_as_people_write_it(report_id: str) -> None:
    characters = report_id.removeprefix("LP-").replace("-", "")
    looks_alike = characters.replace("0", "O").replace("1", "I")
    for written in (
        report_id,
        report_id.lower(),
        report_id.replace("-", ""),
        report_id.replace("-", " "),
        f"  {report_id}\n",
        characters,
        characters.lower(),
        looks_alike,
        f"LP{looks_alike}",
        f"lp-{looks_alike.lower()}",
        characters.replace("1", "l").replace("0", "o"),
    ):
        assert parse_report_id(written) == report_id


@pytest.mark.parametrize(
    "text",
    ["", "LP", "LP-", "LP-0000", "LP-0000-0000-00U", "LP-0000-0000-0000", "KK-0000-0000-000", "LP-0000-0000-00é"],
)
def test_what_cannot_be_a_number_is_none(text: str) -> None:
    assert parse_report_id(text) is None


@given(st.text(max_size=40))
def test_no_text_is_too_odd_to_read(text: str) -> None:
    parsed = parse_report_id(text)
    assert parsed is None or parse_report_id(parsed) == parsed
    assert not is_access_code(SECRET, REPORT_ID, text)


def test_an_access_code_is_twenty_characters_in_four_groups() -> None:
    code = access_code(SECRET, REPORT_ID)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}", code)
    assert access_code(SECRET, REPORT_ID) == code
    assert access_code(SECRET, KNOWN_ID) == KNOWN_CODE


@given(report_ids)
def test_a_code_opens_its_own_report_however_it_is_written(report_id: str) -> None:
    code = access_code(SECRET, report_id)
    for written in (code, code.lower(), code.replace("-", ""), code.replace("-", " "), code.replace("0", "O")):
        assert is_access_code(SECRET, report_id, written)
    assert not is_access_code(SECRET, REPORT_ID, code) or report_id == REPORT_ID
    assert not is_access_code(bytes(32), report_id, code)


def test_any_single_wrong_character_opens_nothing() -> None:
    code = access_code(SECRET, REPORT_ID)
    for position, right in enumerate(code):
        for wrong in set(ALPHABET) - {right} if right != "-" else ():
            assert not is_access_code(SECRET, REPORT_ID, code[:position] + wrong + code[position + 1 :])
    assert not is_access_code(SECRET, REPORT_ID, code[:-1])
