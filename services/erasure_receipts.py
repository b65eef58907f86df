"""The receipt of an erasure: the plan that was carried out, in words and numbers without content, signed and mailed."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from config import Config
from models.database import Database

from . import post, smtp
from .mail import Outcome
from .mail_templates import environment, in_words, write
from .pdf import PrinterBusy, pdf_of
from .receipt_signing import signed
from .rights.erasure_plan import Fate, Plan

DOCUMENTS = Path(__file__).parent.parent / "templates"
NAME = "erasure-receipt"


def mail(
    database: Database, config: Config, number: str, plan: Plan, *, to: str, locale: str, now: datetime
) -> Outcome:
    """Mail the receipt as signed text and as PDF; sent twice it has the same Message-ID."""
    text = text_of(config, number, plan, locale=locale, now=now)
    content = write(NAME, locale=locale, config=config)
    message = post.compose(number, config, to, content, now)
    try:
        pdf = pdf_of(html_of(config, number, plan, locale=locale, now=now))
        message.add_attachment(text, filename=f"{NAME}.txt")
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"{NAME}.pdf")
        post.send(message, database=database, config=config, now=now)
    except PrinterBusy:
        return Outcome.LATER
    except smtp.MailNotSent as error:
        return Outcome.REFUSED if error.permanent else Outcome.LATER
    return Outcome.SENT


def text_of(config: Config, number: str, plan: Plan, *, locale: str, now: datetime) -> str:
    """The receipt as text, with its signature; ``number`` says nothing and is the receipt's own."""
    return signed(_written(f"{NAME}.txt", config, number, plan, locale, now), config.secret_key)


def html_of(config: Config, number: str, plan: Plan, *, locale: str, now: datetime) -> str:
    """The receipt as HTML for paper, with the signature of the text."""
    signature = text_of(config, number, plan, locale=locale, now=now).strip().rpartition("\n")[2]
    return _written(f"{NAME}.html", config, number, plan, locale, now, signature=signature)


def _written(name: str, config: Config, number: str, plan: Plan, locale: str, now: datetime, **further: Any) -> str:
    prefix = config.base_url + ("" if locale == "en" else f"/{locale}")
    return (
        _documents(locale)
        .get_template(f"documents/{name}")
        .render(
            platform=config,
            lang=locale,
            number=number,
            plan=plan,
            erased=plan.of(Fate.ERASED),
            apart=plan.of(Fate.KEPT_APART),
            others=plan.of(Fate.OTHERS),
            day=in_words(now, locale),
            day_of=lambda moment: in_words(moment, locale),
            check=f"{prefix}/erasure-receipt",
            **further,
        )
    )


@lru_cache
def _documents(locale: str) -> Any:
    return environment(locale, DOCUMENTS)
