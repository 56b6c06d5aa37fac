"""What stands around the sentences of a letter: names of facts, links and remarks, each (Indonesian, English)."""

from chalicelib.language import Said

NUMBER: Said = ("Nomor laporan", "Tracking number")
ACCESS_CODE: Said = ("Kode akses", "Access code")
STATE: Said = ("Keadaan", "State")
HELD_BY: Said = ("Dipegang oleh", "Held by")
SINCE: Said = ("Sejak", "Since")
KIND: Said = ("Jenis", "Kind")
CATEGORY: Said = ("Kategori", "Category")
NATURE: Said = ("Sifat", "Nature")
SUPERVISORY: Said = ("Berkadar pengawasan, rahasia", "Supervisory, confidential")
IS_CONFIDENTIAL: Said = ("Rahasia", "Confidential")
DEADLINE: Said = ("Tenggat", "Deadline")

OPEN_OWN: Said = ("Lihat laporan saya", "See my report")
OPEN_PUBLIC: Said = ("Lihat laporan yang ditampilkan", "See the public report")
OPEN_THE_DESK: Said = ("Buka laporan", "Open the report")
STEPS: dict[str, Said] = {
    "confirm": ("Ya, sudah selesai", "Yes, it is solved"),
    "confirm-promise": ("Ya, sudah ditepati", "Yes, it was kept"),
    "dispute": ("Belum selesai", "No, it is not solved"),
    "complete": ("Lengkapi data", "Give the data"),
    "object": ("Ajukan keberatan", "Object"),
    "ombudsman": ("Izinkan Ombudsman membaca laporan ini", "Let the Ombudsman read this report"),
}

