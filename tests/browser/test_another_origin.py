"""A web page of another origin, in a browser on the machine itself, gets nothing from any port that the system opens.

The page tries whatever a page can: fetch of every kind, forms, pictures, scripts, frames, sockets, and what the AWS
clients send. Where the ports are open (INNER_PORTS=open) the same page reads citizens' names: so it would be seen.
"""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.listening import listening
from tests.local import namespaces
from tests.local.doors_seen import open_ports
from tests.local.running_system import SMALL, RunningSystem

ATTACK = """async ({ports, paths}) => {
  const got = [];
  const said = (what, text) => { if (text) got.push(`${what}: ${text}`.slice(0, 5000)); };
  const late = () => new Promise((_, no) => setTimeout(() => no(new Error('late')), 3000));
  const limit = (promise) => Promise.race([promise, late()]);
  const tried = async (what, work) => { try { said(what, await limit(work())); } catch (refused) { /* nothing */ } };
  const scan = {'X-Amz-Target': 'DynamoDB_20120810.Scan', 'Content-Type': 'application/x-amz-json-1.0',
    'X-Amz-Date': '20260101T000000Z', Authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/ap-southeast-3/dynamodb/' +
      'aws4_request, SignedHeaders=host, Signature=0'};
  const now = JSON.stringify({now: '2031-01-01T09:00:00+07:00'});
  for (const port of ports) {
    const origin = `http://127.0.0.1:${port}`;
    for (const path of paths) {
      const url = origin + path;
      await tried(`fetch ${url}`, async () => (await fetch(url)).text());
      await tried(`fetch with credentials ${url}`, async () => (await fetch(url, {credentials: 'include'})).text());
      await tried(`no-cors ${url}`, async () => (await fetch(url, {mode: 'no-cors'})).text());
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json'])
        for (const mode of ['cors', 'no-cors'])
          await tried(`${mode} post ${type} ${url}`,
            async () => (await fetch(url, {method: 'POST', mode, body: now, headers: {'Content-Type': type}})).text());
      await tried(`xhr ${url}`, () => new Promise((yes, no) => {
        const asked = new XMLHttpRequest();
        asked.onload = () => yes(asked.responseText);
        asked.onerror = no;
        asked.open('GET', url);
        asked.send();
      }));
      for (const kind of ['img', 'script', 'video', 'iframe', 'link'])
        await tried(`${kind} ${url}`, () => new Promise((yes, no) => {
          const one = document.createElement(kind);
          one.onload = () => { try {
            if (kind === 'iframe') yes(one.contentDocument && one.contentDocument.body.innerText);
            else if (kind === 'img') yes(`${one.naturalWidth} pixels`);
            else yes('loaded');
          } catch (refused) { no(refused); } };
          one.onerror = no;
          if (kind === 'link') { one.rel = 'stylesheet'; one.href = url; } else one.src = url;
          document.body.append(one);
        }));
      await tried(`form ${url}`, () => new Promise((yes, no) => {
        const frame = document.createElement('iframe');
        frame.name = `f${Math.random()}`;
        document.body.append(frame);
        const form = document.createElement('form');
        [form.method, form.action, form.target, form.enctype] = ['post', url, frame.name, 'text/plain'];
        const field = document.createElement('input');
        [field.name, field.value] = ['{"now": "2031-01-01T09:00:00+07:00", "x": "', '"}'];
        form.append(field);
        document.body.append(form);
        frame.onload = () => { try {
          const text = frame.contentDocument.body.innerText;
          if (text) yes(text);
        } catch (refused) { no(refused); } };
        form.submit();
      }));
      await tried(`websocket ${url}`, () => new Promise((yes, no) => {
        const line = new WebSocket(url.replace('http', 'ws'));
        line.onopen = () => yes('open');
        line.onerror = no;
      }));
      await tried(`events ${url}`, () => new Promise((yes, no) => {
        const source = new EventSource(url);
        source.onopen = () => yes('open');
        source.onerror = () => { source.close(); no(new Error('refused')); };
      }));
    }
    for (const table of ['lapor-identities', 'lapor-reports'])
      await tried(`scan ${origin} ${table}`, async () => (await fetch(origin,
        {method: 'POST', headers: scan, body: JSON.stringify({TableName: table})})).text());
  }
  return got;
}"""
PATHS = ["/", "/_local/mail", "/_local/mail?to=warga7@warga.example", "/_local/sweep", "/api/health", "/petugas"]


class _Page(BaseHTTPRequestHandler):
    """The other origin's page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Undian berhadiah</title><body>")

    def log_message(self, format: str, *args: Any) -> None:
        """Silence."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of a page that is not the system's."""
    with listening(ThreadingHTTPServer(("127.0.0.1", 0), _Page)) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@namespaces.needed
@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"], ids=["same site", "another site"])
def test_it_reads_nothing_and_moves_nothing(system: RunningSystem, page: Page, elsewhere: str, name: str) -> None:
    receipt = system.submit(7).json
    before = system.own_view(receipt).json
    answers: list[tuple[str, int]] = []
    page.on("response", lambda answer: answers.append((answer.url, answer.status)))
    page.goto(elsewhere.replace("127.0.0.1", name))
    ports = sorted(open_ports(system))
    assert ports == [system.port]
    assert page.evaluate(ATTACK, {"ports": ports, "paths": PATHS}) == []
    windows = {status for url, status in answers if "/_local/" in url}
    assert windows  # they were asked,
    assert windows <= {403, 404, 405, 415}  # and gave nothing
    assert system.own_view(receipt).json == before  # no sweep of the year 2031 has run


def test_it_would_read_identities_if_the_ports_were_open(tmp_path: Path, page: Page, elsewhere: str) -> None:
    system = RunningSystem(tmp_path / "data", SMALL | {"INNER_PORTS": "open"}).start()
    try:
        system.submit(8)
        page.goto(elsewhere)
        ports = sorted(open_ports(system) - {system.port})
        got: list[str] = page.evaluate(ATTACK, {"ports": ports, "paths": ["/"]})
        assert any("warga8@warga.example" in one and "scan" in one for one in got)
    finally:
        system.stop()


def test_a_name_that_leads_back_to_this_machine_opens_no_window(system: RunningSystem, browser: Browser) -> None:
    """DNS rebinding: the page's own name is pointed at 127.0.0.1, so its origin is the system's port."""
    rebound = "--host-resolver-rules=MAP hadiah.example 127.0.0.1"
    misled = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, rebound])
    page = misled.new_page()
    page.goto(f"http://hadiah.example:{system.port}/")
    ask = "async ([path, how]) => (await fetch(path, how)).status"
    sweep = {
        "method": "POST",
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"now": "2031-01-01T09:00:00+07:00"}),
    }
    assert page.evaluate(ask, ["/api/health", {}]) == 200
    assert page.evaluate(ask, ["/_local/mail", {}]) == 404
    assert page.evaluate(ask, ["/_local/sweep", sweep]) == 404
    misled.close()
