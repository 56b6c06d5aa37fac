"""A reporter's letter says at once what happened and what to do, and what it asks about stands in it."""

import re
from dataclasses import replace

import pytest

from chalicelib.notify.letters import Letter
from chalicelib.notify.rendering import unbroken
from tests.notify.courses import NUMBER, situations
from tests.notify.every_letter import every_letter, letters_about

NOTHING = {"id": "Anda tidak perlu berbuat apa-apa", "en": "you need do nothing"}
ASKS = {
    "id": ("Simpan nomor", "Mohon lengkapi", "mohon lengkapi", "Mohon beri tahu kami",
           "tekan “Belum selesai”", "tekan laporan", "Agar ditangani, hubungi"),
    "en": ("Keep this number", "Please complete", "Please give", "please give", "Please tell us",
           "press “No, it is not solved”", "press the report", "To have it handled, turn to"),
}  # fmt: skip
OFFERS = {
    "id": ("Anda dapat mengizinkan Ombudsman membacanya",),
    "en": ("You may let the Ombudsman read it",),
}
END_OF_SENTENCE = re.compile(r"(?<=[.?])\s+(?=[A-Z“])")
REQUEST, PLAN = "Mohon sebutkan nama jalannya.", "Aspal dipesan, jalan diperbaiki bulan depan."


def reporters(language: str) -> dict[str, Letter]:
    """Every letter that a reporter gets of their own report, by its name."""
    own = ("reporter", "former")
    return {
        name: letter for name, letter in every_letter(language) if letter.recipient in own or name.startswith("recov")
    }


def first_two(letter: Letter) -> str:
    """The two sentences that come first, under heading, number and code."""
    _, _, rest = letter.text.partition("\n\n")
    paragraphs = [line for line in rest.splitlines() if line and not re.match(r"[A-Z][a-z ]+: [0-9A-Z-]+$", line)]
    return " ".join(END_OF_SENTENCE.split(" ".join(paragraphs))[:2])


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_first_two_sentences_say_what_to_do_or_that_nothing_need_be_done(language: str) -> None:
    found = reporters(language)
    assert len(found) > 40
    for name, letter in found.items():
        said = first_two(letter)
        asked = [one for one in (*ASKS[language], *OFFERS[language]) if one in said]
        assert asked or NOTHING[language].lower() in said.lower(), (name, said)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_letter_that_asks_something_never_says_that_nothing_need_be_done(language: str) -> None:
    for name in ("answered", "data_requested", "reminded.reply", "reminded.complete", "reminded.promise"):
        letter = reporters(language)[f"{name}.reporter"]
        assert NOTHING[language].lower() not in letter.text.lower(), name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("data_requested", REQUEST),
        ("reminded.complete", REQUEST),
        ("escalated.complete", REQUEST),
        ("deemed_withdrawn", REQUEST),
        ("answered.planned", PLAN),
        ("reminded.promise", PLAN),
        ("reminded.promise.answered", PLAN),
    ],
)
def test_what_a_letter_asks_about_stands_in_it_unless_the_report_is_confidential(name: str, words: str) -> None:
    context = situations()[name]
    letters = dict(letters_about(context, "id"))
    assert f"> {words}" in letters.pop("reporter").text
    assert not [reader for reader, letter in letters.items() if words in letter.text + letter.html]
    confidential = replace(context, present=replace(context.present, confidential=True))
    secret = dict(letters_about(confidential, "id"))["reporter"]
    assert words not in secret.text + secret.html
    assert "Bacalah lewat tautan di atas." in secret.text
    assert f"Lihat laporan saya:\nhttps://lapor.example/lacak#{NUMBER}." in secret.text


@pytest.mark.parametrize("name", ["answered", "reminded.promise", "archived", "ombudsman_asked", "closed.no_reply"])
def test_beside_its_steps_a_letter_has_a_link_that_only_looks(name: str) -> None:
    letter = reporters("id")[f"{name}.reporter"]
    assert "Lihat laporan saya:" in letter.text
    first, second = (
        letter.html.count(look)
        for look in ("background:#0b4f8a;color:#ffffff;padding:12px 20px;border-radius:4px", "border:2px")
    )
    assert (first, second) == (1, 1 if name in ("answered", "reminded.promise") else 0)


def test_who_speaks_stands_over_what_they_say() -> None:
    text = reporters("id")["archived.final.reporter"].text
    assert "Pesan dari Admin Nasional SP4N (Kementerian PANRB):\n> Putusan pengadilan harus ditunggu." in text


def test_laid_aside_and_laid_aside_for_good_have_not_one_subject() -> None:
    found = reporters("id")
    assert found["archived.reporter"].subject != found["archived.final.reporter"].subject


def test_a_criminal_matter_frightens_nobody_and_names_the_place() -> None:
    text = reporters("id")["archived.criminal_matter.reporter"].text
    assert "Email ini bukan tuduhan terhadap Anda." in text
    assert "Agar ditangani, hubungi Polres Kotawaringin Barat." in text


def test_a_moved_deadline_has_one_present_day() -> None:
    text = reporters("id")["deadline_moved.reporter"].text
    assert text.count("sekarang") == 1
    assert "Rabu, 2 Desember 2026 (Hari Berkabung, Keppres 9/2026)" in text
    assert "semula Senin, 14 Desember 2026 → sekarang Selasa, 15 Desember 2026." in text
    assert "harus menjawab paling lambat Selasa, 15 Desember 2026 pukul 23.59 WIB." in text


def test_every_limit_that_moved_is_named() -> None:
    context = situations()["deadline_moved"]
    other = {"limit": "respond", "before": "2026-12-02", "after": "2026-12-03"}
    data = {**context.event.data, "moved": [*context.event.data["moved"], other]}
    both = replace(context, event=replace(context.event, data=data))
    text = dict(letters_about(both, "id"))["reporter"].text
    assert text.index("Respons pertama: semula Rabu, 2 Desember") < text.index("Penyelesaian: semula Senin")


def test_no_line_of_the_html_ends_within_a_date_or_a_number() -> None:
    together = '<span style="white-space:nowrap">{}</span>'
    html = unbroken("<b>Senin, 14 Desember 2026</b> LP-3HV8-T6RW-2B9, by 1 May 2027")
    for whole in ("14 Desember 2026", "LP-3HV8-T6RW-2B9", "1 May 2027"):
        assert together.format(whole) in html
    assert html.startswith("&lt;b&gt;")
    main_changed = reporters("id")["main_changed.reporter"]
    assert together.format("LP-0000-0000-001") in main_changed.html
    assert "LP-0000-0000-001. Anda" in main_changed.text


def test_the_news_stands_before_the_number() -> None:
    for name, letter in reporters("id").items():
        if not name.startswith("recov"):
            assert letter.subject.endswith(f" ({NUMBER})"), name
