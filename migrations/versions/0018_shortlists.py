"""Shortlists: whom organisations keep in view, and what they note beside them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shortlistentry",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("organisation_id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("keeper_id", sa.String(length=26), nullable=True),
        sa.Column("work_id", sa.String(length=26), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_shortlistentry_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_shortlistentry_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["account.id"], name=op.f("fk_shortlistentry_keeper_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["work_id"], ["workdescription.id"], name=op.f("fk_shortlistentry_work_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlistentry")),
        sa.UniqueConstraint("organisation_id", "account_id", name=op.f("uq_shortlistentry_organisation_id")),
    )
    with op.batch_alter_table("shortlistentry", schema=None) as batch_op:
        for column in ("account_id", "keeper_id", "work_id"):
            batch_op.create_index(f"ix_shortlistentry_{column}", [column], unique=False)
    op.create_table(
        "shortlistnote",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("entry_id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("author_id", sa.String(length=26), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["shortlistentry.id"], name=op.f("fk_shortlistnote_entry_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_shortlistnote_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_shortlistnote_author_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlistnote")),
    )
    with op.batch_alter_table("shortlistnote", schema=None) as batch_op:
        for column in ("entry_id", "account_id", "author_id"):
            batch_op.create_index(f"ix_shortlistnote_{column}", [column], unique=False)


def downgrade() -> None:
    for table in ("shortlistnote", "shortlistentry"):
        op.drop_table(table)
