"""The tables come to be, on one machine and in tests; on AWS the template makes them of the same models."""

from pynamodb.models import Model

from chalicelib.store.models.directory import DirectoryItem
from chalicelib.store.models.identities import IdentityItem
from chalicelib.store.models.reports import AllReportItems
from chalicelib.store.models.statistics import StatisticItem


def create_tables() -> None:
    """Create what is missing, on one machine and in tests; on AWS the template does it.

    PynamoDB takes the indexes from the one class it creates a table from, and two classes of ours carry some.
    """
    _create(AllReportItems)
    _create(IdentityItem)
    _create(DirectoryItem)
    _create(StatisticItem)


def _create(model: type[Model]) -> None:
    if not model.exists():
        model.create_table(wait=True)
