"""A file is looked at in a process of its own, with a budget of processor time and memory, and with nothing to lose.

The same on one machine and in Lambda: a fresh interpreter without environment, so without credentials, gets the file on
its standard input and gives the copies back on its standard output. The kernel ends it beyond its budget (setrlimit),
and whoever called goes on. Run as ``python -m chalicelib.files.confined <media type>``.
"""

import json
import os
import resource
import signal
import subprocess
import sys

from chalicelib.domain.attachments import RefusedFile
from chalicelib.files import Copy, Refused

CPU_SECONDS = 20
MEMORY_BYTES = 1_400_000_000
"""Of addresses, libraries included: a picture of 64 megapixels took 1.03 GB, and the function has 1.5 GB."""
PATIENCE_SECONDS = 45
"""By the clock, where others keep the processor: less than the function's own 60."""


class Broken(Exception):
    """The process ended otherwise than by its budget, or was too slow by the clock: to be tried again."""


def copies_of(content: bytes, media_type: str) -> tuple[Copy, ...]:
    """The copies, as ``chalicelib.files.copies_of`` makes them. Raises Refused, also beyond the budget, and Broken."""
    command = [sys.executable, "-m", "chalicelib.files.confined", media_type]
    paths = {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path), "MALLOC_ARENA_MAX": "1"}
    try:
        done = subprocess.run(command, input=content, capture_output=True, env=paths, timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        raise Broken("too slow") from None
    if done.returncode == -signal.SIGXCPU:
        raise Refused(RefusedFile.TOO_COSTLY)
    if done.returncode:
        raise Broken(f"ended with {done.returncode}")
    return _read(done.stdout)


def _read(answer: bytes) -> tuple[Copy, ...]:
    head, _, contents = answer.partition(b"\n")
    told = json.loads(head)
    if "refused" in told:
        raise Refused(RefusedFile(told["refused"]))
    copies = []
    for name, media_type, length in told["copies"]:
        copies.append(Copy(name, media_type, contents[:length]))
        contents = contents[length:]
    return tuple(copies)


def main() -> None:
    """Bind this process to its budget, then look at the file."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # no file may grow
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    sys.stdout.buffer.write(_answer(content, sys.argv[1]))


def _answer(content: bytes, media_type: str) -> bytes:
    from chalicelib.files import copies_of as made_of

    try:
        copies = made_of(content, media_type)
    except Refused as refused:
        return json.dumps({"refused": refused.reason.value}).encode()
    except MemoryError:
        return json.dumps({"refused": RefusedFile.TOO_COSTLY.value}).encode()
    told = [(copy.name, copy.media_type, len(copy.content)) for copy in copies]
    return b"\n".join((json.dumps({"copies": told}).encode(), b"".join(copy.content for copy in copies)))


if __name__ == "__main__":
    main()
