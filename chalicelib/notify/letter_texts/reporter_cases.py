"""What reporters are told when their report is joined with others about the same, or stands on its own again."""

from chalicelib.language import Said
from chalicelib.notify.letter_texts.choosing import LetterText, Rows

_LOOKED_AT_BY: Said = (
    "{holder} harus memeriksa laporan Anda paling lambat {by_verify}.",
    "{holder} must look at your report by {by_verify}.",
)
_NOW_AT: Said = ("Laporan Anda sekarang ada di {holder}.", "Your report is now with {holder}.")
_NEWS_OF_THE_OTHER: Said = (
    "Kabar tentang {into} kami kirim juga kepada Anda.",
    "News of {into} is sent to you, too.",
)
_ON_ITS_OWN: Said = ("Laporan Anda tidak digabung lagi", "Your report stands on its own again")

CASES: Rows = {
    "joined": LetterText(
        ("Laporan Anda digabung dengan laporan serupa", "Your report was joined with similar ones"),
        (
            (
                "Ada laporan lain tentang hal yang sama, yaitu {into}, dan laporan Anda digabung dengannya. Anda tidak "
                "perlu berbuat apa-apa.",
                "Report {into} is about the same matter, and yours was joined with it. You need do nothing.",
            ),
        ),
        (
            (
                "Keduanya ditangani {holder}. Satu jawaban berlaku untuk keduanya, paling lambat {by_answer}.",
                "{holder} handles both. One answer is for both, by {by_answer}.",
            ),
            (
                "Bila sesudah dijawab masalah Anda belum selesai, Anda dapat menyanggah. Bila masalahnya tidak sama, "
                "pilih “Keluarkan dari gabungan” di halaman laporan Anda.",
                "If the answer does not solve your problem, you can dispute it. If it is not the same matter, choose "
                "“Leave the joined reports” on the page of your report.",
            ),
            (
                "Nama dan kontak Anda tidak terlihat oleh pelapor lain.",
                "Other reporters do not see your name or contact.",
            ),
        ),
    ),
    "linked": LetterText(
        ("Ada laporan lain tentang hal yang sama", "Another report is about the same matter"),
        (
            (
                "Laporan Anda tetap ada di {holder}, dan tenggatnya tidak berubah. Anda tidak perlu berbuat apa-apa.",
                "Your report stays with {holder}, and its time limits are the same. You need do nothing.",
            ),
        ),
        (
            (
                "Laporan lain itu, {into}, ditangani instansi lain. Kabar tentangnya kami kirim juga kepada Anda.",
                "The other report, {into}, is handled by another institution. News of it is sent to you, too.",
            ),
        ),
    ),
    "left": LetterText(
        _ON_ITS_OWN,
        (
            (
                "Laporan Anda tidak lagi digabung dengan laporan serupa. Anda tidak perlu berbuat apa-apa.",
                "Your report is no longer joined with similar ones. You need do nothing.",
            ),
            _NOW_AT,
        ),
        (_LOOKED_AT_BY,),
    ),
    "left.own": LetterText(
        _ON_ITS_OWN,
        (
            (
                "Sesuai permintaan Anda, laporan Anda tidak lagi digabung dengan laporan serupa. Anda tidak perlu "
                "berbuat apa-apa.",
                "As you asked, your report is no longer joined with similar ones. You need do nothing.",
            ),
            _NOW_AT,
        ),
        (_LOOKED_AT_BY,),
    ),
    "main_changed": LetterText(
        ("Jawaban untuk Anda kini lewat laporan lain", "Your answer now comes through another report"),
        (
            (
                "Laporan Anda tetap digabung dengan laporan serupa, dan jawabannya kini ditunggu lewat laporan {into}. "
                "Anda tidak perlu berbuat apa-apa.",
                "Your report stays joined with similar ones, and the answer is now awaited through report {into}. You "
                "need do nothing.",
            ),
        ),
        (
            (
                "Laporan yang semula mewakili semuanya sudah ditutup tanpa jawaban. Yang baru ada di {holder}. Tenggat "
                "dan hak Anda tetap sama.",
                "The report that stood for all of them was closed without an answer. The new one is with {holder}. "
                "Your time limits and rights are the same.",
            ),
        ),
    ),
    "took_over": LetterText(
        ("Laporan Anda kini mewakili laporan serupa", "Your report now stands for similar ones"),
        (
            (
                "Laporan Anda digabung dengan laporan serupa, dan sekarang mewakili semuanya karena dikirim paling "
                "awal. Anda tidak perlu berbuat apa-apa.",
                "Your report is joined with similar ones, and now stands for all of them because it was sent first. "
                "You need do nothing.",
            ),
        ),
        (
            (
                "Laporan yang semula mewakilinya sudah ditutup tanpa jawaban. Laporan Anda ada di {holder}.",
                "The report that stood for them before was closed without an answer. Yours is with {holder}.",
            ),
            ("{holder} harus menjawab paling lambat {by_answer}.", "{holder} must answer by {by_answer}."),
        ),
    ),
    "merged": LetterText(
        ("Laporan Anda digabungkan", "Your report was merged with another"),
        (
            (
                "Laporan {into} tentang hal yang sama sudah ditangani, dan laporan Anda digabungkan ke situ. Anda "
                "tidak perlu berbuat apa-apa.",
                "Report {into} is about the same matter and already being handled, and yours was merged into it. You "
                "need do nothing.",
            ),
        ),
        (
            _NEWS_OF_THE_OTHER,
            ("Laporan Anda sendiri tetap dapat Anda buka.", "Your own report stays open to you."),
        ),
    ),
    "split": LetterText(
        _ON_ITS_OWN,
        (
            (
                "Penggabungan dengan laporan lain dibatalkan. Anda tidak perlu berbuat apa-apa.",
                "The merge with another report was undone. You need do nothing.",
            ),
            _NOW_AT,
        ),
        (_LOOKED_AT_BY,),
    ),
}
