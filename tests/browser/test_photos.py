"""Photos in the form: shrunk, uploaded with progress, tried again, sent with the report.

The first test goes all the way to the running system's own bucket. The others need a store that fails at their word,
which stands in by the contract of `POST /attachments`.
"""

import base64
import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open
from tests.files import made
from tests.local.running_system import RunningSystem, wait_until

# A picture of 3000 x 2000 pixels whose noise no compression makes small.
NOISY = """() => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [3000, 2000];
  const pen = canvas.getContext('2d');
  const pixels = pen.createImageData(3000, 2000);
  let seed = 1;
  for (let i = 0; i < pixels.data.length; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    pixels.data[i] = i % 4 === 3 ? 255 : seed >> 16;
  }
  pen.putImageData(pixels, 0, 0);
  return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
}"""


@dataclass
class Store:
    """Signs uploads, takes them, and fails where a test wants it to."""

    announced: list[dict[str, Any]] = field(default_factory=list)
    taken: list[bytes] = field(default_factory=list)
    reports: list[dict[str, Any]] = field(default_factory=list)
    failures: int = 0
    status: int = 204
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def stand_in(self, page: Page) -> "Store":
        """Answer for the API in this page."""
        page.route("**/api/attachments", self._sign)
        page.route("**/unggah/**", self._take)
        page.route("**/api/reports", self._accept)
        return self

    def _sign(self, route: Route) -> None:
        self.announced.append(json.loads(route.request.post_data or "{}"))
        number = next(self.numbers)
        body = {
            "attachment_id": f"berkas-{number}",
            "url": f"/unggah/{number}",
            "fields": {"key": f"incoming/{number}", "policy": "x"},
            "expires_at": "2099-01-01T00:00:00+00:00",
        }
        route.fulfill(status=201, json=body)

    def _take(self, route: Route) -> None:
        if self.failures > 0:
            self.failures -= 1
            route.abort("connectionreset")
            return
        self.taken.append(route.request.post_data_buffer or b"")
        route.fulfill(status=self.status, body="")

    def _accept(self, route: Route) -> None:
        self.reports.append(json.loads(route.request.post_data or "{}"))
        accepted = {"report_id": "LP-0000-0000-000", "access_code": "AAAAA-AAAAA-AAAAA-AAAAA"}
        route.fulfill(status=201, json=accepted | {"due_at": "2026-11-30T16:59:59+00:00"})


def photo(name: str, content: bytes, kind: str = "image/jpeg") -> Any:
    """A file as a person chooses it."""
    return {"name": name, "mimeType": kind, "buffer": content}


def test_ten_photos_over_a_slow_line_that_drops_are_sent_checked_and_lose_their_place(
    surfer: Open, system: RunningSystem
) -> None:
    someone = surfer(width=390, service_workers="block")
    page = someone.go("/lapor")
    line = {"offline": False, "latency": 100, "downloadThroughput": 200_000, "uploadThroughput": 50_000}
    someone.context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    drops = iter((True, False, True))
    page.route(
        "**/berkas/**", lambda route: route.abort("connectionreset") if next(drops, False) else route.continue_()
    )
    someone.at("kejadian")
    photos = [photo(f"foto-{number}.jpg", made.photo(size=(400 + number, 300))) for number in range(10)]
    assert all(made.SECRET.encode() in one["buffer"] for one in photos)
    page.set_input_files("#attachments", photos)
    expect(page.locator(".files__state:text-is('Terunggah')")).to_have_count(10, timeout=90_000)
    assert next(drops, None) is None, "the line was dropped"
    someone.fill_to("periksa")
    page.check("#consent")
    someone.next()
    receipt = someone.receipt()
    wait_until(lambda: [one["state"] for one in attachments(system, receipt)] == ["checked"] * 10, 60)
    for one in attachments(system, receipt):
        assert one["filename"].startswith("foto-")
        path = f"/api/reports/{receipt['report_id']}/attachments/{one['attachment_id']}"
        signed = system.ask("GET", path, headers={"X-Access-Code": receipt["access_code"]}).json
        shown = page.request.get(signed["url"])
        assert shown.status == 200
        assert shown.headers["x-content-type-options"] == "nosniff"
        assert made.SECRET.encode() not in shown.body()
        assert made.PLACE_BYTES not in shown.body()


