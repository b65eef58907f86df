"""The words for bands, levels and states, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any

from flask import Flask
from flask_babel import format_currency, format_date, format_decimal, format_timedelta, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.bands import (
    Availability,
    EducationLevel,
    Exposure,
    HoursBand,
    LanguageLevel,
    RateBand,
    RemoteWork,
    Seniority,
    YearsBand,
)
from models.match import RequestState
from models.publication import PublicationState
from services.response_times import ResponseBand


def by_member(*pairs: tuple[Enum, Any]) -> Mapping[tuple[type[Enum], Any], Any]:
    """Words by the kind and the value of their member: members of two kinds with one value are equal to Python."""
    return {(type(member), member.value): words for member, words in pairs}


WORDS = by_member(
    (Seniority.STARTER, _l("Up to 2 years")),
    (Seniority.MEDIOR, _l("3 to 5 years")),
    (Seniority.SENIOR, _l("6 to 9 years")),
    (Seniority.VETERAN, _l("10 years or more")),
    (Seniority.UNDER_6, _l("Up to 5 years")),
    (Seniority.FROM_6, _l("6 years or more")),
    (EducationLevel.SECONDARY, _l("Secondary school")),
    (EducationLevel.VOCATIONAL, _l("Vocational")),
    (EducationLevel.BACHELOR, _l("Bachelor")),
    (EducationLevel.MASTER, _l("Master")),
    (EducationLevel.DOCTORATE, _l("Doctorate")),
    (EducationLevel.BELOW_DEGREE, _l("School or vocational")),
    (EducationLevel.DEGREE, _l("Degree")),
    (Exposure.BLEND_IN, _l("Blend in")),
    (Exposure.STAND_OUT, _l("Stand out a little")),
    (LanguageLevel.NATIVE, _l("native")),
    (YearsBand.UNDER_1, _l("under a year")),
    (YearsBand.FROM_1, _l("1 to 2 years")),
    (YearsBand.FROM_3, _l("3 to 5 years")),
    (YearsBand.FROM_6, _l("6 years or more")),
    (Availability.NOW, _l("Available now")),
    (Availability.MONTH, _l("Within a month")),
    (Availability.QUARTER, _l("Within three months")),
    (Availability.LATER, _l("Later")),
    (ResponseBand.HOUR, _l("Usually within an hour")),
    (ResponseBand.DAY, _l("Usually within a day")),
    (ResponseBand.DAYS, _l("Usually within three days")),
    (ResponseBand.LATER, _l("Usually after more than three days")),
    (RemoteWork.ON_SITE, _l("On site")),
    (RemoteWork.HYBRID, _l("Partly remote")),
    (RemoteWork.REMOTE, _l("Remote")),
    (RateBand.UNDER_300, _l("Under €300 a day")),
    (RateBand.FROM_300, _l("€300–449 a day")),
    (RateBand.FROM_450, _l("€450–599 a day")),
    (RateBand.FROM_600, _l("€600–749 a day")),
    (RateBand.FROM_750, _l("€750–899 a day")),
    (RateBand.FROM_900, _l("€900 a day or more")),
    (HoursBand.UNDER_16, _l("Under 16 hours a week")),
    (HoursBand.FROM_16, _l("16 to 23 hours a week")),
    (HoursBand.FROM_24, _l("24 to 31 hours a week")),
    (HoursBand.FROM_32, _l("32 hours a week or more")),
    (RequestState.OPEN, _l("Waiting for an answer")),
    (RequestState.ACCEPTED, _l("Accepted")),
    (RequestState.DECLINED, _l("Declined")),
    (RequestState.WITHDRAWN, _l("Withdrawn")),
    (RequestState.EXPIRED, _l("Expired")),
    (PublicationState.DRAFT, _l("Not published yet")),
    (PublicationState.APPROVED, _l("Waiting for our review")),
    (PublicationState.RETURNED, _l("Sent back: something to mend")),
    (PublicationState.REVIEWED, _l("Published")),
    (PublicationState.WITHDRAWN, _l("Taken down by you")),
)

MEGABYTE = 1_000_000


def words(value: Enum) -> str:
    """The words for a band, level or state; its value where it needs none (B2)."""
    return str(WORDS.get((type(value), value.value), value.value))


def options(enum: type[Enum]) -> list[tuple[str, str]]:
    """The members of a band for a select or a set of filters: (value, words)."""
    return [(member.value, words(member)) for member in enum]


def money(amount: float) -> str:
    """An amount of euros as the language writes it, without cents where there are none."""
    standard = str(get_locale().currency_formats["standard"].pattern).split(";")[0]
    whole = amount == int(amount)
    return format_currency(
        amount, "EUR", format=standard.replace(".00", "") if whole else standard, currency_digits=False
    )


def filesize(number: int) -> str:
    """A number of bytes as people write it: 12 kB, 3.4 MB."""
    if number < MEGABYTE:
        return f"{format_decimal(max(1, round(number / 1000)))} kB"
    return f"{format_decimal(round(number / MEGABYTE, 1))} MB"


def period(job: Mapping[str, Any]) -> str:
    """From when till when somebody worked somewhere: "March 2021 – now"."""
    start = _month(job["start_year"], job["start_month"])
    end = _("now") if job["current"] else _month(job["end_year"], job["end_month"])
    return " – ".join(part for part in (start, end) if part)


def outside(address: str) -> str:
    """An address that somebody typed, safe to link to: http or https, whatever they wrote."""
    return address if address.startswith(("http://", "https://")) else f"https://{address.split('://')[-1]}"


def ladder_steps() -> list[dict[str, str]]:
    """The three levels of disclosure in words: who, what they see, how one gets there."""
    return [
        {"name": _("Anyone"), "shows": _("Field of work, experience, country and shared skills"), "how": ""},
        {
            "name": _("Verified client"),
            "shows": _("All skills, region, education, rate band and availability"),
            "how": _("Verify your organisation"),
        },
        {
            "name": _("Matched"),
            "shows": _("Name, employers and contact details"),
            "how": _("Only if they accept your request"),
        },
    ]


def duration(span: timedelta) -> str:
    """A span of time in words, in its largest unit: "3 hours"."""
    return format_timedelta(max(span, timedelta(minutes=1)), threshold=1)


def init_app(app: Flask) -> None:
    """Let templates write ``value|words`` and the like."""
    app.jinja_env.filters.update(
        words=words, money=money, period=period, outside=outside, filesize=filesize, duration=duration
    )
    app.jinja_env.globals.update(ladder_steps=ladder_steps)


def _month(year: int | None, month: int | None) -> str:
    if year is None:
        return ""
    return format_date(date(year, month, 1), "MMMM y") if month else str(year)
