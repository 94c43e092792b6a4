"""A browser without a screen for tests of pages: log in as one of the cast, fill in the visit form, follow links."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.cast import TODAY, Cast, attempt_draft, visit_draft
from wushe.ledger.models import ServiceEvent
from wushe.registers.beneficiaries.models import Person
from wushe.registers.stations.queries import Viewer
from wushe.work.needs.models import Need
from wushe.work.visits.actions import record_visit
from wushe.work.visits.models import ContactAttempt, Visit

CHINESE = re.compile(r"[\u4e00-\u9fff]{4,}")
TARGET = re.compile(r'(?:href|action)="([^"]*)"')
HREF = re.compile(r'href="(/[^"#]*)')


def browser(viewer: Viewer, **options: Any) -> Client:
    """A browser in which somebody of the cast has logged in."""
    client = Client(**options)
    assert viewer.user is not None
    client.force_login(viewer.user)
    return client


def told(**changes: Any) -> dict[str, Any]:
    """What a visit page sends for a visit at the door today that met the person; None leaves a field out."""
    usual: dict[str, Any] = {
        "form_id": str(uuid.uuid4()),
        "day": TODAY.isoformat(),
        "mode": "door",
        "met": "yes",
        "minutes": "20",
        "safety": "fine",
        "health": "same",
        "mood": "calm",
        "next_step": "plan",
        "line": "都好",
        "origin": "professional",
        "evidence": "0",
    }
    return {name: value for name, value in (usual | changes).items() if value is not None}


def not_met(**changes: Any) -> dict[str, Any]:
    """What a visit page sends when nobody was met."""
    left_out = dict.fromkeys(("minutes", "safety", "health", "mood", "next_step"))
    return told(**{"met": "no", "reason": "out"} | left_out | changes)


def visit_url(person: Person) -> str:
    """The visit page of a person."""
    return f"/people/{person.uuid}/visit/"


def text(answer: HttpResponse) -> str:
    """What stands on a page, as a reader of the source sees it."""
    return unescape(answer.content.decode())


def refusal(answer: HttpResponse) -> str:
    """The sentence of a page that refuses; empty on any other page."""
    context = getattr(answer, "context", None)
    return str(context["sentence"]) if context is not None and "sentence" in context else ""


def says_why(answer: HttpResponse) -> bool:
    """True if the page tells in a Chinese sentence, with a full stop, what is wrong."""
    sentence = refusal(answer)
    return bool(CHINESE.search(sentence)) and sentence.endswith("。") and sentence in text(answer)


def errors(answer: HttpResponse) -> dict[str, list[str]]:
    """The sentences at the fields of the form on the page."""
    found: dict[str, list[str]] = answer.context["form"].errors  # type: ignore[attr-defined]  # the stubs know no context
    return found


def targets(answer: HttpResponse) -> list[str]:
    """Every address on a page: of links and of forms."""
    return [unescape(found) for found in TARGET.findall(answer.content.decode())]


def links(answer: HttpResponse) -> set[str]:
    """Every page of the house that a page leads to."""
    found = {unescape(path) for path in HREF.findall(answer.content.decode())}
    return {path for path in found if not path.startswith("/static/")}


def leaves(client: Client, url: str) -> Iterator[Any]:
    """The contexts of a figure's page and of all later pages of its records."""
    while url:
        page = client.get(url).context["page"]
        yield page
        url = page.pager.next_url if page.pager else ""


@dataclass(frozen=True)
class Morning:
    """What 小周 did this morning: met 王阿婆, who needs medicine, and found nobody at 符老伯's."""

    visit: Visit
    attempt: ContactAttempt
    need: Need

    @property
    def event(self) -> ServiceEvent:
        """The ledger row of the visit."""
        return self.visit.event


def morning_of(cast: Cast) -> Morning:
    """Let 小周 work for a morning."""
    visit = record_visit(cast.xiaozhou, cast.station, cast.wang, visit_draft(cast.wang, needs=("medicine",)))
    attempt = record_visit(cast.xiaozhou, cast.station, cast.fu, attempt_draft(cast.fu))
    assert isinstance(visit, Visit)
    assert isinstance(attempt, ContactAttempt)
    return Morning(visit, attempt, Need.objects.get())
