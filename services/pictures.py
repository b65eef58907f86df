"""A picture is made anew from its points alone: nothing else of the file that was sent comes along.

Places, moments, cameras, authors, comments, thumbnails and colour profiles live beside the points (Exif 2.32, XMP,
IPTC, ICC.1); a new file is written, so that none of them has to be found first.
"""

from __future__ import annotations

import io
import threading
from contextlib import suppress

from PIL import Image, ImageCms, ImageOps

from models.register import N_

from .errors import ServiceError

MEDIA_TYPE = "image/jpeg"
MOST_BYTES = 8_000_000
MOST_POINTS = 40_000_000
LONGEST_SIDE = 1600
# A decoded picture takes four bytes a point, twice while it is turned: one at a time in a process.
_ONE_AT_A_TIME = threading.Lock()
_KINDS = ("JPEG", "PNG", "WEBP")


class UnusablePicture(ServiceError):
    """The file is no picture that we take; the message says which and why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


NO_PICTURE = N_("This is not a picture that we can read. Choose a JPEG, PNG or WebP file.")
TOO_LARGE = N_("This picture is larger than 8 MB. Save it smaller and try again.")
TOO_MANY_POINTS = N_("This picture has more than 40 million points. Save it smaller, such as 1600 by 1200.")


def cleaned(data: bytes) -> bytes:
    """The picture as JPEG, upright, at most ``LONGEST_SIDE`` points wide and high. Raises UnusablePicture."""
    if len(data) > MOST_BYTES:
        raise UnusablePicture(TOO_LARGE)
    try:
        with Image.open(io.BytesIO(data), formats=_KINDS) as image:
            if image.width * image.height > MOST_POINTS:
                raise UnusablePicture(TOO_MANY_POINTS)
            with _ONE_AT_A_TIME:
                return _written_anew(image)
    except UnusablePicture:
        raise
    except Image.DecompressionBombError as error:
        raise UnusablePicture(TOO_MANY_POINTS) from error
    except Exception as error:
        # Decoders of damaged files raise whatever they stumble over.
        raise UnusablePicture(NO_PICTURE) from error


def _written_anew(image: Image.Image) -> bytes:
    profile = image.info.get("icc_profile")
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    ImageOps.exif_transpose(image, in_place=True)
    points = _in_common_colours(_on_white(image), profile)
    clean = Image.frombytes("RGB", points.size, points.tobytes())
    target = io.BytesIO()
    clean.save(target, "JPEG", quality=85, optimize=True)
    return target.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    layers = image.convert("RGBA")
    ground = Image.new("RGBA", layers.size, "white")
    ground.alpha_composite(layers)
    return ground.convert("RGB")


def _in_common_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB, so that it looks the same without the profile it came with."""
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"))
            return converted or image
    return image
