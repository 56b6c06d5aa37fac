"""Every page and state, phone and desktop, both languages: no axe violation, nothing too wide, a picture to look at."""

import pytest

from tests.browser.cases import Cases, Receipt
from tests.browser.conftest import Open
from tests.browser.surfing import STEPS, Surfer

SIZES = [(width, language) for width in (320, 1200) for language in ("id", "en")]


def home(language: str) -> str:
    """The prefix of a language's addresses."""
    return "/en" if language == "en" else ""


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_plain_pages(surfer: Open, cases: Cases, width: int, language: str) -> None:
    someone = surfer(width=width)
    for name in ("bantuan", "lupa", "tidak-ada"):
        someone.go(f"{home(language)}/{name}")
        someone.inspect(f"{name}-{language}-{width}")
    page = someone.go(f"{home(language)}/lacak")
    someone.inspect(f"lacak-{language}-{width}")
    page.click("main form button")
    someone.inspect(f"lacak-galat-{language}-{width}")
    page.fill("#report_id", "LP-0000-0000-000")
    page.fill("#access_code", "AAAAA-AAAAA-AAAAA-AAAAA")
    page.click("main form button")
    page.wait_for_selector(".govuk-error-summary")
    someone.inspect(f"lacak-salah-{language}-{width}")


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_every_step_of_the_form_and_its_receipt(surfer: Open, width: int, language: str) -> None:
    someone = surfer(width=width)
    page = someone.go(f"{home(language)}/lapor")
    for number, step in enumerate(STEPS, 1):
        if number > 1:
            someone.next()
        someone.at(step)
        prepare(someone, step)
        someone.inspect(f"lapor-{number}-{step}-{language}-{width}")
        if step in ("kejadian", "topik", "pelapor", "periksa"):
            someone.next()
            page.wait_for_selector(".govuk-error-summary")
            someone.inspect(f"lapor-{number}-{step}-galat-{language}-{width}")
        answer(someone, step)
    someone.next()
    someone.receipt()
    someone.inspect(f"lapor-bukti-{language}-{width}")


def prepare(someone: Surfer, step: str) -> None:
    """Open what a step can open, so that it is looked at, too."""
    page = someone.page
    match step:
        case "lokasi":
            page.wait_for_selector("select[id='location.province']")
            page.click("#open-map")
            page.wait_for_selector(".leaflet-container canvas")
            page.click("text=/Perbesar|Zoom in/")
            page.wait_for_selector(".leaflet-tooltip")
        case "topik":
            page.wait_for_selector("#topic-other")
        case "instansi":
            page.check("#agency-known-choice")
            page.fill("#agency-search", "dinas")
            page.wait_for_selector("#agency-found input")
        case "pelapor":
            page.click(".step--shown details summary")


def answer(someone: Surfer, step: str) -> None:
    """Give a step what it needs."""
    page = someone.page
    match step:
        case "kejadian":
            page.check("#classification")
            page.fill("#body", "Setiap hujan air masuk ke ruang kelas sekolah.\nBuku dan meja basah.")
            page.fill("#title", "Atap ruang kelas 4 bocor")
        case "topik":
            someone.choose_topic("kekerasan-pendidikan")
        case "instansi":
            page.check("#agency_id-0")
        case "pelapor":
            page.fill("[id='reporter.email']", "sari@warga.example")
        case "periksa":
            page.check("#consent")


@pytest.fixture(scope="module")
def stages(cases: Cases) -> dict[str, Receipt]:
    """A report at each stage of its life."""
    stages = {
        "diterima": cases.submitted(),
        "anonim": cases.submitted(anonymous=True, confidential=True, reporter=None),
        "butuh-data": cases.needs_info(),
        "diteruskan": cases.published(),
        "dijawab": cases.answered(),
        "dibuka-kembali": cases.reopened(),
        "selesai": cases.closed(),
        "diarsipkan": cases.archived(),
        "dicabut": cases.submitted(),
    }
    cases.as_reporter(stages["dicabut"], "withdraw")
    bearer = cases.system.as_officer("dpupr")
    number = stages["dijawab"]["report_id"]
    assert cases.system.ask("GET", f"/api/officer/reports/{number}/identity", headers=bearer).status == 200
    return stages


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_the_own_view_at_every_stage(surfer: Open, stages: dict[str, Receipt], width: int, language: str) -> None:
    someone = surfer(width=width)
    for stage, receipt in stages.items():
        page = someone.track(receipt, language=home(language))
        for summary in page.locator("#own summary").all():
            if summary.locator("xpath=..").get_attribute("open") is None:
                summary.click()
        someone.inspect(f"lacak-{stage}-{language}-{width}")


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_published_reports(surfer: Open, stages: dict[str, Receipt], width: int, language: str) -> None:
    someone = surfer(width=width)
    page = someone.go(f"{home(language)}/laporan")
    page.wait_for_selector(".reports li")
    page.click("section button")
    page.wait_for_selector(".leaflet-tooltip")
    someone.inspect(f"laporan-{language}-{width}")
    someone.go(f"{home(language)}/laporan?month=2021-01")
    page.wait_for_selector("#results h2")
    someone.inspect(f"laporan-kosong-{language}-{width}")
    someone.go(f"{home(language)}/laporan?id={stages['diteruskan']['report_id']}")
    page.wait_for_selector("#one .events")
    someone.inspect(f"laporan-satu-{language}-{width}")
    someone.go(f"{home(language)}/laporan?id={stages['diterima']['report_id']}")
    page.wait_for_selector("#one h1")
    someone.inspect(f"laporan-tidak-publik-{language}-{width}")
