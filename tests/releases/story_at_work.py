"""The second half of the story: reports in officers' hands, answered, merged, published, followed, erased."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from tests.files.made import document, photo
from tests.local.running_system import wait_until
from tests.releases.story import COMPLAINING, PUBLIC, TEXT, answered
from tests.releases.town import Town


def at_work(town: Town) -> None:
    """Forwarded and in progress: accepted, extended, replied to, with another institution."""
    town.at("teruskan-dpupr", "dpupr")
    town.at("teruskan-taman", "dlh", category="taman-rekaan")
    town.officer("dlh", "teruskan-taman", "forward", to="kab.6201.dlh.taman", text="Bagian taman.")
    town.at("teruskan-dlh", "dlh", category="lingkungan")
    town.send("teruskan-ke-kalteng")
    town.officer("kobar", "teruskan-ke-kalteng", "verify", forward_to="prov.62")
    for name in ("kerja-diterima", "kerja-dibalas", "kerja-diperpanjang"):
        town.at(name, "dpupr")
        town.officer("dpupr", name, "accept")
    town.officer("dpupr", "kerja-dibalas", "progress", text="Bahan sedang dipesan.")
    town.reporter("kerja-dibalas", "reply", text="Terima kasih, kami tunggu.")
    town.officer("kobar", "kerja-dibalas", "note", text="Dipantau bersama camat.")
    town.identity("dpupr", "kerja-dibalas")
    town.identity("kobar", "kerja-dibalas")
    town.officer("dpupr", "kerja-diperpanjang", "progress", text="Pengadaan bahan sudah dimulai.")
    days = {"days": 7, "reason": "Bahan belum datang", "text": "Kami perlu waktu lebih."}
    town.officer("dpupr-kepala", "kerja-diperpanjang", "extend", **days)


def supervisory(town: Town) -> None:
    """About misuse of authority: forwarded, sealed by the inspectorate's acceptance, reclassified on the way."""
    for name in ("pengawasan-diteruskan", "pengawasan-tersegel", "pengawasan-dijawab"):
        town.send(name, anonymous=name == "pengawasan-diteruskan", category="netralitas-asn")
        town.officer("kobar", name, "verify", supervisory=True, forward_to="kab.6201.inspektorat")
    for name in ("pengawasan-tersegel", "pengawasan-dijawab"):
        town.officer("inspektorat", name, "accept")
    town.officer("inspektorat", "pengawasan-tersegel", "progress", text="Pemeriksaan contoh dimulai.")
    town.officer("inspektorat", "pengawasan-dijawab", "answer", text="Pemeriksaan contoh selesai.")
    town.at("pengawasan-kemudian", "dinkes", category="kesehatan")
    town.officer("kobar", "pengawasan-kemudian", "verify", supervisory=True)
    town.at("terlapor-kemudian", "dlh", category="lingkungan")
    town.officer("kobar", "terlapor-kemudian", "verify", reported_agencies=["kab.6201.dishub"])


def files(town: Town) -> None:
    """Files that were looked at, refused and never came, of a reporter and of an officer."""
    good = [town.file(photo(size=(640, 400))), town.file(document(), "application/pdf", "surat.pdf")]
    bad = [town.file(b"bukan gambar " * 20, filename="palsu.jpg")]
    missing = [town.file(photo(), filename="tertinggal.jpg", comes=False)]
    town.at("berkas-lengkap", "dpupr", attachments=good + bad + missing)
    town.look_at_files("berkas-lengkap", 2, 1)
    town.officer("dpupr", "berkas-lengkap", "accept")
    result = [town.file(photo(size=(200, 300)), filename="hasil.jpg")]
    when = (datetime.now(UTC).date() - timedelta(days=1)).isoformat()
    town.officer("dpupr", "berkas-lengkap", "answer", text=TEXT, action_date=when, attachments=result)
    town.look_at_files("berkas-lengkap", 3, 1)


