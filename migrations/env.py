"""Alembic's way in: runs on the connection that models/schema.py hands over."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import models  # noqa: F401 - registers every table
from models.schema import belongs_to_us, render_type

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    include_name=belongs_to_us,
    render_item=render_type,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
