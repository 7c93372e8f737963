"""How tall a table row will be, roughly: a row of up to half a page is kept whole on one page.

A taller one must be allowed to break: LibreOffice, which makes the PDFs, cuts off what a row kept
whole has below the page.
"""

from collections.abc import Iterable, Sequence

from assembler.documents.contexte import CritereContexte

_SIGNES_PAR_LIGNE = 40
"""Of a cell about 7 cm wide, in the templates' small type."""
_DEMI_PAGE = 16
"""Lines in half a landscape page."""
_SIGNES_LARGES = 85
"""Per line of the widest column of a grid, about 13 cm."""
_PAGE = 28
"""Lines in a landscape page, under the headings of a table."""


def lignes(paragraphes: Iterable[str]) -> int:
    """About how many lines the paragraphs take in a cell."""
    return _lignes(paragraphes, _SIGNES_PAR_LIGNE)


def lignes_criteres(criteres: Sequence[CritereContexte]) -> int:
    """About how many lines the criteria and their indicators take in a cell."""
    return sum(lignes([critere.texte, *critere.indicateurs]) for critere in criteres)


def longue(*cellules: int) -> bool:
    """Whether a row whose cells take so many lines may be taller than half a page."""
    return max(cellules) > _DEMI_PAGE


def depasse_une_page(paragraphes: Iterable[str]) -> bool:
    """Whether a row with these paragraphs in a wide cell may be taller than a page."""
    return _lignes(paragraphes, _SIGNES_LARGES) > _PAGE


def _lignes(paragraphes: Iterable[str], signes: int) -> int:
    """The lines of paragraphs that may hold line ends of their own."""
    lignes = (ligne for paragraphe in paragraphes for ligne in paragraphe.split("\n"))
    return sum(1 + len(ligne) // signes for ligne in lignes)
