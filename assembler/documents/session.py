"""What the papers of a session share: the session itself, its calendar, its juries, its
candidates."""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field

from assembler.documents import typographie as typo
from assembler.documents.contexte import Contexte
from assembler.model import (
    Bloc,
    Candidat,
    Epreuve,
    EpreuvePlanifiee,
    Jure,
    Jury,
    Referentiel,
    Session,
    SessionDossier,
)


class Ligne(Contexte):
    """A label and its value."""

    libelle: str = Field(description="Libellé", examples=["Campus"])
    valeur: str = Field(description="Valeur", examples=["Nantes"])


class SessionContexte(Contexte):
    """The session."""

    intitule: str = Field(description="Intitulé de la session", examples=["Session de juin 2026"])
    periode: str = Field(
        description="Dates de la session", examples=["du 15 juin au 3 juillet 2026"]
    )
    lieu: str = Field(description="Lieu de la session", examples=["Campus de Nantes"])
    responsable: str = Field(description="Responsable de la session", examples=["M. Paul Lemoine"])
    contact: str = Field(
        description="Qui prévenir d’un retard ou d’une absence", examples=["02 00 00 00 00"]
    )

    @classmethod
    def of(cls, session: Session) -> "SessionContexte":
        return cls(
            intitule=session.intitule,
            periode=typo.periode(session.debut, session.fin),
            lieu=session.lieu or "",
            responsable=session.responsable or "",
            contact=session.contact or "",
        )


class PrevueContexte(Contexte):
    """When and where an épreuve stands, and what to bring."""

    date: str = Field(description="Date de l’épreuve", examples=["15 juin 2026"])
    heure: str = Field(description="Heure", examples=["9 h 30"])
    lieu: str = Field(description="Lieu", examples=["Campus de Nantes, salle 12"])
    depot: str = Field(
        description="Dernier jour pour remettre ce que l’épreuve demande",
        examples=["1er juin 2026"],
    )
    materiel: str = Field(
        description="Matériel autorisé ou à apporter", examples=["Calculatrice, sans documents"]
    )


class JureContexte(Contexte):
    """A juror."""

    nom_complet: str = Field(
        description="Civilité, prénom et nom du juré", examples=["Mme Claire Aubry"]
    )
    fonction: str = Field(
        description="Place dans le jury : présidente, président ou membre", examples=["Présidente"]
    )
    qualite: str = Field(
        description="Qualité et organisme du juré",
        examples=["Directrice technique, Atelier du Quai"],
    )
    externe: bool = Field(description="Vrai si le juré est extérieur à l’école")

    @classmethod
    def of(cls, jure: Jure, jury: Jury) -> "JureContexte":
        return cls(
            nom_complet=nom_complet(jure.civilite, jure.prenom, jure.nom),
            fonction=fonction(jure, jury),
            qualite=", ".join(filter(None, (jure.qualite, jure.organisme))),
            externe=jure.externe,
        )


class JuryContexte(Contexte):
    """A jury. All is empty where session.yaml defines none."""

    code: str = Field(description="Code du jury", examples=["J1"])
    libelle: str = Field(description="Code et intitulé du jury", examples=["J1 – Jury de Nantes"])
    membres: tuple[JureContexte, ...] = Field(
        description="Membres du jury, la présidente ou le président d’abord"
    )


def jury_contexte(session: Session, code: str) -> JuryContexte:
    """The jury of that code; one without members where the session defines none of it."""
    jury = next((jury for jury in session.jurys if jury.code == code), None)
    if jury is None:
        return JuryContexte(code=code, libelle=code, membres=())
    membres = sorted(jury.membres, key=lambda membre: membre != jury.president)
    return JuryContexte(
        code=code,
        libelle=f" {typo.TIRET} ".join(filter(None, (code, jury.intitule))),
        membres=tuple(JureContexte.of(session.jure(membre), jury) for membre in membres),
    )


def fonction(jure: Jure, jury: Jury) -> str:
    """« Présidente », « Président » or « Membre »."""
    if jure.id != jury.president:
        return "Membre"
    return {"Mme": "Présidente", "M.": "Président"}.get(jure.civilite or "", "Présidence")


def nom_complet(civilite: str | None, prenom: str | None, nom: str) -> str:
    """« Mme Maëlys Le Goff »."""
    return " ".join(filter(None, (civilite, prenom, nom)))


def champ_libre(titre: str) -> str:
    """A column heading as a field name: « Code INE » → code_ine."""
    lettres = unicodedata.normalize("NFKD", titre.casefold())
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"[\u0300-\u036f]", "", lettres)).strip("_")


