"""Languages that people speak, and how well they say they do, in English, Dutch and German."""

from __future__ import annotations

import re

from .resume import LanguageEntry, LanguageLevel

_NAMES = {
    "en": "english engels englisch anglais",
    "nl": "dutch nederlands niederländisch flemish vlaams",
    "de": "german duits deutsch",
    "fr": "french frans französisch francais français",
    "es": "spanish spaans spanisch español",
    "it": "italian italiaans italienisch",
    "pt": "portuguese portugees portugiesisch",
    "pl": "polish pools polnisch",
    "ru": "russian russisch",
    "tr": "turkish turks türkisch",
    "ar": "arabic arabisch",
    "zh": "chinese chinees mandarin chinesisch",
    "ja": "japanese japans japanisch",
    "ko": "korean koreaans koreanisch",
    "hi": "hindi",
    "ur": "urdu",
    "bn": "bengali bengaals",
    "ta": "tamil",
    "te": "telugu",
    "kn": "kannada",
    "ml": "malayalam",
    "mr": "marathi",
    "gu": "gujarati",
    "pa": "punjabi panjabi",
    "or": "odia oriya",
    "sv": "swedish zweeds schwedisch",
    "da": "danish deens dänisch",
    "no": "norwegian noors norwegisch",
    "fi": "finnish fins finnisch",
    "el": "greek grieks griechisch",
    "ro": "romanian roemeens rumänisch",
    "hu": "hungarian hongaars ungarisch",
    "cs": "czech tsjechisch tschechisch",
    "sk": "slovak slowaaks slowakisch",
    "bg": "bulgarian bulgaars bulgarisch",
    "hr": "croatian kroatisch",
    "sr": "serbian servisch serbisch",
    "uk": "ukrainian oekraïens ukrainisch",
    "fa": "persian farsi perzisch persisch dari",
    "he": "hebrew hebreeuws hebräisch",
    "id": "indonesian indonesisch",
    "ms": "malay maleis malaiisch",
    "th": "thai",
    "vi": "vietnamese vietnamees vietnamesisch",
    "sw": "swahili",
    "fy": "frisian fries friesisch",
    "lb": "luxembourgish luxemburgs luxemburgisch",
    "af": "afrikaans",
    "ca": "catalan catalaans katalanisch",
    "la": "latin latijn latein",
    "sa": "sanskrit",
    "so": "somali",
    "ti": "tigrinya",
    "am": "amharic amhaars amharisch",
    "ku": "kurdish koerdisch kurdisch",
    "sq": "albanian albanees albanisch",
    "lt": "lithuanian litouws litauisch",
    "lv": "latvian lets lettisch",
    "et": "estonian ests estnisch",
    "ne": "nepali",
    "si": "sinhala sinhalese",
    "tl": "tagalog filipino",
    "bs": "bosnian bosnisch",
    "sl": "slovenian sloveens slowenisch",
    "mk": "macedonian macedonisch mazedonisch",
    "ka": "georgian georgisch",
    "hy": "armenian armeens armenisch",
    "az": "azerbaijani azerbeidzjaans",
    "ps": "pashto",
    "sd": "sindhi",
    "as": "assamese",
}
_CODES = {name: code for code, names in _NAMES.items() for name in names.split()}
_LANGUAGE = re.compile(rf"\b(?P<language>{'|'.join(sorted(_CODES, key=len, reverse=True))})\b", re.IGNORECASE)
_LEVELS: tuple[tuple[re.Pattern[str], LanguageLevel], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), level)
    for pattern, level in (
        (r"\b(?:native|mother ?tongue|moedertaal|muttersprach\w*|bilingual|tweetalig|zweisprachig|first language)\b",
         LanguageLevel.NATIVE),
        (r"\bC2\b", LanguageLevel.C2),
        (r"\bC1\b", LanguageLevel.C1),
        (r"\bB2\b", LanguageLevel.B2),
        (r"\bB1\b", LanguageLevel.B1),
        (r"\bA2\b", LanguageLevel.A2),
        (r"\bA1\b", LanguageLevel.A1),
        (r"\b(?:full professional|fluent\w*|vloeiend|uitstekend|fließend|fliessend|excellent|verhandlungssicher|"
         r"near[- ]native|proficient|zeer goed|sehr gut|very good|expert)\b", LanguageLevel.C1),
        (r"\b(?:professional working|advanced|gevorderd|goed|gut|good|upper[- ]intermediate|fortgeschritten|"
         r"working proficiency|business)\b", LanguageLevel.B2),
        (r"\b(?:limited working|intermediate|gemiddeld|redelijk|voldoende|befriedigend|mittel|conversational|"
         r"moderate|fair)\b",
         LanguageLevel.B1),
        (r"\b(?:elementary|basic|basis|basiskennis|grundkenntnisse|beginner|matig|limited|"
         r"working knowledge|grund\w*)\b",
         LanguageLevel.A2),
    )
)  # fmt: skip


def parse_languages(text: str) -> list[LanguageEntry]:
    """Languages with the level that stands nearest after (or, failing that, before) each."""
    found: dict[str, LanguageEntry] = {}
    rows = [row for row in re.split(r"[\n;|•]", text) if row.strip()]
    for number, row in enumerate(rows):
        matches = list(_LANGUAGE.finditer(row))
        for index, match in enumerate(matches):
            code = _CODES[match["language"].casefold()]
            stop = matches[index + 1].start() if index + 1 < len(matches) else len(row)
            level = level_in(row[match.end() : stop])
            if level is None and len(matches) == 1:
                follows = rows[number + 1] if number + 1 < len(rows) else ""
                level = level_in(row[: match.start()]) or (
                    None if _LANGUAGE.search(follows) else level_in(follows[:40])
                )
            elif level is None and index == len(matches) - 1:
                level = level_in(row[: matches[0].start()])
            if code not in found or (found[code].level is None and level is not None):
                found[code] = LanguageEntry(code, level)
    return list(found.values())


def is_about_languages(text: str) -> bool:
    """Whether it names a language that people speak."""
    return _LANGUAGE.search(text) is not None


def level_in(text: str) -> LanguageLevel | None:
    """The level that the words say."""
    return next((level for pattern, level in _LEVELS if pattern.search(text)), None)
