"""A walk past every route of the application: each command once, by somebody who may give it, in a report's order."""

import re
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from chalicelib import clock
from chalicelib.routes import ROUTES
from chalicelib.store import followers
from tests.app.messages_of import a_phone, open_door, posted, sms
from tests.app.people import OFFICERS, Desk, Reply, bearer, code_of, new_key, submission
from tests.app.uploading import kept
from tests.files.made import photo
from tests.intake.mails import KINDS
from tests.jobs.clockhand import sweep_once

Receipt = dict[str, Any]
HOUSE, ROADS, HEALTH = "kab.6201", "kab.6201.dpupr", "kab.6201.dinkes"
WORDING = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
QUEUES = ("verify", "inbox", "waiting", "returned", "joined", "late", "escalated", "undelivered", "all")
DESKS = ("kobar", "kobar-sekda", "dpupr", "dpupr-kepala", "inspektorat", "kalteng")
LATE_DAY = "2027-12-22"
"""A working day that no limit of these reports comes near."""
_PATTERNS = {(one.method, one.path): re.compile(re.sub(r"\{\w+\}", "[^/]+", one.path)) for one in ROUTES}


@dataclass(frozen=True)
class Walk(Desk):
    """Somebody who asks for everything, and notes which routes have answered well."""

    routes_seen: set[tuple[str, str]] = field(default_factory=set)

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b"") -> Reply:
        """One request, which must not be refused."""
        reply = super().ask(method, path, headers, body)
        assert reply.status < 400, (method, path, reply.content)
        where = path.partition("?")[0]
        matching = [route for route, pattern in _PATTERNS.items() if route[0] == method and pattern.fullmatch(where)]
        self.routes_seen.add(min(matching, key=lambda route: route[1].count("{")))
        return reply

    def keep(self, keeper: str, path: str, /, **fields: Any) -> Any:
        """An officer changes the directory."""
        return self.post(f"/officer/{path}", fields, bearer(keeper)).json


def everywhere(walk: Walk) -> list[str]:
    """Every route; the numbers of the reports that were sent in on the way."""
    directory(walk)
    receipts = [answered_and_disputed(walk), published_and_followed(walk), returned(walk), *merged(walk), late(walk)]
    receipts += [withdrawn(walk), erased(walk), without_script(walk), promised(walk), recorded(walk), by_message(walk)]
    lists(walk, receipts[1])
    assert walk.routes_seen == set(_PATTERNS), set(_PATTERNS) - walk.routes_seen
    return [receipt["report_id"] for receipt in receipts]


def answered_and_disputed(walk: Walk) -> Receipt:
    """From a photograph to the reporter's thanks, by way of everything a unit can do."""
    receipt = walk.submit(attachments=[kept(walk, photo())], location={"regency": "Kotawaringin Barat"})
    report_id = receipt["report_id"]
    walk.act("kobar", report_id, "verify", classification="complaint", forward_to=ROADS)
    walk.act("dpupr", report_id, "request-data", text="Di mana tepatnya?")
    walk.as_reporter(
        receipt, "complete", body="Di depan toko emas di sebelah pasar.", attachments=[kept(walk, photo())]
    )
    walk.act("dpupr", report_id, "accept")
    walk.act("dpupr-kepala", report_id, "extend", days=1, reason="Hujan", text="Menunggu hujan reda.")
    walk.act("dpupr", report_id, "progress", text="Alat berat sudah di lokasi.")
    walk.act("dpupr", report_id, "note", text="Anggaran dari pos pemeliharaan.")
    walk.act("dpupr", report_id, "contact-log", how="call", reached=True, text="Ditelepon sore hari.")
    walk.post("/officer/marks", {"text": "Lubang sudah ditambal."}, bearer("dpupr"))
    walk.act("dpupr", report_id, "answer", text="Lubang sudah ditambal.", attachments=[kept(walk, photo())])
    walk.as_reporter(receipt, "dispute", text="Belum ditambal.")
    walk.act("dpupr", report_id, "accept")
    walk.act("dpupr", report_id, "answer", text="Sekarang sudah ditambal.")
    files = [one["attachment_id"] for one in walk.own(receipt)["attachments"]]
    walk.get(f"/reports/{report_id}/attachments/{files[0]}", code_of(receipt))
    walk.get(f"/officer/reports/{report_id}/attachments/{files[0]}", bearer("dpupr"))
    walk.get(f"/officer/reports/{report_id}/identity", bearer("dpupr"))
    for part in ("deadline", "events", "readings", "export"):
        walk.get(f"/reports/{report_id}/{part}", code_of(receipt))
    walk.as_reporter(receipt, "contact", email=f"{uuid.uuid4().hex[:12]}@warga.example")
    for page in ("receipt", "ombudsman-dossier"):
        walk.get(f"/reports/{report_id}/{page}", code_of(receipt))
    walk.as_reporter(receipt, "confirm", rating=5)
    walk.as_reporter(receipt, "survey", easy=4, quick=3, useful=4)
    return receipt


