"""What officers are told: what waits, with whom, until when. Nothing that the reporter or an officer wrote."""

from chalicelib.language import Said
from chalicelib.notify.letter_texts.choosing import LetterText, Rows
from chalicelib.notify.letter_texts.officer_clock import CLOCK
from chalicelib.notify.letter_texts.promises import PROMISES_OF_HOLDERS

_ANSWER_BY: Said = ("Jawab pelapor paling lambat {by_answer}.", "Answer the reporter by {by_answer}.")
_MAY_DISPUTE: Said = (
    "Pelapor masih dapat menyanggah sampai {by_dispute}.",
    "The reporter may dispute by {by_dispute}.",
)

_DISPOSE_BY: Said = (
    "Teruskan ke unit, tangani sendiri, atau kembalikan paling lambat {by_dispose}.",
    "Hand it to a unit, take it yourself, or return it by {by_dispose}.",
)

OFFICER_ROWS: Rows = {
    "submitted": LetterText(
        ("Laporan baru menunggu verifikasi", "A new report waits for verification"),
        (("Laporan ini masuk untuk {holder}.", "This report came in for {holder}."),),
        (("Verifikasi dan teruskan paling lambat {by_verify}.", "Verify and forward it by {by_verify}."),),
    ),
    "forwarded": LetterText(
        ("Laporan baru menunggu tindak lanjut", "A new report waits for follow-up"),
        (("Laporan ini diteruskan kepada {holder}.", "This report was forwarded to {holder}."),),
        (
            (
                "Terima, atau kembalikan bila bukan kewenangannya, paling lambat {by_accept}.",
                "Accept it, or return it where it is not in your authority, by {by_accept}.",
            ),
            _DISPOSE_BY,
            _ANSWER_BY,
        ),
    ),
    "decided": LetterText(
        ("Laporan baru menunggu tindak lanjut", "A new report waits for follow-up"),
        (
            (
                "Setelah dikembalikan, laporan ini ditetapkan untuk ditangani {holder}.",
                "After it was returned, it was decided that {holder} handles this report.",
            ),
        ),
        (("Terima paling lambat {by_accept}.", "Accept it by {by_accept}."), _DISPOSE_BY, _ANSWER_BY),
    ),
    "completed": LetterText(
        ("Pelapor melengkapi data", "The reporter gave the data"),
        (("Laporan ini berjalan lagi.", "The report goes on."),),
    ),
    "replied": LetterText(
        ("Pelapor menambahkan keterangan", "The reporter added something"),
        (("Bacalah pada halaman laporan.", "Read it on the report's page."),),
    ),
    "returned": LetterText(
        ("Laporan dikembalikan: tetapkan yang berwenang", "A report was returned: decide who is responsible"),
        (
            (
                "{held_before} menyatakan laporan ini bukan kewenangannya.",
                "{held_before} says that this report is not in its authority.",
            ),
            ("Usulnya: {proposed}.", "It proposes: {proposed}."),
        ),
        (("Tetapkan paling lambat {by_decide}.", "Decide by {by_decide}."),),
    ),
    "returned.conflict": LetterText(
        ("Laporan dikembalikan: tetapkan yang berwenang", "A report was returned: decide who is responsible"),
        (
            (
                "Yang menangani laporan ini ternyata pihak yang dilaporkan, maka laporan diambil darinya.",
                "Its holder turned out to be the party it is about, so the report was taken away.",
            ),
        ),
        (("Tetapkan paling lambat {by_decide}.", "Decide by {by_decide}."),),
    ),
    "extended": LetterText(
        ("Tenggat laporan diperpanjang", "More time was given for a report"),
        (
            (
                "{holder} mengambil tambahan waktu {days} hari kerja.",
                "{holder} has taken {days} more working days.",
            ),
        ),
        (("Jawabannya sekarang paling lambat {by_answer}.", "The answer is now due by {by_answer}."),),
    ),
    "took_over": LetterText(
        ("Laporan utama gabungan berganti", "Another report leads the joined ones now"),
        (
            (
                "Laporan utamanya berakhir. Laporan ini menggantikannya, dengan tenggat yang sama; ditangani {holder}.",
                "The main report has ended. This one takes its place, with the same time limits; with {holder}.",
            ),
        ),
        (_ANSWER_BY,),
    ),
    "disputed.case": LetterText(
        ("Pelapor dalam gabungan menyatakan belum selesai", "Reporters of the joined reports say it is not solved"),
        (("Laporan ini dibuka kembali dan ditangani {holder}.", "The report is open again, with {holder}."),),
        (("Jawab lagi paling lambat {by_answer}.", "Answer again by {by_answer}."),),
    ),
    "disputed": LetterText(
        ("Pelapor menyatakan belum selesai", "The reporter says it is not solved"),
        (("Laporan ini dibuka kembali dan ditangani {holder}.", "The report is open again, with {holder}."),),
        (("Jawab lagi paling lambat {by_answer}.", "Answer again by {by_answer}."),),
    ),
    "confirmed": LetterText(
        ("Pelapor menyatakan selesai", "The reporter confirms that it is solved"),
        (("Laporan ini ditutup. Terima kasih.", "The report is closed. Thank you."),),
        (_MAY_DISPUTE,),
    ),
    "closed.no_reply": LetterText(
        ("Laporan ditutup tanpa konfirmasi pelapor", "A report was closed without confirmation"),
        (("Pelapor tidak menjawab dalam waktunya.", "The reporter did not reply in time."),),
        (_MAY_DISPUTE,),
    ),
    "objected": LetterText(
        ("Keberatan atas pengarsipan menunggu keputusan", "An objection to archiving waits for a decision"),
        (("Pelapor tidak setuju laporannya diarsipkan.", "The reporter does not agree that it was archived."),),
        (
            (
                "Putuskan paling lambat {by_verify}; keputusan ini bersifat final.",
                "Decide by {by_verify}; the decision is final.",
            ),
        ),
    ),
    "withdrawn": LetterText(
        ("Laporan dicabut pelapor", "A report was withdrawn"),
        (("Laporan ini tidak perlu ditindaklanjuti lagi.", "It need not be followed up any further."),),
    ),
    "erased": LetterText(
        ("Data laporan dihapus", "A report's data was erased"),
        (
            (
                "Pelapor meminta datanya dihapus (UU 27/2022 pasal 8). Laporan ini tidak dapat dibuka lagi dan tidak "
                "perlu ditindaklanjuti.",
                "The reporter had their data erased (Act 27/2022, article 8). The report cannot be opened any more and "
                "need not be followed up.",
            ),
        ),
        opens=False,
    ),
    "publicity_changed.True": LetterText(
        ("Pelapor mengizinkan laporannya ditampilkan", "The reporter allows public display"),
        (
            (
                "Laporan ini boleh ditampilkan dalam kata-kata tanpa data pribadi.",
                "This report may be shown in words without personal data.",
            ),
        ),
    ),
    "publicity_changed.False": LetterText(
        ("Pelapor menarik izin tampil publik", "The reporter took the consent to public display back"),
        (
            (
                "Laporan ini sekarang rahasia dan tidak ditampilkan lagi kepada publik.",
                "This report is confidential now and no longer shown to the public.",
            ),
        ),
    ),
    "deadline_moved": LetterText(
        ("Tenggat laporan bergeser", "A report's deadline has moved"),
        (
            ("Kalender hari kerja berubah.", "The calendar of working days has changed."),
            ("Hari libur baru: {moved_by}.", "New day off: {moved_by}."),
            (
                "{moved_limit}: semula {moved_before} → sekarang {moved_after}.",
                "{moved_limit}: it was {moved_before} → it is now {moved_after}.",
            ),
        ),
    ),
    **PROMISES_OF_HOLDERS,
    **CLOCK,
}
