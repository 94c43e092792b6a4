"""Every page of the site in every state worth looking at, and how to get there.

A state is a username (empty: nobody logged in) and a way: a function that takes a page, and a person whom nobody has
visited yet, and leaves the page in that state.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page, expect

from tests.journeys.site import Somebody
from tests.journeys.stranger import STRANGER
from tests.journeys.thumb import Thumb
from wushe.ground.accounts.tests.phones import Authenticator

Way = Callable[[Page, Somebody], None]
MONTH = "scope=460203%26from=2026-11-01%26to=2026-11-30"


class State(NamedTuple):
    """Who looks, and how the page is reached."""

    username: str
    way: Way


def at(path: str) -> Way:
    """By its address."""
    return lambda page, somebody: go(page, path)


def of(part: str) -> Way:
    """By the address of a page about a person."""
    return lambda page, somebody: go(page, somebody.path + part)


def go(page: Page, path: str) -> None:
    page.goto(path)


def refused_login(page: Page, somebody: Somebody) -> None:
    page.goto("/accounts/login/")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_be_visible()


def met(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.all_well()
    thumb.answer("安全看一圈", "有问题", "燃气")
    thumb.say("说了一句。")
    page.locator("details.ws-more summary").tap()


def not_met(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.not_met()
    thumb.answer("什么情况", "下地、赶集")
    thumb.answer("什么时候再来", "选日子")


def refused_visit(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.met()
    page.get_by_label("说一句").fill("话" * 501)
    thumb.save()
    expect(page.get_by_role("alert")).to_be_visible()


def kept_draft(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.met()
    thumb.say("没保存")
    page.wait_for_function("() => Object.values(localStorage).some(kept => kept.includes('没保存'))")
    page.reload()
    expect(page.get_by_text("已找回没保存的内容")).to_be_visible()


def saved(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    thumb = Thumb(page)
    thumb.all_well()
    thumb.answer("有什么需要", "陪伴聊天")
    thumb.say("一句很长很长的话，" * 12)
    thumb.save()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()


def saved_attempt(page: Page, somebody: Somebody) -> None:
    not_met(page, somebody)
    Thumb(page).answer("什么时候再来", "明天上午")
    Thumb(page).save()
    expect(page.get_by_role("heading", name="记好了，没见到本人")).to_be_visible()


def correction(page: Page, somebody: Somebody) -> None:
    saved(page, somebody)
    page.get_by_role("link", name="记错了，更正").tap()
    expect(page.get_by_label("为什么更正")).to_be_visible()


def correct(page: Page) -> None:
    page.get_by_role("link", name="记错了，更正").tap()
    Thumb(page).write(page.get_by_label("为什么更正"), "时长记错了")
    Thumb(page).answer("谈了多久", "90 分")
    Thumb(page).save()
    expect(page.get_by_role("heading", name="记好了")).to_be_visible()


def corrected(page: Page, somebody: Somebody) -> None:
    saved(page, somebody)
    old = page.url
    correct(page)
    page.goto(old)
    expect(page.get_by_role("heading", name="这条已经更正")).to_be_visible()


def cancellation(page: Page, somebody: Somebody) -> None:
    saved(page, somebody)
    page.get_by_role("link", name="撤销这条").tap()
    expect(page.get_by_label("为什么撤销")).to_be_visible()


def refused_cancellation(page: Page, somebody: Somebody) -> None:
    cancellation(page, somebody)
    page.get_by_role("button", name="撤销这条").tap()
    expect(page.get_by_role("alert")).to_be_visible()


def cancelled(page: Page, somebody: Somebody) -> None:
    cancellation(page, somebody)
    Thumb(page).write(page.get_by_label("为什么撤销"), "记错了人")
    page.get_by_role("button", name="撤销这条").tap()
    expect(page.get_by_role("heading", name="这条已经撤销")).to_be_visible()


def corrected_record(page: Page, somebody: Somebody) -> None:
    saved(page, somebody)
    number = re.findall(r"台账 (\d+-\d+)", page.locator(".ws-done").inner_text())[0]
    correct(page)
    page.goto(f"/records/{number}/")
    expect(page.locator("main .ws-page-head")).to_contain_text("原条不再计入")


def report(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    page.get_by_role("button", name="孩子危险").tap()
    expect(page.get_by_role("heading", name="先保孩子安全，立刻报告")).to_be_visible()


def refused_report(page: Page, somebody: Somebody) -> None:
    report(page, somebody)
    page.get_by_role("button", name="补记到这份报告").tap()
    expect(page.get_by_role("alert")).to_be_visible()


def told_report(page: Page, somebody: Somebody) -> None:
    report(page, somebody)
    Thumb(page).write(page.get_by_label("看到、听到的事实"), "孩子一个人在家。")
    Thumb(page).answer("打过电话了吗", "打了 110")
    page.get_by_role("button", name="补记到这份报告").tap()
    expect(page.get_by_role("heading", name="已经记下的")).to_be_visible()


def sought(words: str) -> Way:
    """By what somebody writes."""

    def reach(page: Page, somebody: Somebody) -> None:
        page.goto("/people/")
        page.get_by_label("按姓名找人").fill(words)
        expect(page.get_by_text(f"找“{words}”")).to_be_visible()

    return reach


def asked_why(page: Page) -> None:
    """The page of the first person of the list who has a telephone, asking why it should be shown."""
    page.goto("/people/")
    page.locator(".ws-people tbody tr").filter(has_text="****").first.get_by_role("link").first.tap()
    page.locator("#papers summary").first.tap()


def shown_at_once(page: Page, somebody: Somebody) -> None:
    asked_why(page)
    page.get_by_role("button", name="显示 60 秒").tap()
    expect(page.locator("#revealed")).to_be_visible()


def shown_on_a_page(page: Page, somebody: Somebody) -> None:
    asked_why(page)
    page.evaluate("document.querySelector('ws-reveal form').submit()")
    expect(page.get_by_role("link", name="用完了，回到档案")).to_be_visible()


def refused_reveal(page: Page, somebody: Somebody) -> None:
    asked_why(page)
    page.locator("#papers").get_by_text("其他", exact=True).first.tap()
    page.evaluate("document.querySelector('ws-reveal form').submit()")
    expect(page.get_by_role("alert")).to_be_visible()


def mistaken_report(page: Page, somebody: Somebody) -> None:
    report(page, somebody)
    page.get_by_text("按错了，作废（留底）").tap()
    page.get_by_label("为什么作废").fill("手滑点到的")
    page.get_by_role("button", name="作废，留底").tap()
    expect(page.get_by_role("heading", name="误点，已作废留底")).to_be_visible()


def nameless_report(page: Page, somebody: Somebody) -> None:
    page.goto("/today/")
    page.get_by_role("button", name="孩子危险").tap()
    page.get_by_label("按姓名找人").fill(somebody.name[0])
    expect(page.locator("#found li").first).to_be_visible()


def read_report(page: Page, somebody: Somebody) -> None:
    page.goto("/safeguarding/")
    page.locator("main .ws-row a").first.click()
    expect(page.get_by_role("button", name="区县已接报")).to_be_visible()


def called(page: Page, somebody: Somebody) -> None:
    page.goto(somebody.visit)
    page.get_by_role("group", name="怎么探访的").get_by_text("电话", exact=True).tap()
    page.locator(".ws-met").get_by_text("说上话了", exact=True).tap()
    expect(page.get_by_role("group", name="安全看一圈")).to_be_hidden()
    thumb = Thumb(page)
    thumb.answer("谈了多久", "10 分")
    thumb.answer("身体，和上次比", "一样")
    thumb.answer("心情", "平稳")
    thumb.answer("下一步", "近日再来一次")
    page.get_by_label("约好哪天再来").fill("2026-11-27")


def saved_call(page: Page, somebody: Somebody) -> None:
    called(page, somebody)
    Thumb(page).save()
    expect(page.get_by_text("约 11-27 再来")).to_be_visible()


def opened_figure(page: Page, somebody: Somebody) -> None:
    page.goto("/county/")
    page.get_by_role("region", name="各种口径").get_by_role("link", name="人次").click()
    expect(page.get_by_role("heading", name="记录", exact=True)).to_be_visible()


def opened_record(page: Page, somebody: Somebody) -> None:
    opened_figure(page, somebody)
    page.locator("#records tbody a").first.click()
    expect(page.locator("main")).to_contain_text("计入数字")


AGAIN = "/accounts/code/again/"
RECOVERY_CODES: list[str] = []  # of 邢若川, who is the only one in the demo with a second factor


def code_asked(page: Page, somebody: Somebody) -> None:
    """The second step of a login. The first time in a run it is switched on first."""
    if not RECOVERY_CODES:
        switched_on(page, somebody)
        page.context.clear_cookies()
    password_given(page)
    expect(page.get_by_role("heading", name="输动态码")).to_be_visible()


def code_refused(page: Page, somebody: Somebody) -> None:
    code_asked(page, somebody)
    page.get_by_label("动态码或备用码").fill("12345678")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_text("动态码不对")).to_be_visible()


def with_code(path: str) -> Way:
    """By its address, for somebody who gave a recovery code after the password."""

    def reach(page: Page, somebody: Somebody) -> None:
        code_asked(page, somebody)
        page.get_by_label("动态码或备用码").fill(RECOVERY_CODES.pop())
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/me/")
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()

    return reach


def password_given(page: Page, username: str = "xing") -> None:
    page.goto("/accounts/login/?next=/me/")
    page.get_by_label("账号").fill(username)
    page.get_by_label("密码").fill("wushe-demo")
    page.get_by_role("button", name="登录").click()


def picture_shown(page: Page, somebody: Somebody) -> None:
    """What somebody else of the station is shown, who goes no further."""
    password_given(page, "fu")
    page.wait_for_url("**/me/")
    show_picture(page)


def show_picture(page: Page) -> None:
    page.goto("/accounts/second-factor/on/")
    page.locator("summary").click()


def first_code_refused(page: Page, somebody: Somebody) -> None:
    picture_shown(page, somebody)
    page.get_by_label("手机上显示的 6 位数字").fill("1")
    page.get_by_role("button", name="开启").click()
    expect(page.get_by_text("动态码不对")).to_be_visible()


def switched_on(page: Page, somebody: Somebody) -> None:
    """Scan, type, and look at the recovery codes."""
    password_given(page)
    page.wait_for_url("**/me/")
    show_picture(page)
    page.get_by_label("手机上显示的 6 位数字").fill(Authenticator(secret_on(page)).code())
    page.get_by_role("button", name="开启").click()
    expect(page.get_by_role("heading", name="备用码")).to_be_visible()
    RECOVERY_CODES.extend(page.locator(".ws-codes li").all_inner_texts())


def secret_on(page: Page) -> str:
    return page.locator(".ws-secret").inner_text().replace(" ", "")


def refused_grant(page: Page, somebody: Somebody) -> None:
    page.goto("/grants/new/")
    page.get_by_label("账号").fill("guan")
    page.get_by_role("button", name="授权").click()
    expect(page.get_by_role("alert")).to_be_visible()


def end_of_a_grant(page: Page, somebody: Somebody) -> None:
    page.goto("/grants/")
    page.get_by_role("link", name="结束").first.click()
    expect(page.get_by_role("heading", name="结束授权")).to_be_visible()


def refused_file(page: Page, somebody: Somebody) -> None:
    page.goto("/people/new/")
    page.get_by_label("姓名").fill(somebody.name)
    page.get_by_label("证件号码").fill("1")
    page.get_by_role("button", name="建档").click()
    expect(page.get_by_role("alert")).to_be_visible()


def alike_file(page: Page, somebody: Somebody) -> None:
    go(page, somebody.path + "edit/")
    born = page.get_by_label("出生日期").input_value()
    page.goto("/people/new/")
    page.get_by_label("姓名").fill(somebody.name)
    page.get_by_label("出生日期").fill(born)
    page.get_by_label("村（居）").select_option(index=1)
    page.get_by_role("button", name="建档").click()
    expect(page.get_by_role("button", name="仍然新建")).to_be_visible()


def made_file(page: Page, somebody: Somebody) -> None:
    page.goto("/people/new/")
    page.get_by_label("姓名").fill("欧阳无此人")
    page.get_by_label("村（居）").select_option(index=1)
    page.get_by_role("button", name="建档").click()
    known = page.get_by_label("为什么仍然新建")
    if known.is_visible():
        known.fill("另一个人")
        page.get_by_role("button", name="建档").click()
    expect(page.get_by_role("heading", name="建好了")).to_be_visible()


def refused_consent(page: Page, somebody: Somebody) -> None:
    go(page, somebody.path + "consent/")
    page.get_by_role("button", name="登记同意").click()
    expect(page.get_by_role("alert")).to_be_visible()


def merge_confirmed(page: Page, somebody: Somebody) -> None:
    go(page, somebody.path + "merge/?q=" + "符")
    page.get_by_role("link", name="是同一个人").first.click()
    expect(page.get_by_label("怎么知道是同一个人")).to_be_visible()


def found_in_county(page: Page, somebody: Somebody) -> None:
    page.goto("/files/")
    page.get_by_label("找谁").fill(somebody.name)
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.get_by_text("六道大社区社工站 1 人")).to_be_visible()


def asking(page: Page, somebody: Somebody) -> None:
    found_in_county(page, somebody)
    page.get_by_role("link", name="申请查阅").click()
    page.get_by_role("button", name="交给站长").click()
    expect(page.get_by_role("alert")).to_be_visible()


def open_file(page: Page, somebody: Somebody) -> None:
    page.goto("/files/")
    page.locator("main .ws-file-row a").last.click()
    expect(page.get_by_role("heading", name="服务经过")).to_be_visible()


def revealed(page: Page, somebody: Somebody) -> None:
    open_file(page, somebody)
    page.get_by_label("为什么要看电话").select_option("call")
    page.locator("#phone").get_by_role("button", name="看号码").click()
    expect(page.locator("#phone [role=status]")).to_contain_text("100-")


def reveal_refused(page: Page, somebody: Somebody) -> None:
    open_file(page, somebody)
    page.locator("#phone").get_by_role("button", name="看号码").click()
    expect(page.get_by_role("alert")).to_be_visible()


def deciding(page: Page, somebody: Somebody) -> None:
    page.goto("/files/requests/")
    page.locator("main .ws-file-row").filter(has_text="等站里答复").locator("a").last.click()
    page.get_by_role("button", name="答复").click()
    expect(page.get_by_role("alert")).to_be_visible()


def checked(page: Page, somebody: Somebody) -> None:
    page.goto("/audit/")
    page.get_by_role("button", name="现在核对").click()
    expect(page.get_by_text("上次核对")).to_be_visible()


def unfolded(way: Way) -> Way:
    """With everything that is folded opened."""

    def reach(page: Page, somebody: Somebody) -> None:
        way(page, somebody)
        page.locator("main summary").evaluate_all("folds => folds.forEach(fold => fold.click())")

    return reach


def refused_merger(page: Page, somebody: Somebody) -> None:
    page.goto("/regions/460203198219/merge/")
    page.get_by_role("button", name="登记合并").click()
    expect(page.get_by_role("alert")).to_be_visible()


STATES: dict[str, State] = {
    "regions": State("wang", at("/regions/?q=441900000000")),
    "region": State("wang", at("/regions/530302/?view=managed")),
    "village": State("wang", at("/regions/460203198219/")),
    "merge-areas": State("wang", at("/regions/460203198219/merge/")),
    "merge-refused": State("wang", refused_merger),
    "split-area": State("wang", at("/regions/460203198219/split/")),
    "stations": State("wang", at("/stations/")),
    "station": State("wang", at("/stations/liudao-station/")),
    "organizations": State("wang", at("/organizations/")),
    "login": State("", at("/accounts/login/?next=/today/")),
    "login-refused": State("", refused_login),
    "today": State("zhou", unfolded(at("/today/"))),
    "today-of-the-lead": State("chen", at("/today/")),
    "people": State("zhou", at("/people/")),
    "people-to-write-of": State("zhou", at("/people/?for=visit")),
    "people-found": State("zhou", sought("李")),
    "people-not-found": State("zhou", sought("无此人")),
    "people-filtered": State("zhou", at("/people/?category=living-alone-elder&risk=high&due=late")),
    "people-filtered-out": State("zhou", at("/people/?category=left-behind-child&risk=high&due=none")),
    "people-of-another": State("zhou", at("/people/?find=x")),
    "person": State("zhou", unfolded(of(""))),
    "person-earlier": State("zhou", of("?only=visits&shown=40")),
    "reveal": State("zhou", shown_at_once),
    "reveal-without-script": State("zhou", shown_on_a_page),
    "reveal-refused": State("zhou", refused_reveal),
    "new-file": State("zhou", at("/people/new/")),
    "new-file-refused": State("zhou", refused_file),
    "new-file-alike": State("zhou", alike_file),
    "new-file-made": State("zhou", made_file),
    "edit-file": State("zhou", of("edit/")),
    "move": State("zhou", of("move/")),
    "death": State("zhou", of("death/")),
    "category": State("zhou", of("category/")),
    "category-end": State("zhou", of("category/end/")),
    "charge": State("chen", of("charge/")),
    "consent": State("zhou", of("consent/")),
    "consent-refused": State("zhou", refused_consent),
    "consent-withdraw": State("zhou", of("consent/withdraw/")),
    "done": State("zhou", of("done/?did=edit")),
    "changes": State("chen", of("changes/")),
    "merge": State("chen", of("merge/?q=%E7%AC%A6")),
    "merge-confirm": State("chen", merge_confirmed),
    "unmerge": State("chen", of("merge/undo/")),
    "visit": State("zhou", of("visit/")),
    "visit-met": State("zhou", met),
    "visit-not-met": State("zhou", not_met),
    "visit-by-telephone": State("zhou", called),
    "saved-call": State("zhou", saved_call),
    "visit-refused": State("zhou", refused_visit),
    "visit-with-a-draft": State("zhou", kept_draft),
    "saved": State("zhou", saved),
    "saved-attempt": State("zhou", saved_attempt),
    "correction": State("zhou", correction),
    "corrected": State("zhou", corrected),
    "cancellation": State("zhou", cancellation),
    "cancellation-refused": State("zhou", refused_cancellation),
    "cancelled": State("zhou", cancelled),
    "report": State("zhou", report),
    "report-refused": State("zhou", refused_report),
    "report-told": State("zhou", told_report),
    "report-mistaken": State("zhou", mistaken_report),
    "report-of-a-child-not-named": State("zhou", nameless_report),
    "report-read": State("wang", read_report),
    "reports": State("zhou", at("/safeguarding/")),
    "desk": State("zhou", at("/desk/")),
    "desk-of-the-lead": State("chen", unfolded(at("/desk/"))),
    "county": State("wang", unfolded(at("/county/"))),
    "county-of-a-year": State("wang", at("/county/?period=year&field=elderly&method=visit")),
    "county-refused": State("wang", at("/county/?period=custom&from=2026-11-30&to=2026-11-01")),
    "county-for-a-worker": State("zhou", at("/county/")),
    "figure": State("wang", opened_figure),
    "figure-second-page": State("wang", at(f"/figures/?q=person-times@1?{MONTH}&page=2")),
    "figure-refused": State("wang", at("/figures/?q=nonsense")),
    "record": State("wang", opened_record),
    "record-corrected": State("zhou", corrected_record),
    "record-unknown": State("wang", at("/records/460203-99999999/")),
    "mine": State("zhou", at("/me/")),
    "mine-of-the-county": State("wang", at("/me/")),
    "mine-with-a-code": State("", with_code("/me/")),
    "leaving": State("zhou", at("/accounts/logout/")),
    "new-password": State("zhou", at("/accounts/password/change/")),
    "password-again": State("zhou", at("/accounts/reauthenticate/")),
    "second-factor": State("", picture_shown),
    "second-factor-refused": State("", first_code_refused),
    "second-factor-off": State("", with_code("/accounts/second-factor/off/")),
    "code": State("", code_asked),
    "code-refused": State("", code_refused),
    "code-again": State("", with_code(AGAIN)),
    "recovery-codes": State("", with_code("/accounts/recovery-codes/")),
    "recovery-codes-new": State("", with_code("/accounts/recovery-codes/new/")),
    "files": State("wang", at("/files/")),
    "files-found": State("wang", found_in_county),
    "file-asked-for": State("wang", asking),
    "file": State("wang", open_file),
    "file-revealed": State("wang", revealed),
    "file-reveal-refused": State("wang", reveal_refused),
    "file-requests": State("chen", at("/files/requests/")),
    "file-decided": State("chen", deciding),
    "audit": State("bao", checked),
    "audit-of-nothing": State("bao", at("/audit/?verb=nothing")),
    "audit-refused": State("bao", at("/audit/?from=x")),
    "people-masked": State("du", at("/people/")),
    "person-masked": State("du", of("")),
    "numbers-of-a-station": State("du", at("/county/")),
    "numbers-of-all-counties": State("shi", at("/county/")),
    "numbers-of-a-county-for-the-city": State("shi", at("/county/?scope=460203")),
    "small-counts": State("wang", at("/county/?group=domestic-violence&period=year")),
    "grants": State("guan", at("/grants/")),
    "new-grant": State("guan", at("/grants/new/")),
    "new-grant-refused": State("guan", refused_grant),
    "end-of-a-grant": State("guan", end_of_a_grant),
    "not-there": State("zhou", at("/nowhere/")),
    "not-yours": State("zhou", at(f"/people/{STRANGER}/")),
    "not-for-the-county": State("wang", at("/today/")),
}
