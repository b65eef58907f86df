"""Where personal data may go, and on which basis (GDPR articles 44 to 46)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from models.adequacy import ADEQUATE, EEA
from models.processor import Safeguard
from models.register import N_


class TransferBasis(str, Enum):
    """What allows data to be in a country."""

    WITHIN = "within"
    ADEQUACY = "adequacy"
    SAFEGUARDS = "safeguards"


BASES: dict[TransferBasis, str] = {
    TransferBasis.WITHIN: N_("Within the European Economic Area"),
    TransferBasis.ADEQUACY: N_("A country that the European Commission finds adequate"),
    TransferBasis.SAFEGUARDS: N_("Safeguards in a contract"),
}
SAFEGUARDS: dict[Safeguard, str] = {
    Safeguard.NONE: N_("None: the country needs none"),
    Safeguard.FRAMEWORK: N_("The company is certified under the framework of the adequacy decision"),
    Safeguard.STANDARD_CLAUSES: N_("Standard contractual clauses of the European Commission"),
    Safeguard.BINDING_RULES: N_("Binding corporate rules, approved by an authority"),
}
"""English message ids."""

IN_A_CONTRACT = (Safeguard.STANDARD_CLAUSES, Safeguard.BINDING_RULES)


def basis_of(country: str, safeguard: Safeguard, *, today: date) -> TransferBasis | None:
    """What allows data to go to the country today; None where nothing does."""
    if country in EEA:
        return TransferBasis.WITHIN
    decision = ADEQUATE.get(country)
    lasts = decision is not None and (decision.until is None or today <= decision.until)
    if decision is not None and lasts and (not decision.certified_only or safeguard is Safeguard.FRAMEWORK):
        return TransferBasis.ADEQUACY
    return TransferBasis.SAFEGUARDS if safeguard in IN_A_CONTRACT else None
