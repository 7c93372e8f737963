"""Looking at folders and documents."""

from pathlib import Path

import docx

from assembler.produce.ledger import FOLDER


def documents(folder: Path) -> dict[str, bytes]:
    """The files under `folder` by relative path, the tool's own folder left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and FOLDER not in path.parts
    }


def text(document: Path) -> str:
    """The text of a document's paragraphs."""
    return "\n".join(paragraph.text for paragraph in docx.Document(str(document)).paragraphs)


def edit_by_hand(document: Path, note: str) -> None:
    """Adds a paragraph, as somebody does in Word."""
    opened = docx.Document(str(document))
    opened.add_paragraph(note)
    opened.save(str(document))


def every_file(folder: Path) -> dict[str, bytes]:
    """All files under `folder` by relative path, the tool's own too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def replace(fichier: Path, old: str, new: str) -> None:
    """Corrects a text of a file, as somebody does in an editor."""
    content = fichier.read_text("utf-8")
    assert old in content
    fichier.write_text(content.replace(old, new), "utf-8")
