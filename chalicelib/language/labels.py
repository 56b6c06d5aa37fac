"""How the fields of the report form are called, and what helps to fill them: (Indonesian, English)."""

from chalicelib.language import Said, say

LABELS: dict[str, Said] = {
    "classification": ("Jenis laporan", "Kind of report"),
    "title": ("Judul laporan", "Title"),
    "body": ("Isi laporan", "What happened"),
    "category": ("Kategori", "Category"),
    "agency_id": ("Instansi tujuan", "Agency"),
    "event_date": ("Tanggal kejadian", "Date it happened"),
    "location.province": ("Provinsi", "Province"),
    "location.regency": ("Kabupaten/kota", "Regency or city"),
    "location.district": ("Kecamatan", "District"),
    "location.village": ("Desa/kelurahan", "Village"),
    "location.detail": ("Keterangan lokasi", "Where exactly"),
    "location.lat": ("Garis lintang", "Latitude"),
    "location.lon": ("Garis bujur", "Longitude"),
    "reporter.name": ("Nama", "Name"),
    "reporter.email": ("Email", "Email"),
    "reporter.phone": ("Nomor telepon", "Telephone number"),
    "proxy": ("Pihak yang diwakili", "Whom you report for"),
    "proxy.name": ("Nama orang yang Anda wakili", "Name of the person you report for"),
    "proxy.relation": ("Hubungan Anda dengannya", "What you are to them"),
    "anonymous": ("Laporkan secara anonim", "Report anonymously"),
    "confidential": ("Rahasiakan laporan ini", "Keep this report confidential"),
    "language": ("Bahasa email", "Language of emails"),
    "reported_agencies": ("Instansi yang diadukan", "Agencies the report is about"),
    "attachments": ("Lampiran", "Attachments"),
    "assistance": ("Bantuan yang Anda perlukan", "Help that you need"),
    "channel": ("Cara laporan ini masuk", "How this report came"),
    "received_on": ("Tanggal diterima", "Day of receipt"),
    "external_number": ("Nomor agenda", "Number in the office's books"),
    "consent_given.how": ("Cara persetujuan diberikan", "How consent was given"),
    "consent_given.on": ("Tanggal persetujuan", "Day of consent"),
    "consent": (
        "Saya setuju data saya digunakan untuk menindaklanjuti laporan ini",
        "I agree that my data is used to follow up this report",
    ),
    "submission_key": ("Penanda kirim", "Submission key"),
    "location": ("Lokasi", "Location"),
    "reporter": ("Pelapor", "Reporter"),
    "report_id": ("Nomor laporan", "Tracking number"),
    "access_code": ("Kode akses", "Access code"),
    "version": ("Versi laporan", "Version of the report"),
    "email": ("Email", "Email"),
    "name": ("Nama", "Name"),
    "phone": ("Nomor telepon", "Telephone number"),
    "text": ("Keterangan", "Your words"),
    "outcome": ("Hasil", "Outcome"),
    "promised_by": ("Dijanjikan paling lambat", "Promised by"),
    "rating": ("Nilai", "Rating"),
    "easy": ("Apakah melapor itu mudah?", "Was reporting easy?"),
    "quick": ("Apakah penanganannya cepat?", "Was it handled quickly?"),
    "useful": ("Apakah hasilnya bermanfaat?", "Was the result useful?"),
    "allowed": ("Izin tampil publik", "Consent to public display"),
}
HINTS: dict[str, tuple[str, str]] = {
    "title": ("10 sampai 150 karakter, tanpa nama orang.", "10 to 150 characters, without names of people."),
    "body": (
        "Apa yang terjadi, di mana, kapan? 20 sampai 4.000 karakter.",
        "What happened, where, when? 20 to 4,000 characters.",
    ),
    "agency_id": (
        "Kosongkan bila Anda tidak tahu: pemerintah di tempat kejadian yang menerima dan meneruskannya.",
        "Leave it empty if you do not know: the government of the place receives it and passes it on.",
    ),
    "reporter.email": (
        "Isi email atau nomor telepon, kecuali bila melapor secara anonim.",
        "Give an email address or a telephone number, unless you report anonymously.",
    ),
    "reporter.phone": (
        "Kabar penting mungkin kami kirim lewat SMS; petugas mungkin menelepon. "
        "Tanpa email, nomor laporan dan kode akses belum tentu dapat kami kirim lagi: simpan keduanya.",
        "We may send important news by text message; an officer may call. "
        "Without an email address we may be unable to send number and code again: keep both.",
    ),
    "proxy.name": (
        "Isi bila Anda melapor untuk orang lain. Nama itu disimpan terpisah, seperti nama Anda.",
        "Fill it in if you report for somebody else. The name is kept apart, as yours is.",
    ),
    "proxy.relation": ("Misalnya: anak, tetangga, kuasa hukum.", "For example: child, neighbour, lawyer."),
    "anonymous": (
        "Nama Anda tidak terlihat oleh publik maupun petugas.",
        "Neither the public nor the officers see your name.",
    ),
    "confidential": ("Laporan tidak pernah ditampilkan kepada publik.", "The report is never shown to the public."),
    "assistance": (
        "Petugas melihatnya saat menangani laporan Anda.",
        "Officers see it when they handle your report.",
    ),
    "access_code": ("20 karakter, seperti pada bukti laporan Anda.", "20 characters, as on your receipt."),
}


def label(field: str, language: str) -> str:
    """What a field is called; its own name when nobody named it."""
    return say(LABELS.get(field, (field, field)), language)


def hint(field: str, language: str) -> str:
    """What helps to fill a field, perhaps nothing."""
    return say(HINTS.get(field, ("", "")), language)
