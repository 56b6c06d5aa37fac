"""Sentences for the faults of fields: code → (Indonesian, English). A test finds every code the source uses."""

FIELDS: dict[str, tuple[str, str]] = {
    # of any field
    "required": ("Bagian ini wajib diisi.", "Please fill in this part."),
    "unknown_field": ("Isian ini tidak dikenal.", "This field is not known here."),
    "not_text": ("Bagian ini harus berupa teks.", "This must be text."),
    "not_true_or_false": ("Bagian ini harus dijawab ya atau tidak (true/false).", "This must be true or false."),
    "not_a_number": ("Tulis bagian ini dengan angka.", "This must be a number."),
    "not_a_whole_number": ("Tulis angka bulat, tanpa koma.", "This must be a whole number."),
    "not_a_list": ("Bagian ini harus berupa daftar.", "This must be a list."),
    "not_an_object": (
        "Bagian ini harus berupa objek dengan beberapa isian.",
        "This must be an object with fields of its own.",
    ),
    "not_one_of": ("Pilih salah satu: {options}.", "Choose one of these: {options}."),
    "out_of_range": ("Tulis angka dari {least} sampai {most}.", "Give a number from {least} to {most}."),
    "says_nothing": ("Tulis dengan kata-kata, bukan tanda saja.", "Please write it in words, not in signs alone."),
    "too_short": (
        "Tulis paling sedikit {least} karakter. Sekarang baru {length}.",
        "Write at least {least} characters. There are {length} so far.",
    ),
    "too_long": (
        "Tulis paling banyak {most} karakter. Sekarang {length}.",
        "Write at most {most} characters. There are {length} now.",
    ),
    "too_many": ("Pilih paling banyak {most}.", "Choose {most} at most."),
    "control_characters": (
        "Ada karakter tersembunyi yang tidak dapat kami terima. Mohon ketik ulang bagian ini.",
        "There are hidden characters in it that we cannot accept. Please type this part again.",
    ),
    "one_line": ("Tulis bagian ini dalam satu baris saja.", "Please write this in a single line."),
    "not_an_instant": (
        "Tulis tanggal, jam, dan zona waktunya, misalnya 2026-11-09T08:00:00+07:00.",
        "Give a date, a time and its zone, like 2026-11-09T08:00:00+07:00.",
    ),
    "not_a_date": (
        "Tulis tanggal yang benar: tahun-bulan-hari, misalnya 2026-11-09.",
        "Give a real date: year-month-day, like 2026-11-09.",
    ),
    "not_a_month": (
        "Tulis bulan yang benar: tahun-bulan, misalnya 2026-11.",
        "Give a real month: year-month, like 2026-11.",
    ),
    "too_long_ago": (
        "Tanggal ini terlalu lama berlalu. Mohon periksa tahunnya.",
        "This date is too long ago. Please check the year.",
    ),
    "in_the_future": (
        "Tanggal kejadian belum tiba. Mohon periksa kembali.",
        "This date has not come yet. Please check it.",
    ),
    "day_to_come": (
        "Tanggal ini belum tiba. Mohon periksa kembali.",
        "This date has not come yet. Please check it.",
    ),
    "double_number": (
        "Nomor ini sudah ada di baris {first}. Setiap laporan mempunyai nomor sendiri.",
        "This number stands on line {first} already. Each report has a number of its own.",
    ),
    "number_taken": (
        "Nomor ini sudah tercatat untuk laporan {report} dengan isi lain.",
        "This number is on record for report {report}, which says something else.",
    ),
    "name_or_contact_required": (
        "Tulis nama, email, atau nomor telepon pelapor, atau pilih anonim.",
        "Give the reporter's name, mail address or telephone, or choose anonymous.",
    ),
    "no_day_of_receipt": (
        "Pilih hari diterimanya, dari {least} sampai {most}.",
        "Choose the day on which it was received, from {least} to {most}.",
    ),
    # of exports
    "too_long_for_a_workbook": (
        "Antrean ini terlalu panjang untuk satu berkas XLSX (paling banyak {most} baris). Persempit dengan penyaring,"
        " atau unduh sebagai CSV.",
        "This queue is too long for one XLSX file ({most} rows at most). Narrow it down by filters, or take it as CSV.",
    ),
    # of the calendar
    "wrong_year": (
        "Hari libur hanya dapat ditetapkan untuk tahun {least} atau {most}.",
        "A day off can be declared for {least} or {most} only.",
    ),
    "not_a_holiday": (
        "Tanggal ini bukan hari libur yang sudah ditetapkan.",
        "This date is no day off that was declared.",
    ),
    "already_past": (
        "Tanggal ini sudah lewat; tenggat yang sudah dihitung tidak diubah.",
        "This date is past; deadlines that were counted already do not change.",
    ),
    "already_declared": ("Tanggal ini sudah tercatat sebagai hari libur.", "This date is a day off already."),
    "never_worked": (
        "Sabtu dan Minggu memang bukan hari kerja, jadi tidak ada tenggat yang berubah.",
        "Saturdays and Sundays are not worked anyway, so no deadline would change.",
    ),
    # of a report
    "unknown_category": ("Pilih kategori dari daftar.", "Choose a category from the list."),
    "unknown_agency": (
        "Instansi ini tidak ada dalam daftar kami. Pilih instansi dari daftar.",
        "This agency is not in our list. Choose an agency from the list.",
    ),
    "unknown_attachment": (
        "Lampiran ini tidak kami kenali. Mohon unggah kembali berkasnya.",
        "We do not know this attachment. Please upload the file again.",
    ),
    "takes_no_reports": (
        "Instansi ini tidak menerima laporan secara langsung. Pilih instansi lain.",
        "This agency does not take reports itself. Choose another one.",
    ),
    "not_the_nation": (
        "Pilih instansi yang dilaporkan, bukan Republik Indonesia seluruhnya.",
        "Name the agency your report is about, not the Republic as a whole.",
    ),
    "both_or_none": (
        "Isi ini dan pasangannya, atau kosongkan keduanya.",
        "Give this and what belongs to it, or leave both empty.",
    ),
    "not_an_email": (
        "Tulis satu alamat email yang benar, misalnya nama@contoh.id.",
        "Give one email address that is complete, like name@example.org.",
    ),
    "not_a_phone": (
        "Tulis nomor telepon lengkap dengan angka, misalnya 0812 3456 7890.",
        "Give the whole telephone number in digits, like +62 812 3456 7890.",
    ),
    "contact_required": (
        "Isi email atau nomor telepon agar kami dapat mengabari Anda, atau pilih melapor secara anonim.",
        "Give an email address or a telephone number so that we can reach you, or choose to report anonymously.",
    ),
    "one_contact_required": (
        "Isi email atau nomor telepon yang dulu Anda cantumkan pada laporan.",
        "Give the email address or the telephone number that you gave with your report.",
    ),
    "contact_empty": (
        "Isi paling sedikit satu: nama, email, atau nomor telepon.",
        "Give at least one: a name, an email address or a telephone number.",
    ),
    "one_contact_only": (
        "Isi salah satu saja: email atau nomor telepon.",
        "Give one of the two only: the email address or the telephone number.",
    ),
    "consent_required": (
        "Kami memerlukan persetujuan Anda untuk melanjutkan. Beri tanda centang bila Anda setuju.",
        "We need your consent to go on. Tick the box if you agree.",
    ),
    "bad_key": (
        "Penanda kirim harus terdiri dari 8 sampai 100 karakter ASCII.",
        "The submission key must be 8 to 100 printable ASCII characters.",
    ),
    "differs": (
        "Penanda kirim ini berbeda dengan yang ada di Idempotency-Key.",
        "This submission key differs from the one in Idempotency-Key.",
    ),
    # of a command
    "something_required": (
        "Isi paling sedikit satu bagian: keterangan, lokasi, atau lampiran.",
        "Give at least one thing: a text, a location or an attachment.",
    ),
    "personal_data": (
        "Ada nomor yang menunjuk seseorang. Laporan ini tampil kepada publik: tulis juga yang boleh dibaca publik.",
        "A number in it names a person. This report is public: write as well what the public may read.",
    ),
    "no_such_text": (
        "Tidak ada keterangan dengan nomor ini pada laporan.",
        "The report has no text of that number.",
    ),
    "only_with_publish": (
        "Teks publik hanya dapat diberikan bersama penerbitan laporan.",
        "Public texts can only be given together with publishing.",
    ),
    "not_numbered": ("Setiap teks harus diberi nomor peristiwanya.", "Each text must have its event's number."),
    "needs_consent": (
        "Laporan ini dirahasiakan dan hanya dapat dibuka dengan persetujuan pelapor.",
        "This report is confidential and can only be opened with the reporter's consent.",
    ),
    "only_not_supervisory": (
        "Inspektorat hanya dapat menyatakan bahwa laporan ini tidak berkadar pengawasan.",
        "The inspectorate may only say that this report is not supervisory.",
    ),
    "supervisory_is_confidential": (
        "Laporan berkadar pengawasan selalu dirahasiakan.",
        "A supervisory report is always confidential.",
    ),
    "confidential": (
        "Laporan rahasia tidak dapat ditampilkan kepada publik.",
        "A confidential report cannot be shown to the public.",
    ),
    "is_the_holder": (
        "Instansi ini sudah memegang laporan ini. Pilih instansi lain.",
        "This agency already holds the report. Choose another one.",
    ),
    "is_reported": (
        "Instansi ini adalah pihak yang dilaporkan, jadi tidak dapat menangani laporan ini.",
        "This agency is the one reported, so it cannot handle the report.",
    ),
    "out_of_reach": (
        "Anda tidak dapat meneruskan laporan ke instansi ini.",
        "You cannot forward a report to this agency.",
    ),
    "supervisory_to_inspectorate": (
        "Laporan berkadar pengawasan diteruskan ke inspektorat.",
        "A supervisory report goes to the inspectorate.",
    ),
    "unknown_report": (
        "Nomor laporan ini tidak ditemukan. Mohon periksa kembali nomornya.",
        "There is no report with this number. Please check the number.",
    ),
    "not_open": (
        "Laporan utama harus masih berjalan dan bukan laporan gabungan.",
        "The main report must still be open and not itself merged.",
    ),
    "more_public": (
        "Laporan rahasia tidak dapat digabungkan dengan laporan yang tidak rahasia.",
        "A confidential report cannot be merged into one that is not.",
    ),
    "more_than_half": (
        "Perpanjangan paling lama {most} hari kerja, yaitu setengah dari jangka waktunya.",
        "An extension is at most {most} working days, half of the time limit.",
    ),
    "promise_needs_a_day": (
        "Tulis tanggal paling lambatnya: hasil “Direncanakan” selalu disertai tanggal yang dijanjikan.",
        "Give the day by which it will be done: the outcome “Planned” always promises one.",
    ),
    "only_planned": (
        "Tanggal janji hanya untuk hasil “Direncanakan”. Pilih hasil itu, atau kosongkan tanggalnya.",
        "Only the outcome “Planned” promises a day. Choose it, or leave the day empty.",
    ),
    "no_day_to_promise": (
        "Pilih tanggal dari {least} sampai {most}.",
        "Choose a day from {least} to {most}.",
    ),
    "earlier_than_promised": (
        "Tanggal yang sudah dijanjikan tidak dapat dimajukan. Pilih {least} atau sesudahnya.",
        "A day that was promised cannot be moved forward. Choose {least} or later.",
    ),
    "beyond_cap": (
        "Perpanjangan ini melewati batas akhir laporan. Kurangi jumlah harinya.",
        "This extension goes beyond the report's last day. Use fewer days.",
    ),
}
