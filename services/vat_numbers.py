"""VAT numbers of the European Union: their form and check digits, by the rules of each member state (python-stdnum)."""

from __future__ import annotations

from stdnum.eu import vat
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_97_10
from stdnum.nl import bsn

from models.register import N_

from .errors import ServiceError

NORTHERN_IRELAND = "XI"
_DIGITS = slice(2, 11)


class NotAVatNumber(ServiceError):
    """No member state gives such a number."""

    message = N_(
        "This is not a VAT number of the European Union: its form or its check digits are not right. It begins with "
        "the letters of the country, such as NL004495445B01 or BE0428759497."
    )


class MadeOfACitizenNumber(ServiceError):
    """The number of a Dutch sole trader that is made from their citizen service number, which nobody may ask for."""

    message = N_(
        "This number is made from your citizen service number, which we do not want to hold. Fill in your VAT "
        "identification number (btw-id): it stands on your invoices."
    )


def checked(text: str, *, one_person: bool = False) -> str:
    """The number as it is written officially. Raises NotAVatNumber, for one person's business MadeOfACitizenNumber."""
    try:
        number = str(vat.validate(text))
    except ValidationError as error:
        raise NotAVatNumber from error
    number = f"EL{number[2:]}" if number.startswith("GR") else number
    if one_person and _may_be_of_a_citizen(number):
        raise MadeOfACitizenNumber
    return number


def country_of(number: str) -> str:
    """The country that gave a checked number, ISO 3166-1 alpha-2; the United Kingdom for Northern Ireland."""
    return {"EL": "GR", NORTHERN_IRELAND: "GB"}.get(number[:2], number[:2])


def _may_be_of_a_citizen(number: str) -> bool:
    """Whether it has the form of a Dutch number that is made from a citizen service number.

    Numbers given out since 2020 satisfy another test (ISO 7064, mod 97-10); those of legal persons begin with 8 or 00.
    """
    digits = number[_DIGITS]
    is_dutch_and_old = number.startswith("NL") and not mod_97_10.is_valid(number)
    return is_dutch_and_old and bsn.is_valid(digits) and not digits.startswith(("8", "00"))
