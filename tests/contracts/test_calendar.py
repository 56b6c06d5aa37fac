"""The calendar that ships with the project is never behind the year (docs/law.md "The working calendar")."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "chalicelib" / "data"
DECREED_BY = (10, 1)  # the ministers decree next year's holidays in autumn


def years_owed(today: date) -> set[int]:
    """The years whose decrees must be in the shipped calendar on a date."""
    return {today.year} | ({today.year + 1} if (today.month, today.day) >= DECREED_BY else set())


def test_from_1_october_next_years_calendar_is_shipped() -> None:
    shipped = json.loads((DATA / "calendar.json").read_text(encoding="utf-8"))
    assert years_owed(datetime.now(UTC).date()) <= set(shipped["complete_years"])
    for year in shipped["complete_years"]:
        assert sum(day["date"].startswith(str(year)) for day in shipped["days"]) >= 15


def test_the_rule_itself() -> None:
    assert years_owed(date(2026, 9, 30)) == {2026}
    assert years_owed(date(2026, 10, 1)) == {2026, 2027}
