"""A form that says what was refused where it was typed 表单."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wushe.ground.kit.doors import FORBIDDEN
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.wording import sentence

Done = TypeVar("Done")


class Refusable(forms.Form):
    """A form that shows a refusal at the field it is about, or on top; what was typed stays.

    ``places`` says which field a refusal of a code belongs to.
    """

    places: ClassVar[dict[str, str]] = {}

    def carry_out(self, act: Callable[[dict[str, Any]], Done]) -> Done | None:
        """Do what the form is for.

        Takes: what to do with the words that were told. Gives: what comes of it; None when the form is empty or wrong,
        or when it was refused: why stands on the form then. A refusal that no word on the page can mend goes on to
        the door, which makes a page of it that the audit knows.
        """
        if not self.is_valid():
            return None
        try:
            return act(self.cleaned_data)
        except Refused as refused:
            if refused.code in FORBIDDEN:
                raise
            self.refuse(refused)
            return None

    def refuse(self, refused: Refused) -> None:
        """Show a refusal."""
        self.add_error(self.place_of(refused.code), sentence(refused))

    def place_of(self, code: str) -> str | None:
        """The field a refusal is about; None for the whole form."""
        name = self.places.get(code)
        return name if name in self.fields else None


def form_page(request: HttpRequest, template: str, form: forms.Form, **shown: object) -> HttpResponse:
    """The page of a form as it stands: 422 when something on it is wrong."""
    return render(request, template, {"form": form, **shown}, status=422 if form.errors else 200)
