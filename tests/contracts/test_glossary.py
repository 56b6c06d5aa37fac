"""The glossary has each word once, and calls every state, role, limit, reason and command as people are shown it."""

import re
from collections import Counter
from pathlib import Path

import pytest

from chalicelib.language.words import WORDS

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
# Events are called after their commands, and a yes is a yes.
KINDS = ("state", "classification", "limit", "role", "reason", "command", "attachment")


def rows() -> list[tuple[str, str, str]]:
    """Every row: the word, its Indonesian, its meaning."""
    text = GLOSSARY.read_text(encoding="utf-8")
    found = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    return [row for row in found if row != ("word", "Indonesian", "meaning")]


def test_each_word_stands_once_with_its_indonesian_and_its_meaning() -> None:
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    headings = [line for line in lines if line.startswith("| word |")]
    assert len(rows()) == len(lines) - len(headings) > 150
    counted = Counter(word.replace("`", "").casefold().replace("_", " ") for word, _, _ in rows())
    assert [word for word, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_code_that_people_see_is_called_as_they_see_it(kind: str) -> None:
    indonesian = {word.strip("`"): shown.casefold() for word, shown, _ in rows()}
    for code, (shown, _) in WORDS[kind].items():
        assert code in indonesian, f"{kind} {code} has no row"
        assert shown.casefold() in indonesian[code].split(" · "), f"{kind} {code} is shown as {shown}"
