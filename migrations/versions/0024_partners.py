"""The partner programme: contracts, public pages, and the addresses that were given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partnercontract",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("signed_name", sa.LargeBinary(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_partnercontract_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnercontract")),
    )
    with op.batch_alter_table("partnercontract", schema=None) as batch_op:
        batch_op.create_index("ix_partnercontract_account_id", ["account_id"], unique=False)
    op.create_table(
        "partnerpage",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_partnerpage_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnerpage")),
        sa.UniqueConstraint("account_id", name=op.f("uq_partnerpage_account_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_partnerpage_slug")),
    )
    op.create_table(
        "partneraddress",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partneraddress")),
        sa.UniqueConstraint("digest", name=op.f("uq_partneraddress_digest")),
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.add_column(sa.Column("handle_since", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("returns", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_column("returns")
        batch_op.drop_column("handle_since")
    op.drop_table("partneraddress")
    op.drop_table("partnerpage")
    op.drop_table("partnercontract")
