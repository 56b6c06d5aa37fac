"""What is signed for S3 itself names the region's own host: a newer region's bucket answers under no other."""

from urllib.parse import urlsplit

from chalicelib.store import objects


def test_forms_and_addresses_for_aws_name_the_bucket_in_its_region() -> None:
    client = objects._made(None)
    form = client.generate_presigned_post("lapor-files", "incoming/a", ExpiresIn=600)
    address = client.generate_presigned_url("get_object", Params={"Bucket": "lapor-files", "Key": "checked/a"})
    assert form["url"] == "https://lapor-files.s3.ap-southeast-3.amazonaws.com/"
    assert urlsplit(address).netloc == "lapor-files.s3.ap-southeast-3.amazonaws.com"
    assert form["fields"]["x-amz-algorithm"] == "AWS4-HMAC-SHA256"


def test_a_browser_keeps_no_file_of_a_report() -> None:
    """Also not a copy that an earlier release kept with a word of its own: the address itself says so."""
    assert "response-cache-control=no-store" in objects.address("a", "b", "c.jpg", 60)
