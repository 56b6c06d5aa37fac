"""Where a request came from: from the gateway, or from the header that whatever stands in front sets anew."""

import uuid
from dataclasses import replace

import pytest

from chalicelib.routes import http
from chalicelib.service.attachments import measures
from chalicelib.settings import settings
from tests.app.people import Desk

HEADER = "X-Viewer-Address"


def announced(desk: Desk, viewer: str, times: int = 1) -> list[int]:
    """The answers to files announced from an address, as its header says."""
    file = {"filename": "foto.jpg", "content_type": "image/jpeg", "size": 100}
    return [desk.post("/attachments", file, {HEADER: viewer}).status for _ in range(times)]


def limited(monkeypatch: pytest.MonkeyPatch, header: str | None) -> None:
    """One file a minute and source, and the header that names the source."""
    one = replace(settings(), uploads_per_minute=1, viewer_address_header=header)
    for module in (measures, http):
        monkeypatch.setattr(module, "settings", lambda: one)


def test_behind_cloudfront_each_viewer_has_its_own_limits(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    limited(monkeypatch, HEADER)
    mine, theirs = str(uuid.uuid4()), str(uuid.uuid4())
    # Three, for a minute may end between any two of them.
    assert 429 in announced(desk, mine, 3)
    assert announced(desk, theirs) == [201]


def test_elsewhere_nobody_chooses_their_source(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    limited(monkeypatch, None)
    assert 429 in [status for _ in range(3) for status in announced(desk, str(uuid.uuid4()))]


def test_a_request_without_the_header_counts_for_whoever_sent_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    limited(monkeypatch, HEADER)
    assert 429 in announced(desk, "", 3)
