"""What happens in the fixture of a release: some eighty reports that end in every state, each by its own way.

Names, addresses, numbers and places are invented: mail goes to ``.example`` alone, and no number is anybody's.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.files.made import photo
from tests.releases.town import Town

TEXT = "Petugas sudah memeriksa lokasi contoh ini."
BOUNCING = "bounce+{}@simulator.example"
"""The local mail service plays a mailbox that is not there."""
COMPLAINING = "complaint+kesal@simulator.example"
"""And somebody who calls our first letter unwanted, so that no other is sent."""
PUBLIC = {"public_title": "Laporan contoh untuk umum", "public_body": "Keterangan contoh tanpa nama siapa pun."}


def directory(town: Town) -> None:
    """A unit, officers, a category, a canned wording, a stricter standard and an address that bounces."""
    unit = "kab.6201.dlh.taman"
    town.keep(
        "kobar", "agencies", id=unit, name="UPT Taman Rekaan", kind="UPT", parent="kab.6201.dlh", duties=["taman"]
    )
    town.keep("kobar", "officers", username="taman", email="taman@petugas.example", role="liaison", agency_id=unit)
    deputy = {"role": "liaison", "agency_id": "kab.6201.dlh", "deputy_of": "dlh"}
    town.keep("kobar", "officers", username="dlh-wakil", email=BOUNCING.format("dlh"), **deputy)
    former = {"username": "dinsos-lama", "email": "dinsos-lama@petugas.example"}
    town.keep("kobar", "officers", **former, role="liaison", agency_id="kab.6201.dinsos")
    town.keep("kobar", "officers/dinsos-lama/replace", username="dinsos-baru", email="dinsos-baru@petugas.example")
    names = {"name_id": "Taman Kota Rekaan", "name_en": "Invented town parks"}
    town.keep("nasional", "categories", id="taman-rekaan", **names, confidential_by_default=False)
    wording = "Terima kasih, laporan contoh ini kami teruskan."
    town.keep("kobar", "wordings", agency_id="kab.6201", title="Terima kasih", text=wording)
    removed = town.keep("kobar", "wordings", agency_id="kab.6201", title="Akan dihapus", text=wording)
    town.keep("kobar", f"wordings/{removed['wording_id']}/remove")
    today = (datetime.now(UTC) + timedelta(hours=9)).date().isoformat()
    town.keep("kotim", "standards", agency_id="kab.6202", limit="verify", days=2, **{"from": today})


def holiday(town: Town) -> None:
    """A day without work, declared when reports are open: the next sweep moves their deadlines."""
    calendar = town.system.ask("GET", "/api/officer/calendar", headers=town.bearer("nasional")).json
    known = {one["date"] for one in calendar["items"]}
    today = datetime.now(UTC).date()
    days = (today + timedelta(days=ahead) for ahead in range(4, 30))
    day = next(one for one in days if one.weekday() < 5 and one.isoformat() not in known)
    names = {"name_id": "Cuti Bersama Rekaan", "name_en": "Invented Joint Holiday"}
    said: dict[str, Any] = {"date": day.isoformat(), "kind": "collective_leave", "decree": "SKB Rekaan 1/2026"}
    town.keep("nasional", "calendar", **said, **names)
    town.sweep(datetime.now(UTC))


def ends_of_the_ladder(town: Town) -> None:
    """Left alone for more than sixty days: level 4, closed without a reply, deemed withdrawn."""
    town.send("puncak-belum-diverifikasi")
    town.send("puncak-tanpa-alamat", agency_id=None, category="kesehatan")
    town.at("puncak-di-dpupr", "dpupr")
    town.officer("kobar", "puncak-di-dpupr", "publish", **PUBLIC)
    for name in ("puncak-ombudsman", "puncak-lalu-dijawab"):
        town.at(name, "dishub")
        town.officer("dishub", name, "accept")
    for name in ("tanpa-balasan", "tanpa-balasan-terbit", "tanpa-balasan-dibantah"):
        answered(town, name)
    town.officer("kobar", "tanpa-balasan-terbit", "publish", **PUBLIC)
    for name in ("dianggap-dicabut", "dianggap-dicabut-lalu-dilengkapi"):
        town.send(name)
        town.officer("kobar", name, "request-data", text="Mohon sebutkan nama jalannya.")
    holiday(town)
    town.climb("puncak-belum-diverifikasi", 4)
    town.reporter("puncak-ombudsman", "ombudsman", consent=True)
    town.officer("dishub", "puncak-lalu-dijawab", "answer", text=TEXT)
    town.reporter("tanpa-balasan-dibantah", "dispute", text="Belum selesai sama sekali.", rating=2)
    town.reporter("dianggap-dicabut-lalu-dilengkapi", "complete", body="Jalan Rekaan Tiga, dekat balai.")


def steps_of_the_ladder(town: Town) -> None:
    """Levels 3, 2 and 1, the highest first: each sweep finds whatever is there already."""
    town.send("tiga-di-kotim", agency_id="kab.6202", category="perhubungan")
    town.at("tiga-di-dishub", "dishub", category="perhubungan")
    town.at("tiga-dikembalikan", "dishub")
    town.officer("dishub", "tiga-dikembalikan", "return", proposed="kab.6201.dpupr", text="Bukan jalan kami.")
    town.climb("tiga-di-dishub", 3)
    town.at("dua-di-dlh", "dlh", category="lingkungan")
    town.send("dua-belum-diverifikasi")
    town.climb("dua-di-dlh", 2)
    town.send("satu-di-kalteng", agency_id="prov.62")
    town.at("satu-di-dinkes", "dinkes", category="kesehatan")
    town.at("satu-ditarik", "dinkes", category="kesehatan")
    town.at("satu-dengan-catatan", "disdukcapil", category="kependudukan")
    town.officer("disdukcapil", "satu-dengan-catatan", "note", text="Menunggu blangko contoh.")
    town.climb("satu-di-dinkes", 1)
    town.officer("kobar", "satu-ditarik", "forward", to="kab.6201.dpupr", text="Kami alihkan.")


def just_sent(town: Town) -> None:
    """Reports that nobody has verified: of every sort of reporter, to every sort of addressee."""
    place = {"province": "Kalimantan Tengah", "regency": "Kotawaringin Barat", "district": "Kumai"}
    precise = {**place, "detail": "Depan balai rekaan", "lat": -2.7, "lon": 111.7}
    town.send("baru-biasa", location=precise, event_date=(datetime.now(UTC).date() - timedelta(days=7)).isoformat())
    town.send("baru-tanpa-alamat", agency_id=None, classification="aspiration")
    town.send("baru-di-kotim", agency_id="kab.6202", category="lingkungan")
    town.send("baru-di-kalteng", agency_id="prov.62", language="en")
    town.send("baru-anonim", anonymous=True, reporter=None)
    town.send("baru-anonim-dengan-surat", anonymous=True)
    town.send("baru-rahasia", confidential=True)
    town.send("baru-kekerasan", category="kekerasan-pendidikan")
    town.send("baru-unit-terlapor", reported_agencies=["kab.6201.dpupr"])
    town.send("baru-instansi-terlapor", reported_agencies=["kab.6201"])
    town.send("baru-telepon", reporter={"name": "Warga Tanpa Surel", "phone": "0800-0000-0000"})
    town.send("baru-tak-terkirim", reporter={"name": "Warga Hilang", "email": BOUNCING.format("hilang")})
    town.send("baru-keberatan-surat", reporter={"name": "Warga Kesal", "email": COMPLAINING})
    town.send("baru-taman", category="taman-rekaan", classification="information")
    private = "Hubungi Budi Rekaan, NIK 0000000000000000, telepon 0800-0000-0001, Jalan Rekaan nomor 7."
    town.send("baru-bernama", body=private)


def archived(town: Town) -> None:
    """Archived for every reason that is given by hand; one objected to."""
    reasons = ("too_general", "not_public_service", "spam", "abusive", "private_dispute", "unintelligible", "test")
    for reason in reasons:
        name = town.send(f"arsip-{reason.replace('_', '-')}")
        referred: dict[str, Any] = {"refer_to": "Balai mediasi rekaan"} if reason == "private_dispute" else {}
        town.officer("kobar", name, "archive", reason=reason, text="Alasan contoh ini kami jelaskan.", **referred)
    town.send("arsip-pusat", agency_id=None)
    town.officer("nasional", "arsip-pusat", "archive", reason="before_the_court", text="Sedang disidangkan.")
    town.send("arsip-lalu-keberatan")
    town.officer("kobar", "arsip-lalu-keberatan", "archive", reason="spam", text="Dikira iklan.")
    town.reporter("arsip-lalu-keberatan", "object", text="Laporan saya bukan iklan.")


def waiting(town: Town) -> None:
    """Data asked for by the coordinator and by a holder; one completed, so that its limits were paused."""
    town.send("tunda-koordinator")
    town.officer("kobar", "tunda-koordinator", "request-data", text="Mohon sebutkan desanya.")
    for name in ("tunda-dinkes", "tunda-lalu-dilengkapi"):
        town.at(name, "dinkes", category="kesehatan")
        town.officer("dinkes", name, "accept")
        town.officer("dinkes", name, "request-data", text="Mohon sebutkan tanggalnya.")
    photograph = town.file(photo(size=(320, 200)))
    said = {"body": "Tanggal satu bulan ini.", "location": {"regency": "Kotawaringin Barat"}}
    town.reporter("tunda-lalu-dilengkapi", "complete", **said, attachments=[photograph])
    town.look_at_files("tunda-lalu-dilengkapi", 1, 0)


def returned(town: Town) -> None:
    """Not my authority: once, twice, three times, and by an institution."""
    back = {"proposed": "kab.6201.dlh", "text": "Bukan kewenangan kami."}
    for name, times in (("kembali-sekali", 1), ("kembali-dua-kali", 2), ("kembali-tiga-kali", 3)):
        town.at(name, "dpupr")
        for turn in range(1, times + 1):
            town.officer("dpupr", name, "return", **back)
            if turn < times:
                town.officer("kobar", name, "decide", to="kab.6201.dpupr", text="Ini tetap tugas Anda.")
    town.officer("kobar", "kembali-tiga-kali", "decide", to="kab.6201.dpupr", text="Keputusan ini mengikat.")
    for name in ("kembali-ke-pusat", "kembali-lalu-diarsipkan"):
        town.send(name, agency_id=None)
        town.officer("nasional", name, "verify", forward_to="kab.6202")
        town.officer("kotim", name, "return", proposed="prov.62", text="Ini jalan provinsi.")
    reason = "Perkara contoh ini sedang disidangkan."
    town.officer("nasional", "kembali-lalu-diarsipkan", "archive", reason="before_the_court", text=reason)


def answered(town: Town, name: str, **changes: Any) -> None:
    """A report that the roads department has answered."""
    town.at(name, "dpupr", **changes)
    town.officer("dpupr", name, "accept")
    town.officer("dpupr", name, "answer", text=TEXT)
