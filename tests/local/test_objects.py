"""The bucket of one machine: what is kept is whole and durable, its doors do what S3 does and no more."""

import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from infra.local import browsers, s3
from infra.local.arrivals import SMALL_BYTES, called, matches
from infra.local.objects import BACKOFF, ObjectStore
from infra.local.signatures import Signer
from tests.app.uploading import fetched, multipart
from tests.local.running_system import ROOT

BUCKET = "lapor-files"
CONTENT = b"isi berkas " * 1000


@dataclass(frozen=True)
class Doors:
    """Both doors of one bucket, and the clients that sign as the application does."""

    store: ObjectStore
    application: Any
    signing: Any
    port: int

    def form(self, *, seconds: int = 60, key: str = "incoming/a", least: int = 1, most: int = 50_000) -> dict[str, Any]:
        """A form that the application signed."""
        form: dict[str, Any] = self.signing.generate_presigned_post(
            BUCKET,
            key,
            Fields={"Content-Type": "image/jpeg"},
            Conditions=[{"Content-Type": "image/jpeg"}, ["content-length-range", least, most]],
            ExpiresIn=seconds,
        )
        return form


@pytest.fixture
def store(tmp_path: Path) -> ObjectStore:
    return ObjectStore(tmp_path)


@pytest.fixture
def doors(store: ObjectStore) -> Iterator[Doors]:
    application = s3.serve("http://127.0.0.1:0", store)
    browsers_server = browsers.serve(0, browsers.BrowserHandler)
    port = browsers_server.server_address[1]
    signer = Signer("local", "rahasia", "ap-southeast-3")
    browsers_server.RequestHandlerClass = browsers.handler(store, signer, f"http://127.0.0.1:{port}")
    for server in (application, browsers_server):
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    inner = f"http://127.0.0.1:{application.server_address[1]}"
    yield Doors(store, client(inner), client(f"http://127.0.0.1:{port}/berkas"), port)
    for server in (application, browsers_server):
        server.shutdown()
        server.server_close()


def client(endpoint: str) -> Any:
    """boto3, as the application makes it."""
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="ap-southeast-3",
        aws_access_key_id="local",
        aws_secret_access_key="rahasia",
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            retries={"total_max_attempts": 1},
        ),
    )


def put(store: ObjectStore, key: str, content: bytes) -> None:
    """Keep an object."""
    with store.draft() as draft:
        draft.write(content)
        store.keep(draft, BUCKET, key, {"Content-Type": "image/jpeg"}, "PutObject")


def files(store: ObjectStore) -> int:
    """How many files lie in the folder."""
    return len(list(store.folder.iterdir()))


def test_what_is_not_kept_is_gone_and_what_is_replaced_leaves_nothing(store: ObjectStore) -> None:
    with store.draft() as draft:
        draft.write(CONTENT)
    assert files(store) == 0
    put(store, "a", b"satu")
    put(store, "a", b"dua")
    found = store.find(BUCKET, "a")
    assert found
    assert (found.path.read_bytes(), found.size, files(store)) == (b"dua", 3, 1)
    store.delete(BUCKET, "a")
    store.delete(BUCKET, "a")
    assert (store.find(BUCKET, "a"), files(store)) == (None, 0)


def test_the_next_start_removes_what_no_row_names(store: ObjectStore) -> None:
    put(store, "a", b"satu")
    (store.folder / "0123.new").write_bytes(b"setengah")
    (store.folder / "4567").write_bytes(b"belum tercatat")
    ObjectStore(store.folder.parent).remove_leftovers()
    assert files(store) == 1
    assert store.find(BUCKET, "a")


def test_an_event_comes_again_until_it_is_done_with_and_holds_no_other_up(store: ObjectStore) -> None:
    put(store, "a", b"satu")
    put(store, "b", b"dua")
    now = 1000.0
    first = store.take_event(now)
    second = store.take_event(now)
    assert first
    assert second
    assert [event["detail"]["object"]["key"] for _, event in (first, second)] == ["a", "b"]
    assert store.take_event(now) is None
    store.done_with(second[0])
    for wait in BACKOFF:
        assert store.take_event(now + wait - 0.1) is None
        now += wait
        again = store.take_event(now)
        assert again == first
    store.done_with(first[0])
    assert store.waiting() == 0


