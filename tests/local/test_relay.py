"""SMTP_URL: a real SMTP server on loopback receives every mail, whole, valid and once, also when something fails."""

import datetime
import ipaddress
import re
import ssl
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from infra.local.mailbox import Mail, Mailbox
from infra.local.ports import free_port
from infra.local.post import Post, Rejected
from infra.local.relay import RefusedByRelay, Relay, RelayIsDown, RelayIsSilent, mime
from tests.local.smtp_office import Office, content_of, open_office

STOP = f"https://lapor.example/api/reports/LP-0000-0000-000/follow/{'a1' * 24}/stop"


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def server(office: Office) -> Iterator[str]:
    """Where it listens."""
    with open_office(office) as address:
        yield address


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "mail.db")


def letter(seq: int = 1, **changes: Any) -> Mail:
    """A mail as the application sends it, with what is hardest to carry."""
    given: dict[str, Any] = {
        "sender": "LAPOR! – Kotawaringin <lapor@lapor.example>",
        "to": "sari@warga.example",
        "subject": "Laporan LP-0000-0000-000 – tanggapan atas laporan Anda yang judulnya panjang sekali, sungguh ✓",
        "text": ".titik di awal\n..dua titik\n.\nTerima kasih – “salam” 🙏\n" + "panjang " * 200 + "\nDari sini",
        "html": "<p>Terima kasih – é ✓</p>\n.<p>" + "x" * 2000 + "</p>",
        "headers": {"List-Unsubscribe": f"<{STOP}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        "tags": {"report": "LP-0000-0000-000", "seq": str(seq), "recipient": "reporter"},
    }
    return Mail(**{**given, **changes})


def test_a_mail_arrives_whole_and_valid(office: Office, server: str) -> None:
    sent = letter()
    Relay(f"smtp://{server}").hand(sent, "id-1")
    (envelope,), (message,) = office.got, office.messages()
    assert (envelope.mail_from, envelope.rcpt_tos) == ("lapor@lapor.example", ["sari@warga.example"])
    assert message.defects == []
    assert message.get_content_type() == "multipart/alternative"
    parts = list(message.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert [part.get_content_charset() for part in parts] == ["utf-8", "utf-8"]
    assert not [defect for part in parts for defect in part.defects]
    text, html = (part.get_content().replace("\r\n", "\n") for part in parts)
    assert (text.rstrip("\n"), html.rstrip("\n")) == (sent.text, sent.html)
    assert message["Subject"] == sent.subject
    assert str(message["From"]) == sent.sender
    assert message["To"] == sent.to
    assert message["Message-ID"] == "<id-1@lapor.example>"
    assert message["Date"].datetime is not None
    assert {name: message[name] for name in sent.headers} == sent.headers
    raw = content_of(envelope)
    assert f"List-Unsubscribe: <{STOP}>\r\n".encode() in raw, "in one piece, for mail programs read it literally"
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert not re.search(rb"(?<!\r)\n", raw)
    assert raw.isascii()


def test_a_mail_without_html_is_plain_text() -> None:
    message = message_from_bytes(mime(letter(html=""), "id"), policy=SMTP)
    assert message.get_content_type() == "text/plain"


@pytest.mark.parametrize(
    ("answers", "failure"),
    [
        ({"rcpt": "550 5.1.1 no such user"}, RefusedByRelay),
        ({"rcpt": "451 4.7.1 greylisted"}, RelayIsDown),
        ({"data": "554 5.6.0 spam"}, RefusedByRelay),
        ({"data": "452 4.3.1 disk full"}, RelayIsDown),
        ({"silent": True}, RelayIsSilent),
    ],
    ids=str,
)
def test_what_the_relay_says_is_understood(
    office: Office, server: str, answers: dict[str, Any], failure: type[Exception]
) -> None:
    for name, answer in answers.items():
        setattr(office, name, answer)
    with pytest.raises(failure) as raised:
        Relay(f"smtp://{server}").hand(letter(), "id-1")
    assert "sari" not in str(raised.value)


def test_a_relay_that_is_not_there_is_down() -> None:
    with pytest.raises(RelayIsDown):
        Relay(f"smtp://127.0.0.1:{free_port()}").hand(letter(), "id-1")


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_signing_in(office: Office) -> None:
    how: dict[str, Any] = {"authenticator": office.authenticate, "auth_required": True, "auth_require_tls": False}
    with open_office(office, **how) as server:
        Relay(f"smtp://lapor:r%40hasia%2F1@{server}").hand(letter(), "id-1")
        assert len(office.got) == 1
        with pytest.raises(RelayIsDown):
            Relay(f"smtp://lapor:salah@{server}").hand(letter(2), "id-2")


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_encrypted_relays_are_trusted_by_their_certificate_alone(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    shown, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, key)
    how: dict[str, Any] = {"ssl_context": context} if scheme == "smtps" else {"tls_context": context}
    with open_office(office, **how) as server:
        with pytest.raises(RelayIsDown):
            Relay(f"{scheme}://{server}").hand(letter(), "id-1")
        monkeypatch.setenv("SSL_CERT_FILE", str(shown))
        Relay(f"{scheme}://{server}").hand(letter(), "id-1")
        assert len(office.got) == 1


@pytest.mark.parametrize(
    "url", ["smtp://lapor:rahasia@mail.example", "http://mail.example", "mail.example", "smtps://"]
)
def test_an_address_that_cannot_be_a_relay_is_said_at_once(url: str) -> None:
    with pytest.raises(RuntimeError, match="SMTP_URL") as raised:
        Relay(url)
    assert "rahasia" not in str(raised.value)


def test_each_mail_goes_to_the_relay_once(office: Office, server: str, mailbox: Mailbox) -> None:
    post = Post(mailbox, Relay(f"smtp://{server}"))
    assert len({post.take(letter()) for _ in range(5)}) == 1
    post.take(letter(2))
    assert len(office.got) == 2
    assert [mail.in_doubt for mail in mailbox.mails()] == [False, False]


@pytest.mark.parametrize("answers", [{"rcpt": "451 later"}, {"data": "452 later"}], ids=str)
def test_what_the_relay_did_not_take_goes_to_it_again(
    office: Office, server: str, mailbox: Mailbox, answers: dict[str, str]
) -> None:
    post = Post(mailbox, Relay(f"smtp://{server}"))
    for name, answer in answers.items():
        setattr(office, name, answer)
    for _ in range(4):
        with pytest.raises(RelayIsDown):
            post.take(letter())
    assert mailbox.mails() == []
    office.rcpt = office.data = "250 OK"
    post.take(letter())
    assert len(office.got) == 1
    assert [mail.in_doubt for mail in mailbox.mails()] == [False]


def test_killed_between_relay_and_disk_it_goes_out_once_more_and_is_shown_as_in_doubt(
    office: Office, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """What no handler of exceptions catches, as SIGKILL."""

    def killed(*given: Any) -> str:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Mailbox, "keep", killed)
        with pytest.raises(Killed):
            Post(Mailbox(tmp_path / "mail.db"), Relay(f"smtp://{server}")).take(letter())
    mailbox = Mailbox(tmp_path / "mail.db")
    post = Post(mailbox, Relay(f"smtp://{server}"))
    assert post.take(letter()) == post.take(letter())
    assert len(office.got) == 2
    first, second = office.messages()
    assert first["Message-ID"] == second["Message-ID"], "by which the recipient's server knows it again"
    assert [mail.in_doubt for mail in mailbox.mails()] == [True]


def test_a_relay_that_is_silent_twice_gets_no_third(office: Office, server: str, mailbox: Mailbox) -> None:
    office.silent = True
    post = Post(mailbox, Relay(f"smtp://{server}"))
    for _ in range(2):
        with pytest.raises(RelayIsSilent):
            post.take(letter())
    with pytest.raises(Rejected):
        post.take(letter())
    assert len(office.got) == 2


def test_without_a_window_to_read_them_words_are_left_to_the_relay(
    office: Office, server: str, mailbox: Mailbox
) -> None:
    Post(mailbox, Relay(f"smtp://{server}"), keep_words=False).take(letter())
    assert office.messages()[0]["Subject"] == letter().subject
    (kept,) = mailbox.mails()
    assert (kept.text, kept.html, kept.headers) == ("", "", {})
