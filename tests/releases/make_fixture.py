"""`make release-fixture VERSION=`: the fixture of a release, from exactly its checkout and with its own code.

It starts the whole system as `make run` does, on a free port and a new folder, tells it the story over HTTP, waits
until nothing is left to be told, writes down what the system answers to every question, and ends it with SIGTERM. What
lies in the folder then becomes `data.tar.xz`, the answers `expected.json.xz`. A fixture once made is never made again.
"""

import json
import lzma
import sqlite3
import sys
import tarfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from infra.local import dynoxide
from tests.local.running_system import RunningSystem
from tests.releases import story, story_at_work, story_since_0_2
from tests.releases.questions import Asker, answers
from tests.releases.town import SITE_URL, Town

KEPT = (
    "reports.db mail.db stream.db files.db files access-code-secrets.json signing-secret.json officer-passwords.json"
    " schema.json"
).split()
"""What a start needs to find: not the logs, the lock, and the sign-in's key, which are made anew."""
QUIET_SECONDS = 40
"""Longer than the grace after which what the stream left untold is told."""
OF_A_MAIL = ("to", "subject", "report_id", "sent_at")


def main() -> None:
    """Make the fixture in the folder named by the one argument."""
    place = Path(sys.argv[1])
    place.mkdir(exist_ok=True)  # with its README
    if (place / "data.tar.xz").exists():
        sys.exit(f"{place} has a fixture already, and one that was released is never made again")
    with TemporaryDirectory() as folder:
        system = RunningSystem(Path(folder) / "data", {"SITE_URL": SITE_URL}).start()
        try:
            expected = told(system)
        finally:
            code = system.stop()
        assert code == 0, code
        pack(system.data_dir, place / "data.tar.xz")
    text = json.dumps(expected, ensure_ascii=False, indent=1).encode()
    (place / "expected.json.xz").write_bytes(lzma.compress(text, preset=9))


def told(system: RunningSystem) -> dict[str, Any]:
    """Tell the story; the note of its reports, and every answer."""
    town = Town(system)
    pages = whole_story(town)
    wait_until_quiet(system)
    note = {
        "read_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "months": months(town),
        "reports": {
            name: {"report_id": one["report_id"], "access_code": one["access_code"]}
            for name, one in town.reports.items()
        },
        "sent": {"baru-biasa": town.sent["baru-biasa"] | {"receipt": town.reports["baru-biasa"]}},
        "followers": pages,
    }
    mails = [{name: mail[name] for name in OF_A_MAIL} for mail in system.mails()]
    return {"note": note, "answers": answers(asking(town), note), "mails": mails}


def whole_story(town: Town) -> dict[str, str]:
    """Everything that happens, in its order: each sweep finds what stands before it alone; the followers' pages."""
    story.directory(town)
    story.ends_of_the_ladder(town)
    story.steps_of_the_ladder(town)
    for part in (story.just_sent, story.archived, story.waiting, story.returned):
        part(town)
    for part in (story_at_work.at_work, story_at_work.supervisory, story_at_work.files, story_at_work.after_the_answer):
        part(town)
    story_at_work.merged(town)
    pages = story_at_work.published(town)
    story_at_work.gone(town)
    story_at_work.unwanted(town)
    for part in (story_since_0_2.case_of_many, story_since_0_2.plans, story_since_0_2.people):
        part(town)
    return pages


def months(town: Town) -> list[str]:
    """The months in which anything happened, the first one first."""
    readable = [name for name in town.reports if not name.startswith("hapus-")]
    return sorted({event["at"][:7] for name in readable for event in town.own(name)["events"]})


def asking(town: Town) -> Any:
    """Questions to the running system."""

    def ask(path: str, asker: Asker) -> tuple[int, Any]:
        headers = {"Accept-Language": asker.language} | ({"X-Access-Code": asker.code} if asker.code else {})
        headers |= town.bearer(asker.officer) if asker.officer else {}
        reply = town.system.ask("GET", f"/api{path}", headers=headers)
        return reply.status, reply.json

    return ask


def wait_until_quiet(system: RunningSystem) -> None:
    """Until no list of what is still to be done has anything in it, and nothing was sent for a while."""
    since, mails = time.monotonic(), -1
    while time.monotonic() - since < QUIET_SECONDS:
        count = len(system.mails())
        if count != mails or left_to_do(system.data_dir):
            since, mails = time.monotonic(), count
        time.sleep(1)


def left_to_do(data_dir: Path) -> int:
    """How much the stream's readers, the mail service and the bucket have still to bring."""
    lists = (("stream.db", "retries"), ("mail.db", "events"), ("files.db", "events"))
    return sum(_rows(data_dir / file, table) for file, table in lists)


def _rows(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path, timeout=20)) as database:
        return int(database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])


def pack(data_dir: Path, archive: Path) -> None:
    """What a start needs, its databases each in one file, without the names and times of this machine."""
    dynoxide.trim_stream(data_dir / "reports.db", time.time())  # as the system itself does a day later
    for path in data_dir.glob("*.db"):
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            database.execute("VACUUM")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with tarfile.open(archive, "w:xz", preset=9) as packed:
        for name in KEPT:
            if not (data_dir / name).exists():  # a release before it
                continue
            packed.add(data_dir / name, name, filter=_nobodys)


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    return member


if __name__ == "__main__":
    main()
