"""What reporters are told while their report is being handled (docs/law.md "Events and who is told")."""

from chalicelib.language import Said
from chalicelib.notify.letter_texts.choosing import LetterText, Rows
from chalicelib.notify.letter_texts.promises import PROMISES_TO_REPORTERS
from chalicelib.notify.letter_texts.reporter_endings import ENDINGS

_ANSWER_BY: Said = (
    "Jawabannya paling lambat {by_answer}. Yang terlambat naik dengan sendirinya ke atasan.",
    "The answer is due by {by_answer}. What is late moves up to superiors by itself.",
)
_COMPLETE_SINCE: Said = (
    "Laporan Anda lengkap sejak {complete_since} (UU 25/2009 pasal 44 ayat 1).",
    "Your report has been complete since {complete_since} (Act 25/2009, article 44(1)).",
)
_NOW_WITH: Said = ("Laporan Anda sekarang dipegang {holder}.", "Your report is now with {holder}.")

REPORTER_ROWS: Rows = {
    "submitted": LetterText(
        ("Laporan Anda sudah kami terima", "We have received your report"),
        (
            (
                "Simpan nomor dan kode akses ini: dengan keduanya Anda dapat membuka laporan kapan saja.",
                "Keep this number and this access code: with both you can open your report at any time.",
            ),
        ),
        (
            (
                "Selanjutnya, {holder} memverifikasi laporan Anda paling lambat {by_verify}, lalu meneruskannya kepada "
                "yang berwenang. Yang terlambat naik dengan sendirinya ke atasan.",
                "Next, {holder} verifies your report by {by_verify} and passes it on to whoever is responsible. What "
                "is late moves up to superiors by itself.",
            ),
        ),
    ),
    "forwarded": LetterText(
        ("Laporan Anda diteruskan", "Your report was forwarded"), (_NOW_WITH, _COMPLETE_SINCE), (_ANSWER_BY,)
    ),
    "decided": LetterText(
        ("Sudah ditetapkan siapa yang menangani laporan Anda", "It was decided who handles your report"),
        (_NOW_WITH,),
        (_ANSWER_BY,),
    ),
    "data_requested": LetterText(
        ("Kami memerlukan data dari Anda", "We need more from you"),
        (("{holder} meminta Anda melengkapi laporan ini.", "{holder} asks you to complete your report."),),
        (
            (
                "Lengkapi paling lambat {by_complete}. Sesudah itu laporan dianggap dicabut; selama 90 hari Anda masih "
                "dapat menghidupkannya kembali.",
                "Please complete it by {by_complete}. After that it is deemed withdrawn; for 90 days you can still "
                "revive it.",
            ),
        ),
        ("complete",),
    ),
    "progressed": LetterText(
        ("Ada perkembangan pada laporan Anda", "There is progress on your report"),
        (("{holder} menyampaikan perkembangan.", "{holder} reports progress."),),
        (("Jawaban akhirnya paling lambat {by_answer}.", "The full answer is due by {by_answer}."),),
    ),
    "answered": LetterText(
        ("Laporan Anda sudah dijawab", "Your report was answered"),
        (
            ("{holder} memberi tanggapan.", "{holder} has answered."),
            ("Hasil: {outcome}.", "Outcome: {outcome}."),
            ("Dijanjikan paling lambat: {promised_by}.", "Promised by: {promised_by}."),
            ("Tanggal tindakan: {action_date}.", "Date of the action: {action_date}."),
        ),
        (
            (
                "Apakah masalahnya benar-benar selesai? Mohon jawab paling lambat {by_reply}. Tanpa jawaban Anda, "
                "laporan ditutup tanpa konfirmasi; selama 30 hari sesudahnya Anda masih dapat menyanggah.",
                "Is it really solved? Please say so by {by_reply}. Without your word the report is closed without "
                "confirmation; for 30 days after that you can still dispute.",
            ),
        ),
        ("confirm", "dispute"),
    ),
    "extended": LetterText(
        ("Tenggat laporan Anda diperpanjang", "More time was given for your report"),
        (
            ("{holder} mendapat tambahan waktu {days} hari kerja.", "{holder} was given {days} more working days."),
            ("Alasan: {why}", "Reason: {why}"),
        ),
        (
            (
                "Jawabannya sekarang paling lambat {by_answer}. Tenggat ini tidak dapat diperpanjang lagi.",
                "The answer is now due by {by_answer}. There will be no further extension.",
            ),
        ),
    ),
    "reminded.reply": LetterText(
        ("Kami menunggu jawaban Anda", "We are waiting for your word"),
        (
            (
                "{holder} sudah menanggapi laporan Anda. Apakah masalahnya benar-benar selesai?",
                "{holder} has answered your report. Is it really solved?",
            ),
        ),
        (
            (
                "Mohon jawab paling lambat {by_reply}. Sesudah itu laporan ditutup tanpa konfirmasi Anda.",
                "Please answer by {by_reply}. After that the report is closed without your confirmation.",
            ),
        ),
        ("confirm", "dispute"),
    ),
    "reminded.complete": LetterText(
        ("Data dari Anda masih kami tunggu", "We are still waiting for your data"),
        (
            (
                "{holder} meminta Anda melengkapi laporan ini dan belum menerima jawaban.",
                "{holder} asked you to complete your report and has not heard from you yet.",
            ),
        ),
        (
            (
                "Lengkapi paling lambat {by_complete}. Sesudah itu laporan dianggap dicabut.",
                "Please complete it by {by_complete}. After that it is deemed withdrawn.",
            ),
        ),
        ("complete",),
    ),
    "escalated.complete": LetterText(
        ("Kami belum berhasil menghubungi Anda", "We have not been able to reach you"),
        (
            (
                "{holder} memerlukan data untuk laporan Anda, tetapi permintaannya tidak pernah sampai kepada Anda. "
                "Laporan Anda tidak dicabut; ia naik ke jenjang {level}.",
                "{holder} needs data for your report, but its request never reached you. Your report is not "
                "withdrawn; it has moved up to level {level}.",
            ),
        ),
        (
            (
                "Lengkapi datanya kapan saja pada halaman laporan Anda.",
                "Give the data at any time on the page of your report.",
            ),
        ),
        ("complete",),
    ),
    "escalated.1": LetterText(
        ("Laporan Anda terlambat ditangani", "Your report is late"),
        (
            (
                "{holder} tidak menepati tenggat {due} ({limit}). Laporan Anda naik ke jenjang 1: admin "
                "{institution} sudah diberi tahu.",
                "{holder} did not keep the deadline of {due} ({limit}). Your report has moved up to level 1: the "
                "coordinator of {institution} was told.",
            ),
        ),
        (
            (
                "Bila tetap tidak ditangani, laporan naik ke pimpinan 3 hari kerja setelah tenggat itu, dan ke admin "
                "nasional setelah 10 hari kerja. Anda juga dapat mengizinkan Ombudsman membacanya.",
                "If nothing happens, it moves up to the heads 3 working days after that deadline, and to the national "
                "administrators after 10. You may also let the Ombudsman read it.",
            ),
        ),
    ),
    "disputed.case": LetterText(
        ("Laporan Anda dibuka kembali", "Your report is open again"),
        (
            (
                "Pelapor lain dalam gabungan ini menyatakan masalahnya belum selesai. Laporan kembali ke {holder}, "
                "dan pimpinannya diberi tahu.",
                "Other reporters of the joined reports say that it is not solved. The report is back with {holder}, "
                "and the head was told.",
            ),
        ),
        (("Jawaban barunya paling lambat {by_answer}.", "The new answer is due by {by_answer}."),),
    ),
    "disputed": LetterText(
        ("Laporan Anda dibuka kembali", "Your report is open again"),
        (
            (
                "Sanggahan Anda kami catat. Laporan kembali ke {holder}, dan pimpinannya diberi tahu.",
                "We have recorded that it is not solved. The report is back with {holder}, and the head was told.",
            ),
        ),
        (("Jawaban barunya paling lambat {by_answer}.", "The new answer is due by {by_answer}."),),
    ),
    "closed.no_reply": LetterText(
        ("Laporan Anda ditutup tanpa konfirmasi", "Your report was closed without your confirmation"),
        (
            (
                "Kami tidak menerima jawaban Anda atas tanggapan {holder}. Laporan dihitung sebagai ditutup tanpa "
                "konfirmasi, bukan sebagai selesai.",
                "We had no word from you on the answer of {holder}. The report counts as closed without confirmation, "
                "not as solved.",
            ),
        ),
        (
            (
                "Bila masalahnya belum selesai, sanggah paling lambat {by_dispute}: laporan dibuka kembali.",
                "If it is not solved, dispute by {by_dispute}: the report is then opened again.",
            ),
        ),
        ("dispute",),
    ),
    **PROMISES_TO_REPORTERS,
    **ENDINGS,
}
