"""The people of 越州镇 whom the newspaper counts: elders, people on assistance, minors. Pure: a seed in, homes out.

The newspaper prints 长期服务 430余名 70 岁以上老年人 and 500余名社会救助对象, and 累计服务未成年人 2500余人（次）.
On every day since October 2021 the figures lie in these bounds: who is counted has been visited thrice within four
months of enrolment, nobody else of that age is visited, and so few come later that the bounds are kept. Who dies or
moves away stays counted.
"""

from datetime import date, timedelta
from fractions import Fraction

from wushe.config.demo.lives import LEFT_WOMAN, Home, Life
from wushe.config.demo.villagers import ASSISTANCE, ELDERS, Villagers
from wushe.config.demo.words import YUNNAN

#: Elders of 70 and over; so many of them on assistance too; others on assistance; pupils; left-behind children.
OLD, OLD_AND_POOR, POOR, PUPILS, LEFT_BEHIND, WOMEN = 432, 300, 203, 2422, 90, 40
#: Who comes later: in each of these years an elder on assistance, and so many left-behind children.
LATER, LATER_CHILDREN = range(2022, 2028), 5
FIRST_DAY, FIRST_DAYS = date(2021, 1, 11), 60
LISTED, LIST_DAYS = date(2021, 3, 1), 14
#: Born so that nobody counted as old is younger than 70, and nobody else reaches that age before the thirties.
BORN_OLD, BORN_GROWN, BORN_PUPIL = (1930, 1951), (1964, 2000), (2005, 2016)


def people(seed: int, unit_keys: list[str], share: Fraction) -> list[Home]:
    """The homes of 越州; ``share`` makes them fewer for tests."""
    made = Villagers(f"yuezhou/{seed}", unit_keys, YUNNAN, watched=(1, 8))
    old, both, poor = (_part(number, share) for number in (OLD, OLD_AND_POOR, POOR))
    for place in range(old):
        made.home([_elder(made, made.day(FIRST_DAY, FIRST_DAYS), place, is_poor=place < both)])
    for place in range(poor):
        kinds = (ASSISTANCE[place % len(ASSISTANCE)],)
        life = made.grown_up(made.day(FIRST_DAY, FIRST_DAYS), kinds, BORN_GROWN, leaves=15)
        made.home([made.visited_thrice(life)])
    for _ in range(_part(WOMEN, share)):
        made.home([made.grown_up(made.day(FIRST_DAY, FIRST_DAYS), (LEFT_WOMAN,), (1978, 1998), leaves=20)])
    for _ in range(_part(LEFT_BEHIND, share)):
        made.home(made.left_behind_child(made.day(FIRST_DAY, FIRST_DAYS)))
    _pupils(made, _part(PUPILS, share))
    for year in LATER:
        made.home([_elder(made, made.day(date(year, 2, 20), 200), year, is_poor=True)])
        for _ in range(_part(LATER_CHILDREN, share)):
            made.home(made.left_behind_child(made.day(date(year, 2, 20), 250)))
    return made.homes


def _elder(made: Villagers, since: date, place: int, *, is_poor: bool) -> Life:
    kinds: tuple[str, ...] = (ELDERS[place % len(ELDERS)],)
    if is_poor:
        poor = (ASSISTANCE[place % len(ASSISTANCE)],)
        kinds = poor if place % 4 else (*poor, *kinds)
    return made.visited_thrice(made.grown_up(since, kinds, BORN_OLD, leaves=40))


def _pupils(made: Villagers, count: int) -> None:
    """Children of the lists, every sixth with a sister or brother on it too."""
    while count > 0:
        listed = LISTED + timedelta(days=made.rng.randrange(LIST_DAYS))
        together = 2 if count > 1 and made.rng.randrange(6) == 0 else 1
        made.home([made.pupil(listed, *BORN_PUPIL) for _ in range(together)])
        count -= together


def _part(number: int, share: Fraction) -> int:
    return max(1, int(number * share)) if share < 1 else number
