"""A picture loses everything but what one sees of it, and what is no picture is refused with a clear sentence."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from services import pictures
from services.pictures import UnusablePicture, cleaned

RED, BLUE = (200, 20, 20), (20, 20, 200)
GPS = {1: "N", 2: (52.0, 22.0, 8.0), 3: "E", 4: (4.0, 53.0, 42.0)}


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def telling(kind: str) -> bytes:
    """A picture whose file says where, when, by whom and with what it was made."""
    image = Image.new("RGB", (60, 40), RED)
    exif = Image.Exif()
    exif[0x010F], exif[0x0131], exif[0x013B], exif[0x0132] = "Markercamera", "Markersoft", "Markermaker", "2001:02:03"
    exif.get_ifd(0x8825).update(GPS)
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">Markerxmp</x:xmpmeta>'
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    extra: dict[str, Any] = {"exif": exif, "icc_profile": profile}
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", "Markermaker")
        extra["pnginfo"] = text
    else:
        extra["xmp"] = xmp
    if kind == "JPEG":
        extra["comment"] = b"Markercommentaar"
    return saved(image, kind, **extra)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_the_file_comes_along(kind: str) -> None:
    before = telling(kind)
    assert b"Marker" in before
    after = cleaned(before)
    assert b"Marker" not in after and b"Exif" not in after and b"ICC" not in after
    with Image.open(io.BytesIO(after)) as image:
        image.load()
        assert image.format == "JPEG" and image.size == (60, 40)
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert all(abs(a - b) < 12 for a, b in zip(image.getpixel((30, 20)), RED, strict=True))


def test_what_stands_behind_the_picture_does_not_come_along() -> None:
    assert b"Markerstaart" not in cleaned(saved(Image.new("RGB", (9, 9))) + b"Markerstaart" * 9)


def test_a_picture_lies_upright_and_fits() -> None:
    image = Image.new("RGB", (4000, 1000), RED)
    image.paste(BLUE, (0, 0, 2000, 1000))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    with Image.open(io.BytesIO(cleaned(saved(image, exif=exif)))) as upright:
        assert upright.size == (400, 1600)
        assert upright.getpixel((200, 100))[2] > 150 > upright.getpixel((200, 1500))[2]


def test_what_is_see_through_stands_on_white() -> None:
    with Image.open(io.BytesIO(cleaned(saved(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG")))) as image:
        assert image.getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        saved(Image.new("RGB", (9, 9)), "GIF"),
        saved(Image.new("RGB", (9, 9)), "TIFF"),
        saved(Image.new("RGB", (90, 90)))[:200],
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    ],
    ids=["empty", "text", "GIF", "TIFF", "cut off", "SVG", "PostScript"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UnusablePicture) as problem:
        cleaned(data)
    assert problem.value.message == pictures.NO_PICTURE


def test_a_picture_that_unpacks_to_too_much_is_not_unpacked() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    def empty(side: int) -> bytes:
        size = side.to_bytes(4, "big")
        head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + size + b"\x08\x02\x00\x00\x00")
        return head + chunk(b"IDAT", zlib.compress(bytes(9_000))) + chunk(b"IEND", b"")

    for refused, sentence in (
        (empty(7_000), pictures.TOO_MANY_POINTS),
        (empty(30_000), pictures.TOO_MANY_POINTS),
        (bytes(pictures.MOST_BYTES + 1), pictures.TOO_LARGE),
    ):
        with pytest.raises(UnusablePicture) as problem:
            cleaned(refused)
        assert problem.value.message == sentence
