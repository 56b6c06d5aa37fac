"""What people read in place of a code: docs/law.md "Words" and "States", Indonesian and English."""

from chalicelib.language import Said, say
from chalicelib.language.step_words import ASKED_ONCE, BUTTONS, GRADES, RATINGS

_Words = dict[str, Said]

_STATES: _Words = {
    "submitted": ("Menunggu verifikasi", "Waiting for verification"),
    "needs_info": ("Tertunda, butuh data", "On hold, data needed"),
    "forwarded": ("Diteruskan", "Forwarded"),
    "returned": ("Dikembalikan", "Returned"),
    "in_progress": ("Sedang ditindaklanjuti", "In progress"),
    "answered": ("Menunggu tanggapan pelapor", "Waiting for the reporter's reply"),
    "reopened": ("Dibuka kembali", "Reopened"),
    "joined": ("Digabung dengan laporan serupa", "Joined with similar reports"),
    "closed": ("Selesai", "Closed"),
    "archived": ("Diarsipkan", "Archived"),
    "withdrawn": ("Dicabut pelapor", "Withdrawn by the reporter"),
}
_CLASSIFICATIONS: _Words = {
    "complaint": ("Pengaduan", "Complaint"),
    "aspiration": ("Aspirasi", "Aspiration"),
    "information": ("Permintaan informasi", "Request for information"),
}
_EVENTS: _Words = {
    "submitted": ("Laporan diterima", "Report received"),
    "verified": ("Laporan diverifikasi", "Report verified"),
    "reclassified": ("Klasifikasi diubah", "Classification changed"),
    "forwarded": ("Laporan diteruskan", "Report forwarded"),
    "data_requested": ("Pelapor diminta melengkapi data", "The reporter was asked for more data"),
    "completed": ("Pelapor melengkapi data", "The reporter gave more data"),
    "replied": ("Pelapor menambahkan keterangan", "The reporter added something"),
    "accepted": ("Instansi menerima laporan ini", "The agency took the report up"),
    "progressed": ("Perkembangan tindak lanjut", "Progress"),
    "answered": ("Instansi memberi tanggapan", "The agency answered"),
    "returned": ("Laporan dikembalikan: bukan kewenangan", "Returned: not in the agency's authority"),
    "decided": ("Instansi yang berwenang ditetapkan", "It was decided which agency is responsible"),
    "extended": ("Tenggat diperpanjang", "Deadline extended"),
    "reminded": ("Pengingat dikirim", "A reminder was sent"),
    "escalated": ("Laporan terlambat", "The report is late"),
    "disputed": ("Pelapor menyanggah tanggapan", "The reporter disputed the answer"),
    "confirmed": ("Pelapor menyatakan selesai", "The reporter confirmed that it was solved"),
    "promise_kept": ("Pelapor menyatakan janji ditepati", "The reporter says that the promise was kept"),
    "promise_broken": ("Janji tidak ditepati", "The promise was not kept"),
    "closed": ("Laporan selesai", "Report closed"),
    "surveyed": ("Pelapor menjawab survei", "The reporter answered the survey"),
    "archived": ("Laporan diarsipkan", "Report archived"),
    "deemed_withdrawn": (
        "Diarsipkan karena data tidak dilengkapi",
        "Archived because the data asked for did not come",
    ),
    "objected": ("Pelapor mengajukan keberatan", "The reporter objected"),
    "joined": ("Digabung dengan laporan serupa", "Joined with similar reports"),
    "linked": ("Dikaitkan dengan laporan di instansi lain", "Linked to a report at another institution"),
    "left": ("Ditangani tersendiri lagi", "On its own again"),
    "followed": ("Mengikuti laporan utama ke instansi lain", "Followed the main report to another agency"),
    "main_changed": ("Laporan utamanya diganti", "Another report became the main one"),
    "took_over": ("Menjadi laporan utama", "Became the main report"),
    "member_disputed": ("Laporan yang digabung menyanggah tanggapan", "A joined report disputed the answer"),
    "merged": ("Digabungkan dengan laporan lain", "Merged into another report"),
    "split": ("Dipisahkan kembali dari laporan lain", "Separated from another report again"),
    "withdrawn": ("Laporan dicabut pelapor", "Withdrawn by the reporter"),
    "erased": ("Data laporan dihapus", "The report's data was erased"),
    "expired": (
        "Identitas, berkas dan alamat rinci dihapus: laporan sudah lama selesai",
        "Identity, files and exact place were removed: the report ended long ago",
    ),
    "ombudsman_asked": ("Pelapor ditanya tentang Ombudsman", "The reporter was asked about the Ombudsman"),
    "ombudsman_referred": ("Ombudsman diizinkan membaca laporan ini", "The Ombudsman may read this report"),
    "ombudsman_consent_withdrawn": ("Izin Ombudsman membaca dicabut", "The Ombudsman may no longer read it"),
    "published": ("Ditampilkan kepada publik", "Shown to the public"),
    "unpublished": ("Tidak lagi ditampilkan kepada publik", "No longer shown to the public"),
    "noted": ("Catatan petugas", "An officer's note"),
    "deadline_moved": ("Tenggat bergeser karena perubahan kalender", "Deadline moved by a change of the calendar"),
    "contact_changed": ("Kontak pelapor diubah", "The reporter's contact was changed"),
    "contact_logged": ("Petugas mencoba menghubungi pelapor", "An officer tried to reach the reporter"),
    "publicity_changed": ("Izin tampil publik diubah", "Consent to public display changed"),
}
_LIMITS: _Words = {
    "verify": ("Verifikasi", "Verification"),
    "accept": ("Penerimaan oleh instansi", "Taking up by the agency"),
    "respond": ("Respons pertama", "First response"),
    "finish": ("Penyelesaian", "Answer"),
    "decide": ("Penetapan instansi yang berwenang", "Decision on the responsible agency"),
    "redo": ("Tindak lanjut ulang", "Renewed follow-up"),
    "cap": ("Batas akhir 60 hari", "Final limit of 60 days"),
    "complete": ("Kelengkapan data dari pelapor", "Data from the reporter"),
    "reply": ("Tanggapan pelapor", "The reporter's reply"),
    "dispute": ("Masa sanggah", "Time to dispute"),
    "object": ("Masa keberatan", "Time to object"),
    "revive": ("Masa menghidupkan kembali laporan", "Time to revive the report"),
    "acknowledge": ("Pemberitahuan lengkap tidaknya laporan", "Word on whether the report is complete"),
    "promise": ("Hari yang dijanjikan", "The day promised"),
    "dispose": ("Penerusan oleh instansi", "Handing on by the institution"),
}
_ROLES: _Words = {
    "public": ("Publik", "The public"),
    "reporter": ("Pelapor", "Reporter"),
    "liaison": ("Pejabat penghubung", "Liaison officer"),
    "head": ("Pimpinan", "Head"),
    "coordinator": ("Admin instansi", "Coordinator"),
    "inspectorate": ("Inspektorat", "Inspectorate"),
    "nation": ("Admin nasional", "National administrator"),
    "observer": ("Pengamat", "Observer"),
    "integration": ("Sistem instansi", "The agency's system"),
    "system": ("Sistem", "System"),
}
_REASONS: _Words = {
    "too_general": ("Terlalu umum", "Too general"),
    "not_public_service": ("Bukan urusan pelayanan publik", "Not about a public service"),
    "spam": ("Spam", "Spam"),
    "abusive": ("Berisi hinaan atau ancaman", "Abusive"),
    "private_dispute": ("Sengketa pribadi", "A private dispute"),
    "before_the_court": ("Sedang diproses di pengadilan", "Before the court"),
    "unintelligible": ("Tidak dapat dipahami", "Cannot be understood"),
    "criminal_matter": ("Perkara pidana", "A criminal matter"),
    "test": ("Percobaan", "A test"),
    "deemed_withdrawn": ("Dianggap dicabut karena data tidak dilengkapi", "Deemed withdrawn, the data did not come"),
    "duplicate": ("Sama dengan laporan lain", "The same as another report"),
    "confirmed": ("Pelapor menyatakan selesai", "Confirmed by the reporter"),
    "no_reply": ("Ditutup tanpa konfirmasi", "Closed without confirmation"),
    "conflict": ("Instansi ini adalah pihak yang dilaporkan", "The agency is itself reported"),
}
# How a closed report is called: for want of a word of its reporter it was never solved, and where the reason is not
# known (in a list that was written before lists had it) nobody says that it was.
_CLOSED: _Words = {
    "confirmed": _STATES["closed"],
    "no_reply": _REASONS["no_reply"],
    "unknown": ("Ditutup", "Closed"),
    "any": ("Selesai atau ditutup", "Closed, confirmed or not"),
}
_COMMANDS: _Words = {
    "complete": ("Lengkapi data", "Give the data"),
    "reply": ("Tambahkan keterangan", "Add something"),
    "confirm": ("Nyatakan selesai", "Confirm that it is solved"),
    "confirm-promise": ("Nyatakan janji ditepati", "Say that the promise was kept"),
    "dispute": ("Sanggah tanggapan", "Dispute the answer"),
    "survey": ("Isi survei singkat", "Answer three questions"),
    "withdraw": ("Cabut laporan", "Withdraw the report"),
    "object": ("Ajukan keberatan", "Object"),
    "ombudsman": ("Izinkan Ombudsman membaca laporan ini", "Let the Ombudsman read this report"),
    "publicity": ("Atur tampilan publik", "Public display"),
    "contact": ("Ubah nama atau kontak", "Change name or contact"),
    "erase": ("Hapus data saya", "Erase my data"),
    "verify": ("Verifikasi", "Verify"),
    "forward": ("Teruskan", "Forward"),
    "request-data": ("Minta data kepada pelapor", "Ask the reporter for data"),
    "archive": ("Arsipkan", "Archive"),
    "join": ("Gabungkan dengan laporan serupa", "Join with similar reports"),
    "merge": ("Gabungkan", "Merge"),
    "leave": ("Keluarkan dari gabungan", "Leave the joined reports"),
    "split": ("Pisahkan kembali", "Split off again"),
    "accept": ("Terima dan tangani", "Accept"),
    "return": ("Bukan kewenangan kami", "Not in our authority"),
    "decide": ("Putuskan kewenangan", "Decide who is responsible"),
    "note": ("Catatan internal", "Internal note"),
    "contact-log": ("Catat upaya menghubungi pelapor", "Record an attempt to reach the reporter"),
    "progress": ("Kabarkan kemajuan", "Tell of progress"),
    "answer": ("Beri tanggapan", "Answer"),
    "extend": ("Perpanjang tenggat", "Extend the deadline"),
    "publish": ("Terbitkan", "Publish"),
    "unpublish": ("Tarik dari publik", "Unpublish"),
}
_ATTACHMENTS: _Words = {
    "pending": ("Sedang diperiksa", "Being checked"),
    "checked": ("Sudah diperiksa", "Checked"),
    "refused": ("Tidak dapat diterima", "Not taken"),
    "missing": ("Tidak sampai kepada kami", "It did not reach us"),
}
_CONTACTS: _Words = {
    "call": ("Telepon", "Telephone call"),
    "visit": ("Kunjungan", "Visit"),
    "message": ("Pesan singkat", "Short message"),
    "reached": ("Pelapor tersambung", "The reporter was reached"),
    "not_reached": ("Pelapor tidak tersambung", "The reporter was not reached"),
}
_ASSISTANCE: _Words = {
    "call_me": ("Telepon saya", "Call me"),
    "large_print": ("Huruf besar", "Large print"),
    "sign_language": ("Bahasa isyarat", "Sign language"),
    "local_language": ("Bahasa daerah", "A local language"),
}
_OUTCOMES: _Words = {
    "solved": ("Sudah diselesaikan", "Solved"),
    "partly": ("Diselesaikan sebagian", "Partly solved"),
    "explained": ("Dijelaskan", "Explained"),
    "refused": ("Tidak dapat dipenuhi", "Refused"),
    "referred": ("Dialihkan ke pihak lain", "Referred to somebody else"),
    "planned": ("Direncanakan", "Planned"),
    "sanction": ("Ada sanksi", "A sanction was given"),
}
# How far a late report has climbed: who knows of it by now.
_LEVELS: _Words = {
    "1": ("Admin instansi sudah diberi tahu", "The coordinator was told"),
    "2": ("Kepala dinas sudah diberi tahu", "The head of the agency was told"),
    "3": ("Admin nasional sudah diberi tahu", "The national administrators were told"),
    "4": ("Ombudsman dapat ikut membaca bila diizinkan", "The Ombudsman may read along if allowed"),
}
_STATIONS: _Words = {
    "received": ("Diterima", "Received"),
    "checked": ("Diperiksa", "Checked"),
    "worked_on": ("Dikerjakan", "Worked on"),
    "answered": ("Dijawab", "Answered"),
    "ended": ("Selesai", "Done"),
}
_CHANNELS: _Words = {
    "web": ("Situs", "Website"),
    "sms": ("SMS", "Text message"),
    "email": ("Email", "Email"),
    "whatsapp": ("WhatsApp", "WhatsApp"),
    "walk_in": ("Datang langsung", "At the counter"),
    "letter": ("Surat kertas", "Letter on paper"),
    "phone": ("Telepon", "Telephone"),
    "social": ("Media sosial", "Social media"),
    "inspection": ("Kunjungan lapangan", "Found on site"),
    "integration": ("Sistem lain", "Another system"),
}
_CONSENTS: _Words = {
    "paper": ("Di atas kertas", "On paper"),
    "spoken": ("Secara lisan", "By word"),
}
_FLAGS: _Words = {"yes": ("Ya", "Yes"), "no": ("Tidak", "No")}
WORDS: dict[str, _Words] = {
    "state": _STATES,
    "station": _STATIONS,
    "level": _LEVELS,
    "classification": _CLASSIFICATIONS,
    "event": _EVENTS,
    "limit": _LIMITS,
    "role": _ROLES,
    "reason": _REASONS,
    "closed": _CLOSED,
    "command": _COMMANDS,
    "attachment": _ATTACHMENTS,
    "contact": _CONTACTS,
    "assistance": _ASSISTANCE,
    "outcome": _OUTCOMES,
    "channel": _CHANNELS,
    "consent": _CONSENTS,
    "flag": _FLAGS,
    "rating": RATINGS,
    "grade": GRADES,
    "button": BUTTONS,
    "asked_once": ASKED_ONCE,
}


def word(kind: str, code: str, language: str) -> str:
    """What is shown for a code of that kind; the code itself when there is no word for it."""
    return say(WORDS[kind].get(code, (code, code)), language)


def state_in_words(state: str, closed_reason: str | None, language: str) -> str:
    """A report's state: one that was closed without confirmation is never called solved (docs/law.md "States")."""
    if state != "closed":
        return word("state", state, language)
    return word("closed", closed_reason or "unknown", language)
