"""What stands around the sentences of a letter: names of facts, links and remarks, each (Indonesian, English)."""

from chalicelib.language import Said

NUMBER: Said = ("Nomor laporan", "Tracking number")
ACCESS_CODE: Said = ("Kode akses", "Access code")
TITLE: Said = ("Judul", "Title")
STATE: Said = ("Status", "State")
HELD_BY: Said = ("Ditangani oleh", "Handled by")
KIND: Said = ("Jenis", "Kind")
CATEGORY: Said = ("Kategori", "Category")
NATURE: Said = ("Sifat", "Nature")
SUPERVISORY: Said = ("Berkadar pengawasan, rahasia", "Supervisory, confidential")
IS_CONFIDENTIAL: Said = ("Rahasia", "Confidential")
DEADLINE: Said = ("Tenggat", "Deadline")

OPEN_OWN: Said = ("Lihat laporan saya", "See my report")
OPEN_PUBLIC: Said = ("Lihat laporan yang ditampilkan", "See the public report")
OPEN_THE_DESK: Said = ("Buka laporan", "Open the report")
MESSAGE_FROM: Said = ("Pesan dari {speaker}:", "Message from {speaker}:")
ASKED_BY: Said = ("Yang diminta {speaker}:", "What {speaker} asks for:")
NOTHING_TO_DO: Said = ("Anda tidak perlu berbuat apa-apa.", "You need do nothing.")
DEEMED_WITHDRAWN_BY: Said = ("Dasar: UU 25/2009 pasal 44.", "Basis: Act 25/2009, article 44.")
CONTACT_PARTS: dict[str, Said] = {
    "name": ("nama", "name"),
    "email": ("alamat email", "email address"),
    "phone": ("nomor telepon", "telephone number"),
}
STEPS: dict[str, Said] = {
    "confirm": ("Ya, sudah selesai", "Yes, it is solved"),
    "confirm-promise": ("Ya, sudah ditepati", "Yes, it was kept"),
    "dispute": ("Belum selesai", "No, it is not solved"),
    "dispute-promise": ("Belum ditepati", "No, it was not kept"),
    "complete": ("Lengkapi data", "Give the data"),
    "object": ("Ajukan keberatan", "Object"),
    "ombudsman": ("Izinkan Ombudsman membaca laporan ini", "Let the Ombudsman read this report"),
}

