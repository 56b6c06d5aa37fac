"""The parts of one running system, in the order in which they start.

The database first, then mail and bucket, the tables and the directory, the sign-in, the readers, and the web workers
last, so that `GET /api/health` answers only when everything stands that citizens need.
"""

import importlib
import os
import socket
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from infra.local import cognito, dynoxide, inner, known_pool
from infra.local.arrivals import SMALL
from infra.local.children import Child, fork
from infra.local.data_dir import write_private
from infra.local.doors import Doors
from infra.local.handover import DESCRIPTOR
from infra.local.known_pool import OIDC
from infra.local.message_inbox import inbox_of
from infra.local.options import Options, url_of
from infra.local.preparing import (
    HOME_IN_HEAD,
    check_settings,
    fill_directory,
    forget_settings,
    import_shared,
    settings_of,
)
from infra.local.pulse import Pulses
from infra.local.queue import queue_url
from infra.local.supervisor import GivenUp, Supervisor
from infra.local.welcome import say

TABLES = ("REPORTS_TABLE", "IDENTITIES_TABLE", "DIRECTORY_TABLE", "STATISTICS_TABLE", "SHARDS", "DYNAMODB_ENDPOINT")
"""What another command on the same database needs to know."""
POOL_ID = "lapor_officers"
"""What the children call the pool, whichever it is now: its door knows."""
READY_SECONDS = 60
SERVERS_PATIENCE, READERS_PATIENCE, SCHEDULES_PATIENCE = 120, 300, 3600
"""How many seconds a child may be silent: a start on a slow machine; a batch of letters to a slow relay; `reports.db`
written anew after an erasure."""


