"""A professional imports a PDF, corrects it, approves, is reviewed, and finds the profile in the explorer."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Page, expect
from reportlab.pdfgen.canvas import Canvas

from tests.journeys.conftest import Platform, log_in, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PASSWORD = "a long enough sentence"
LINES = (
    "Robin Reiziger",
    "robin@reis.example",
    "",
    "EXPERIENCE",
    "Software developer - Reiswerk Groep BV",
    "March 2015 to present",
    "Built booking services in Python and PostgreSQL.",
    "",
    "EDUCATION",
    "Bachelor of Science in Computer Science - Hogeschool Verweg",
    "2008 - 2012",
    "",
    "SKILLS",
    "Python, PostgreSQL, Docker, Git, Scrum",
)


def test_import_correct_approve_review_and_be_found(visitor: Page, second_visitor: Page, platform: Platform) -> None:
    _round(visitor, second_visitor, platform, prefix="", email="robin@reis.example")


def test_the_same_in_dutch_on_a_phone(phone_visitor: Page, second_visitor: Page, platform: Platform) -> None:
    _round(phone_visitor, second_visitor, platform, prefix="/nl", email="robin.nl@reis.example")


def _round(page: Page, staff: Page, platform: Platform, *, prefix: str, email: str) -> None:
    register(page, platform, prefix, email)
    import_resume(page, prefix)
    choose(page, prefix, "stand-out")
    page.goto(f"{prefix}/profile/preview?as=verified")
    expect(page.locator("#profile")).to_contain_text("Python")
    expect(page.locator("#profile")).not_to_contain_text("Reiswerk")
    expect(page.locator("#profile")).not_to_contain_text("Verweg")
    press(page, "form[action$='/profile/approval'] button[type=submit]")
    review(staff)
    platform.publish()
    page.goto(f"{prefix}/profile")
    page.goto(str(page.locator("main a[href*='/talent/']").first.get_attribute("href")))
    expect(page.locator("#profile h1")).to_be_visible()
    expect(page.locator("#profile")).not_to_contain_text("Reiziger")
    name = page.locator("#profile h1").inner_text()
    page.goto(f"{prefix}/talent?country=NL")
    names = page.locator("article.person h3").all_inner_texts()
    assert name in names or page.locator("a[rel=next]").count() == 1


def import_resume(page: Page, prefix: str) -> None:
    """Import the résumé of a developer, correct it, and choose the country."""
    page.goto(f"{prefix}/profile/import")
    page.set_input_files(
        "main form [type=file]", {"name": "robin.pdf", "mimeType": "application/pdf", "buffer": _pdf()}
    )
    press(page, "main form button[type=submit]")
    page.locator("main form details").first.wait_for()
    for each in page.locator("main form details > summary").all():
        each.click()
    page.locator("main form input[value='Software developer']").first.fill("Python developer")
    press(page, "main form[action*='/import/'] button[type=submit]")
    page.goto(f"{prefix}/profile/personalia")
    page.select_option("main form [name=country]", "NL")
    press(page, "main form .btn[data-kind=primary]")


def choose(page: Page, prefix: str, setting: str) -> None:
    """Choose a setting, once the meter has followed."""
    page.goto(f"{prefix}/profile/exposure")
    page.check(f"main input[value={setting}]")
    page.wait_for_load_state("networkidle")
    press(page, "main form[action$='/profile/exposure'] button[type=submit]")


def register(page: Page, platform: Platform, prefix: str, email: str) -> None:
    """Register, confirm the address, log in."""
    page.goto(f"{prefix}/register/professional")
    for name, value in (("first_name", "Robin"), ("last_name", "Reiziger"), ("email", email), ("password", PASSWORD)):
        page.fill(f"main form [name={name}]", value)
    press(page, "main form button[type=submit]")
    page.goto(platform.mail_link(email, "/confirmation"))
    page.fill("main form [name=password]", PASSWORD)
    press(page, "main form button[type=submit]")
    log_in(page, email, PASSWORD, prefix)


def review(staff: Page) -> None:
    """Accept the newest profile that waits."""
    if staff.url == "about:blank":
        log_in(staff, "staff@demo.example")
    staff.goto("/staff/reviews")
    with staff.expect_navigation():
        staff.locator("main a[href*='/staff/reviews/']").last.click()
    press(staff, "main form[action$='/acceptance'] button[type=submit]")


def _pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    for number, line in enumerate(LINES):
        canvas.drawString(70, 780 - 18 * number, line)
    canvas.save()
    return file.getvalue()
