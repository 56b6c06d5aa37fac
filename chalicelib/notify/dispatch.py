"""Dispatch: an inserted event becomes letters, each claimed before it is sent and marked after.

Records come at least once and in any number; what was sent stays sent. A record that fails is handed back by its
number alone, and comes again, while the others of its batch are done.
"""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from chalicelib import clock
from chalicelib.domain import events
from chalicelib.notify import ses
from chalicelib.notify.composing import letters_for
from chalicelib.notify.letters import Letter
from chalicelib.observability import log_failure
from chalicelib.settings import settings
from chalicelib.store import identities, reports, tellings

# With less left, a letter might be sent and not marked.
LEAST_MILLISECONDS = 3000


class OutOfTime(Exception):
    """Too little time is left to send anything and mark it; the record comes again."""


def tell(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """A batch of stream records; answers ``batchItemFailures``."""
    processor = BatchProcessor(event_type=EventType.DynamoDBStreams, raise_on_entire_batch_failure=False)

    def tell_record(record: DynamoDBRecord) -> None:
        try:
            _tell_record(record, context)
        except Exception as failure:
            log_failure(context.aws_request_id, "dispatch", failure)
            raise

    return dict(process_partial_response(event, tell_record, processor, context))


def _tell_record(record: DynamoDBRecord, context: Any) -> None:
    keys = (record.dynamodb.keys if record.dynamodb else None) or {}
    part, _, report_id = str(keys.get("pk", "")).partition("#")
    kind, _, number = str(keys.get("sk", "")).partition("#")
    if record.raw_event.get("eventName") == "INSERT" and (part, kind) == ("REPORT", "EVENT"):
        tell_event(report_id, int(number), context)


def tell_event(report_id: str, seq: int, context: Any) -> None:
    """Send every letter of one event that was not sent yet, then settle it.

    Raises NotSent, StoreFailure (a Conflict while somebody else holds a letter's lease) or OutOfTime.
    """
    stored, event = reports.load(report_id), reports.load_event(report_id, seq)
    if stored is None or event is None or event.type in events.UNTOLD:
        return
    for letter in letters_for(stored, event):
        if context.get_remaining_time_in_millis() < LEAST_MILLISECONDS:
            raise OutOfTime
        _send_once(letter, report_id, seq)
    if event.type is events.EventType.ERASED:
        identities.forget_last_address(report_id)
    tellings.settle(report_id, seq)


def _send_once(letter: Letter, report_id: str, seq: int) -> None:
    lease = timedelta(seconds=settings().telling_lease_seconds)
    if tellings.claim(report_id, seq, letter.recipient, clock.now(), lease):
        message_id = ses.send(letter, report_id, seq)
        tellings.mark_sent(report_id, seq, letter.recipient, message_id, clock.now())
