"""Every short message in both languages, word for word, with what it costs; and what none of them says.

Write them anew with ``WRITE_GOLDEN=1 make test ARGS=tests/notify/test_short_texts.py``, and read what has changed.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chalicelib.domain.events import EventType
from chalicelib.notify.letter_context import LetterContext
from chalicelib.notify.letter_texts.choosing import names_in
from chalicelib.notify.recipients import Audience, parts_told
from chalicelib.notify.short_texts import MOST_OF_SEVERAL, page_of, recovered, row_of, to_reporter
from chalicelib.notify.short_texts.rows import ROWS
from chalicelib.notify.short_texts.segments import length_of, segments_of
from tests.notify.courses import NUMBER, situations
from tests.notify.every_letter import CODE

GOLDEN = Path(__file__).parent / "short_messages.txt"
LONG_SITE = "https://lapor.kotawaringinbaratkab.go.id"
LANGUAGES = ("id", "en")


def told(language: str, site: str = LONG_SITE) -> Iterator[tuple[str, LetterContext, str]]:
    """Each situation of which a reporter hears by short message, and the text."""
    for name, context in situations(language=language).items():
        if Audience.REPORTER in parts_told(context.report, context.event):
            text = to_reporter(replace(context, site_url=site), CODE)
            if text:
                yield name, context, text


def paper() -> str:
    """All of them on one sheet."""
    lines = [
        f"{name}.{language}: {segments_of(text)} SMS, {length_of(text)}\n{text}\n"
        for language in LANGUAGES
        for name, _, text in told(language)
    ]
    return "\n".join(lines)


@pytest.mark.skipif("WRITE_GOLDEN" not in os.environ, reason="only when they are written anew")
def test_write_them_anew() -> None:
    GOLDEN.write_text(paper(), encoding="utf-8")


def test_every_short_message_is_as_it_was_read() -> None:
    assert paper() == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_one_message_with_the_number_and_a_whole_link(language: str) -> None:
    seen = set()
    for name, context, text in told(language):
        seen.add(context.event.type)
        assert segments_of(text) == 1, name
        assert NUMBER in text
        assert (f"{LONG_SITE}/lacak#{NUMBER}.{CODE.replace('-', '')}" in text.split()) == (name != "erased"), name
    assert {name.partition(".")[0] for name in ROWS} == {one.value for one in seen}, "a row that nobody hears"


def test_what_needs_the_reporter_or_ends_the_report_is_told() -> None:
    """docs/law.md "Channels": the law's own list; a mail tells the rest."""
    told_types = {context.event.type for _, context, _ in told("id")}
    heard = {
        context.event.type
        for context in situations(language="id").values()
        if Audience.REPORTER in parts_told(context.report, context.event)
    }
    by_mail_alone = {
        EventType.PROGRESSED, EventType.DECIDED, EventType.EXTENDED, EventType.DISPUTED,
        EventType.OBJECTED, EventType.MERGED, EventType.SPLIT, EventType.JOINED, EventType.LINKED, EventType.LEFT,
        EventType.MAIN_CHANGED, EventType.TOOK_OVER, EventType.OMBUDSMAN_REFERRED, EventType.PUBLISHED,
        EventType.OMBUDSMAN_CONSENT_WITHDRAWN, EventType.UNPUBLISHED, EventType.DEADLINE_MOVED,
    }  # fmt: skip
    assert told_types.isdisjoint(by_mail_alone)
    assert heard <= told_types | by_mail_alone


def test_no_word_of_the_report_travels() -> None:
    for language in LANGUAGES:
        for name, context, text in told(language):
            assert not context.title or context.title not in text, name
            assert not context.officers_words or context.officers_words not in text, name


def test_the_last_text_of_each_row_needs_the_number_and_the_page_alone() -> None:
    for name, row in ROWS.items():
        for said in row[-1]:
            assert names_in(said) <= {"number", "page"}, name


def test_an_event_without_a_row_is_told_by_mail_alone() -> None:
    (progressed,) = (one for name, one in situations(language="id").items() if name == "progressed")
    assert row_of(progressed) is None
    assert to_reporter(progressed, CODE) is None


@pytest.mark.parametrize(
    ("text", "length", "segments"),
    [
        ("", 0, 0),
        ("a" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("a" * 306, 306, 2),
        ("a" * 307, 307, 3),
        ("€" * 80, 160, 1),
        ("[" * 81, 162, 2),
        ("a" * 69 + "–", 70, 1),
        ("a" * 70 + "–", 71, 2),
        ("😀" * 35, 70, 1),
        ("😀" * 36, 72, 2),
        # A sign of two places begins the next message where one place is left.
        ("a" * 152 + "€" + "a" * 152, 306, 3),
        ("ş" * 66 + "😀" + "ş" * 66, 134, 3),
    ],
)
def test_signs_are_counted_as_telephones_do(text: str, length: int, segments: int) -> None:
    assert (length_of(text), segments_of(text)) == (length, segments)


@pytest.mark.parametrize(("reports", "listed"), [(1, 1), (3, 3), (9, 5)])
def test_the_links_of_several_reports_are_whole_and_three_messages_at_most(reports: int, listed: int) -> None:
    links = [page_of(LONG_SITE, NUMBER, CODE) for _ in range(reports)]
    for language, said in (("id", "Laporan"), ("en", "Your")):
        text = recovered(links, language, is_cut=False)
        assert segments_of(text) <= MOST_OF_SEVERAL
        assert text.count(links[0]) == listed
        assert text.split(" ")[-listed:] == links[:listed]
        assert text.startswith(said)
        assert ("terbaru" in text or "newest" in text) == (listed < reports)


def test_a_link_too_long_for_three_messages_is_whole_all_the_same() -> None:
    link = page_of(f"https://{'panjang.' * 60}id", NUMBER, CODE)
    assert recovered([link, link], "id", is_cut=False).count(link) == 1
