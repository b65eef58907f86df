"""Conversations of matches: messages, how far each has read, and what each wants of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("match_id", sa.String(length=26), nullable=False),
        sa.Column("sender_id", sa.String(length=26), nullable=True),
        sa.Column("recipient_id", sa.String(length=26), nullable=True),
        sa.Column("by_professional", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=26), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_message_match_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["sender_id"], ["account.id"], name=op.f("fk_message_sender_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["account.id"], name=op.f("fk_message_recipient_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("match_id", "number", name=op.f("uq_message_match_id")),
        sa.UniqueConstraint("sender_id", "nonce", name=op.f("uq_message_sender_id")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        for column in ("match_id", "sender_id", "recipient_id"):
            batch_op.create_index(f"ix_message_{column}", [column], unique=False)
    op.create_table(
        "readmark",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("match_id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_readmark_match_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_readmark_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readmark")),
        sa.UniqueConstraint("match_id", "account_id", name=op.f("uq_readmark_match_id")),
    )
    with op.batch_alter_table("readmark", schema=None) as batch_op:
        batch_op.create_index("ix_readmark_account_id", ["account_id"], unique=False)
    op.create_table(
        "chatchoice",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("shows_reading", sa.Boolean(), nullable=False),
        sa.Column("mails", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_chatchoice_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chatchoice")),
        sa.UniqueConstraint("account_id", name=op.f("uq_chatchoice_account_id")),
    )


def downgrade() -> None:
    for table in ("chatchoice", "readmark", "message"):
        op.drop_table(table)
