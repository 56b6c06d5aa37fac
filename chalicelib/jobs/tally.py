"""The tally: every inserted event has its report counted anew, exactly once whatever comes twice or out of order.

A record that cannot be counted is handed back (``batchItemFailures``); the others of its batch are done. After the
mapping's retries it goes to the dead-letter queue, and the report's next event makes good what it stood for.
"""

from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from chalicelib.observability import log_failure
from chalicelib.service.tallying import tally


def count(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """A batch of stream records; answers ``batchItemFailures``."""
    processor = BatchProcessor(event_type=EventType.DynamoDBStreams, raise_on_entire_batch_failure=False)

    def count_record(record: DynamoDBRecord) -> None:
        try:
            _count_record(record)
        except Exception as failure:
            log_failure(context.aws_request_id, "tally", failure)
            raise

    return dict(process_partial_response(event, count_record, processor, context))


def _count_record(record: DynamoDBRecord) -> None:
    keys = (record.dynamodb.keys if record.dynamodb else None) or {}
    part, _, report_id = str(keys.get("pk", "")).partition("#")
    if record.raw_event.get("eventName") != "INSERT" or part != "REPORT":
        return
    if not str(keys.get("sk", "")).startswith("EVENT#"):
        return
    image = record.raw_event["dynamodb"]["NewImage"]
    tally(report_id, int(image["version"]["N"]))
