"""A form that says what was refused where it was typed 表单."""

from typing import ClassVar

from django import forms

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.wording import sentence


class Refusable(forms.Form):
    """A form that shows a refusal at the field it is about, or on top; what was typed stays.

    ``places`` says which field a refusal of a code belongs to.
    """

    places: ClassVar[dict[str, str]] = {}

    def refuse(self, refused: Refused) -> None:
        """Show a refusal."""
        self.add_error(self.place_of(refused.code), sentence(refused))

    def place_of(self, code: str) -> str | None:
        """The field a refusal is about; None for the whole form."""
        name = self.places.get(code)
        return name if name in self.fields else None
