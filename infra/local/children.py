"""Child processes that never outlive their parent, even one that was killed with SIGKILL."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_PR_SET_PDEATHSIG = 1


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


def stop(child: subprocess.Popen[bytes], seconds: float = 10) -> None:
    """SIGTERM, then SIGKILL for one that does not listen."""
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
