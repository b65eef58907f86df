"""Questions back about requests, and when their professionals were reminded of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clarification",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("request_id", sa.String(length=26), nullable=False),
        sa.Column("author_id", sa.String(length=26), nullable=True),
        sa.Column("reader_id", sa.String(length=26), nullable=True),
        sa.Column("by_professional", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["interestrequest.id"], name=op.f("fk_clarification_request_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_clarification_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["account.id"], name=op.f("fk_clarification_reader_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clarification")),
        sa.UniqueConstraint("request_id", "number", name=op.f("uq_clarification_request_id")),
    )
    with op.batch_alter_table("clarification", schema=None) as batch_op:
        for column in ("author_id", "reader_id"):
            batch_op.create_index(f"ix_clarification_{column}", [column], unique=False)
    with op.batch_alter_table("interestrequest", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("interestrequest", schema=None) as batch_op:
        batch_op.drop_column("reminded_at")
    op.drop_table("clarification")
