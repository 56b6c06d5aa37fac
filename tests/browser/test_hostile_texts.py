"""Whatever people write is shown as they wrote it: 50 payloads do nothing, and no text breaks a page."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from chalicelib.intake.texts import visible_length
from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.surfing import Surfer

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text(encoding="utf-8").splitlines()
SURVIVED = (
    "() => !window.pwned && !document.querySelector('main script, main iframe, main svg, main object, main math')"
)
TEXTS = {
    "emoji": "Jalan rusak 🛣️👩‍👩‍👧‍👦🇮🇩 sekali " + "🚧" * 1950,
    "kanan-ke-kiri": "الطريق مكسور أمام السوق منذ أسبوع " * 100,
    "satu-kata": "aduh" * 1000,
    "empat-ribu": ("Jalan ini rusak parah. Setiap hari ada yang jatuh di sini.\n" * 68)[:4000],
}
TITLES = {
    "emoji": "Rusak " + "🚧" * 144,
    "kanan-ke-kiri": "الطريق مكسور أمام السوق " * 6,
    "satu-kata": "r" * 150,
    "empat-ribu": "Jalan rusak parah di depan pasar " * 4,
}


def test_there_are_fifty_different_payloads() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 50


def test_no_payload_runs_wherever_it_is_shown(surfer: Open, cases: Cases) -> None:
    """All payloads through every text: own view, public list and page, the pages without script."""
    someone = surfer(bypass_csp=True)  # not even without the policy
    for start in range(0, 50, 10):
        ten = PAYLOADS[start : start + 10]
        receipt = cases.forwarded(
            title=f"{ten[0]} {ten[1]} padded to ten"[:150],
            body="\n".join(ten) + " twenty characters at least",
            location={name: ten[index][:100] for index, name in enumerate(("province", "regency", "village"))}
            | {"detail": ten[3]},
            reporter={"name": ten[4][:100], "email": "sari@warga.example"},
        )
        cases.act("dpupr", receipt, "accept")
        cases.act("dpupr", receipt, "progress", text="\n".join(ten))
        cases.act("dpupr", receipt, "answer", text="\n".join(ten))
        title = f"{ten[0]} {ten[5]}"[:150]
        cases.act("kobar", receipt, "publish", public_title=title, public_body="\n".join(ten))
        page = someone.track(receipt)
        assert page.inner_text("#report-title").strip()
        for payload in ten:
            assert payload in page.inner_text("#own"), payload
        assert page.evaluate(SURVIVED)
        page.hover("#own .events")
        someone.go(f"/laporan?id={receipt['report_id']}")
        page.wait_for_selector("#one .events")
        for payload in ten:
            assert payload in page.inner_text("#one"), payload
        assert page.evaluate(SURVIVED)
        someone.go("/laporan")
        page.wait_for_selector(".reports li")
        assert page.evaluate(SURVIVED)
        plain(someone, receipt)


def plain(someone: Surfer, receipt: dict[str, Any]) -> None:
    """The own view as the API's page, in a browser that would run a script."""
    with someone.page.expect_navigation():
        someone.page.evaluate(
            """([number, code]) => {
              const form = document.createElement('form');
              form.method = 'post';
              form.action = '/api/track';
              for (const [name, value] of [['report_id', number], ['access_code', code]]) {
                const input = document.createElement('input');
                input.name = name;
                input.value = value;
                form.append(input);
              }
              document.body.append(form);
              form.submit();
            }""",
            [receipt["report_id"], receipt["access_code"]],
        )
    assert someone.page.evaluate(SURVIVED)


def test_no_payload_runs_in_an_address(surfer: Open) -> None:
    someone = surfer(bypass_csp=True)
    for payload in PAYLOADS[:10]:
        for path in ("/laporan?id=", "/laporan?agency=", "/lacak#", "/#", "/lacak#LP-1."):
            someone.page.goto("about:blank")
            someone.page.goto(path + payload.replace("#", "%23"))
            assert someone.page.evaluate("() => !window.pwned")


def test_a_draft_full_of_payloads_is_only_text(surfer: Open) -> None:
    someone = surfer(bypass_csp=True)
    someone.go("/lapor")
    someone.fill_to("periksa", title=PAYLOADS[0].ljust(10, "."), body="\n".join(PAYLOADS)[:4000])
    shown = someone.page.inner_text("#answers")
    for payload in PAYLOADS[:20]:
        assert payload in shown
    assert someone.page.evaluate(SURVIVED)


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_no_text_breaks_a_page(surfer: Open, cases: Cases, kind: str) -> None:
    text, title = TEXTS[kind].strip(), TITLES[kind].strip()
    receipt = cases.submitted(title=title, body=text, location={"village": title[:100], "detail": title})
    cases.act("kobar", receipt, "verify", forward_to="kab.6201.dpupr")
    cases.act("kobar", receipt, "publish", public_title=title, public_body=text)
    cases.act("dpupr", receipt, "accept")
    cases.act("dpupr", receipt, "answer", text=text)
    someone = surfer(width=320)
    page = someone.track(receipt)
    expect(page.locator("#report-title")).to_have_text(title)
    someone.inspect(f"teks-{kind}-lacak-320")
    someone.go(f"/laporan?id={receipt['report_id']}")
    page.wait_for_selector("#one .events")
    someone.inspect(f"teks-{kind}-laporan-320")
    someone.go("/laporan")
    page.wait_for_selector(".reports li")
    assert someone.overflow() == []
    someone.go("/lapor")
    someone.at("kejadian")
    page.check("#classification")
    page.fill("#title", title)
    page.fill("#body", text)
    left = 4000 - visible_length(text)
    expect(page.locator("#body + .counter")).to_have_text(f"{left} karakter tersisa")
    someone.next()
    someone.at("lokasi")
    page.goto(page.url.split("#")[0] + "#periksa")
    someone.at("periksa")
    someone.inspect(f"teks-{kind}-periksa-320")


def test_one_character_too_many_is_told_before_it_is_sent(surfer: Open) -> None:
    someone = surfer()
    page = someone.go("/en/lapor")
    someone.at("kejadian")
    page.check("#classification")
    page.fill("#title", "A title that is long enough")
    page.fill("#body", "x" + "🚧" * 4000)
    expect(page.locator("#body + .counter")).to_have_text("1 character too many")
    someone.next()
    told = "What happened: Write at most 4000 characters. There are 4001 now."
    expect(page.locator(".govuk-error-summary__list a")).to_have_text([told])
