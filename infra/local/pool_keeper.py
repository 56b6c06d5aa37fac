"""The process that keeps the included sign-in: the server behind, a fresh pool from the directory, the doors before it.

They stand and fall together: a server that ended knew the pool, and a new one knows nobody. So when it ends this ends,
and the host starts all of it again; officers sign in anew then, and citizens notice nothing.
"""

import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from infra.local import cognito, inner, known_pool, pulse
from infra.local.children import Child, end_with_parent, stop
from infra.local.chosen_passwords import ChosenPasswords
from infra.local.data_dir import officer_passwords, read_private, signing_secret
from infra.local.guesses import Guesses
from infra.local.hosted_pool import HostedPool
from infra.local.ports import free_port
from infra.local.sign_in import PoolDoor, serve
from infra.local.sign_in_door import SignInDoor
from infra.local.sign_in_requests import Client

if TYPE_CHECKING:
    from chalicelib.domain.directory.appointing import Officer

_LOOK_SECONDS = 0.2


def main() -> None:
    """`infra.local.pool_keeper DOOR DESK …`, with DATA_DIR and the like set; INNER_PORTS=open: on a port for all."""
    end_with_parent()
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopping.append(number))
    data_dir, (door, *desks) = Path(os.environ["DATA_DIR"]), sys.argv[1:]
    chosen = ChosenPasswords(data_dir)
    server, pool = _fresh_pool(data_dir, desks, chosen)
    guesses = Guesses(data_dir / "guesses.db", signing_secret(data_dir).encode(), time.time)
    pages = SignInDoor(Client(pool.client_id, tuple(desks)), HostedPool(pool.endpoint), guesses, chosen)
    doors = serve(door, PoolDoor(pool, data_dir, chosen), pages)
    threading.Thread(target=doors.serve_forever, daemon=True).start()
    known_pool.tell(data_dir, pool)
    while not stopping and server.poll() is None:
        pulse.beat()
        time.sleep(_LOOK_SECONDS)
    stop(server)
    if not stopping:
        raise SystemExit(f"the sign-in server ended with code {server.returncode}")


def _fresh_pool(data_dir: Path, desks: list[str], chosen: ChosenPasswords) -> tuple[Child, cognito.Pool]:
    port = free_port()
    is_open = os.environ.get("INNER_PORTS") == "open"
    url = f"http://127.0.0.1:{port}" if is_open else inner.url_of(inner.SIGN_IN, data_dir)
    server = cognito.start(port, data_dir, data_dir / "log" / "sign-in.log", url)
    inner.wait_until_answering(url, server, "the sign-in server")
    officers, passwords = _officers(data_dir)
    # Whoever was invited and chose none yet is asked again; demo officers keep the one that the start shows.
    temporary = {one.username for one in officers if one.invited_at and not chosen.has(one.username)}
    return server, cognito.make_pool(url, officers, passwords, desks, temporary)


def _officers(data_dir: Path) -> "tuple[list[Officer], dict[str, str]]":
    """Who gets a user at once, with their passwords: whoever was invited and has none yet gets it by the letter that is
    still promised."""
    from chalicelib.store import directory_lookup

    known = read_private(data_dir / "officer-passwords.json")
    officers = [one for one in directory_lookup.all_officers() if one.username in known or not one.invited_at]
    return list(officers), officer_passwords(data_dir, [one.username for one in officers])


if __name__ == "__main__":
    main()
