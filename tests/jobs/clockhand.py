"""Sweeps as EventBridge would call for them, at any time a test wants."""

from datetime import datetime
from typing import Any

from chalice.local import LambdaContext

from chalicelib.notify.delivery import tell
from chalicelib.notify.sending import Round
from chalicelib.store.items import event_key
from infra.local.schedules import scheduled_event


def sweep_once(now: str, context: Any = None) -> dict[str, Any]:
    """One run of the function behind the schedule."""
    from app import sweep

    counts: dict[str, Any] = sweep(
        scheduled_event(datetime.fromisoformat(now)), context or LambdaContext("sweep", 512, 120_000)
    )
    return counts


def sweep_to(now: str) -> None:
    """As often as there is something left to do."""
    while not (counts := sweep_once(now))["complete"] or counts["acted_on"]:
        pass


def send_letters(report_id: str, seq: int) -> None:
    """The letters about one event, as dispatch sends them."""
    tell(report_id, event_key(seq), Round(LambdaContext("dispatch", 512, 120_000)))


class Killed(BaseException):
    """The function is ended from outside: no `except Exception` sees it."""


class KilledAfter:
    """A context whose function dies when it asks for the time left once more after ``k`` reports."""

    aws_request_id = "killed"

    def __init__(self, k: int) -> None:
        self.left = k

    def get_remaining_time_in_millis(self) -> int:
        """Plenty, until it is the end."""
        if self.left == 0:
            raise Killed
        self.left -= 1
        return 120_000


class OutOfTimeAfter(KilledAfter):
    """A context that has time for ``k`` reports and then says that it has none left."""

    def get_remaining_time_in_millis(self) -> int:
        """Plenty, then too little."""
        self.left -= 1
        return 120_000 if self.left >= 0 else 100
