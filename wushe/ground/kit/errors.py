"""The one family of expected errors. The code is stable; the sentence is made at the door."""


class Refused(Exception):  # noqa: N818 - the word of the house: a request is refused
    """A request that a rule turns down 拒绝.

    Takes: a code ``room-what-is-wrong`` and the facts its sentence needs.
    The Chinese sentence stands in the room's ``wording.py`` (see ``kit.wording.sentence``).
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code} {self.facts}" if self.facts else self.code
