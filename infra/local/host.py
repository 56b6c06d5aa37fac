"""`make run`: the whole system on one machine, from one process that starts the others and ends with them.

The host imports the application once, and its own children are forks of it: one import instead of nine at a start, and
they share its memory. So it holds no thread and no connection itself; what needs one is done in a child.
"""

import argparse
import os
import signal
import time

from infra.area_map import area_map
from infra.local import soundness
from infra.local.backup import remove_links
from infra.local.children import end_with_parent
from infra.local.closed import UMASK, close_to_others
from infra.local.condition import Condition
from infra.local.data_dir import alone_with
from infra.local.logs import rotate
from infra.local.options import Options, check_address, read_options, url_of
from infra.local.parts import Parts
from infra.local.relay import Relay
from infra.local.restore import finish as finish_restore
from infra.local.sms_gateway import gateway_of
from infra.local.stillness import Stillness
from infra.local.supervisor import Supervisor
from infra.local.upgrade import upgrade
from infra.local.watchdog import Watchdog
from infra.local.welcome import say, warn_of_open_host, welcome

_LOOK_SECONDS = 0.2


class Host:
    """One running system over one DATA_DIR."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._watchdog = Watchdog(os.environ)
        # They may hold passwords: no child but the mail endpoint sees them.
        relays = {"SMTP_URL": os.environ.pop("SMTP_URL", ""), "SMS_URL": os.environ.pop("SMS_URL", "")}
        if relays["SMTP_URL"]:
            Relay(relays["SMTP_URL"])  # a wrong one is said here, in one sentence
        if relays["SMS_URL"]:
            gateway_of(relays["SMS_URL"])
        os.environ.pop("INBOUND_KEY", None)  # its hash is enough for everybody here
        self._condition = Condition(options.data_dir, say)
        self._children = Supervisor(say, self._condition.sickness)
        self._parts = Parts(options, relays, self._children, lambda: self._is_stopping)
        self._stillness = Stillness(say)
        self._is_stopping = False

    def run(self) -> None:
        """Start everything, say where it is, and watch it until told to stop."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            self._start()
            self._watchdog.serves()
            while not self._is_stopping:
                self._watchdog.at_work(time.monotonic())
                self._condition.look(time.monotonic())
                self._stillness.look(time.monotonic())
                self._children.check()
                rotate(self._options.data_dir / "log")
                time.sleep(_LOOK_SECONDS)
        finally:
            self._watchdog.ends()
            self._children.stop()
            self._parts.remove_traces()

    def _start(self) -> None:
        data_dir = self._options.data_dir
        say(f"LAPOR!-SP4N starts: data in {data_dir}, logs in {data_dir / 'log'}")
        warn_of_open_host(self._options.host)
        self._parts.start()
        if not self._is_stopping:
            url = url_of(self._options.host, self._options.port)
            welcome(url, data_dir, demo=self._options.demo, sign_in=self._parts.has_pool)

    def _stop(self, number: int, frame: object) -> None:
        if not self._is_stopping:
            self._is_stopping = True
            say("ending …")


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
            area_map()  # what it names wrongly is told before anything runs
            upgrade(options.data_dir, say)
            Host(options).run()
    except RuntimeError as reason:
        raise SystemExit(f"It ends: {reason}.") from None


if __name__ == "__main__":
    main()
