"""Public rows, stored once for all who show them.

What was published before is deleted here, and comes back under new ids with the next epoch, which begins within the
hour: nothing points at public profiles, and they can be made anew from what verified clients read.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FIRST_REVISION = 1
PUBLIC = ("publicfacet", "publicidentity", "publicprofile")


def upgrade() -> None:
    for table in PUBLIC:
        op.drop_table(table)
    _empty()
    _add_tables()
    with op.batch_alter_table("publicationepoch", schema=None) as batch_op:
        batch_op.drop_column("run")
    with op.batch_alter_table("publicationepoch", schema=None) as batch_op:
        batch_op.add_column(sa.Column("run", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("crowd", schema=None) as batch_op:
        batch_op.add_column(sa.Column("members", sa.JSON(), nullable=False))
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revision", sa.BigInteger(), nullable=True))
        batch_op.create_index("ix_publication_shown", ["account_id", "exposure", "revision"], unique=False)
    publication = sa.table("publication", sa.column("handle"), sa.column("revision"))
    shown = sa.select(sa.column("id")).select_from(sa.table("verifiedprofile"))
    op.execute(sa.update(publication).where(publication.c.handle.in_(shown)).values(revision=FIRST_REVISION))


def downgrade() -> None:
    for table in ("generation", "publicbearer", "publicrow", "publicfact", *PUBLIC):
        op.drop_table(table)
    _empty()
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_index("ix_publication_shown")
        batch_op.drop_column("revision")
    with op.batch_alter_table("crowd", schema=None) as batch_op:
        batch_op.drop_column("members")
    with op.batch_alter_table("publicationepoch", schema=None) as batch_op:
        batch_op.drop_column("run")
    with op.batch_alter_table("publicationepoch", schema=None) as batch_op:
        batch_op.add_column(sa.Column("run", sa.String(), nullable=True))
    _add_former_tables()


def _empty() -> None:
    """Nothing is shown, and no run goes on."""
    op.execute("DELETE FROM crowd")
    op.execute("UPDATE publicationepoch SET run = NULL, removed = '[]'")


def _add_tables() -> None:
    op.create_table(
        "generation",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_generation")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "publicfact",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("facet", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicfact")),
        sa.UniqueConstraint("facet", "value", name=op.f("uq_publicfact_facet")),
    )
    op.create_table(
        "publicrow",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        *_facts(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicrow")),
    )
    op.create_table(
        "publicfacet",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("fact_id", "row_id", name=op.f("pk_publicfacet")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "publicprofile",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("pseudonym_first", sa.Integer(), nullable=False),
        sa.Column("pseudonym_second", sa.Integer(), nullable=False),
        sa.Column("tile", sa.BigInteger(), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicprofile")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "publicbearer",
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("crowd_id", sa.String(length=26), nullable=False),
        sa.PrimaryKeyConstraint("row_id", "id", name=op.f("pk_publicbearer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "publicidentity",
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_publicidentity_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name=op.f("pk_publicidentity")),
        sqlite_with_rowid=False,
    )


def _add_former_tables() -> None:
    op.create_table(
        "publicprofile",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("pseudonym_first", sa.Integer(), nullable=False),
        sa.Column("pseudonym_second", sa.Integer(), nullable=False),
        sa.Column("tile", sa.BigInteger(), nullable=False),
        *_facts(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicprofile")),
    )
    op.create_table(
        "publicfacet",
        sa.Column("facet", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.Column("profile_id", sa.String(length=26), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["publicprofile.id"], name=op.f("fk_publicfacet_profile_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("facet", "value", "profile_id", name=op.f("pk_publicfacet")),
    )
    op.create_index("ix_publicfacet_profile_id", "publicfacet", ["profile_id"])
    op.create_table(
        "publicidentity",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("crowd_id", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_publicidentity_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["crowd_id"], ["crowd.id"], name=op.f("fk_publicidentity_crowd_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicidentity")),
    )
    op.create_index("ix_publicidentity_account_id", "publicidentity", ["account_id"])
    op.create_index("ix_publicidentity_crowd_id", "publicidentity", ["crowd_id"])


def _facts() -> list[sa.Column]:
    return [
        sa.Column("occupation", sa.String(length=4), nullable=True),
        sa.Column("place", sa.String(length=5), nullable=True),
        sa.Column("seniority", sa.String(length=24), nullable=True),
        sa.Column("education", sa.String(length=24), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("title_words", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
    ]
