"""Texts as the world writes them: right to left, emoji, composed and not; and what nobody may slip in."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.domain.refusals import Invalid
from chalicelib.intake.texts import one_line, text_of
from tests.intake.reading import faults, good, read

FAMILY = "👨‍👩‍👧‍👦"
KEPT = [
    "شارع محفور أمام السوق",
    "הכביש שבור ליד השוק",
    f"{FAMILY} jatuh di jalan berlubang",
    "ꦗꦭꦤ꧀ ꦫꦸꦱꦏ꧀ ꦲꦤꦁ",
    "பள்ளம் நிறைந்த சாலை",
    "Ḽ̵̛o̷͝b̸a̴n̵g̶ besar di jalan",
    "می‌خواهم جاده",
]


@pytest.mark.parametrize("text", KEPT)
def test_every_script_is_kept_as_it_was_written(text: str) -> None:
    assert text_of(text, "title") == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("sign", ["\u200b", "\u200e", "\u202e", "\u2066", "\u2069", "\u2060", "\ufeff", "\u061c"])
def test_signs_that_nobody_sees_are_dropped(sign: str) -> None:
    assert text_of(f"ja{sign}lan", "title") == "jalan"


@pytest.mark.parametrize("code", [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xD800, 0xDFFF])
def test_control_characters_are_refused(code: int) -> None:
    with pytest.raises(Invalid) as refused:
        text_of(f"ja{chr(code)}lan", "title")
    assert refused.value.errors[0].code == "control_characters"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029"])
def test_every_line_end_is_one(end: str) -> None:
    assert text_of(f"satu{end}dua", "body") == "satu\ndua"
    with pytest.raises(Invalid):
        one_line(f"satu{end}dua", "title")


def test_lengths_count_characters_after_composing() -> None:
    decomposed = "e\u0301" * 150
    assert read("submit", good("submit") | {"title": decomposed}).title == "é" * 150
    assert faults("submit", good("submit") | {"title": "😀" * 150}) == []
    assert faults("submit", good("submit") | {"title": "😀" * 151}) == [("title", "too_long")]
    assert faults("submit", good("submit") | {"body": "ا" * 4000}) == []


@settings(deadline=None)
@given(st.text(max_size=300))
@example("\u200b \u200b")
@example(" \u2067 x")
@example("\ufeff\n\u200e")
def test_what_was_taken_in_once_is_taken_in_again_unchanged(text: str) -> None:
    try:
        once = text_of(text, "body")
    except Invalid:
        return
    assert text_of(once, "body") == once
    assert once.encode().decode() == once
