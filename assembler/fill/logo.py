"""The school's logo, put into the template once for all the documents made from it.

In Word, the place of the logo is a picture whose alternative text (or title) is the word « logo ».
"""

from pathlib import Path

from lxml import etree

from assembler.errors import InputError, Where
from assembler.fill.package import (
    add_content_type,
    add_relationship,
    remove_relationship,
)
from assembler.fill.wordml import PIC, WP, A, R, W, linked_ids, parse_xml, serialise

_IMAGE_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def place_logo(parts: dict[str, bytes], names: list[str], logo: Path | None) -> None:
    """Show `logo` in each logo picture of the parts `names`; without one, take the picture out.

    The logo keeps its proportions and fits inside the frame drawn in the template.
    Raises `InputError` when the logo can't be read as a picture.
    """
    for name in names:
        root = parse_xml(parts[name])
        drawings = [drawing for drawing in root.iter(W + "drawing") if _is_logo(drawing)]
        if not drawings:
            continue
        old = {blip.get(R + "embed", "") for d in drawings for blip in d.iter(A + "blip")}
        if logo is None:
            for drawing in drawings:
                _take_out(drawing)
        else:
            _show(parts, name, drawings, logo)
        parts[name] = serialise(root)
        for rel_id in sorted(old - linked_ids(root) - {""}):
            remove_relationship(parts, name, rel_id)


def _is_logo(drawing: etree._Element) -> bool:
    return any(
        element.get(attribute, "").strip().lower() == "logo"
        for element in drawing.iter(WP + "docPr", PIC + "cNvPr")
        for attribute in ("descr", "title")
    )


def _take_out(drawing: etree._Element) -> None:
    alternate = next(
        (a for a in drawing.iterancestors() if a.tag.endswith("AlternateContent")), None
    )
    element = drawing if alternate is None else alternate
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _show(parts: dict[str, bytes], name: str, drawings: list[etree._Element], logo: Path) -> None:
    content, kind, extension, width, height = _read_picture(logo)
    member = f"word/media/logo-assembler.{extension}"
    parts[member] = content
    add_content_type(parts, member, kind)
    rel_id = add_relationship(parts, name, _IMAGE_REL, member)
    for drawing in drawings:
        for blip in drawing.iter(A + "blip"):
            blip.set(R + "embed", rel_id)
            for child in list(blip):  # an SVG twin or effects of the picture that stood here
                blip.remove(child)
        for crop in list(drawing.iter(A + "srcRect")):
            crop.attrib.clear()
        _fit(drawing, width, height)


def _fit(drawing: etree._Element, width: int, height: int) -> None:
    frame = next(drawing.iter(WP + "extent"))
    scale = min(int(frame.get("cx", "0")) / width, int(frame.get("cy", "0")) / height)
    for extent in (frame, *drawing.iter(A + "ext")):
        if extent.get("cx") is not None:  # a:ext is also the name of an extension
            extent.set("cx", str(round(width * scale)))
            extent.set("cy", str(round(height * scale)))


def _read_picture(logo: Path) -> tuple[bytes, str, str, int, int]:
    """Content, content type, extension, width and height (EMU) of a picture file."""
    from docx.image.exceptions import InvalidImageStreamError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        content = logo.read_bytes()
        image = Image.from_blob(content)
    except OSError as error:
        raise InputError(
            "le logo ne peut pas être lu",
            where=Where(logo),
            todo="Vérifiez le nom du fichier dans certification.yaml.",
        ) from error
    except (UnrecognizedImageError, InvalidImageStreamError) as error:
        raise InputError(
            "le logo n'est pas une image que Word connaît",
            where=Where(logo),
            todo="Enregistrez-le en PNG ou en JPEG.",
        ) from error
    return content, str(image.content_type), str(image.ext), int(image.width), int(image.height)
