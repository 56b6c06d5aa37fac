"""The process that keeps the files of one machine: `infra.local.bucket URL`, with DATA_DIR set.

Two doors to the same objects: the S3 endpoint for the application at that address, and the site's own port for
browsers, whose connections the web workers hand over.
"""

import os
import socket
import sys
import threading
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from infra.local import browsers, handover, s3
from infra.local.children import end_with_parent
from infra.local.objects import ObjectStore
from infra.local.signatures import Signer


def main() -> None:
    """Serve both doors until the parent ends this process."""
    end_with_parent()
    store = ObjectStore(Path(os.environ["DATA_DIR"]))
    store.remove_leftovers()
    held = store.stay_readable()
    application = s3.serve(sys.argv[1], store)
    threading.Thread(target=application.serve_forever, daemon=True).start()
    site = urlsplit(os.environ["FILES_URL"])
    served = browsers.handler(store, own_signer(), f"{site.scheme}://{site.netloc}")

    def serve(connection: socket.socket) -> None:
        served(connection, ("", 0), application)

    with closing(held):
        handover.receive(serve)


def own_signer() -> Signer:
    """Who signs for the application: the credentials it runs with."""
    read = os.environ
    return Signer(read["AWS_ACCESS_KEY_ID"], read["AWS_SECRET_ACCESS_KEY"], read["AWS_DEFAULT_REGION"])


if __name__ == "__main__":
    main()
