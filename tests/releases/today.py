"""Today's code over the data of a release: `python -m tests.releases.today DATA_DIR EXPECTED ANSWERS`.

A process of its own, because the settings are another release's. No schedule runs and the clock stands at the moment at
which the release itself was asked, so that the answers are the same on whatever day this runs.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from chalice.test import Client

from tests import local_cloud
from tests.app.people import Desk, Reply, token
from tests.local.running_system import submission
from tests.releases.questions import Asker, answers

MORE, FIRST, PLACES = 500, 300_000, ("kab.6201", "kab.6202", "prov.62", "kab.6203")
"""How many reports come on top, and the number of the first."""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def main() -> None:
    """Answer every question, then do what a reporter and followers may still do."""
    data_dir, expected, place = (Path(one) for one in sys.argv[1:])
    note = json.loads(expected.read_text(encoding="utf-8"))["note"]
    local_cloud.configure()
    os.environ |= {
        "SHARDS": "1",
        "SITE_URL": "https://lapor.example",
        "ACCESS_CODE_SECRETS_FILE": str(data_dir / "access-code-secrets.json"),
    }
    with local_cloud.standing(data_dir), pytest.MonkeyPatch.context() as patch:
        from app import app
        from chalicelib import clock

        read_at = datetime.fromisoformat(note["read_at"])
        patch.setattr(clock, "now", lambda: read_at)
        with Client(app, project_dir=str(Path(__file__).parents[2])) as client:
            found = everything(Desk(client), note)
    place.write_text(json.dumps(found), encoding="utf-8")


def everything(desk: Desk, note: dict[str, Any]) -> dict[str, Any]:
    """Every answer, and again with five hundred reports on top; each report sent again; the followers' buttons."""
    asked = answers(asking(desk), note)
    more = [desk.post("/reports", one, key_of(number)).status for number, one in enumerate(further())]
    asked_again = answers(asking(desk), note, is_like_others)
    sent = {name: sent_again(desk, one) for name, one in note["sent"].items()}
    return {
        "answers": asked,
        "more": more,
        "answers with more": asked_again,
        "sent": sent,
        "buttons": buttons(desk, note["followers"]),
    }


def is_like_others(question: str) -> bool:
    """Whether a question is a case's view of an officer, of whom three stand for all: a thousand less."""
    return question.startswith("officer's view: ") and question.split()[2] not in ("nasional", "kobar", "dpupr")


def further() -> Iterator[dict[str, Any]]:
    """Five hundred reports about every matter, in places that have some already and in one that has none."""
    path = Path(__file__).parents[2] / "chalicelib" / "data" / "categories.json"
    categories = [one["id"] for one in json.loads(path.read_text(encoding="utf-8"))]
    for number, category, place in zip(range(MORE), cycle(categories), cycle(PLACES), strict=False):
        yield submission(FIRST + number) | {"category": category, "agency_id": place}


def key_of(number: int) -> dict[str, str]:
    """The header of one of the further reports."""
    return {"Idempotency-Key": f"tambahan-{number:06}"}


def asking(desk: Desk) -> Any:
    """Questions to the application; an officer's token is made from the profile that the data holds."""
    profiles = Path(__file__).parents[2] / "infra" / "local" / "demo_officers.json"
    officers = {one["username"]: one for one in json.loads(profiles.read_text(encoding="utf-8"))}

    def ask(path: str, asker: Asker) -> tuple[int, Any]:
        headers = {"Accept-Language": asker.language} | ({"X-Access-Code": asker.code} if asker.code else {})
        headers |= bearer(officers[asker.officer]) if asker.officer else {}
        reply = desk.get(path, headers)
        return reply.status, reply.json

    return ask


def bearer(officer: dict[str, Any]) -> dict[str, str]:
    """The header of a demo officer."""
    name = officer["username"]
    claims = {"custom:role": officer["role"], "custom:agency": officer["agency_id"]}
    return {"Authorization": f"Bearer {token({'sub': name, 'cognito:username': name, **claims})}"}


def sent_again(desk: Desk, sent: dict[str, Any]) -> dict[str, Any]:
    """What a report is answered with that is sent again with the key it had."""
    reply = desk.post("/reports", sent["fields"], {"Idempotency-Key": sent["key"]})
    return {"status": reply.status, "receipt": reply.json}


def buttons(desk: Desk, followers: dict[str, str]) -> dict[str, int]:
    """Who asked to follow confirms, who stopped cannot, who follows stops: the statuses."""

    def press(who: str, button: str) -> Reply:
        return desk.ask("POST", f"{followers[who].removeprefix('/api')}/{button}", FORM)

    return {
        "diam confirms": press("diam", "confirm").status,
        "henti confirms": press("henti", "confirm").status,
        "ikut stops": press("ikut", "stop").status,
    }


if __name__ == "__main__":
    main()
