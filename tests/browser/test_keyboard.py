"""The whole flow without a mouse: every control is reached, seen when it has the focus, and worked by keys."""

from playwright.sync_api import Page, expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.surfing import Surfer

FOCUS = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const label = one.labels && one.labels[0] ? getComputedStyle(one.labels[0], '::before') : style;
  return {
    id: one.id,
    name: one.name || '',
    text: (one.innerText || one.value || '').trim(),
    seen: [style, label].some(s => s.outlineStyle !== 'none' || s.boxShadow !== 'none'),
  };
}"""
MOST_TABS = 40


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the control of that id, name or text has the focus, which must be seen at each stop."""
    stops: list[str] = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        stops.append(at["id"] or at["text"])
        assert at["seen"], f"the focus on {stops[-1]} is not seen"
        if wanted in (at["id"], at["name"]) or at["text"].startswith(wanted):
            return
    raise AssertionError(f"{wanted} is not reached: {stops}")


def press_next(someone: Surfer, step: str) -> None:
    """To the form's button, and on; the new step's heading has the focus."""
    tab_to(someone.page, "go")
    someone.page.keyboard.press("Enter")
    someone.at(step)
    expect(someone.page.locator(f"#{step}-heading")).to_be_focused()


def test_report_track_and_dispute_by_keyboard(surfer: Open, cases: Cases) -> None:
    someone = surfer()
    page = someone.go("/lapor")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["text"] == "Langsung ke isi"
    page.keyboard.press("Enter")
    tab_to(page, "body")
    page.keyboard.type("Atap halte di depan puskesmas roboh tertiup angin dan belum diperbaiki.")
    tab_to(page, "classification")
    page.keyboard.press("Space")
    press_next(someone, "lokasi")
    page.wait_for_selector("select[id='location.province']")
    tab_to(page, "open-map")
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-container canvas")
    tab_to(page, "Perbesar")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#point-said")).to_contain_text("Titik: ")
    tab_to(page, "location.province")
    page.keyboard.type("Kalimantan Te")
    page.wait_for_selector("select[id='location.regency']:enabled")
    tab_to(page, "Hari ini")
    page.keyboard.press("Enter")
    press_next(someone, "topik")
    page.wait_for_selector("#topics[aria-busy=false] input")
    tab_to(page, "category")
    page.keyboard.press("Space")
    press_next(someone, "instansi")
    page.wait_for_selector("#agency-unknown-choice")
    tab_to(page, "_agency")
    page.keyboard.press("ArrowUp")
    tab_to(page, "agency-search")
    page.keyboard.type("dinas pu kobar")
    page.wait_for_selector("#agency-found input")
    tab_to(page, "agency_id")
    page.keyboard.press("Space")
    press_next(someone, "pelapor")
    tab_to(page, "reporter.email")
    page.keyboard.type("sari@warga.example")
    press_next(someone, "periksa")
    tab_to(page, "consent")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    tab_to(page, "go")
    page.keyboard.press("Enter")
    receipt = someone.receipt()
    own = cases.own(receipt)
    assert (own["location"]["lat"], own["event_date"]) != (None, None)

    cases.act("kobar", receipt, "verify", forward_to="kab.6201.dpupr")
    cases.act("dpupr", receipt, "accept")
    cases.act("dpupr", receipt, "answer", text="Halte sudah berdiri lagi.")
    page = someone.go("/lacak")
    tab_to(page, "report_id")
    page.keyboard.type(receipt["report_id"])
    tab_to(page, "access_code")
    page.keyboard.type(receipt["access_code"])
    page.keyboard.press("Enter")
    page.wait_for_selector("#report-title")
    tab_to(page, "Belum selesai")
    page.keyboard.press("Enter")
    tab_to(page, "dispute-text")
    page.keyboard.type("Atapnya belum dipasang.")
    tab_to(page, "Kirim sanggahan")
    page.keyboard.press("Enter")
    page.wait_for_selector("#own .govuk-inset-text")
    assert cases.own(receipt)["state"] == "reopened"
