"""A certification session: when and where its épreuves stand, who judges (`session.yaml`)."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from assembler.model.element import Code, Element, Heure, Jour, OuiNon


class EpreuvePlanifiee(Element):
    """Date and place of an épreuve, by its code in the référentiel.

    `depot`: last day to hand in what it asks for. `materiel`: what candidates may or must bring.
    `passage`: each candidate comes at an hour of his own, that of the list.
    """

    code: Code
    date: Jour | None = None
    heure: Heure | None = None
    lieu: str | None = None
    depot: Jour | None = None
    materiel: str | None = None
    passage: OuiNon = False


class Jure(Element):
    """A juror. `externe`: does not belong to the school (France compétences wants some)."""

    id: Code
    nom: str
    prenom: str | None = None
    civilite: str | None = None
    qualite: str | None = None
    organisme: str | None = None
    externe: OuiNon = False


class Deliberation(Element):
    """When and where a jury deliberates."""

    date: Jour | None = None
    heure: Heure | None = None
    lieu: str | None = None


class Jury(Element):
    """A jury: the ids of its jurors, the president's among them."""

    code: Code
    intitule: str | None = None
    membres: tuple[Code, ...] = ()
    president: Code | None = None
    deliberation: Deliberation = Deliberation()


class SourceCandidats(Element):
    """Where the candidate list is, when it is not candidats.xlsx or its first sheet: a file in the
    session's folder, a sheet of it."""

    fichier: Code | None = None
    feuille: Code | None = None


class Session(Element):
    """A session. Only `intitule` is obligatory.

    `responsable` signs convocations and initials the minutes; `contact` is whom to warn of a delay
    or an absence; `consignes` is what convocations say of the day, a line a paragraph.
    """

    intitule: str
    debut: Jour | None = None
    fin: Jour | None = None
    lieu: str | None = None
    responsable: str | None = None
    contact: str | None = None
    consignes: str | None = None
    epreuves: tuple[EpreuvePlanifiee, ...] = ()
    jurys: tuple[Jury, ...] = ()
    jures: tuple[Jure, ...] = ()
    candidats: SourceCandidats = SourceCandidats()

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.debut and self.fin and self.fin < self.debut:
            raise PydanticCustomError("dates", "« fin » est avant « debut »")
        return self

    @model_validator(mode="after")
    def _one_hour_each(self) -> Self:
        at_their_hour = [epreuve.code for epreuve in self.epreuves if epreuve.passage]
        if len(at_their_hour) > 1:
            codes = " et ".join(at_their_hour)
            raise PydanticCustomError(
                "passage",
                "« passage: oui » est dit de {codes} : la liste n'a qu'une heure par candidat",
                {"codes": codes},
            )
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
