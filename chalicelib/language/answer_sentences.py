"""Sentences for the error codes of the contract: code → (Indonesian, English)."""

ANSWERS: dict[str, tuple[str, str]] = {
    "unauthenticated": (
        "Anda belum masuk, atau sesi Anda telah berakhir. Silakan masuk kembali.",
        "You are not signed in, or your session has ended. Please sign in again.",
    ),
    "not_found": (
        "Tidak ditemukan. Mohon periksa kembali nomor laporan dan kode aksesnya.",
        "Not found. Please check the tracking number and the access code.",
    ),
    "malformed": (
        "Permintaan ini tidak dapat kami baca. Mohon kirim ulang.",
        "We could not read this request. Please send it again.",
    ),
    "too_large": (
        "Kiriman ini terlalu besar. Mohon persingkat, lalu kirim ulang.",
        "This is too large for us to take. Please shorten it and send it again.",
    ),
    "unsupported_media_type": (
        "Jenis isi kiriman ini tidak dapat kami terima. Kirim sebagai JSON atau formulir.",
        "We do not take this type of content. Send JSON or a form.",
    ),
    "method_not_allowed": (
        "Cara meminta ini tidak tersedia untuk alamat ini.",
        "This method is not available at this address.",
    ),
    "forbidden": (
        "Anda tidak berwenang melakukan langkah ini.",
        "You are not authorised to take this step.",
    ),
    "invalid": (
        "Ada bagian yang perlu diperbaiki. Mohon periksa isian di bawah ini.",
        "Some parts need to be corrected. Please check the fields below.",
    ),
    "stale_version": (
        "Laporan ini sudah berubah sejak Anda membukanya. Mohon muat ulang, lalu coba lagi.",
        "This report has changed since you opened it. Please load it again and retry.",
    ),
    "not_allowed_now": (
        "Langkah ini tidak dapat dilakukan pada tahap laporan saat ini.",
        "This step cannot be taken at the stage the report is in now.",
    ),
    "key_reused": (
        "Laporan ini sudah terkirim sebelumnya dengan isi yang berbeda.",
        "This report was sent before, with other content.",
    ),
    "erased": (
        "Laporan ini telah dihapus pada {on} berdasarkan {rule}.",
        "This report was erased on {on} under {rule}.",
    ),
    "rate_limited": (
        "Terlalu banyak permintaan dalam waktu singkat. Mohon tunggu sebentar, lalu coba lagi.",
        "Too many requests in a short time. Please wait a moment and try again.",
    ),
    "rate_limited_this_hour": (
        "Anda sudah terlalu sering melakukan ini. Mohon coba lagi satu jam lagi.",
        "You have done this too often. Please try again in an hour.",
    ),
    "rate_limited_today": (
        "Anda sudah terlalu sering melakukan ini hari ini. Mohon coba lagi besok.",
        "You have done this too often today. Please try again tomorrow.",
    ),
    "rate_limited_files_of_source": (
        "Terlalu banyak berkas yang dikirim dari jaringan Anda dalam satu jam ini. Mohon coba lagi satu jam lagi. "
        "Laporan tanpa berkas dapat dikirim sekarang.",
        "Too many files were sent from your network this hour. Please try again in an hour. "
        "A report without files can be sent now.",
    ),
    "rate_limited_files_of_all": (
        "Hari ini sudah terlalu banyak berkas yang kami terima. Mohon kirim berkas Anda besok. "
        "Laporan tanpa berkas dapat dikirim sekarang.",
        "We have taken too many files today. Please send yours tomorrow. A report without files can be sent now.",
    ),
    "unavailable": (
        "Layanan sedang sibuk. Mohon coba lagi sebentar lagi; mengirim ulang tidak akan menggandakan laporan Anda.",
        "The service is busy. Please try again shortly; sending again will not make a second report.",
    ),
    "unavailable_disk_full": (
        "Layanan sementara tidak dapat menyimpan apa pun karena ruang penyimpanan penuh; petugas perlu menambah ruang. "
        "Membaca laporan tetap bisa. Tidak ada yang tersimpan; mohon coba lagi nanti.",
        "The service cannot save anything for now because its storage is full; its operators must make room. "
        "Reports can still be read. Nothing was saved; please try again later.",
    ),
    "internal": (
        "Terjadi kesalahan di pihak kami. Mohon coba lagi nanti.",
        "Something went wrong on our side. Please try again later.",
    ),
}
