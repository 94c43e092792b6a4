"""Which grant may be given, and when it may end. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wushe.ground.kit.errors import Refused
from wushe.registers.stations.rules.access import role_rights

#: What a grant may stand on, in words.
PLACES = {
    "station": "社工站",
    "organization": "机构",
    "county": "区县",
    "city": "市",
    "province": "省",
}


@dataclass(frozen=True)
class Held:
    """A grant somebody has or is to get: the role, what it stands on (kind and id), the days."""

    role: str
    kind: str
    place_id: int
    starts_on: date
    ends_on: date | None = None

    def meets(self, other: "Held") -> bool:
        """True if there is a day on which both hold."""
        return (other.ends_on is None or self.starts_on <= other.ends_on) and (
            self.ends_on is None or other.starts_on <= self.ends_on
        )


def check_grant(wanted: Held, others: Sequence[Held], *, is_own: bool) -> None:
    """May this grant be given?

    Takes: the grant, the others of the same user, whether the giver is to get it.
    Refuses: ``stations-unknown-role``, ``stations-grant-to-oneself``, ``stations-role-stands-elsewhere`` (the role
    does not stand on such a place), ``stations-grant-ends-first``, ``stations-grant-twice``, ``stations-grant-open``,
    ``stations-role-alone`` (who keeps accounts or reads the audit holds no other role on the same day).
    """
    rights = role_rights(wanted.role)
    if is_own:
        raise Refused("stations-grant-to-oneself")
    if wanted.kind not in rights.stands_on:
        raise Refused(
            "stations-role-stands-elsewhere",
            role=rights.name,
            place=PLACES.get(wanted.kind, wanted.kind),
            places="、".join(PLACES[kind] for kind in rights.stands_on),
        )
    check_end(wanted.starts_on, wanted.ends_on)
    for other in others:
        if not wanted.meets(other):
            continue
        if (other.role, other.kind, other.place_id) == (wanted.role, wanted.kind, wanted.place_id):
            days = {"starts": other.starts_on, "ends": other.ends_on}
            raise Refused("stations-grant-twice" if other.ends_on else "stations-grant-open", role=rights.name, **days)
        beside = role_rights(other.role)
        if other.role != wanted.role and (rights.alone or beside.alone):
            raise Refused("stations-role-alone", role=rights.name, other=beside.name)


def check_end(starts_on: date, ends_on: date | None) -> None:
    """Refuses: ``stations-grant-ends-first`` when the last day lies before the first."""
    if ends_on is not None and ends_on < starts_on:
        raise Refused("stations-grant-ends-first", starts=starts_on, ends=ends_on)


def check_ending(held: Held, ends_on: date, today: date) -> None:
    """May a grant that is held end on this day?

    Refuses: ``stations-grant-ends-first``, ``stations-grant-over`` (it has ended already),
    ``stations-grant-made-longer`` (an end is brought forward; who is to stay longer gets another grant),
    ``stations-grant-ended-in-the-past`` (what somebody could see until yesterday is not rewritten).
    """
    if held.ends_on is not None and held.ends_on < today:
        raise Refused("stations-grant-over", ends=held.ends_on)
    check_end(held.starts_on, ends_on)
    if held.ends_on is not None and ends_on > held.ends_on:
        raise Refused("stations-grant-made-longer", ends=held.ends_on)
    if ends_on < today:
        raise Refused("stations-grant-ended-in-the-past", today=today)
