"""The application: configuration, one transaction a request, security headers, features, commands."""

from __future__ import annotations

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

import blueprints
import commands
import commands_erasure
from blueprints import access, cookies, error_pages, labels, layout, localisation, restored, security, sessions, turns
from blueprints.rendering import htmx
from config import Config
from models.database import Database
from services.cookies import SESSION
from services.job_records import quieten
from services.pulse import Pulse
from services.tokens import TokenKeys


def create_app(config: Config | None = None) -> Flask:
    """The WSGI application for a configuration, by default the environment's."""
    config = config or Config.from_environment()
    app = Flask(__name__)
    app.config.update(
        PLATFORM=config,
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME=SESSION.name,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.is_production,
        SESSION_COOKIE_PATH="/",
        MAX_CONTENT_LENGTH=turns.MOST_SENT,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.url_map.strict_slashes = False
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["database"] = Database(config.database_url, config.data_key)
    app.extensions["pulse"] = Pulse(app.extensions["database"])
    app.extensions["token_keys"] = TokenKeys(config.secret_key)
    if config.is_production:
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]
        quieten(app.logger)
    turns.init_app(app)
    restored.init_app(app)
    htmx.init_app(app)
    localisation.init_app(app)
    security.init_app(app)
    sessions.init_app(app)
    access.init_app(app)
    cookies.init_app(app)
    labels.init_app(app)
    layout.init_app(app)
    error_pages.init_app(app)
    blueprints.register(app)
    commands.register(app)
    commands_erasure.register(app)
    return app
