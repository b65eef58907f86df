"""Searches that are kept, to be told when more professionals fit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "savedsearch",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("organisation_id", sa.String(length=26), nullable=False),
        sa.Column("query", sa.LargeBinary(), nullable=False),
        sa.Column("alert", sa.String(length=24), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("known", sa.JSON(), nullable=False),
        sa.Column("news", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_savedsearch_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_savedsearch_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_savedsearch")),
    )
    with op.batch_alter_table("savedsearch", schema=None) as batch_op:
        batch_op.create_index("ix_savedsearch_account_id", ["account_id", "organisation_id"], unique=False)
        batch_op.create_index("ix_savedsearch_organisation_id", ["organisation_id"], unique=False)


def downgrade() -> None:
    op.drop_table("savedsearch")
