"""Mails of every kind that arrives at an office, made as text: what each is, what is read of it, what it becomes.

``{number}`` is a report of the sender whom the mails here are from, ``{code}`` its code.
"""

import base64
from dataclasses import dataclass

SENDER = "siti.inbound@warga.example"
LONG = "Lampu jalan di depan pasar Kumai sudah mati tiga malam, gelap sekali."
MORE = "Sudah saya lengkapi: di depan toko emas."
OUR_LETTER = """> Kode akses: {code}
> https://lapor.example/lacak#{number}.{code}
"""


@dataclass(frozen=True)
class Kind:
    """A mail: its text, what becomes of it, and the words read of it (None: whatever they are)."""

    name: str
    raw: bytes
    becomes: str
    words: str | None = None
    files: int = 0


def mail(
    body: str, *headers: str, sender: str = f"Siti Inbound <{SENDER}>", subject: str = "Lampu jalan mati"
) -> bytes:
    """A mail of plain text; ``headers`` come behind the common ones."""
    kind = (
        ()
        if any(one.lower().startswith("content-type") for one in headers)
        else ("Content-Type: text/plain; charset=utf-8",)
    )
    lines = [f"From: {sender}", "To: lapor@lapor.example", f"Subject: {subject}", "MIME-Version: 1.0", *kind, *headers]
    return ("\r\n".join(lines) + "\r\n\r\n" + body.replace("\r\n", "\n").replace("\n", "\r\n")).encode()


def parts(*bodies: tuple[str, str], kind: str = "mixed", subject: str = "Lampu jalan mati", more: str = "") -> bytes:
    """A mail of several parts, each its headers and its content."""
    inside = "".join(f"--b1\n{head}\n\n{content}\n" for head, content in bodies)
    return mail(f"{inside}--b1--\n", f'Content-Type: multipart/{kind}; boundary="b1"{more}', subject=subject)


def packed(content: bytes) -> str:
    """Bytes as a part carries them."""
    return base64.encodebytes(content).decode()


PLAIN = "Content-Type: text/plain; charset=utf-8"
HTML = "Content-Type: text/html; charset=utf-8"
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 240
LOGO = b"\x89PNG\r\n\x1a\n" + bytes(400)


def file(name: str, kind: str, *, disposition: str = "attachment", more: str = "") -> str:
    """The headers of a part that is a file."""
    return (
        f'Content-Type: {kind}; name="{name}"\nContent-Transfer-Encoding: base64\n'
        f'Content-Disposition: {disposition}; filename="{name}"{more}'
    )


AUTOMATIC = (
    ("RFC 3834 auto-replied", mail(LONG, "Auto-Submitted: auto-replied")),
    ("RFC 3834 auto-generated with a parameter", mail(LONG, "Auto-Submitted: auto-generated; type=x")),
    ("out of office, Exchange", mail(LONG, subject="Automatic reply: Laporan")),
    ("out of office, Indonesian", mail(LONG, subject="Balasan otomatis: Laporan")),
    ("out of office, English subject", mail(LONG, subject="Out of Office: back on Monday")),
    ("on leave", mail(LONG, subject="Sedang cuti, akan membalas Senin")),
    ("X-Autoreply", mail(LONG, "X-Autoreply: yes")),
    ("X-Autorespond", mail(LONG, "X-Autorespond: Laporan")),
    ("precedence bulk", mail(LONG, "Precedence: bulk")),
    ("precedence junk", mail(LONG, "Precedence: junk")),
    ("precedence auto_reply", mail(LONG, "Precedence: auto_reply")),
    ("mailing list", mail(LONG, "List-Id: <warga.lists.example>")),
    ("newsletter", mail(LONG, "List-Unsubscribe: <https://toko.example/u>")),
    ("null sender", mail(LONG, "Return-Path: <>")),
    ("mailer daemon", mail(LONG, sender="MAILER-DAEMON@mx.example")),
    ("postmaster", mail(LONG, sender="postmaster@mx.example")),
    ("no-reply", mail(LONG, sender="Toko <no-reply@toko.example>")),
    ("bounce address", mail(LONG, sender="bounces+12=lapor.example@toko.example")),
    ("undelivered by subject", mail(LONG, subject="Undelivered Mail Returned to Sender")),
    ("delivery failed by subject", mail(LONG, subject="Delivery Status Notification (Failure)")),
    ("failed recipients", mail(LONG, "X-Failed-Recipients: siti@warga.example")),
    ("our own letter", mail(LONG, "X-Lapor-Sent: 1")),
    (
        "our own letter about the report",
        mail(f"{LONG} {{number}}", "Auto-Submitted: auto-generated", "X-Lapor-Sent: 1"),
    ),
    ("virus, by SES", mail(LONG, "X-SES-Virus-Verdict: FAIL")),
    ("spam, by SES", mail(LONG, "X-SES-Spam-Verdict: FAIL")),
    (
        "bounce, multipart/report",
        parts(
            (PLAIN, "Could not be delivered: {number}"),
            ("Content-Type: message/delivery-status", "Reporting-MTA: dns; mx.example\n\nAction: failed"),
            kind="report",
            more="; report-type=delivery-status",
        ),
    ),
    (
        "read receipt",
        parts((PLAIN, "Was displayed: {number}"), kind="report", more="; report-type=disposition-notification"),
    ),
)

