"""A log says where something happened, never what somebody typed into an address."""

import logging

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import resolve

from wushe.config.logs import RouteOnly

TYPED = "990101194005010028"


def said(path):
    request = RequestFactory().get(path)
    if path.startswith("/people/"):
        request.resolver_match = resolve("/people/00000000-0000-4000-8000-000000000000/")
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Not Found", path), None)
    record.request = request
    RouteOnly().filter(record)
    return record.getMessage()


@pytest.mark.parametrize("path", [f"/people/{TYPED}/", f"/nowhere/{TYPED}"])
def test_a_number_typed_into_an_address_is_not_logged(path):
    assert TYPED not in said(path)


def test_the_route_is_logged():
    assert "people/<uuid:uuid>/" in said(f"/people/{TYPED}/")


def test_every_handler_keeps_to_it():
    assert all(handler["filters"] == ["route"] for handler in settings.LOGGING["handlers"].values())
