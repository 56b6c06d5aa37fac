"""gammu-smsd's folders as a gateway: what lies in them, once, and what becomes of a message that gammu gives up."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infra.local.mailbox import Mail, Mailbox
from infra.local.post import Post
from infra.local.relay import RelayIsDown
from infra.local.sms_gateway import gateway_of, look
from tests.local.running_system import wait_until

NUMBER = "+6281234567890"
TEXT = "Laporan LP-7QK2-M4ZD-9X0 kami terima. Lihat: https://lapor.example/lacak#LP-7QK2-M4ZD-9X0.7G2KD"


def message(number: int = 1, text: str = TEXT) -> Mail:
    """A short message about a report of its own."""
    return Mail("", NUMBER, "", text, tags={"report": f"LP-{number}", "seq": "1", "recipient": "reporter"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("inbox", "outbox", "sent", "error", "modem"):
        (tmp_path / "spool" / name).mkdir(parents=True)
    return tmp_path / "spool"


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "mail.db")


@pytest.fixture
def post(folder: Path, mailbox: Mailbox) -> Post:
    return Post(mailbox, gateway_of(f"file://{folder}"))


def files(folder: Path, name: str) -> list[Path]:
    """What lies in one of the folders."""
    return sorted((folder / name).iterdir())


def test_a_message_is_one_file_that_gammu_reads_in_any_locale(post: Post, folder: Path) -> None:
    first = post.take(message())
    assert post.take(message()) == first
    (path,) = files(folder, "outbox")
    assert path.name.startswith("OUTM")
    assert path.name.endswith(f"_00_{NUMBER}_lapor-{first}.txt")
    assert path.read_bytes().decode("utf-16") == TEXT
    assert path.stat().st_mode & 0o777 == 0o660


@pytest.mark.parametrize("name", ["outbox", "sent", "error"])
def test_after_a_crash_between_file_and_note_it_is_not_written_again(folder: Path, name: str) -> None:
    gateway = gateway_of(f"file://{folder}")
    gateway.hand(message(), "id-1")
    (path,) = files(folder, "outbox")
    path.rename(folder / name / path.name)
    gateway.hand(message(), "id-1")
    assert sum(len(files(folder, one)) for one in ("outbox", "sent", "error")) == 1


def test_what_gammu_gave_up_is_told_once_and_its_copies_go(post: Post, folder: Path, mailbox: Mailbox) -> None:
    gateway = gateway_of(f"file://{folder}")
    given_up, sent = post.take(message(1)), post.take(message(2))
    for path in files(folder, "outbox"):
        path.rename(folder / ("error" if given_up in path.name else "sent") / path.name)
    (folder / "error" / f"OUT{NUMBER}.txt").write_text("bukan dari kami")
    for _ in range(2):
        look(mailbox, gateway)
    ((_, event, _),) = mailbox.events_due(0)
    detail = event["detail"]
    assert detail["eventType"] == "Bounce"
    assert detail["bounce"]["bounceType"] == "Transient", "the number may be good: it is not barred"
    assert detail["mail"]["tags"] == {"report": ["LP-1"], "seq": ["1"], "recipient": ["reporter"]}
    assert detail["mail"]["messageId"] == given_up != sent
    assert [path.name for one in ("outbox", "sent", "error") for path in files(folder, one)] == [f"OUT{NUMBER}.txt"]


def test_without_its_folder_it_is_down(mailbox: Mailbox, tmp_path: Path) -> None:
    gateway = gateway_of(f"file://{tmp_path}/nowhere")
    for ask in (gateway.greet, lambda: gateway.hand(message(), "id-1")):
        with pytest.raises(RelayIsDown):
            ask()
    look(mailbox, gateway)
    with pytest.raises(RuntimeError, match="file:///"):
        gateway_of("file://spool")


@contextmanager
def gammu(folder: Path) -> Iterator[None]:
    """Debian's gammu-smsd on these folders, with the driver that is no telephone."""
    configuration = folder / "gammu-smsdrc"
    paths = {"inboxpath": "inbox", "outboxpath": "outbox", "sentsmspath": "sent", "errorsmspath": "error"}
    lines = [
        "[gammu]", "model = dummy", "connection = none", f"port = {folder}/modem",
        "[smsd]", "service = files", f"logfile = {folder}/log", "commtimeout = 1", "debuglevel = 1",
        *(f"{name} = {folder}/{path}/" for name, path in paths.items()),
    ]  # fmt: skip
    configuration.write_text("\n".join(lines))
    daemon = subprocess.Popen(["gammu-smsd", "-c", str(configuration)], stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        daemon.terminate()
        daemon.wait(20)


@pytest.mark.skipif(shutil.which("gammu-smsd") is None, reason="needs gammu-smsd (Debian: apt-get install gammu-smsd)")
def test_debians_gammu_sends_each_once_with_its_text_whole(post: Post, folder: Path, mailbox: Mailbox) -> None:
    texts = [TEXT, "a" * 200, "Pak Ömer – “selesai” ş"]
    for number, text in enumerate(texts):
        post.take(message(number, text))
    with gammu(folder):
        wait_until(lambda: len(files(folder, "sent")) == len(texts), 60)
    log = (folder / "log").read_text()
    for text in (TEXT, texts[2]):
        assert f'Found 1 sms to "{NUMBER}" with text "{text}"' in log
    assert f'Found 2 sms to "{NUMBER}"' in log
    assert log.count("SMS sent on device") == 4
    look(mailbox, gateway_of(f"file://{folder}"))
    assert files(folder, "sent") == []
    assert mailbox.events_due(0) == []
