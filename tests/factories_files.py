"""Files as people send them: each kind that may be sent, and some that may not."""

from __future__ import annotations

import io
import zipfile

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
CONTENT_TYPES = "[Content_Types].xml"


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture with a place and an author in it."""
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Anabel Kwartel"
    Image.new("RGB", size, "teal").save(target, kind, exif=exif)
    return target.getvalue()


def archive(*names: str, mimetype: str | None = None) -> bytes:
    """A ZIP archive of these entries; ``mimetype``: what an OpenDocument declares first."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        if mimetype is not None:
            packed.writestr("mimetype", mimetype)
        for name in names:
            packed.writestr(name, "<x/>")
    return target.getvalue()
