import gzip

from infra.local.compressing import compressed
from infra.local.gateway import GatewayAnswer

LONG = b'{"items": [' + b'"Dinas Pekerjaan Umum", ' * 100 + b"]}"
KEPT = [("Cache-Control", "public, max-age=60"), ("Vary", "Accept-Language")]


def test_what_anybody_may_keep_is_compressed_for_who_takes_it() -> None:
    answer = compressed(GatewayAnswer(200, KEPT, LONG), {"accept-encoding": "gzip, deflate, br"})
    assert gzip.decompress(answer.body) == LONG
    assert len(answer.body) < len(LONG) / 5
    assert dict(answer.headers)["Content-Encoding"] == "gzip"
    assert dict(answer.headers)["Vary"] == "Accept-Language, Accept-Encoding"


def test_all_else_goes_out_as_it_is() -> None:
    taken = {"accept-encoding": "gzip"}
    for answer, headers in (
        (GatewayAnswer(200, [("Cache-Control", "no-store")], LONG), taken),
        (GatewayAnswer(200, [], LONG), taken),
        (GatewayAnswer(200, KEPT, b"{}"), taken),
        (GatewayAnswer(200, KEPT, LONG), {}),
    ):
        assert compressed(answer, headers) is answer
