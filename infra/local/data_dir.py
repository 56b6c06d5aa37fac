"""What lives in DATA_DIR beside the databases: its lock, and secrets that only their owner can read."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DATABASES = ("reports.db", "mail.db", "stream.db", "files.db")
"""Every SQLite file of a system."""


@contextmanager
def alone_with(data_dir: Path) -> Iterator[None]:
    """Nobody else runs on the same DATA_DIR meanwhile; the kernel lets go of the lock however the process ends.

    RuntimeError with the sentence when somebody does, or when the folder cannot be written to.
    """
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        (data_dir / "log").mkdir(exist_ok=True)
        opened = (data_dir / "lock").open("w")
    except OSError as refused:
        raise RuntimeError(
            f"DATA_DIR {data_dir} cannot be used ({refused.strerror}): name a folder that you may write to"
        ) from refused
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            raise RuntimeError(
                f"another system runs on {data_dir}: stop it, or set DATA_DIR to another folder"
            ) from taken
        (data_dir / "host.json").unlink(missing_ok=True)  # what a host that died said of itself
        yield


def is_in_use(data_dir: Path) -> bool:
    """Whether a host runs on it now; a host that was killed leaves its files, and lets go of the lock."""
    try:
        with (data_dir / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def write_private(path: Path, content: dict[str, Any]) -> None:
    """Replace a JSON file whole or not at all, with mode 0600."""
    half = path.with_suffix(".new")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def read_private(path: Path) -> dict[str, Any]:
    """The JSON object in a file; an empty one when the file is not there."""
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return content


def access_code_secrets(data_dir: Path) -> Path:
    """The file of numbered secrets that access codes are computed with; losing it would lock every reporter out."""
    path = data_dir / "access-code-secrets.json"
    if not path.exists():
        write_private(path, {"1": secrets.token_hex(32)})
    return path


def signing_secret(data_dir: Path) -> str:
    """What the application signs uploads and addresses of files with, in place of an AWS account's secret key."""
    path = data_dir / "signing-secret.json"
    if not path.exists():
        write_private(path, {"secret": secrets.token_urlsafe(32)})
    return str(read_private(path)["secret"])


def officer_passwords(data_dir: Path, usernames: Iterable[str]) -> dict[str, str]:
    """A random password for each officer, the same at every start; they work on this machine's sign-in pool alone."""
    path = data_dir / "officer-passwords.json"
    known = read_private(path)
    missing = {name: f"Aa1-{secrets.token_urlsafe(18)}" for name in usernames if name not in known}
    if missing:
        write_private(path, known | missing)
    return {**known, **missing}
