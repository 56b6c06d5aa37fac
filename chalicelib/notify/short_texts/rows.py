"""What short messages say, a row for each event that needs the reporter or ends the report, the fullest text first.

``{number}`` is the report's, ``{page}`` the link that opens it; ``{by_…}`` are last days, ``{holder}`` a short name. A
text that names what is not known is left out, so the last one of a row names the number and the page alone.
"""

from collections.abc import Mapping

from chalicelib.language import Said

ShortText = tuple[Said, ...]

ROWS: Mapping[str, ShortText] = {
    "submitted": (
        ("Laporan {number} kami terima. Simpan pesan ini. Lihat: {page}",
         "We have report {number}. Keep this message. See: {page}"),
        ("{number} kami terima. {page}", "{number} received. {page}"),
    ),
    "forwarded": (
        ("Laporan {number} diteruskan ke {holder}. Jawaban paling lambat {by_answer}. {page}",
         "Report {number} went to {holder}. Answer by {by_answer}. {page}"),
        ("{number} diteruskan. Jawaban paling lambat {by_answer}. {page}",
         "{number} was forwarded. Answer by {by_answer}. {page}"),
        ("{number} diteruskan. {page}", "{number} was forwarded. {page}"),
    ),
    "data_requested": (
        ("Laporan {number}: kami perlu keterangan Anda paling lambat {by_complete}. Buka: {page}",
         "Report {number}: we need more from you by {by_complete}. Open: {page}"),
        ("{number}: beri keterangan paling lambat {by_complete}. {page}",
         "{number}: tell us more by {by_complete}. {page}"),
        ("{number}: kami perlu keterangan Anda. {page}", "{number}: we need more from you. {page}"),
    ),
    "reminded.complete": (
        ("Laporan {number} masih menunggu keterangan Anda sampai {by_complete}. Buka: {page}",
         "Report {number} still waits for your answer until {by_complete}. Open: {page}"),
        ("{number} menunggu keterangan Anda sampai {by_complete}. {page}",
         "{number} waits for your answer until {by_complete}. {page}"),
        ("{number} menunggu keterangan Anda. {page}", "{number} waits for your answer. {page}"),
    ),
    "escalated.complete": (
        ("Laporan {number} belum lengkap. Mohon beri keterangan secepatnya: {page}",
         "Report {number} is not complete. Please tell us more soon: {page}"),
        ("{number} belum lengkap. {page}", "{number} is not complete. {page}"),
    ),
    "answered.planned": (
        ("Laporan {number} dijawab dengan janji. Baca janjinya: {page}",
         "Report {number} was answered with a promise. Read it: {page}"),
        ("{number} dijawab dengan janji. {page}", "{number} has a promise. {page}"),
    ),
    "answered": (
        ("Laporan {number} dijawab. Baca, lalu beri tahu apakah selesai: {page}",
         "Report {number} has an answer. Read it and say if it is solved: {page}"),
        ("{number} sudah dijawab. {page}", "{number} has an answer. {page}"),
    ),
    "reminded.reply": (
        ("Laporan {number}: apakah sudah selesai? Jawab paling lambat {by_reply}: {page}",
         "Report {number}: is it solved? Tell us by {by_reply}: {page}"),
        ("{number}: sudah selesai? Jawab paling lambat {by_reply}: {page}",
         "{number}: solved? Tell us by {by_reply}: {page}"),
        ("{number}: apakah sudah selesai? {page}", "{number}: is it solved? {page}"),
    ),
    "reminded.promise": (
        ("Laporan {number}: apakah janji kepada Anda sudah ditepati? Jawab: {page}",
         "Report {number}: was the promise to you kept? Tell us: {page}"),
        ("{number}: apakah janji ditepati? {page}", "{number}: was the promise kept? {page}"),
    ),
    "closed": (
        ("Laporan {number} ditutup. Belum selesai? Katakan di sini: {page}",
         "Report {number} is closed. Not solved? Say so here: {page}"),
        ("{number} ditutup. {page}", "{number} is closed. {page}"),
    ),
    "archived": (
        ("Laporan {number} tidak dilanjutkan. Alasan dan cara keberatan sampai {by_object}: {page}",
         "Report {number} goes no further. Why, and how to object by {by_object}: {page}"),
        ("{number} tidak dilanjutkan. Keberatan paling lambat {by_object}: {page}",
         "{number} goes no further. Object by {by_object}: {page}"),
        ("{number} tidak dilanjutkan. Alasannya: {page}", "{number} goes no further. Why: {page}"),
    ),
    "deemed_withdrawn": (
        ("Laporan {number} berhenti: keterangan belum masuk. Lanjutkan: {page}",
         "Report {number} stopped, for we had no answer. Go on with it here: {page}"),
        ("{number} berhenti. Lanjutkan: {page}", "{number} stopped. Go on: {page}"),
    ),
    "ombudsman_asked": (
        ("Laporan {number} belum dijawab. Bolehkah Ombudsman membacanya? {page}",
         "Report {number} has no answer. May the Ombudsman read it? Tell us: {page}"),
        ("{number}: bolehkah Ombudsman membacanya? {page}", "{number}: may the Ombudsman read it? {page}"),
    ),
    "withdrawn": (
        ("Laporan {number} sudah ditarik atas permintaan Anda. {page}",
         "Report {number} was withdrawn, as you asked. {page}"),
        ("{number} sudah ditarik. {page}", "{number} was withdrawn. {page}"),
    ),
    "erased": (
        ("Data Anda di laporan {number} sudah dihapus. Ini pesan terakhir tentang laporan itu.",
         "Your data in report {number} is erased. This is the last message about it."),
    ),
    "contact_changed": (
        ("Kontak laporan {number} diubah. Bukan Anda? Periksa di sini: {page}",
         "The contact of report {number} was changed. Not you? Look here: {page}"),
        ("Kontak {number} diubah. {page}", "Contact of {number} changed. {page}"),
    ),
}  # fmt: skip
ALL: Said = ("Laporan Anda:", "Your reports:")
NEWEST: Said = ("Laporan terbaru Anda:", "Your newest reports:")
NO_LONGER: Said = (
    "Kabar laporan {number} tidak lagi dikirim ke nomor ini. Bukan Anda yang mengubahnya? "
    "Mungkin ada yang tahu kode akses Anda.",
    "News of report {number} no longer goes to this number. Not your doing? Somebody else may know your access code.",
)