def promised(walk: Walk) -> Receipt:
    """Promised by a day, and kept."""
    receipt = walk.submit()
    report_id = receipt["report_id"]
    walk.act("kobar", report_id, "forward", to=ROADS)
    day = (clock.now() + timedelta(days=2)).date().isoformat()
    walk.act("dpupr", report_id, "answer", text="Aspal sudah dipesan.", outcome="planned", promised_by=day)
    later = clock.now() + timedelta(days=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: later)
        walk.as_reporter(receipt, "confirm-promise")
    return receipt


def published_and_followed(walk: Walk) -> Receipt:
    """A report that everybody may read, and somebody follows to the end of its being public; published once more."""
    receipt = walk.submit()
    report_id = receipt["report_id"]
    walk.act("kobar", report_id, "verify", publish=True, forward_to=ROADS, **WORDING)
    follow(walk, report_id)
    walk.form(f"{follow(walk, report_id)}/stop", {})
    walk.as_reporter(receipt, "reply", text="Lubangnya makin dalam.")
    walk.act("kobar", report_id, "unpublish", text="Nama orang terbaca.")
    walk.act("kobar", report_id, "publish", **WORDING)
    walk.get(f"/reports/{report_id}")
    return receipt


def follow(walk: Walk, report_id: str) -> str:
    """Somebody asks to follow a report, and confirms at the page that the letter would lead to."""
    email = f"pembaca-{uuid.uuid4().hex[:12]}@warga.example"
    walk.post(f"/reports/{report_id}/follow", {"email": email})
    token = followers.token_of(report_id, followers.follower_id_of(report_id, email))
    page = f"/reports/{report_id}/follow/{token}"
    walk.get(page)
    walk.form(f"{page}/confirm", {})
    return page


def returned(walk: Walk) -> Receipt:
    """From one unit, by way of the coordinator, to another."""
    receipt = walk.submit()
    report_id = receipt["report_id"]
    walk.act("kobar", report_id, "forward", to=ROADS)
    walk.act("dpupr", report_id, "return", proposed=HEALTH, text="Bukan kewenangan kami.")
    walk.act("kobar", report_id, "decide", to=HEALTH)
    return receipt


def merged(walk: Walk) -> list[Receipt]:
    """Three of the same: two are joined with the first, one leaves, is archived, and its reporter objects."""
    first, second, third = walk.submit(), walk.submit(), walk.submit()
    for join, leave in (("join", "leave"), ("merge", "split")):
        walk.act("kobar", second["report_id"], join, into=first["report_id"])
        walk.act("kobar", second["report_id"], leave)
    for member in (second, third):
        walk.act("kobar", member["report_id"], "join", into=first["report_id"])
    walk.as_reporter(second, "leave")
    walk.get(f"/officer/reports/{first['report_id']}/members", bearer("kobar"))
    walk.get(f"/officer/reports/{first['report_id']}/duplicates", bearer("kobar"))
    walk.get(f"/officer/reports/{first['report_id']}/events", bearer("kobar"))
    walk.act("kobar", first["report_id"], "note", text="Tiga laporan.")
    walk.act("kobar", first["report_id"], "forward", to=ROADS)
    walk.act("kobar", second["report_id"], "archive", reason="too_general", text="Tidak jelas tempatnya.")
    walk.as_reporter(second, "object", text="Jelas: di depan pasar.")
    return [first, second, third]


