"""What may be asked of the rules: whom a report is about, and who coordinates."""

import pytest

from tests.domain.world import RULES

REGENCY, UNIT, BRANCH, ABOVE = "kab.6201", "kab.6201.dinkes", "kab.6201.dinkes.pkm", "prov.62"


@pytest.mark.parametrize(
    ("agency", "reported", "is_about"),
    [
        (UNIT, (UNIT,), True),
        (BRANCH, (UNIT,), True),
        (BRANCH, ("kota.5171", ABOVE), True),
        (UNIT, (BRANCH,), False),
        (UNIT, ("kab.6201.dpupr", "kab.6202"), False),
        (UNIT, (), False),
        ("nobody", (UNIT,), False),
    ],
)
def test_a_report_is_about_an_agency_that_is_reported_or_lies_below_one(
    agency: str, reported: tuple[str, ...], is_about: bool
) -> None:
    assert RULES.directory.is_about(agency, reported) is is_about


@pytest.mark.parametrize(
    ("agency", "reported", "coordinator"),
    [
        (None, (), "ri"),
        (BRANCH, (), REGENCY),
        (REGENCY, (), REGENCY),
        (BRANCH, (UNIT,), REGENCY),
        (BRANCH, (REGENCY,), "ri"),
        (BRANCH, (ABOVE,), "ri"),
        ("ri", (), "ri"),
    ],
)
def test_the_nation_coordinates_for_a_reported_institution(
    agency: str | None, reported: tuple[str, ...], coordinator: str
) -> None:
    assert RULES.coordinator_for(agency, reported) == coordinator


def test_nobody_coordinates_for_an_unknown_agency() -> None:
    with pytest.raises(KeyError):
        RULES.coordinator_for("nobody", ())
