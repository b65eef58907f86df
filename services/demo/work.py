"""Work that the demo's organisations describe: open, closed and in draft."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from models.bands import RemoteWork
from services import work_descriptions
from services.publication.places import place_from_text
from services.viewers import Viewer
from services.work_descriptions import WorkDetails, suggested_skills

from .pools import pool

HUNDRED = 100


def load_work(session: Session, organisation: str, viewer: Viewer, *, now: datetime) -> None:
    """Write what the organisation of this name describes, and open or close it as a person would."""
    for row in pool("work")["work"]:
        if row["organisation"] == organisation:
            work = work_descriptions.write(session, viewer, _details(row, now), now=now)
            if row["state"] in ("open", "closed"):
                work_descriptions.open_to_professionals(session, viewer, work.id, now=now)
            if row["state"] == "closed":
                work_descriptions.close(session, viewer, work.id, now=now)


def work_of(session: Session, viewer: Viewer) -> str | None:
    """An open work description of the organisation, for its requests to name."""
    works = work_descriptions.open_works(session, str(viewer.organisation_id))
    return works[0].id if works else None


def _details(row: dict[str, object], now: datetime) -> WorkDetails:
    first = now.year * 12 + now.month + int(str(row["in_months"])) - 1
    title, description = str(row["title"]), str(row["description"]).strip()
    _country, region = place_from_text(str(row["city"]))
    return WorkDetails(
        title=title,
        description=description,
        skills=suggested_skills(f"{title}\n{description}"),
        region=region,
        remote=RemoteWork(str(row["remote"])),
        starts_on=date(first // 12, first % 12 + 1, 1),
        months=int(str(row["months"])),
        hours=int(str(row["hours"])),
        rate_from=int(str(row["rate_from"])) * HUNDRED,
        rate_to=int(str(row["rate_to"])) * HUNDRED,
    )
