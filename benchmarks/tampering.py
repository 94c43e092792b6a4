"""The attacker of ``benchmarks.tamper``, in the process with the database: one random change, one check, put back."""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.db import connection, transaction
from django.db.models import F, QuerySet

from benchmarks import database  # noqa: F401 - sets Django up
from wushe.ground.accounts import audit
from wushe.ground.accounts.checking import check_chain
from wushe.ground.accounts.models import AuditChain, AuditEntry, User
from wushe.ground.accounts.rules import Line, hash_of, seal_of
from wushe.ground.kit.crypto import SM, new_key

HERE, THERE = "460203", "530302"
FAR = 10**9
LIFT = {
    "sqlite": "SELECT 'DROP TRIGGER ' || name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT 'ALTER TABLE ' || relname || ' DISABLE TRIGGER USER' FROM pg_class"
    " WHERE relname LIKE 'accounts_audit%' AND relkind = 'r'",
}


class Attacker:
    """Has everything but the key. Each method touches the chain and gives the number of the first line it touched."""

    def __init__(self, dice: random.Random, lines: int) -> None:
        self.dice, self.lines = dice, lines
        self.own_key = new_key(SM)
        self.attacks: dict[str, list[Callable[[], int]]] = {
            "edited": [self.edit, self.edit_and_mend, self.edit_time, self.give_away],
            "deleted": [self.delete, self.delete_and_renumber, self.cut_the_end],
            "inserted": [self.insert, self.append, self.repeat],
            "reordered": [self.swap, self.move, self.exchange_contents],
        }

    def line(self, seq: int) -> AuditEntry:
        return AuditEntry.objects.get(county_key=HERE, seq=seq)

    def here(self, seq: int) -> QuerySet[AuditEntry]:
        return AuditEntry.objects.filter(county_key=HERE, seq=seq)

    def any(self) -> int:
        return self.dice.randint(1, self.lines)

    def shift(self, frm: int, to: int, step: int) -> None:
        """Renumber the lines of a stretch, by way of numbers nobody has."""
        stretch = AuditEntry.objects.filter(county_key=HERE, seq__range=(frm, to))
        stretch.update(seq=F("seq") + FAR)
        AuditEntry.objects.filter(county_key=HERE, seq__gte=FAR).update(seq=F("seq") - FAR + step)

    def mend(self, frm: int) -> None:
        """Make the numbers and hashes from a line on fit each other, under the attacker's own key, and the head too."""
        rows = list(AuditEntry.objects.filter(county_key=HERE, seq__gte=frm).order_by("seq"))
        last = self.line(frm - 1).hash if frm > 1 else ""
        for row in rows:
            told = Line(HERE, row.seq, row.at, row.actor_id, row.verb, row.target, row.facts)
            row.prev, row.hash = last, hash_of(self.own_key, last, told)
            last = row.hash
        AuditEntry.objects.bulk_update(rows, ["prev", "hash"], batch_size=200)
        self.mend_head(len(rows) + frm - 1, last)

    def mend_head(self, count: int, last: str) -> None:
        head = AuditChain.objects.filter(pk=HERE)
        seal = self.dice.choice([{}, {"seal": seal_of(self.own_key, HERE, count, last, "")}])
        head.update(count=count, hash=last, **seal)

    def edit(self) -> int:
        seq = self.any()
        change = self.dice.choice(
            [
                {"verb": f"test.{self.dice.random()}"},
                {"target": f"test:{self.dice.random()}"},
                {"facts": {"number": self.dice.randrange(10**9)}},
                {"facts": {}},
                {"actor": None},
                {"hash": sha256(str(seq).encode()).hexdigest()},
                {"prev": sha256(str(seq).encode()).hexdigest()},
            ]
        )
        self.here(seq).update(**change)
        return seq

    def edit_time(self) -> int:
        seq = self.any()
        self.here(seq).update(
            at=self.line(seq).at + timedelta(microseconds=self.dice.choice((-1, 1, 10**6, -(10**12))))
        )
        return seq

    def edit_and_mend(self) -> int:
        seq = self.dice.randint(max(1, self.lines - 100), self.lines)
        self.here(seq).update(target="test:other")
        self.mend(seq)
        return seq

    def give_away(self) -> int:
        """Put a line on another county's chain."""
        seq = self.any()
        self.here(seq).update(county_key=THERE, seq=F("seq") + FAR)
        return seq

    def delete(self) -> int:
        seq = self.any()
        self.here(seq)._raw_delete("default")
        return seq

    def delete_and_renumber(self) -> int:
        seq = self.any()
        self.here(seq)._raw_delete("default")
        self.shift(seq + 1, self.lines, -1)
        last = AuditEntry.objects.filter(county_key=HERE).order_by("-seq").first()
        self.mend_head(self.lines - 1, last.hash)
        return seq

    def cut_the_end(self) -> int:
        seq = self.dice.randint(max(2, self.lines - 50), self.lines)
        AuditEntry.objects.filter(county_key=HERE, seq__gte=seq)._raw_delete("default")
        self.mend_head(seq - 1, self.line(seq - 1).hash)
        return seq

    def add(self, seq: int, like: int) -> None:
        """A line that says it follows the one before."""
        row = self.line(like)
        row.pk, row.seq, row.target = None, seq, "test:forged" if self.dice.random() < 0.5 else row.target
        row.prev = self.line(seq - 1).hash if seq > 1 else ""
        row.hash = hash_of(
            self.own_key, row.prev, Line(HERE, seq, row.at, row.actor_id, row.verb, row.target, row.facts)
        )
        row.save(force_insert=True)

    def insert(self) -> int:
        seq = self.any()
        self.shift(seq, self.lines, 1)
        self.add(seq, self.lines + 1)
        last = AuditEntry.objects.filter(county_key=HERE).order_by("-seq").first()
        self.mend_head(self.lines + 1, last.hash)
        return seq

    def append(self) -> int:
        self.add(self.lines + 1, self.any())
        if self.dice.random() < 0.5:
            self.mend_head(self.lines + 1, self.line(self.lines + 1).hash)
        return self.lines + 1

    def repeat(self) -> int:
        """A true line once more, later, as it was."""
        old, seq = sorted(self.dice.sample(range(1, self.lines + 1), 2))
        row = self.line(old)
        self.shift(seq, self.lines, 1)
        row.pk, row.seq = None, seq
        row.save(force_insert=True)
        return seq

    def swap(self) -> int:
        one, two = sorted(self.dice.sample(range(1, self.lines + 1), 2))
        self.here(one).update(seq=FAR)
        self.here(two).update(seq=one)
        self.here(FAR).update(seq=two)
        return one

    def move(self) -> int:
        """One line to a later place, those between come forward."""
        one, two = sorted(self.dice.sample(range(1, self.lines + 1), 2))
        self.here(one).update(seq=3 * FAR)
        self.shift(one + 1, two, -1)
        AuditEntry.objects.filter(county_key=HERE, seq__gte=FAR).update(seq=two)
        return one

    def exchange_contents(self) -> int:
        """What two lines say changes places, the numbers and hashes stay."""
        one, two = sorted(self.dice.sample(range(1, self.lines + 1), 2))
        first, second = self.line(one), self.line(two)
        for seq, other in ((one, second), (two, first)):
            self.here(seq).update(at=other.at, verb=other.verb, target=other.target, facts=other.facts)
        return one


