"""The closed sets of values that records, tables and forms share: bands and levels, never free text."""

from __future__ import annotations

from enum import Enum


class Seniority(str, Enum):
    """Years of work, from merged months: bands of the register; the last two are coarser, for publication only."""

    STARTER = "0-2"
    MEDIOR = "3-5"
    SENIOR = "6-9"
    VETERAN = "10+"
    UNDER_6 = "0-5"
    FROM_6 = "6+"


class EducationLevel(str, Enum):
    """Highest level reached, after ISCED 2011 (level in brackets); the last two are coarser, for publication only."""

    SECONDARY = "secondary"  # 3
    VOCATIONAL = "vocational"  # 4–5
    BACHELOR = "bachelor"  # 6
    MASTER = "master"  # 7
    DOCTORATE = "doctorate"  # 8
    BELOW_DEGREE = "below-degree"  # 3–5
    DEGREE = "degree"  # 6–8


class Exposure(str, Enum):
    """How far a person lets what anyone reads set them apart from others."""

    BLEND_IN = "blend-in"
    STAND_OUT = "stand-out"


class LanguageLevel(str, Enum):
    """Council of Europe levels (CEFR), and NATIVE."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"
    NATIVE = "native"


class YearsBand(str, Enum):
    """How long a skill was used, or an assignment lasted."""

    UNDER_1 = "0-1"
    FROM_1 = "1-2"
    FROM_3 = "3-5"
    FROM_6 = "6+"


class Availability(str, Enum):
    """When a professional can start, as they said it."""

    NOW = "now"
    MONTH = "month"
    QUARTER = "quarter"
    LATER = "later"


class RemoteWork(str, Enum):
    """Where the work may be done."""

    ON_SITE = "on-site"
    HYBRID = "hybrid"
    REMOTE = "remote"


class RateBand(str, Enum):
    """Euros a day, lower bound inclusive, upper bound exclusive."""

    UNDER_300 = "0-300"
    FROM_300 = "300-450"
    FROM_450 = "450-600"
    FROM_600 = "600-750"
    FROM_750 = "750-900"
    FROM_900 = "900+"


class HoursBand(str, Enum):
    """Hours a week."""

    UNDER_16 = "0-16"
    FROM_16 = "16-24"
    FROM_24 = "24-32"
    FROM_32 = "32+"
