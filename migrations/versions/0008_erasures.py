"""Erasures; requests and matches stay for the other when one side leaves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SIDES = {"sender_id": "account", "account_id": "account", "organisation_id": "organisation"}


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_erasure_account_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    with op.batch_alter_table("erasure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_erasure_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_erasure_due_at"), ["due_at"], unique=False)

    op.create_table(
        "ledgermark",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledgermark")),
    )
    for table in ("interestrequest", "match"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column, other in SIDES.items():
                name = op.f(f"fk_{table}_{column}")
                batch_op.drop_constraint(name, type_="foreignkey")
                batch_op.alter_column(column, existing_type=sa.String(), nullable=True)
                batch_op.create_foreign_key(name, other, [column], ["id"], ondelete="SET NULL")
    with op.batch_alter_table("interestrequest", schema=None) as batch_op:
        batch_op.alter_column("message", existing_type=sa.LargeBinary(), nullable=True)


def downgrade() -> None:
    op.drop_table("ledgermark")
    op.drop_table("erasure")
    with op.batch_alter_table("interestrequest", schema=None) as batch_op:
        batch_op.alter_column("message", existing_type=sa.LargeBinary(), nullable=False)
    for table in ("match", "interestrequest"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column, other in SIDES.items():
                name = op.f(f"fk_{table}_{column}")
                batch_op.drop_constraint(name, type_="foreignkey")
                batch_op.alter_column(column, existing_type=sa.String(), nullable=False)
                batch_op.create_foreign_key(name, other, [column], ["id"], ondelete="CASCADE")
