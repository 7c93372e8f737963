"""Pictures in a context: docxtpl's InlineImage, which puts parts of its own into a document."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile


def hold_picture(values: object) -> bool:
    """Whether there is an InlineImage among the values, in mappings, lists and tuples."""
    from docxtpl import InlineImage

    if isinstance(values, Mapping):
        return any(map(hold_picture, values.values()))
    if isinstance(values, list | tuple):
        return any(map(hold_picture, values))
    return isinstance(values, InlineImage)


@dataclass(frozen=True)
class PictureBook:
    """A template opened by docxtpl, which gives pictures their parts and relationships; all else
    is printed by us."""

    opened: Any  # docxtpl and python-docx have no types

    @classmethod
    def of(cls, package: bytes) -> "PictureBook":
        from docxtpl import DocxTemplate

        opened = DocxTemplate(BytesIO(package))
        opened.init_docx()
        return cls(opened)

    def bound(self, fields: Mapping[str, object]) -> dict[str, object]:
        """The fields, their pictures put into this document and no other."""
        return {name: self._bound(value) for name, value in fields.items()}

    def _bound(self, value: object) -> object:
        from docxtpl import InlineImage

        if isinstance(value, Mapping):
            return self.bound(value)
        if isinstance(value, list | tuple):
            return [self._bound(each) for each in value]
        if isinstance(value, InlineImage):
            picture: Any = copy(value)
            picture.tpl = self.opened
            return picture
        return value

    def turn_to(self, name: str) -> None:
        """Pictures printed from now on stand in this part."""
        parts = self.opened.docx.part.package.iter_parts()
        self.opened.current_rendering_part = next(p for p in parts if p.partname == f"/{name}")

    @property
    def links(self) -> frozenset[str]:
        """The relationships of the part turned to, those of its pictures among them."""
        return frozenset(map(str, self.opened.current_rendering_part.rels))

    def members(self) -> dict[str, bytes]:
        """The members of the package, those of the pictures among them."""
        output = BytesIO()
        self.opened.docx.save(output)
        with ZipFile(output) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
