"""What is said of a promise: when it is given, on its day, and when its reporter says that it was kept."""

from chalicelib.notify.letter_texts.choosing import LetterText, Rows

PROMISES_TO_REPORTERS: Rows = {
    "answered.planned": LetterText(
        ("Laporan Anda dijawab dengan janji", "Your report was answered with a promise"),
        (
            (
                "{holder} berjanji melakukannya paling lambat {promised_by}.",
                "{holder} promises to do it by {promised_by}.",
            ),
            ("Tanggal tindakan: {action_date}.", "Date of the action: {action_date}."),
        ),
        (
            (
                "Pada hari itu Anda kami tanya apakah janjinya ditepati. Sampai 30 hari sesudahnya Anda dapat "
                "menyanggah, juga bila laporan sudah ditutup.",
                "On that day we ask you whether it was kept. Until 30 days after it you can dispute, also when the "
                "report is closed by then.",
            ),
            (
                "Tidak setuju dengan rencana ini? Sanggahlah sekarang. Tanpa jawaban Anda sampai {by_reply}, laporan "
                "ditutup tanpa konfirmasi; janjinya tetap berlaku.",
                "You do not agree with this plan? Dispute it now. Without your word by {by_reply} the report is "
                "closed without confirmation; the promise still stands.",
            ),
        ),
    ),
    "reminded.promise": LetterText(
        ("Apakah janji ini ditepati?", "Was this promise kept?"),
        (
            (
                "{holder} berjanji melakukannya paling lambat {promised_by}. Sudah dilakukan?",
                "{holder} promised to do it by {promised_by}. Has it been done?",
            ),
        ),
        (
            (
                "Bila belum, sanggah paling lambat {by_dispute}: laporan dibuka kembali.",
                "If not, dispute by {by_dispute}: the report is then opened again.",
            ),
            (
                "Bila belum, sanggah: laporan dibuka kembali. Tanpa jawaban Anda sampai {by_reply}, laporan ditutup "
                "tanpa konfirmasi.",
                "If not, dispute: the report is then opened again. Without your word by {by_reply} it is closed "
                "without confirmation.",
            ),
        ),
        ("confirm-promise", "dispute"),
    ),
}
PROMISES_OF_HOLDERS: Rows = {
    "reminded.promise": LetterText(
        ("Janji kepada pelapor jatuh tempo", "A promise to a reporter falls due"),
        (
            (
                "{holder} berjanji melakukannya paling lambat {promised_by}.",
                "{holder} promised to do it by {promised_by}.",
            ),
        ),
        (
            (
                "Pelapor kini ditanya apakah janji itu ditepati. Bila tidak, ia dapat membuka kembali laporannya, dan "
                "janji itu dihitung sebagai tidak ditepati.",
                "The reporter is now asked whether it was kept. If not, they may open the report again, and the "
                "promise counts as broken.",
            ),
        ),
    ),
    "promise_kept": LetterText(
        ("Pelapor menyatakan janji ditepati", "The reporter says that the promise was kept"),
        (
            (
                "Yang dijanjikan paling lambat {promised_by} sudah dilakukan. Terima kasih.",
                "What was promised by {promised_by} was done. Thank you.",
            ),
        ),
    ),
}
