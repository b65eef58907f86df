"""Gunicorn's own configuration file, for running the web server as a service: see gunicorn_settings.py."""

import os

from gunicorn_settings import settings

globals().update(settings(os.environ))
