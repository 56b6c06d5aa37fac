"""What several places must agree on is written in one of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.domain.calendar.time_zones import CAPITAL, TIME_ZONES

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [ROOT / "app.py", *(path for folder in ("chalicelib", "infra") for path in (ROOT / folder).rglob("*.py"))]
ZONES = [name for zone in TIME_ZONES for name in (zone.name, zone.short)]


def literals(path: Path) -> Iterator[str]:
    """Every text that a module uses; what it says about itself in a docstring is none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


@pytest.mark.parametrize("text", [*ZONES, r"(?:0[1-9]|1[0-2])"])
def test_a_zone_and_the_form_of_a_month_are_written_once(text: str) -> None:
    found = [path.relative_to(ROOT) for path in SOURCES for one in literals(path) if one == text or one.endswith(text)]
    assert len(found) == 1, found


def test_no_template_names_a_zone() -> None:
    for path in (ROOT / "chalicelib").rglob("*.html"):
        assert CAPITAL not in path.read_text(encoding="utf-8"), path