def after_the_answer(town: Town) -> None:
    """Answered, supplemented, disputed once and twice, confirmed."""
    answered(town, "jawab-biasa")
    answered(town, "jawab-ditambah")
    town.officer("dpupr", "jawab-ditambah", "answer", text="Tambahan: pagar juga sudah dicat.")
    answered(town, "jawab-lalu-dikerjakan-lagi")
    town.officer("dpupr", "jawab-lalu-dikerjakan-lagi", "progress", text="Kami periksa sekali lagi.")
    for name, disputes in (("buka-sekali", 1), ("buka-dua-kali", 2)):
        answered(town, name)
        for turn in range(1, disputes + 1):
            town.reporter(name, "dispute", text="Lubangnya masih ada.", rating=1)
            if turn < disputes:
                town.officer("dpupr", name, "answer", text="Sudah kami tutup kembali.")
    for name, rating in (("selesai-bintang-lima", 5), ("selesai-bintang-tiga", 3), ("selesai-tanpa-nilai", None)):
        answered(town, name)
        town.reporter(name, "confirm", **({"rating": rating} if rating else {}))
    town.send("selesai-kotim", agency_id=None)
    town.officer("nasional", "selesai-kotim", "verify", **PUBLIC, publish=True, forward_to="kab.6202")
    town.officer("kotim", "selesai-kotim", "accept")
    town.officer("kotim", "selesai-kotim", "answer", text=TEXT)
    town.reporter("selesai-kotim", "confirm", rating=4)


def merged(town: Town) -> None:
    """Three reports of one thing, the first of them published; a fourth merged and split again."""
    same = "Lampu jalan di simpang rekaan padam sejak dua minggu, gelap dan berbahaya pada malam hari."
    names = ("gabung-induk", "gabung-satu", "gabung-dua", "gabung-lalu-dipisah")
    for name in names:
        town.send(name, title="Lampu jalan simpang rekaan padam", body=same, category="perhubungan")
    town.officer("kobar", "gabung-induk", "verify", **PUBLIC, publish=True, forward_to="kab.6201.dishub")
    town.officer("kobar", "gabung-dua", "verify", forward_to="kab.6201.dishub")
    for name in names[1:]:
        town.officer("kobar", name, "merge", into=town.number("gabung-induk"))
    town.officer("kobar", "gabung-lalu-dipisah", "split")
    town.officer("dishub", "gabung-induk", "accept")
    town.officer("dishub", "gabung-induk", "progress", text="Lampu pengganti contoh sedang dibawa.")


def published(town: Town) -> dict[str, str]:
    """Published, unpublished, allowed and forbidden by the reporter; the pages of followers."""
    for name in ("terbit-dijawab", "terbit-lalu-ditarik", "terbit-lalu-dilarang", "terbit-lalu-dicabut"):
        answered(town, name)
        town.officer("kobar", name, "publish", **PUBLIC)
    town.officer("kobar", "terbit-lalu-ditarik", "unpublish", text="Ada nama yang terlewat.")
    town.reporter("terbit-lalu-dilarang", "publicity", allowed=False)
    pages = {who: town.follow("terbit-dijawab", f"pengikut-{who}@warga.example") for who in ("ikut", "diam", "henti")}
    for who in ("ikut", "henti"):
        town.press(pages[who], "confirm")
    town.press(pages["henti"], "stop")
    town.officer("dpupr", "terbit-dijawab", "answer", text="Tambahan untuk para pengikut.")
    town.reporter("terbit-lalu-dicabut", "withdraw")
    town.send("terbit-atas-izin", confidential=True)
    town.reporter("terbit-atas-izin", "publicity", allowed=True)
    town.officer("kobar", "terbit-atas-izin", "verify", confidential=False, **PUBLIC, publish=True)
    return pages


def unwanted(town: Town) -> None:
    """A letter that is not sent any more, because its reporter complained of the one before."""
    wait_until(lambda: town.system.mails(quote(COMPLAINING)), 120)
    town.officer("kobar", "baru-keberatan-surat", "verify", forward_to="kab.6201.dlh")


def gone(town: Town) -> None:
    """Withdrawn, and erased: open, and after it was closed and published."""
    town.send("cabut-segera")
    town.reporter("cabut-segera", "withdraw")
    town.send("hapus-terbuka", attachments=[town.file(photo())])
    town.look_at_files("hapus-terbuka", 1, 0)
    town.reporter("hapus-terbuka", "erase")
    answered(town, "hapus-terbit")
    town.officer("kobar", "hapus-terbit", "publish", **PUBLIC)
    town.reporter("hapus-terbit", "confirm", rating=4)
    town.reporter("hapus-terbit", "erase")
