"""Dispatch: what the table's stream brings is told at once.

Records come at least once and in any number; what was told stays told. What cannot be told now is put off on the table
and left to the sweeper, so a poisoned record, or a mail service that is down, holds nobody up. A record is handed back
(``batchItemFailures``) only when no time is left for it, or when not even putting it off could be written.
"""

from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from chalicelib import clock
from chalicelib.domain.events import UNTOLD
from chalicelib.notify import delivery
from chalicelib.notify.delivery import Round, Share
from chalicelib.observability import log_failure
from chalicelib.store import outbox

# The sort keys of what promises a letter when it is inserted; the mapping's filter names them too.
OUTBOX_KINDS = ("EVENT", "INVITATION", "DIGEST", "DIRECTORY", "SHARE", "RECOVERY")


def tell(event: dict[str, Any], context: Any, share: Share = delivery.nobody_shares) -> dict[str, Any]:
    """A batch of stream records; answers ``batchItemFailures``. ``share`` carries what others in a case are to have."""
    processor = BatchProcessor(event_type=EventType.DynamoDBStreams, raise_on_entire_batch_failure=False)
    round_ = Round(context, share=share)

    def tell_record(record: DynamoDBRecord) -> None:
        try:
            _tell_record(record, round_)
        except Exception as failure:
            log_failure(context.aws_request_id, "dispatch", failure)
            raise

    return dict(process_partial_response(event, tell_record, processor, context))


def _tell_record(record: DynamoDBRecord, round_: Round) -> None:
    keys = (record.dynamodb.keys if record.dynamodb else None) or {}
    part, _, report_id = str(keys.get("pk", "")).partition("#")
    key = str(keys.get("sk", ""))
    if record.raw_event.get("eventName") != "INSERT" or part != "REPORT" or key.split("#")[0] not in OUTBOX_KINDS:
        return
    image = record.raw_event["dynamodb"].get("NewImage") or {}
    if image.get("type", {}).get("S") in UNTOLD:
        return
    round_.spend()
    if round_.mail_is_down:
        outbox.put_off(report_id, key, clock.now() + outbox.waiting_time(1), counted=0)
    else:
        delivery.tell(report_id, key, round_)