def test_the_application_puts_gets_lists_and_deletes(doors: Doors) -> None:
    s3_client = doors.application
    s3_client.put_object(
        Bucket=BUCKET, Key="checked/a_b-c/x/large", Body=CONTENT, ContentType="image/jpeg", ContentDisposition="inline"
    )
    found = s3_client.get_object(Bucket=BUCKET, Key="checked/a_b-c/x/large")
    assert found["Body"].read() == CONTENT
    assert (found["ContentType"], found["ContentDisposition"]) == ("image/jpeg", "inline")
    assert s3_client.head_object(Bucket=BUCKET, Key="checked/a_b-c/x/large")["ContentLength"] == len(CONTENT)
    put(doors.store, "checked/aXb-c/x/large", b"lain")
    listed = s3_client.list_objects_v2(Bucket=BUCKET, Prefix="checked/a_b-c/")["Contents"]
    assert [one["Key"] for one in listed] == ["checked/a_b-c/x/large"]
    s3_client.delete_object(Bucket=BUCKET, Key="checked/a_b-c/x/large")
    assert "Contents" not in s3_client.list_objects_v2(Bucket=BUCKET, Prefix="checked/a_b-c/")
    for ask in (s3_client.get_object, s3_client.head_object):
        with pytest.raises(ClientError) as refused:
            ask(Bucket=BUCKET, Key="checked/a_b-c/x/large")
        assert refused.value.response["Error"]["Code"] in ("NoSuchKey", "404")
    with pytest.raises(ClientError):
        s3_client.copy_object(Bucket=BUCKET, Key="b", CopySource=f"{BUCKET}/checked/aXb-c/x/large")


def sent(doors: Doors, form: dict[str, Any], content: bytes = CONTENT, **changes: str) -> tuple[int, bytes]:
    """The answer to an upload."""
    reply = fetched(form["url"], *multipart(form["fields"] | changes, content))
    return reply.status, reply.content


def test_a_form_that_was_signed_brings_one_file_in(doors: Doors) -> None:
    assert sent(doors, doors.form())[0] == 204
    found = doors.store.find(BUCKET, "incoming/a")
    assert found
    assert (found.path.read_bytes(), found.headers) == (CONTENT, {"Content-Type": "image/jpeg"})
    number, event = doors.store.take_event(1e12) or (0, {})
    assert number
    assert (event["source"], event["detail-type"]) == ("aws.s3", "Object Created")
    assert event["detail"]["object"]["key"] == "incoming/a"
    assert "127.0.0.1" not in str(event)


def test_a_form_that_was_not_signed_so_brings_nothing_in(doors: Doors) -> None:
    good = doors.form()
    fields = good["fields"]
    other = client(f"http://127.0.0.1:{doors.port}/berkas")
    other._request_signer._credentials.secret_key = "lain"
    forged = other.generate_presigned_post(BUCKET, "incoming/a", ExpiresIn=60)
    without_policy = {"url": good["url"], "fields": {"key": "incoming/a"}}
    for form, changes, code in (
        (doors.form(seconds=-1), {}, b"AccessDenied"),
        (good, {"key": "incoming/b"}, b"AccessDenied"),
        (good, {"Content-Type": "text/html"}, b"AccessDenied"),
        (good, {"x-amz-meta-name": "x"}, b"AccessDenied"),
        (good, {"x-amz-credential": fields["x-amz-credential"].replace("local", "lain")}, b"AccessDenied"),
        (good, {"x-amz-date": "20200101T000000Z"}, b"AccessDenied"),
        (good, {"policy": fields["policy"][:-4] + "AAAA"}, b"SignatureDoesNotMatch"),
        (good, {"policy": "\u00e9"}, b"AccessDenied"),
        (good | {"url": good["url"].replace(BUCKET, "lain")}, {}, b"AccessDenied"),
        (forged, {}, b"SignatureDoesNotMatch"),
        (without_policy, {}, b"AccessDenied"),
        (doors.form(most=len(CONTENT) - 1), {}, b"EntityTooLarge"),
        (doors.form(least=len(CONTENT) + 1), {}, b"EntityTooSmall"),
    ):
        status, content = sent(doors, form, **changes)
        assert status in (400, 403), (changes, content)
        assert code in content, (changes, content)
    assert (doors.store.under(BUCKET, ""), files(doors.store), doors.store.waiting()) == ([], 0, 0)


def raw(
    doors: Doors, body: bytes, headers: dict[str, str], method: str = "POST", path: str = f"/berkas/{BUCKET}"
) -> int:
    """The status of a request made by hand."""
    connection = http.client.HTTPConnection("127.0.0.1", doors.port, timeout=10)
    connection.putrequest(method, path)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    return connection.getresponse().status


