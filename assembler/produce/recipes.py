"""What each planned document is to be made from: its template, read once, and its freshness."""

from dataclasses import dataclass, field
from pathlib import Path

from assembler.documents import Document
from assembler.errors import TemplateError, Where
from assembler.filling import Recipe
from assembler.produce.files import sha256
from assembler.produce.freshness import freshness
from assembler.produce.ledger import Origin


@dataclass(frozen=True)
class Recipes:
    """The templates of a run. `referentiel`: its name in the ledger."""

    logo: Path | None
    referentiel: str | None
    known: dict[Path, Recipe | TemplateError] = field(default_factory=dict)

    def of(self, modele: Path) -> Recipe | TemplateError:
        """The template with its logo, or what is wrong with it."""
        if modele not in self.known:
            self.known[modele] = self._read(modele)
        return self.known[modele]

    def wanted(self, document: Document, recipe: Recipe) -> Origin:
        """What the document would be made from, now."""
        fresh = freshness(document.contexte, recipe.modele_sha256, recipe.logo_sha256)
        return Origin(
            fresh.cle, fresh.modele, fresh.etiquette, recipe.logo_sha256, self.referentiel
        )

    def _read(self, modele: Path) -> Recipe | TemplateError:
        modele_sha256 = sha256(modele)
        if modele_sha256 is None:
            return TemplateError(
                "ce modèle n'existe pas.",
                where=Where(modele),
                todo="Déposez-le dans le dossier modeles/, ou retirez-le de certification.yaml.",
            )
        return Recipe(modele, modele_sha256, self.logo, sha256(self.logo) if self.logo else None)
