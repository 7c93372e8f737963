"""A PDF, opened, or the reason why it can't be."""

from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from assembler.errors import UnreadablePdfError, Where
from assembler.extract.damage import listening


def open_pdf(path: Path) -> PDF:
    """The PDF, opened; UnreadablePdfError when it is missing, encrypted or damaged."""
    try:
        with listening():
            pdf = pdfplumber.open(path)
            found, told = len(pdf.pages), _page_count(pdf)
    except FileNotFoundError:
        raise UnreadablePdfError(
            "ce fichier n'existe pas",
            where=Where(path),
            todo="Vérifiez le nom et le dossier du PDF.",
        ) from None
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        raise _unreadable(path, cause) from error
    except Exception as error:
        raise _unreadable(path, error) from error
    if found < max(told, 1):
        raise UnreadablePdfError(
            f"ce PDF est abîmé : {found} de ses {told} pages se lisent"
            if told
            else "ce PDF n'a pas de page",
            where=Where(path),
            todo="Demandez-en une autre copie.",
        )
    return pdf


def _page_count(pdf: PDF) -> int:
    """How many pages the PDF says it has; 0 when it does not say."""
    pages = resolve1(pdf.doc.catalog.get("Pages"))
    count = resolve1(pages.get("Count")) if isinstance(pages, dict) else None
    return count if isinstance(count, int) else 0


def _unreadable(path: Path, cause: object) -> UnreadablePdfError:
    if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
        return UnreadablePdfError(
            "ce PDF est protégé par un mot de passe",
            where=Where(path),
            todo="Enregistrez-le sans protection (dans le logiciel qui l'a produit), "
            "puis relancez la commande.",
        )
    return UnreadablePdfError(
        "ce fichier n'est pas un PDF lisible : il est vide, abîmé, ou d'un autre format",
        where=Where(path),
        todo="Ouvrez-le dans un lecteur de PDF ; s'il ne s'ouvre pas, demandez-en une autre copie.",
    )