GMAIL = "Pada Sen, 30 Nov 2026 pukul 10.00 LAPOR! <lapor@lapor.example> menulis:"
GMAIL_LONG = "Pada Sen, 30 Nov 2026 pukul 10.00 LAPOR! SP4N Kotawaringin Barat\n<lapor@lapor.example> menulis:"
HISTORY = (
    "Dari: LAPOR! <lapor@lapor.example>\nDikirim: Senin, 30 November 2026 10.00\nKepada: Siti\nPerihal: Data diminta"
)
OUTLOOK = "From: LAPOR! <lapor@lapor.example>\nSent: Monday, November 30, 2026 10:00 AM\nTo: Siti\nSubject: Data"
ABOUT = "Re: Data diminta ({number})"

REPLIES = (
    ("plain, number in the subject", mail(MORE, subject=ABOUT)),
    ("number in the words", mail(f"{{number}} {MORE}")),
    ("Gmail, Indonesian", mail(f"{MORE}\n\n{GMAIL}\n{OUR_LETTER}", subject=ABOUT)),
    ("Gmail, header over two lines", mail(f"{MORE}\n\n{GMAIL_LONG}\n\n{OUR_LETTER}", subject=ABOUT)),
    (
        "Gmail, English",
        mail(f"{MORE}\n\nOn Mon, 30 Nov 2026 at 10:00, LAPOR! <l@x.id> wrote:\n{OUR_LETTER}", subject=ABOUT),
    ),
    ("Outlook, Indonesian", mail(f"{MORE}\n\n{HISTORY}\n\nKode akses: {{code}}", subject=ABOUT)),
    ("Outlook, English", mail(f"{MORE}\n\n{OUTLOOK}\n\nKode akses: {{code}}", subject=ABOUT)),
    ("original message", mail(f"{MORE}\n\n-----Original Message-----\nKode akses: {{code}}", subject=ABOUT)),
    ("pesan asli", mail(f"{MORE}\n\n----- Pesan Asli -----\nKode akses: {{code}}", subject=ABOUT)),
    ("signature of a telephone", mail(f"{MORE}\n\nDikirim dari iPhone saya", subject=ABOUT)),
    ("signature", mail(f"{MORE}\n\n-- \nSiti\nJl. Melati 3", subject=ABOUT)),
    (
        "number in the history alone",
        mail(f"{MORE}\n\n{GMAIL}\n> Nomor laporan: {{number}}", subject="Re: Data diminta"),
    ),
    ("below the quotation", mail(f"> Data apa?\n> {{number}}\n{MORE}", subject=ABOUT)),
    (
        "HTML of Gmail alone",
        mail(
            f'<div dir="ltr">{MORE}</div><br><div class="gmail_quote"><div class="gmail_attr">{GMAIL}</div>'
            "<blockquote>Kode akses: {code}</blockquote></div>",
            HTML,
            subject=ABOUT,
        ),
    ),
    (
        "HTML of Outlook alone",
        mail(
            f'<p>{MORE}</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">{{code}}</div>', HTML, subject=ABOUT
        ),
    ),
    ("code written along", mail(f"{MORE}\nKode saya {{code}}", subject=ABOUT)),
    ("asked for no answer", mail(MORE, "X-Auto-Response-Suppress: All", subject=ABOUT)),
    (
        "signed, readable",
        parts(
            (PLAIN, MORE),
            (file("smime.p7s", "application/pkcs7-signature"), packed(b"sig")),
            kind="signed",
            subject=ABOUT,
        ),
    ),
)

