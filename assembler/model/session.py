"""A certification session: when and where its épreuves stand, who judges (`session.yaml`)."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from assembler.model.element import Code, Element, Heure, Jour, OuiNon


class EpreuvePlanifiee(Element):
    """Date and place of an épreuve, by its code in the référentiel."""

    code: Code
    date: Jour | None = None
    heure: Heure | None = None
    lieu: str | None = None


class Jure(Element):
    """A juror. `externe`: does not belong to the school (France compétences wants some)."""

    id: Code
    nom: str
    prenom: str | None = None
    civilite: str | None = None
    qualite: str | None = None
    organisme: str | None = None
    externe: OuiNon = False


class Jury(Element):
    """A jury: the ids of its jurors, the president's among them."""

    code: Code
    intitule: str | None = None
    membres: tuple[Code, ...] = ()
    president: Code | None = None


class SourceCandidats(Element):
    """Where the candidate list is, when it is not candidats.xlsx or its first sheet: a file in the
    session's folder, a sheet of it."""

    fichier: Code | None = None
    feuille: Code | None = None


class Session(Element):
    """A session. Only `intitule` is obligatory."""

    intitule: str
    debut: Jour | None = None
    fin: Jour | None = None
    lieu: str | None = None
    epreuves: tuple[EpreuvePlanifiee, ...] = ()
    jurys: tuple[Jury, ...] = ()
    jures: tuple[Jure, ...] = ()
    candidats: SourceCandidats = SourceCandidats()

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.debut and self.fin and self.fin < self.debut:
            raise PydanticCustomError("dates", "« fin » est avant « debut »")
        return self

    def jure(self, identifiant: str) -> Jure:
        """The juror of that id; KeyError when there is none."""
        for jure in self.jures:
            if jure.id == identifiant:
                return jure
        raise KeyError(identifiant)

    def jury(self, code: str) -> Jury:
        """The jury of that code; KeyError when there is none."""
        for jury in self.jurys:
            if jury.code == code:
                return jury
        raise KeyError(code)
