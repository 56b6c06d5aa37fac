"""What is said of a promise: when it is given, on its day, and when its reporter says that it was kept."""

from chalicelib.language import Said
from chalicelib.notify.letter_texts.choosing import LetterText, Rows

_WHAT_WAS_PROMISED: Said = ("Yang dijanjikan {speaker}:", "What {speaker} promised:")

PROMISES_TO_REPORTERS: Rows = {
    "answered.planned": LetterText(
        ("Laporan Anda dijawab dengan janji", "Your report was answered with a promise"),
        (
            (
                "Janji itu dari {holder}, untuk ditepati paling lambat {promised_by}. Bila Anda setuju, Anda tidak "
                "perlu berbuat apa-apa sekarang.",
                "The promise comes from {holder}, to be kept by {promised_by}. If you agree, you need do nothing now.",
            ),
            ("Tanggal tindakan: {action_date}.", "Date of the action: {action_date}."),
        ),
        (
            (
                "Pada hari itu kami bertanya kepada Anda apakah janji itu ditepati. Sampai 30 hari sesudahnya Anda "
                "dapat menyanggah, juga bila laporan sudah ditutup.",
                "On that day we ask you whether it was kept. Until 30 days after it you can dispute, also when the "
                "report is closed by then.",
            ),
            (
                "Tidak setuju dengan rencana ini? Pilih “Belum selesai” di halaman laporan Anda. Tanpa kabar Anda "
                "sampai {by_reply}, laporan ditutup tanpa konfirmasi, tetapi janji itu tetap berlaku.",
                "You do not agree with this plan? Choose “No, it is not solved” on the page of your report. Without "
                "your word by {by_reply} the report is closed without confirmation. The promise still stands.",
            ),
        ),
        quoted=_WHAT_WAS_PROMISED,
    ),
    "reminded.promise": LetterText(
        ("Apakah janji kepada Anda ditepati?", "Was the promise to you kept?"),
        (
            (
                "{holder} berjanji menangani laporan Anda paling lambat {promised_by}. Mohon beri tahu kami apakah "
                "janji itu sudah ditepati.",
                "{holder} promised to act on your report by {promised_by}. Please tell us whether it was kept.",
            ),
        ),
        (
            (
                "Bila belum, tekan “Belum ditepati” paling lambat {by_dispute}. Laporan lalu dibuka kembali. Bila Anda "
                "tidak memberi kabar, laporan tetap ditutup.",
                "If it was not, press “No, it was not kept” by {by_dispute}. Then the report is opened again. Without "
                "your word it stays closed.",
            ),
            (
                "Dengan menekan “Ya, sudah ditepati” Anda sekaligus menyatakan masalahnya selesai. Dengan “Belum "
                "ditepati” laporan dibuka kembali. Bila Anda tidak memberi kabar sampai {by_reply}, laporan ditutup "
                "tanpa konfirmasi.",
                "With “Yes, it was kept” you also say that it is solved. With “No, it was not kept” the report is "
                "opened again. Without your word by {by_reply} it is closed without confirmation.",
            ),
        ),
        ("confirm-promise", "dispute"),
        quoted=_WHAT_WAS_PROMISED,
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
