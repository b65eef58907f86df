"""Messages that are reported, and what was decided on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "messagereport",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("message_id", sa.String(length=26), nullable=False),
        sa.Column("reporter_id", sa.String(length=26), nullable=True),
        sa.Column("author_id", sa.String(length=26), nullable=True),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.Column("detail", sa.LargeBinary(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by", sa.String(length=26), nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_messagereport_message_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["account.id"], name=op.f("fk_messagereport_reporter_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_messagereport_author_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messagereport")),
        sa.UniqueConstraint("message_id", "reporter_id", name=op.f("uq_messagereport_message_id")),
    )
    with op.batch_alter_table("messagereport", schema=None) as batch_op:
        for column in ("message_id", "reporter_id", "author_id"):
            batch_op.create_index(f"ix_messagereport_{column}", [column], unique=False)


def downgrade() -> None:
    op.drop_table("messagereport")
