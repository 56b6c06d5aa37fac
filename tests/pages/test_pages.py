"""Pages without script: whole HTML, whatever is written in them, in both languages."""

import re
from collections.abc import Iterable
from typing import get_args
from urllib.parse import quote

import pytest
from markupsafe import escape

from chalicelib.domain.actors import Role
from chalicelib.domain.commands import ReporterCommand
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import ArchiveReason, Classification, ClosedReason
from chalicelib.domain.states import State
from chalicelib.intake.form_body import FORM
from chalicelib.intake.schema import OFFICER_COMMANDS, REPORTER_COMMANDS, SUBMISSION, TRACKING
from chalicelib.language.labels import HINTS, LABELS
from chalicelib.language.words import WORDS
from chalicelib.pages import own_page
from tests.intake.reading import every_field
from tests.pages.every_page import every_page, view
from tests.pages.html import check, texts_of
from tests.pages.payloads import PAYLOADS

LANGUAGES = ("id", "en")
CODE = re.compile(r'viewBox="0 0 (\d+) \1"><path d="[Mhvz0-9 -]+"/>')
STRANGE = {
    "longest": "ampun & maaf " * 30,
    "one word": "x" * 400,
    "right to left": "شارع محفور أمام السوق",
    "emoji": "👨‍👩‍👧‍👦" * 10,
    "lines": "satu\n\ndua\n" * 30,
    "placeholders": "{0} {{ 7 * 7 }} {% raw %} %s ${x} \\",
    "true": "true",
}
# What both languages call the same.
ALIKE = {
    "Status",
    "LAPOR!", "Email", "English", "Bahasa Indonesia", "Spam", "WhatsApp",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole(language: str) -> None:
    for _, text in every_page(language, "0"):
        check(text, language)


def test_what_came_from_the_main_report_is_its_agencys_and_without_a_way_out_none_is_told() -> None:
    seen = view("0")
    system = {"role": "system", "agency_id": None}
    event = {
        "seq": 1,
        "at": "2026-11-24T01:00:00.000Z",
        "type": "answered",
        "actor": system,
        "text": "Sudah.",
        "data": {},
    }
    carried = event | {"data": {"main": "LP-7QK2-M4ZD-9X0"}}
    for history, is_told in (([event], False), ([carried], True)):
        page = own_page("id", seen | {"events": history, "allowed": []}, "0")
        assert ("Instansi yang memegang laporan utama" in page) is is_told
        assert "(3 laporan)" in page
        assert "Bukan masalah yang sama?" not in page


@pytest.mark.parametrize("words", STRANGE.values(), ids=STRANGE)
def test_a_page_stays_whole_whatever_is_written_in_it(words: str) -> None:
    for name, text in every_page("id", words):
        if not name.startswith("own after"):
            check(text, "id")


def test_every_payload_is_words_on_every_page() -> None:
    assert len(PAYLOADS) >= 50
    # The code is of squares alone, whatever it says; what it may be made of is checked with the page.
    plain = {name: CODE.sub("", text) for name, text in every_page("id", "0")}
    for payload in PAYLOADS:
        for name, text in every_page("id", payload):
            assert CODE.sub("", text).replace(str(escape(payload)), "0").replace(quote(payload), "0") == plain[name], (
                name,
                payload,
            )


@pytest.mark.parametrize("payload", PAYLOADS[::14])
def test_a_browser_sees_no_more_than_words(payload: str) -> None:
    for name, text in every_page("en", payload):
        if not name.startswith("own after"):
            check(text, "en")


def test_nothing_is_said_in_one_language_alone() -> None:
    english = {name: without_papers(text, "en") for name, text in every_page("en", "0")}
    for name, text in ((name, without_papers(text, "id")) for name, text in every_page("id", "0")):
        same = {part for part in texts_of(text) & texts_of(english[name]) if any(sign.isalpha() for sign in part)}
        assert not {part for part in same if part not in ALIKE and not part.startswith("LP-")}, name


def without_papers(text: str, language: str) -> str:
    """A page but for the papers on it: an office reads them, so they are Indonesian and say that they are.

    On an English page each line to write on is explained in English.
    """
    before, opening, rest = text.partition('<article class="sheet" lang="id"')
    papers, _, after = rest.partition("</article>")
    asked = re.findall(r'<p class="asked" id=.*?</p>|<p class="pick">.*?</p>', papers)
    explained = [one for one in asked if 'lang="en">' in one or 'class="text">0<' in one]
    assert explained == (asked if language == "en" else [one for one in asked if 'class="text">0<' in one])
    assert len(asked) > 10 or not opening
    return before + after


def test_a_villages_name_is_shown_as_it_was_written() -> None:
    page = dict(every_page("en", "true"))["check"]
    assert '<dd class="text">true</dd>' in page


def test_every_code_has_its_word_in_both_languages() -> None:
    codes: dict[str, Iterable[str]] = {
        "state": State,
        "classification": Classification,
        "event": EventType,
        "limit": LimitName,
        "role": Role,
        "reason": [*ArchiveReason, *ClosedReason],
        "command": [command.name for command in get_args(ReporterCommand)],
    }
    for kind, known in codes.items():
        assert {str(code) for code in known} <= set(WORDS[kind]), kind
    for words in WORDS.values():
        for indonesian, english in words.values():
            assert indonesian
            assert english
            assert indonesian != english or english in ALIKE


def test_every_field_of_every_form_has_its_label() -> None:
    shapes = (SUBMISSION, TRACKING, *REPORTER_COMMANDS.values())
    named = {path for shape in shapes for path, _ in every_field(shape)}
    assert named <= set(LABELS)
    assert set(HINTS) <= set(LABELS)
    for texts in (LABELS, HINTS):
        assert all(indonesian and english for indonesian, english in texts.values())
    assert named <= set(FORM) | set(OFFICER_COMMANDS) | {"report_id", "access_code"}
