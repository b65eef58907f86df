"""The professional's side of the partner programme: what would change, the contract, what the page shows, leaving."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.pictures import addresses
from blueprints.printing import printed
from blueprints.rendering import invalid, redirect, render
from blueprints.typed import at_most, stripped
from models.partner import PartnerField, PartnerPage
from models.privacy import Tier
from services import partner_views, partners, previews
from services.errors import ServiceError
from services.partner_errors import AddressMalformed, AddressTaken, SignedOtherwise
from services.publication.shown import crowd_size, public_id_of

from . import blueprint
from .pages import described
from .wording import FIELDS, PRIVATE, contract_text


class PageForm(FlaskForm):
    """What a partner's page shows, and its address."""

    address = StringField(
        _l("Address of your page"),
        description=_l(
            "After /partners/. Nobody else gets it, also after you left. A page cannot be without an address."
        ),
        filters=[stripped],
        validators=[
            DataRequired(_l("Choose an address for your page.")),
            at_most(60),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    shown = SelectMultipleField(
        _l("What your page shows besides your name"),
        choices=lambda: [(field.value, label) for field, label in FIELDS.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    @property
    def fields(self) -> set[PartnerField]:
        """What is switched on, of what there is."""
        return {field for field in PartnerField if field.value in (self.shown.data or ())}


class ContractForm(PageForm):
    """The page, and the signature under the contract."""

    contract = HiddenField()
    name = StringField(
        _l("Your name, as your signature"),
        description=_l("As it is in your personalia. Without it there is no contract, and nothing changes."),
        filters=[stripped],
        validators=[
            DataRequired(_l("Type your name to sign.")),
            at_most(200),
        ],
        render_kw={"autocomplete": "name"},
    )
    agreed = BooleanField(
        _l("I have read the contract and want to be public under my own name"),
        description=_l("Without it you stay as you are, pseudonymous."),
        validators=[InputRequired(_l("Say that you have read the contract. Until then nothing changes."))],
    )


@blueprint.get("/partner-programme")
@open_to(Audience.PROFESSIONALS)
def programme() -> Response:
    """For a partner what the page shows; for others what would change, and the contract."""
    page = partners.page_of(access.session(), access.account_id())
    if page is not None:
        return _partner_page(page, PageForm(formdata=None, data={"address": page.slug, "shown": page.shown}))
    ordinary = [field.value for field in PartnerField if field not in PRIVATE]
    return _joining_page(ContractForm(formdata=None, data={"shown": ordinary, "address": _suggested()}))


@blueprint.post("/partner-programme/preview")
@open_to(Audience.PROFESSIONALS)
def preview() -> Response:
    """What the page would show with what is switched on in the form."""
    return render("partners/preview.html", "partners/_preview.html", **_shown(PageForm().fields))


@blueprint.post("/partner-programme")
@open_to(Audience.PROFESSIONALS)
def join() -> Response:
    """Sign the contract."""
    form = ContractForm()
    if not form.validate_on_submit():
        return _joining_page(form, refused=True)
    signature = partners.Signature(_contract(), locale(), form.contract.data or "", form.name.data or "")
    try:
        page = partners.join(
            access.session(),
            access.account_id(),
            signature,
            address=form.address.data or "",
            shown=form.fields,
            now=access.now(),
        )
    except ServiceError as error:
        _refuse(form, error)
        return _joining_page(form, refused=True)
    flash(_("You are a partner: your page is public from now on."), "info")
    return redirect(url_for("partners.show", slug=page.slug))


@blueprint.post("/partner-programme/page")
@open_to(Audience.PROFESSIONALS)
def change() -> Response:
    """Let the page show other things, or stand elsewhere."""
    form = PageForm()
    page = partners.page_of(access.session(), access.account_id())
    if page is None:
        return redirect(url_for("partners.programme"))
    if not form.validate_on_submit():
        return _partner_page(page, form, refused=True)
    try:
        partners.change(
            access.session(), access.account_id(), address=form.address.data or "", shown=form.fields, now=access.now()
        )
    except ServiceError as error:
        _refuse(form, error)
        return _partner_page(page, form, refused=True)
    flash(_("Your page was changed."), "info")
    return redirect(url_for("partners.programme"))


@blueprint.get("/partner-programme/contracts/<contract_id>/contract.pdf")
@open_to(Audience.PROFESSIONALS)
def contract(contract_id: str) -> Response:
    """A contract as it was signed."""
    signed = partners.contract_of(access.session(), access.account_id(), contract_id)
    return printed("documents/partner_contract.html", "partner-contract.pdf", signed=signed)


@blueprint.get("/partner-programme/leaving")
@open_to(Audience.PROFESSIONALS)
def confirm_leaving() -> Response:
    """Say what leaving does, and ask whether to go on."""
    page = partners.page_of(access.session(), access.account_id())
    if page is None:
        return redirect(url_for("partners.programme"))
    return render("partners/leaving.html", page=page, crowd_size=crowd_size(access.session()))


@blueprint.post("/partner-programme/leaving")
@open_to(Audience.PROFESSIONALS)
def leave() -> Response:
    """Leave the programme."""
    if partners.leave(access.session(), access.account_id(), now=access.now()):
        flash(_("You left the programme. Your page is gone."), "info")
    return redirect(url_for("partners.programme"))


def _suggested() -> str:
    """An address out of the name, where one can be made of it."""
    try:
        return partners.address_of(partner_views.name_of(access.session(), access.account_id()))
    except AddressMalformed:
        return ""


def _contract() -> str:
    return contract_text(partner_views.name_of(access.session(), access.account_id()))


def _refuse(form: PageForm, error: ServiceError) -> None:
    """Say what is wrong beside the field that it is about."""
    match error:
        case AddressMalformed() | AddressTaken():
            form.address.errors = [_(error.message)]
        case SignedOtherwise() if isinstance(form, ContractForm):
            form.name.errors = [_(error.message)]
        case _:
            form.form_errors.append(_(error.message))


def _shown(fields: set[PartnerField]) -> dict[str, Any]:
    session, account_id = access.session(), access.account_id()
    full = partner_views.view(session, account_id, [each.value for each in fields])
    pictures = addresses(full, lambda each: url_for("professionals.picture", picture_id=each))
    return {"full": full, "pictures": pictures, **described(full)}


def _joining_page(form: ContractForm, *, refused: bool = False) -> Response:
    session, account_id = access.session(), access.account_id()
    text = _contract()
    now = previews.preview(session, account_id, tier=Tier.ANONYMOUS, locale=locale(), now=access.now())
    form.contract.data = partners.fingerprint(text)
    return (invalid if refused else render)(
        "partners/joining.html",
        form=form,
        contract=text,
        contracts=partners.contracts_of(session, account_id),
        may_join=partners.may_join(session, account_id),
        preview=now,
        profile=now.profile,
        public_id=public_id_of(session, account_id),
        **_shown(form.fields),
    )


def _partner_page(page: PartnerPage, form: PageForm, *, refused: bool = False) -> Response:
    return (invalid if refused else render)(
        "partners/programme.html",
        form=form,
        page=page,
        contracts=partners.contracts_of(access.session(), access.account_id()),
        **_shown(form.fields),
    )
