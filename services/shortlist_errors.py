"""What can stand in the way of a shortlist; each error carries the sentence that says so."""

from __future__ import annotations

from models.register import N_

from .errors import ServiceError


class ShortlistFull(ServiceError):
    """More professionals than anybody can keep in view."""

    message = N_("Your shortlist is full: it holds at most 500 professionals. Take somebody off it first.")


class NothingNoted(ServiceError):
    """A note without words."""

    message = N_("Write a note first: there is nothing to keep yet.")


class NoteTooLong(ServiceError):
    """A note longer than one may be."""

    message = N_("Shorten your note to 1000 characters or fewer.")


class NotesFull(ServiceError):
    """More notes beside one professional than anybody reads."""

    message = N_("There are 50 notes here already, which is as many as there can be. Delete one first.")
