"""A worker's browser without a screen: logs in and records visits through the real form, over one kept connection.

No answer (a refused or broken connection, a server error) is ``Unanswered``: whether the visit was written is not
known, and the same form may be sent again, to this or to a restarted server. Any other surprise is ``Unexpected``.
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

Fields = Sequence[tuple[str, str]]

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
FORM_ID = re.compile(r'name="form_id" value="([0-9a-f-]{36})"')
VISIT_LINK = re.compile(r'"/people/([0-9a-f-]{36})/visit/"')
SAVED = re.compile(r"^/visits/([0-9a-f-]{36})/$")

#: A visit at the door that met the person, told in full; ``another_visit`` lets one person be visited all day.
TOLD: dict[str, str] = {
    "mode": "door",
    "met": "yes",
    "minutes": "20",
    "safety": "fine",
    "health": "same",
    "mood": "calm",
    "next_step": "plan",
    "line": "",
    "origin": "professional",
    "evidence": "0",
    "another_visit": "on",
}


class Unanswered(Exception):  # noqa: N818 - what happened, not an error of ours
    """Nobody can say whether the request was carried out."""


class Unexpected(Exception):  # noqa: N818 - what happened, not an error of ours
    """The site answered, but not what it should."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str


@dataclass(frozen=True)
class Form:
    """A visit form ready to be sent, as often as it takes: where to, and all its fields."""

    path: str
    form_id: str
    fields: Fields


class Client:
    """One browser: a connection kept open, and cookies."""

    def __init__(self, port: int, *, host: str = "127.0.0.1", timeout_seconds: int = 30) -> None:
        self.cookies: dict[str, str] = {}
        self.connection = HTTPConnection(host, port, timeout=timeout_seconds)

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self.ask("GET", path)

    def post(self, path: str, fields: Fields) -> Answer:
        """Send a form."""
        return self.ask("POST", path, urlencode(fields))

    def ask(self, method: str, path: str, body: str | None = None) -> Answer:
        """Send one request. A connection that fails is closed; the next request opens a new one."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            text = response.read().decode()
        except (OSError, HTTPException) as failure:
            self.connection.close()
            raise Unanswered(repr(failure)) from failure
        self.keep_cookies(response)
        if response.status >= 500:
            raise Unanswered(f"{method} {path}: {response.status}")
        return Answer(response.status, response.headers.get("Location", ""), text)

    def keep_cookies(self, response: HTTPResponse) -> None:
        """Remember what the site asked to be remembered."""
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}

    def log_in(self, username: str, password: str) -> None:
        """Log in. Refuses (Unexpected): a wrong account."""
        page = self.get("/accounts/login/")
        fields = [("csrfmiddlewaretoken", found(TOKEN, page)), ("login", username), ("password", password)]
        answer = self.post("/accounts/login/", fields)
        if answer.status != 302:
            raise Unexpected(f"{username} was not let in: {answer.status}")

    def people(self) -> list[str]:
        """The UUIDs of all people on 服务对象, page after page."""
        uuids: list[str] = []
        number = 1
        while more := [one for one in self.people_on(number) if one not in uuids]:
            uuids += more
            number += 1
        return uuids

    def people_on(self, number: int) -> list[str]:
        """The UUIDs on one page of 服务对象."""
        return VISIT_LINK.findall(self.get(f"/people/?page={number}").text)

    def look_for(self, text: str) -> Answer:
        """Type a text into the search of 服务对象."""
        token = found(TOKEN, self.get("/people/"))
        return self.get(self.post("/people/", [("csrfmiddlewaretoken", token), ("q", text)]).location)

    def visit_form(self, person: str, told: dict[str, str], needs: Sequence[str] = (), *, day: str = "") -> Form:
        """Open the visit page of a person and fill it in.

        Takes: what to tell besides the usual (see ``TOLD``), needs to tick, and the day (default: as on the page).
        Gives: the form, with the id the page gave it.
        """
        path = f"/people/{person}/visit/"
        page = self.get(path)
        if page.status != 200:
            raise Unexpected(f"GET {path}: {page.status} {page.location}")
        token, form_id = found(TOKEN, page), found(FORM_ID, page)
        fields = {"csrfmiddlewaretoken": token, "form_id": form_id, "day": day or day_on(page)} | TOLD | told
        return Form(path, form_id, [*fields.items(), *(("needs", need) for need in needs)])

    def send(self, form: Form) -> str:
        """Send a visit form. Gives: the UUID of the visit, which is the acknowledgement.

        Refuses: Unanswered, Unexpected (anything but the redirect to the page of this very form).
        """
        answer = self.post(form.path, form.fields)
        saved = SAVED.match(answer.location)
        if answer.status != 302 or saved is None:
            raise Unexpected(f"POST {form.path}: {answer.status} {answer.location} {errors_on(answer)}")
        if saved[1] != form.form_id:
            raise Unexpected(f"form {form.form_id} was answered with visit {saved[1]}")
        return saved[1]

    def save_visit(self, person: str, told: dict[str, str] | None = None) -> str:
        """Record a visit from the page to the acknowledgement. Gives: its UUID."""
        return self.send(self.visit_form(person, told or {}))

    def close(self) -> None:
        """Hang up."""
        self.connection.close()


def found(pattern: re.Pattern[str], page: Answer) -> str:
    """The first thing the pattern names on a page."""
    match = pattern.search(page.text)
    if match is None:
        raise Unexpected(f"no {pattern.pattern} on a page answered {page.status} {page.location}")
    return match[1]


def day_on(page: Answer) -> str:
    """The day a visit page proposes."""
    return found(re.compile(r'name="day" value="([0-9-]{10})"'), page)


def errors_on(page: Answer) -> list[str]:
    """What a refused form complains of."""
    return re.findall(r'<li><a href="#[^"]*">([^<]*)</a></li>', page.text)


def new_form_id(form: Form) -> Form:
    """The same form under an id of our own choosing."""
    form_id = str(uuid.uuid4())
    return Form(form.path, form_id, [(name, form_id if name == "form_id" else value) for name, value in form.fields])