# --- who comes before which jury ----------------------------------------------------------------


@dataclass(frozen=True)
class Groupe:
    """The candidates of a jury, in the list's order; `jury` is empty where nothing names one."""

    jury: str
    candidats: tuple[Candidat, ...]


def groupes(session: SessionDossier) -> tuple[Groupe, ...]:
    """The candidates by jury. The juries of session.yaml come first, those nobody comes before
    included; then those that only the list names; then the candidates without one. Never empty."""
    definis = [jury.code for jury in session.session.jurys]
    seul = definis[0] if len(definis) == 1 else ""
    par_jury: dict[str, list[Candidat]] = {code: [] for code in definis}
    for candidat in session.candidats.candidats:
        par_jury.setdefault(candidat.jury or seul, []).append(candidat)
    sans = par_jury.pop("", None)
    if sans or not par_jury:
        par_jury[""] = sans or []
    return tuple(Groupe(code, tuple(candidats)) for code, candidats in par_jury.items())


def nombre_candidats(session: SessionDossier) -> int:
    """How many booklets a session has. Costs a reading of the list."""
    return sum(1 for _ in session.candidats.candidats)


# --- what a candidate still has to pass ----------------------------------------------------------


def a_passer(candidat: Candidat, referentiel: Referentiel) -> frozenset[str]:
    """The codes of the blocs that the candidate comes for."""
    vises = frozenset(candidat.blocs_vises) or {bloc.code for bloc in referentiel.blocs}
    return frozenset(vises) - frozenset(candidat.blocs_acquis)


def evalue(epreuve: Epreuve, bloc: Bloc) -> bool:
    """Whether the épreuve evaluates a competence of the bloc."""
    return any(epreuve.code in competence.epreuves for competence in bloc.competences)


class Calendrier:
    """When and where a session holds its épreuves."""

    def __init__(self, session: Session, referentiel: Referentiel) -> None:
        self._lieu = session.lieu or ""
        self._prevues: Mapping[str, EpreuvePlanifiee] = {e.code: e for e in session.epreuves}
        self._referentiel = referentiel
        self._a_leur_heure: dict[frozenset[str], bool] = {}
        self.epreuves = tuple(sorted(referentiel.epreuves, key=lambda e: self._ordre(e.code)))
        """All of them: those with a date first, by date and hour."""
        self.a_son_heure = next((e.code for e in session.epreuves if e.passage), None)
        """The épreuve that each candidate takes at the hour of the list."""

    def _ordre(self, code: str) -> tuple[bool, str, str]:
        prevue = self._prevues.get(code)
        if prevue is None or prevue.date is None:
            return True, "", ""
        return False, prevue.date.isoformat(), prevue.heure.isoformat() if prevue.heure else ""

    def epreuves_de(self, codes: frozenset[str]) -> tuple[tuple[Epreuve, tuple[Bloc, ...]], ...]:
        """The épreuves that evaluate the blocs of these codes, each with those it does."""
        blocs = [bloc for bloc in self._referentiel.blocs if bloc.code in codes]
        trouvees = ((e, tuple(b for b in blocs if evalue(e, b))) for e in self.epreuves)
        return tuple((epreuve, evalues) for epreuve, evalues in trouvees if evalues)

    def prevue(self, code: str) -> PrevueContexte:
        """When and where the session holds that épreuve, whoever takes it."""
        prevue = self._prevues.get(code) or EpreuvePlanifiee(code=code)
        return PrevueContexte(
            date=typo.date_longue(prevue.date),
            heure=typo.heure(prevue.heure),
            lieu=prevue.lieu or self._lieu,
            depot=typo.date_longue(prevue.depot),
            materiel=prevue.materiel or "",
        )

    def passage(self, candidat: Candidat) -> datetime.datetime | None:
        """His own hour, of the list; None where he has nothing to pass at it."""
        blocs = a_passer(candidat, self._referentiel)
        if blocs not in self._a_leur_heure:
            codes = [epreuve.code for epreuve, _ in self.epreuves_de(blocs)]
            vient = self.a_son_heure in codes if self.a_son_heure else bool(blocs)
            self._a_leur_heure[blocs] = vient
        return candidat.passage if self._a_leur_heure[blocs] else None

    def prevue_pour(self, code: str, candidat: Candidat) -> PrevueContexte:
        """When and where that candidate takes it."""
        prevue = self.prevue(code)
        if code != self.a_son_heure or candidat.passage is None:
            return prevue
        date = typo.date_longue(candidat.passage.date())
        heure = typo.heure(candidat.passage.time())
        return prevue.avec(date=date, heure=heure)