def test_a_body_that_is_no_such_form_is_refused(doors: Doors) -> None:
    body, kind = multipart(doors.form()["fields"], CONTENT)
    length = {"Content-Length": str(len(body))}
    assert raw(doors, body, kind) == 411
    assert raw(doors, body, length | {"Content-Type": "image/jpeg"}) == 412
    assert raw(doors, body, length | {"Content-Type": "multipart/form-data"}) == 412
    assert raw(doors, body[:-5_000], kind | {"Content-Length": str(len(body) - 5_000)}) in (400, 403)
    assert raw(doors, body, kind | {"Content-Length": str(200 * 1024 * 1024)}, path="/berkas/x") in (400, 403, 411)
    garbage = b"x" * 60_000
    assert raw(doors, garbage, kind | {"Content-Length": str(len(garbage))}) == 400
    long, _ = multipart({"key": "x" * 60_000}, CONTENT)
    assert raw(doors, long, kind | {"Content-Length": str(len(long))}) == 400
    without_file = (
        b"".join(
            b'--batas\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value.encode())
            for name, value in doors.form()["fields"].items()
        )
        + b"--batas--\r\n"
    )
    assert raw(doors, without_file, kind | {"Content-Length": str(len(without_file))}) == 400
    for method in ("PUT", "DELETE", "HEAD", "OPTIONS"):
        assert raw(doors, b"", {"Content-Length": "0"}, method, f"/berkas/{BUCKET}/incoming/a") == 501
    assert files(doors.store) == 0


def test_an_address_that_was_signed_is_answered_until_it_ends(doors: Doors) -> None:
    doors.application.put_object(
        Bucket=BUCKET, Key="checked/a", Body=CONTENT, ContentType="video/mp4", ContentDisposition="attachment"
    )

    def address(seconds: int) -> str:
        return str(
            doors.signing.generate_presigned_url(
                "get_object", Params={"Bucket": BUCKET, "Key": "checked/a"}, ExpiresIn=seconds
            )
        )

    found = fetched(address(60))
    assert (found.status, found.content) == (200, CONTENT)
    assert (found.headers["Content-Type"], found.headers["Content-Disposition"]) == ("video/mp4", "attachment")
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert found.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert fetched(address(-1)).status == 403
    assert fetched(f"http://127.0.0.1:{doors.port}/berkas/{BUCKET}/checked/a").status == 403
    assert fetched(address(60).replace("checked/a", "checked/b")).status == 403
    doors.store.delete(BUCKET, "checked/a")
    assert fetched(address(60)).status == 404


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ({"source": ["aws.s3"]}, True),
        ({"source": ["aws.ec2", "aws.s3"], "detail": {"object": {"key": [{"prefix": "incoming/"}]}}}, True),
        ({"source": ["aws.ec2"]}, False),
        ({"detail": {"object": {"key": [{"prefix": "checked/"}]}}}, False),
        ({"detail": {"bucket": {"name": ["x"]}}}, False),
    ],
)
def test_a_rule_lets_through_what_its_pattern_says(pattern: dict[str, Any], fits: bool) -> None:
    assert matches(pattern, {"source": "aws.s3", "detail": {"object": {"key": "incoming/a"}}}) is fits


def test_a_function_that_crashes_harms_nobody_else() -> None:
    assert called(lambda event, context: None, "check_upload", {})
    assert not called(lambda event, context: 1 / 0, "check_upload", {})
    assert not called(lambda event, context: bytearray(8 * 1024**3), "check_upload", {})


def test_a_small_file_is_not_kept_waiting_by_big_ones(store: ObjectStore) -> None:
    for name, size in (("big", SMALL_BYTES + 1), ("also-big", SMALL_BYTES + 1), ("small", SMALL_BYTES)):
        with store.draft() as draft:
            draft.write(bytes(size))
            store.keep(draft, BUCKET, f"incoming/{name}", {}, "POST Object")
    now = time.time()
    taken = [store.take_event(now), store.take_event(now, SMALL_BYTES), store.take_event(now, SMALL_BYTES)]
    keys = [one[1]["detail"]["object"]["key"] if one else None for one in taken]
    assert keys == ["incoming/big", "incoming/small", None], "each is one's alone, and no big one is small"


def test_a_function_has_the_memory_that_it_has_on_aws() -> None:
    """In a process of its own, as the lanes are: what this one holds after a thousand tests would count too."""
    program = """
from infra.local.arrivals import called
print([called(lambda event, context: bytearray(size * 1024**2), "check_upload", {}) for size in (1600, 200)])
"""
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout == "[False, True]\n"


def test_who_asks_before_a_body_is_answered_before_it(doors: Doors) -> None:
    """As boto3 does for each object it keeps: without a word it waits a second, and then sends all the same."""
    host = doors.application.meta.endpoint_url.removeprefix("http://")
    name, _, port = host.partition(":")
    with socket.create_connection((name, int(port)), timeout=10) as asking:
        head = f"PUT /{BUCKET}/a HTTP/1.1\r\nHost: {host}\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"
        asking.sendall(head.encode())
        assert asking.recv(1000).startswith(b"HTTP/1.1 100 ")
        asking.sendall(b"satu")
        assert b"HTTP/1.1 200 " in asking.recv(1000)
    assert doors.store.find(BUCKET, "a")
