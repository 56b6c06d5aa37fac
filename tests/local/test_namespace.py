"""A server that can only listen on TCP has its port in a network of its own, and ends with the process before it."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

from infra.local import dynoxide, inner, namespace, sockets
from infra.local.children import Child, stop
from infra.local.ports import free_port, is_listening
from tests.local import namespaces
from tests.local.nobody import NOBODY, as_nobody, as_root
from tests.local.running_system import is_alive, wait_until

pytestmark = namespaces.needed


@contextmanager
def engine(data_dir: Path) -> Iterator[tuple[str, int, Child]]:
    """The database engine behind a socket: its address, its port in there, and the process before it."""
    inner.make_folder(data_dir)
    inner.reach(data_dir)
    url, port = inner.url_of(inner.DATABASE, data_dir), free_port()
    child = dynoxide.start(data_dir / "reports.db", port, data_dir / "database.log", url)
    try:
        yield url, port, child
    finally:
        stop(child)


def tables(url: str) -> list[str]:
    client = boto3.client(
        "dynamodb",
        endpoint_url=url,
        region_name="ap-southeast-3",
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=5),
    )
    names: list[str] = client.list_tables()["TableNames"]
    return names


def servers_of(child: Child) -> list[int]:
    """The processes right below one."""
    return [int(number) for number in Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()]


def test_it_is_reached_by_the_socket_and_by_no_port(tmp_path: Path) -> None:
    with engine(tmp_path) as (url, port, _):
        assert tables(url) == []
        assert not is_listening(port)


def test_it_sees_no_network_but_its_own(tmp_path: Path) -> None:
    with engine(tmp_path) as (_, _, child):
        for number in (child.pid, *servers_of(child)):
            seen = Path(f"/proc/{number}/net/dev").read_text().splitlines()[2:]
            assert [line.split(":")[0].strip() for line in seen] == ["lo"]


@pytest.mark.parametrize("who", ["the process before it", "the server itself"])
def test_each_ends_with_the_other(tmp_path: Path, who: str) -> None:
    with engine(tmp_path) as (url, _, child):
        (server,) = servers_of(child)
        os.kill(server if who == "the server itself" else child.pid, signal.SIGKILL)
        wait_until(lambda: not is_alive(server), 5)
        child.wait(5)
        assert not inner.is_answering(url)
        assert child.poll() == (137 if who == "the server itself" else -9)


def test_a_clean_end_reaches_the_server(tmp_path: Path) -> None:
    with engine(tmp_path) as (_, _, child):
        (server,) = servers_of(child)
        child.terminate()
        child.wait(10)
        assert not is_alive(server)


def test_a_caller_that_takes_nothing_holds_nobody_up(tmp_path: Path) -> None:
    with engine(tmp_path) as (url, _, _):
        path = inner.socket_of(url)
        assert path
        idle = [sockets.connect(path, 5) for _ in range(50)]
        assert tables(url) == []
        for one in idle:
            one.close()
        assert tables(url) == []


@as_root
def test_a_user_who_is_not_root_has_it_too(in_reach: Path) -> None:
    os.chown(in_reach, NOBODY, NOBODY)
    assert as_nobody(lambda: _as_any_user(in_reach)) == ([], False, {NOBODY})


def _as_any_user(data_dir: Path) -> Any:
    namespace.require()
    with engine(data_dir) as (url, port, _):
        found = tables(url)
        owners = {path.stat().st_uid for path in data_dir.rglob("*")}
        return found, is_listening(port), owners


@as_root
def test_a_kernel_that_refuses_is_told_of_in_a_sentence(in_reach: Path) -> None:
    """In a user namespace of its own a test may forbid what an administrator forbids on the whole machine."""

    def forbidden() -> None:
        namespace._unshare(namespace._CLONE_NEWUSER)
        for kind in ("uid", "gid"):
            if kind == "gid":
                Path("/proc/self/setgroups").write_text("deny")
            Path(f"/proc/self/{kind}_map").write_text(f"0 {NOBODY} 1")
        Path("/proc/sys/user/max_net_namespaces").write_text("0")
        namespace.require()

    with pytest.raises(RuntimeError, match=r"no network of their own \(No space left.*INNER_PORTS=open"):
        as_nobody(forbidden)
