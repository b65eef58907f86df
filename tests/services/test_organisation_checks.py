"""What an organisation's details say of themselves."""

from __future__ import annotations

import pytest

from services.organisation_checks import Checks, checks_of


@pytest.mark.parametrize(
    ("country", "number", "register", "fits"),
    [
        ("NL", "12345678", "KVK", True),
        ("NL", "1234 56 78", "KVK", True),
        ("NL", "1234567", "KVK", False),
        ("NL", "BE0123456789", "KVK", False),
        ("BE", "0123.456.789", "KBO", True),
        ("BE", "12345678", "KBO", False),
        ("DE", "Amtsgericht Köln, HRB 12345", "Handelsregister", True),
        ("DE", "12345678", "Handelsregister", False),
        ("FR", "12345678", None, None),
        (None, "12345678", None, None),
        ("NL", None, "KVK", None),
    ],
)
def test_a_number_has_the_form_of_its_country(
    country: str | None, number: str | None, register: str | None, fits: bool | None
) -> None:
    assert checks_of(country=country, number=number, website=None, email="x@a.example") == Checks(register, fits, None)


@pytest.mark.parametrize(
    ("website", "email", "same"),
    [
        ("https://www.sjabloon.example", "jip@sjabloon.example", True),
        ("sjabloon.example/about", "jip@Sjabloon.example", True),
        ("https://shop.sjabloon.example", "jip@sjabloon.example", True),
        ("https://sjabloon.example", "jip@mail.sjabloon.example", True),
        ("https://sjabloon.example", "jip@notsjabloon.example", False),
        ("https://sjabloon.example", "jip@client.example", False),
        ("https://", "jip@client.example", False),
    ],
)
def test_the_domain_of_the_mail_is_that_of_the_web_site(website: str, email: str, same: bool) -> None:
    assert checks_of(country=None, number=None, website=website, email=email).same_domain is same
