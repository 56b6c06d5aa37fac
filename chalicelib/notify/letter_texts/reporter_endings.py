"""What reporters are told when their report is laid aside, merged, shown, handed to others or gone."""

from chalicelib.language import Said
from chalicelib.notify.letter_texts.choosing import LetterText, Rows
from chalicelib.notify.letter_texts.fixed_sentences import NOT_YET_A_COMPLAINT

_ARCHIVED: Said = ("Laporan Anda diarsipkan", "Your report was archived")
_WHY_ARCHIVED: tuple[Said, ...] = (
    ("Alasan: {reason}.", "Reason: {reason}."),
    ("Tempat yang lebih tepat: {refer_to}", "A better place for it: {refer_to}"),
)

ENDINGS: Rows = {
    "archived": LetterText(
        _ARCHIVED,
        _WHY_ARCHIVED,
        (
            (
                "Bila Anda tidak setuju, ajukan keberatan paling lambat {by_object}. Admin nasional yang memutuskan.",
                "If you do not agree, object by {by_object}. The national administrators decide.",
            ),
        ),
        ("object",),
    ),
    "archived.final": LetterText(
        _ARCHIVED,
        _WHY_ARCHIVED,
        (
            (
                "Ini keputusan atas keberatan Anda dan bersifat final. Anda masih dapat mengizinkan Ombudsman "
                "membacanya, atau mengadu langsung kepada Ombudsman atau DPRD.",
                "This is the decision on your objection and it is final. You may still let the Ombudsman read it, "
                "or complain to the Ombudsman or the regional council yourself.",
            ),
        ),
        ("ombudsman",),
    ),
    "deemed_withdrawn": LetterText(
        ("Laporan Anda dianggap dicabut", "Your report is deemed withdrawn"),
        (
            (
                "Data yang diminta tidak kami terima dalam 30 hari (UU 25/2009 pasal 44), maka laporan diarsipkan.",
                "The data we asked for did not come within 30 days (Act 25/2009, article 44), so the report was "
                "archived.",
            ),
        ),
        (
            (
                "Anda dapat menghidupkannya kembali paling lambat {by_revive}: cukup lengkapi datanya.",
                "You can revive it until {by_revive}: just give the data.",
            ),
        ),
        ("complete",),
    ),
    "objected": LetterText(
        ("Keberatan Anda kami terima", "We have received your objection"),
        (("Laporan Anda diperiksa lagi oleh {holder}.", "Your report is looked at again by {holder}."),),
        (
            (
                "Keputusannya paling lambat {by_verify} dan bersifat final.",
                "The decision is due by {by_verify} and is final.",
            ),
        ),
    ),
    "joined": LetterText(
        ("Laporan Anda digabung dengan laporan serupa", "Your report was joined with similar ones"),
        (
            (
                "Laporan {into} mengenai hal yang sama. Keduanya ditangani bersama oleh {holder}: jawabannya menjadi "
                "jawaban untuk laporan Anda juga.",
                "Report {into} is about the same matter. {holder} handles both together: its answer is the answer "
                "to your report, too.",
            ),
        ),
        (
            (
                "Laporan Anda tetap milik Anda: jawaban harus datang paling lambat {by_cap}, dan bila masalah Anda "
                "belum selesai, Anda dapat menyanggahnya. Bila bukan hal yang sama, keluarkan "
                "laporan Anda dari gabungan.",
                "Your report stays yours: the answer must come by {by_cap}, and where it does not solve your problem "
                "you can dispute it. If it is not the same matter, take your report out.",
            ),
        ),
    ),
    "linked": LetterText(
        ("Instansi lain menangani hal yang sama", "Another institution handles the same matter"),
        (
            (
                "Laporan {into} mengenai hal yang sama ditangani instansi lain. Laporan Anda tetap di {holder}, dengan "
                "tenggatnya sendiri.",
                "Report {into} about the same matter is handled by another institution. Yours stays with {holder}, "
                "with its own time limits.",
            ),
        ),
        (("Perkembangan {into} kami kabarkan juga kepada Anda.", "You will also hear what happens to {into}."),),
    ),
    "left": LetterText(
        ("Laporan Anda ditangani tersendiri lagi", "Your report stands on its own again"),
        (
            (
                "Laporan Anda tidak lagi digabung dengan laporan serupa. Sekarang dipegang {holder}.",
                "Your report is no longer joined with similar ones. It is now with {holder}.",
            ),
        ),
        (("Verifikasinya paling lambat {by_verify}.", "It is verified by {by_verify}."),),
    ),
    "main_changed": LetterText(
        ("Laporan utama gabungan Anda diganti", "Another report leads the joined ones now"),
        (
            (
                "Laporan yang menjadi utama sudah berakhir. Penggantinya {into}, dipegang {holder}.",
                "The report that led them has ended. Report {into} takes its place, with {holder}.",
            ),
        ),
        (
            (
                "Anda tidak perlu berbuat apa-apa: tenggat dan hak Anda tetap sama.",
                "You need not do anything: your time limits and rights are the same.",
            ),
        ),
    ),
    "took_over": LetterText(
        ("Laporan Anda kini menjadi laporan utama", "Your report is now the main one"),
        (
            (
                "Laporan yang menjadi utama sudah berakhir. Laporan Anda, yang tertua di antara yang digabung, "
                "menggantikannya; dipegang {holder}.",
                "The report that led them has ended. Yours, the oldest of those joined, takes its place, "
                "with {holder}.",
            ),
        ),
        (
            (
                "Anda tidak perlu berbuat apa-apa. Jawabannya paling lambat {by_answer}.",
                "You need not do anything. The answer is due by {by_answer}.",
            ),
        ),
    ),
    "merged": LetterText(
        ("Laporan Anda digabungkan", "Your report was merged with another"),
        (
            (
                "Laporan {into} mengenai hal yang sama sudah ditangani. Laporan Anda digabungkan ke situ, agar "
                "dikerjakan satu kali untuk semua.",
                "Report {into} is about the same matter and already being handled. Yours was merged into it, so that "
                "it is done once for all.",
            ),
        ),
        (
            (
                "Perkembangan {into} kami kabarkan juga kepada Anda. Laporan Anda sendiri tetap dapat Anda buka.",
                "You will hear what happens to {into}. Your own report stays open to you.",
            ),
        ),
    ),
    "split": LetterText(
        ("Laporan Anda ditangani tersendiri lagi", "Your report stands on its own again"),
        (
            (
                "Penggabungan dengan laporan lain dibatalkan. Laporan Anda sekarang dipegang {holder}.",
                "The merge with another report was undone. Your report is now with {holder}.",
            ),
        ),
        (("Verifikasinya paling lambat {by_verify}.", "It is verified by {by_verify}."),),
    ),
    "withdrawn": LetterText(
        ("Laporan Anda dicabut", "Your report is withdrawn"),
        (
            (
                "Sesuai permintaan Anda, laporan ini tidak ditindaklanjuti lagi.",
                "As you asked, this report is not followed up any further.",
            ),
        ),
        (("Anda dapat melapor lagi kapan saja.", "You can report again at any time."),),
    ),
    "erased": LetterText(
        ("Data Anda sudah dihapus", "Your data was erased"),
        (
            (
                "Nama, kontak dan tulisan Anda pada laporan ini sudah dihapus atas permintaan Anda (UU 27/2022 pasal "
                "8). Kata-kata petugas dan tanggal kejadiannya tetap ada, tanpa nama Anda.",
                "Your name, your contact and your words on this report were erased as you asked (Act 27/2022, article "
                "8). Officers' words and the dates remain, without your name.",
            ),
        ),
        (
            (
                "Laporan ini tidak dapat dibuka lagi. Ini surat terakhir; sesudahnya alamat Anda pun dihapus.",
                "This report cannot be opened any more. This is the last letter; after it your address is erased too.",
            ),
        ),
        opens=False,
    ),
    "ombudsman_asked": LetterText(
        ("Bolehkah Ombudsman membaca laporan Anda?", "May the Ombudsman read your report?"),
        (
            (
                "{holder} tidak menjawab laporan Anda sampai batas akhirnya, {by_cap}. Laporan naik ke jenjang "
                "tertinggi, dan admin nasional diberi tahu.",
                "{holder} did not answer your report by its final limit, {by_cap}. It has reached the highest level, "
                "and the national administrators were told.",
            ),
        ),
        (
            (
                "Ombudsman Republik Indonesia mengawasi pelayanan publik. Ia membaca laporan Anda hanya bila Anda "
                "mengizinkan, dan izin itu dapat Anda cabut kapan saja; instansi tetap wajib menjawab.",
                "The Ombudsman of the Republic of Indonesia watches over public services. It reads your report only if "
                "you let it, and you can take that back at any time; the agency must answer all the same.",
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
                "kontak Anda.",
                "With your consent the Ombudsman of the Republic of Indonesia can now read this report, without your "
                "name and contact.",
            ),
        ),
        (
            (
                "Kewajiban instansi untuk menjawab tidak berhenti karenanya.",
                "The agency's duty to answer does not end with this.",
            ),
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
                "Izin Anda sudah dicabut. Ombudsman diberi tahu bahwa laporan ini tidak boleh dibacanya lagi.",
                "Your consent is taken back. The Ombudsman was told that it may no longer read this report.",
            ),
        ),
        (
            (
                "Jenjang laporan tidak turun karenanya, dan izin dapat Anda berikan lagi. Mengadu langsung kepada "
                "Ombudsman atau DPRD selalu dapat.",
                "The report's level does not fall with this, and you can give your consent again. You can always "
                "complain to the Ombudsman or the regional council yourself.",
            ),
            (
                "Bila bukan Anda yang mencabutnya, ada orang lain yang memegang kode akses Anda.",
                "If it was not you who took it back, somebody else holds your access code.",
            ),
        ),
    ),
    "published": LetterText(
        ("Laporan Anda ditampilkan kepada publik", "Your report is shown to the public"),
        (
            (
                "{institution} menampilkannya dalam kata-kata tanpa data pribadi. Nama dan kontak Anda tidak "
                "ditampilkan.",
                "{institution} shows it in words without personal data. Your name and contact are not shown.",
            ),
        ),
        (
            (
                "Bila ada yang mengungkap siapa Anda, tarik izin tampilnya: laporan langsung tidak ditampilkan lagi.",
                "If anything in it gives you away, take your consent back: it is then no longer shown, at once.",
            ),
        ),
    ),
    "unpublished": LetterText(
        ("Laporan Anda tidak lagi ditampilkan kepada publik", "Your report is no longer shown to the public"),
        (
            (
                "Siapa pun selain Anda dan petugas tidak dapat lagi membacanya.",
                "Only you and the officers can read it now.",
            ),
        ),
        (("Penanganannya tidak berubah karenanya.", "This changes nothing in how it is handled."),),
    ),
    "contact_changed": LetterText(
        ("Kontak laporan Anda diubah", "The contact of your report was changed"),
        (
            (
                "Nama, alamat email atau nomor telepon pada laporan ini diubah dengan kode akses Anda.",
                "The name, email address or telephone number on this report was changed with your access code.",
            ),
        ),
        (
            (
                "Kabar berikutnya kami kirim ke alamat ini.",
                "From now on news is sent to this address.",
            ),
        ),
    ),
    "contact_changed.former": LetterText(
        ("Laporan ini punya alamat lain sekarang", "This report has another address now"),
        (
            (
                "Alamat email pada laporan ini diganti dengan kode aksesnya. Ini surat terakhir ke alamat ini.",
                "The email address on this report was replaced with its access code. This is the last letter to this "
                "address.",
            ),
        ),
        (
            (
                "Bukan Anda yang menggantinya? Buka laporan dengan nomor dan kode akses Anda, lalu ganti kembali.",
                "It was not you? Open the report with your number and access code, and change it back.",
            ),
        ),
        opens=False,
    ),
    "deadline_moved": LetterText(
        ("Tenggat laporan Anda bergeser", "The deadline of your report has moved"),
        (
            (
                "Kalender hari kerja berubah, dan dengannya hitungan hari pada laporan Anda.",
                "The calendar of working days has changed, and with it the count of days for your report.",
            ),
            ("Hari libur baru: {moved_by}.", "New day off: {moved_by}."),
            (
                "Tenggat {moved_limit}: semula {moved_before}, sekarang {moved_after}.",
                "Deadline for {moved_limit}: it was {moved_before}, it is now {moved_after}.",
            ),
        ),
        (
            (
                "Tenggat yang berlaku sekarang: {earliest} ({earliest_limit}).",
                "The deadline is now {earliest} ({earliest_limit}).",
            ),
        ),
    ),
}
