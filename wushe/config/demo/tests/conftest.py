"""The divisions of the whole country are loaded once for all tests of a file: they take longer than a small demo."""

import pytest
from django.db import transaction

from wushe.config.demo.past import local, moment
from wushe.config.demo.staff import OPENED
from wushe.registers.stations.actions.loading import load_divisions


@pytest.fixture(scope="module", autouse=True)
def _country(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        with moment(local(OPENED, 7)):
            load_divisions()
        yield
        transaction.set_rollback(True)
