"""What reporters are told while their report is being handled (docs/law.md "Events and who is told").

The first two sentences of each letter say what happened, and what to do or that nothing need be done.
"""

from chalicelib.language import Said
from chalicelib.notify.letter_texts.choosing import LetterText, Rows
from chalicelib.notify.letter_texts.fixed_sentences import ASKED_BY, NOTHING_TO_DO
from chalicelib.notify.letter_texts.promises import PROMISES_TO_REPORTERS
from chalicelib.notify.letter_texts.reporter_cases import CASES
from chalicelib.notify.letter_texts.reporter_clock import LATE, NO_REPLY, NOT_COMPLETED
from chalicelib.notify.letter_texts.reporter_endings import ENDINGS
from chalicelib.notify.letter_texts.reporter_rights import NOT_SHOWN, RIGHTS, TAKE_BACK

_ANSWER_BY: Said = (
    "{holder} harus menjawab paling lambat {by_answer}. Bila terlambat, atasannya otomatis diberi tahu.",
    "{holder} must answer by {by_answer}. If it is late, its superiors are told automatically.",
)
_ANSWER_AGAIN_BY: Said = (
    "{holder} harus menjawab lagi paling lambat {by_answer}.",
    "{holder} must answer again by {by_answer}.",
)
_NOW_AT: Said = ("Laporan Anda sekarang ada di {holder}.", "Your report is now with {holder}.")
_COMPLETE_SINCE: Said = (
    "Laporan Anda sudah lengkap sejak {complete_since}.",
    "Your report has been complete since {complete_since}.",
)
_COMPLETE_BY_LAW: Said = (
    "Dasar pemberitahuan lengkapnya laporan: UU 25/2009 pasal 44 ayat 1.",
    "Basis of the word on completeness: Act 25/2009, article 44(1).",
)
_WHEN_FORWARDING: Said = ("Pesan dari {speaker} saat meneruskan:", "Message from {speaker}, when forwarding:")
_WE_TELL_YOU: Said = ("Kami mengabari Anda bila ada jawaban.", "We tell you when there is an answer.")

REPORTER_ROWS: Rows = {
    "submitted": LetterText(
        ("Laporan Anda sudah kami terima", "We have received your report"),
        (
            (
                "Simpan nomor dan kode akses ini. Dengan keduanya Anda dapat membuka laporan kapan saja.",
                "Keep this number and this access code. With both you can open your report at any time.",
            ),
        ),
        (
            (
                "{holder} memeriksa laporan Anda paling lambat {by_verify}. Lalu laporan diteruskan kepada yang "
                "berwenang. Bila terlambat, atasannya otomatis diberi tahu.",
                "{holder} looks at your report by {by_verify}. Then it goes to whoever is responsible. If it is late, "
                "its superiors are told automatically.",
            ),
        ),
    ),
    "forwarded": LetterText(
        ("Laporan Anda diteruskan", "Your report was forwarded"),
        (_NOW_AT, NOTHING_TO_DO, _COMPLETE_SINCE),
        (_ANSWER_BY, _WE_TELL_YOU),
        quoted=_WHEN_FORWARDING,
        small=(_COMPLETE_BY_LAW,),
    ),
    "forwarded.published": LetterText(
        ("Laporan Anda diteruskan dan ditampilkan", "Your report was forwarded and is shown"),
        (
            _NOW_AT,
            NOTHING_TO_DO,
            _COMPLETE_SINCE,
            (
                "Publik juga dapat membacanya, dalam kata-kata tanpa data pribadi.",
                "The public can read it, too, in words without personal data.",
            ),
            NOT_SHOWN,
        ),
        (_ANSWER_BY, _WE_TELL_YOU, TAKE_BACK),
        quoted=_WHEN_FORWARDING,
        small=(_COMPLETE_BY_LAW,),
    ),
    "decided": LetterText(
        ("Sudah ditetapkan siapa yang menangani laporan Anda", "It was decided who handles your report"),
        (_NOW_AT, NOTHING_TO_DO),
        (_ANSWER_BY, _WE_TELL_YOU),
    ),
    "data_requested": LetterText(
        ("Kami memerlukan data dari Anda", "We need more from you"),
        (
            (
                "Laporan Anda belum lengkap. Mohon lengkapi paling lambat {by_complete}.",
                "Your report is not complete. Please complete it by {by_complete}.",
            ),
        ),
        (NOT_COMPLETED,),
        ("complete",),
        quoted=ASKED_BY,
    ),
    "progressed": LetterText(
        ("Ada perkembangan pada laporan Anda", "There is progress on your report"),
        (("Ada kabar baru dari {holder}.", "There is news from {holder}."), NOTHING_TO_DO),
        (
            (
                "{holder} harus memberi jawaban akhir paling lambat {by_answer}.",
                "{holder} must give the full answer by {by_answer}.",
            ),
        ),
    ),
    "answered": LetterText(
        ("Laporan Anda sudah dijawab", "Your report was answered"),
        (
            (
                "Jawaban datang dari {holder}. Mohon beri tahu kami paling lambat {by_reply}, apakah masalahnya sudah "
                "selesai.",
                "The answer comes from {holder}. Please tell us by {by_reply} whether it is solved.",
            ),
            ("Hasil: {outcome}.", "Outcome: {outcome}."),
            ("Dijanjikan paling lambat: {promised_by}.", "Promised by: {promised_by}."),
            ("Tanggal tindakan: {action_date}.", "Date of the action: {action_date}."),
        ),
        (NO_REPLY,),
        ("confirm", "dispute"),
    ),
    "extended": LetterText(
        ("Tenggat laporan Anda diperpanjang", "More time was given for your report"),
        (
            (
                "Tambahan waktu {days} hari kerja diberikan kepada {holder}.",
                "{days} more working days were given to {holder}.",
            ),
            NOTHING_TO_DO,
            ("Alasan: {why}", "Reason: {why}"),
        ),
        (
            (
                "{holder} sekarang harus menjawab paling lambat {by_answer}. Tenggat ini tidak dapat diperpanjang "
                "lagi.",
                "{holder} must now answer by {by_answer}. There will be no further extension.",
            ),
        ),
    ),
    "disputed.case": LetterText(
        ("Laporan Anda dibuka kembali", "Your report is open again"),
        (
            (
                "Pelapor lain dalam gabungan ini menyatakan masalahnya belum selesai. Anda tidak perlu berbuat "
                "apa-apa. Laporan kembali ke {holder}, dan pimpinannya diberi tahu.",
                "Other reporters of the joined reports say that it is not solved. You need do nothing. The report is "
                "back with {holder}, and the head was told.",
            ),
        ),
        (_ANSWER_AGAIN_BY,),
    ),
    "disputed": LetterText(
        ("Laporan Anda dibuka kembali", "Your report is open again"),
        (
            (
                "Kami mencatat bahwa masalahnya belum selesai. Anda tidak perlu berbuat apa-apa lagi. Laporan kembali "
                "ke {holder}, dan pimpinannya diberi tahu.",
                "We have recorded that it is not solved. You need do nothing more. The report is back with {holder}, "
                "and the head was told.",
            ),
        ),
        (_ANSWER_AGAIN_BY,),
    ),
    **LATE,
    **PROMISES_TO_REPORTERS,
    **CASES,
    **ENDINGS,
    **RIGHTS,
}
