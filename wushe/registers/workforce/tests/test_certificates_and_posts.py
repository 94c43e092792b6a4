"""Who holds what certificate, and who is posted as what, for how much of the time, paid by whom."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.cast import LONG_AGO, TODAY, Cast, worker_id
from wushe.ground.kit.crypto import Unreadable
from wushe.registers.stations.models import Organization
from wushe.registers.workforce.models import Certificate, Posting, PostKind, Worker
from wushe.registers.workforce.queries import certified, team
from wushe.registers.workforce.rules import full_posts, masked_number


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("", ""),
        ("1234", "＊＊＊＊"),
        ("12345678", "＊" * 8),
        ("123456789", "＊＊＊＊＊6789"),
        ("20210001A234", "＊" * 8 + "A234"),
    ],
)
def test_a_number_is_shown_to_its_last_four(number: str, shown: str) -> None:
    assert masked_number(number) == shown


@pytest.mark.parametrize(
    ("percents", "posts"), [([], "0.0"), ([100], "1.0"), ([100, 50, 30], "1.8"), ([33, 33, 33], "1.0"), ([5], "0.1")]
)
def test_shares_of_time_are_added_up_in_whole_posts(percents: list[int], posts: str) -> None:
    assert full_posts(percents) == posts


def certificate(worker: int, **changes: object) -> Certificate:
    usual = {"kind": "social-work", "level": "worker", "number": "20190012345678", "issuer": "人社部、民政部"}
    return Certificate.objects.create(worker_id=worker, issued_on=date(2019, 11, 1), **usual | changes)


def test_a_certificate_never_names_its_number(cast: Cast) -> None:
    one = certificate(worker_id(cast.xiaozhou))
    assert one.shown_number.endswith("5678")
    assert one.number not in f"{one} {one.shown_number}"
    assert "20190012345678" not in str(Certificate.objects.values().get())
    other = certificate(worker_id(cast.xiaozhou), number="20190087654321")
    other.number_sealed = one.number_sealed
    with pytest.raises(Unreadable):
        _number = other.number


def test_certificates_count_from_issue_to_expiry_and_only_of_who_is_posted(cast: Cast) -> None:
    lasting = certificate(worker_id(cast.xiaozhou), valid_until=TODAY)
    certificate(worker_id(cast.xiaozhou), valid_until=date(2026, 11, 23))
    certificate(worker_id(cast.outsider))
    assert lasting.holds(TODAY)
    assert list(certified(cast.laochen, TODAY)) == list(certified(cast.wangke, TODAY)) == [lasting]
    assert list(certified(cast.laochen, date(2019, 10, 31))) == []


def test_a_borrowed_clerk_without_an_account_is_of_the_team(cast: Cast) -> None:
    clerk = Worker.objects.create(name="民政办老吴", called="老吴")
    assert Worker.objects.create(name="另一位", called="另一位").user is None
    post = Posting.objects.create(
        worker=clerk,
        station=cast.station,
        kind=PostKind.BORROWED,
        percent=30,
        employer_named="镇社会保障服务中心",
        starts_on=LONG_AGO,
    )
    posted = list(team(cast.laochen, cast.station, TODAY))
    assert posted[-1] == post
    assert post.employer_name == "镇社会保障服务中心"
    assert full_posts(one.percent for one in posted) == "3.3"
    assert list(team(cast.stranger, cast.station, TODAY)) == []


def test_an_organization_employs(cast: Cast) -> None:
    agency = Organization.objects.create(key="chunyu", name="春雨社工服务站", kind="service", source="据南海网")
    post = Posting.objects.get(worker_id=worker_id(cast.xiaozhou))
    post.employer = agency
    post.save(update_fields=["employer"])
    assert post.employer_name == "春雨社工服务站"


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [({"percent": 0}, "posting_share_of_time"), ({"percent": 101}, "posting_share_of_time")],
)
def test_a_share_of_time_is_between_1_and_100_per_cent(cast: Cast, changes: dict[str, int], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Posting.objects.filter(worker_id=worker_id(cast.xiaozhou)).update(**changes)
