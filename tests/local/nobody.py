"""Another user of this machine, for tests that root runs."""

import ctypes
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

NOBODY = 65534
_PR_SET_DUMPABLE = 4
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


def as_nobody(work: Callable[[], Any]) -> Any:
    """What some work answers, done in a process of that user; what it raised is raised."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            answer = _done(work)
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(answer, pipe)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        is_good, answer = pickle.load(pipe)
    os.waitpid(child, 0)
    if not is_good:
        raise answer
    return answer


def _done(work: Callable[[], Any]) -> tuple[bool, Any]:
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 1)  # or its own /proc/self stays root's until it starts a program
    try:
        return True, work()
    except Exception as failure:
        return False, failure


@contextmanager
def folder_in_reach() -> Iterator[Path]:
    """A folder that every user of the machine may enter: pytest's own lie below one that they may not."""
    with TemporaryDirectory(prefix="lapor-doors-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
