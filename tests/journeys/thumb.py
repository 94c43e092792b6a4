"""What one thumb does on a telephone: taps places and writes; both are counted."""

from playwright.sync_api import Locator, Page


class Thumb:
    """The thumb of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        self.chars = 0

    def tap(self, place: Locator) -> None:
        """Touch something; the page scrolls to it by itself."""
        place.tap()
        self.taps += 1

    def write(self, place: Locator, text: str) -> None:
        """Touch a text box and write, as an input method does: a word at a time."""
        self.tap(place)
        self.page.keyboard.insert_text(text)
        self.chars += len(text)

    def answer(self, question: str, *answers: str) -> None:
        """Touch the chips of one question."""
        group = self.page.get_by_role("group", name=question)
        for each in answers:
            self.tap(group.get_by_text(each, exact=True))

    def met(self) -> None:
        """见到了."""
        self.tap(self.page.locator(".ws-met").get_by_text("见到了", exact=True))

    def not_met(self) -> None:
        """没见到."""
        self.tap(self.page.locator(".ws-met").get_by_text("没见到", exact=True))

    def all_well(self, minutes: str = "30 分", safety: str = "6 项都没问题") -> None:
        """A visit on which all is well. "As last time" is offered only where nothing was wrong last time."""
        self.met()
        self.answer("谈了多久", minutes)
        self.answer("安全看一圈", safety)
        self.answer("身体，和上次比", "一样")
        self.answer("心情", "平稳")
        self.answer("下一步", "按计划再访")

    def say(self, text: str) -> None:
        """说一句."""
        self.write(self.page.get_by_label("说一句"), text)

    def save(self) -> None:
        """记好了."""
        self.tap(self.page.get_by_role("button", name="记好了"))
