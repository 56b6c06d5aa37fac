"""`make run`: the whole system on one machine, from one process that starts the others and ends with them.

Order matters: the database first, then mail and sign-in, the tables and the directory, the readers, and the web workers
last, so that `GET /api/health` answers only when everything stands.

The host imports the application once, and its own children are forks of it: one import instead of nine at a start, and
they share its memory. So it holds no thread and no connection itself; what needs one is done in a child.
"""

import argparse
import gc
import importlib
import json
import multiprocessing
import os
import signal
import socket
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from infra.local import cognito, dynoxide, inner, namespace, soundness
from infra.local.backup import remove_links
from infra.local.children import Child, end_with_parent, fork
from infra.local.closed import UMASK, close_to_others
from infra.local.condition import Condition
from infra.local.data_dir import (
    access_code_secrets,
    alone_with,
    officer_passwords,
    read_private,
    signing_secret,
    write_private,
)
from infra.local.handover import DESCRIPTOR
from infra.local.logs import rotate
from infra.local.options import Options, check_address, defaults, read_options, url_of
from infra.local.ports import free_port
from infra.local.queue import queue_url
from infra.local.relay import Relay
from infra.local.restore import finish as finish_restore
from infra.local.supervisor import GivenUp, Supervisor
from infra.local.upgrade import upgrade
from infra.local.welcome import say, warn_of_open_host, welcome

AWS = {"AWS_DEFAULT_REGION": "ap-southeast-3", "AWS_ACCESS_KEY_ID": "local"}
"""What boto3 wants to have, whoever answers at the local endpoints; never a real account's."""
OIDC = ("OIDC_ISSUER", "OIDC_AUDIENCE", "OIDC_JWKS_URL")
TABLES = ("REPORTS_TABLE", "IDENTITIES_TABLE", "DIRECTORY_TABLE", "STATISTICS_TABLE", "SHARDS", "DYNAMODB_ENDPOINT")
"""What another command on the same database needs to know."""
READY_SECONDS = 60
OPEN_PORTS = (
    "INNER_PORTS=open: EVERY program, user and web page on this machine can read and change all reports and "
    "identities, and set officers' passwords"
)
SHARED = (
    "app",
    "boto3",
    "chalicelib.jobs.dispatch",
    "chalicelib.jobs.outbox_sweeper",
    "chalicelib.jobs.sweep",
    "chalicelib.jobs.tally",
    "chalicelib.store.seed",
    "infra.local.arrivals",
    "infra.local.bucket",
    "infra.local.gateway",
    "infra.local.schedules",
    "infra.local.ses",
    "infra.local.sign_in",
    "infra.local.stream",
    "infra.local.web",
)
"""What more than one child runs, imported before they are forked."""


