"""A request carries the viewer, read once and only when asked for."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from wushe.registers.stations.middleware import NOBODY, ViewerMiddleware


@pytest.fixture
def request_of_xiaozhou(cast: Cast) -> HttpRequest:
    request = RequestFactory().get("/today/")
    request.user = cast.xiaozhou.user
    return request


def test_the_viewer_is_read_once(
    request_of_xiaozhou: HttpRequest, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ViewerMiddleware(lambda request: HttpResponse())(request_of_xiaozhou)
    with django_assert_num_queries(2):
        assert request_of_xiaozhou.viewer.role == "worker"
        assert request_of_xiaozhou.viewer.unit_ids == cast.xiaozhou.unit_ids


def test_a_page_that_does_not_ask_costs_nothing(
    request_of_xiaozhou: HttpRequest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        ViewerMiddleware(lambda request: HttpResponse())(request_of_xiaozhou)


def test_a_visitor_is_nobody() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    ViewerMiddleware(lambda request: HttpResponse())(request)
    assert request.viewer == NOBODY
