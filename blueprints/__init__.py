"""HTTP: a package a feature. Each lists its blueprint here, and here alone."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Put every feature's routes into the application."""
    from . import (
        accounts,
        clients,
        contact,
        conversations,
        development,
        matches,
        newsletters,
        notifications,
        pages,
        partners,
        preferences,
        privacy,
        professionals,
        references,
        searches,
        shortlist,
        staff,
        surveys,
        talent,
        transfers,
        work,
    )

    for feature in (
        accounts,
        clients,
        contact,
        conversations,
        matches,
        newsletters,
        notifications,
        pages,
        partners,
        preferences,
        privacy,
        professionals,
        references,
        searches,
        shortlist,
        staff,
        surveys,
        talent,
        transfers,
        work,
    ):
        app.register_blueprint(feature.blueprint)
    if not app.config["PLATFORM"].is_production:
        app.register_blueprint(development.blueprint)
