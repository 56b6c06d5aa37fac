"""Texts as the world writes them: right to left, emoji, composed and not; and what nobody may slip in."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.domain.refusals import Invalid
from chalicelib.intake.texts import in_one_line, one_line, text_of
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


@pytest.mark.parametrize("code", [*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xD800])
def test_control_characters_are_put_right_in_words_and_refused_in_codes(code: int) -> None:
    assert text_of(f"ja{chr(code)}lan", "title") == "jalan"
    with pytest.raises(Invalid) as refused:
        one_line(f"ja{chr(code)}lan", "title")
    assert refused.value.errors[0].code == "control_characters"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_one(end: str) -> None:
    assert text_of(f"satu{end}dua", "body") == "satu\ndua"
    assert in_one_line(f"satu{end}dua", "title") == "satu dua"
    with pytest.raises(Invalid):
        one_line(f"satu{end}dua", "title")


# Pairs of what failed on other systems and what is right (enketo-express#148, vscode-gremlins#49).
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("baris satu\x0bbaris dua", "baris satu\nbaris dua"),
        ("baris satu\x0cbaris dua", "baris satu\nbaris dua"),
        ("baris satu\x85baris dua", "baris satu\nbaris dua"),
        ("a\x07b lampu mati", "ab lampu mati"),
    ],
)
def test_what_nobody_sees_in_a_body_is_put_right(sent: str, kept: str) -> None:
    assert read("submit", good("submit") | {"body": f"{sent} di depan pasar"}).body == f"{kept} di depan pasar"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Jalan rusak parah\tdi Kumai", "Jalan rusak parah di Kumai"),
        ("Jalan\xa0rusak parah", "Jalan rusak parah"),
        ("Jalan rusak\r\nparah sekali", "Jalan rusak parah sekali"),
    ],
)
def test_what_nobody_sees_in_a_title_is_put_right(sent: str, kept: str) -> None:
    assert read("submit", good("submit") | {"title": sent}).title == kept


# Fillers, joiners and blanks that met every limit elsewhere (elixir-ecto/ecto#4087, brimir#17).
NOTHING = ["\u3164", "\u2800" * 3, "\u200b\u200c\u200d", "\xad", "\ufe0f", "\u034f", "\ufeff", "\u2060", "\U000e0041",
           "\ue000", "\xa0\u3000"]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_a_text_of_which_nothing_is_seen_is_none(text: str) -> None:
    assert faults("reply", {"text": text}) == [("text", "required")]
    assert faults("answer", {"version": 1, "text": text * 20}) == [("text", "required")]


@pytest.mark.parametrize("text", ["👍", "...", "?!", "\u0301", "🙏 🙏"])
def test_a_text_without_a_letter_or_a_digit_says_nothing(text: str) -> None:
    assert faults("reply", {"text": text}) == [("text", "says_nothing")]


@pytest.mark.parametrize("text", ["👍 sudah bagus", "٣ lampu mati", "Terima kasih 🙏", *KEPT])
def test_a_text_with_a_letter_or_a_digit_is_taken(text: str) -> None:
    assert faults("reply", {"text": text}) == []


def test_an_answer_has_twenty_characters_that_can_be_seen() -> None:
    assert faults("answer", {"version": 1, "text": "x" * 19 + "\u200d" * 9}) == [("text", "too_short")]
    assert faults("answer", {"version": 1, "text": "x" * 20}) == []


def test_characters_that_nobody_sees_are_not_counted_but_bounded() -> None:
    assert faults("submit", good("submit") | {"body": "x\u200d" * 4000}) == []
    assert faults("submit", good("submit") | {"body": "x" + "\u200d" * 8000 + "x" * 20}) == [("body", "too_long")]


def test_lengths_count_characters_after_composing() -> None:
    decomposed = "e\u0301" * 150
    assert read("submit", good("submit") | {"title": decomposed}).title == "é" * 150
    assert faults("submit", good("submit") | {"title": "x" + "😀" * 149}) == []
    assert faults("submit", good("submit") | {"title": "x" + "😀" * 150}) == [("title", "too_long")]
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