def late(walk: Walk) -> Receipt:
    """One that nobody looks at, until its reporter goes to the Ombudsman."""
    receipt = walk.submit()
    sweep_once((clock.now() + timedelta(days=12)).isoformat())
    for consent in (True, False):
        walk.as_reporter(receipt, "ombudsman", consent=consent)
    return receipt


def withdrawn(walk: Walk) -> Receipt:
    """One taken back."""
    receipt = walk.submit(confidential=True)
    walk.as_reporter(receipt, "publicity", allowed=True)
    walk.as_reporter(receipt, "withdraw")
    return receipt


def erased(walk: Walk) -> Receipt:
    """One erased, with its file, its place, and who followed it."""
    receipt = walk.submit(attachments=[kept(walk, photo())])
    report_id = receipt["report_id"]
    walk.act("kobar", report_id, "verify", publish=True, **WORDING)
    follow(walk, report_id)
    walk.as_reporter(receipt, "erase")
    return receipt


def without_script(walk: Walk) -> Receipt:
    """The same door for those who have only forms; and the same key twice."""
    key = {"Idempotency-Key": new_key()}
    email = f"{uuid.uuid4().hex[:12]}@warga.example"
    fields = submission(reporter={"name": "Siti Uji", "email": email})
    receipt: Receipt = [walk.post("/reports", fields, key) for _ in range(2)][1].json
    walk.form("/recover", {"email": email})
    walk.form("/track", {"report_id": receipt["report_id"], "access_code": receipt["access_code"]})
    for page in ("receipt", "ombudsman-dossier"):
        walk.form(f"/reports/{receipt['report_id']}/{page}", {"access_code": receipt["access_code"]})
    walk.get("/pages/style.css")
    return receipt


def by_message(walk: Walk) -> Receipt:
    """Somebody writes a short message, adds to it by another, and a stranger asks; a mail brings a file."""
    phone = a_phone()
    with open_door():
        receipt: Receipt = sms(walk, phone, "KOBAR jalan depan pasar rusak parah dua minggu").json
        sms(walk, phone, f"{receipt['report_id']} makin parah")
        sms(walk, a_phone(), f"{receipt['report_id']} makin parah")
        posted(walk, next(one.raw for one in KINDS if one.files))
    return receipt


def recorded(walk: Walk) -> Receipt:
    """A letter, with its scan, that an officer records for its reporter."""
    walk.get(f"/officer/first-limits?agency={HOUSE}", bearer("kobar"))
    walk.get("/officer/people?phone=081234567890", bearer("kobar"))
    walk.post("/officer/people", {"phone": "081234567890"}, bearer("kobar"))
    day = clock.now().date().isoformat()
    header = "external_number,channel,classification,title,body,category,reporter.name,consent_given.how"
    words = "letter,complaint,Jembatan kayu rusak,Papan jembatan lepas di tengah jalan.,pekerjaan-umum,Siti,paper"
    rows = f"{header},consent_given.on\n{new_key()},{words},{day}"
    walk.ask("POST", "/officer/reports/import", _csv(), rows.encode())
    said = {"channel": "letter", "received_on": day, "consent_given": {"how": "paper", "on": day}}
    fields = submission(attachments=[kept(walk, photo())], **said)
    reply = walk.post("/officer/reports", fields, {**bearer("kobar"), "Idempotency-Key": new_key()})
    receipt: Receipt = reply.json
    return receipt


