"""What EventBridge does on AWS: events of the bucket reach the functions of app.py whose rule they match.

An event is taken from the disk, handed to the function in a process of its own, as Lambda has it, and forgotten when
that ended well. A crash of the function, of this process or of the machine brings it again.

Two such processes share the events: ``infra.local.arrivals`` takes whatever has waited longest, ``infra.local.arrivals
small`` small files alone, so that these are not kept waiting by big ones. A file is one's alone once it was taken.
"""

import importlib
import os
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from chalice.app import Chalice, CloudWatchEventConfig
from chalice.local import LambdaContext

from infra.local import pulse
from infra.local.children import end_with_parent
from infra.local.functions import Handler
from infra.local.objects import ObjectStore

IDLE_SECONDS = 0.5
TIMEOUT_SECONDS = 60
"""As the function has on AWS: the file's own process is given 45 s of it (``chalicelib.files.confined``)."""
_MEMORY_BYTES = 1536 * 1024**2
"""Of addresses, libraries included: as the function has. It holds a file and its copies; decoders run in the other."""
SMALL = "small"
SMALL_BYTES = 4 * 1024**2


def matches(pattern: Any, event: Any) -> bool:
    """Whether an event fits a rule's pattern: under every name in it one of the values or prefixes listed there."""
    if isinstance(pattern, dict):
        return isinstance(event, dict) and all(matches(inner, event.get(name)) for name, inner in pattern.items())
    return any(str(event).startswith(one["prefix"]) if isinstance(one, dict) else event == one for one in pattern)


def functions_for(app: Chalice, event: dict[str, Any]) -> list[str]:
    """The functions of the application that an event goes to."""
    rules = (source for source in app.event_sources if isinstance(source, CloudWatchEventConfig))
    return [rule.name for rule in rules if matches(rule.event_pattern, event)]


def called(handler: Handler, name: str, event: dict[str, Any]) -> bool:
    """Run one function in a process of its own; whether it ended well and in time."""
    child = os.fork()
    if child == 0:
        _run(handler, name, event)
    end = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run(handler: Handler, name: str, event: dict[str, Any]) -> None:
    code = 1
    try:
        end_with_parent()
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        handler(event, LambdaContext(name, 1536, TIMEOUT_SECONDS * 1000))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def deliver(module: Any, store: ObjectStore, now: float, most_bytes: int | None = None) -> bool:
    """Deliver the event that has waited longest to the functions in app.py; whether there was one. Of a file of at most
    so many bytes, where that is told.
    """
    taken = store.take_event(now, most_bytes)
    if taken is None:
        return False
    number, event = taken
    if all(called(getattr(module, name), name, event) for name in functions_for(module.app, event)):
        store.done_with(number)
    return True


def main() -> None:
    """Deliver until SIGTERM, which lets the function at hand finish."""
    most_bytes = SMALL_BYTES if SMALL in sys.argv[1:] else None
    end_with_parent()
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopping.append(number))
    module = importlib.import_module("app")
    store = ObjectStore(Path(os.environ["DATA_DIR"]))
    while not stopping:
        pulse.beat()
        if not deliver(module, store, time.time(), most_bytes):
            time.sleep(IDLE_SECONDS)


if __name__ == "__main__":
    main()
