"""Files on their way: a browser that uploads and reads, and the news of what arrived, brought to the function."""

import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from chalice.local import LambdaContext

import app
from infra.local.arrivals import functions_for
from tests.app.people import Desk, Reply
from tests.local_cloud import OBJECTS


@dataclass(frozen=True)
class Sent:
    """A file that was announced, and the form to upload it with."""

    attachment_id: str
    url: str
    fields: dict[str, str]


def announced(
    desk: Desk,
    content: bytes,
    content_type: str = "image/jpeg",
    filename: str = "foto.jpg",
    size: int | None = None,
) -> Sent:
    """A file announced as it is."""
    fields = {"filename": filename, "content_type": content_type, "size": len(content) if size is None else size}
    reply = desk.post("/attachments", fields)
    assert reply.status == 201, reply.content
    return Sent(reply.json["attachment_id"], reply.json["url"], reply.json["fields"])


def multipart(fields: dict[str, str], content: bytes, filename: str = "berkas") -> tuple[bytes, dict[str, str]]:
    """A form as a browser sends it, and its header."""
    parts = [
        f'--batas\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()
    ]
    head = f'--batas\r\nContent-Disposition: form-data; name="file"; filename="{filename}"\r\nContent-Type: x/y\r\n\r\n'
    body = "".join(parts).encode() + head.encode() + content + b"\r\n--batas--\r\n"
    return body, {"Content-Type": "multipart/form-data; boundary=batas"}


def fetched(url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Reply:
    """What a browser gets from the bucket; any status is an answer."""
    request = urllib.request.Request(url, body, headers or {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return Reply(answer.status, dict(answer.headers), answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return Reply(refused.code, dict(refused.headers), refused.read())


def uploaded(sent: Sent, content: bytes, **changes: str) -> Reply:
    """The bucket's answer to an upload; ``changes`` are fields sent otherwise than signed."""
    return fetched(sent.url, *multipart(sent.fields | changes, content))


def news() -> list[dict[str, Any]]:
    """The events since the last time that a function waits for, taken off the bucket's list."""
    found = []
    while taken := OBJECTS.take_event(time.time()):
        number, event = taken
        OBJECTS.done_with(number)
        found += [event] if functions_for(app.app, event) else []
    return found


def bring(event: dict[str, Any]) -> None:
    """Bring an event to the functions whose rule it matches."""
    for name in functions_for(app.app, event):
        getattr(app, name)(event, LambdaContext(name, 1536, 60_000))


def bring_all() -> None:
    """Bring all news."""
    for event in news():
        bring(event)


def kept(desk: Desk, content: bytes, content_type: str = "image/jpeg", filename: str = "foto.jpg") -> str:
    """The number of a file that was announced and uploaded, and looked at."""
    sent = announced(desk, content, content_type, filename)
    reply = uploaded(sent, content)
    assert reply.status == 204, reply.content
    bring_all()
    return sent.attachment_id


def fate(desk: Desk, content: bytes, content_type: str = "image/jpeg", filename: str = "foto.jpg") -> Any:
    """What a reporter reads of a file they sent with a report."""
    receipt = desk.submit(attachments=[kept(desk, content, content_type, filename)])
    (one,) = desk.own(receipt)["attachments"]
    return one


def objects_of(attachment_id: str) -> list[str]:
    """The keys of everything that the bucket keeps of a file."""
    under = [*OBJECTS.under("lapor-files", "incoming/"), *OBJECTS.under("lapor-files", "checked/")]
    return [one.key for one in under if attachment_id in one.key]
