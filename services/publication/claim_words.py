"""The words that claim nothing by themselves, and what must follow where a word says what a fact is."""

from __future__ import annotations

from collections.abc import Mapping

from .normalise import word_set

CONNECTING: Mapping[str, frozenset[str]] = {
    "en": word_set(
        """
        a an the and or as well also both plus besides of in on at with within for from to by including such other among
        is are has have holds hold speaks speak works work worked working uses use using brings bring offers offer
        provides provide includes include covers cover combines combine knows know can who which that this their they
        independent independently freelance professional based located experience skills skill skilled knowledge
        language languages sector sectors field fields area areas assignments assignment role roles tools
        certified certificate certificates certification certifications recently most latest rate
        """
    ),
    "nl": word_set(
        """
        een de het en of ook zowel als plus daarnaast verder tevens evenals van in op aan met binnen voor uit te tot bij
        door waaronder zoals andere onder is heeft spreekt werkt werken werkte gewerkt gebruikt brengt mee biedt omvat
        kent kan kennis vaardig vaardigheden vaardigheid ervaring zelfstandig zelfstandige professional gevestigd die
        dat deze wie talen taal sector sectoren gebied gebieden vakgebied vakgebieden opdrachten opdracht rol rollen
        certificaat certificaten gecertificeerd recent laatst laatste tarief tegen
        """
    ),
}
"""Verbs, prepositions, articles and plain nouns: no praise, no negation, no number, nothing that has a gender."""

LISTING = word_set(", and or plus en of")
"""What stands between the facts of a list."""

_CERTIFIED = dict.fromkeys(
    word_set("certified certificate certificates certification certifications gecertificeerd certificaat certificaten"),
    frozenset(("certification",)),
)
_SPOKEN = dict.fromkeys(
    ("speaks", "speak", "spreekt", "language", "languages", "talen", "taal"), frozenset(("language",))
)

FRAMES: Mapping[str, frozenset[str]] = {
    **_CERTIFIED,
    **_SPOKEN,
    **dict.fromkeys(("holds", "hold"), frozenset(("education", "certification"))),
    **dict.fromkeys(
        ("skilled", "skills", "skill", "vaardig", "vaardigheden", "vaardigheid", "tools"), frozenset(("skill",))
    ),
    **dict.fromkeys(("knowledge", "kennis"), frozenset(("skill", "language"))),
    **dict.fromkeys(("rate", "tarief"), frozenset(("rate",))),
}
"""By a word: the kinds of the facts that may come next, in a list of any length."""

LED_FROM_EDUCATION = frozenset(("field",))
"""What may follow a level of education before the clause ends."""

BESIDE_EXPERIENCE = frozenset(("experience", "occupation", "place"))
"""What a sentence with years of experience may be about: beside a skill the years would seem to be the skill's."""
