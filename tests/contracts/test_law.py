"""The law names what the code knows: states, limits and their lengths, commands, roles, events and reasons."""

import json
import re
from pathlib import Path

import pytest

from chalicelib.domain.actors import Role
from chalicelib.domain.events import EventType
from chalicelib.domain.lifecycle import MOVES
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import ArchiveReason
from chalicelib.domain.states import State
from tests.contracts.citations import ROOT, part_of, rows_in

LAW = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
STANDARDS: Path = ROOT / "chalicelib" / "data" / "standards.json"
HEADS = {"state", "limit", "command", "event", "role"}


def words_of(title: str) -> set[str]:
    """The codes that rows of a part of the law begin with, what is in brackets behind them left out."""
    cells = re.findall(r"^\| ([^|]+) \|", part_of(LAW, title), re.MULTILINE)
    return {word for cell in cells for word in re.findall(r"[a-z][a-z_-]*", re.sub(r"[{(].*?[})]", "", cell))} - HEADS


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("States", set(State)),
        ("Limits", set(LimitName)),
        ("Commands", {move.command for move in MOVES} | {"submit"}),
        ("Events and who is told", set(EventType)),
    ],
)
def test_the_tables_have_a_row_for_each_code_and_no_other(title: str, codes: set[str]) -> None:
    assert words_of(title) == {str(code) for code in codes}


def test_roles_and_reasons_are_those_of_the_law() -> None:
    assert {str(role) for role in Role} - {"system"} <= rows_in(part_of(LAW, "Who may do what"))
    reasons = LAW.split("Archive reasons: ")[1].split('"Not our authority"')[0]
    assert set(re.findall(r"[a-z]+(?:_[a-z]+)*", reasons)) >= {str(reason) for reason in ArchiveReason}


@pytest.mark.parametrize("row", json.loads(STANDARDS.read_text(encoding="utf-8")), ids=lambda row: row["limit"])
def test_each_limit_has_the_length_the_law_gives_it(row: dict[str, object]) -> None:
    cells = [line.split(" | ") for line in part_of(LAW, "Limits").splitlines() if line.startswith("| ")]
    (names, length) = next((one[0], one[3]) for one in cells if str(row["limit"]) in re.findall(r"[a-z]+", one[0]))
    place = re.findall(r"[a-z]+", names).index(str(row["limit"]))
    lengths = re.findall(r"\d+", length)
    said = re.search(rf"{row['class']} (\d+)", length) if row["class"] else None
    assert row["days"] == int(said[1] if said else lengths[place])
    assert ("calendar" in length) == (row["unit"] == "calendar_days")
