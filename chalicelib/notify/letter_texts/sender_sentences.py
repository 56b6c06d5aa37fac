"""What somebody is answered whose message became no report and reached none, each (Indonesian, English)."""

from collections.abc import Mapping

from chalicelib.language import Said

SUBJECTS: Mapping[str, Said] = {
    "how_to_use_the_code": ("Cara menambah laporan Anda", "How to add to your report"),
    "say_more": ("Pesan Anda belum lengkap", "Your message needs a little more"),
    "cannot_be_read": ("Pesan Anda tidak dapat kami baca", "We cannot read your message"),
}
ANSWERS: Mapping[str, tuple[Said, ...]] = {
    "how_to_use_the_code": (
        (
            "Pesan ini tidak kami tambahkan ke laporan mana pun.",
            "This message was not added to any report.",
        ),
        (
            "Buka laporan Anda dengan nomor laporan dan kode akses, lalu tulis di sana.",
            "Open your report with its number and access code, and write there.",
        ),
    ),
    "say_more": (
        (
            "Tulis dalam satu pesan: apa yang terjadi, di mana, dan kapan. Paling sedikit 20 huruf.",
            "Write in one message what happened, where and when. At least 20 letters.",
        ),
        (
            "Ingin menambah laporan yang sudah ada? Tulis juga nomornya, misalnya LP-0000-0000-000.",
            "To add to a report that you sent already, write its number too, like LP-0000-0000-000.",
        ),
    ),
    "cannot_be_read": (
        (
            "Email Anda terenkripsi. Kirim lagi tanpa enkripsi, atau isi formulir.",
            "Your mail is encrypted. Send it again without that, or use the form.",
        ),
    ),
}
PAGES: Mapping[str, str] = {"how_to_use_the_code": "/lacak", "say_more": "/lapor", "cannot_be_read": "/lapor"}
