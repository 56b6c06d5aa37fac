"""What citizens read: short sentences, and no word of the office where people have one of their own."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from chalicelib.language.answer_sentences import ANSWERS
from chalicelib.language.field_sentences import FIELDS
from chalicelib.language.labels import HINTS, LABELS
from chalicelib.language.recovery_sentences import RECOVERY
from chalicelib.language.sentences_of_fields import OF_FIELDS
from chalicelib.language.standing_sentences import OWN, PUBLIC, STANDING
from chalicelib.language.words import WORDS
from chalicelib.pages.frame import FRAME
from tests.pages.every_page import every_page
from tests.pages.html import texts_of

WORDS_OF_SITE = Path(__file__).resolve().parents[2] / "web" / "words"
LETTERS = Path(__file__).resolve().parents[1] / "notify" / "golden"
CITIZENS = {"reporter", "follower", "merged", "confirm", "recovery"}
"""Whom the letters are to that citizens read, as their golden copies are named."""
OFFICERS = {"desk", "desk_page", "desk_forms", "desk_record", "linter"}
MOST_WORDS = 20
FORBIDDEN = re.compile(
    r"\b(?:kunci pengiriman|galat|disposisi|jenjang|dipegang|memegangnya|surat)\b|\bkeadaan\b(?! darurat)",
    re.IGNORECASE,
)
# Words that somebody with six years of school may not know: what is said all the same is explained on the help page.
HARD = frozenset(
    """
    instansi berwenang kewenangan aspirasi anonim identitas verifikasi diverifikasi klasifikasi kategori tenggat respons
    konfirmasi lampiran pejabat inspektorat pengawasan ombudsman tautan perangkat peramban autentikasi eskalasi enkripsi
    fragmen indikator koordinator kronologi maladministrasi mandat mediasi moderasi otorisasi pemohon pratinjau prosedur
    publikasi rekomendasi substansi supervisi surel terlapor unggahan validasi verifikator yurisdiksi
    """.split()
)
# Letters on paper, and the desk: what an officer reads is theirs to word.
EXCEPTED = re.compile(r"bersurat|surat kertas", re.IGNORECASE)
ENDS = re.compile(r"(?<=[.!?])\s+|\n+")


def leaves(value: Any) -> Iterator[str]:
    """Every text in a table of the site's words."""
    for inner in value if isinstance(value, list) else value.values():
        if isinstance(inner, str):
            yield inner
        else:
            yield from leaves(inner)


def tables() -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
    """What the application says to citizens, in pairs."""
    every: dict[str, Mapping[str, Any]] = {
        "labels": LABELS,
        "hints": HINTS,
        "fields": FIELDS | OF_FIELDS,
        "answers": ANSWERS,
    }
    every |= {"recovery": RECOVERY, "frame": FRAME, "states": WORDS["state"], "events": WORDS["event"]}
    for name, table in (every | {"levels": WORDS["level"], "limits": WORDS["limit"]}).items():
        yield name, table.values()
    for name, told in (("standing", STANDING), ("own", OWN), ("public", PUBLIC)):
        yield name, [said for pair in told.values() for said in pair if said]


def said_to_citizens(language: str) -> dict[str, list[str]]:
    """All that a citizen can read, by where it stands; the papers for the Ombudsman are in the law's words."""
    site = json.loads((WORDS_OF_SITE / f"{language}.json").read_text(encoding="utf-8"))
    found = {section: list(leaves(value)) for section, value in site.items() if section not in OFFICERS}
    found |= {name: [pair[language == "en"] for pair in table] for name, table in tables()}
    pages = {name: sorted(texts_of(page)) for name, page in every_page(language, "0") if not name.startswith("dossier")}
    return found | pages


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_sentence_is_long(language: str) -> None:
    long = {
        f"{place}: {sentence}"
        for place, texts in said_to_citizens(language).items()
        for text in texts
        for sentence in ENDS.split(text)
        if len(sentence.split()) > MOST_WORDS
    }
    assert long == set()


def test_no_word_of_the_office_is_said() -> None:
    found = {
        f"{place}: {text}"
        for place, texts in said_to_citizens("id").items()
        for text in texts
        if FORBIDDEN.search(EXCEPTED.sub("", text))
    }
    assert found == set()


def unexplained(texts: Iterable[str], explained: str) -> set[str]:
    """The hard words in some texts that no explanation names."""
    words = {word for text in texts for word in re.findall(r"[a-z]+", text.casefold())}
    return (words & HARD) - set(re.findall(r"[a-z]+", explained.casefold()))


def test_a_hard_word_is_explained_where_help_is() -> None:
    site = json.loads((WORDS_OF_SITE / "id.json").read_text(encoding="utf-8"))
    explained = " ".join(leaves(site["helping"]["words"]))
    said = said_to_citizens("id")
    assert {place: found for place, texts in said.items() if (found := unexplained(texts, explained))} == {}
    assert unexplained(["Mediasi oleh Ombudsman"], explained) == {"mediasi"}


def test_a_hard_word_in_a_letter_is_explained_too() -> None:
    site = json.loads((WORDS_OF_SITE / "id.json").read_text(encoding="utf-8"))
    explained = " ".join(leaves(site["helping"]["words"]))
    letters = [path for path in LETTERS.glob("*.id.txt") if path.name.split(".")[-3] in CITIZENS]
    assert len(letters) > 50
    found = {path.name: unexplained([path.read_text(encoding="utf-8")], explained) for path in letters}
    assert {name: words for name, words in found.items() if words} == {}


def test_what_would_be_found_is_found() -> None:
    for word in ("Keadaan", "Galat", "jenjang 2", "kunci pengiriman", "Dipegang oleh"):
        assert FORBIDDEN.search(word)
    assert not FORBIDDEN.search("Keadaan darurat")
