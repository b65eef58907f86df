"""Where personal data may go: the European Economic Area, and the countries that the Commission finds adequate.

As published by the European Commission under GDPR article 45, looked up in November 2026; whoever records an agreement
checks whether a decision has changed since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

LOOKED_UP = date(2026, 11, 25)

EEA = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Adequacy:
    """A decision of the Commission: its ``reference``, the day it was ``decided``, and ``until`` when it lasts.

    ``certified_only``: it covers only companies that are certified under a framework.
    """

    reference: str
    decided: date
    until: date | None = None
    certified_only: bool = False


ADEQUATE: Mapping[str, Adequacy] = {
    "AD": Adequacy("2010/625/EU", date(2010, 10, 19)),
    "AR": Adequacy("2003/490/EC", date(2003, 6, 30)),
    "BR": Adequacy("(EU) 2026/179", date(2026, 1, 26)),
    "CA": Adequacy("2002/2/EC", date(2001, 12, 20)),
    "CH": Adequacy("2000/518/EC", date(2000, 7, 26)),
    "FO": Adequacy("2010/146/EU", date(2010, 3, 5)),
    "GB": Adequacy("(EU) 2021/1772", date(2021, 6, 28), until=date(2031, 12, 27)),
    "GG": Adequacy("2003/821/EC", date(2003, 11, 21)),
    "IL": Adequacy("2011/61/EU", date(2011, 1, 31)),
    "IM": Adequacy("2004/411/EC", date(2004, 4, 28)),
    "JE": Adequacy("2008/393/EC", date(2008, 5, 8)),
    "JP": Adequacy("(EU) 2019/419", date(2019, 1, 23)),
    "KR": Adequacy("(EU) 2022/254", date(2021, 12, 17)),
    "NZ": Adequacy("2013/65/EU", date(2012, 12, 19)),
    "US": Adequacy("(EU) 2023/1795", date(2023, 7, 10), certified_only=True),
    "UY": Adequacy("2012/484/EU", date(2012, 8, 21)),
}
