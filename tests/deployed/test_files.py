"""A photo goes to the bucket past us, the bucket's news starts the check, and a copy without its secrets comes back."""

import uuid

from tests.app.uploading import fetched, multipart
from tests.deployed.reporting import COMPLAINT, Receipt, Reporting
from tests.deployed.system import System, eventually
from tests.files.made import SECRET, photo


def test_a_photo_is_checked_by_the_function_on_the_buckets_news(system: System, reporting: Reporting) -> None:
    content = photo()
    told = {"filename": "foto.jpg", "content_type": "image/jpeg", "size": len(content)}
    form = system.ask("POST", "/attachments", told)
    assert form.status == 201, form
    assert fetched(form.json["url"], *multipart(form.json["fields"], content)).status == 204
    number = form.json["attachment_id"]
    sent = reporting.send(COMPLAINT | {"anonymous": True, "attachments": [number]}, str(uuid.uuid4()))
    assert sent.status == 201, sent
    receipt = Receipt(sent.json["report_id"], sent.json["access_code"], "")

    def states() -> list[str]:
        return [one["state"] for one in reporting.track(receipt)["attachments"]]

    assert eventually(lambda: states() == ["checked"], seconds=60), states()
    path = f"/reports/{receipt.report_id}/attachments/{number}"
    address = system.ask("GET", path, headers={"X-Access-Code": receipt.access_code}).json["url"]
    shown = fetched(address)
    assert (shown.status, shown.headers["Content-Type"]) == (200, "image/jpeg")
    assert SECRET.encode() in content
    assert SECRET.encode() not in shown.content
