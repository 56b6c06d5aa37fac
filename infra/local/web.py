"""The web workers of one machine: gunicorn, in the process that calls ``main``."""

import sys
from pathlib import Path

from gunicorn.app.wsgiapp import WSGIApplication

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """`infra.local.web ADDRESS`: serve there until SIGTERM."""
    config = ["--config", str(ROOT / "infra" / "local" / "gunicorn_conf.py"), "--chdir", str(ROOT)]
    sys.argv = ["web", "infra.local.wsgi:application", "--bind", sys.argv[1], *config]
    WSGIApplication("%(prog)s").run()
