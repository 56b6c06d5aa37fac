"""What reporters are told when a time of theirs runs out, or one of their agency's has."""

from chalicelib.language import Said
from chalicelib.notify.letter_texts.choosing import LetterText, Rows
from chalicelib.notify.letter_texts.fixed_sentences import ASKED_BY

NOT_COMPLETED: Said = (
    "Bila tidak dilengkapi, laporan Anda dihentikan (dianggap dicabut). Anda masih dapat membukanya kembali selama 90 "
    "hari.",
    "If it is not completed, your report is stopped (deemed withdrawn). For 90 days you can still open it again.",
)
NO_REPLY: Said = (
    "Bila Anda tidak menjawab, laporan ditutup. Sesudah itu Anda masih dapat menyanggah selama 30 hari, dengan tombol "
    "“Belum selesai”.",
    "If you do not answer, the report is closed. For 30 days after that you can still dispute, with the button “No, "
    "it is not solved”.",
)

LATE: Rows = {
    "reminded.reply": LetterText(
        ("Apakah masalah Anda sudah selesai?", "Is your problem solved?"),
        (
            (
                "Laporan Anda dijawab oleh {holder}. Mohon beri tahu kami paling lambat {by_reply}, apakah masalahnya "
                "sudah selesai.",
                "Your report was answered by {holder}. Please tell us by {by_reply} whether it is solved.",
            ),
        ),
        (
            NO_REPLY,
            (
                "Belum membaca jawabannya? Tekan “Lihat laporan saya”.",
                "You have not read the answer yet? Press “See my report”.",
            ),
        ),
        ("confirm", "dispute"),
    ),
    "reminded.complete": LetterText(
        ("Data dari Anda masih kami tunggu", "We are still waiting for your data"),
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
    "escalated.complete": LetterText(
        ("Mohon lengkapi laporan Anda", "Please complete your report"),
        (
            (
                "Laporan Anda belum lengkap, dan permintaan data belum sampai kepada Anda. Mohon lengkapi secepatnya.",
                "Your report is not complete, and the request for data never reached you. Please give the data as "
                "soon as you can.",
            ),
        ),
        (
            (
                "Laporan Anda tidak dihentikan. Admin {institution} sudah diberi tahu.",
                "Your report is not stopped. The coordinator of {institution} was told.",
            ),
        ),
        ("complete",),
        quoted=ASKED_BY,
    ),
    "escalated.1": LetterText(
        ("Laporan Anda terlambat ditangani", "Your report is late"),
        (
            (
                "Tenggat (batas waktu) {due} tidak ditepati oleh {holder}. Anda tidak perlu berbuat apa-apa, sebab "
                "admin {institution} sudah diberi tahu.",
                "The deadline of {due} was not kept by {holder}. You need do nothing, for the coordinator of "
                "{institution} was told.",
            ),
            ("Tenggat yang terlewat: {limit}.", "The deadline that was missed: {limit}."),
        ),
        (
            (
                "Bila tetap tidak ditangani, pimpinannya diberi tahu 3 hari kerja setelah tenggat itu. Setelah 10 hari "
                "kerja, admin nasional diberi tahu. Anda juga dapat mengizinkan Ombudsman, lembaga negara yang "
                "mengawasi pelayanan publik, membacanya.",
                "If nothing happens, the heads are told 3 working days after that deadline. After 10 working days the "
                "national administrators are told. You may also let the Ombudsman read it, who watches over public "
                "services.",
            ),
        ),
    ),
}
