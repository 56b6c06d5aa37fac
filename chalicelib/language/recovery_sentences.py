"""What the page for lost numbers and codes says, with script and without, and what the API answers: each (Indonesian,
English)."""

from chalicelib.language import Said

RECOVERY: dict[str, Said] = {
    "title": ("Lupa nomor laporan atau kode akses?", "Lost your tracking number or access code?"),
    "intro": (
        "Isi email atau nomor telepon yang dulu Anda cantumkan pada laporan. Kami mengirim nomor laporan Anda dan "
        "tautan yang langsung membukanya ke alamat email yang tercatat.",
        "Give the email address or the telephone number that you gave with your report. We send your tracking number "
        "and a link that opens your report to the email address on file.",
    ),
    "one_of_two": ("Isi salah satu saja.", "Give one of the two only."),
    "phone_hint": (
        "Suratnya dikirim ke alamat email yang tercatat pada laporan itu. Bila tidak ada alamat email, tautannya "
        "mungkin kami kirim lewat SMS ke nomor itu.",
        "The letter goes to the email address on file with that report. If there is none, we may send the "
        "links to that number by text message.",
    ),
    "button": ("Kirim nomor dan tautan saya", "Send me my numbers and links"),
    "asked_title": ("Permintaan Anda sudah kami terima", "We have your request"),
    "asked": (
        "Bila kontak itu tercatat pada laporan, kami mengirim nomor dan tautannya ke alamat email yang tercatat. "
        "Bila tidak ada, mungkin lewat SMS. "
        "Suratnya dapat memerlukan beberapa menit; periksa juga folder spam.",
        "If a report has that contact, we send its number and link to the email address on file. If "
        "there is none, perhaps by text message. The "
        "letter can take some minutes; look in your spam folder too.",
    ),
    "next": ("Apa yang terjadi sesudah itu?", "What happens then?"),
    "same": (
        "Jawaban di halaman ini selalu sama. Jadi tidak ada yang dapat mencari tahu di sini siapa yang melapor.",
        "This page always gives the same answer. So nobody can find out here who has reported.",
    ),
    "limits": (
        "Untuk setiap kontak kami mengirim paling banyak tiga kali sehari, dan mencantumkan paling banyak 50 laporan "
        "terbaru. Laporan yang sudah dihapus tidak dicantumkan.",
        "For each contact we send three times a day at most, and list the 50 newest reports at most. Erased reports "
        "are not listed.",
    ),
    "no_letter": (
        "Tidak ada email? Mungkin Anda dulu mencantumkan kontak lain, atau melapor tanpa kontak. Laporan Anda tetap "
        "ditangani.",
        "No letter? Perhaps you gave another contact, or none. Your report is worked on all the same.",
    ),
}


def recovery_said(code: str, language: str) -> str:
    """One of these sentences. Raises KeyError for one that there is not."""
    return RECOVERY[code][language == "en"]
