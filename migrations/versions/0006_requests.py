"""Requests about rights and letters, data that are set aside, statements, and who was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_letter_account_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_state"), ["state"], unique=False)

    op.create_table(
        "letterentry",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("case_id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff_id", sa.String(length=26), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_letterentry_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["letter.id"], name=op.f("fk_letterentry_case_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letterentry")),
    )
    with op.batch_alter_table("letterentry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letterentry_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letterentry_case_id"), ["case_id"], unique=False)

    op.create_table(
        "rightsrequest",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("email_digest", sa.String(length=64), nullable=True),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proof", sa.String(length=24), nullable=True),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code_digest", sa.String(length=64), nullable=True),
        sa.Column("code_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("interest", sa.String(length=24), nullable=True),
        sa.Column("objection_id", sa.String(length=26), nullable=True),
        sa.Column("ground", sa.String(length=24), nullable=True),
        sa.Column("detail", sa.String(length=120), nullable=True),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.Column("after", sa.LargeBinary(), nullable=True),
        sa.Column("table_name", sa.String(length=40), nullable=True),
        sa.Column("row_id", sa.String(length=26), nullable=True),
        sa.Column("column_name", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_rightsrequest_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["objection_id"], ["objection.id"], name=op.f("fk_rightsrequest_objection_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rightsrequest")),
    )
    with op.batch_alter_table("rightsrequest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rightsrequest_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rightsrequest_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_rightsrequest_email_digest"), ["email_digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_rightsrequest_state"), ["state"], unique=False)

    op.create_table(
        "recipientnotice",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=True),
        sa.Column("recipient_id", sa.String(length=26), nullable=True),
        sa.Column("organisation_id", sa.String(length=26), nullable=True),
        sa.Column("request_id", sa.String(length=26), nullable=True),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("detail", sa.String(length=120), nullable=True),
        sa.Column("disclosed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_recipientnotice_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recipientnotice_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["account.id"], name=op.f("fk_recipientnotice_recipient_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["rightsrequest.id"], name=op.f("fk_recipientnotice_request_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipientnotice")),
    )
    with op.batch_alter_table("recipientnotice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recipientnotice_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recipientnotice_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recipientnotice_recipient_id"), ["recipient_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recipientnotice_request_id"), ["request_id"], unique=False)

    op.create_table(
        "restriction",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("request_id", sa.String(length=26), nullable=True),
        sa.Column("ground", sa.String(length=24), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.String(length=26), nullable=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_restriction_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["rightsrequest.id"], name=op.f("fk_restriction_request_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction")),
    )
    with op.batch_alter_table("restriction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_restriction_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_restriction_request_id"), ["request_id"], unique=False)

    op.create_table(
        "rightsentry",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("case_id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff_id", sa.String(length=26), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_rightsentry_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["rightsrequest.id"], name=op.f("fk_rightsentry_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rightsentry")),
    )
    with op.batch_alter_table("rightsentry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rightsentry_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rightsentry_case_id"), ["case_id"], unique=False)

    op.create_table(
        "supplementarystatement",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("request_id", sa.String(length=26), nullable=True),
        sa.Column("detail", sa.String(length=120), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.String(length=26), nullable=False),
        sa.Column("column_name", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_supplementarystatement_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["rightsrequest.id"], name=op.f("fk_supplementarystatement_request_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplementarystatement")),
    )
    with op.batch_alter_table("supplementarystatement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supplementarystatement_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_supplementarystatement_row_id"), ["row_id"], unique=False)

    with op.batch_alter_table("verifiedprofile", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ranked", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    with op.batch_alter_table("verifiedprofile", schema=None) as batch_op:
        batch_op.drop_column("ranked")
    op.drop_table("supplementarystatement")
    op.drop_table("rightsentry")
    op.drop_table("restriction")
    op.drop_table("recipientnotice")
    op.drop_table("rightsrequest")
    op.drop_table("letterentry")
    op.drop_table("letter")