def fill(lines: int) -> None:
    """Two chains with lines of some kinds, through the program itself."""
    user = User.objects.create(username="w", name="写手")
    with transaction.atomic():
        for number in range(1, lines + 1):
            audit.record(
                "test.write", f"test:{number}", actor=user, county_key=HERE, number=number, met=number % 2 == 0
            )
        for number in range(1, 51):
            audit.record("test.write", f"test:{number}", actor=None, county_key=THERE)


def lift_triggers() -> None:
    with connection.cursor() as cursor:
        cursor.execute(LIFT[connection.vendor])
        for [statement] in cursor.fetchall():
            cursor.execute(statement)


def is_whole() -> bool:
    return all(check_chain(key).wrong is None for key in ("", HERE, THERE))


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("tries", "lines", "seed"):
        parser.add_argument(f"--{name}", type=int, required=True)
    asked = parser.parse_args()
    fill(asked.lines)
    if not is_whole():
        raise SystemExit("a chain nobody touched does not pass")
    lift_triggers()
    dice = random.Random(asked.seed)
    attacker = Attacker(dice, asked.lines)
    kinds = list(attacker.attacks)
    tried, detected, located, named = Counter(), Counter(), Counter(), Counter()
    began = time.monotonic()
    for number in range(asked.tries):
        kind = kinds[number % len(kinds)]
        attack = dice.choice(attacker.attacks[kind])
        with transaction.atomic():
            place = attack()
            verdict = check_chain(HERE)
            transaction.set_rollback(True)
        tried[kind] += 1
        detected[kind] += verdict.wrong is not None
        located[kind] += verdict.seq == place
        named[f"{kind} as {verdict.wrong}"] += 1
        if verdict.seq != place:
            print(f"  ! {attack.__name__} at {place}: {verdict}")
    seconds = time.monotonic() - began
    if not is_whole():
        raise SystemExit("what was put back does not pass")
    print(f"{connection.vendor}: {seconds:.0f} s")
    for kind in kinds:
        print(f"  {kind:<10} tried {tried[kind]:>4}  detected {detected[kind]:>4}  located {located[kind]:>4}")
    for words, count in sorted(named.items()):
        print(f"    {words:<24} {count}")
    print(json.dumps({"tried": tried.total(), "detected": detected.total(), "located": located.total()}))


if __name__ == "__main__":
    main()
