"""Surveys, and consents that are given row by row."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "survey",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("title_nl", sa.String(length=120), nullable=False),
        sa.Column("purpose_en", sa.String(), nullable=False),
        sa.Column("purpose_nl", sa.String(), nullable=False),
        sa.Column("why_en", sa.String(), nullable=False),
        sa.Column("why_nl", sa.String(), nullable=False),
        sa.Column("audience", sa.String(length=24), nullable=False),
        sa.Column("registered_months", sa.Integer(), nullable=False),
        sa.Column("active_months", sa.Integer(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_days", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
    )
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_ends_at"), ["ends_at"], unique=False)

    op.create_table(
        "surveyquestion",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("survey_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text_en", sa.String(length=300), nullable=False),
        sa.Column("text_nl", sa.String(length=300), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_surveyquestion_survey_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveyquestion")),
    )
    with op.batch_alter_table("surveyquestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_surveyquestion_survey_id"), ["survey_id"], unique=False)

    op.create_table(
        "surveyinvitation",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("survey_id", sa.String(length=26), nullable=False),
        sa.Column("survey", sa.String(length=120), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("selected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_surveyinvitation_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_surveyinvitation_survey_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveyinvitation")),
        sa.UniqueConstraint("survey_id", "account_id", name=op.f("uq_surveyinvitation_survey_id")),
    )
    with op.batch_alter_table("surveyinvitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_surveyinvitation_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_surveyinvitation_survey_id"), ["survey_id", "state"], unique=False)

    op.create_table(
        "surveyparticipation",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("survey_id", sa.String(length=26), nullable=False),
        sa.Column("consent_id", sa.String(length=26), nullable=False),
        sa.Column("survey", sa.String(length=120), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_surveyparticipation_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consententry.id"], name=op.f("fk_surveyparticipation_consent_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_surveyparticipation_survey_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveyparticipation")),
        sa.UniqueConstraint("consent_id", name=op.f("uq_surveyparticipation_consent_id")),
        sa.UniqueConstraint("survey_id", "account_id", name=op.f("uq_surveyparticipation_survey_id")),
    )
    with op.batch_alter_table("surveyparticipation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_surveyparticipation_account_id"), ["account_id"], unique=False)

    op.create_table(
        "surveyanswer",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("survey_id", sa.String(length=26), nullable=False),
        sa.Column("participation_id", sa.String(length=26), nullable=False),
        sa.Column("question_id", sa.String(length=26), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_surveyanswer_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["surveyparticipation.id"],
            name=op.f("fk_surveyanswer_participation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["surveyquestion.id"], name=op.f("fk_surveyanswer_question_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_surveyanswer_survey_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveyanswer")),
        sa.UniqueConstraint("participation_id", "question_id", name=op.f("uq_surveyanswer_participation_id")),
    )
    with op.batch_alter_table("surveyanswer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_surveyanswer_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_surveyanswer_question_id"), ["question_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_surveyanswer_survey_id"), ["survey_id"], unique=False)


def downgrade() -> None:
    op.drop_table("surveyanswer")
    op.drop_table("surveyparticipation")
    op.drop_table("surveyinvitation")
    op.drop_table("surveyquestion")
    op.drop_table("survey")
