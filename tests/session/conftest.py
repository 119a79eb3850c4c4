"""Two programmes to make plans of: a small one built by hand, and the packaged one."""

import pytest
from studio import Studio, small_programme

from spinecoach.app.catalogue import catalogue


@pytest.fixture(scope="session")
def studio() -> Studio:
    """The small programme."""
    return Studio(small_programme())


@pytest.fixture(scope="session")
def real() -> Studio:
    """The packaged programme."""
    return Studio(catalogue())
