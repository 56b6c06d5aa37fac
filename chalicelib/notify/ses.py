"""The mail service: SES v2, everywhere the same, only its endpoint differs."""

from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.notify.letters import Letter
from chalicelib.settings import settings


class NotSent(Exception):
    """The mail service did not say that it took the letter; it may have. Names the failure's kind, never an address."""


def send(letter: Letter, report_id: str, seq: int) -> str:
    """Hand one letter over; the mail service's id for it. Raises NotSent.

    One attempt: SES knows no idempotency token, so a repeat is for whoever holds the letter's lease.
    """
    try:
        answer = _client().send_email(
            FromEmailAddress=settings().sender_address,
            Destination={"ToAddresses": [letter.to]},
            Content={
                "Simple": {
                    "Subject": _utf8(letter.subject),
                    "Body": {"Text": _utf8(letter.text), "Html": _utf8(letter.html)},
                }
            },
            EmailTags=[
                {"Name": "report", "Value": report_id},
                {"Name": "seq", "Value": str(seq)},
                {"Name": "recipient", "Value": letter.recipient},
            ],
        )
    except ClientError as refused:
        raise NotSent(str(refused.response.get("Error", {}).get("Code"))) from None
    except BotoCoreError as unreachable:
        raise NotSent(type(unreachable).__name__) from None
    return str(answer["MessageId"])


def _utf8(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}


@cache
def _client() -> Any:
    config = Config(retries={"total_max_attempts": 1}, connect_timeout=2, read_timeout=8)
    return boto3.client("sesv2", region_name=settings().region, endpoint_url=settings().ses_endpoint, config=config)
