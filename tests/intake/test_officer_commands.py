"""What no officer can say, whatever the report: refused where the body is read, before anything is decided."""

import pytest

from chalicelib.domain.directory import Directory
from chalicelib.domain.refusals import Invalid
from chalicelib.intake.commands import parse_officer_command


def faults(name: str, **fields: object) -> list[tuple[str, str]]:
    """The faults found in the body of an officer's command."""
    with pytest.raises(Invalid) as refused:
        parse_officer_command(
            name, {"version": 1, "text": "Alasan.", **fields}, category_ids=(), agencies=Directory({})
        )
    return [(fault.field, fault.code) for fault in refused.value.errors]


@pytest.mark.parametrize("reason", ["deemed_withdrawn", "duplicate", "not_our_authority"])
def test_some_reasons_to_archive_are_nobodys(reason: str) -> None:
    # The first is the clock's, the second comes with merging, the third is none at all.
    assert faults("archive", reason=reason) == [("reason", "not_one_of")]


@pytest.mark.parametrize("days", [0, -1])
def test_an_extension_is_a_day_at_least(days: int) -> None:
    assert faults("extend", days=days, reason="Alat") == [("days", "out_of_range")]
