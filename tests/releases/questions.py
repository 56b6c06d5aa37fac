"""What is asked of a release's data: by the release itself when the fixture was made, and by today's code.

Only what stands in the contract of the HTTP API, so that whatever lies behind it may change.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

OFFICERS = (
    "nasional kobar dpupr dinkes disdukcapil dlh dishub dpupr-kepala kobar-sekda inspektorat kalteng kotim ombudsman"
).split()
QUEUES = "verify inbox waiting returned late escalated undelivered all".split()
INSTITUTIONS = ("kab.6201", "kab.6202", "prov.62")
LEFT_OUT = {
    "as_of": "the moment of reading",
    "exported_at": "the moment of reading",
    "next": "a sealed place in a list; the lists are read to their ends",
}
"""Fields that no stored data decides, each with the reason why it is not compared."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: everybody, a reporter with their code, or an officer; in a language."""

    code: str | None = None
    officer: str | None = None
    language: str = "id"


Ask = Callable[[str, Asker], tuple[int, Any]]
"""A GET of a path under the API, and the status and JSON it is answered with."""
EVERYBODY = Asker()


def answers(ask: Ask, note: dict[str, Any], left_out: Callable[[str], bool] = lambda _: False) -> dict[str, Any]:
    """Every question but those left out with its answer; a refusal is kept as its status and code."""
    found: dict[str, Any] = {}
    for questions in (_of_reporters, _of_the_public, _of_queues, _of_reports, _of_the_directory, _of_figures):
        for question, path, asker in questions(note):
            if not left_out(question):
                found[question] = _read(ask, path, asker)
    return found


def comparable(value: Any) -> Any:
    """An answer without what is left out."""
    if isinstance(value, dict):
        return {name: comparable(inner) for name, inner in value.items() if name not in LEFT_OUT}
    if isinstance(value, list):
        return [comparable(inner) for inner in value]
    return value


Questions = Iterator[tuple[str, str, Asker]]


def _of_reporters(note: dict[str, Any]) -> Questions:
    for name, report in note["reports"].items():
        path, code = f"/reports/{report['report_id']}", report["access_code"]
        yield f"own view: {name}", path, Asker(code)
        yield f"own view in English: {name}", path, Asker(code, language="en")
        yield f"own deadline: {name}", f"{path}/deadline", Asker(code)
        yield f"export: {name}", f"{path}/export", Asker(code)
        yield f"public view: {name}", path, EVERYBODY
        yield f"public deadline: {name}", f"{path}/deadline", EVERYBODY


def _of_the_public(note: dict[str, Any]) -> Questions:
    month = note["months"][0]
    filters: list[dict[str, str]] = [{}, {"agency": "kab.6201"}, {"agency": "kab.6202"}, {"category": "perhubungan"}]
    filters += [{"state": "answered"}, {"state": "closed"}, {"month": month}, {"agency": "kab.6201", "month": month}]
    for one in filters:
        yield f"public list: {urlencode(one) or 'all'}", f"/reports?{urlencode(one | {'limit': '3'})}", EVERYBODY
    yield "agencies: all", "/agencies?limit=100", EVERYBODY
    yield "agencies: below dlh", "/agencies?parent=kab.6201.dlh", EVERYBODY
    for language in ("id", "en"):
        yield f"categories: {language}", "/categories", Asker(language=language)


def _of_queues(note: dict[str, Any]) -> Questions:
    for officer in OFFICERS:
        yield f"profile: {officer}", "/officer", Asker(officer=officer)
        for queue in QUEUES:
            yield f"queue: {officer} {queue}", f"/officer/reports?queue={queue}", Asker(officer=officer)
    for agency in INSTITUTIONS:
        path = f"/officer/reports?queue=all&limit=10&order=calm&agency={agency}"
        yield f"queue: nasional all of {agency}", path, Asker(officer="nasional")


def _of_reports(note: dict[str, Any]) -> Questions:
    for officer in OFFICERS:
        for name, report in note["reports"].items():
            yield f"officer's view: {officer} {name}", f"/officer/reports/{report['report_id']}", Asker(officer=officer)


def _of_the_directory(note: dict[str, Any]) -> Questions:
    for officer in OFFICERS:
        for rows in ("agencies", "officers", "standards", "categories", "wordings", "calendar"):
            paged = "?limit=100" if rows in ("agencies", "officers") else ""
            yield f"directory: {officer} {rows}", f"/officer/{rows}{paged}", Asker(officer=officer)


def _of_figures(note: dict[str, Any]) -> Questions:
    for officer in OFFICERS:
        for month in note["months"]:
            yield f"figures: {officer} {month}", f"/officer/summary?month={month}", Asker(officer=officer)
    for agency in INSTITUTIONS:
        path = f"/officer/summary?agency={agency}&month={note['months'][0]}"
        yield f"figures: nasional of {agency}", path, Asker(officer="nasional")


def _read(ask: Ask, path: str, asker: Asker) -> Any:
    """One answer, a list with all its pages in one."""
    status, body = ask(path, asker)
    if status != 200:
        return {"status": status, "code": body.get("error", {}).get("code")}
    cursor = body.get("next")
    while cursor:
        status, page = ask(f"{path}{'&' if '?' in path else '?'}{urlencode({'cursor': cursor})}", asker)
        assert status == 200, (path, page)
        body["items"] += page["items"]
        cursor = page["next"]
    return comparable(body)
