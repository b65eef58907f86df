"""Consents: an append-only ledger, the words shown, special categories of data, and one-person businesses."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ONLY_ADDED = "entries of the consent ledger are only ever added"
KEPT = "the words of a consent are never changed"
NO_CONSENT = "special categories of data need an explicit consent in force"

# A row may rest on a consent of its own person to such data, which was given and not withdrawn since.
IN_FORCE = """
    SELECT 1 FROM consententry AS entry
    WHERE entry.id = NEW.consent_id AND entry.account_id = NEW.account_id AND entry.given
    AND entry.purpose = 'special-categories' AND NOT EXISTS (
        SELECT 1 FROM consententry AS later
        WHERE later.account_id = entry.account_id AND later.purpose = entry.purpose
        AND later.about_id = entry.about_id AND NOT later.given AND later.at >= entry.at
    )
"""
# An entry goes with its account, or where the purge named it in the same transaction.
MAY_GO = """
    EXISTS (SELECT 1 FROM consentremoval WHERE consentremoval.id = OLD.id)
    OR (OLD.account_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM account WHERE account.id = OLD.account_id))
"""


def upgrade() -> None:
    with op.batch_alter_table("consententry", schema=None) as batch_op:
        batch_op.alter_column("account_id", existing_type=sa.String(length=26), nullable=True)
        batch_op.add_column(sa.Column("about_id", sa.String(length=26), nullable=False, server_default=""))
        # The switch in the privacy centre was the only way until now.
        batch_op.add_column(sa.Column("method", sa.String(length=24), nullable=False, server_default="privacy-centre"))
        batch_op.add_column(sa.Column("notice_version", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("consententry", schema=None) as batch_op:
        batch_op.alter_column("about_id", existing_type=sa.String(length=26), server_default=None)
        batch_op.alter_column("method", existing_type=sa.String(length=24), server_default=None)

    op.create_table(
        "consentwording",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consentwording")),
        sa.UniqueConstraint("hash", name=op.f("uq_consentwording_hash")),
    )
    op.create_table(
        "consentremoval",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consentremoval")),
    )
    op.create_table(
        "specialdatum",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("consent_id", sa.String(length=26), nullable=False),
        sa.Column("special_kind", sa.LargeBinary(), nullable=False),
        sa.Column("special_purpose", sa.LargeBinary(), nullable=False),
        sa.Column("special_audience", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_specialdatum_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consententry.id"], name=op.f("fk_specialdatum_consent_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_specialdatum")),
    )
    with op.batch_alter_table("specialdatum", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_specialdatum_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_specialdatum_consent_id"), ["consent_id"], unique=False)

    # Added to the table as it is: a copy of it would take along whoever refers to it.
    op.add_column(
        "organisation", sa.Column("one_person_business", sa.Boolean(), nullable=False, server_default=sa.false())
    )

    for statement in _guards():
        op.execute(statement)


def downgrade() -> None:
    if _is_postgresql():
        for name in re.findall(r"CREATE FUNCTION (\w+)", "\n".join(_guards())):
            op.execute(f"DROP FUNCTION {name} CASCADE")
    op.drop_column("organisation", "one_person_business")
    op.drop_table("specialdatum")
    op.drop_table("consentremoval")
    op.drop_table("consentwording")
    with op.batch_alter_table("consententry", schema=None) as batch_op:
        for column in ("ends_at", "notice_version", "method", "about_id"):
            batch_op.drop_column(column)
        batch_op.alter_column("account_id", existing_type=sa.String(length=26), nullable=False)


def _guards() -> list[str]:
    return _on_postgresql() if _is_postgresql() else _on_sqlite()


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _on_sqlite() -> list[str]:
    def guard(name: str, event: str, table: str, refusal: str, condition: str) -> str:
        return (
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )

    taken = "EXISTS (SELECT 1 FROM {0} WHERE {0}.{1} = NEW.{1})"
    return [
        guard("no_update", "UPDATE", "consententry", ONLY_ADDED, "1"),
        guard("no_delete", "DELETE", "consententry", ONLY_ADDED, f"NOT ({MAY_GO})"),
        # INSERT OR REPLACE deletes what is in its way without asking the trigger above.
        guard("no_replace", "INSERT", "consententry", ONLY_ADDED, taken.format("consententry", "id")),
        guard("no_update", "UPDATE", "consentwording", KEPT, "1"),
        guard("no_delete", "DELETE", "consentwording", KEPT, "1"),
        guard(
            "no_replace",
            "INSERT",
            "consentwording",
            KEPT,
            f"{taken.format('consentwording', 'id')} OR {taken.format('consentwording', 'hash')}",
        ),
        guard("needs_consent", "INSERT", "specialdatum", NO_CONSENT, f"NOT EXISTS ({IN_FORCE})"),
        guard("keeps_consent", "UPDATE", "specialdatum", NO_CONSENT, f"NOT EXISTS ({IN_FORCE})"),
    ]


def _on_postgresql() -> list[str]:
    def guard(name: str, events: str, table: str, refusal: str, condition: str, result: str) -> list[str]:
        function = f"{table}_{name}"
        each = "STATEMENT" if events == "TRUNCATE" else "ROW"
        return [
            f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'restrict_violation'; END IF; "
            f"RETURN {result}; END $$",
            f"CREATE TRIGGER {function} BEFORE {events} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()",
        ]

    return [
        *guard("no_update", "UPDATE", "consententry", ONLY_ADDED, "true", "NULL"),
        *guard("no_delete", "DELETE", "consententry", ONLY_ADDED, f"NOT ({MAY_GO})", "OLD"),
        *guard("no_truncate", "TRUNCATE", "consententry", ONLY_ADDED, "true", "NULL"),
        *guard("no_change", "UPDATE OR DELETE", "consentwording", KEPT, "true", "NULL"),
        *guard("no_truncate", "TRUNCATE", "consentwording", KEPT, "true", "NULL"),
        *guard("needs_consent", "INSERT OR UPDATE", "specialdatum", NO_CONSENT, f"NOT EXISTS ({IN_FORCE})", "NEW"),
    ]
