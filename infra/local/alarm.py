"""The alarm of one machine: asks the deep health and the disk, and says what is wrong to the journal and by mail.

A timer runs it (`infra/local/systemd/lapor-alarm.timer`); it does not need the system, so it tells when that is down. A
mail goes to ALARM_ADDRESS over SMTP_URL when something begins or ends, and once a day while it lasts. It ends with 1
while anything is wrong, so that the unit stands among the failed ones.
"""

import json
import os
import sys
import time
import urllib.request
import uuid
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from infra.local.alarm_texts import letter, sentence
from infra.local.condition import free_megabytes
from infra.local.kept_backups import newest_age
from infra.local.options import read_options, url_of
from infra.local.relay import NotRelayed, Relay

STATE = "alarm.json"
ALARM_MEGABYTES = 1024
"""Below so much free space somebody should make room, long before the reserve is touched."""
OLDEST_BACKUP_SECONDS = 2 * 24 * 3600
REMINDER_SECONDS = 24 * 3600
_ANSWER_SECONDS = 25
_ALERT, _NOTICE = "<1>", "<5>"
"""How systemd reads a line's priority (sd-daemon(3))."""


def wrong(data_dir: Path, url: str, backups: Path | None, now: float, least: int = ALARM_MEGABYTES) -> list[str]:
    """What is wrong at an instant, by its code: the faults of the deep health, and what only this looks at."""
    found: list[str] = []
    try:
        with urllib.request.urlopen(f"{url}/api/health?deep=1", timeout=_ANSWER_SECONDS) as answer:
            found += json.load(answer)["faults"]
    except (OSError, ValueError, KeyError):
        found.append("no_answer")
    with suppress(OSError):
        if free_megabytes(data_dir) < least and "disk_full" not in found:
            found.append("little_space")
    if backups and newest_age(backups, now) > OLDEST_BACKUP_SECONDS:
        found.append("no_backup")
    return found


def is_to_tell(told: Mapping[str, Any], found: list[str], now: float) -> bool:
    """Whether something began or ended since it was told, or lasts for a day; ``told`` is what was kept of that."""
    before, at = told.get("faults", []), told.get("at", 0)
    return set(before) != set(found) or bool(found and now - at >= REMINDER_SECONDS)


def main() -> None:
    """Look, say what there is to say, and end with 1 while anything is wrong."""
    options, environ, now = read_options(), os.environ, time.time()
    backups = Path(environ["TO"]) if environ.get("TO") else None
    least = int(environ.get("ALARM_MEGABYTES") or ALARM_MEGABYTES)
    found = wrong(options.data_dir, url_of(options.host, options.port), backups, now, least)
    for code in found:
        print(f"{_ALERT}{code}: {sentence(code)}", flush=True)
    state = Path(environ.get("RUNTIME_DIRECTORY") or options.data_dir) / STATE
    told = _told(state)
    if is_to_tell(told, found, now) and _mailed(told.get("faults", []), found, environ):
        with suppress(OSError):
            state.write_text(json.dumps({"faults": found, "at": now}), encoding="utf-8")
    sys.exit(1 if found else 0)


def _told(state: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(state.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content


def _mailed(before: list[str], found: list[str], environ: Mapping[str, str]) -> bool:
    """Whether the alarm's mail was taken, or there is nobody to mail."""
    to, relay = environ.get("ALARM_ADDRESS"), environ.get("SMTP_URL")
    if not to or not relay:
        return True
    mail = letter(environ.get("SENDER_ADDRESS") or to, to, environ.get("SITE_URL", ""), before, found)
    try:
        Relay(relay).hand(mail, str(uuid.uuid4()))
    except (NotRelayed, RuntimeError) as refused:
        print(f"{_ALERT}the alarm's mail was not taken: {refused}", flush=True)
        return False
    print(f"{_NOTICE}the alarm was mailed", flush=True)
    return True


if __name__ == "__main__":
    main()
