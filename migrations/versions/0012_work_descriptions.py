"""Work descriptions, and which of them a request names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workdescription",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("organisation_id", sa.String(length=26), nullable=False),
        sa.Column("author_id", sa.String(length=26), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("description", sa.LargeBinary(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("region", sa.String(length=5), nullable=True),
        sa.Column("remote", sa.String(length=24), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("rate_from", sa.Integer(), nullable=True),
        sa.Column("rate_to", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_workdescription_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_workdescription_author_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workdescription")),
    )
    with op.batch_alter_table("workdescription", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workdescription_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_workdescription_author_id"), ["author_id"], unique=False)
    with op.batch_alter_table("interestrequest", schema=None) as batch_op:
        batch_op.add_column(sa.Column("work_id", sa.String(length=26), nullable=True))
        batch_op.create_index(batch_op.f("ix_interestrequest_work_id"), ["work_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_interestrequest_work_id"), "workdescription", ["work_id"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("interestrequest", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_interestrequest_work_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_interestrequest_work_id"))
        batch_op.drop_column("work_id")
    op.drop_table("workdescription")
