"""What is absent is NULL: not the JSON word for it, which queries took for a value."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ABSENT = (("publication", "record"), ("publication", "published"), ("erasure", "plan"))


def upgrade() -> None:
    for table, column in ABSENT:
        op.execute(f"UPDATE {table} SET {column} = NULL WHERE CAST({column} AS TEXT) = 'null'")  # noqa: S608 - ours


def downgrade() -> None:
    """Nothing: both words for nothing are read as None."""
