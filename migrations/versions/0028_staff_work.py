"""Approaches by staff, and what they think of matches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def _account(table: str, column: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["account.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "approach",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("staff_id", sa.String(length=26), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        _account("approach", "account_id", "CASCADE"),
        _account("approach", "staff_id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approach")),
    )
    op.create_table(
        "matchassessment",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("match_id", sa.String(length=26), nullable=False),
        sa.Column("sender_id", sa.String(length=26), nullable=True),
        sa.Column("account_id", sa.String(length=26), nullable=True),
        sa.Column("staff_id", sa.String(length=26), nullable=True),
        sa.Column("fit", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["match_id"], ["match.id"], name=op.f("fk_matchassessment_match_id"), ondelete="CASCADE"
        ),
        _account("matchassessment", "sender_id", "SET NULL"),
        _account("matchassessment", "account_id", "SET NULL"),
        _account("matchassessment", "staff_id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matchassessment")),
    )
    for table, columns in (
        ("approach", ("account_id", "staff_id")),
        ("matchassessment", ("match_id", "sender_id", "account_id", "staff_id")),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.create_index(f"ix_{table}_{column}", [column], unique=False)


def downgrade() -> None:
    op.drop_table("matchassessment")
    op.drop_table("approach")
