"""What a référentiel is (file format 1, `referentiel.yaml`).

The keys are the French legal terms (Code du travail, article L6113-1), without accents. Text is the
filed document's own: only wraps, hyphens at wraps, ligatures and spaces were tidied.
"""

from typing import Annotated, Literal

from pydantic import Field

from assembler.model.element import Code, Element, Format, Jour, OuiNon

Forme = Literal["écrit", "oral", "pratique", "individuel", "collectif", "distanciel"]


class Source(Element):
    """A PDF the référentiel was read from."""

    fichier: str
    sha256: str
    pages: int = Field(ge=1)


class Activite(Element):
    """An activity of the job, and the tasks the table lists under it."""

    code: Code
    intitule: str
    taches: tuple[str, ...] = ()
    code_attribue: OuiNon = False


class Critere(Element):
    """What the jury observes. `code` is the printed one, when there is one."""

    code: str | None = None
    texte: str
    indicateurs: tuple[str, ...] = ()


class Complement(Element):
    """A cell of a column that is none of the référentiel's own (« Savoirs associés » …)."""

    colonne: str
    texte: str


class Competence(Element):
    """A competence, its criteria, and the codes of the épreuves that assess it."""

    code: Code
    texte: str
    activites: tuple[str, ...] = ()
    epreuves: tuple[str, ...] = ()
    epreuve_deduite: OuiNon = False
    criteres: tuple[Critere, ...] = ()
    non_evaluee: str | None = None
    complements: tuple[Complement, ...] = ()
    page: int | None = Field(default=None, ge=1)
    code_attribue: OuiNon = False


class Bloc(Element):
    """A bloc de compétences (for the RS: one implicit bloc)."""

    code: Code
    intitule: str
    option: str | None = None
    activites: tuple[Activite, ...] = ()
    competences: tuple[Competence, ...] = ()
    code_attribue: OuiNon = False


class Duree(Element):
    """A duration as printed, and in minutes when it can be told."""

    texte: str
    minutes: int | None = Field(default=None, ge=0)


class Epreuve(Element):
    """A modality cell of the table: one assessment, shared by the competences it spans."""

    code: Code
    intitule: str | None = None
    description: tuple[str, ...] = ()
    durees: tuple[Duree, ...] = ()
    preparation: str | None = None
    formes: tuple[Forme, ...] = ()
    livrables: tuple[str, ...] = ()
    code_attribue: OuiNon = False


class LigneMatrice(Element):
    """A row of a matrix: its label and the headings of the columns that are ticked."""

    intitule: str
    colonnes: tuple[str, ...] = ()


class Matrice(Element):
    """A table of ticks: rows against columns (modules, SAÉ, resources …)."""

    titre: str | None = None
    colonnes: tuple[str, ...] = ()
    lignes: tuple[LigneMatrice, ...] = ()


class Reserve(Element):
    """What stands inside a table and was not understood."""

    page: int = Field(ge=1)
    texte: str
    raison: str


class Referentiel(Element):
    """A référentiel: blocs, activities, competences, criteria and épreuves."""

    format: Format = 1
    type: Literal["RNCP", "RS"] = "RNCP"
    intitule: str | None = None
    version: str | None = None
    date: Jour | None = None
    source: tuple[Source, ...] = ()
    blocs: Annotated[tuple[Bloc, ...], Field(min_length=1)]
    epreuves: tuple[Epreuve, ...] = ()
    matrices: tuple[Matrice, ...] = ()
    reserves: tuple[Reserve, ...] = ()

    def epreuve(self, code: str) -> Epreuve:
        """The épreuve of that code; KeyError when there is none."""
        for epreuve in self.epreuves:
            if epreuve.code == code:
                return epreuve
        raise KeyError(code)
