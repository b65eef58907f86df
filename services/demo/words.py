"""The fixed words of a résumé in English, Dutch and German: headings, months, levels, languages, countries."""

from __future__ import annotations

from services.publication.record import Availability, LanguageLevel, RemoteWork
from services.publication.resume import Month

from .pools import say

HEADINGS = {
    "title": "Curriculum vitae|Curriculum vitae|Lebenslauf",
    "personal": "Personal details|Persoonlijke gegevens|Persönliche Daten",
    "contact": "Contact|Contact|Kontakt",
    "summary": "Summary|Samenvatting|Zusammenfassung",
    "profile": "Profile|Profiel|Profil",
    "experience": "Experience|Ervaring|Erfahrung",
    "work": "Work experience|Werkervaring|Berufserfahrung",
    "education": "Education|Opleiding|Ausbildung",
    "studies": "Education|Opleidingen|Bildungsweg",
    "skills": "Skills|Vaardigheden|Kenntnisse",
    "top_skills": "Top Skills|Belangrijkste vaardigheden|Top-Kenntnisse",
    "languages": "Languages|Talen|Sprachen",
    "certifications": "Certifications|Certificaten|Zertifikate",
    "preferences": "Availability|Beschikbaarheid|Verfügbarkeit",
}
LABELS = {
    "name": "Name|Naam|Name",
    "city": "City|Woonplaats|Wohnort",
    "phone": "Phone|Telefoon|Telefon",
    "email": "E-mail|E-mail|E-Mail",
    "born": "Date of birth|Geboortedatum|Geburtsdatum",
    "nationality": "Nationality|Nationaliteit|Staatsangehörigkeit",
    "site": "Website|Website|Webseite",
    "present": "Present|heden|heute",
    "year": "year|jaar|Jahr",
    "years": "years|jaar|Jahre",
    "rate": "Day rate: € {}|Dagtarief: € {}|Tagessatz: {} €",
    "hours": "{} hours a week|{} uur per week|{} Stunden pro Woche",
    "from": "Available from {}|Beschikbaar vanaf {}|Verfügbar ab {}",
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
_LANGUAGES = {
    "nl": "Dutch|Nederlands|Niederländisch",
    "en": "English|Engels|Englisch",
    "de": "German|Duits|Deutsch",
    "fr": "French|Frans|Französisch",
    "es": "Spanish|Spaans|Spanisch",
    "it": "Italian|Italiaans|Italienisch",
    "pl": "Polish|Pools|Polnisch",
    "tr": "Turkish|Turks|Türkisch",
    "ar": "Arabic|Arabisch|Arabisch",
    "hi": "Hindi|Hindi|Hindi",
    "vi": "Vietnamese|Vietnamees|Vietnamesisch",
    "sv": "Swedish|Zweeds|Schwedisch",
}
_COUNTRIES = {
    "NL": "Netherlands|Nederland|Niederlande",
    "BE": "Belgium|België|Belgien",
    "DE": "Germany|Duitsland|Deutschland",
}
_NATIONALITIES = {
    "NL": "Dutch|Nederlandse|niederländisch",
    "BE": "Belgian|Belgische|belgisch",
    "DE": "German|Duitse|deutsch",
    "TR": "Turkish|Turkse|türkisch",
    "MA": "Moroccan|Marokkaanse|marokkanisch",
    "PL": "Polish|Poolse|polnisch",
    "SY": "Syrian|Syrische|syrisch",
    "IN": "Indian|Indiase|indisch",
    "IT": "Italian|Italiaanse|italienisch",
    "ES": "Spanish|Spaanse|spanisch",
    "PT": "Portuguese|Portugese|portugiesisch",
    "GH": "Ghanaian|Ghanese|ghanaisch",
    "NG": "Nigerian|Nigeriaanse|nigerianisch",
    "VN": "Vietnamese|Vietnamese|vietnamesisch",
}
_LEVELS = {
    LanguageLevel.NATIVE: "native|moedertaal|Muttersprache",
    LanguageLevel.C1: "fluent|vloeiend|verhandlungssicher",
}
_AVAILABLE = {
    Availability.NOW: "Available immediately|Per direct beschikbaar|Ab sofort verfügbar",
    Availability.MONTH: "Available within a month|Binnen een maand beschikbaar|Innerhalb eines Monats verfügbar",
    Availability.QUARTER: "Available within 3 months|Binnen 3 maanden beschikbaar|Innerhalb von 3 Monaten verfügbar",
    Availability.LATER: "Available later|Later beschikbaar|Später verfügbar",
}
_REMOTE = {
    RemoteWork.ON_SITE: "On site|Op locatie|Vor Ort",
    RemoteWork.HYBRID: "Hybrid|Hybride|Hybrid",
    RemoteWork.REMOTE: "Remote|Op afstand|Remote",
}


def heading(key: str, language: str) -> str:
    """The heading of a section, such as "Work experience"."""
    return say(HEADINGS[key], language)


def label(key: str, language: str) -> str:
    """A word or short form that stands before or around a fact."""
    return say(LABELS[key], language)


def month_in_words(month: Month, language: str) -> str:
    """ "March 2019", or only the year where the month is 0."""
    year, number = month
    return f"{_MONTHS[language].split()[number - 1]} {year}" if number else str(year)


def month_in_figures(month: Month, separator: str) -> str:
    """ "03/2019", or only the year where the month is 0."""
    year, number = month
    return f"{number:02}{separator}{year}" if number else str(year)


def language_name(code: str, language: str) -> str:
    """The name of the language with ISO 639-1 ``code``."""
    return say(_LANGUAGES[code], language)


def level_name(level: LanguageLevel, language: str) -> str:
    """How people write a level: "native", "fluent" for C1, otherwise the letters of the CEFR."""
    return say(_LEVELS.get(level, level.value), language)


def country_name(code: str, language: str) -> str:
    """The name of the Netherlands, Belgium or Germany."""
    return say(_COUNTRIES[code], language)


def nationality_name(code: str, language: str) -> str:
    """The adjective for the nationality with ISO 3166-1 alpha-2 ``code``."""
    return say(_NATIONALITIES[code], language)


def availability_name(availability: Availability, language: str) -> str:
    """When somebody can start, in words."""
    return say(_AVAILABLE[availability], language)


def remote_name(remote: RemoteWork, language: str) -> str:
    """Where somebody wants to work, in words."""
    return say(_REMOTE[remote], language)
