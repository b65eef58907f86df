"""A document for a reader: a template of templates/documents becomes a PDF under a neutral name."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, make_response, render_template

from services.pdf import PrinterBusy, pdf_of

from . import access


def printed(template: str, name: str, /, **context: Any) -> Response:
    """The document, saved under ``name``. The database is given back before it is made."""
    html = render_template(template, **context)
    access.let_go()
    try:
        data = pdf_of(html)
    except PrinterBusy:
        abort(503)
    response = make_response(data)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