NEW = (
    Kind("plain", mail(LONG), "new", LONG),
    Kind(
        "HTML only",
        mail(f"<html><head><title>x</title></head><body><p>{LONG}</p><script>y</script></body></html>", HTML),
        "new",
        LONG,
    ),
    Kind("alternative", parts((PLAIN, LONG), (HTML, "<b>lain</b>"), kind="alternative"), "new", LONG),
    Kind("empty plain beside HTML", parts((PLAIN, " "), (HTML, f"<p>{LONG}</p>"), kind="alternative"), "new", LONG),
    Kind(
        "says UTF-8, is Windows",
        mail("~~", "Content-Type: text/plain; charset=utf-8").replace(b"~~", f"Café {LONG}".encode("cp1252")),
        "new",
        f"Café {LONG}",
    ),
    Kind(
        "says Latin, is UTF-8",
        mail(f"Café {LONG}", "Content-Type: text/plain; charset=iso-8859-1"),
        "new",
        f"Café {LONG}",
    ),
    Kind("unknown charset", mail(LONG, "Content-Type: text/plain; charset=x-pasar"), "new", LONG),
    Kind(
        "quoted-printable",
        mail(LONG.replace(" ", "=20", 1), "Content-Transfer-Encoding: quoted-printable", PLAIN),
        "new",
        LONG,
    ),
    Kind(
        "format flowed",
        mail(LONG.replace("sudah ", "sudah \n"), "Content-Type: text/plain; charset=utf-8; format=flowed"),
        "new",
        LONG,
    ),
    Kind("photograph", parts((PLAIN, LONG), (file("foto.jpg", "image/jpeg"), packed(PHOTO))), "new", LONG, 1),
    Kind(
        "photograph without a type",
        parts((PLAIN, LONG), (file("foto.JPG", "application/octet-stream"), packed(PHOTO))),
        "new",
        LONG,
        1,
    ),
    Kind(
        "logo of a signature",
        parts(
            (HTML, f'<p>{LONG}</p><img src="cid:logo1">'),
            (file("logo.png", "image/png", disposition="inline", more="\nContent-ID: <logo1>"), packed(LOGO)),
            kind="related",
        ),
        "new",
        LONG,
        0,
    ),
    Kind(
        "photograph shown in the words",
        parts((PLAIN, LONG), (file("foto.jpg", "image/jpeg", disposition="inline"), packed(PHOTO))),
        "new",
        LONG,
        1,
    ),
    Kind("calendar", parts((PLAIN, LONG), ("Content-Type: text/calendar", "BEGIN:VCALENDAR")), "new", LONG, 0),
    Kind(
        "forwarded in the words",
        mail(f"---------- Forwarded message ---------\nFrom: Budi\nDate: Sen\nSubject: Lampu\nTo: Siti\n\n{LONG}"),
        "new",
    ),
    Kind(
        "forwarded whole",
        parts((PLAIN, ""), ("Content-Type: message/rfc822", mail(LONG, sender="b@x.id").decode())),
        "new",
        LONG,
    ),
    Kind(
        "nested",
        parts(('Content-Type: multipart/alternative; boundary="b2"', f"--b2\n{PLAIN}\n\n{LONG}\n--b2--")),
        "new",
        LONG,
    ),
    Kind("words in the subject", mail("Terlampir.", subject="Lampu jalan mati di pasar Kumai"), "new"),
    Kind("encoded subject", mail(LONG, subject="=?utf-8?B?TGFtcHUgamFsYW4gbWF0aQ==?="), "new", LONG),
    Kind("broken header", mail(LONG, "X-Odd: =?utf-8?B?@@@?=", "Reply-To: <<<>>>,;"), "new", LONG),
)
ASKED = (
    Kind("too short", mail("Halo", subject="Halo"), "asked", "Halo"),
    Kind("empty", mail("", subject=""), "asked", ""),
    Kind(
        "encrypted, S/MIME",
        mail(
            packed(b"enveloped"),
            "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
            "Content-Transfer-Encoding: base64",
        ),
        "asked",
        "",
    ),
    Kind(
        "encrypted, PGP",
        parts(
            ("Content-Type: application/pgp-encrypted", "Version: 1"),
            ("Content-Type: application/octet-stream", "-----BEGIN PGP MESSAGE-----"),
            kind="encrypted",
        ),
        "asked",
        "",
    ),
    Kind("number of nobody", mail(f"LP-7K3M-9Q2X-4TB {LONG}"), "asked"),
    Kind("number mistyped", mail(f"LP-0000-0000-001 {LONG}"), "asked"),
)
KINDS = (
    *(Kind(name, raw, "ignored") for name, raw in AUTOMATIC),
    *(Kind(name, raw, "reply", MORE) for name, raw in REPLIES),
    *NEW,
    *ASKED,
)
