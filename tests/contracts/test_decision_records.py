"""Decision records: each has number, date and status and stands in the list; a missing number is explained."""

import re
from datetime import date
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "adr"
RECORDS = sorted(FOLDER.glob("0*.md"))
LIST = (FOLDER / "README.md").read_text(encoding="utf-8")
HEAD = re.compile(r"# (\d+)\. (.+)\n\nDate: (\d{4}-\d{2}-\d{2}) · Status: (accepted|replaced by \[.+\]\(.+\.md\))\n\n")


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_record_has_number_date_and_status_and_stands_in_the_list(path: Path) -> None:
    head = HEAD.match(path.read_text(encoding="utf-8"))
    assert head, "number and title, then date and status"
    number, title, decided, _ = head.groups()
    assert path.name.startswith(f"{int(number):04}-")
    assert date(2026, 11, 24) <= date.fromisoformat(decided)
    assert title.startswith(listed := listed_titles()[int(number)]), f"listed as {listed}"


def listed_titles() -> dict[int, str]:
    """The list's titles by number; a title may go on in the record itself."""
    return {int(number): title for number, title in re.findall(r"^(\d+)\. \[(.+?)\]\(0", LIST, re.MULTILINE)}


def test_every_number_is_used_or_explained() -> None:
    used = {int(path.name[:4]) for path in RECORDS}
    assert used == set(listed_titles())
    missing = set(range(1, max(used) + 1)) - used
    assert missing == {int(number) for number in re.findall(r"Number (\d+) was never used", LIST)}
