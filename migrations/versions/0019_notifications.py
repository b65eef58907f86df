"""Notifications: what happened, and how each wants to be told of it; until now only of messages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notification",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("about_id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_notification_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
    )
    op.create_table(
        "notificationchoice",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("way", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_notificationchoice_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notificationchoice")),
        sa.UniqueConstraint("account_id", "kind", name=op.f("uq_notificationchoice_account_id")),
    )
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.create_index("ix_notification_account_id", ["account_id", "at"], unique=False)
    with op.batch_alter_table("notificationchoice", schema=None) as batch_op:
        batch_op.create_index("ix_notificationchoice_account_id", ["account_id"], unique=False)
    op.execute(
        "INSERT INTO notificationchoice (id, account_id, kind, way)"
        " SELECT id, account_id, 'message-received', 'never' FROM chatchoice WHERE NOT mails"
    )
    with op.batch_alter_table("chatchoice", schema=None) as batch_op:
        batch_op.drop_column("mails")


def downgrade() -> None:
    with op.batch_alter_table("chatchoice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mails", sa.Boolean(), nullable=False, server_default=sa.true()))
    for table in ("notificationchoice", "notification"):
        op.drop_table(table)
