"""What one report costs whose reporter gave a telephone alone: messages, and requests and units for them."""

from uuid import uuid4

from tests.app.people import Desk
from tests.bench.lives import Figures, lives
from tests.bench.saying import say
from tests.local_cloud import MAIL_PORT
from tests.notify import scene


def by_telephone(desk: Desk) -> Figures:
    """One life, from submit to confirmed, told by short message."""
    say("one report of somebody with a telephone alone …")
    with scene.settings_of(SHORT_MESSAGES="yes", SMS_ENDPOINT=f"http://127.0.0.1:{MAIL_PORT}"):
        return lives(desk, 1, a_telephone)


def a_telephone() -> dict[str, str]:
    """A citizen with a telephone alone, who has never been here."""
    return {"name": "Siti Uji", "phone": f"08{uuid4().int % 10**10:010}"}
