"""The sections of a résumé: for each its table, its form, how an item reads, its icon and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm

from blueprints.labels import period, words
from blueprints.localisation import locale
from models.base import Row
from models.resume import Certification, Education, Experience, Language, Link, NamedParty, PartyKind, Portfolio, Skill
from services.publication.wording import language

from . import item_forms
from .fields import values_of
from .texts import names_in

Values = Mapping[str, Any]


def _single(form: FlaskForm) -> list[dict[str, Any]]:
    return [values_of(form)]


def _several_skills(form: FlaskForm) -> list[dict[str, Any]]:
    return [{"name": name} for name in names_in(form.names.data)]


@dataclass(frozen=True)
class Section:
    """One section.

    ``naming``: the column that an item is called by · ``about``: what is said beside it · ``rows``: the fields of the
    form, line by line · ``compact``: items stand side by side · ``chips``: they are words in one flowing list ·
    ``add_form``, ``entries``: how new items come in.
    """

    key: str
    table: type[Row]
    form: type[FlaskForm]
    icon: str
    title: Any
    add: Any
    empty: Any
    naming: str
    about: Callable[[Values], list[Any]]
    rows: tuple[tuple[str, ...], ...]
    note: Any = ""
    compact: bool = False
    chips: bool = False
    add_form: type[FlaskForm] | None = None
    entries: Callable[[FlaskForm], list[dict[str, Any]]] = _single

    @property
    def item_template(self) -> str:
        """The template of an item in its place."""
        return "professionals/_item_chip.html" if self.chips else "professionals/_item.html"

    def name_of(self, values: Values) -> str:
        """What an item is called."""
        name = values[self.naming] or ""
        return language(name, locale()) if self.table is Language else name

    def line_of(self, values: Values) -> str:
        """What is said of an item in one line."""
        return " · ".join(str(part) for part in self.about(values) if part)


def _study(values: Values) -> list[Any]:
    years = "–".join(str(year) for year in (values["start_year"], values["end_year"]) if year)
    return [values["field_of_study"], values["school"], years]


def _skill(values: Values) -> list[Any]:
    return [ngettext("%(num)s year", "%(num)s years", values["years"]) if values["years"] else None]


def _party(values: Values) -> list[Any]:
    kinds = {
        PartyKind.COLLEAGUE: _("Person"),
        PartyKind.CLIENT: _("Organisation"),
        PartyKind.ADDRESS: _("E-mail address"),
    }
    return [kinds[PartyKind(values["kind"])]]


_ALL = (
    Section(
        "experience",
        Experience,
        item_forms.ExperienceForm,
        "briefcase",
        _l("Experience"),
        _l("Add a job or assignment"),
        _l("Nothing here yet. Your jobs give your occupation, your years of experience and most of your skills."),
        "title",
        lambda values: [", ".join(filter(None, (values["employer"], values["city"]))), period(values)],
        (
            ("title",),
            ("employer", "city"),
            ("start_month", "start_year"),
            ("current",),
            ("end_month", "end_year"),
            ("description",),
        ),
    ),
    Section(
        "education",
        Education,
        item_forms.EducationForm,
        "graduation-cap",
        _l("Education"),
        _l("Add education"),
        _l("Nothing here yet. Clients read your level and field of education before a match, never the school."),
        "degree",
        _study,
        (("degree",), ("field_of_study", "school"), ("start_year", "end_year")),
    ),
    Section(
        "skills",
        Skill,
        item_forms.SkillForm,
        "layers",
        _l("Skills"),
        _l("Add skills"),
        _l("Nothing here yet. Skills are what most clients search by."),
        "name",
        _skill,
        (("names",), ("name", "years")),
        chips=True,
        add_form=item_forms.SkillsForm,
        entries=_several_skills,
    ),
    Section(
        "languages",
        Language,
        item_forms.LanguageForm,
        "languages",
        _l("Languages"),
        _l("Add a language"),
        _l("Nothing here yet. Without languages you are not found by clients who filter on them."),
        "language",
        lambda values: [words(values["level"]) if values["level"] else None],
        (("language", "level"),),
        compact=True,
    ),
    Section(
        "certifications",
        Certification,
        item_forms.CertificationForm,
        "award",
        _l("Certifications"),
        _l("Add a certificate"),
        _l("Nothing here yet. Verified clients read the names of certificates that our list knows."),
        "name",
        lambda values: [values["issuer"], values["number"], values["year"]],
        (("name",), ("issuer", "number", "year")),
    ),
    Section(
        "links",
        Link,
        item_forms.LinkForm,
        "link",
        _l("Links"),
        _l("Add a link"),
        _l("Nothing here yet. A portfolio or profile elsewhere is shown after a match only."),
        "url",
        lambda values: [],
        (("url",),),
    ),
    Section(
        "portfolio",
        Portfolio,
        item_forms.PortfolioForm,
        "eye",
        _l("Portfolio"),
        _l("Add a piece of work"),
        _l("Nothing here yet. Work you are proud of convinces a client after a match; before it, nobody sees it."),
        "title",
        lambda values: [values["url"], values["year"]],
        (("title",), ("url", "year"), ("description",)),
        note=_l("Shown to clients after a match only. Each piece may have a picture."),
    ),
    Section(
        "names",
        NamedParty,
        item_forms.PartyForm,
        "shield-check",
        _l("Names that stay hidden"),
        _l("Add a name"),
        _l("Nothing here yet. Add clients or people whose name would give you away."),
        "name",
        _party,
        (("name", "kind"),),
        note=_l("Names we keep only so that nothing published mentions them. Nobody else sees this list."),
        compact=True,
    ),
)

SECTIONS: Mapping[str, Section] = {section.key: section for section in _ALL}
