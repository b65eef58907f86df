"""Versions of the notice, where processors work, and disclosures that a law demanded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "noticeversion",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noticeversion")),
        sa.UniqueConstraint("number", name=op.f("uq_noticeversion_number")),
    )
    with op.batch_alter_table("noticeversion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_noticeversion_digest"), ["digest"], unique=False)

    op.create_table(
        "noticeseen",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_noticeseen_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noticeseen")),
        sa.UniqueConstraint("account_id", name=op.f("uq_noticeseen_account_id")),
    )
    op.create_table(
        "noticemail",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("version_id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_noticemail_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["noticeversion.id"], name=op.f("fk_noticemail_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noticemail")),
        sa.UniqueConstraint("version_id", "account_id", name=op.f("uq_noticemail_version_id")),
    )
    with op.batch_alter_table("noticemail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_noticemail_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_noticemail_version_id"), ["version_id", "state"], unique=False)

    with op.batch_alter_table("processoragreement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("country", sa.String(length=2), nullable=True))
        batch_op.add_column(sa.Column("subprocessors", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("safeguard", sa.String(length=24), nullable=False, server_default="none"))

    op.create_table(
        "safeguardcopy",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("agreement_id", sa.String(length=26), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["processoragreement.id"],
            name=op.f("fk_safeguardcopy_agreement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safeguardcopy")),
        sa.UniqueConstraint("agreement_id", name=op.f("uq_safeguardcopy_agreement_id")),
    )
    op.create_table(
        "lawfuldisclosure",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("told_id", sa.String(length=26), nullable=True),
        sa.Column("authority", sa.LargeBinary(), nullable=False),
        sa.Column("ground", sa.LargeBinary(), nullable=False),
        sa.Column("reference", sa.LargeBinary(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("disclosed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("silent_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_lawfuldisclosure_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["told_id"], ["account.id"], name=op.f("fk_lawfuldisclosure_told_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lawfuldisclosure")),
    )
    with op.batch_alter_table("lawfuldisclosure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lawfuldisclosure_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lawfuldisclosure_told_id"), ["told_id"], unique=False)

    with op.batch_alter_table("disclosure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("demand_id", sa.String(length=26), nullable=True))
        batch_op.create_index(batch_op.f("ix_disclosure_demand_id"), ["demand_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_disclosure_demand_id"), "lawfuldisclosure", ["demand_id"], ["id"], ondelete="CASCADE"
        )


def downgrade() -> None:
    with op.batch_alter_table("disclosure", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_disclosure_demand_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_disclosure_demand_id"))
        batch_op.drop_column("demand_id")
    with op.batch_alter_table("processoragreement", schema=None) as batch_op:
        batch_op.drop_column("safeguard")
        batch_op.drop_column("subprocessors")
        batch_op.drop_column("country")
    for table in ("lawfuldisclosure", "safeguardcopy", "noticemail", "noticeseen", "noticeversion"):
        op.drop_table(table)
