"""What becomes public is decided in one module: nobody else reads the public texts of events, or lists of its own."""

import re
from pathlib import Path

import pytest

CHALICELIB = Path(__file__).resolve().parents[2] / "chalicelib"
# Where public texts come in and are kept: commands, what they do, and the fields of requests and answers.
# What is erased with a report is found where it is kept.
WRITTEN = ("store/reports.py", "domain/commands.py", "domain/decisions/", "domain/faults.py", "intake/", "answers/")
READS = re.compile(r"public_texts?\b|public_body\"|PUBLIC_(?:DATA|DATE_ONLY|PLACE)|NOT_PUBLIC\b")
ASKS = re.compile(r"from chalicelib\.domain\.visibility import")
# Modules that show something to the public or to people whose report it is not.
SHOWS = ("service/event_views.py", "service/views.py", "notify/composing.py", "store/entries.py", "service/finding.py")


@pytest.mark.parametrize("path", sorted(CHALICELIB.rglob("*.py")), ids=lambda path: str(path.relative_to(CHALICELIB)))
def test_nobody_else_reads_what_is_public(path: Path) -> None:
    name = str(path.relative_to(CHALICELIB))
    source = path.read_text(encoding="utf-8")
    if name == "domain/visibility.py" or name.startswith(WRITTEN) or not READS.search(source):
        return
    assert ASKS.search(source) or name in ("service/event_views.py", "language/field_sentences.py"), name


@pytest.mark.parametrize("name", SHOWS)
def test_whoever_shows_something_to_the_public_asks(name: str) -> None:
    assert ASKS.search((CHALICELIB / name).read_text(encoding="utf-8"))
