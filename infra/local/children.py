"""Child processes that never outlive their parent, even one that was killed with SIGKILL.

Programs of others are started (``spawn``); our own modules are forked off a parent that has imported what they share
(``fork``), once for all of them.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, Protocol

from setproctitle import getproctitle, setproctitle

from infra.local.spoken import Spoken

_PR_SET_PDEATHSIG = 1

# It looks for its room from the first setting on, and finds none once that setting was changed or removed.
getproctitle()


def end_with_parent(sign: int = signal.SIGKILL) -> None:
    """Ask the kernel to send this process `sign` when its parent dies (Linux; elsewhere a clean stop alone ends it)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, sign)


def _tied(parent: int) -> Callable[[], None]:
    def tie() -> None:
        end_with_parent()
        if os.getppid() != parent:  # the parent died between fork and prctl
            os._exit(1)

    return tie


def spawn(
    argv: Sequence[str | Path],
    log: Path | None = None,
    env: Mapping[str, str] | None = None,
    descriptors: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own (Ctrl-C reaches the host alone, which ends its children in order).

    ``descriptors`` stay open in it, under the same numbers.

    Call it from the main thread: the kernel ties a child to the thread that forked it.
    """
    output = log.open("ab") if log else subprocess.DEVNULL
    try:
        return subprocess.Popen(
            [str(part) for part in argv],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=descriptors,
            preexec_fn=_tied(os.getpid()),
        )
    finally:
        if not isinstance(output, int):
            output.close()


class Child(Protocol):
    """A process that was started here; ``subprocess.Popen`` is one."""

    returncode: int | None

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...


class Fork:
    """A forked child, asked and ended as a ``subprocess.Popen`` is."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        if self.returncode is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code once it ended. Raises TimeoutExpired after that many seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if end is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
            time.sleep(0.01)
        return code

    def terminate(self) -> None:
        """SIGTERM, to one that runs."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL, to one that runs."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


def fork(
    name: str,
    work: Callable[[], object],
    log: Path,
    settings: Mapping[str, str] | None = None,
    descriptors: Collection[int] = (),
) -> Fork:
    """Do some work in a child in a session of its own, shown in lists of processes as ``lapor: <name>``.

    It keeps what the parent imported, the parent's environment with ``settings`` on top, and of what the parent has
    open the ``descriptors`` alone. So the parent must hold no thread and no connection that the work would use.
    """
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _do(name, work, log, dict(settings or {}), set(descriptors), parent)
    return Fork(pid)


def _do(
    name: str,
    work: Callable[[], object],
    log: Path,
    settings: dict[str, str],
    descriptors: set[int],
    parent: int,
) -> NoReturn:
    code = 1
    try:
        _tied(parent)()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        os.setsid()
        _open_alone(log, descriptors)
        setproctitle(f"lapor: {name}")
        os.environ.update(settings)
        work()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)  # whatever the parent left for its own end is not done here


def _open_alone(log: Path, descriptors: set[int]) -> None:
    """Input from nowhere, output to the log, and nothing else of the parent's but the descriptors."""
    nowhere, output = os.open(os.devnull, os.O_RDONLY), os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sys.stdout, sys.stderr = Spoken(1), Spoken(2)
    os.dup2(nowhere, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    for number in {int(one) for one in os.listdir("/proc/self/fd" if sys.platform == "linux" else "/dev/fd")}:
        if number > 2 and number not in descriptors:
            with suppress(OSError):
                os.close(number)


def stop(child: Child, seconds: float = 10) -> None:
    """SIGTERM, then SIGKILL for one that does not listen."""
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
