"""What the public sees of each event, and which public text of it (docs/law.md "What the public reads")."""

import pytest

from chalicelib.domain.commands import (
    Answer,
    Archive,
    Dispute,
    Extend,
    Forward,
    Note,
    Progress,
    Publicity,
    Publish,
    Reply,
    RequestData,
    Return,
    Unpublish,
    Verify,
)
from chalicelib.domain.events import EventType
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.report import ArchiveReason
from chalicelib.domain.visibility import SIGHTS, WORDED, Sight, public_events, public_texts, public_words
from tests.domain.dossier import Dossier, in_progress, submitted

SHOWN = Publish("Jalan rusak", "Ada lubang di jalan.")
NIK = (0, 16, "nik")


def texts_of(dossier: Dossier) -> list[str]:
    """Every text that the public reads of its events, in order."""
    return [shown.text for _, shown in public_events(dossier.events) if shown.text]


def published() -> Dossier:
    """A report that its unit works on and everybody may read."""
    return in_progress().do("coordinator", SHOWN)


def test_every_event_has_a_sight_of_its_own() -> None:
    assert set(SIGHTS) == set(EventType)
    assert all(SIGHTS[one] is not Sight.NOTHING for one in WORDED)


@pytest.mark.parametrize(
    "command",
    [
        Progress("Aspal dipesan Joko.", "Aspal dipesan."),
        Answer("Ditambal oleh Joko.", public_text="Ditambal."),
        Return("kab.6201.dpupr", "Bukan kami, kata Joko.", "Bukan kami."),
        Extend(2, "Hujan, kata Joko", "Perlu waktu, kata Joko.", "Perlu waktu."),
    ],
)
def test_of_an_officers_words_the_public_reads_the_public_text(command: Progress | Answer | Return | Extend) -> None:
    dossier = published().do("head", command)
    assert texts_of(dossier) == [command.public_text]
    assert "Joko" not in str([shown for _, shown in public_events(dossier.events)])


def test_an_archived_report_says_in_public_what_was_given_for_the_public() -> None:
    dossier = submitted().do("coordinator", SHOWN)
    dossier.do("coordinator", Archive(ArchiveReason.SPAM, "Iklan Joko.", public_text="Iklan."))
    assert texts_of(dossier) == ["Iklan."]
    assert [shown.data for _, shown in public_events(dossier.events)][-1] == {"reason": "spam"}


def test_without_a_public_text_only_the_event_is_public() -> None:
    dossier = published().do("liaison", Progress("Aspal dipesan."))
    *_, (event, shown) = public_events(dossier.events)
    assert (shown.type, shown.text) == (EventType.PROGRESSED, None)
    assert public_words(event, ()) is None


def test_words_before_the_publication_are_shown_only_as_it_names_them() -> None:
    dossier = in_progress().do("liaison", Progress("Aspal dipesan Joko.", "Aspal dipesan."))
    dossier.do("reporter", Reply("Saya Siti."))
    told, replied = (event.seq for event in dossier.events[-2:])
    assert texts_of(dossier.do("coordinator", SHOWN)) == []
    worded = frozenset((told, replied))
    named = Publish(public_texts={replied: "Pelapor menambahkan keterangan.", told: None}, worded=worded)
    assert texts_of(dossier.do("coordinator", named)) == ["Pelapor menambahkan keterangan."]
    dossier.do("liaison", Progress("Besok, Pak Joko.", "Besok."))
    again = Publish(public_texts={told: "Aspal dipesan."}, worded=worded)
    assert texts_of(dossier.do("coordinator", again)) == ["Aspal dipesan.", "Pelapor menambahkan keterangan.", "Besok."]


def test_published_once_more_it_begins_anew() -> None:
    dossier = published().do("liaison", Progress("Besok, Pak Joko.", "Besok."))
    seq = dossier.events[-1].seq
    assert texts_of(dossier.do("coordinator", Unpublish("Ada nama orang."))) == []
    assert texts_of(dossier.do("coordinator", SHOWN)) == []
    assert texts_of(dossier.do("coordinator", Publish(public_texts={seq: "Besok."}, worded=frozenset((seq,))))) == [
        "Besok."
    ]
    assert public_words(dossier.events[seq - 1], dossier.events) == "Besok."


def test_a_text_taken_back_is_in_no_late_letter() -> None:
    dossier = published().do("liaison", Progress("Besok, Pak Joko.", "Besok."))
    told = dossier.events[-1]
    assert public_words(told, ()) == "Besok."
    dossier.do("coordinator", Publish(public_texts={told.seq: None}, worded=frozenset((told.seq,))))
    assert public_words(told, dossier.events) is None


def test_notes_and_what_is_between_officers_and_reporter_stay_there() -> None:
    dossier = published().do("coordinator", Note("Joko lagi.")).do("liaison", RequestData("Di mana, Pak Joko?"))
    dossier.do("reporter", Reply("Di rumah Joko.")).do("liaison", Answer("Ditambal oleh Joko."))
    dossier.do("reporter", Dispute("Belum, kata Joko.", 1)).do("coordinator", Forward("kab.6201.dinkes", "Tanya Joko."))
    dossier.do("reporter", Publicity(True))
    shown = list(public_events(dossier.events))
    assert "Joko" not in str([one for _, one in shown])
    assert {EventType.NOTED, EventType.PUBLICITY_CHANGED}.isdisjoint(one.type for _, one in shown)


def test_a_number_that_names_a_person_wants_a_public_text() -> None:
    bare = Progress("6201010101010001 sudah dibantu", naming=(NIK,))
    dossier = published()
    refusal = dossier.refusal("liaison", bare)
    assert isinstance(refusal, Invalid)
    (fault,) = refusal.errors
    assert (fault.field, fault.code) == ("text", "personal_data")
    assert fault.values == {"places": [{"start": 0, "end": 16, "kind": "nik"}]}
    dossier.do("liaison", Progress(bare.text, "Warga sudah dibantu.", (NIK,)))
    in_progress().do("liaison", bare)


def test_a_publication_names_texts_that_are_there() -> None:
    dossier = submitted()
    for command in (
        Publish("Jalan rusak", "Ada lubang.", {9: "Tidak ada."}),
        Verify(public_title="Jalan rusak", public_body="Ada lubang.", publish=True, public_texts={9: "Tidak ada."}),
    ):
        refusal = dossier.refusal("coordinator", command)
        assert isinstance(refusal, Invalid)
        assert [(one.field, one.code) for one in refusal.errors] == [("public_texts.9", "no_such_text")]
    refusal = dossier.refusal("coordinator", Verify(public_texts={1: "Tanpa terbit."}, worded=frozenset((1,))))
    assert isinstance(refusal, Invalid)
    assert [(one.field, one.code) for one in refusal.errors] == [("public_texts", "only_with_publish")]


def test_an_old_publication_shows_no_words() -> None:
    """Release 0.1 knew no public texts."""
    dossier = in_progress().do("liaison", Progress("Aspal dipesan."))
    assert public_texts(dossier.do("coordinator", SHOWN).events) == {}
