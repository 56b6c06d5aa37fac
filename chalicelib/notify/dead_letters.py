"""The dead-letter queue: the keys of what could not be told, for a person to look after. Keys only, never a word."""

import json
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from chalicelib import aws
from chalicelib.settings import settings


def send(report_id: str, key: str) -> bool:
    """Put an entry's key into the queue; False when there is no queue. Raises what botocore raises."""
    url = settings().dead_letter_queue_url
    if url is None:
        return False
    _client(url).send_message(QueueUrl=url, MessageBody=json.dumps({"report_id": report_id, "key": key}))
    return True


@cache
def _client(url: str) -> Any:
    place = urlsplit(url)
    twice = {"total_max_attempts": 2}
    return aws.client("sqs", f"{place.scheme}://{place.netloc}", retries=twice, connect_timeout=1, read_timeout=1)
