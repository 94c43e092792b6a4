"""Clerks who save visits without pause, and send a form again when nobody answered."""

import random
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from benchmarks.client import Client, Form, Unanswered, Unexpected
from benchmarks.wholeness import Told

PAUSE_SECONDS = 0.05
GIVES_UP = 0.3  # of forms nobody answered; the others are sent again
MINUTES = ("10", "20", "30", "45", "60", "90")
Done = TypeVar("Done")
NEEDS = ("medicine", "repair", "paperwork", "company")


class Clerk(threading.Thread):
    """One client with an account of its own. ``acks`` are the forms it was told are saved."""

    def __init__(self, port: int, username: str, password: str, seed: str) -> None:
        super().__init__(name=seed, daemon=True)
        self.client = Client(port, timeout_seconds=30)
        self.account = username, password
        self.dice = random.Random(seed)
        self.stopping = threading.Event()
        self.acks: list[Told] = []
        self.unanswered = self.sent_again = self.abandoned = self.saved = 0
        self.failure: Exception | None = None

    def run(self) -> None:
        """Log in, then save one visit after the other until told to stop."""
        try:
            self.persist(lambda: self.client.log_in(*self.account))
            people = self.persist(self.client.people)
            while people and not self.stopping.is_set():
                self.save_one(self.dice.choice(people))
        except Exception as failure:  # noqa: BLE001 - a thread has nobody else to tell
            self.failure = failure
        finally:
            self.client.close()

    def save_one(self, person: str) -> None:
        """One visit from the page to the answer."""
        met = self.dice.random() < 0.85
        self.saved += 1
        minutes, line = self.dice.choice(MINUTES), f"{self.name} 第 {self.saved} 次"
        needs = self.dice.sample(NEEDS, self.dice.choice((0, 0, 1, 2))) if met else []
        told = {"minutes": minutes, "line": line, "mode": self.dice.choice(("door", "phone"))}
        absent = {"met": "no", "reason": "out", "minutes": ""}
        form = self.persist(lambda: self.client.visit_form(person, told if met else told | absent, needs))
        if form is not None and self.send(form):
            said = (met, int(minutes) if met else 0, line, frozenset(needs))
            self.acks.append(Told(form.form_id, *said, time.monotonic()))

    def send(self, form: Form) -> bool:
        """Send, and again while nobody answers; sometimes give up. Gives: whether it was acknowledged."""
        while True:
            try:
                self.client.send(form)
            except Unanswered:
                self.unanswered += 1
                if self.stopping.is_set() or self.dice.random() < GIVES_UP:
                    self.abandoned += 1
                    return False
                self.sent_again += 1
                time.sleep(PAUSE_SECONDS)
            except Unexpected as surprise:
                return self.is_odd(surprise)
            else:
                return True

    def is_odd(self, surprise: Unexpected) -> bool:
        """What to do with an answer that should not be: raise it."""
        raise surprise

    def persist(self, work: Callable[[], Done]) -> Done | None:
        """Try until the site answers; None when told to stop."""
        while not self.stopping.is_set():
            try:
                return work()
            except Unanswered:
                time.sleep(PAUSE_SECONDS)
        return None


class CarelessClerk(Clerk):
    """A clerk for a site that is broken on purpose: odd answers are part of it."""

    def is_odd(self, surprise: Unexpected) -> bool:
        """Let it be."""
        self.abandoned += 1
        return False
