"""The fixed people of the demo: who can be logged in as, and the messages between clients and professionals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.publication.record import Availability, LanguageLevel, RemoteWork
from services.publication.resume import (
    CertificationEntry,
    Contact,
    Job,
    LanguageEntry,
    Preferences,
    Resume,
    SkillEntry,
    Study,
)

from .people import DemoProfessional

Role = Literal["client", "professional", "staff", "moderator", "dpo"]
RequestState = Literal["open", "accepted", "declined", "withdrawn"]


@dataclass(frozen=True)
class CastMember:
    """An account to log in with; ``organisation`` is the name of the client it represents."""

    email: str
    first_name: str
    last_name: str
    role: Role
    organisation: str | None = None


@dataclass(frozen=True)
class DemoRequest:
    """A request of a client in ``state``; ``answer`` is what the professional wrote when declining."""

    state: RequestState
    language: Literal["en", "nl"]
    message: str
    answer: str = ""


CAST = (
    CastMember("client@demo.example", "Noor", "Hofstra", "client", "Tulip Energy"),
    CastMember("new-client@demo.example", "Jonas", "Wellens", "client", "Studio Kwartslag"),
    CastMember("professional@demo.example", "Elin", "Vermeer", "professional"),
    CastMember("staff@demo.example", "Yara", "Lindeman", "staff"),
    CastMember("moderator@demo.example", "Iris", "Verhagen", "moderator"),
    CastMember("dpo@demo.example", "Milan", "Osei", "dpo"),
)

MATCH = DemoRequest(
    "accepted",
    "en",
    "Hello! We are rebuilding the payments behind our charging stations and look for somebody who has done "
    "event sourcing in production. Six months from January, 32 hours, mostly remote. Shall we talk?",
)

REQUESTS = (
    DemoRequest(
        "open",
        "en",
        "We need a second pair of hands for eight months, starting in January. Three days a week, one of them on site.",
    ),
    DemoRequest(
        "open",
        "nl",
        "Voor een project van een halfjaar zoeken we iemand met jouw ervaring. Start in overleg, 24 tot 32 uur.",
    ),
    DemoRequest(
        "accepted",
        "nl",
        "Je profiel sluit goed aan bij onze opdracht. Het gaat om vier maanden, misschien langer. Maken we kennis?",
    ),
    DemoRequest(
        "accepted",
        "en",
        "Your profile fits what we are building. Could we meet for half an hour to see if it works both ways?",
    ),
    DemoRequest(
        "declined",
        "nl",
        "Wij zoeken voor drie dagen per week versterking op kantoor. Het tarief is bespreekbaar.",
        "Dank voor het bericht. Ik werk dit jaar alleen op afstand.",
    ),
    DemoRequest(
        "declined",
        "en",
        "A short assignment of four weeks, full-time, to close the year with us.",
        "Thank you, but I am booked until spring.",
    ),
    DemoRequest(
        "withdrawn",
        "en",
        "We are looking for someone to lead a small team through a migration.",
    ),
)

ELIN = DemoProfessional(
    resume=Resume(
        contact=Contact(
            first_name="Elin",
            last_name="Vermeer",
            email="professional@demo.example",
            phone="06 0000 0000",
            city="Eindhoven",
            country="NL",
            links=("https://elin-vermeer.demo.example",),
        ),
        headline="Backend engineer for payment systems",
        summary="Backend engineer with 13 years of experience in payment systems. I build services that keep their "
        "promises: every event recorded, every failure explained. I work independently as Vermeer Backend.",
        jobs=(
            Job(
                title="Freelance backend engineer",
                employer="Vermeer Backend",
                city="Eindhoven",
                start=(2025, 7),
                current=True,
                description="Moved the settlement of 3 web shops to Kafka and PostgreSQL.\n"
                "Reviewed the architecture of a ticket platform before its sale of 90,000 tickets a day.\n"
                "Clients: Zilverrijger Tickets, Webwinkel Stuifzand.",
            ),
            Job(
                title="Lead backend engineer",
                employer="Rivierbank",
                city="Utrecht",
                start=(2021, 3),
                end=(2025, 6),
                description="Rebuilt instant payments as an event-sourced service in Python.\n"
                "Cut payment failures by 41%.\n"
                "Led a team of six and hired four of them.\n"
                "Reference: Maaike Schouten, Rivierbank.",
            ),
            Job(
                title="Backend engineer",
                employer="Fietsenhuis",
                city="Eindhoven",
                start=(2016, 5),
                end=(2021, 2),
                description="Built checkout and refunds in Python and Django for four countries.\n"
                "Brought the response time of search from 900 to 120 milliseconds with Redis.",
            ),
            Job(
                title="Developer",
                employer="Bureau Zuid",
                city="Tilburg",
                start=(2013, 8),
                end=(2016, 4),
                description="Made booking systems for theatres and museums with PHP and MySQL.",
            ),
        ),
        studies=(
            Study("Bachelor of Science", "Hogeschool De Peel", "Computer Science", 2009, 2013),
            Study("Secondary school diploma", "Lyceum De Zilvermeeuw", "", 2003, 2009),
        ),
        skills=(
            SkillEntry("Python", 11),
            SkillEntry("PostgreSQL", 9),
            SkillEntry("Kafka", 5),
            SkillEntry("Django", 6),
            SkillEntry("event sourcing", 5),
            SkillEntry("payments", 9),
            SkillEntry("Docker", 7),
            SkillEntry("Kubernetes", 4),
            SkillEntry("REST APIs", 10),
            SkillEntry("Redis"),
            SkillEntry("Git"),
            SkillEntry("Scrum"),
            SkillEntry("team leadership", 4),
        ),
        languages=(
            LanguageEntry("nl", LanguageLevel.NATIVE),
            LanguageEntry("en", LanguageLevel.C1),
            LanguageEntry("sv", LanguageLevel.B1),
        ),
        certifications=(
            CertificationEntry("Professional Scrum Master I", "Scrum.org", "E40913", 2019),
            CertificationEntry("AWS Certified Solutions Architect – Associate", "Amazon Web Services", "", 2023),
        ),
        preferences=Preferences(69000, 32, Availability.QUARTER, date(2027, 1, 11), RemoteWork.HYBRID),
        colleagues=("Maaike Schouten",),
        clients=("Zilverrijger Tickets", "Webwinkel Stuifzand"),
    ),
    region="NL414",
    birth_date=date(1991, 5, 17),
    gender=None,
    nationality="NL",
    one_person_business=True,
    company_name="Vermeer Backend",
    file_kind=None,
    text_style="columns",
    language="en",
    field_of_work="software",
    occupation="2512",
)
