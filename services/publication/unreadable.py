"""What to tell somebody whose file cannot be read: what is wrong, and how to mend it (English message ids)."""

from __future__ import annotations

from models.register import N_

from .documents import Code, UnreadableDocument
from .structured import Fault

SENTENCES: dict[Code, str] = {
    "empty": N_("This file is empty. Choose the file again, or save it once more and try then."),
    "too_large": N_("This file is larger than 10 MB. Leave out pictures, or save it as a smaller PDF."),
    "encrypted": N_("This file is locked with a password. Save it without a password and try again."),
    "broken": N_("This file is damaged and cannot be read. Save it again from the program you wrote it in."),
    "mislabelled": N_("What is in this file does not fit its name. Save it as PDF, DOCX or plain text and try again."),
    "unsupported_type": N_("This kind of file cannot be read. Save your résumé as PDF, DOCX or plain text."),
    "too_many_pages": N_("This file has more than 100 pages. Send only your résumé."),
    "unpacks_too_large": N_("This file unpacks to far more than a résumé. Save it again as PDF and try then."),
    "took_too_long": N_("Reading this file took too long. Save it as plain text or a simpler PDF and try again."),
    "too_much_memory": N_(
        "Reading this file took too much memory. Save it as plain text or a simpler PDF and try again."
    ),
    "invalid": N_("This file does not keep to its format. Mend what is named here, or save it again and try then."),
    "no_text": N_("There is no text in this file, only pictures. Scan it with text recognition, or send the original."),
}


FAULTS: dict[Fault, str] = {
    "syntax": N_("This is no well-formed JSON or XML. Save the file again from the program that made it."),
    "kind": N_("This is XML, but no Europass CV. Choose the XML that Europass gave you."),
    "text": N_("Write a text here, between quotation marks."),
    "list": N_("Write a list here, between [ and ]."),
    "object": N_("Write fields with names here, between { and }."),
    "date": N_("Write a date as 2019, 2019-03 or 2019-03-31."),
    "email": N_("Write an e-mail address, such as name@example.org."),
    "missing": N_("A field that must be there is missing."),
    "long": N_("Keep this under 10,000 characters."),
    "many": N_("Leave at most 100 entries here."),
    "value": N_("This value does not fit the field."),
}


def sentence(problem: UnreadableDocument) -> str:
    """The sentence for a file that cannot be read."""
    return SENTENCES[problem.code]
