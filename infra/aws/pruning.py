"""What no function needs of its packages stays out: other services' descriptions, what only people read."""

import shutil
from pathlib import Path

SERVICES = ("cognito-idp", "s3", "sesv2", "sns", "sqs", "ssm")
"""Services a function calls; a test compares them with the clients that the code makes."""
_FOLDERS = ("bin", "**/*.dist-info", "**/tests", "**/test")
_FILES = (
    ".lock",
    "**/*.pyi",
    "**/py.typed",
    "**/*.h",
    "**/*.c",
    "**/*.pxd",
    "**/*.pyx",
    "botocore/data/**/examples-1.json",
)


def prune(packages: Path) -> None:
    """Take it away from the folder."""
    for service in (packages / "botocore" / "data").iterdir():
        if service.is_dir() and service.name not in SERVICES:
            shutil.rmtree(service)
    for pattern in _FOLDERS:
        for folder in packages.glob(pattern):
            shutil.rmtree(folder, ignore_errors=True)
    for pattern in _FILES:
        for file in packages.glob(pattern):
            file.unlink()