class Parts:
    """Everything that the host starts for one DATA_DIR."""

    def __init__(
        self, options: Options, relays: Mapping[str, str], children: Supervisor, stopping: Callable[[], bool]
    ) -> None:
        self._options, self._relays, self._children, self._stopping = options, relays, children, stopping
        self._data_dir, self._url = options.data_dir, url_of(options.host, options.port)
        self._doors = Doors(options.data_dir, are_open=options.open_ports)
        # The web workers' end and the bucket's; the host holds both, so that either may be started again.
        self._files_ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._pulses = Pulses()
        self.has_pool = not all(os.environ.get(name) for name in OIDC)

    def start(self) -> None:
        """All of them; returns when citizens are served."""
        os.environ.update(settings_of(self._options))
        check_settings()
        self._doors.make()
        database = self._place_database()
        import_shared()
        if database:
            self._children.start("database", database)
        self._start_mail()
        self._start_bucket()
        os.environ.pop(HOME_IN_HEAD, None)
        if home := fill_directory(demo=self._options.demo):
            os.environ[HOME_IN_HEAD] = home
        if self.has_pool:
            self._start_sign_in()
        known = {"url": self._url, "pid": os.getpid(), "tables": {one: os.environ[one] for one in TABLES}}
        write_private(self._data_dir / "host.json", {**known, "has_pool": self.has_pool})
        self._module("stream reader", "infra.local.stream", patience=READERS_PATIENCE)
        self._module("schedules", "infra.local.schedules", patience=SCHEDULES_PATIENCE)
        self._module("arrivals", "infra.local.arrivals", patience=READERS_PATIENCE)
        self._module("small arrivals", "infra.local.arrivals", SMALL, patience=READERS_PATIENCE)
        self._module("migrations", "infra.local.migrating", patience=READERS_PATIENCE)
        inbox = inbox_of(self._relays["SMS_URL"])
        if self._options.inbound_smtp or inbox:
            door = {"INBOUND_SMTP": self._options.inbound_smtp, "SMS_INBOX": str(inbox or "")}
            self._module("messages in", "infra.local.messages_in", patience=READERS_PATIENCE, settings=door)
        self._start_web()
        if self.has_pool:
            self._wait_for_sign_in()

    def remove_traces(self) -> None:
        """What tells others of a running system."""
        self._doors.remove()
        known_pool.forget(self._data_dir)
        (self._data_dir / "host.json").unlink(missing_ok=True)

    def _log(self, name: str) -> Path:
        return self._data_dir / "log" / f"{name.replace(' ', '-')}.log"

    def _module(
        self,
        name: str,
        module: str,
        *arguments: str,
        descriptors: Sequence[int] = (),
        missing: str = "",
        patience: float = SERVERS_PATIENCE,
        settings: Mapping[str, str] | None = None,
    ) -> Child:
        pulse = self._pulses.another(patience)

        def work() -> None:
            pulse.take()
            forget_settings()
            sys.argv = [module, *arguments]
            importlib.import_module(module).main()

        def start() -> Child:
            return fork(name, work, self._log(name), settings, descriptors)

        return self._children.start(name, start, missing, pulse)

    def _place_database(self) -> Callable[[], Child] | None:
        """Put on record where the included database will be; what starts it. None where another one is named."""
        if os.environ.get("DYNAMODB_ENDPOINT"):
            return None
        self._doors.require_networks()
        port, url = self._doors.place(inner.DATABASE)
        path = self._data_dir / "reports.db"
        os.environ.update(DYNAMODB_ENDPOINT=url, REPORTS_DB=str(path))
        return lambda: dynoxide.start(path, port, self._log("database"), url)

    def _start_mail(self) -> None:
        os.environ["SES_ENDPOINT"] = endpoint = self._doors.url(inner.MAIL)
        os.environ["DEAD_LETTER_QUEUE_URL"] = queue_url(endpoint)
        # In a demo short messages can be read; without a gateway nobody else would ever get them.
        sends_short_messages = self._options.demo or bool(self._relays["SMS_URL"])
        os.environ.update(SMS_ENDPOINT=endpoint, SHORT_MESSAGES="yes" if sends_short_messages else "no")
        self._module("mail", "infra.local.ses", endpoint, settings=self._relays)

    def _start_bucket(self) -> None:
        url, end = self._doors.url(inner.BUCKET), self._files_ends[1].fileno()
        site_url = os.environ["SITE_URL"].rstrip("/")
        os.environ.update(FILES_BUCKET="lapor-files", FILES_ENDPOINT=url, FILES_URL=f"{site_url}/berkas")
        bucket = self._module("bucket", "infra.local.bucket", url, descriptors=[end], settings={DESCRIPTOR: str(end)})
        inner.wait_until_answering(url, bucket, "the bucket")

    def _start_sign_in(self) -> None:
        self._doors.require_networks()
        known_pool.forget(self._data_dir)
        door = self._doors.url(inner.SIGN_IN_DOOR)
        os.environ.update(COGNITO_POOL_ID=POOL_ID, COGNITO_ENDPOINT=door, SIGN_IN_PAGES=door)
        desks = cognito.desks(os.environ["SITE_URL"], self._options.port)
        self._module(
            "sign-in",
            "infra.local.pool_keeper",
            door,
            *desks,
            missing="no officer can sign in; citizens are served all the same",
            settings={"INNER_PORTS": "open" if self._doors.are_open else "none"},
        )

    def _wait_for_sign_in(self) -> None:
        until = time.monotonic() + READY_SECONDS
        while not known_pool.present(self._data_dir) and not self._stopping():
            if time.monotonic() > until:
                say(f"no officer can sign in yet; {self._log('sign-in')} says why. Citizens are served all the same")
                return
            self._children.check()
            time.sleep(0.05)

    def _start_web(self) -> None:
        host, port = self._options.host, self._options.port
        bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        end = self._files_ends[0].fileno()
        web = self._module("web", "infra.local.web", bind, descriptors=[end], settings={DESCRIPTOR: str(end)})
        until = time.monotonic() + READY_SECONDS
        while not self._stopping() and not self._is_healthy():
            if web.poll() is not None or time.monotonic() > until:
                raise GivenUp(f"the web workers do not answer; {self._log('web')} says why")
            time.sleep(0.1)

    def _is_healthy(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self._url}/api/health", timeout=5) as answer:
            return bool(answer.status == 200)
        return False
