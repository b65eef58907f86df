"""The form in which a professional offers times for a meeting."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import DateTimeLocalField, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from blueprints.typed import at_most, stripped
from services.meeting_errors import NothingOffered
from services.meetings import LENGTHS, LONGEST_PLACE, MOST_TIMES, local_time
from services.rights.periods import ZONE

_CONTINENTS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
_TIMES = tuple(f"time_{number}" for number in range(1, MOST_TIMES + 1))


@cache
def zones() -> list[tuple[str, str]]:
    """The time zones that somebody may choose (IANA), as a field offers them."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if name.startswith(_CONTINENTS)]


def _time(number: int, check: Any = None, description: str | None = None) -> DateTimeLocalField:
    return DateTimeLocalField(
        _l("Time %(number)s", number=number),
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        description=description,
        validators=[check or Optional()],
    )


class OfferForm(FlaskForm):
    """Up to four times, in a time zone, how long, and in a match where."""

    time_1 = _time(
        1,
        InputRequired(_l(NothingOffered.message)),
        _l("By the clock of the zone below. More times make it easier to pick; without any there is nothing to pick."),
    )
    time_2 = _time(2)
    time_3 = _time(3)
    time_4 = _time(4)
    zone = SelectField(
        _l("Time zone"),
        choices=zones,
        default=ZONE.key,
        description=_l(
            "Both of you see the times in this zone, and your calendars show your own. Without a zone nobody knows "
            "which clock is meant."
        ),
        validators=[InputRequired()],
    )
    minutes = SelectField(
        _l("How long"),
        choices=lambda: [(each, ngettext("%(num)s minute", "%(num)s minutes", each)) for each in LENGTHS],
        coerce=int,
        default=30,
        description=_l("Without a length your calendars cannot keep the time free."),
        validators=[InputRequired()],
    )
    place = StringField(
        _l("Where"),
        description=_l("An address, or a link to a video call. Only the people you are matched with read it."),
        filters=[stripped],
        validators=[at_most(LONGEST_PLACE)],
        render_kw={"autocomplete": "off"},
    )

    def times(self) -> list[datetime]:
        """The times that were filled in, in UTC. Raises NoSuchTime."""
        filled = [self[name].data for name in _TIMES if self[name].data is not None]
        return [local_time(each, str(self.zone.data)) for each in filled]

    def refuse(self, message: str) -> None:
        """Say what is wrong beside the first time."""
        self.time_1.errors = [_(message)]
