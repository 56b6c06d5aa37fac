"""The folders of gammu-smsd's files backend as a gateway: SMS_URL is `file:///var/spool/gammu`.

A message is taken once it lies in `outbox`. What gammu gives up it puts into `error`, and that is told as not
delivered; what it puts into `sent` the network has taken, and nobody knows whether a telephone got it. Its copies of
our messages are taken away from both: they hold access codes (gammu-smsd-files(7)).
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from infra.local.mailbox import Mail
from infra.local.relay import RelayIsDown

_FOLDERS = ("outbox", "sent", "error")
_MARK = "lapor-"


class Spool:
    """Where gammu looks for messages, and where it puts them afterwards."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        if place.netloc or not place.path.startswith("/"):
            raise RuntimeError("SMS_URL of a folder must be like file:///var/spool/gammu")
        self._folder = Path(unquote(place.path))

    def hand(self, mail: Mail, message_id: str) -> None:
        """Put it into the outbox, whole at once, unless it is there. Raises RelayIsDown."""
        outbox, note = self._folder / "outbox", f"{_MARK}{message_id}.txt"
        try:
            if self._is_known(note):
                return
            # With a mark of its byte order gammu reads the file alike in every locale; what it takes begins with OUT.
            _write(outbox / f".{note}", b"\xff\xfe" + mail.text.encode("utf-16-le"))
            (outbox / f".{note}").rename(outbox / f"OUTM{datetime.now(UTC):%Y%m%d_%H%M%S}_00_{mail.to}_{note}")
        except OSError as failure:
            raise RelayIsDown(type(failure).__name__) from None

    def greet(self) -> None:
        """Whether its outbox can be written. Raises RelayIsDown."""
        if not os.access(self._folder / "outbox", os.W_OK | os.X_OK):
            raise RelayIsDown("no outbox")

    def given_up(self) -> Iterator[str]:
        """The ids of messages that gammu gave up since; what it is done with is taken away, once that was noted."""
        for folder in ("sent", "error"):
            for path in sorted((self._folder / folder).glob(f"OUT*_{_MARK}*.txt*")):
                if folder == "error":
                    yield path.name.partition(_MARK)[2].partition(".")[0]
                path.unlink(missing_ok=True)

    def _is_known(self, note: str) -> bool:
        """Whether it lies in a folder: a crash of ours may have come between."""
        return any(any((self._folder / one).glob(f"OUT*_{note}*")) for one in _FOLDERS)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        os.fchmod(file.fileno(), 0o660)  # gammu is another user, of the folder's group
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
