"""Every page: axe-core finds nothing in both themes, nothing overflows at 320 px, the HTML is valid with unique ids."""

from __future__ import annotations

import re
from collections import Counter

import html5lib
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.conftest import Platform, axe_violations, log_in

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

NARROWEST = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
PUBLIC = (
    "/talent",
    "/talent?q=python",
    "/talent?q=nobodydoesthis",
    "/login",
    "/register",
    "/register/client",
    "/register/professional",
    "/preferences/",
    "/preferences/cookies",
    "/about",
    "/partners",
    "/partners?q=nobodydoesthis",
    "/how-pseudonyms-work",
    "/how-ranking-works",
    "/notice",
    "/notice/versions",
    "/notice/recipients",
    "/accessibility",
    "/contact",
    "/contact/requests",
    "/contact/received",
    "/newsletter",
    "/newsletter/sent",
    "/newsletter/confirmation/too-old",
    "/recommendation/too-old",
    "/account/return/too-old/copy",
    "/erasure-receipt",
    "/account/erasure/too-old",
    "/not-here",
)
PAGES = {
    "": PUBLIC,
    "client@demo.example": (
        "/talent?q=python",
        "/requests",
        "/conversations",
        "/shortlist",
        "/searches",
        "/organisation/dashboard",
        "/organisation",
        "/organisation/edit",
        "/privacy-centre",
        "/privacy-centre/erasure",
    ),
    "new-client@demo.example": ("/talent", "/organisation", "/requests"),
    "professional@demo.example": (
        "/profile/recommendations",
        "/profile",
        "/profile/personalia",
        "/profile/resume",
        "/profile/preferences",
        "/profile/arrangements",
        "/profile/arrangements/new",
        "/profile/experience/new",
        "/profile/import",
        "/partner-programme",
        "/profile/hiding",
        "/profile/exposure",
        "/profile/exposure?exposure=stand-out",
        "/profile/preview?as=anyone",
        "/profile/preview?as=verified",
        "/profile/preview?as=matched",
        "/requests",
        "/conversations/settings",
        "/notifications",
        "/notifications/settings",
        "/surveys",
        "/account",
        "/privacy-centre",
        "/privacy-centre/data/profile",
        "/privacy-centre/log-ins",
        "/privacy-centre/log",
        "/privacy-centre/copy",
        "/privacy-centre/portability",
        "/privacy-centre/requests",
        "/privacy-centre/requests/new",
        "/privacy-centre/requests/new?kind=restriction",
        "/privacy-centre/objections",
        "/requests/notices",
        "/privacy-centre/erasure",
        "/privacy-centre/consents",
    ),
    "staff@demo.example": (
        "/staff",
        "/staff/verifications",
        "/staff/reviews",
        "/staff/matches",
        "/staff/approaches",
        "/account",
    ),
    "moderator@demo.example": (
        "/staff",
        "/staff/newsletters",
        "/staff/newsletters/new",
        "/staff/surveys",
        "/staff/surveys/new",
    ),
    "dpo@demo.example": (
        "/staff",
        "/staff/privacy",
        "/staff/privacy/restrictions",
        "/staff/privacy/record",
        "/staff/privacy/processors",
        "/staff/privacy/transfers",
        "/staff/privacy/lawful-disclosures",
        "/privacy-centre",
    ),
}
# What a page of a role links to and only has with data in it: the first such link is followed as well.
LINKED = {
    "": ("a[href*='/talent/']", "main a[href*='/partners/']"),
    "client@demo.example": (
        "main a[href*='/talent/']",
        "main a[href*='/requests/']",
        "main a[href*='/conversations/']:not([href$=settings])",
    ),
    "professional@demo.example": (
        "main a[href*='/requests/']",
        "main details a[href*='/privacy-centre/data/']",
        "main a[href*='/surveys/']",
    ),
    "moderator@demo.example": ("main li a[href*='/staff/surveys/']",),
    "staff@demo.example": ("main a[href*='/staff/verifications/']", "main a[href*='/staff/matches/']"),
}


@pytest.mark.parametrize("prefix", ["", "/nl"], ids=["English", "Dutch"])
@pytest.mark.parametrize("email", PAGES, ids=lambda email: email or "visitor")
def test_every_page_is_accessible_and_valid(chromium: Browser, platform: Platform, email: str, prefix: str) -> None:
    context = chromium.new_context(base_url=platform.url, viewport=DESKTOP, reduced_motion="reduce")
    page = context.new_page()
    if email:
        log_in(page, email)
    problems: list[str] = []
    for path in [prefix + each for each in PAGES[email]] + _linked(context, email, prefix):
        problems += [f"{path}: {problem}" for problem in _problems(page, path)]
    context.close()
    assert problems == []


def _linked(context: BrowserContext, email: str, prefix: str) -> list[str]:
    page, found = context.new_page(), []
    for selector in LINKED.get(email, ()):
        for start in (
            "/talent",
            "/partners",
            "/requests",
            "/conversations",
            "/surveys",
            "/staff/verifications",
            "/staff/matches",
            "/staff/surveys",
            "/privacy-centre/data/contact",
        ):
            page.goto(prefix + start)
            links = page.locator(selector)
            if links.count():
                found.append(str(links.first.get_attribute("href")))
                break
    page.close()
    return found


def _problems(page: Page, path: str) -> list[str]:
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")
    page.goto(path)
    found = axe_violations(page)
    # The other theme changes colours and nothing else.
    page.emulate_media(color_scheme="dark")
    found += [f"dark {violation}" for violation in axe_violations(page, "color-contrast")]
    page.set_viewport_size(NARROWEST)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("overflows at 320 px")
    return found + _markup_problems(page.context.request.get(path).text())


def _markup_problems(markup: str) -> list[str]:
    parser = html5lib.HTMLParser()
    parser.parse(markup)
    errors = [f"{code} at {position}" for position, code, _data in parser.errors]
    ids = Counter(re.findall(r'\sid="([^"]+)"', markup))
    return errors + [f"id {each} stands {number} times" for each, number in ids.items() if number > 1]
