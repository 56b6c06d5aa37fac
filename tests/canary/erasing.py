"""Reports in which every field that a reporter can fill has a canary, walked to their ends, and then erased."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from chalicelib.intake.addresses import EMAIL, PHONE
from chalicelib.intake.kinds import Number
from tests.canary.fields import BY_REPORTERS, every_reporters_field, fields_in, is_personal, nested
from tests.canary.story import AnyDesk, AnyReply
from tests.files.made import SECRET as IN_THE_FILE

WORD, NUMBER, LATITUDE, LONGITUDE = "jalakhapus", "0812 4747 9191", -2.68137913, 111.62137917
NEEDLES = (WORD, NUMBER, str(LATITUDE), str(LONGITUDE), IN_THE_FILE)
"""What nobody may find afterwards, in small and capital letters alike."""
KEPT = "nurihidup"
"""What is in a report that nobody erases."""


class DeskWithFiles(AnyDesk, Protocol):
    """A desk that takes files, and followers by mail."""

    def upload(self, content: bytes, filename: str) -> str:
        """A photo that was sent and looked at; its number."""

    def follow(self, report_id: str, email: str) -> None:
        """Somebody follows a published report, and has confirmed it."""


@dataclass
class Talker:
    """A reporter who fills every field with a canary."""

    desk: DeskWithFiles
    name: str
    photo: bytes
    receipt: dict[str, Any] = field(default_factory=dict)
    written: set[tuple[str, str]] = field(default_factory=set)

    @property
    def report_id(self) -> str:
        """The report's number."""
        return str(self.receipt["report_id"])

    def filled(self, command: str, **given: Any) -> dict[str, Any]:
        """A command's whole body: canaries wherever a person can say something, but for what is given."""
        flat: dict[str, Any] = {}
        for path, kind in fields_in(BY_REPORTERS[command]):
            if path in given or not is_personal(path, kind):
                continue
            self.written.add((command, path))
            if isinstance(kind, Number):
                flat[path] = LATITUDE if path.endswith("lat") else LONGITUDE
            elif kind in (EMAIL, PHONE):
                flat[path] = f"{WORD}.{command}.{self.name}@warga.example" if kind is EMAIL else NUMBER
            else:
                flat[path] = f"{WORD} {command} {path} {self.name}"
        return nested(flat | given)

    def submit(self, **given: Any) -> "Talker":
        """The first words, with a photo whose name and particulars are canaries too."""
        files = [self.desk.upload(self.photo, f"{WORD}.jpg")]
        self.receipt = self.desk.submit(**self.filled("submit", **given), attachments=files)
        return self

    def says(self, command: str, *, with_file: bool = False, **given: Any) -> None:
        """A command of theirs."""
        files = {"attachments": [self.desk.upload(self.photo, f"{WORD}.jpg")]} if with_file else {}
        self._done(command, self.desk.as_reporter(self.receipt, command, **self.filled(command, **given), **files))

    def hears(self, who: str, command: str, **fields: Any) -> None:
        """An officer's command on their report."""
        self._done(command, self.desk.act(who, self.report_id, command, **fields))

    def _done(self, command: str, reply: AnyReply) -> None:
        assert reply.status == 200, (command, reply.content)


def whole_life(desk: DeskWithFiles, photo: bytes) -> list[Talker]:
    """A main report that was published, followed, disputed and closed; a member of its case, still open; and one that
    was archived and objected to. Every field of a reporter is filled in one of them.
    """
    # An address leads to where alike reports are looked for only by a place that there is.
    main = Talker(desk, "utama", photo).submit(**{"location.regency": "Kotawaringin Barat"})
    member = Talker(desk, "anggota", photo).submit()
    archived = Talker(desk, "arsip", photo).submit()
    worded = {"public_title": f"Umum {WORD}", "public_body": f"Wacana umum {WORD}."}
    main.hears("kobar", "verify", publish=True, **worded)
    desk.follow(main.report_id, f"{WORD}.ikut@warga.example")
    member.hears("kobar", "verify", **worded)
    member.says("reply")
    member.hears("kobar", "join", into=main.report_id)
    main.hears("kobar", "forward", to="kab.6201.dpupr", text="Mohon ditangani.")
    main.hears("dpupr", "request-data", text="Di mana tepatnya lubang itu?")
    main.says("complete", with_file=True)
    main.says("reply", with_file=True)
    seq = desk.get(f"/reports/{main.report_id}", {"X-Access-Code": main.receipt["access_code"]}).json["events"][-1][
        "seq"
    ]
    main.hears("kobar", "publish", public_texts={str(seq): f"Pelapor menambahkan {WORD}."})
    main.hears("dpupr", "accept")
    main.hears("dpupr", "answer", text="Lubang sudah ditambal kemarin.", public_text="Lubang sudah ditambal.")
    main.says("dispute", with_file=True, rating=1)
    main.says("contact")
    main.hears("dpupr", "answer", text="Kini sungguh sudah ditambal.")
    main.says("confirm", rating=4)
    main.says("survey", easy=4, quick=3, useful=2)
    archived.hears("kobar", "archive", reason="private_dispute", text="Ini sengketa pribadi.")
    archived.says("object", with_file=True)
    every = [main, member, archived]
    assert set().union(*(one.written for one in every)) == every_reporters_field(), "a field that nobody fills"
    return every
