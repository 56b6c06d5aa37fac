"""What the functions find in their environment while they are tested: a real database engine, a mail service and a
bucket that keep what they are given, and an issuer of officers' tokens. The settings stand before anything of ours is
imported."""

import json
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import boto3
import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from infra.local import browsers, dynoxide, s3, ses
from infra.local.children import stop
from infra.local.mailbox import Mailbox
from infra.local.objects import ObjectStore
from infra.local.ports import free_port
from infra.local.signatures import Signer

FOLDER = Path(mkdtemp(prefix="lapor-tests-"))
SECRETS = FOLDER / "access-code-secrets.json"
DATABASE_PORT, MAIL_PORT, ISSUER_PORT = free_port(), free_port(), free_port()
BUCKET_PORT, BROWSERS_PORT = free_port(), free_port()
ISSUER = f"http://127.0.0.1:{ISSUER_PORT}/pool"
AUDIENCE = "desk"
SETTINGS = {
    "AWS_DEFAULT_REGION": "ap-southeast-3",
    "AWS_ACCESS_KEY_ID": "local",
    "AWS_SECRET_ACCESS_KEY": "local",
    "REPORTS_TABLE": "lapor-reports",
    "IDENTITIES_TABLE": "lapor-identities",
    "DIRECTORY_TABLE": "lapor-directory",
    "STATISTICS_TABLE": "lapor-statistics",
    "DYNAMODB_ENDPOINT": f"http://127.0.0.1:{DATABASE_PORT}",
    "SES_ENDPOINT": f"http://127.0.0.1:{MAIL_PORT}",
    "FILES_BUCKET": "lapor-files",
    "FILES_ENDPOINT": f"http://127.0.0.1:{BUCKET_PORT}",
    "FILES_URL": f"http://127.0.0.1:{BROWSERS_PORT}/berkas",
    "ACCESS_CODE_SECRETS_FILE": str(SECRETS),
    "OIDC_ISSUER": ISSUER,
    "OIDC_AUDIENCE": AUDIENCE,
    "OIDC_JWKS_URL": f"{ISSUER}/jwks.json",
    "SITE_URL": "https://lapor.example",
    "SHARDS": "2",
    "SUBMITS_PER_MINUTE": "100000",
    "UPLOADS_PER_MINUTE": "100000",
    "RECEIPTS_PER_DAY": "100000",
    "SHORT_MESSAGES_PER_REPORT": "100000",
    "SHORT_MESSAGES_PER_CONTACT": "100000",
    "OFFICE_LETTERS_AT_ONCE": "100000",
    "UPLOAD_MEGABYTES_PER_HOUR": "100000",
    "POWERTOOLS_SERVICE_NAME": "lapor",
}
OBJECTS = ObjectStore(FOLDER)
KEY_ID = "key-1"
PRIVATE_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def configure() -> None:
    """Put the settings into this process."""
    SECRETS.write_text(json.dumps({"1": secrets.token_hex(32)}))
    os.environ.update(SETTINGS)


@contextmanager
def standing(data_dir: Path | None = None) -> Iterator[Mailbox]:
    """Database, mail service and issuer, up and filled; the mailbox shows what was sent.

    Over a DATA_DIR that `make run` has left, or else over an empty database in memory.
    """
    database = dynoxide.start(data_dir / "reports.db" if data_dir else None, DATABASE_PORT)
    mailbox = Mailbox((data_dir or FOLDER) / "mail.db")
    objects = ObjectStore(data_dir) if data_dir else OBJECTS
    door = browsers.handler(objects, Signer("local", "local", "ap-southeast-3"), f"http://127.0.0.1:{BROWSERS_PORT}")
    servers = [
        ses.serve(SETTINGS["SES_ENDPOINT"], mailbox),
        ThreadingHTTPServer(("127.0.0.1", ISSUER_PORT), _Keys),
        s3.serve(SETTINGS["FILES_ENDPOINT"], objects),
        browsers.serve(BROWSERS_PORT, door),
    ]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        _fill()
        if data_dir is None:
            _switch_stream({"StreamEnabled": False})
        yield mailbox
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
        stop(database)


def _fill() -> None:
    from chalicelib.store import seed
    from chalicelib.store.models.creation import create_tables

    create_tables()
    officers = Path(__file__).parents[1] / "infra" / "local" / "demo_officers.json"
    seed.load(json.loads(officers.read_text(encoding="utf-8")))


@contextmanager
def streaming() -> Iterator[None]:
    """The reports table has its stream meanwhile."""
    _switch_stream({"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"})
    try:
        yield
    finally:
        _switch_stream({"StreamEnabled": False})


def _switch_stream(to: dict[str, Any]) -> None:
    """Nearly nobody reads it here: tests make its records of what is stored. In memory the engine has not the indexes
    that the host gives it, and each write would read all records before it for the next number.
    """
    database = boto3.client("dynamodb", endpoint_url=SETTINGS["DYNAMODB_ENDPOINT"])
    database.update_table(TableName=SETTINGS["REPORTS_TABLE"], StreamSpecification=to)


class _Keys(BaseHTTPRequestHandler):
    """The issuer's public keys."""

    def do_GET(self) -> None:
        """Answer the key set, whatever is asked."""
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(PRIVATE_KEY.public_key()))
        body = json.dumps({"keys": [key | {"kid": KEY_ID, "use": "sig", "alg": "RS256"}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Silence."""
