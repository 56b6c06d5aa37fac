"""Where long jobs put on record how far they came: small rows of the directory, one for each job."""

from chalicelib.store.failures import translated_errors
from chalicelib.store.models.directory import DirectoryItem

JOBS = "JOBS"


def load(job: str) -> DirectoryItem | None:
    """A job's row; None before its first."""
    with translated_errors():
        try:
            return DirectoryItem.get(JOBS, job, consistent_read=True)
        except DirectoryItem.DoesNotExist:
            return None


def keep(job: str, row: str) -> None:
    """Put a job's row in the place of the one before."""
    with translated_errors():
        DirectoryItem(pk=JOBS, sk=job, row=row).save()
