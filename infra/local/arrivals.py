"""What EventBridge does on AWS: events of the bucket reach the functions of app.py whose rule they match.

An event is taken from the disk, handed to the function in a process of its own, as Lambda has it, and forgotten when
that ended well. A crash of the function, of this process or of the machine brings it again.
"""

import importlib
import os
import resource
import signal
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

IDLE_SECONDS = 0.2
TIMEOUT_SECONDS = 60
_MEMORY_BYTES = 3 * 1024**3  # of addresses, libraries included


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


def deliver(module: Any, store: ObjectStore, now: float) -> bool:
    """Deliver the event that has waited longest to the functions in app.py; whether there was one."""
    taken = store.take_event(now)
    if taken is None:
        return False
    number, event = taken
    if all(called(getattr(module, name), name, event) for name in functions_for(module.app, event)):
        store.done_with(number)
    return True


def main() -> None:
    """Deliver until SIGTERM, which lets the function at hand finish."""
    end_with_parent()
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopping.append(number))
    module = importlib.import_module("app")
    store = ObjectStore(Path(os.environ["DATA_DIR"]))
    while not stopping:
        pulse.beat()
        if not deliver(module, store, time.time()):
            time.sleep(IDLE_SECONDS)


if __name__ == "__main__":
    main()
