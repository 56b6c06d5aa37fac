"""Mail that SES took in and left in the bucket: each becomes what it becomes, and is deleted."""

from typing import Any

from chalicelib import clock
from chalicelib.domain.refusals import Invalid
from chalicelib.intake.channels import email
from chalicelib.observability import log_failure, log_job
from chalicelib.refusals import Malformed
from chalicelib.service import receiving
from chalicelib.settings import settings
from chalicelib.store import objects

UNREADABLE = "unreadable"


def take(event: dict[str, Any], context: Any) -> None:
    """Take the mail that an "Object Created" event tells of (EventBridge, source aws.s3).

    Raises what must be tried again: EventBridge and Lambda bring the event back, and the mail stays until then.
    """
    detail = event.get("detail") or {}
    bucket, key = detail.get("bucket", {}).get("name"), str(detail.get("object", {}).get("key", ""))
    if bucket != settings().files_bucket or not key.startswith(objects.MAIL):
        return
    try:
        raw = objects.mail(key)
        result = _taken(raw) if raw is not None else "gone"
        objects.drop_mail(key)
    except Exception as failure:
        log_failure(context.aws_request_id, "take_mail", failure)
        raise
    log_job(context.aws_request_id, "take_mail", result=result)


def _taken(raw: bytes) -> str:
    """What became of it; SES adds what it found out about the sender and viruses before the mail's own headers."""
    try:
        message = email.read(raw, email.RAW, clock.now())
    except (Malformed, Invalid):
        return UNREADABLE
    return receiving.receive(message, "email", email.RECORDED_AS, clock.now())["result"]
