"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("email_digest", sa.String(length=64), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("staff_role", sa.String(length=24), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_active_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("purged_months", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email_digest", name=op.f("uq_account_email_digest")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_deactivated_at"), ["deactivated_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_account_last_active_at"), ["last_active_at"], unique=False)

    op.create_table(
        "crowd",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("exposure", sa.String(length=24), nullable=False),
        sa.Column("row", sa.JSON(), nullable=False),
        sa.Column("occupation", sa.String(length=4), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("worn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crowd")),
    )
    with op.batch_alter_table("crowd", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_crowd_occupation"), ["occupation"], unique=False)

    op.create_table(
        "loginattempt",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("bucket", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loginattempt")),
    )
    with op.batch_alter_table("loginattempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_loginattempt_bucket"), ["bucket"], unique=False)

    op.create_table(
        "newsletterissue",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("unclear", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newsletterissue")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("registration_number", sa.String(length=40), nullable=True),
        sa.Column("website", sa.String(length=200), nullable=True),
        sa.Column("industry", sa.String(length=1), nullable=True),
        sa.Column("about", sa.String(length=2000), nullable=True),
        sa.Column("city", sa.String(length=80), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("alias_key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "personkey",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personkey")),
        sa.UniqueConstraint("account_id", name=op.f("uq_personkey_account_id")),
    )
    op.create_table(
        "processoragreement",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= signed_on", name="ck_processoragreement_period"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processoragreement")),
    )
    op.create_table(
        "publicationepoch",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("crowd_size", sa.Integer(), nullable=False),
        sa.Column("shown_size", sa.Integer(), nullable=False),
        sa.Column("run", sa.String(), nullable=True),
        sa.Column("removed", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicationepoch")),
    )
    op.create_table(
        "publicprofile",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("pseudonym_first", sa.Integer(), nullable=False),
        sa.Column("pseudonym_second", sa.Integer(), nullable=False),
        sa.Column("tile", sa.BigInteger(), nullable=False),
        sa.Column("occupation", sa.String(length=4), nullable=True),
        sa.Column("place", sa.String(length=5), nullable=True),
        sa.Column("seniority", sa.String(length=24), nullable=True),
        sa.Column("education", sa.String(length=24), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("title_words", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicprofile")),
    )
    op.create_table(
        "purgecount",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rule", sa.String(length=24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purgecount")),
    )
    with op.batch_alter_table("purgecount", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purgecount_run_at"), ["run_at"], unique=False)

    op.create_table(
        "subscriber",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("email_digest", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wording_hash", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriber")),
        sa.UniqueConstraint("email_digest", name=op.f("uq_subscriber_email_digest")),
    )
    with op.batch_alter_table("subscriber", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subscriber_asked_at"), ["asked_at"], unique=False)

    op.create_table(
        "suppressedaddress",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("email_digest", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppressedaddress")),
        sa.UniqueConstraint("email_digest", name=op.f("uq_suppressedaddress_email_digest")),
    )
    op.create_table(
        "verifiedprofile",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("occupation", sa.String(length=4), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("region", sa.String(length=5), nullable=True),
        sa.Column("seniority", sa.String(length=24), nullable=True),
        sa.Column("education", sa.String(length=24), nullable=True),
        sa.Column("education_field", sa.String(length=8), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("assignments", sa.JSON(), nullable=False),
        sa.Column("certifications", sa.JSON(), nullable=False),
        sa.Column("availability", sa.String(length=24), nullable=True),
        sa.Column("available_from", sa.Date(), nullable=True),
        sa.Column("hours", sa.String(length=24), nullable=True),
        sa.Column("remote", sa.String(length=24), nullable=True),
        sa.Column("rate", sa.String(length=24), nullable=True),
        sa.Column("summaries", sa.JSON(), nullable=False),
        sa.Column("title_words", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verifiedprofile")),
    )
    op.create_table(
        "auditentry",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("about_id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_auditentry_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_auditentry_actor_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_auditentry")),
    )
    with op.batch_alter_table("auditentry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_auditentry_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_auditentry_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "certification",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("issuer", sa.LargeBinary(), nullable=True),
        sa.Column("number", sa.LargeBinary(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_certification_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification")),
    )
    with op.batch_alter_table("certification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certification_account_id"), ["account_id"], unique=False)

    op.create_table(
        "consententry",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("wording_hash", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_consententry_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consententry")),
    )
    with op.batch_alter_table("consententry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consententry_account_id"), ["account_id"], unique=False)

    op.create_table(
        "disclosure",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("viewer_id", sa.String(), nullable=True),
        sa.Column("organisation_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_disclosure_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_disclosure_organisation_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["viewer_id"], ["account.id"], name=op.f("fk_disclosure_viewer_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
    )
    with op.batch_alter_table("disclosure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disclosure_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_disclosure_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_disclosure_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_disclosure_viewer_id"), ["viewer_id"], unique=False)

    op.create_table(
        "education",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("degree", sa.LargeBinary(), nullable=False),
        sa.Column("school", sa.LargeBinary(), nullable=True),
        sa.Column("field_of_study", sa.LargeBinary(), nullable=True),
        sa.Column("start_year", sa.Integer(), nullable=True),
        sa.Column("end_year", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_education_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_education")),
    )
    with op.batch_alter_table("education", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_education_account_id"), ["account_id"], unique=False)

    op.create_table(
        "experience",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("employer", sa.LargeBinary(), nullable=True),
        sa.Column("city", sa.LargeBinary(), nullable=True),
        sa.Column("start_year", sa.Integer(), nullable=True),
        sa.Column("start_month", sa.Integer(), nullable=True),
        sa.Column("end_year", sa.Integer(), nullable=True),
        sa.Column("end_month", sa.Integer(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("description", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_experience_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experience")),
    )
    with op.batch_alter_table("experience", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_experience_account_id"), ["account_id"], unique=False)

    op.create_table(
        "interestrequest",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("sender_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_interestrequest_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_interestrequest_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["account.id"], name=op.f("fk_interestrequest_sender_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interestrequest")),
    )
    with op.batch_alter_table("interestrequest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interestrequest_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interestrequest_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interestrequest_sender_id"), ["sender_id"], unique=False)

    op.create_table(
        "issuedelivery",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("issue_id", sa.String(), nullable=False),
        sa.Column("subscriber_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["newsletterissue.id"], name=op.f("fk_issuedelivery_issue_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subscriber_id"], ["subscriber.id"], name=op.f("fk_issuedelivery_subscriber_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuedelivery")),
        sa.UniqueConstraint("issue_id", "subscriber_id", name=op.f("uq_issuedelivery_issue_id")),
    )
    with op.batch_alter_table("issuedelivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issuedelivery_issue_id"), ["issue_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_issuedelivery_subscriber_id"), ["subscriber_id"], unique=False)

    op.create_table(
        "language",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("level", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_language_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language")),
    )
    with op.batch_alter_table("language", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_language_account_id"), ["account_id"], unique=False)

    op.create_table(
        "leftoutskill",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("skill", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_leftoutskill_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leftoutskill")),
        sa.UniqueConstraint("account_id", "skill", name=op.f("uq_leftoutskill_account_id")),
    )
    with op.batch_alter_table("leftoutskill", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leftoutskill_account_id"), ["account_id"], unique=False)

    op.create_table(
        "legalhold",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("told_id", sa.String(), nullable=True),
        sa.Column("ground", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.String(length=26), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_legalhold_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["told_id"], ["account.id"], name=op.f("fk_legalhold_told_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legalhold")),
    )
    with op.batch_alter_table("legalhold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legalhold_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_legalhold_told_id"), ["told_id"], unique=False)

    op.create_table(
        "link",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("url", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_link_account_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_account_id"), ["account_id"], unique=False)

    op.create_table(
        "loginsession",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("browser", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fresh_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acting_as", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_loginsession_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loginsession")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_loginsession_token_digest")),
    )
    with op.batch_alter_table("loginsession", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_loginsession_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_loginsession_created_at"), ["created_at"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_membership_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "namedparty",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_namedparty_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_namedparty")),
    )
    with op.batch_alter_table("namedparty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_namedparty_account_id"), ["account_id"], unique=False)

    op.create_table(
        "outgoingmail",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("about_id", sa.String(length=26), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_outgoingmail_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoingmail")),
    )
    with op.batch_alter_table("outgoingmail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outgoingmail_account_id"), ["account_id"], unique=False)

    op.create_table(
        "professional",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("first_name", sa.LargeBinary(), nullable=False),
        sa.Column("last_name", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("street", sa.LargeBinary(), nullable=True),
        sa.Column("postal_code", sa.LargeBinary(), nullable=True),
        sa.Column("city", sa.LargeBinary(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("region", sa.String(length=5), nullable=True),
        sa.Column("birth_date", sa.LargeBinary(), nullable=True),
        sa.Column("gender", sa.LargeBinary(), nullable=True),
        sa.Column("nationality", sa.LargeBinary(), nullable=True),
        sa.Column("one_person_business", sa.Boolean(), nullable=False),
        sa.Column("company_name", sa.LargeBinary(), nullable=True),
        sa.Column("company_registration", sa.LargeBinary(), nullable=True),
        sa.Column("headline", sa.LargeBinary(), nullable=True),
        sa.Column("about", sa.LargeBinary(), nullable=True),
        sa.Column("occupation", sa.String(length=4), nullable=True),
        sa.Column("preferences", sa.LargeBinary(), nullable=True),
        sa.Column("day_rate", sa.Integer(), nullable=True),
        sa.Column("availability", sa.String(length=24), nullable=True),
        sa.Column("available_from", sa.Date(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("remote", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_professional_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_professional")),
        sa.UniqueConstraint("account_id", name=op.f("uq_professional_account_id")),
    )
    op.create_table(
        "publication",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("handle", sa.String(length=26), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("exposure", sa.String(length=24), nullable=True),
        sa.Column("record", sa.JSON(), nullable=True),
        sa.Column("published", sa.JSON(), nullable=True),
        sa.Column("approval_id", sa.String(length=26), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewer_id", sa.String(length=26), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_publication_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("account_id", name=op.f("uq_publication_account_id")),
        sa.UniqueConstraint("approval_id", name=op.f("uq_publication_approval_id")),
        sa.UniqueConstraint("handle", name=op.f("uq_publication_handle")),
    )
    op.create_table(
        "publicfacet",
        sa.Column("facet", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["publicprofile.id"], name=op.f("fk_publicfacet_profile_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("facet", "value", "profile_id", name=op.f("pk_publicfacet")),
    )
    with op.batch_alter_table("publicfacet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publicfacet_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "publicidentity",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("crowd_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_publicidentity_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["crowd_id"], ["crowd.id"], name=op.f("fk_publicidentity_crowd_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicidentity")),
    )
    with op.batch_alter_table("publicidentity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publicidentity_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_publicidentity_crowd_id"), ["crowd_id"], unique=False)

    op.create_table(
        "representative",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("first_name", sa.LargeBinary(), nullable=False),
        sa.Column("last_name", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("position", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_representative_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_representative")),
        sa.UniqueConstraint("account_id", name=op.f("uq_representative_account_id")),
    )
    op.create_table(
        "resumeimport",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("found", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_resumeimport_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resumeimport")),
    )
    with op.batch_alter_table("resumeimport", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resumeimport_account_id"), ["account_id"], unique=False)

    op.create_table(
        "securityevent",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("browser", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_securityevent_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_securityevent")),
    )
    with op.batch_alter_table("securityevent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_securityevent_account_id"), ["account_id"], unique=False)

    op.create_table(
        "skill",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_skill_account_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill")),
    )
    with op.batch_alter_table("skill", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_skill_account_id"), ["account_id"], unique=False)

    op.create_table(
        "storedfile",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("use", sa.String(length=24), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_storedfile_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storedfile")),
    )
    with op.batch_alter_table("storedfile", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_storedfile_account_id"), ["account_id"], unique=False)

    op.create_table(
        "subscriberchoice",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("subscriber_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscriber_id"], ["subscriber.id"], name=op.f("fk_subscriberchoice_subscriber_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriberchoice")),
        sa.UniqueConstraint("subscriber_id", "kind", name=op.f("uq_subscriberchoice_subscriber_id")),
    )
    op.create_table(
        "subscribermail",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("subscriber_id", sa.String(), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["subscriber_id"], ["subscriber.id"], name=op.f("fk_subscribermail_subscriber_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscribermail")),
    )
    with op.batch_alter_table("subscribermail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subscribermail_subscriber_id"), ["subscriber_id"], unique=False)

    op.create_table(
        "summary",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("record_hash", sa.String(length=64), nullable=False),
        sa.Column("method", sa.String(length=24), nullable=False),
        sa.Column("model", sa.String(length=100), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("generated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_summary_account_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary")),
        sa.UniqueConstraint("account_id", "language", "record_hash", "method", name=op.f("uq_summary_account_id")),
    )
    with op.batch_alter_table("summary", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_summary_account_id"), ["account_id"], unique=False)

    op.create_table(
        "verification",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=26), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_verification_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_verification_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification")),
    )
    with op.batch_alter_table("verification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verification_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_verification_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "verifiedfacet",
        sa.Column("facet", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["verifiedprofile.id"], name=op.f("fk_verifiedfacet_profile_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("facet", "value", "profile_id", name=op.f("pk_verifiedfacet")),
    )
    with op.batch_alter_table("verifiedfacet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verifiedfacet_profile_id"), ["profile_id"], unique=False)

    op.create_table(
        "match",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("sender_id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_match_account_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_match_organisation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["interestrequest.id"], name=op.f("fk_match_request_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sender_id"], ["account.id"], name=op.f("fk_match_sender_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match")),
        sa.UniqueConstraint("request_id", name=op.f("uq_match_request_id")),
    )
    with op.batch_alter_table("match", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_sender_id"), ["sender_id"], unique=False)
        batch_op.create_index(
            "uq_match_lasting",
            ["organisation_id", "account_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "portfolio",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("description", sa.LargeBinary(), nullable=True),
        sa.Column("url", sa.LargeBinary(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("picture", sa.String(length=26), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_portfolio_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["picture"], ["storedfile.id"], name=op.f("fk_portfolio_picture"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portfolio")),
    )
    with op.batch_alter_table("portfolio", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_portfolio_account_id"), ["account_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("portfolio", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_portfolio_account_id"))

    op.drop_table("portfolio")
    with op.batch_alter_table("match", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_match_lasting", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )
        batch_op.drop_index(batch_op.f("ix_match_sender_id"))
        batch_op.drop_index(batch_op.f("ix_match_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_match_account_id"))

    op.drop_table("match")
    with op.batch_alter_table("verifiedfacet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verifiedfacet_profile_id"))

    op.drop_table("verifiedfacet")
    with op.batch_alter_table("verification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verification_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_verification_account_id"))

    op.drop_table("verification")
    with op.batch_alter_table("summary", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_summary_account_id"))

    op.drop_table("summary")
    with op.batch_alter_table("subscribermail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subscribermail_subscriber_id"))

    op.drop_table("subscribermail")
    op.drop_table("subscriberchoice")
    with op.batch_alter_table("storedfile", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_storedfile_account_id"))

    op.drop_table("storedfile")
    with op.batch_alter_table("skill", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_skill_account_id"))

    op.drop_table("skill")
    with op.batch_alter_table("securityevent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_securityevent_account_id"))

    op.drop_table("securityevent")
    with op.batch_alter_table("resumeimport", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resumeimport_account_id"))

    op.drop_table("resumeimport")
    op.drop_table("representative")
    with op.batch_alter_table("publicidentity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicidentity_crowd_id"))
        batch_op.drop_index(batch_op.f("ix_publicidentity_account_id"))

    op.drop_table("publicidentity")
    with op.batch_alter_table("publicfacet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publicfacet_profile_id"))

    op.drop_table("publicfacet")
    op.drop_table("publication")
    op.drop_table("professional")
    with op.batch_alter_table("outgoingmail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outgoingmail_account_id"))

    op.drop_table("outgoingmail")
    with op.batch_alter_table("namedparty", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_namedparty_account_id"))

    op.drop_table("namedparty")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_membership_account_id"))

    op.drop_table("membership")
    with op.batch_alter_table("loginsession", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_loginsession_created_at"))
        batch_op.drop_index(batch_op.f("ix_loginsession_account_id"))

    op.drop_table("loginsession")
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_account_id"))

    op.drop_table("link")
    with op.batch_alter_table("legalhold", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legalhold_told_id"))
        batch_op.drop_index(batch_op.f("ix_legalhold_account_id"))

    op.drop_table("legalhold")
    with op.batch_alter_table("leftoutskill", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_leftoutskill_account_id"))

    op.drop_table("leftoutskill")
    with op.batch_alter_table("language", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_language_account_id"))

    op.drop_table("language")
    with op.batch_alter_table("issuedelivery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issuedelivery_subscriber_id"))
        batch_op.drop_index(batch_op.f("ix_issuedelivery_issue_id"))

    op.drop_table("issuedelivery")
    with op.batch_alter_table("interestrequest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interestrequest_sender_id"))
        batch_op.drop_index(batch_op.f("ix_interestrequest_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_interestrequest_account_id"))

    op.drop_table("interestrequest")
    with op.batch_alter_table("experience", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_experience_account_id"))

    op.drop_table("experience")
    with op.batch_alter_table("education", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_education_account_id"))

    op.drop_table("education")
    with op.batch_alter_table("disclosure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_disclosure_viewer_id"))
        batch_op.drop_index(batch_op.f("ix_disclosure_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_disclosure_at"))
        batch_op.drop_index(batch_op.f("ix_disclosure_account_id"))

    op.drop_table("disclosure")
    with op.batch_alter_table("consententry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consententry_account_id"))

    op.drop_table("consententry")
    with op.batch_alter_table("certification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certification_account_id"))

    op.drop_table("certification")
    with op.batch_alter_table("auditentry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_auditentry_actor_id"))
        batch_op.drop_index(batch_op.f("ix_auditentry_account_id"))

    op.drop_table("auditentry")
    op.drop_table("verifiedprofile")
    op.drop_table("suppressedaddress")
    with op.batch_alter_table("subscriber", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subscriber_asked_at"))

    op.drop_table("subscriber")
    with op.batch_alter_table("purgecount", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_purgecount_run_at"))

    op.drop_table("purgecount")
    op.drop_table("publicprofile")
    op.drop_table("publicationepoch")
    op.drop_table("processoragreement")
    op.drop_table("personkey")
    op.drop_table("organisation")
    op.drop_table("newsletterissue")
    with op.batch_alter_table("loginattempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_loginattempt_bucket"))

    op.drop_table("loginattempt")
    with op.batch_alter_table("crowd", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_crowd_occupation"))

    op.drop_table("crowd")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_last_active_at"))
        batch_op.drop_index(batch_op.f("ix_account_deactivated_at"))

    op.drop_table("account")
