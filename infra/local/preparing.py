"""What the host does before its children start: settings, imports they share, and a directory that is filled."""

import gc
import hashlib
import importlib
import json
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from infra.local.children import end_with_parent
from infra.local.data_dir import access_code_secrets, signing_secret
from infra.local.options import Options, defaults, url_of

AWS = {"AWS_DEFAULT_REGION": "ap-southeast-3", "AWS_ACCESS_KEY_ID": "local"}
"""What boto3 wants to have, whoever answers at the local endpoints; never a real account's."""
HOME_IN_HEAD = "HOME_IN_HEAD"
"""What the web workers are told of HOME_AGENCY: the site's pages are made before they may ask the database."""
_SHARED = (
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
    "infra.local.messages_in",
    "infra.local.pool_keeper",
    "infra.local.schedules",
    "infra.local.ses",
    "infra.local.stream",
    "infra.local.web",
)
"""What more than one child runs, imported before they are forked."""


def settings_of(options: Options) -> dict[str, str]:
    """The application's settings; some may be set otherwise from outside."""
    fixed = {
        **AWS,
        "AWS_SECRET_ACCESS_KEY": signing_secret(options.data_dir),
        "DATA_DIR": str(options.data_dir),
        "DATA_FOLDER": str(options.data_dir),
        "DEMO": "1" if options.demo else "0",
        "SWEEPER_SECONDS": str(options.sweeper_seconds),
        "WEB_WORKERS": str(options.web_workers),
        "LETTERS_KEPT_DAYS": str(options.letters_kept_days),
        "INBOUND_KEY_SHA256": hashlib.sha256(options.inbound_key.encode()).hexdigest() if options.inbound_key else "",
        "ACCESS_CODE_SECRETS_FILE": str(access_code_secrets(options.data_dir)),
    }
    preset = defaults(url_of(options.host, options.port))
    return {name: os.environ.get(name, value) for name, value in preset.items()} | fixed


def check_settings() -> None:
    """RuntimeError with the sentence for a setting that cannot be, before anything is started with it."""
    from chalicelib.settings import BadSetting, settings

    try:
        settings()
    except BadSetting as bad:
        raise RuntimeError(str(bad)) from bad
    forget_settings()


def forget_settings() -> None:
    """Some of them are known only once what they name has started."""
    from chalicelib.settings import settings

    settings.cache_clear()


def import_shared() -> None:
    """What the children share. The models of the stores take the database's place when imported: it is known now."""
    for module in _SHARED:
        importlib.import_module(module)
    from chalicelib.aws import client

    for service in ("dynamodb", "dynamodbstreams", "s3", "sesv2"):
        client(
            service, "http://127.0.0.1"
        )  # reads what botocore knows of it; it connects when it is used, and it is not
    gc.freeze()  # no child writes on these pages merely to count what lives on them


def fill_directory(*, demo: bool) -> str | None:
    """Tables, agencies and all that, in a process of its own: the host holds no connection.

    Answers what a head says of HOME_AGENCY. RuntimeError with the sentence where the directory does not know it.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork"), end_with_parent) as child:
        return child.submit(_fill_directory, demo).result()


def _fill_directory(demo: bool) -> str | None:
    """Tables, agencies, categories, calendar, demo officers. The settings must stand before the import."""
    from chalicelib.service.home import NoHome, named_in_head
    from chalicelib.store import directory_lookup, seed
    from chalicelib.store.models.creation import create_tables

    create_tables()
    demo_officers = json.loads((Path(__file__).parent / "demo_officers.json").read_text())
    seed.load(demo_officers if demo else [])
    directory_lookup.forget()
    try:
        return named_in_head()
    except NoHome as bad:
        raise RuntimeError(str(bad)) from None
