"""What reporters are told when their report ends: laid aside, closed, withdrawn or gone."""

from chalicelib.language import Said
from chalicelib.notify.letter_texts.choosing import LetterText, Rows
from chalicelib.notify.letter_texts.fixed_sentences import ASKED_BY, DEEMED_WITHDRAWN_BY, NOTHING_TO_DO

_ARCHIVED: Said = ("Laporan Anda tidak dilanjutkan", "Your report is not carried on")
_REASON: Said = ("Alasan: {reason}.", "Reason: {reason}.")
_REFERRED_TO: Said = (
    "Untuk hal ini Anda dapat menghubungi {refer_to}.",
    "In this matter you can turn to {refer_to}.",
)
_OBJECT_OR_NOT: Said = (
    "Bila Anda setuju, Anda tidak perlu berbuat apa-apa. Bila tidak setuju, tekan “Ajukan keberatan” paling lambat "
    "{by_object}.",
    "If you agree, you need do nothing. If you do not agree, press “Object” by {by_object}.",
)
_WHO_DECIDES: Said = (
    "Admin nasional LAPOR! memutus keberatan.",
    "The national administrators of LAPOR! decide on objections.",
)

ENDINGS: Rows = {
    "archived": LetterText(
        _ARCHIVED,
        (
            ("Laporan Anda tidak kami lanjutkan (diarsipkan).", "We do not carry your report on (it is archived)."),
            _OBJECT_OR_NOT,
            _REASON,
            _REFERRED_TO,
        ),
        (_WHO_DECIDES,),
        ("object",),
    ),
    "archived.criminal_matter": LetterText(
        ("Laporan Anda perlu ditangani penegak hukum", "Your report is a matter for the police or the prosecutor"),
        (
            (
                "Laporan Anda tentang dugaan kejahatan, dan itu tidak ditangani lewat LAPOR!. Agar ditangani, hubungi "
                "{refer_to}.",
                "Your report is about what may be a crime, and LAPOR! does not handle that. To have it handled, turn "
                "to {refer_to}.",
            ),
            (
                "Email ini bukan tuduhan terhadap Anda. Laporan Anda di sini tidak dilanjutkan.",
                "This email does not accuse you of anything. Your report is not carried on here.",
            ),
            (
                "Bila menurut Anda ini bukan dugaan kejahatan, tekan “Ajukan keberatan” paling lambat {by_object}.",
                "If you think that it is not about a crime, press “Object” by {by_object}.",
            ),
        ),
        (_WHO_DECIDES,),
        ("object",),
    ),
    "archived.final": LetterText(
        ("Keberatan Anda tidak diterima", "Your objection was not accepted"),
        (
            (
                "Keberatan Anda tidak diterima, dan laporan Anda tetap tidak dilanjutkan. Anda tidak perlu berbuat "
                "apa-apa.",
                "Your objection was not accepted, and your report is still not carried on. You need do nothing.",
            ),
            _REASON,
            _REFERRED_TO,
        ),
        (
            (
                "Keputusan ini tidak dapat diubah lagi. Bila Anda belum puas, ada Ombudsman, lembaga negara "
                "yang mengawasi pelayanan publik. Anda dapat mengizinkan Ombudsman membaca laporan ini, atau mengadu "
                "langsung ke Ombudsman atau DPRD.",
                "This decision cannot be changed any more. If you are not content, there is the Ombudsman, "
                "who watches over public services. You may let the Ombudsman read this report, or complain to the "
                "Ombudsman or the regional council yourself.",
            ),
        ),
        ("ombudsman",),
    ),
    "deemed_withdrawn": LetterText(
        ("Laporan Anda dianggap dicabut", "Your report is deemed withdrawn"),
        (
            (
                "Laporan Anda dihentikan, karena data yang diminta tidak kami terima dalam 30 hari. Bila Anda ingin "
                "membukanya kembali, mohon lengkapi paling lambat {by_revive}.",
                "Your report was stopped, because the data we asked for did not come within 30 days. If you want to "
                "open it again, please give the data by {by_revive}.",
            ),
            ("Bila tidak, Anda tidak perlu berbuat apa-apa.", "If not, you need do nothing."),
        ),
        (),
        ("complete",),
        quoted=ASKED_BY,
        small=(DEEMED_WITHDRAWN_BY,),
    ),
    "objected": LetterText(
        ("Keberatan Anda kami terima", "We have received your objection"),
        (
            ("Laporan Anda diperiksa lagi oleh {holder}.", "Your report is looked at again by {holder}."),
            NOTHING_TO_DO,
        ),
        (
            (
                "{holder} harus memutuskan paling lambat {by_verify}. Keputusan itu tidak dapat diubah lagi.",
                "{holder} must decide by {by_verify}. That decision is final.",
            ),
        ),
    ),
    "closed.no_reply": LetterText(
        ("Laporan Anda ditutup tanpa konfirmasi", "Your report was closed without your confirmation"),
        (
            (
                "Laporan Anda kami tutup, karena kami tidak menerima kabar dari Anda apakah masalahnya sudah selesai. "
                "Bila belum, tekan “Belum selesai” paling lambat {by_dispute}. Laporan lalu dibuka kembali.",
                "We closed your report, because you did not tell us whether it is solved. If it is not, press “No, it "
                "is not solved” by {by_dispute}. Then the report is opened again.",
            ),
            (
                "Bila sudah selesai, Anda tidak perlu berbuat apa-apa.",
                "If it is solved, you need do nothing.",
            ),
        ),
        (
            (
                "Laporan ini dijawab oleh {holder}. Kami tidak mencatatnya sebagai selesai, melainkan sebagai ditutup "
                "tanpa konfirmasi.",
                "This report was answered by {holder}. We do not count it as solved, but as closed without "
                "confirmation.",
            ),
        ),
        ("dispute",),
    ),
    "withdrawn": LetterText(
        ("Laporan Anda dicabut", "Your report is withdrawn"),
        (
            (
                "Sesuai permintaan Anda, laporan ini tidak ditindaklanjuti lagi. Anda tidak perlu berbuat apa-apa.",
                "As you asked, this report is not followed up any further. You need do nothing.",
            ),
        ),
        (("Anda dapat melapor lagi kapan saja.", "You can report again at any time."),),
    ),
    "erased": LetterText(
        ("Data Anda sudah dihapus", "Your data was erased"),
        (
            (
                "Nama, kontak dan tulisan Anda pada laporan ini sudah dihapus atas permintaan Anda.",
                "Your name, your contact and your words on this report were erased as you asked.",
            ),
            NOTHING_TO_DO,
            (
                "Kata-kata petugas dan tanggal kejadiannya tetap ada, tanpa nama Anda.",
                "Officers' words and the dates remain, without your name.",
            ),
        ),
        (
            (
                "Laporan ini tidak dapat dibuka lagi. Ini email terakhir, dan sesudahnya alamat Anda pun dihapus.",
                "This report cannot be opened any more. This is the last email; after it your address is erased too.",
            ),
        ),
        small=(("Dasar: UU 27/2022 pasal 8.", "Basis: Act 27/2022, article 8."),),
        opens=False,
    ),
}
