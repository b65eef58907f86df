"""Who a demo person is: name, community, place, numbers and addresses that can belong to nobody.

Telephone numbers: 06 0000 is not given out in the Netherlands, nor 0400 00 in Belgium; (0)30 23125 is the
range that the Bundesnetzagentur keeps free for films (Mitteilung 148/2021).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from random import Random

from .pools import pool, weighted

COUNTRIES = {"NL": 72.0, "BE": 14.0, "DE": 14.0}
MAIL_DOMAIN = "demo.example"

_NATIVE = ("dutch", "flemish", "walloon", "german")
_NEWCOMERS = {"south_asian": 0.6, "southern_european": 0.5, "west_african": 0.4, "levantine": 0.3, "polish": 0.3}
_UNSPLIT = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ß": "ss", "ø": "o"})
_NEWCOMER_NATIONALITIES = {"southern_european": ("IT", "ES", "PT"), "west_african": ("GH", "NG")}


@dataclass(frozen=True)
class Identity:
    """A person without work: ``gender`` and ``nationality`` (ISO 3166-1 alpha-2) are what they would state."""

    first_name: str
    last_name: str
    gender: str
    nationality: str
    mother_tongue: str
    newcomer: bool
    city: str
    region: str
    country: str
    phone: str


def draw_identity(random: Random) -> Identity:
    """A person of the Netherlands, Belgium or Germany, out of one of its communities."""
    country = weighted(random, COUNTRIES)
    communities = pool("names")
    community = weighted(random, {key: float(one["share"].get(country, 0)) for key, one in communities.items()})
    gender = random.choice(("female", "male"))
    newcomer = random.random() < _NEWCOMERS.get(community, 0.0)
    city, region, _ = random.choices(pool("places")[country], [place[2] for place in pool("places")[country]])[0]
    return Identity(
        first_name=random.choice(communities[community][gender]),
        last_name=random.choice(communities[community]["family"]),
        gender=gender if random.random() > 0.02 else "non-binary",
        nationality=_nationality(random, community, country, newcomer),
        mother_tongue=communities[community]["language"],
        newcomer=newcomer,
        city=city,
        region=region,
        country=country,
        phone=_phone(random, country),
    )


def slug_of(first_name: str, last_name: str) -> str:
    """A name as it stands in an address: ASCII, lower case, a dot between first and last name."""
    return ".".join(_ascii(part) for part in (first_name, last_name))


def free_address(slug: str, taken: set[str]) -> str:
    """An e-mail address at the demo domain for ``slug`` that is not ``taken`` yet; it is taken from now on."""
    address, number = f"{slug}@{MAIL_DOMAIN}", 1
    while address in taken:
        number += 1
        address = f"{slug}{number}@{MAIL_DOMAIN}"
    taken.add(address)
    return address


def any_name(random: Random, country: str) -> str:
    """First and last name of somebody who is only mentioned, such as a former colleague."""
    community = {"NL": "dutch", "BE": "flemish", "DE": "german"}[country]
    names = pool("names")[community]
    return f"{random.choice(names[random.choice(('female', 'male'))])} {random.choice(names['family'])}"


def _nationality(random: Random, community: str, country: str, newcomer: bool) -> str:
    own = pool("names")[community]["nationality"]
    if newcomer:
        return random.choice(_NEWCOMER_NATIONALITIES.get(community, (own,)))
    if community in _NATIVE:
        return own
    return country if random.random() < 0.88 else own


def _phone(random: Random, country: str) -> str:
    last = f"{random.randrange(100):02}"
    forms = {
        "NL": (f"06 0000 00{last}", f"06-000000{last}", f"+31 6 0000 00{last}"),
        "BE": (f"0400 00 00 {last}", f"+32 400 00 00 {last}"),
        "DE": (f"030 231250{last}", f"+49 30 23125 0{last}"),
    }
    return random.choice(forms[country])


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.translate(_UNSPLIT)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]+", "", plain.lower())
