"""What a browser of 2020 (Chrome 80) lacks: the pages work without. Syntax: web/tests/old_browsers.test.ts."""

import pytest
from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open

OLD = """
for (const one of [Element, Document, DocumentFragment]) delete one.prototype.replaceChildren;
for (const one of [Array, String]) delete one.prototype.at;
for (const name of ['findLast', 'findLastIndex', 'toSorted', 'toReversed', 'with']) delete Array.prototype[name];
delete String.prototype.replaceAll;
delete URLSearchParams.prototype.size;
delete Object.hasOwn;
delete Promise.any;
delete Crypto.prototype.randomUUID;
delete window.structuredClone;
delete window.WeakRef;
delete AbortSignal.timeout;
"""


@pytest.mark.parametrize("language", ["", "/en"])
def test_who_comes_with_an_old_telephone_reads_tracks_and_reports(surfer: Open, cases: Cases, language: str) -> None:
    receipt = cases.published()
    someone = surfer(width=360)
    someone.context.add_init_script(OLD)
    page = someone.go(f"{language}/")
    expect(page.locator("#latest a").first).to_be_visible()
    someone.go(f"{language}/laporan")
    page.select_option("#state", "forwarded")
    page.click("#filters button")
    expect(page.locator(".reports li").first).to_be_visible()
    assert "state=forwarded" in page.url
    someone.track(receipt, language=language)
    page.click("#step-reply summary")
    page.fill("#reply-text", "Tambahan dari telepon lama.")
    page.click("#step-reply button")
    expect(page.locator(".events")).to_contain_text("Tambahan dari telepon lama.")
    someone.go(f"{language}/lapor")
    someone.fill_to("lokasi", title="Dari telepon yang lama sekali")
    expect(page.locator("#draft")).not_to_be_empty()
