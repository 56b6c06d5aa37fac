"""By one contact somebody asks for what they lost: a mail address or a telephone number."""

from typing import Any

import pytest

from chalicelib.domain.refusals import Invalid
from chalicelib.intake.recovery import parse_recovery


@pytest.mark.parametrize(
    ("fields", "contact"),
    [
        ({"email": " siti@warga.example "}, ("siti@warga.example", None)),
        ({"phone": "0812 3456 7890"}, (None, "0812 3456 7890")),
        ({"email": "", "phone": "0812 3456 7890"}, (None, "0812 3456 7890")),
        ({"email": None, "phone": "0812 3456 7890"}, (None, "0812 3456 7890")),
    ],
)
def test_one_contact_is_taken(fields: dict[str, Any], contact: tuple[str | None, str | None]) -> None:
    assert parse_recovery(fields) == contact


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({}, [("email", "one_contact_required")]),
        ({"email": "", "phone": " "}, [("email", "one_contact_required")]),
        ({"email": "siti@warga.example", "phone": "0812 3456 7890"}, [("phone", "one_contact_only")]),
        ({"email": "siti", "phone": "0812 3456 7890"}, [("email", "not_an_email"), ("phone", "one_contact_only")]),
        ({"email": "siti"}, [("email", "not_an_email")]),
        ({"phone": "112"}, [("phone", "not_a_phone")]),
        ({"email": ["siti@warga.example"]}, [("email", "not_text")]),
        ({"email": "siti@warga.example", "report_id": "LP-1"}, [("report_id", "unknown_field")]),
    ],
)
def test_what_is_wrong_is_told_at_once(fields: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    with pytest.raises(Invalid) as refused:
        parse_recovery(fields)
    assert [(fault.field, fault.code) for fault in refused.value.errors] == faults
