"""What can stand in the way of a message; each error carries the sentence that says so."""

from __future__ import annotations

from models.register import N_

from .errors import ServiceError


class NothingWritten(ServiceError):
    """A message without words."""

    message = N_("Write a message first: there is nothing to send yet.")


class TextTooLong(ServiceError):
    """A message longer than one may be."""

    message = N_("Shorten your message to 4000 characters or fewer, or send it as two.")


class TooManyAtOnce(ServiceError):
    """More messages in a minute than a person writes."""

    message = N_("You sent many messages in a short time. Wait a minute and send this one again.")


class ConversationOver(ServiceError):
    """The match has ended, and with it the conversation."""

    message = N_("The match has ended, so nothing more can be written here. What was written stays readable.")


class OnlyReadsHere(ServiceError):
    """Who writes may only read for the organisation."""

    message = N_("You may read for your organisation, but not write. A colleague who is a member or an owner can.")


class FilesNotSent(ServiceError):
    """What is wrong is wrong with the files."""


class TooManyFiles(FilesNotSent):
    """More files with one message than go along."""

    message = N_("Send at most five files with one message. Choose fewer, and send the others with the next one.")


class FilesTooLarge(FilesNotSent):
    """The files of one message are larger together than may be."""

    message = N_("The files are larger than 10 MB together. Save them smaller, or send them with several messages.")


class TooManyFilesToday(FilesNotSent):
    """More bytes in a day than a person sends."""

    message = N_("You sent files of 100 MB within a day, and that is the most. Try again tomorrow.")
