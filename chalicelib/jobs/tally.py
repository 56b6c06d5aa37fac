"""The tally: every inserted event has its report counted anew, exactly once whatever comes twice or out of order.

A record that cannot be counted is handed back (``batchItemFailures``) and comes again; the others of its batch are
done. After five tries its key goes to the dead-letter queue and the stream goes on: the report's next event, or a
recount, makes good what it stood for. While the database does not answer nothing is given up.
"""

from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from chalicelib.failures import StoreFailure
from chalicelib.notify import dead_letters
from chalicelib.observability import log_failure
from chalicelib.service.tallying import tally
from chalicelib.store import statistics

MOST_TRIES = 5


def count(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """A batch of stream records; answers ``batchItemFailures``."""
    processor = BatchProcessor(event_type=EventType.DynamoDBStreams, raise_on_entire_batch_failure=False)

    def count_record(record: DynamoDBRecord) -> None:
        try:
            _count_record(record)
        except Exception as failure:
            log_failure(context.aws_request_id, "tally", failure)
            if isinstance(failure, StoreFailure) or not _is_given_up(record):
                raise

    return dict(process_partial_response(event, count_record, processor, context))


def _count_record(record: DynamoDBRecord) -> None:
    part, report_id, key = _keys(record)
    if record.raw_event.get("eventName") != "INSERT" or part != "REPORT" or not key.startswith("EVENT#"):
        return
    image = record.raw_event["dynamodb"]["NewImage"]
    tally(report_id, int(image["version"]["N"]))


def _is_given_up(record: DynamoDBRecord) -> bool:
    """Whether the record was tried often enough, and the dead-letter queue has its key now."""
    _, report_id, key = _keys(record)
    return statistics.fail_again(report_id, key) >= MOST_TRIES and dead_letters.send(report_id, f"TALLY#{key}")


def _keys(record: DynamoDBRecord) -> tuple[str, str, str]:
    keys = (record.dynamodb.keys if record.dynamodb else None) or {}
    part, _, report_id = str(keys.get("pk", "")).partition("#")
    return part, report_id, str(keys.get("sk", ""))