class Host:
    """One running system over one DATA_DIR."""

    def __init__(self, options: Options) -> None:
        self.host, self.port, self.data_dir, self.demo = options.host, options.port, options.data_dir, options.demo
        self.letters_kept_days = options.letters_kept_days
        self.sweeper_seconds, self.web_workers = options.sweeper_seconds, options.web_workers
        self.open_ports, self.url = options.open_ports, url_of(self.host, self.port)
        self._relay = os.environ.pop("SMTP_URL", "")  # it may hold a password: no child but the mail endpoint sees it
        if self._relay:
            Relay(self._relay)  # a wrong one is said here, in one sentence
        self.condition = Condition(options.data_dir, say)
        self.children = Supervisor(say, self.condition.sickness)
        # The web workers' end and the bucket's; the host holds both, so that either may be started again.
        self.files_ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.stopping = False

    def run(self) -> None:
        """Start everything, say where it is, and watch it until told to stop."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            self._start()
            while not self.stopping:
                self.condition.look(time.monotonic())
                self.children.check()
                rotate(self.data_dir / "log")
                time.sleep(0.2)
        finally:
            self.children.stop()
            inner.remove_folder(self.data_dir)
            (self.data_dir / "host.json").unlink(missing_ok=True)

    def _stop(self, number: int, frame: object) -> None:
        if self.stopping:
            return
        self.stopping = True
        say("ending …")

    def _start(self) -> None:
        say(f"LAPOR!-SP4N starts: data in {self.data_dir}, logs in {self.data_dir / 'log'}")
        warn_of_open_host(self.host)
        os.environ.update(self._settings())
        _check_settings()
        self._make_doors()
        database = self._place_database()
        _import_shared()
        if database:
            self.children.start("database", database)
        self._start_mail()
        self._start_bucket()
        sign_in = None if all(os.environ.get(name) for name in OIDC) else self._start_sign_in()
        officers = self._fill_directory()
        known: dict[str, Any] = {
            "url": self.url,
            "pid": os.getpid(),
            "tables": {one: os.environ[one] for one in TABLES},
        }
        if sign_in:
            known["pool"] = self._make_pool(sign_in, officers)
        write_private(self.data_dir / "host.json", known)
        self._module("stream reader", "infra.local.stream")
        self._module("schedules", "infra.local.schedules")
        self._module("arrivals", "infra.local.arrivals")
        self._module("migrations", "infra.local.migrating")
        self._start_web()
        if not self.stopping:
            welcome(self.url, self.data_dir, demo=self.demo, sign_in=sign_in is not None)

    def _settings(self) -> dict[str, str]:
        fixed = {
            **AWS,
            "AWS_SECRET_ACCESS_KEY": signing_secret(self.data_dir),
            "DATA_DIR": str(self.data_dir),
            "DATA_FOLDER": str(self.data_dir),
            "DEMO": "1" if self.demo else "0",
            "SWEEPER_SECONDS": str(self.sweeper_seconds),
            "WEB_WORKERS": str(self.web_workers),
            "LETTERS_KEPT_DAYS": str(self.letters_kept_days),
            "ACCESS_CODE_SECRETS_FILE": str(access_code_secrets(self.data_dir)),
        }
        return {name: os.environ.get(name, value) for name, value in defaults(self.url).items()} | fixed

    def _log(self, name: str) -> Path:
        return self.data_dir / "log" / f"{name.replace(' ', '-')}.log"

    def _module(
        self, name: str, module: str, *arguments: str, descriptors: Sequence[int] = (), **settings: str
    ) -> Child:
        def work() -> None:
            _forget_settings()
            sys.argv = [module, *arguments]
            importlib.import_module(module).main()

        return self.children.start(name, lambda: fork(name, work, self._log(name), settings, descriptors))

    def _start_bucket(self) -> None:
        url, end = inner.url_of(inner.BUCKET, self.data_dir), self.files_ends[1].fileno()
        site_url = os.environ["SITE_URL"].rstrip("/")
        os.environ.update(FILES_BUCKET="lapor-files", FILES_ENDPOINT=url, FILES_URL=f"{site_url}/berkas")
        bucket = self._module("bucket", "infra.local.bucket", url, descriptors=[end], **{DESCRIPTOR: str(end)})
        inner.wait_until_answering(url, bucket, "the bucket")

    def _make_doors(self) -> None:
        """The children are forked off this process: they know the way to each other by what it was taught."""
        inner.make_folder(self.data_dir)
        inner.reach(self.data_dir)
        if self.open_ports:
            say(OPEN_PORTS)

    def _place(self, name: str) -> tuple[int, str]:
        """Where a server of others is that can only listen on TCP: its port, and its address."""
        port = free_port()
        if self.open_ports:
            return port, f"http://127.0.0.1:{port}"
        namespace.require()
        return port, inner.url_of(name, self.data_dir)

    def _place_database(self) -> Callable[[], Child] | None:
        """Put on record where the included database will be; what starts it. None where another one is named."""
        if os.environ.get("DYNAMODB_ENDPOINT"):
            return None
        port, url = self._place(inner.DATABASE)
        os.environ["DYNAMODB_ENDPOINT"] = url
        path = self.data_dir / "reports.db"
        os.environ["REPORTS_DB"] = str(path)
        return lambda: dynoxide.start(path, port, self._log("database"), url)

    def _start_mail(self) -> None:
        os.environ["SES_ENDPOINT"] = endpoint = inner.url_of(inner.MAIL, self.data_dir)
        os.environ["DEAD_LETTER_QUEUE_URL"] = queue_url(endpoint)
        self._module("mail", "infra.local.ses", endpoint, SMTP_URL=self._relay)

    def _start_sign_in(self) -> str:
        port, url = self._place(inner.SIGN_IN)
        log = self._log("sign-in")
        # a new one would know neither the pool nor its keys: no restart
        self._sign_in = self.children.start(
            "sign-in", lambda: cognito.start(port, self.data_dir, log, url), can_restart=False
        )
        return url

    def _fill_directory(self) -> list[Any]:
        with ProcessPoolExecutor(1, multiprocessing.get_context("fork"), end_with_parent) as child:
            return child.submit(fill_directory, self.demo).result()

    def _make_pool(self, url: str, officers: list[Any]) -> dict[str, str]:
        inner.wait_until_answering(url, self._sign_in, "sign-in")
        # Who was invited and has no password yet gets it by the letter that is still promised.
        known = read_private(self.data_dir / "officer-passwords.json")
        with_password = [officer for officer in officers if officer.username in known or not officer.invited_at]
        passwords = officer_passwords(self.data_dir, [officer.username for officer in with_password])
        desks = cognito.desks(os.environ["SITE_URL"], self.port)
        pool = cognito.make_pool(url, with_password, passwords, desks)
        os.environ.update(zip(OIDC, (pool.issuer, pool.client_id, pool.jwks_url), strict=True))
        door = inner.url_of(inner.INVITATIONS, self.data_dir)
        self._module("sign-in door", "infra.local.sign_in", door, pool.endpoint, pool.client_id, *desks)
        os.environ.update(COGNITO_POOL_ID=pool.pool_id, COGNITO_ENDPOINT=door, SIGN_IN_PAGES=door)
        return {"endpoint": pool.endpoint, "pool_id": pool.pool_id, "client_id": pool.client_id}

    def _start_web(self) -> None:
        bind = f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
        end = self.files_ends[0].fileno()
        web = self._module("web", "infra.local.web", bind, descriptors=[end], **{DESCRIPTOR: str(end)})
        until = time.monotonic() + READY_SECONDS
        while not self.stopping and not self._is_healthy():
            if web.poll() is not None or time.monotonic() > until:
                raise GivenUp(f"the web workers do not answer; {self._log('web')} says why")
            time.sleep(0.1)

    def _is_healthy(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self.url}/api/health", timeout=5) as answer:
            return bool(answer.status == 200)
        return False


def main() -> None:
    """Read PORT, HOST, DATA_DIR and DEMO, and run."""
    arguments = argparse.ArgumentParser(prog="make run")
    arguments.add_argument("--end-with-parent", action="store_true", help="end when `make` is killed")
    os.umask(UMASK)
    if arguments.parse_args().end_with_parent:
        end_with_parent(signal.SIGTERM)
    try:
        options = read_options()
        if opened := close_to_others(options.data_dir):
            say(f"{options.data_dir}: {opened} files and folders were open to other users, and are closed now")
        with alone_with(options.data_dir):
            check_address(options.host, options.port)
            remove_links(options.data_dir)
            if finish_restore(options.data_dir):
                say(f"{options.data_dir}: the restore that was broken off is finished")
            soundness.check(options.data_dir, not os.environ.get("DYNAMODB_ENDPOINT"))
            upgrade(options.data_dir, say)
            Host(options).run()
    except RuntimeError as reason:
        raise SystemExit(f"It ends: {reason}.") from None


def fill_directory(demo: bool) -> list[Any]:
    """Tables, agencies, categories, calendar, demo officers. The settings must stand before the import."""
    from chalicelib.store import directory_lookup, seed
    from chalicelib.store.models.creation import create_tables

    create_tables()
    demo_officers = json.loads((Path(__file__).parent / "demo_officers.json").read_text())
    seed.load(demo_officers if demo else [])
    return list(directory_lookup.all_officers())


def _import_shared() -> None:
    """What the children share. The models of the stores take the database's place when imported: it is known now."""
    for module in SHARED:
        importlib.import_module(module)
    from chalicelib.aws import client

    for service in ("dynamodb", "dynamodbstreams", "s3", "sesv2"):
        client(
            service, "http://127.0.0.1"
        )  # reads what botocore knows of it; it connects when it is used, and it is not
    gc.freeze()  # no child writes on these pages merely to count what lives on them


def _check_settings() -> None:
    """RuntimeError with the sentence for a setting that cannot be, before anything is started with it."""
    from chalicelib.settings import BadSetting, settings

    try:
        settings()
    except BadSetting as bad:
        raise RuntimeError(str(bad)) from bad
    _forget_settings()


def _forget_settings() -> None:
    """Some of them are known only once what they name has started."""
    from chalicelib.settings import settings

    settings.cache_clear()


if __name__ == "__main__":
    main()
