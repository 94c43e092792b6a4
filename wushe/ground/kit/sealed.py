"""Columns that hold sealed values, and the text in them 加密栏.

    name_sealed = SealedField(_("姓名"), limit=40)
    name = Opened("name_sealed")

``row.name`` opens the value, ``row.name = "…"`` seals it; only the sealed bytes are ever written. The model says under
which key and for which row: ``sealing()``. A query cannot ask for the text: nothing in the database knows it.
"""

from typing import Any, Protocol, overload

from django.db import models

from wushe.ground.kit.crypto import Key, seal, unseal


class Sealing(Protocol):
    """A model with sealed columns."""

    _meta: Any

    def sealing(self) -> tuple[Key, object]:
        """The key of this row, and what tells the row from all others of its table."""


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """A column of sealed bytes. ``limit`` is how many characters the forms let in; an empty text is stored empty."""

    def __init__(self, *args: Any, limit: int = 0, **options: Any) -> None:
        super().__init__(*args, **{"default": b"", **options})
        self.limit = limit


class Opened(property):
    """The text of a sealed column of the same model. A ``property``, so that ``Model(name="…")`` works.

    Costs: some microseconds, and a query when the key was not read along (``select_related("key")``).
    """

    def __init__(self, column: str) -> None:
        super().__init__(self._open, self._seal)
        self.column = column

    @overload
    def __get__(self, row: None, owner: type | None = None) -> "Opened": ...
    @overload
    def __get__(self, row: object, owner: type | None = None) -> str: ...
    def __get__(self, row: Any, owner: type | None = None) -> Any:
        return self if row is None else self._open(row)

    def __set__(self, row: Any, text: str) -> None:
        self._seal(row, text)

    def _open(self, row: Sealing) -> str:
        sealed = bytes(getattr(row, self.column))
        if not sealed:
            return ""
        key, place = self._key_and_place(row)
        return unseal(key, sealed, place).decode()

    def _seal(self, row: Sealing, text: str) -> None:
        key, place = self._key_and_place(row) if text else (None, "")
        setattr(row, self.column, seal(key, text.encode(), place) if key else b"")

    def _key_and_place(self, row: Sealing) -> tuple[Key, str]:
        key, own = row.sealing()
        return key, f"{row._meta.db_table}|{self.column}|{own}"
