"""What the alarm says: each fault in Indonesian and English, what to do with it, and the mail that holds them."""

from infra.local.mailbox import Mail

SENTENCES: dict[str, tuple[str, str]] = {
    "no_answer": (
        "Layanan tidak menjawab. Lihat: systemctl status lapor; journalctl -u lapor",
        "The service does not answer. Look at: systemctl status lapor; journalctl -u lapor",
    ),
    "little_space": (
        "Ruang disk hampir habis. Hapus yang tidak perlu, atau tambah ruang, sebelum layanan berhenti menulis.",
        "Disk space runs low. Remove what is not needed, or add room, before the service stops writing.",
    ),
    "disk_full": (
        "Disk penuh: laporan baru ditolak. Beri ruang, lalu semua berjalan lagi sendiri.",
        "The disk is full: new reports are refused. Make room, and everything goes on by itself.",
    ),
    "database_not_writable": (
        "Basis data tidak bisa ditulis. Lihat log/database.log di folder data.",
        "The database cannot be written to. Look at log/database.log in the data folder.",
    ),
    "stream_behind": (
        "Surat dan angka tertinggal lebih dari satu menit. Lihat log/stream-reader.log.",
        "Letters and figures are more than a minute behind. Look at log/stream-reader.log.",
    ),
    "letters_overdue": (
        "Ada surat yang seharusnya sudah dikirim. Lihat log/schedules.log.",
        "There are letters that should have gone out. Look at log/schedules.log.",
    ),
    "schedule_failed": (
        "Satu tugas berkala gagal. Lihat log/schedules.log.",
        "A scheduled task failed. Look at log/schedules.log.",
    ),
    "schedule_late": (
        "Satu tugas berkala tidak berjalan pada waktunya. Lihat log/schedules.log.",
        "A scheduled task did not run in time. Look at log/schedules.log.",
    ),
    "mail_silent": (
        "Layanan surat di mesin ini tidak menjawab. Lihat log/mail.log.",
        "The mail service of this machine does not answer. Look at log/mail.log.",
    ),
    "sign_in_away": (
        "Petugas tidak bisa masuk; laporan warga tetap diterima. Lihat log/sign-in.log.",
        "No officer can sign in; citizens' reports are taken all the same. Look at log/sign-in.log.",
    ),
    "relay_unreachable": (
        "Server surat (SMTP_URL) tidak bisa dihubungi. Surat menunggu dan dicoba lagi.",
        "The mail relay (SMTP_URL) cannot be reached. Letters wait and are tried again.",
    ),
    "no_backup": (
        "Tidak ada cadangan dari dua hari terakhir. Lihat: journalctl -u lapor-backup",
        "There is no backup of the last two days. Look at: journalctl -u lapor-backup",
    ),
}
_WELL = (
    "Semua berjalan lagi. Tidak ada yang perlu Anda lakukan.",
    "Everything works again. There is nothing to do.",
)


def sentence(code: str) -> str:
    """What a fault means and what to do, in English, as the console speaks."""
    return SENTENCES[code][1]


def letter(sender: str, to: str, site: str, before: list[str], found: list[str]) -> Mail:
    """The mail that says what is wrong now and what of it was not before, or that all is well again."""
    subject = f"LAPOR! {site}: " + (f"{len(found)} gangguan / faults" if found else "berjalan lagi / well again")
    blocks = [_block(SENTENCES[code], is_new=code not in before) for code in found] or [_block(_WELL, is_new=False)]
    return Mail(sender, to, subject, "\n".join(blocks), headers={"Auto-Submitted": "auto-generated"})


def _block(words: tuple[str, str], *, is_new: bool) -> str:
    indonesian, english = words
    return f"{'Baru / new: ' if is_new else ''}{indonesian}\n{english}\n"
