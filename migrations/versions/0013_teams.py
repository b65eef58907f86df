"""Invitations to the team of an organisation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "teaminvitation",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("organisation_id", sa.String(length=26), nullable=False),
        sa.Column("inviter_id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("email_digest", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_teaminvitation_{column}"), ondelete="CASCADE"
            )
            for column, table in (
                ("organisation_id", "organisation"),
                ("inviter_id", "account"),
                ("account_id", "account"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teaminvitation")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_teaminvitation_token_digest")),
    )
    with op.batch_alter_table("teaminvitation", schema=None) as batch_op:
        for column in ("organisation_id", "inviter_id", "account_id", "email_digest"):
            batch_op.create_index(batch_op.f(f"ix_teaminvitation_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("teaminvitation")