def attachments(system: RunningSystem, receipt: dict[str, str]) -> list[dict[str, Any]]:
    """The files of a report, as its reporter sees them."""
    found: list[dict[str, Any]] = system.own_view(receipt).json["attachments"]
    return found


def test_ten_photos_are_shrunk_uploaded_and_sent(surfer: Open) -> None:
    someone = surfer(width=390, service_workers="block")
    page = someone.go("/lapor")
    store = Store(failures=2).stand_in(page)
    large = base64.b64decode(page.evaluate(NOISY))
    assert len(large) > 1_500_000
    someone.at("kejadian")
    small = [photo(f"foto-{number}.jpg", b"\xff\xd8\xff" + bytes(2000)) for number in range(9)]
    page.set_input_files("#attachments", [photo("lubang besar.jpg", large), *small])
    expect(page.locator(".files__state:text-is('Terunggah')")).to_have_count(10, timeout=60_000)
    someone.inspect("lapor-foto-390")
    first = next(one for one in store.announced if one["filename"] == "lubang besar.jpg")
    assert first["content_type"] == "image/jpeg"
    assert 10_000 < first["size"] < len(large)
    assert len(store.announced) == 12, "two were tried again"
    assert all(b'name="key"' in body and body.index(b'name="key"') < body.index(b'name="file"') for body in store.taken)
    page.set_input_files("#attachments", photo("satu lagi.jpg", b"\xff\xd8\xff"))
    expect(page.locator(".govuk-error-summary__list")).to_contain_text("Paling banyak 10 berkas.")
    page.get_by_label("Hapus foto-8.jpg").click()
    expect(page.locator(".files li")).to_have_count(9)
    someone.fill_to("periksa")
    page.check("#consent")
    someone.next()
    someone.receipt()
    assert len(store.reports[0]["attachments"]) == 9


def test_what_is_not_taken_says_why_and_the_rest_goes_on(surfer: Open) -> None:
    someone = surfer(service_workers="block")
    page = someone.go("/en/lapor")
    store = Store().stand_in(page)
    someone.at("kejadian")
    page.set_input_files(
        "#attachments",
        [
            photo("page.html", b"<script>", "text/html"),
            photo("empty.png", b"", "image/png"),
            photo("letter.pdf", b"%PDF-1.7", "application/pdf"),
        ],
    )
    expect(page.locator(".govuk-error-summary__list a")).to_have_text(
        ["page.html is not a type of file that we take.", "empty.png is empty. Choose another file."]
    )
    expect(page.locator(".files__state")).to_have_text(["Uploaded"])
    assert [one["filename"] for one in store.announced] == ["letter.pdf"]
    someone.inspect("lapor-foto-galat-en-1200")


def test_photos_chosen_without_a_line_wait_on_the_device(surfer: Open) -> None:
    someone = surfer(service_workers="block")
    page = someone.go("/lapor")
    store = Store().stand_in(page)
    someone.at("kejadian")
    store.failures = 100
    page.set_input_files("#attachments", photo("jalan.jpg", b"\xff\xd8\xff" + bytes(500)))
    expect(page.locator(".files__state")).to_have_text("Menunggu sambungan", timeout=30_000)
    page.reload()
    someone.at("kejadian")
    store.failures = 0
    page.get_by_label("Coba lagi mengunggah jalan.jpg").or_(
        page.locator(".files__state:text-is('Terunggah')")
    ).wait_for()
    if page.get_by_label("Coba lagi mengunggah jalan.jpg").is_visible():
        page.get_by_label("Coba lagi mengunggah jalan.jpg").click()
    expect(page.locator(".files__state")).to_have_text("Terunggah", timeout=30_000)
    assert len(store.taken) == 1
