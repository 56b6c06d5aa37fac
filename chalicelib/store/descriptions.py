"""botocore's descriptions of AWS's services, read once in a process.

PynamoDB makes a session for each table, and each would read them anew: some 60 ms of a cold start for each.
"""

from functools import cache

from botocore import register_initializer
from botocore.loaders import create_loader


@cache
def share_descriptions() -> None:
    """Give every botocore session that is made from now on the same loader of descriptions."""
    loader = create_loader()
    register_initializer(lambda session: session.register_component("data_loader", loader))
