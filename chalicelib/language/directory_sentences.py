"""Sentences for faults in rows of the directory: code → (Indonesian, English)."""

DIRECTORY: dict[str, tuple[str, str]] = {
    # of agencies
    "bad_agency_id": (
        "Tulis id dengan huruf kecil, angka, dan tanda hubung, dipisah titik, misalnya kab.6201.dpupr.",
        "Write the id in small letters, digits and hyphens, its parts separated by dots, like kab.6201.dpupr.",
    ),
    "double_id": (
        "Id ini sudah dipakai pada baris {first}.",
        "This id was already used on line {first}.",
    ),
    "foreign_agency": (
        "Instansi ini berada di luar instansi induk Anda.",
        "This agency lies outside your institution.",
    ),
    "the_nations_alone": (
        "Hanya admin nasional yang dapat mengubah bagian ini.",
        "Only the national administrators can change this.",
    ),
    "cycle": (
        "Dengan induk ini sebuah instansi berada di bawah dirinya sendiri.",
        "With this parent an agency would stand below itself.",
    ),
    "wrong_parent_kind": (
        "Jenis {kind} tidak dapat berada di bawah {above}. Induknya harus berjenis: {allowed}.",
        "The kind {kind} cannot stand below {above}. Its parent must be one of: {allowed}.",
    ),
    "other_institution": (
        "Unit tidak dapat dipindahkan ke instansi induk lain. Buatlah unit baru di sana.",
        "A unit cannot move to another institution. Create a new unit there.",
    ),
    "id_outside_institution": (
        "Id unit harus diawali id instansi induknya dan titik, yaitu {prefix}.",
        "A unit's id must begin with the id of its institution and a dot, which is {prefix}.",
    ),
    "nested_institution": (
        "Id instansi induk tidak boleh diawali id instansi induk lain.",
        "The id of an institution must not begin with the id of another one.",
    ),
    "institution_for_good": (
        "Instansi induk tetap instansi induk dengan jenisnya, dan unit tetap unit.",
        "An institution keeps its kind, and a unit stays a unit.",
    ),
    "children_misfit": (
        "Di bawah instansi ini ada unit yang tidak dapat berada di bawah jenis baru itu.",
        "Below this agency there are units that cannot stand below the new kind.",
    ),
    "one_nation": ("Hanya ada satu instansi berjenis NASIONAL.", "There is only one agency of kind NASIONAL."),
    "second_inspectorate": (
        "Instansi induk ini sudah memiliki inspektorat.",
        "This institution already has an inspectorate.",
    ),
    # of officers
    "bad_username": (
        "Tulis nama pengguna dengan 3 sampai 60 huruf kecil, angka, titik, tanda hubung, atau garis bawah.",
        "Write the user name in 3 to 60 small letters, digits, dots, hyphens or underscores.",
    ),
    "username_taken": (
        "Nama pengguna ini sudah dipakai. Pilih nama lain.",
        "This user name is taken. Choose another one.",
    ),
    "role_misfit": (
        "Peran {role} tidak sesuai untuk instansi berjenis {kind}.",
        "The role {role} does not fit an agency of kind {kind}.",
    ),
    "own_deputy": (
        "Seorang petugas tidak dapat menjadi wakil dirinya sendiri.",
        "An officer cannot be their own deputy.",
    ),
    "not_a_colleague": (
        "Wakil harus berada di instansi dan peran yang sama dengan petugas yang diwakilinya.",
        "A deputy must be in the same agency and role as the officer they stand in for.",
    ),
    "deputy_of_a_deputy": (
        "Petugas ini sendiri seorang wakil. Sebutkan petugas yang diwakilinya.",
        "This officer is a deputy. Name the officer whom they stand in for.",
    ),
    "last_of_office": (
        "Anda petugas aktif terakhir dalam peran ini. Angkat penerus dahulu, atau pakai langkah ganti petugas.",
        "You are the last active officer in this role. Appoint a successor first, or use the step that replaces you.",
    ),
    "predecessor_left": (
        "Petugas ini sudah tidak aktif. Undang petugas baru seperti biasa.",
        "This officer is no longer active. Invite a new one as usual.",
    ),
    "double_username": (
        "Nama pengguna ini sudah dipakai pada baris {first}.",
        "This user name was already used on line {first}.",
    ),
    "not_by_file": (
        "Jabatan Anda sendiri tidak dapat dilepas lewat berkas. Ubahlah di halaman petugas.",
        "You cannot leave your own office by a file. Change it on the page of officers.",
    ),
    # of a file
    "not_utf8": (
        "Simpan berkasnya sebagai CSV dengan penyandian UTF-8, lalu kirim ulang.",
        "Save the file as CSV in UTF-8 and send it again.",
    ),
    "bad_csv": (
        "Baris ini bukan CSV yang benar: periksa tanda kutipnya.",
        "This line is no proper CSV: check its quotation marks.",
    ),
    "no_rows": ("Berkas ini tidak berisi satu baris data pun.", "There is no row of data in this file."),
    "too_many_rows": (
        "Satu berkas memuat paling banyak {most} baris. Bagilah berkasnya.",
        "A file holds {most} rows at most. Split it.",
    ),
    "missing_column": (
        "Baris judul tidak memuat kolom ini.",
        "The header row does not have this column.",
    ),
    "double_column": ("Kolom ini disebut dua kali di baris judul.", "This column is named twice in the header row."),
    "unknown_column": (
        "Kolom ini tidak dikenal. Kolom yang dikenal: {columns}.",
        "This column is not known. Known are: {columns}.",
    ),
    "too_many_cells": (
        "Baris ini memuat lebih banyak sel daripada baris judul.",
        "This row has more cells than the header row.",
    ),
    # of stricter limits
    "not_an_institution": (
        "Batas waktu sendiri ditetapkan untuk instansi induk, bukan untuk unit atau seluruh negara.",
        "Limits of one's own are set for an institution, not for a unit or the whole nation.",
    ),
    "class_required": (
        "Batas ini berbeda menurut jenis laporan. Pilih salah satu: {options}.",
        "This limit differs by the class of report. Choose one of these: {options}.",
    ),
    "no_such_class": (
        "Jenis laporan ini tidak berlaku untuk batas ini. Yang berlaku: {options}.",
        "This limit has no such class. It has: {options}.",
    ),
    "not_stricter": (
        "Batas sendiri harus lebih singkat daripada batas nasional, yaitu {days} hari.",
        "A limit of one's own must be shorter than the national one of {days} days.",
    ),
    "before_today": (
        "Tanggal berlakunya sudah lewat. Pilih hari ini atau hari sesudahnya.",
        "The date from which it holds is past. Choose today or a later day.",
    ),
    # of categories and canned replies
    "bad_category_id": (
        "Tulis id kategori dengan huruf kecil, angka, dan tanda hubung.",
        "Write the id of a category in small letters, digits and hyphens.",
    ),
    "unknown_wording": ("Kalimat siap pakai ini tidak ditemukan.", "There is no such canned wording."),
    "too_many_wordings": (
        "Satu instansi menyimpan paling banyak {most} kalimat siap pakai.",
        "An agency keeps {most} canned wordings at most.",
    ),
}
