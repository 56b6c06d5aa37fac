"""`make demo`: the sample reports go through the running system over HTTP, so that every screen shows life.

Some stay to be verified; two become late, by the demo's own window to the clock (``windows``). It may be run again: a
sample keeps its submission key, and one that has left `submitted` is not moved a second time.
"""

import json
import os
import sys
import urllib.error
import urllib.request
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from infra.local.token import Bearers, running_at

HERE = Path(__file__).parent
COORDINATORS = {"kab.6201": "kobar", "prov.62": "kalteng"}
"""Who verifies for an institution; the nation does for all others, which have no demo officer."""

LEFT_TO_VERIFY = {"S031", "S034"}
"""Nobody moves these: a coordinator who looks around has something to verify."""

LATE = {"S012", "S044"}
"""Nobody accepts these in time."""

NOT_FORWARDED = {"request-data", "archive"}
"""A first move that answers the report where it was sent to, instead of forwarding it."""


class UnexpectedAnswer(Exception):
    """An answer that was not expected."""


class Api:
    """The running system, as its users meet it."""

    def __init__(self, url: str, data_dir: Path) -> None:
        self.url = url
        self.bearer = Bearers(data_dir).of

    def get(self, path: str, headers: dict[str, str] | None = None) -> Any:
        """The JSON at a path."""
        return self._ask("GET", f"/api{path}", None, headers or {})

    def post(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> Any:
        """What a command answers."""
        return self._ask("POST", f"/api{path}", json.dumps(body).encode(), headers)

    def let_the_clock_work(self, now: datetime) -> None:
        """The sweep as it would run at that time: whatever is due by then happens, in this system as a whole."""
        self._ask("POST", "/_local/sweep", json.dumps({"now": now.isoformat()}).encode(), {})

    def as_officer(self, username: str) -> dict[str, str]:
        """The headers of an officer's requests."""
        return {"Authorization": f"Bearer {self.bearer(username)}"}

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Any:
        given = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Language": "en", **headers}
        request = urllib.request.Request(self.url + path, body, given, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            raise UnexpectedAnswer(
                f"{method} {path}: {refused.code} {refused.read().decode(errors='replace')}"
            ) from refused
        except urllib.error.URLError as unreachable:
            raise UnexpectedAnswer(
                f"{self.url} does not answer ({unreachable.reason}): is `make run` running?"
            ) from unreachable


def submission(sample: dict[str, Any], today: date) -> dict[str, Any]:
    """The body a citizen would send for a sample. An event that is still to come on this clock has no date."""
    wrongly_addressed = "salah-instansi" in sample["cases"]
    addressed = "kab.6201" if wrongly_addressed else sample["expected_institution"]
    name = sample["id"].lower()
    happened = sample["event_date"] if date.fromisoformat(sample["event_date"]) <= today else None
    body = {
        "classification": sample["classification"],
        "title": sample["title"],
        "body": sample["body"],
        "category": sample["category"],
        "agency_id": addressed,
        "event_date": happened,
        "location": sample["location"] or None,
        "anonymous": sample["anonymous"],
        "confidential": sample["confidential"],
        "consent": True,
        "reporter": None if sample["anonymous"] else {"name": f"Warga {name}", "email": f"{name}@warga.example"},
    }
    return {key: value for key, value in body.items() if value is not None}


def verification(sample: dict[str, Any], shown: dict[str, Any], moves: list[Any]) -> dict[str, Any]:
    """What the coordinator decides at the desk: public wording, seal, and where it goes."""
    body: dict[str, Any] = {}
    if sample["supervisory"]:
        body["supervisory"] = True
    elif not shown["confidential"] and not (moves and moves[0][1] == "archive"):
        body |= {"public_title": sample["title"], "public_body": without_names(sample), "publish": True}
    answered_here = bool(moves) and moves[0][1] in NOT_FORWARDED and sample["expected_unit"] is None
    if "salah-instansi" in sample["cases"]:
        body["forward_to"] = sample["expected_institution"]  # another institution as a whole, never its units
    elif sample["expected_unit"] and not answered_here:
        body["forward_to"] = sample["expected_unit"]
    return body


def without_names(sample: dict[str, Any]) -> str:
    """The text with every name and number masked that would show who it is about."""
    text: str = sample["body"]
    for private in sorted(sample["pii_to_redact"], key=len, reverse=True):
        text = text.replace(private, "[disamarkan]")
    return text


def play(api: Api, sample: dict[str, Any], moves: list[Any], answers: list[Any]) -> str:
    """Submit one sample and move it along; the state it ends in."""
    body = submission(sample, datetime.now(UTC).date())
    key = f"lapor-demo-{sample['id']}" + ("" if "event_date" in body else "-undated")
    receipt = api.post("/reports", body, {"Idempotency-Key": key})
    number, reporter = receipt["report_id"], {"X-Access-Code": receipt["access_code"]}
    own = api.get(f"/reports/{number}", reporter)
    if own["state"] != "submitted":
        return f"{own['state']} (already moved)"
    if sample["id"] in LEFT_TO_VERIFY:
        return str(own["state"])
    coordinator = COORDINATORS.get(body.get("agency_id", "ri"), "nasional")
    desk = api.as_officer(coordinator)
    shown = api.get(f"/officer/reports/{number}", desk)
    decided = verification(sample, shown, moves)
    state = own["state"]
    if decided:
        state = api.post(f"/officer/reports/{number}/verify", {"version": shown["version"], **decided}, desk)["state"]
    for who, command, given in moves:
        fields = {key: value for key, value in given.items() if key != "sample_answer"}
        if "sample_answer" in given:
            fields["text"] = answers[given["sample_answer"]]["text"]
        if who == "reporter":
            state = api.post(f"/reports/{number}/{command}", fields, reporter)["state"]
        else:
            officer = api.as_officer(who)
            version = api.get(f"/officer/reports/{number}", officer)["version"]
            state = api.post(f"/officer/reports/{number}/{command}", {"version": version, **fields}, officer)["state"]
    if sample["id"] in LATE:
        due_at = api.get(f"/officer/reports/{number}", desk)["deadline"]["due_at"]
        api.let_the_clock_work(datetime.fromisoformat(due_at) + timedelta(seconds=1))
        return f"{state} (late)"
    return str(state)


def read(name: str) -> Any:
    """One of the sample files."""
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def main() -> None:
    """All samples in their order, then a table of the states they are in."""
    data_dir = Path(os.environ.get("DATA_DIR") or ".data")
    api = Api(running_at(data_dir), data_dir)
    moves, answers = read("sample_moves.json"), read("sample_answers.json")
    states: Counter[str] = Counter()
    # Those that become late go first: what the clock does to them finds no other sample due.
    for sample in sorted(read("sample_reports.json"), key=lambda sample: sample["id"] not in LATE):
        try:
            state = play(api, sample, moves.get(sample["id"], []), answers)
        except UnexpectedAnswer as reason:
            sys.exit(f"{sample['id']} was refused. {reason}")
        print(f"{sample['id']}  {state:<28} {sample['title']}", flush=True)
        states[state.split(" ")[0]] += 1
    print()
    for state, count in states.most_common():
        print(f"{count:>4}  {state}")
    print(f"{states.total():>4}  reports in all")


if __name__ == "__main__":
    main()
