"""The form of a work description."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField, StringField, ValidationError
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from blueprints import access, labels
from blueprints.free_text import FreeTextField
from blueprints.localisation import locale
from blueprints.professionals.fields import Choice, Euros, Number, choices
from blueprints.typed import at_most, stripped, tidy
from models.bands import RemoteWork
from services import free_text
from services.publication.places import countries, regions_of
from services.publication.vocabulary import vocabulary
from services.work_descriptions import LONGEST_DESCRIPTION, LONGEST_TITLE, WorkDetails, suggested_skills

MONTHS_AHEAD = 24
MOST_FOUND = 8
SHORTEST = 20


def _undisclosed() -> free_text.Undisclosed:
    return free_text.of_work(access.session(), str(access.viewer().organisation_id))


class WorkForm(FlaskForm):
    """Work for which somebody is looked for. ``guarded``: whether what identifies is refused, not only marked."""

    title = FreeTextField(
        _l("Title"),
        undisclosed=_undisclosed,
        widget=TextInput(),
        description=_l("One line, as you would say it to a colleague. Without a title nobody would open it."),
        filters=[stripped],
        validators=[DataRequired(_l("Give the work a title.")), at_most(LONGEST_TITLE)],
    )
    description = FreeTextField(
        _l("What is to be done"),
        undisclosed=_undisclosed,
        description=_l(
            "The task, the team it is done in, what is there already and what has to be there in the end. Leave out "
            "who you are: professionals read this with your industry only. Without it there is nothing to decide on."
        ),
        filters=[tidy],
        validators=[
            DataRequired(_l("Say what is to be done.")),
            Length(min=SHORTEST, message=_l("Say a little more: at least %(least)s characters.", least=SHORTEST)),
            at_most(LONGEST_DESCRIPTION),
        ],
        render_kw={"rows": 9},
    )
    skills = SelectMultipleField(_l("Skills"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False))
    find = StringField(_l("Find another skill"), filters=[stripped])
    country = Choice(_l("Country"), of=lambda: countries(locale()))
    region = Choice(_l("Region"), of=list, description=_l("Where the work is done, as far as it is done on site."))
    remote = SelectField(
        _l("Remote or on site"), choices=lambda: labels.options(RemoteWork), default=RemoteWork.ON_SITE.value
    )
    starts_on = Choice(_l("Starts in"), of=lambda: _months(access.now().date()), empty=_l("To be agreed"))
    months = Number(_l("Duration in months"), least=1, most=60)
    hours = Number(_l("Hours a week"), least=1, most=60)
    rate_from = Euros(_l("Lowest rate a day in euros, without VAT"), most=10_000)
    rate_to = Euros(_l("Highest rate a day in euros, without VAT"), most=10_000)

    def __init__(self, *, guarded: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.title.refuses = self.description.refuses = guarded
        self._offer_regions()
        self._offer_skills()
        self._offer_a_past_month()

    @property
    def named(self) -> frozenset[str]:
        """The skills that are offered because the text names them."""
        return self._named

    def validate_rate_to(self, field: Euros) -> None:
        if field.data and self.rate_from.data and field.data < self.rate_from.data:
            raise ValidationError(_("The highest rate cannot be below the lowest."))

    def details(self) -> WorkDetails:
        """What was filled in."""
        return WorkDetails(
            title=" ".join(str(self.title.data).split()),
            description=str(self.description.data),
            skills=tuple(self.skills.data or ()),
            region=self.region.data or self.country.data or None,
            remote=RemoteWork(self.remote.data),
            starts_on=date.fromisoformat(f"{self.starts_on.data}-01") if self.starts_on.data else None,
            months=self.months.data,
            hours=self.hours.data,
            rate_from=self.rate_from.data,
            rate_to=self.rate_to.data,
        )

    def _offer_regions(self) -> None:
        """The regions of the chosen country; one of another country is dropped."""
        offered = regions_of(self.country.data, locale()) if self.country.data else []
        self.region.choices = choices(_("The whole country") if offered else _("No regions for this country"), offered)
        if self.region.data not in {code for code, _name in offered}:
            self.region.data = None

    def _offer_skills(self) -> None:
        """What is chosen, what the text names, and what was looked for."""
        words = vocabulary()
        chosen = [each for each in dict.fromkeys(self.skills.data or ()) if words.has_skill(each)]
        named = suggested_skills(f"{self.title.data or ''}\n{self.description.data or ''}", without=chosen)
        found = [each.id for each in words.search_skills(self.find.data or "", MOST_FOUND)]
        self._named = frozenset(named)
        self.skills.data = chosen
        offered = dict.fromkeys((*chosen, *found, *named))
        self.skills.choices = [(each, words.label("skill", each, locale())[0]) for each in offered]

    def _offer_a_past_month(self) -> None:
        """The month that was chosen before may be over by now."""
        month = self.starts_on.data
        if month and month not in {value for value, _words in _months(access.now().date())} and not self.is_submitted():
            words = format_date(date.fromisoformat(f"{month}-01"), "MMMM y")
            self.starts_on.choices = choices(_("To be agreed"), [(month, words), *_months(access.now().date())])


def filled(details: WorkDetails) -> dict[str, Any]:
    """The details as the form's fields take them."""
    region = details.region or ""
    country = {"EL": "GR"}.get(region[:2], region[:2]) if region else None
    return {
        **vars(details),
        "skills": list(details.skills),
        "country": country,
        "region": region if len(region) > 2 else None,
        "remote": details.remote.value,
        "starts_on": f"{details.starts_on:%Y-%m}" if details.starts_on else None,
    }


def _months(today: date) -> list[tuple[str, str]]:
    """This month and those that follow, as ("2027-01", "January 2027")."""
    first = today.year * 12 + today.month - 1
    coming = [date(number // 12, number % 12 + 1, 1) for number in range(first, first + MONTHS_AHEAD)]
    return [(f"{each:%Y-%m}", format_date(each, "MMMM y")) for each in coming]
