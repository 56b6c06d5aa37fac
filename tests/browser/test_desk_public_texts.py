"""What the public will read is said at the desk before it is sent, and nothing else is read by the public."""

from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.deskwork import send, sign_in, start
from tests.local.running_system import RunningSystem

WORDS = "Kata Pak Joko Susilo aspal datang besok. Telepon 081234567890."


def test_an_officer_sees_what_the_public_reads_before_it_is_sent(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    receipt = cases.published(title="Jembatan Sungai Bersih rusak")
    cases.act("dpupr", receipt, "accept")
    desk = surfer(width=1200)
    page = sign_in(desk, system, "dpupr", f"/petugas#{receipt['report_id']}")
    start(page, "progress")
    box = page.locator("#do-progress")
    expect(box).to_contain_text("Laporan ini tampil kepada publik")
    expect(box).to_contain_text("publik hanya melihat bahwa ini terjadi")
    page.fill("#progress-text", WORDS)
    box.locator("form > .govuk-button-group .govuk-button").first.click()
    expect(box.locator(".govuk-error-summary")).to_contain_text("menunjuk seseorang")
    page.fill("#progress-public_text", WORDS)
    expect(box.locator("mark")).to_have_text(["Joko Susilo", "081234567890"])
    desk.inspect("kata-untuk-publik-1200")
    box.get_by_role("button", name="Salin dari teks di atas").click()
    cleaned = "Kata Pak [nama dihapus] aspal datang besok. Telepon [nomor telepon dihapus]."
    expect(page.locator("#progress-public_text")).to_have_value(cleaned)
    page.fill("#progress-public_text", "Aspal datang besok.")
    send(page, "progress")
    reader = surfer(width=320)
    shown = reader.go(f"/laporan?id={receipt['report_id']}")
    expect(shown.get_by_text("Aspal datang besok.")).to_be_visible()
    expect(shown.get_by_text("ditulis untuk publik")).to_be_visible()
    assert "Joko" not in shown.content()
    reader.inspect("laporan-publik-kata-320")


def test_who_publishes_writes_what_of_earlier_words_is_shown(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.forwarded(title="Jembatan Sungai Bersih rusak")
    cases.act("dpupr", receipt, "accept")
    cases.act("dpupr", receipt, "progress", text=WORDS)
    desk = surfer(width=1200)
    page = sign_in(desk, system, "kobar", f"/petugas#{receipt['report_id']}")
    start(page, "publish")
    box = page.locator("#do-publish")
    expect(box).to_contain_text("Yang sudah ditulis sebelumnya")
    expect(box.locator(".original mark")).to_have_text(["Joko Susilo", "081234567890"])
    desk.inspect("terbitkan-kata-sebelumnya-1200")
    area = box.locator("textarea[name^='public_texts.']")
    expect(area).to_have_value("")
    box.get_by_role("button", name="Pakai tanpa bagian bertanda").last.click()
    expect(area).to_have_value("Kata Pak [nama dihapus] aspal datang besok. Telepon [nomor telepon dihapus].")
    area.fill("Aspal datang besok.")
    send(page, "publish", sure=True)
    shown = surfer(width=320).go(f"/laporan?id={receipt['report_id']}")
    expect(shown.get_by_text("Aspal datang besok.")).to_be_visible()
    assert "Joko" not in shown.content()
