"""What is so now with a report, in one sentence, and by when the next thing comes: for its reporter, for everybody."""

from chalicelib.language import Said

Told = tuple[Said, Said | None]
"""What is so, and by when something follows; None where nothing does."""

_ANSWER: Said = ("Jawaban paling lambat {day}.", "The answer is due by {day}.")
_NEWS_OF_ANSWER: Told = (("Instansi sudah menjawab.", "The agency has answered."), None)

LATE: Said = ("Terlambat.", "Late.")
"""Before who was told of it, where somebody was."""

STANDING: dict[str, Told] = {
    "submitted": (
        ("Sekarang: {who} memeriksa laporan.", "Now: {who} is checking the report."),
        ("Hasilnya paling lambat {day}.", "The result is due by {day}."),
    ),
    "forwarded": (("Sekarang: laporan ada di {who}.", "Now: the report is with {who}."), _ANSWER),
    "returned": (("Sekarang: kami mencari instansi yang tepat.", "Now: we look for the right agency."), _ANSWER),
    "in_progress": (("Sekarang: {who} mengerjakan.", "Now: {who} is working on it."), _ANSWER),
    "reopened": (("Sekarang: {who} mengerjakan lagi.", "Now: {who} is working on it again."), _ANSWER),
    "joined": (
        ("Sekarang: laporan ditangani bersama laporan serupa.", "Now: it is handled together with similar reports."),
        _ANSWER,
    ),
    "closed": (("Laporan selesai.", "The report is solved."), None),
}
"""What both read."""

OWN: dict[str, Told] = {
    "needs_info": (
        ("Sekarang: laporan menunggu data dari Anda.", "Now: the report waits for data from you."),
        ("Kirim paling lambat {day}.", "Send it by {day}."),
    ),
    "answered": (
        ("Sekarang: {who} sudah menjawab.", "Now: {who} has answered."),
        ("Beri tahu kami paling lambat {day}: sudah selesai atau belum?", "Tell us by {day}: is it solved?"),
    ),
    "promised": (
        ("Sekarang: {who} sudah menjawab dan berjanji.", "Now: {who} has answered and promised."),
        ("Janjinya paling lambat {day}.", "The promise is for {day} at the latest."),
    ),
    "closed_unconfirmed": (
        ("Laporan ditutup, sebab tidak ada kabar dari Anda.", "The report was closed, for no word came from you."),
        ("Belum selesai? Sanggah paling lambat {day}.", "Not solved? Dispute it by {day}."),
    ),
    "archived": (
        ("Laporan diarsipkan: tidak ditindaklanjuti.", "The report was archived: nobody works on it."),
        ("Tidak setuju? Ajukan keberatan paling lambat {day}.", "You do not agree? Object by {day}."),
    ),
    "unrevived": (
        ("Laporan diarsipkan, sebab datanya tidak datang.", "The report was archived, for the data did not come."),
        ("Kirim datanya paling lambat {day} agar dibuka lagi.", "Send the data by {day} to have it opened again."),
    ),
    "withdrawn": (("Anda sudah mencabut laporan ini.", "You have withdrawn this report."), None),
}
"""What its reporter reads otherwise than everybody else."""

PUBLIC: dict[str, Told] = {
    "needs_info": (
        ("Sekarang: laporan menunggu data dari pelapor.", "Now: the report waits for data from its reporter."),
        None,
    ),
    "answered": _NEWS_OF_ANSWER,
    "promised": (
        ("Instansi sudah menjawab dan berjanji.", "The agency has answered and promised."),
        ("Janjinya paling lambat {day}.", "The promise is for {day} at the latest."),
    ),
    "closed_unconfirmed": (
        ("Laporan ditutup tanpa konfirmasi pelapor.", "The report was closed without its reporter's word."),
        None,
    ),
    "archived": (("Laporan diarsipkan: tidak ditindaklanjuti.", "The report was archived: nobody works on it."), None),
    "unrevived": (
        ("Laporan diarsipkan, sebab datanya tidak datang.", "The report was archived, for the data did not come."),
        None,
    ),
    "withdrawn": (("Pelapor mencabut laporan ini.", "Its reporter withdrew this report."), None),
}
"""What everybody else reads."""
