"""What reporters are told of who reads their report, of their contact, and of a deadline that moved."""

from chalicelib.language import Said
from chalicelib.notify.letter_texts.choosing import LetterText, Rows
from chalicelib.notify.letter_texts.fixed_sentences import NOT_YET_A_COMPLAINT, NOTHING_TO_DO

NOT_SHOWN: Said = ("Nama dan kontak Anda tidak ditampilkan.", "Your name and contact are not shown.")
TAKE_BACK: Said = (
    "Bila ada yang mengungkap siapa Anda, tarik izin tampilnya. Laporan langsung tidak ditampilkan lagi.",
    "If anything in it gives you away, take your consent back. It is then no longer shown, at once.",
)

RIGHTS: Rows = {
    "ombudsman_asked": LetterText(
        ("Bolehkah Ombudsman membaca laporan Anda?", "May the Ombudsman read your report?"),
        (
            (
                "Laporan Anda belum dijawab sampai batas akhirnya, {by_cap}. Anda dapat mengizinkan Ombudsman "
                "membacanya. Bila tidak mau, Anda tidak perlu berbuat apa-apa.",
                "Your report was not answered by its final limit, {by_cap}. You may let the Ombudsman read it. "
                "If you do not want to, you need do nothing.",
            ),
        ),
        (
            (
                "Ombudsman Republik Indonesia adalah lembaga negara yang mengawasi pelayanan publik. Ombudsman hanya "
                "membaca laporan Anda bila Anda mengizinkan, tanpa nama dan kontak Anda. Izin dapat Anda cabut kapan "
                "saja.",
                "The Ombudsman of the Republic of Indonesia watches over public services. It reads your report only "
                "if you let it, without your name and contact. You can take that back at any time.",
            ),
            (
                "{holder} tetap wajib menjawab. Admin instansi dan atasannya sudah diberi tahu.",
                "{holder} must answer all the same. The coordinator and those above were told.",
            ),
            NOT_YET_A_COMPLAINT,
        ),
        ("ombudsman",),
    ),
    "ombudsman_referred": LetterText(
        ("Ombudsman dapat membaca laporan Anda", "The Ombudsman can read your report"),
        (
            (
                "Atas persetujuan Anda, Ombudsman Republik Indonesia kini dapat membaca laporan ini, tanpa nama dan "
                "kontak Anda. Anda tidak perlu berbuat apa-apa.",
                "With your consent the Ombudsman of the Republic of Indonesia can now read this report, without your "
                "name and contact. You need do nothing.",
            ),
            (
                "Bukan Anda yang mengizinkan? Buka laporan Anda dan cabut izinnya.",
                "It was not you who let it? Open your report and take the consent back.",
            ),
        ),
        (
            ("Instansi tetap wajib menjawab.", "The agency must answer all the same."),
            NOT_YET_A_COMPLAINT,
            (
                "Izin ini dapat Anda cabut kapan saja di halaman laporan Anda.",
                "You can take this back at any time on the page of your report.",
            ),
        ),
    ),
    "ombudsman_consent_withdrawn": LetterText(
        ("Ombudsman tidak lagi dapat membaca laporan Anda", "The Ombudsman can no longer read your report"),
        (
            (
                "Izin Anda sudah dicabut, dan Ombudsman kami beri tahu. Anda tidak perlu berbuat apa-apa lagi.",
                "Your consent is taken back, and we tell the Ombudsman so. You need do nothing more.",
            ),
            (
                "Bukan Anda yang mencabutnya? Buka laporan Anda dan berikan izin lagi. Mungkin ada orang lain yang "
                "tahu kode akses Anda.",
                "It was not you who took it back? Open your report and give your consent again. Somebody else may "
                "know your access code.",
            ),
        ),
        (
            (
                "Ini tidak mengubah penanganan laporan Anda, dan izin dapat Anda berikan lagi. Anda selalu dapat "
                "mengadu langsung ke Ombudsman atau DPRD.",
                "This changes nothing in how your report is handled, and you can give your consent again. You can "
                "always complain to the Ombudsman or the regional council yourself.",
            ),
        ),
    ),
    "published": LetterText(
        ("Laporan Anda ditampilkan kepada publik", "Your report is shown to the public"),
        (
            (
                "Laporan Anda ditampilkan oleh {institution} dalam kata-kata tanpa data pribadi. Anda tidak perlu "
                "berbuat apa-apa.",
                "Your report is shown by {institution} in words without personal data. You need do nothing.",
            ),
            NOT_SHOWN,
        ),
        (TAKE_BACK,),
    ),
    "unpublished": LetterText(
        ("Laporan Anda tidak lagi ditampilkan kepada publik", "Your report is no longer shown to the public"),
        (
            (
                "Siapa pun selain Anda dan petugas tidak dapat lagi membacanya. Anda tidak perlu berbuat apa-apa.",
                "Only you and the officers can read it now. You need do nothing.",
            ),
        ),
        (
            (
                "Ini tidak mengubah penanganan laporan Anda.",
                "This changes nothing in how it is handled.",
            ),
        ),
    ),
    "contact_changed": LetterText(
        ("Kontak laporan Anda diubah", "The contact of your report was changed"),
        (
            (
                "Yang diubah pada laporan ini: {changed}. Bila Anda yang mengubahnya, Anda tidak perlu berbuat "
                "apa-apa; bila bukan Anda, buka laporan Anda dan ganti kembali.",
                "Changed on this report: {changed}. If you did it, you need do nothing; if not, open your report and "
                "change it back.",
            ),
            (
                "Yang mengubahnya memakai kode akses Anda.",
                "Whoever changed it used your access code.",
            ),
        ),
        (
            (
                "Kabar berikutnya kami kirim ke alamat email ini.",
                "From now on news is sent to this email address.",
            ),
        ),
    ),
    "contact_changed.former": LetterText(
        ("Alamat email laporan ini diganti", "The email address of this report was changed"),
        (
            (
                "Alamat email ini tidak dipakai lagi untuk laporan ini. Bila Anda yang menggantinya, Anda tidak perlu "
                "berbuat apa-apa.",
                "This email address is no longer used for this report. If you changed it, you need do nothing.",
            ),
            (
                "Bukan Anda? Buka laporan dengan nomor dan kode akses Anda, lalu ganti kembali.",
                "It was not you? Open the report with your number and access code, and change it back.",
            ),
        ),
        (
            (
                "Yang menggantinya memakai kode akses laporan. Ini email terakhir ke alamat ini.",
                "Whoever changed it used the report's access code. This is the last email to this address.",
            ),
        ),
        opens=False,
    ),
    "deadline_moved": LetterText(
        ("Tenggat laporan Anda mundur", "The deadline of your report is later now"),
        (
            (
                "Tenggat (batas waktu) laporan Anda mundur, karena kalender hari kerja berubah.",
                "The deadline of your report is later now, because the calendar of working days has changed.",
            ),
            NOTHING_TO_DO,
            ("Hari libur baru: {moved_by}.", "New day off: {moved_by}."),
            (
                "{moved_limit}: semula {moved_before} → sekarang {moved_after}.",
                "{moved_limit}: it was {moved_before} → it is now {moved_after}.",
            ),
        ),
        (("{holder} harus menjawab paling lambat {by_answer}.", "{holder} must answer by {by_answer}."),),
    ),
}
