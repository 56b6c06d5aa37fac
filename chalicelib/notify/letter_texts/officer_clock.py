"""What officers are told when time runs out: reminders, the ladder, and the Ombudsman at its end."""

from chalicelib.language import Said
from chalicelib.notify.letter_texts.choosing import LetterText, Rows

_LAPSED: Said = (
    "Tenggat {due} ({limit}) lewat. Laporan masih ditangani {holder}.",
    "The deadline of {due} ({limit}) has passed. The report is still with {holder}.",
)
_DUE: Said = ("Tenggatnya {due} ({limit}).", "It is due by {due} ({limit}).")
_CLIMBS: Said = (
    "Bila lewat, laporan naik ke jenjang berikutnya dengan sendirinya.",
    "When it passes, the report moves up to the next level by itself.",
)
_STILL_OWED: Said = (
    "Kewajiban menjawab pelapor tidak berhenti karenanya.",
    "The duty to answer the reporter does not end with this.",
)


CLOCK: Rows = {
    "reminded": LetterText(("Tenggat laporan mendekat", "A deadline is near"), (_DUE,), (_CLIMBS,)),
    "reminded.half": LetterText(
        ("Separuh waktu laporan sudah lewat", "Half of a report's time has passed"), (_DUE,), (_CLIMBS,)
    ),
    "reminded.last": LetterText(
        ("Tenggat laporan tinggal satu hari kerja", "One working day is left for a report"), (_DUE,), (_CLIMBS,)
    ),
    "reminded.lapsed": LetterText(
        ("Tenggat laporan sudah lewat", "A report's deadline has passed"),
        (_LAPSED,),
        (("Laporan ini naik jenjang sampai ditangani.", "The report moves up until it is handled."),),
    ),
    "reminded.unreached": LetterText(
        ("Pelapor belum tahu bahwa datanya diminta", "The reporter does not know that data is asked for"),
        (
            (
                "Permintaan data kepada pelapor tidak pernah sampai, maka laporan ini tidak dianggap dicabut.",
                "The request for data never reached the reporter, so the report is not deemed withdrawn.",
            ),
        ),
        (
            (
                "Hubungi pelapor lewat telepon atau kunjungan, lalu catat hasilnya pada halaman laporan. Sejak "
                "tersambung, pelapor mendapat 30 hari.",
                "Call or visit the reporter and record on the report's page what came of it. Once reached, the "
                "reporter has 30 days.",
            ),
        ),
    ),
    "escalated.complete": LetterText(
        ("Pelapor belum tersambung", "A reporter was not reached"),
        (
            (
                "{holder} meminta data kepada pelapor, tetapi permintaannya tidak pernah sampai. Laporan naik ke "
                "jenjang {level}.",
                "{holder} asked the reporter for data, but the request never arrived. The report moved up to level "
                "{level}.",
            ),
        ),
        (
            (
                "Laporan naik jenjang sampai pelapor tersambung, atau melengkapi datanya.",
                "The report moves up until the reporter is reached, or gives the data.",
            ),
        ),
    ),
    "escalated.1": LetterText(
        ("Laporan terlambat: jenjang 1", "A report is late: level 1"),
        (_LAPSED,),
        (
            (
                "Tanpa tindakan, laporan naik ke pimpinan 3 hari kerja setelah tenggat itu.",
                "If nothing happens, it moves up to the heads 3 working days after that deadline.",
            ),
        ),
    ),
    "escalated.2": LetterText(
        ("Laporan terlambat: jenjang 2", "A report is late: level 2"),
        (_LAPSED,),
        (
            (
                "Tanpa tindakan, laporan naik ke admin nasional 10 hari kerja setelah tenggat itu.",
                "If nothing happens, it moves up to the national administrators 10 working days after that deadline.",
            ),
        ),
    ),
    "escalated.3": LetterText(
        ("Laporan terlambat: jenjang 3", "A report is late: level 3"),
        (_LAPSED,),
        (
            (
                "Bila tidak dijawab sampai {by_cap}, pelapor ditanya tentang Ombudsman.",
                "Unless it is answered by {by_cap}, the reporter is asked about the Ombudsman.",
            ),
        ),
    ),
    "escalated.reopened": LetterText(
        ("Laporan dua kali disanggah: jenjang 3", "A report was disputed twice: level 3"),
        (
            (
                "Pelapor untuk kedua kalinya menyatakan masalahnya belum selesai. Laporan ditangani {holder}.",
                "The reporter says for the second time that it is not solved. The report is with {holder}.",
            ),
        ),
        (("Jawaban barunya paling lambat {by_answer}.", "The new answer is due by {by_answer}."),),
    ),
    "ombudsman_asked": LetterText(
        ("Laporan terlambat: jenjang 4", "A report is late: level 4"),
        (
            (
                "{holder} tidak menjawab laporan ini sampai batas akhirnya, {by_cap}.",
                "{holder} did not answer by the final limit, {by_cap}.",
            ),
            (
                "Pelapor ditanya apakah Ombudsman boleh membaca laporannya.",
                "The reporter was asked whether the Ombudsman may read it.",
            ),
        ),
        (_STILL_OWED,),
    ),
    "ombudsman_referred": LetterText(
        ("Ombudsman dapat membaca sebuah laporan", "The Ombudsman can read a report"),
        (
            (
                "Atas persetujuan pelapor, Ombudsman kini dapat membaca laporan yang ditangani {holder} ini.",
                "With the reporter's consent the Ombudsman can now read this report, which is with {holder}.",
            ),
        ),
        (_STILL_OWED,),
    ),
    "ombudsman_referred.observer": LetterText(
        ("Anda dapat membaca sebuah laporan", "You can read a report"),
        (
            (
                "Pelapor setuju Ombudsman membaca laporan yang ditangani {holder} ini.",
                "The reporter agrees that the Ombudsman reads this report, which is with {holder}.",
            ),
        ),
        (
            (
                "Ini belum pengaduan kepada Ombudsman: untuk itu pelapor menghubungi Ombudsman sendiri.",
                "It is not yet a complaint to the Ombudsman: for that the reporter turns to the Ombudsman.",
            ),
        ),
    ),
    "ombudsman_consent_withdrawn": LetterText(
        ("Laporan tidak lagi boleh dibaca Ombudsman", "The Ombudsman may no longer read a report"),
        (
            (
                "Pelapor mencabut izinnya. Laporan ini tidak dapat Anda buka lagi.",
                "The reporter took the consent back. You can no longer open this report.",
            ),
        ),
        (
            (
                "Salinan yang Anda simpan tidak lagi didasari izin pelapor (UU 27/2022 pasal 9).",
                "Copies that you kept no longer rest on the reporter's consent (Act 27/2022, article 9).",
            ),
        ),
        opens=False,
        number_alone=True,
    ),
}
