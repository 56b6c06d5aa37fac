"""The files themselves, in one S3 bucket: as they came in under ``incoming/``, as they are served under ``checked/``.

    incoming/<attachment id>                  what was uploaded; read by the check alone, deleted after it
    mail/<the mail service's number>          a mail that was taken in for us; deleted when it became something
    checked/<attachment id>/<made>/<name>     a copy of ours; ``made`` comes from the bytes it was made of

No key, address or header carries a word of the sender's. What is uploaded again under the same key changes nothing of
what is served. Requests of one file from upload to reading: 1 POST by the browser, 1 GET, 1 or 2 PUT, 1 DELETE by the
check, 1 GET for each reading; signing asks nobody.
"""

from functools import cache
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import aws
from chalicelib.aws import client_with_translated_errors
from chalicelib.settings import settings

NO_STORE = "no-store"  # a shared computer keeps no file of a report
INCOMING, MAIL = "incoming/", "mail/"
_NOT_THERE = frozenset({"NoSuchKey", "404"})


def upload_form(attachment_id: str, content_type: str, size: int, seconds: int) -> tuple[str, dict[str, str]]:
    """Address and fields by which a browser may upload this one file: its key, type and length, for so long."""
    form = _browsers_client().generate_presigned_post(
        settings().files_bucket,
        f"{INCOMING}{attachment_id}",
        Fields={"Content-Type": content_type},
        Conditions=[{"Content-Type": content_type}, ["content-length-range", size, size]],
        ExpiresIn=seconds,
    )
    return str(form["url"]), {str(name): str(value) for name, value in form["fields"].items()}


def address(attachment_id: str, made: str, name: str, seconds: int) -> str:
    """Where a browser gets a copy, for so long."""
    key = {"Bucket": settings().files_bucket, "Key": f"{_checked(attachment_id)}{made}/{name}"}
    key["ResponseCacheControl"] = NO_STORE  # also of copies that were kept with another word
    return str(_browsers_client().generate_presigned_url("get_object", Params=key, ExpiresIn=seconds))


def incoming(attachment_id: str) -> bytes | None:
    """What was uploaded, as long as its form said at most; None when nothing is there."""
    return _content(f"{INCOMING}{attachment_id}")


def mail(key: str) -> bytes | None:
    """A mail as it was taken in; None when it is gone."""
    return _content(key)


def drop_mail(key: str) -> None:
    """Delete a mail that became something."""
    _drop(key)


def _content(key: str) -> bytes | None:
    with client_with_translated_errors():
        try:
            found = _client().get_object(Bucket=settings().files_bucket, Key=key)
        except ClientError as refused:
            if refused.response["Error"]["Code"] in _NOT_THERE:
                return None
            raise
        content: bytes = found["Body"].read()
        return content


def receive(attachment_id: str, content: bytes, media_type: str) -> None:
    """Put a file where uploads arrive: it is checked as any that a browser sends."""
    with client_with_translated_errors():
        _client().put_object(
            Bucket=settings().files_bucket, Key=f"{INCOMING}{attachment_id}", Body=content, ContentType=media_type
        )


def has_arrived(attachment_id: str) -> bool:
    """Whether an upload waits to be checked."""
    with client_with_translated_errors():
        try:
            _client().head_object(Bucket=settings().files_bucket, Key=f"{INCOMING}{attachment_id}")
        except ClientError as refused:
            if refused.response["Error"]["Code"] in _NOT_THERE:
                return False
            raise
    return True


def keep(attachment_id: str, made: str, name: str, content: bytes, media_type: str, *, shown: bool) -> None:
    """Keep a copy; ``shown`` tells whether a browser may show it in place or downloads it."""
    ending = media_type.partition("/")[2]
    with client_with_translated_errors():
        _client().put_object(
            Bucket=settings().files_bucket,
            Key=f"{_checked(attachment_id)}{made}/{name}",
            Body=content,
            ContentType=media_type,
            ContentDisposition="inline" if shown else f'attachment; filename="lampiran.{ending}"',
            CacheControl=NO_STORE,
        )


def drop_incoming(attachment_id: str) -> None:
    """Delete what was uploaded."""
    _drop(f"{INCOMING}{attachment_id}")


def drop_copies(attachment_id: str, made: str = "") -> None:
    """Delete the copies that were made of one upload, or all there are of a file."""
    prefix = f"{_checked(attachment_id)}{made}"
    with client_with_translated_errors():
        listed = _client().list_objects_v2(Bucket=settings().files_bucket, Prefix=prefix)
    for found in listed.get("Contents", ()):
        _drop(found["Key"])


def _checked(attachment_id: str) -> str:
    return f"checked/{attachment_id}/"


def _drop(key: str) -> None:
    with client_with_translated_errors():
        _client().delete_object(Bucket=settings().files_bucket, Key=key)


@cache
def _client() -> Any:
    return _made(settings().files_endpoint)


@cache
def _browsers_client() -> Any:
    """Signs for browsers: what they ask must name the host they see."""
    return _made(settings().files_url or settings().files_endpoint)


def _made(endpoint: str | None) -> Any:
    style = "path" if endpoint else "virtual"  # S3's own region is in the name of its virtual host alone
    return aws.client(
        "s3",
        endpoint,
        signature_version="s3v4",
        s3={"addressing_style": style},
        connect_timeout=2,
        read_timeout=5,
        retries={"total_max_attempts": 2},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
