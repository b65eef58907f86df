"""The words of mails: one text per template in the language of the addressee, as plain text and as simple HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_datetime, get_timezone
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from config import Config

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates" / "mails"
TRANSLATIONS = ROOT / "translations"


@dataclass(frozen=True)
class Content:
    """A mail in words; ``html`` says the same as ``text``."""

    subject: str
    text: str
    html: str


def write(
    template: str, *, locale: str, config: Config, token: str = "", reason: str = "", day: datetime | None = None
) -> Content:
    """Write the mail ``templates/mails/<template>.txt``; its links lead to the site in the same language."""
    values = _common(locale, config) | {"token": token, "reason": reason, "day": in_words(day, locale)}
    subject, text = _subject_and_text(template, locale, values)
    html = _environment(locale).get_template("layout.html")
    return Content(
        f"{subject} – {config.platform_name}", text, html.render(values, subject=subject, paragraphs=_paragraphs(text))
    )


def write_designed(template: str, *, locale: str, config: Config, **values: str) -> Content:
    """Write a mail whose HTML is a file of its own, ``templates/mails/<template>.html``, beside the text."""
    known = _common(locale, config) | values
    subject, text = _subject_and_text(template, locale, known)
    html = _environment(locale).get_template(f"{template}.html").render(known, subject=subject)
    return Content(f"{subject} – {config.platform_name}", text, html)


def _common(locale: str, config: Config) -> dict[str, Any]:
    prefix = config.base_url + ("" if locale == "en" else f"/{locale}")
    return {"platform": config, "lang": locale, "link": lambda path: prefix + path}


def in_words(day: datetime | None, locale: str) -> str:
    """A day in Amsterdam in the words of the language."""
    return format_datetime(day, "d MMMM y", tzinfo=get_timezone("Europe/Amsterdam"), locale=locale) if day else ""


def _subject_and_text(template: str, locale: str, values: dict[str, Any]) -> tuple[str, str]:
    loaded = _environment(locale).get_template(f"{template}.txt")
    subject = "".join(loaded.blocks["subject"](loaded.new_context(values))).strip()
    return subject, loaded.render(values).strip() + "\n"


def _paragraphs(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()]


@lru_cache
def _environment(locale: str) -> Environment:
    return environment(locale, TEMPLATES)


def environment(locale: str, folder: Path) -> Environment:
    """The templates of a folder with the words of a language."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    translations = Translations.load(TRANSLATIONS, [locale])
    made.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    return made