NOT_YET_A_COMPLAINT: Said = (
    "Ini belum pengaduan ke Ombudsman. Untuk mengadu ke sana, buka “Berkas untuk Ombudsman” di halaman laporan Anda. "
    "Cetak, lalu bawa atau kirim sendiri.",
    "This is not yet a complaint to the Ombudsman. To complain there, open the papers for the Ombudsman on the page of "
    "your report. Print them, and bring or send them yourself.",
)
KEEP_TO_YOURSELF: Said = (
    "Jangan kirim email ini ke orang lain. Siapa pun yang punya tautannya dapat membuka laporan Anda.",
    "Do not pass this email on. Whoever has its link can open your report.",
)
ANONYMOUS: Said = (
    "Anda melapor secara anonim: nama dan alamat Anda tidak terlihat oleh publik maupun petugas.",
    "You report anonymously: neither the public nor the officers see your name or address.",
)
CONFIDENTIAL: Said = (
    "Laporan ini rahasia, maka kata-kata petugas tidak dikirim lewat email. Bacalah lewat tautan di atas.",
    "This report is confidential, so officers' words are not sent by mail. Read them through the link above.",
)
EMERGENCY: Said = (
    "Keadaan darurat yang mengancam jiwa? Telepon 112.",
    "An emergency that threatens lives? Call 112.",
)
NOTHING_PRIVATE: Said = (
    "Isi laporan dan identitas pelapor tidak dikirim lewat email.",
    "Neither the report's text nor who reported it is sent by mail.",
)
DO_NOT_REPLY: Said = (
    "Email ini dikirim otomatis. Jangan dibalas: balasan tidak dibaca siapa pun.",
    "This email was sent automatically. Do not reply: nobody reads replies.",
)
REPLY_IS_READ: Said = (
    "Anda boleh membalas email ini. Biarkan nomor laporan tetap ada di judulnya.",
    "You may reply to this email. Leave the tracking number in its subject.",
)
OPEN_PAGE: Said = ("Buka halaman", "Open the page")
NOTHING_BUT_THE_TITLE: Said = (
    "Selain judulnya, isi laporan dan identitas pelapor tidak dikirim lewat email.",
    "Apart from its title, neither the report's text nor who reported it is sent by mail.",
)
STANDS_IN: Said = (
    "Belum ada petugas aktif di {agency}. Karena itu email ini sampai kepada Anda.",
    "There is no active officer in {agency}. So this email comes to you.",
)
ALONG_ONCE: Said = ("Selain itu: {title}.", "Besides: {title}.")
ALONG_OFTEN: Said = ("Selain itu, {count} kali: {title}.", "Besides, {count} times: {title}.")
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
    "Bukan Anda? Abaikan saja email ini. Tanpa konfirmasi tidak ada email lain.",
    "It was not you? Just ignore this email. Without your word nothing more is sent.",
)
RECOVERY_TITLE: Said = ("Nomor dan tautan laporan Anda", "Your tracking numbers and links")
RECOVERY_SUBJECT: Said = ("{title} di LAPOR!", "{title} at LAPOR!")
RECOVERY_WHY: tuple[Said, ...] = (
    (
        "Ada yang meminta nomor dan tautan laporan Anda. Bila itu Anda, tekan laporan yang ingin Anda buka.",
        "Somebody asked for the numbers and links of your reports. If it was you, press the report that you want to "
        "open.",
    ),
    (
        "Bukan Anda yang meminta? Abaikan email ini. Orang yang meminta tidak melihat isinya.",
        "It was not you who asked? Ignore this email. Whoever asked sees nothing of it.",
    ),
    ("Yang terbaru ada di atas.", "The newest comes first."),
)
RECOVERY_OPEN: Said = ("Buka {report_id}", "Open {report_id}")
RECOVERY_ABOUT: Said = ("Dikirim {day}. Status: {state}.", "Sent on {day}. State: {state}.")
RECOVERY_CUT: Said = (
    "Hanya {count} laporan terbaru dari kontak itu yang kami cantumkan.",
    "Only the newest {count} reports of that contact are listed.",
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
    "Kata sandi sementara datang dalam email tersendiri. Anda diminta menggantinya saat pertama kali masuk.",
    "A temporary password comes in an email of its own. You are asked to change it when you first sign in.",
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
NEW_REPORTS_TITLE: Said = ("{count} laporan baru menunggu Anda", "{count} new reports wait for you")
NEW_REPORTS_SINCE: Said = (
    "Laporan ini masuk sejak {since}, setelah yang kami kabarkan satu per satu.",
    "These reports came since {since}, after those told one by one.",
)
NEW_REPORTS_LISTED: Said = ("Yang tenggatnya paling dekat", "Those due first")
LATE: Said = ("terlambat", "late")
DUE_TODAY: Said = ("jatuh tempo hari ini", "due today")
NEW: Said = ("baru", "new")
ENDED: Said = ("ditutup", "closed")
LATE_ONES: Said = ("Terlambat", "Late")
DUE_TODAY_ONES: Said = ("Jatuh tempo hari ini", "Due today")
ENDED_ONES: Said = ("Ditutup sejak kabar terakhir", "Closed since the last news")
MAY_DISPUTE_UNTIL: Said = ("pelapor dapat menyanggah sampai {until}", "the reporter may dispute by {until}")
NEW_ONES: Said = ("Baru masuk", "New")
AND_MORE: Said = ("… dan {count} lagi.", "… and {count} more.")
LEVEL: Said = ("jenjang", "level")
NO_DEADLINE: Said = ("tanpa tenggat", "no deadline")
OPEN_QUEUE: Said = ("Buka antrean", "Open the queue")
NAME: Said = (
    "LAPOR! – Layanan Aspirasi dan Pengaduan Online Rakyat",
    "LAPOR! – The people's online aspirations and complaints service",
)
