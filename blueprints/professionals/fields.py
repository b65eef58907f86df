"""Fields that many forms here need: text without control characters, months, years, euros, choices with words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from babel.dates import get_month_names
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, Form, IntegerField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from blueprints import labels
from blueprints.access import now
from blueprints.localisation import locale

from .texts import tidy

EARLIEST_YEAR = 1940
LINE, PARAGRAPHS = 200, 10_000


def required(message: Any) -> DataRequired:
    """The field must be filled in."""
    return DataRequired(message)


def at_most(longest: int) -> Length:
    """The text has an end."""
    return Length(max=longest, message=_l("Keep this under %(max)d characters."))


class Line(StringField):
    """A line of text."""

    def __init__(self, label: Any, validators: Sequence[Any] = (), *, longest: int = LINE, **options: Any) -> None:
        super().__init__(label, [*validators, at_most(longest)], filters=[tidy], **options)


class Paragraphs(TextAreaField):
    """A text of several lines."""

    def __init__(
        self, label: Any, validators: Sequence[Any] = (), *, longest: int = PARAGRAPHS, rows: int = 5, **options: Any
    ) -> None:
        super().__init__(label, [*validators, at_most(longest)], filters=[tidy], render_kw={"rows": rows}, **options)


class Number(IntegerField):
    """A whole number between two others, or nothing."""

    def __init__(self, label: Any, *, least: int, most: int, **options: Any) -> None:
        super().__init__(label, [Optional()], render_kw={"inputmode": "numeric"}, **options)
        self.least, self.most = least, most

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            return
        if not re.fullmatch(r"[0-9]{1,9}", text) or not self.least <= int(text) <= self.most:
            raise ValueError(_("Fill in a whole number from %(least)d to %(most)d.", least=self.least, most=self.most))
        self.data = int(text)


class Year(Number):
    """A year that a résumé may name."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, least=EARLIEST_YEAR, most=now().year + 10, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Fill in a year in four digits, such as 2019.")) from None


class Euros(StringField):
    """An amount in euros as people write it; ``data`` is in cents."""

    def __init__(self, label: Any, *, most: int, **options: Any) -> None:
        super().__init__(label, [Optional()], render_kw={"inputmode": "decimal"}, **options)
        self.most = most

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        if self.data is None:
            return ""
        euros = Decimal(self.data) / 100
        return f"{euros:.0f}" if euros == euros.to_integral() else f"{euros:.2f}"

    def process_formdata(self, valuelist: list[str]) -> None:
        text = re.sub(r"[€\s]", "", valuelist[0]) if valuelist else ""
        self.data = None
        if text:
            self.data = _cents(text)
            if self.data is None or not 0 < self.data <= self.most * 100:
                raise ValueError(_("Fill in an amount in euros, such as 650, of at most %(most)d.", most=self.most))


class Day(DateField):
    """A day, or nothing."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, [Optional()], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Fill in a day that exists, as year-month-day, such as 2027-01-31.")) from None


Pairs = Callable[[], Iterable[tuple[Any, Any]]]


class Choice(SelectField):
    """One of several, or nothing (``empty``: the words for that).

    ``of``: an enum, or what gives (value, words) · ``words``: the same pairs for an enum that labels.py does not know.
    """

    def __init__(
        self,
        label: Any,
        validators: Sequence[Any] = (),
        *,
        of: type[Enum] | Pairs,
        words: Pairs | None = None,
        empty: Any = _l("Not said"),
        **options: Any,
    ) -> None:
        pairs, self.member = _reading(of)
        super().__init__(
            label,
            validators,
            choices=lambda: choices(empty, (words or pairs)()),
            coerce=self.read,
            invalid_value_message=_l("Choose one of the list."),
            invalid_choice_message=_l("Choose one of the list."),
            **options,
        )

    def read(self, value: Any) -> Any:
        """The value that was chosen; None for nothing."""
        return None if value in ("", None) else self.member(value)


class Month(Choice):
    """A month of the year, or nothing; ``data`` is 1 to 12."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, of=months, empty=_l("Month not known"), **options)
        self.member = int


def choices(empty: Any, pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """The options of a select: nothing (``empty``: the words for it), then (value, words)."""
    return [SelectChoice("", str(empty)), *(SelectChoice(value, str(words)) for value, words in pairs)]


def months() -> list[tuple[str, str]]:
    """The months of the year in the language of the page."""
    names = get_month_names("wide", "stand-alone", locale())
    return [(str(number), names[number]) for number in range(1, 13)]


def place_in(form: Form, place: str) -> None:
    """Give the form's fields ids of their own, so that several forms can stand on one page; names stay."""
    form._prefix = f"{place}-"
    for field in form:
        field.id = f"{place}-{field.name}"
        field.label.field_id = field.id


def values_of(form: Form, *, without: Iterable[str] = ()) -> dict[str, Any]:
    """What was filled in, by the names of the columns."""
    leave_out = {"csrf_token", *without}
    return {name: value for name, value in form.data.items() if name not in leave_out}


def problems_of(field: Field | Form, naming: Callable[[Field], str] = lambda field: "") -> list[tuple[str, str]]:
    """(id, message) of all that is wrong, in the order of the page, within enclosed forms as well.

    ``naming``: what an enclosed form is called, to begin its messages with; nothing for other fields.
    """
    inner = list(field) if hasattr(field, "__iter__") and not isinstance(field, SelectField) else []
    found = [problem for each in inner for problem in problems_of(each, naming)]
    if not inner:
        found = [(field.id, str(message)) for message in field.errors[:1]]
    name = naming(field)
    return [(id, _("%(item)s: %(problem)s", item=name, problem=message)) for id, message in found] if name else found


def _cents(text: str) -> int | None:
    """The cents that "650", "650,50" or "1.250" means."""
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", text):
        text = re.sub(r"[.,]", "", text)
    try:
        return int(Decimal(text.replace(",", ".")) * 100)
    except (InvalidOperation, OverflowError, ValueError):
        return None


def _reading(of: Any) -> tuple[Pairs, Callable[[Any], Any]]:
    """The options of a choice, and what makes a value of the one that was sent."""
    if isinstance(of, type) and issubclass(of, Enum):
        return (lambda: labels.options(of)), of
    return of, str
