"""Why a document is out of date, in the words of the change: « critère ajouté à C2.3 ».

What a document was made from is not kept, only the référentiel it was made from and a hash of the
rest. So it is planned again from that référentiel: if that gives what it was made from, what
changed in the référentiel is the whole reason; if not, something else changed too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assembler.documents import Document
from assembler.model import Dossier
from assembler.produce.freshness import freshness
from assembler.produce.ledger import Ledger, Origin
from assembler.produce.verdict import Raison

if TYPE_CHECKING:
    from assembler.produce.passage import Passage


@dataclass(frozen=True)
class Motifs:
    """The reasons of the documents of a run."""

    dossier: Dossier
    ledger: Ledger
    referentiel: str
    """The name of the dossier's own référentiel in the ledger."""
    passages: dict[str, "Passage | None"] = field(default_factory=dict)

    def of(self, document: Document, made: Origin, wanted: Origin) -> tuple[str, ...]:
        """Why what was made from the one is not what would be made from the other."""
        said = []
        if made.modele != wanted.modele:
            said.append(Raison.MODELE.value)
        if made.referentiel and made.logo != wanted.logo:
            said.append(Raison.LOGO.value)
        if freshness(document.contexte, made.modele, made.logo).cle != made.cle:
            said += self._data(document, made)
        return tuple(said)

    def news(self, document: Document, made: Origin) -> tuple[str, ...]:
        """What is new in the référentiel, of what the document shows, since it was made."""
        passage = self._passage(made)
        return passage.named(document) if passage else ()

    def _data(self, document: Document, made: Origin) -> Iterator[str]:
        # A row of version 1 of the ledger, or the document itself, knows no référentiel, nor logo:
        # what a template was given can't be told from what the logo was.
        if made.referentiel is None:
            yield Raison.DONNEES.value
            return
        passage = self._passage(made)
        named = passage.named(document) if passage else ()
        yield from named
        if passage is None or passage.key(document, made) != made.cle:
            yield _elsewhere(document)
        elif not named:
            yield passage.unnamed(document)

    def _passage(self, made: Origin) -> "Passage | None":
        """From the référentiel that a document was made from to today's; None when it is that."""
        sha256 = made.referentiel
        if sha256 is None or sha256 == self.referentiel:
            return None
        if sha256 not in self.passages:
            from assembler.produce.passage import Passage

            ancien = self.ledger.referentiel(sha256)
            self.passages[sha256] = Passage.of(ancien, self.dossier) if ancien else None
        return self.passages[sha256]


def _elsewhere(document: Document) -> str:
    """What is left when the référentiel does not explain it all."""
    if document.chemin.parts[0] == "sessions":
        return "certification.yaml, session ou ligne du candidat changée"
    return "certification.yaml changé"
