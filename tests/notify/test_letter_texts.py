"""Every sentence in both languages, every row of wording in use, and no step offered that could not be taken."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.commands import Complete, Forward, RequestData
from chalicelib.domain.events import EventType
from chalicelib.domain.lifecycle import allowed
from chalicelib.language import Said, say
from chalicelib.language.dates import DAY_OF_THE_YEAR
from chalicelib.notify.letter_context import title_for_a_mail
from chalicelib.notify.letter_texts import fixed_sentences
from chalicelib.notify.letter_texts.choosing import LetterText, Rows, choose, names_in, sentences
from chalicelib.notify.letter_texts.officer import OFFICER_ROWS
from chalicelib.notify.letter_texts.public import PUBLIC_ROWS
from chalicelib.notify.letter_texts.reporter import REPORTER_ROWS
from chalicelib.notify.letters import FORMER, subject_of
from chalicelib.notify.recipients import FOLLOWED, Audience, is_heard_by_merged, parts_told
from tests.notify.courses import COORDINATOR, DPUPR, REPORTER, TITLE, Course, forwarded, rules, situations
from tests.notify.every_letter import every_letter

ALL_ROWS: dict[str, Rows] = {"reporter": REPORTER_ROWS, "officer": OFFICER_ROWS, "public": PUBLIC_ROWS}


def everything_said() -> Iterator[tuple[str, Said]]:
    """Every pair, with where it stands."""
    for audience, rows in ALL_ROWS.items():
        for name, row in rows.items():
            yield from ((f"{audience} {name}", said) for said in (row.title, *row.happened, *row.next))
    for name, value in vars(fixed_sentences).items():
        if name.isupper():
            several = value.values() if isinstance(value, dict) else value if isinstance(value[0], tuple) else [value]
            yield from ((f"phrases.{name}", said) for said in several)


def test_every_sentence_stands_in_both_languages_and_names_the_same_values() -> None:
    said = list(everything_said())
    assert len(said) > 200
    for where, (indonesian, english) in said:
        assert all(one.strip() for one in (indonesian, english)), where
        assert indonesian != english, where
        assert names_in(indonesian) == names_in(english), where


@pytest.mark.parametrize("audience", ALL_ROWS)
def test_a_title_is_a_fixed_phrase_that_fits_a_subject(audience: str) -> None:
    for name, row in ALL_ROWS[audience].items():
        for title in row.title:
            assert not names_in(title), name
            assert title.isascii(), name
            assert len(title) <= 60, name


def chosen() -> dict[str, list[LetterText]]:
    """The rows that the situations lead to."""
    found: dict[str, list[LetterText]] = {audience: [] for audience in ALL_ROWS}
    for context in situations().values():
        parts = parts_told(context.report, context.event)
        if Audience.REPORTER in parts:
            found["reporter"].append(choose(REPORTER_ROWS, context.event.type, context.details()))
        if context.event.type is EventType.CONTACT_CHANGED:
            found["reporter"].append(choose(REPORTER_ROWS, context.event.type, [FORMER]))
        if set(parts) - {Audience.REPORTER}:
            found["officer"].append(choose(OFFICER_ROWS, context.event.type, context.details()))
        if Audience.OMBUDSMAN in parts:
            found["officer"].append(choose(OFFICER_ROWS, context.event.type, [*context.details(), "observer"]))
        if context.event.type in FOLLOWED or is_heard_by_merged(context.report, context.event):
            found["public"].append(choose(PUBLIC_ROWS, context.event.type, context.details()))
    return found


@pytest.mark.parametrize("audience", ALL_ROWS)
def test_every_row_is_said_to_somebody(audience: str) -> None:
    said = chosen()[audience]
    assert [name for name, row in ALL_ROWS[audience].items() if row not in said] == []


def test_a_step_offered_in_a_letter_is_one_the_reporter_may_take() -> None:
    offered = 0
    for name, context in situations().items():
        if Audience.REPORTER in parts_told(context.report, context.event):
            steps = choose(REPORTER_ROWS, context.event.type, context.details()).steps
            may = allowed(context.report, REPORTER, context.event.at, rules().directory)
            assert set(steps) <= set(may), name
            offered += len(steps)
    assert offered >= 10


def test_a_sentence_about_something_unknown_is_left_out() -> None:
    said: list[Said] = [("A {due}.", "B {due}."), ("C.", "D.")]
    assert sentences(said, "id", {"due": "hari ini"}) == ("A hari ini.", "C.")
    assert sentences(said, "en", {}) == ("D.",)


def test_whoever_chose_no_english_reads_indonesian() -> None:
    assert [say(("ya", "yes"), language) for language in ("id", "en", "", "jv")] == ["ya", "yes", "ya", "ya"]


def test_the_forwarded_letter_says_since_when_the_report_is_complete() -> None:
    asked = Course().then((COORDINATOR, RequestData("Jalan mana?")), (REPORTER, Complete("Jalan Pasar.")))
    since = [
        course.last(EventType.FORWARDED).values("id", with_words=False)["complete_since"]
        for course in (forwarded(), asked.then((COORDINATOR, Forward(DPUPR))))
    ]
    assert since == ["Senin, 23 November 2026", "Rabu, 25 November 2026"]


@pytest.mark.parametrize(
    "title",
    [
        "Jalan https://jahat.example",
        "Tulis ke a@jahat.example",
        "Menang di jahat.example",
        "Hubungi 0812 3456 7890",
        "NIK 6201012345678901",
        "<b>Jalan</b>",
        "Jalan {holder}",
        "Jalan\u202e",
        "x" * 151,
        "",
    ],
)
def test_a_title_that_leads_or_names_somebody_stands_in_no_subject(title: str) -> None:
    report = forwarded().report
    assert title_for_a_mail(title, report) is None
    assert title_for_a_mail("Jalan berlubang, RT 03/RW 05", report) == "Jalan berlubang, RT 03/RW 05"


@pytest.mark.parametrize("kept_back", [{"confidential": True}, {"supervisory": True}, {"reported_agencies": (DPUPR,)}])
def test_the_title_of_a_report_with_few_readers_stands_in_no_mail(kept_back: dict[str, Any]) -> None:
    was = forwarded().report
    is_now = replace(was, **kept_back)
    assert title_for_a_mail(TITLE, was) == TITLE
    assert title_for_a_mail(TITLE, was, is_now) is None
    assert title_for_a_mail(TITLE, is_now, was) is None


def test_a_subject_has_as_much_of_the_title_as_there_is_room_for() -> None:
    long = "Jalan berlubang besar di depan pasar lama sejak musim hujan tahun lalu dan belum ditambal"
    subject = subject_of("Laporan Anda sudah dijawab", "LP-7QK2-M4ZD-9X0", long)
    assert subject == "Laporan Anda sudah dijawab: Jalan berlubang besar di depan pasar ... (LP-7QK2-M4ZD-9X0)"
    news = "Laporan dikembalikan: tetapkan yang berwenang, dan segera"
    assert subject_of(news, "LP-7QK2-M4ZD-9X0", long) == f"{news} (LP-7QK2-M4ZD-9X0)"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_letter_says_that_nobody_reads_replies_and_no_machine_answers_it(language: str) -> None:
    for name, letter in every_letter(language):
        assert letter.headers["Auto-Submitted"] == "auto-generated", name
        assert say(fixed_sentences.DO_NOT_REPLY, language) in letter.text, name
        assert say(fixed_sentences.DO_NOT_REPLY, language) in letter.html, name


def test_few_letters_have_a_second_date() -> None:
    two = {
        name
        for name, letter in every_letter("id")
        if len({one.group() for one in DAY_OF_THE_YEAR.finditer(letter.text)}) > 1
    }
    because_of_two_duties = {"forwarded", "decided", "took_over", "deadline_moved", "answered", "reminded.promise"}
    lists_of_reports = {"digest", "new_reports", "recovery"}
    assert {name for name in two if not name.startswith((*because_of_two_duties, *lists_of_reports))} <= {
        "escalated.3.officer"  # what was missed, and the end of all
    }
