"""Every letter in both languages, as text and as HTML, word for word.

Write them anew with ``WRITE_GOLDEN=1 make test ARGS=tests/notify/test_golden.py``, and read what has changed.
"""

import os
from pathlib import Path

import pytest

from chalicelib.notify.letters import Letter
from tests.notify.every_letter import every_letter

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = ("id", "en")


def as_text(letter: Letter) -> str:
    """What stands on the envelope, and the text."""
    envelope = [
        f"Subject: {letter.subject}",
        f"To: {letter.to}",
        f"Recipient: {letter.recipient}",
        *(f"{name}: {value}" for name, value in letter.headers.items()),
    ]
    return "\n".join([*envelope, "", letter.text])


def papers() -> dict[str, str]:
    """Every file there should be."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for name, letter in every_letter(language):
            found[f"{name}.{language}.txt"] = as_text(letter)
            found[f"{name}.{language}.html"] = letter.html
    return found


@pytest.mark.skipif("WRITE_GOLDEN" not in os.environ, reason="only when they are written anew")
def test_write_them_anew() -> None:
    for old in GOLDEN.iterdir():
        old.unlink()
    for name, paper in papers().items():
        (GOLDEN / name).write_text(paper, encoding="utf-8")


def test_every_letter_is_as_it_was_read() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in GOLDEN.iterdir()}
    written = papers()
    assert sorted(kept) == sorted(written)
    for name, paper in written.items():
        assert paper == kept[name], name
