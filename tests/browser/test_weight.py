"""What the first page costs on somebody's telephone."""

from tests.browser.conftest import Open

FIRST_PAGE = 100_000


def test_the_first_page_weighs_less_than_100_kb_with_all_it_needs(surfer: Open) -> None:
    """Everything that travels until the page is at rest, what the service worker fetches ahead included."""
    someone = surfer(width=390)
    wire = someone.context.new_cdp_session(someone.page)
    wire.send("Network.enable")
    received: list[int] = []
    addresses: list[str] = []
    wire.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    wire.on("Network.responseReceived", lambda event: addresses.append(event["response"]["url"]))
    someone.go("/").wait_for_load_state("networkidle")
    page_alone = sum(received)
    assert any(address.endswith(".css") for address in addresses)
    assert len(received) >= 5
    assert 15_000 < page_alone <= FIRST_PAGE
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
    assert 15_000 < ahead <= FIRST_PAGE
