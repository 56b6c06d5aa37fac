"""Citizens and officers of the deployed stack, for walks that are the same wherever the system is."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from tests.app.people import submission
from tests.app.uploading import fetched, multipart
from tests.deployed.officers import Officers
from tests.deployed.system import System, eventually
from tests.local.running_system import Reply


@dataclass(frozen=True)
class DeployedDesk:
    """Everybody who asks."""

    system: System
    officers: Officers

    def get(self, path: str, headers: dict[str, str] | None = None) -> Reply:
        """What anybody gets."""
        return self.system.ask("GET", path, headers=headers)

    def submit(self, **changes: Any) -> dict[str, Any]:
        """A report, received; its receipt."""
        reply = self.system.ask("POST", "/reports", submission(**changes), {"Idempotency-Key": str(uuid.uuid4())})
        assert reply.status == 201, reply.content
        return dict(reply.json)

    def as_reporter(self, receipt: dict[str, Any], command: str, **fields: Any) -> Reply:
        """A reporter's command."""
        code = {"X-Access-Code": receipt["access_code"]}
        return self.system.ask("POST", f"/reports/{receipt['report_id']}/{command}", fields, code)

    def act(self, username: str, report_id: str, command: str, **fields: Any) -> Reply:
        """An officer's command on what they have just read."""
        path = f"/officer/reports/{report_id}"
        fields["version"] = self.officers.ask(username, "GET", path).json["version"]
        return self.officers.ask(username, "POST", f"{path}/{command}", fields)

    def upload(self, content: bytes, filename: str) -> str:
        """A photo that was sent."""
        told = {"filename": filename, "content_type": "image/jpeg", "size": len(content)}
        form = self.system.ask("POST", "/attachments", told).json
        assert fetched(form["url"], *multipart(form["fields"], content)).status == 204
        return str(form["attachment_id"])

    def follow(self, report_id: str, email: str) -> None:
        """Somebody follows a published report, by the letter that asks them."""
        assert self.system.ask("POST", f"/reports/{report_id}/follow", {"email": email}).status == 202
        (letter,) = eventually(lambda: self.system.mails(email))
        page = re.search(r"/api(/reports/[^/]+/follow/[0-9a-f]+)", letter.text)
        assert page, letter.text
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        assert self.system.ask("POST", f"{page[1]}/confirm", headers=form).status == 200
