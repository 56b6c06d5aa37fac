"""Sentences about files: what is wrong with one that is announced, and why one was refused when it was looked at."""

FILES: dict[str, tuple[str, str]] = {
    "file_name_with_path": (
        "Nama berkas tidak boleh memuat alamat folder. Kirim nama berkasnya saja, misalnya foto.jpg.",
        "The file name must not contain a path. Give the name alone, like photo.jpg.",
    ),
    "file_name_with_two_endings": (
        "Nama berkas ini berakhiran ganda, misalnya foto.exe.jpg. Ubah namanya, lalu coba lagi.",
        "This file name has two endings, like photo.exe.jpg. Rename the file and try again.",
    ),
    "file_ending_differs": (
        "Akhiran nama berkas ini tidak sesuai dengan jenis isinya.",
        "The ending of this file name does not fit the type of the file.",
    ),
    "file_type_not_taken": (
        "Jenis berkas ini tidak dapat kami terima. Kirim foto JPEG, PNG, WebP atau HEIC, dokumen PDF, atau video MP4.",
        "We do not take this type of file. Send a JPEG, PNG, WebP or HEIC photo, a PDF document or an MP4 video.",
    ),
    "file_empty": ("Berkas ini kosong.", "This file is empty."),
    "file_too_large": (
        "Berkas ini terlalu besar. Paling besar {most} MB untuk satu berkas.",
        "This file is too large. One file may have {most} MB at most.",
    ),
    "too_many_files": (
        "Lampirkan paling banyak {most} berkas untuk satu laporan.",
        "Attach at most {most} files to one report.",
    ),
    "files_too_large": (
        "Semua lampiran bersama-sama paling besar {most} MB. Lampirkan lebih sedikit, atau perkecil berkasnya.",
        "All files together may have {most} MB at most. Attach fewer of them, or make them smaller.",
    ),
    # why a file was refused when it was looked at (chalicelib.domain.attachments.RefusedFile)
    "other_type": (
        "Isi berkas ini bukan jenis yang disebutkan, jadi tidak kami simpan.",
        "This file is not of the type it claims to be, so we did not keep it.",
    ),
    "unreadable": (
        "Berkas ini rusak atau tidak dapat kami baca. Mohon kirim ulang, atau kirim dalam bentuk lain.",
        "This file is damaged or we cannot read it. Please send it again, or in another form.",
    ),
    "too_many_pixels": (
        "Gambar ini terlalu besar untuk kami buka. Perkecil gambarnya, lalu kirim ulang.",
        "This picture has too many pixels for us to open. Make it smaller and send it again.",
    ),
    "too_costly": (
        "Isi berkas ini terlalu berat untuk kami periksa. Simpan dalam bentuk yang lebih sederhana, lalu kirim ulang.",
        "This file takes too much to check. Save it in a simpler form and send it again.",
    ),
    "active_content": (
        "Dokumen ini memuat skrip atau berkas lain di dalamnya. Cetak ulang sebagai PDF biasa, lalu kirim kembali.",
        "This document contains a script or other files. Print it to a plain PDF and send that.",
    ),
    "locked": (
        "Dokumen ini terkunci dengan kata sandi. Kirim dokumen yang tidak terkunci.",
        "This document is locked with a password. Send one that is not.",
    ),
    "data_track": (
        "Video ini memuat data lain, misalnya catatan lokasi. Simpan ulang tanpa data itu, lalu kirim kembali.",
        "This video carries other data, such as a record of places. Save it without that and send it again.",
    ),
}
