"""What others than its reporter are told of a report: followers, and the reporters of reports merged into it.

Nothing here says more than the public view of a published report does.
"""

from chalicelib.language import Said
from chalicelib.notify.letter_texts.choosing import LetterText, Rows

_NOW_WITH: Said = ("Laporan ini sekarang ditangani {holder}.", "The report is now with {holder}.")
_ANSWER_BY: Said = ("Jawabannya paling lambat {by_answer}.", "The answer is due by {by_answer}.")
_FORWARDED: Said = ("Laporan diteruskan", "The report was forwarded")

PUBLIC_ROWS: Rows = {
    "forwarded": LetterText(_FORWARDED, (_NOW_WITH,), (_ANSWER_BY,)),
    "decided": LetterText(_FORWARDED, (_NOW_WITH,), (_ANSWER_BY,)),
    "progressed": LetterText(
        ("Ada perkembangan", "There is progress"),
        (("{holder} menyampaikan perkembangan.", "{holder} reports progress."),),
        (_ANSWER_BY,),
    ),
    "answered": LetterText(
        ("Laporan dijawab", "The report was answered"),
        (
            ("{holder} memberi tanggapan.", "{holder} has answered."),
            ("Hasil: {outcome}.", "Outcome: {outcome}."),
            ("Dijanjikan paling lambat: {promised_by}.", "Promised by: {promised_by}."),
            ("Tanggal tindakan: {action_date}.", "Date of the action: {action_date}."),
        ),
        (
            (
                "Pelapornya diminta mengatakan, paling lambat {by_reply}, apakah masalahnya selesai.",
                "Its reporter is asked to say by {by_reply} whether it is solved.",
            ),
        ),
    ),
    "closed.confirmed": LetterText(
        ("Laporan selesai", "The report is closed"),
        (("Pelapornya menyatakan masalahnya selesai.", "Its reporter confirms that it is solved."),),
    ),
    "closed.no_reply": LetterText(
        ("Laporan ditutup tanpa konfirmasi", "The report was closed without confirmation"),
        (("Pelapornya tidak menjawab dalam waktunya.", "Its reporter did not reply in time."),),
    ),
    "archived": LetterText(
        ("Laporan diarsipkan", "The report was archived"), (("Alasan: {reason}.", "Reason: {reason}."),)
    ),
    "extended": LetterText(
        ("Tenggat laporan diperpanjang", "More time was given"),
        (("{holder} mendapat tambahan waktu {days} hari kerja.", "{holder} was given {days} more working days."),),
        (("Jawabannya sekarang paling lambat {by_answer}.", "The answer is now due by {by_answer}."),),
    ),
    "escalated.complete": LetterText(
        ("Pelapornya belum tersambung", "Its reporter was not reached"),
        (
            (
                "{holder} memerlukan data dari pelapornya, yang belum tersambung. Atasannya sudah diberi tahu.",
                "{holder} needs data from its reporter, who was not reached. Those above it were told.",
            ),
        ),
    ),
    "escalated.1": LetterText(
        ("Laporan terlambat ditangani", "The report is late"),
        (
            (
                "{holder} tidak menepati tenggat {due}. Admin instansinya sudah diberi tahu.",
                "{holder} missed its deadline of {due}. The coordinator of its institution was told.",
            ),
        ),
    ),
    "disputed.case": LetterText(
        ("Laporan dibuka kembali", "The report is open again"),
        (("Pelapor lain menyatakan masalahnya belum selesai.", "Other reporters say that it is not solved."),),
        (("Jawaban barunya paling lambat {by_answer}.", "The new answer is due by {by_answer}."),),
    ),
    "disputed": LetterText(
        ("Laporan dibuka kembali", "The report is open again"),
        (("Pelapornya menyatakan masalahnya belum selesai.", "Its reporter says that it is not solved."),),
        (("Jawaban barunya paling lambat {by_answer}.", "The new answer is due by {by_answer}."),),
    ),
    "deemed_withdrawn": LetterText(
        ("Laporan diarsipkan", "The report was archived"),
        (("Data yang diminta dari pelapornya tidak datang.", "The data asked of its reporter did not come."),),
    ),
    "objected": LetterText(
        ("Laporan diperiksa lagi", "The report is looked at again"),
        (("Pelapornya berkeberatan atas pengarsipan.", "Its reporter objected to the archiving."),),
        (("Keputusannya paling lambat {by_verify}.", "The decision is due by {by_verify}."),),
    ),
    "withdrawn": LetterText(
        ("Laporan dicabut pelapornya", "The report was withdrawn by its reporter"),
        (("Laporan ini tidak ditindaklanjuti lagi.", "It is not followed up any further."),),
        (
            (
                "Bila masalahnya belum selesai bagi Anda, sampaikan laporan baru.",
                "If it is not solved for you, please send a new report.",
            ),
        ),
    ),
    "erased": LetterText(
        ("Laporan dihapus pelapornya", "The report was erased by its reporter"),
        (("Laporan ini tidak dapat dibuka lagi.", "It cannot be opened any more."),),
        (
            (
                "Bila masalahnya belum selesai bagi Anda, sampaikan laporan baru.",
                "If it is not solved for you, please send a new report.",
            ),
        ),
    ),
    "ombudsman_asked": LetterText(
        ("Laporan sangat terlambat", "The report is very late"),
        (
            (
                "{holder} tidak menjawab sampai batas akhirnya, {by_cap}. Admin nasional diberi tahu.",
                "{holder} did not answer by the final limit, {by_cap}. The national administrators were told.",
            ),
        ),
    ),
    "ombudsman_referred": LetterText(
        ("Ombudsman dapat membaca laporan ini", "The Ombudsman can read the report"),
        (
            (
                "Ombudsman Republik Indonesia kini dapat membaca laporan ini.",
                "The Ombudsman of the Republic of Indonesia can now read it.",
            ),
        ),
    ),
    "published": LetterText(
        ("Laporan ditampilkan kepada publik", "The report is shown to the public"),
        (("Siapa pun kini dapat membacanya.", "Anybody can read it now."),),
    ),
    "deadline_moved": LetterText(
        ("Tenggat laporan bergeser", "The deadline has moved"),
        (
            ("Kalender hari kerja berubah.", "The calendar of working days has changed."),
            ("Hari libur baru: {moved_by}.", "New day off: {moved_by}."),
            (
                "{moved_limit}: semula {moved_before} → sekarang {moved_after}.",
                "{moved_limit}: it was {moved_before} → it is now {moved_after}.",
            ),
        ),
        (("Jawaban paling lambat {by_answer}.", "The answer is due by {by_answer}."),),
    ),
}