NOT_YET_A_COMPLAINT: Said = (
    "Ini belum pengaduan ke Ombudsman. Untuk mengadu ke sana, cetak berkasnya di halaman laporan Anda, lalu bawa atau "
    "kirim sendiri.",
    "This is not yet a complaint to the Ombudsman. To complain there, print the papers on the page of your report, and "
    "bring or send them yourself.",
)
KEEP_TO_YOURSELF: Said = (
    "Jangan teruskan surat ini: siapa pun yang memegang tautannya dapat membuka laporan Anda.",
    "Do not pass this letter on: whoever holds its link can open your report.",
)
ANONYMOUS: Said = (
    "Anda melapor secara anonim: nama dan alamat Anda tidak terlihat oleh publik maupun petugas.",
    "You report anonymously: neither the public nor the officers see your name or address.",
)
CONFIDENTIAL: Said = (
    "Laporan ini rahasia, maka kata-kata petugas tidak dikirim lewat surat. Bacalah lewat tautan di atas.",
    "This report is confidential, so officers' words are not sent by mail. Read them through the link above.",
)
EMERGENCY: Said = (
    "Keadaan darurat yang mengancam jiwa? Telepon 112.",
    "An emergency that threatens lives? Call 112.",
)
NOTHING_PRIVATE: Said = (
    "Isi laporan dan identitas pelapor tidak dikirim lewat surat.",
    "Neither what was reported nor who reported it is sent by mail.",
)
STANDS_IN: Said = (
    "Surat ini sampai kepada Anda karena belum ada petugas aktif yang dapat diberi tahu di {agency}.",
    "This letter comes to you because there is no active officer to be told in {agency}.",
)
MERGED_NEWS: Said = ("Kabar laporan yang digabungkan", "News of your merged report")
YOUR_REPORT: Said = ("Laporan Anda", "Your report")
MERGED_INTO: Said = ("Digabungkan ke laporan", "Merged into report")
STOP_FOLLOWING: Said = ("Berhenti mengikuti laporan ini", "Stop following this report")
CONFIRM_TITLE: Said = ("Konfirmasi untuk mengikuti laporan", "Confirm that you follow a report")
CONFIRM_WHY: Said = (
    "Seseorang, mungkin Anda, meminta kabar tentang laporan ini untuk alamat email ini.",
    "Somebody, perhaps you, asked for news of this report to be sent to this address.",
)
CONFIRM: Said = ("Ya, saya mau mengikutinya", "Yes, I want to follow it")
CONFIRM_OR_NOT: Said = (
    "Bukan Anda? Abaikan saja surat ini: tanpa konfirmasi tidak ada surat lain.",
    "It was not you? Just ignore this letter: without your word nothing more is sent.",
)
RECOVERY_TITLE: Said = ("Nomor dan tautan laporan Anda", "Your tracking numbers and links")
RECOVERY_WHY: tuple[Said, ...] = (
    (
        "Seseorang, mungkin Anda, meminta nomor dan tautan laporan yang mencantumkan kontak Anda.",
        "Somebody, perhaps you, asked for the numbers and links of the reports that name your contact.",
    ),
    (
        "Setiap tautan di bawah ini langsung membuka satu laporan Anda. Yang terbaru ada di atas.",
        "Each link below opens one of your reports. The newest comes first.",
    ),
)
RECOVERY_CUT: Said = (
    "Hanya {count} laporan terbaru dari kontak itu yang kami cantumkan.",
    "Only the newest {count} reports of that contact are listed.",
)
RECOVERY_NOT_YOU: Said = (
    "Bukan Anda yang meminta? Abaikan saja surat ini: yang meminta tidak melihat apa pun darinya.",
    "It was not you who asked? Just ignore this letter: whoever asked sees nothing of it.",
)
INVITED_TITLE: Said = ("Anda didaftarkan sebagai petugas", "You were registered as an officer")
INVITED: tuple[Said, ...] = (
    ("Anda didaftarkan di LAPOR! sebagai {role} untuk {agency}.", "You are now {role} for {agency} in LAPOR!."),
    (
        "Masuklah dengan nama pengguna di atas dan periksa laporan yang menunggu.",
        "Sign in with the user name above and see which reports wait.",
    ),
)
TEMPORARY_PASSWORD: Said = (
    "Kata sandi sementara datang dalam surat tersendiri. Anda diminta menggantinya saat pertama kali masuk.",
    "A temporary password comes in a letter of its own. You are asked to change it when you first sign in.",
)
USERNAME: Said = ("Nama pengguna", "User name")
SIGN_IN: Said = ("Masuk", "Sign in")
INVITED_BY_MISTAKE: Said = (
    "Bukan tugas Anda? Beri tahu admin instansi Anda.",
    "Not your duty? Tell the coordinator of your institution.",
)
VACANT_TITLE: Said = ("Belum ada pejabat penghubung", "An agency without a liaison officer")
VACANT_WHY: tuple[Said, ...] = (
    (
        "Tidak ada petugas aktif yang dapat menjawab laporan di instansi berikut:",
        "There is no active officer who could answer reports in:",
    ),
)
VACANT_NEXT: Said = (
    "Angkatlah petugas. Sampai itu terjadi, kabar untuk instansi ini dikirim ke atasannya.",
    "Appoint an officer. Until then what is meant for it is sent to the agency above.",
)
AND_MORE_AGENCIES: Said = ("… dan {count} instansi lagi.", "… and {count} more agencies.")
OPEN_OFFICERS: Said = ("Buka daftar instansi", "Open the list of agencies")
VACANT_UNITS: Said = (
    "{count} unit belum memiliki pejabat penghubung aktif.",
    "{count} units have no active liaison officer.",
)
PROMISES_DUE: Said = (
    "Bulan ini {count} janji kepada pelapor jatuh tempo atau belum dinilai pelapor.",
    "This month {count} promises to reporters fall due, or wait for their reporter's word.",
)
DIGEST_TITLE: Said = ("Laporan hari ini", "Reports of today")
LATE: Said = ("terlambat", "late")
DUE_TODAY: Said = ("jatuh tempo hari ini", "due today")
NEW: Said = ("baru", "new")
LATE_ONES: Said = ("Terlambat", "Late")
DUE_TODAY_ONES: Said = ("Jatuh tempo hari ini", "Due today")
NEW_ONES: Said = ("Baru masuk", "New")
AND_MORE: Said = ("… dan {count} lagi.", "… and {count} more.")
LEVEL: Said = ("jenjang", "level")
NO_DEADLINE: Said = ("tanpa tenggat", "no deadline")
OPEN_QUEUE: Said = ("Buka antrean", "Open the queue")
NAME: Said = (
    "LAPOR! – Layanan Aspirasi dan Pengaduan Online Rakyat",
    "LAPOR! – The people's online aspirations and complaints service",
)
