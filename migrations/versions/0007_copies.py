"""Copies of one's data, and one-time links to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "datacopy",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("downloads", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_datacopy_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_datacopy")),
    )
    with op.batch_alter_table("datacopy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_datacopy_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "uq_datacopy_open",
            ["account_id", "kind"],
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "transferlink",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("copy_id", sa.String(length=26), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_transferlink_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["copy_id"], ["datacopy.id"], name=op.f("fk_transferlink_copy_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transferlink")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_transferlink_token_digest")),
    )
    with op.batch_alter_table("transferlink", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transferlink_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_transferlink_copy_id"), ["copy_id"], unique=False)


def downgrade() -> None:
    op.drop_table("transferlink")
    op.drop_table("datacopy")