def lists(walk: Walk, published: Receipt) -> None:
    """What can be read of many reports, from every desk."""
    for path in (
        "health",
        "categories",
        "agencies?q=dinas",
        "openapi.json",
        "figures",
        "reports",
        f"reports?agency={HOUSE}",
        "pages/reports?language=en",
        f"pages/reports/{published['report_id']}",
    ):
        walk.get(f"/{path}")
    asked = {"text": "Jalan rusak di kampung kami", "place": "Kumai, Kotawaringin Barat"}
    walk.get(f"/reports/similar?{urlencode(asked)}")
    walk.post("/reports/similar", asked)
    walk.read("kobar", published["report_id"])
    for username in DESKS:
        walk.get("/officer", bearer(username))
        for queue in QUEUES:
            walk.get(f"/officer/reports?queue={queue}", bearer(username))
    for queue in QUEUES[:-1]:
        walk.get(f"/officer/reports?queue={queue}", bearer("nasional"))
    walk.get(f"/officer/reports?queue=all&agency={HOUSE}", bearer("nasional"))
    walk.get("/officer/summary", bearer("kobar"))
    for ending in ("csv", "xlsx"):
        walk.get(f"/officer/reports.{ending}?queue=all", {**bearer("kobar"), "Accept": "*/*"})


def directory(walk: Walk) -> None:
    """What administrators keep: each row made, changed, read and, where one can, taken away."""
    name = f"uji{uuid.uuid4().hex[:8]}"
    unit = f"{HOUSE}.{name}"
    walk.keep("kobar", "agencies", id=unit, name="Dinas Uji", kind="DINAS", parent=HOUSE)
    walk.keep("kobar", "agencies", id=unit, name="Dinas Percobaan")
    walk.ask("POST", "/officer/agencies/import", _csv(), f"id,name,kind,parent\n{unit}.upt,UPT Uji,UPT,{unit}".encode())
    walk.get(f"/officer/reports?queue=inbox&agency={unit}", bearer("kobar"))
    new = {"email": f"{name}@petugas.example", "role": "liaison", "agency_id": unit}
    walk.keep("kobar", "officers", username=name, **new)
    walk.keep("kobar", "officers", username=name, invite=True)
    walk.keep("kobar", f"officers/{name}/replace", username=f"{name}.dua", email=f"{name}.dua@petugas.example")
    leave(walk, f"{name}.admin")
    row = f"username,email,role,agency_id\n{name}.tiga,{name}.tiga@petugas.example,liaison,{unit}"
    walk.ask("POST", "/officer/officers/import", _csv(), row.encode())
    walk.keep("kotim", "standards", **{"agency_id": "kab.6202", "limit": "verify", "days": 2, "from": LATE_DAY})
    walk.keep("nasional", "categories", id=name, name_id="Uji", name_en="Test")
    wording = walk.keep("kobar", "wordings", agency_id=HOUSE, title="Terima kasih", text="Terima kasih atas laporan.")
    for part in ("agencies", "officers", "standards", f"wordings?agency={HOUSE}", "calendar"):
        walk.get(f"/officer/{part}", bearer("kobar"))
    walk.get("/officer/categories", bearer("nasional"))
    walk.keep("kobar", f"wordings/{wording['wording_id']}/remove")
    holiday = {
        "date": LATE_DAY,
        "kind": "national",
        "name_id": "Hari Uji",
        "name_en": "Test day",
        "decree": "Keppres 1",
    }
    walk.keep("nasional", "calendar", **holiday)
    walk.keep("nasional", "calendar/revoke", date=LATE_DAY, decree="Keppres 2")


def leave(walk: Walk, username: str) -> None:
    """A second coordinator gives the office up; the first one stays."""
    email = f"{username}@petugas.example"
    walk.keep("kobar", "officers", username=username, email=email, role="coordinator", agency_id=HOUSE)
    with pytest.MonkeyPatch.context() as known:
        known.setitem(OFFICERS, username, ("coordinator", HOUSE))
        walk.keep(username, "officers", username=username, disabled=True)


def _csv() -> dict[str, str]:
    return {**bearer("kobar"), "Content-Type": "text/csv; charset=utf-8"}
