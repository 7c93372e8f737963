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
    return sum(1 + len(paragraphe) // _SIGNES_PAR_LIGNE for paragraphe in paragraphes)


def lignes_criteres(criteres: Sequence[CritereContexte]) -> int:
    """About how many lines the criteria and their indicators take in a cell."""
    return sum(lignes([critere.texte, *critere.indicateurs]) for critere in criteres)


def longue(*cellules: int) -> bool:
    """Whether a row whose cells take so many lines may be taller than half a page."""
    return max(cellules) > _DEMI_PAGE


def depasse_une_page(paragraphes: Iterable[str]) -> bool:
    """Whether a row with these paragraphs in a wide cell may be taller than a page."""
    return sum(1 + len(texte) // _SIGNES_LARGES for texte in paragraphes) > _PAGE
