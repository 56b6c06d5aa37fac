"""What the steps of a report's own page say: what a number given stands for, and what each button does."""

from chalicelib.language import Said

RATINGS: dict[str, Said] = {
    "1": ("sangat buruk", "very bad"),
    "2": ("buruk", "bad"),
    "3": ("cukup", "fair"),
    "4": ("baik", "good"),
    "5": ("sangat baik", "very good"),
}
GRADES: dict[str, Said] = {
    "1": ("tidak sama sekali", "not at all"),
    "2": ("kurang", "a little"),
    "3": ("cukup", "fairly"),
    "4": ("sangat", "very"),
}
BUTTONS: dict[str, Said] = {
    "complete": ("Kirim data", "Send the data"),
    "reply": ("Kirim keterangan", "Send your words"),
    "confirm": ("Ya, tutup laporan", "Yes, close the report"),
    "confirm-plan": ("Ya, saya terima rencana ini", "Yes, I accept this plan"),
    "confirm-promise": ("Ya, janji sudah ditepati", "Yes, the promise was kept"),
    "dispute": ("Kirim sanggahan", "Send the dispute"),
    "survey": ("Kirim jawaban survei", "Send the survey"),
    "object": ("Kirim keberatan", "Send the objection"),
    "leave": ("Keluarkan dari gabungan", "Take it out of the joined reports"),
    "ombudsman": ("Izinkan Ombudsman membaca", "Let the Ombudsman read it"),
    "ombudsman-back": ("Cabut izin Ombudsman", "Take the consent back"),
    "publicity": ("Simpan pilihan", "Save the choice"),
    "contact": ("Simpan kontak", "Save the contact"),
    "withdraw": ("Cabut laporan", "Withdraw the report"),
    "erase": ("Hapus data saya", "Erase my data"),
}
"""By command; two of them do something else where a plan or a consent stands."""
ASKED_ONCE: dict[str, Said] = {
    "confirm": ("Tutup laporan?", "Close the report?"),
    "confirm-plan": ("Terima rencana ini?", "Accept this plan?"),
    "confirm-promise": ("Janji sudah ditepati?", "Was the promise kept?"),
    "undo": (
        "Salah tekan? Laporan yang ditutup masih dapat Anda sanggah selama 30 hari.",
        "Pressed by mistake? You can still dispute a closed report for 30 days.",
    ),
    "no": ("Tidak jadi", "Not now"),
}
"""What must not happen by a press too many is asked once, in the page."""
