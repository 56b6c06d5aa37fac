"""Files: one has arrived in the bucket, or it is time to look after those that wait."""

from typing import Any

from chalicelib import clock
from chalicelib.observability import log_failure, log_job
from chalicelib.service.attachments.cleanup import look_after_files
from chalicelib.service.attachments.inspection import check
from chalicelib.settings import settings
from chalicelib.store.objects import INCOMING

# With less left, a file might be removed and its record not.
LEAST_MILLISECONDS = 5000


def check_arrival(event: dict[str, Any], context: Any) -> None:
    """Look at the file that an "Object Created" event tells of (EventBridge, source aws.s3).

    Raises what must be tried again: EventBridge and Lambda bring the event back.
    """
    detail = event.get("detail") or {}
    bucket, key = detail.get("bucket", {}).get("name"), str(detail.get("object", {}).get("key", ""))
    attachment_id = key.removeprefix(INCOMING)
    if bucket != settings().files_bucket or attachment_id == key:
        return
    try:
        stands = check(attachment_id)
    except Exception as failure:
        log_failure(context.aws_request_id, "check_upload", failure)
        raise
    log_job(context.aws_request_id, "check_upload", state=stands.state.value if stands else "removed")


def tidy(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Look after files that are due; how many of each fate."""
    fates = look_after_files(clock.now(), lambda: context.get_remaining_time_in_millis() > LEAST_MILLISECONDS)
    log_job(context.aws_request_id, "look_after_files", **fates)
    return dict(fates)
