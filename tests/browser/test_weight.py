"""What the first page costs on somebody's telephone."""

import pytest

from tests.browser.conftest import Open

FIRST_VISIT = 70_000
AHEAD = 100_000


@pytest.mark.parametrize("path", ["/", "/lapor"])
def test_a_first_visit_weighs_less_than_70_kb_with_all_it_needs(surfer: Open, path: str) -> None:
    """Everything that travels until the page is at rest, what the service worker fetches ahead included."""
    someone = surfer(width=390)
    wire = someone.context.new_cdp_session(someone.page)
    wire.send("Network.enable")
    received: list[int] = []
    addresses: list[str] = []
    wire.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    wire.on("Network.responseReceived", lambda event: addresses.append(event["response"]["url"]))
    someone.go(path).wait_for_load_state("networkidle")
    page_alone = sum(received)
    assert any(address.endswith(".css") for address in addresses)
    assert len(received) >= 5
    assert 15_000 < page_alone <= FIRST_VISIT
    # The worker's own requests are not the page's: they are counted by what the cache holds, as it travels.
    someone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    ahead = someone.page.evaluate(
        """async () => {
          let sum = 0;
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              const answer = await cache.match(request);
              sum += Number(answer.headers.get('content-length'));
            }
          }
          return sum;
        }"""
    )
    assert 15_000 < ahead <= AHEAD
