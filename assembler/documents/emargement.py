"""Attendance sheets: one for each épreuve, jury and day, with those who are expected."""

import datetime
from collections.abc import Iterator
from pathlib import PurePosixPath

from pydantic import Field

from assembler.documents import typographie as typo
from assembler.documents.contexte import (
    CertificationContexte,
    Contexte,
    Estampille,
    duree_epreuve,
    nom_bloc,
    titre_epreuve,
)
from assembler.documents.famille import Document, Famille, find_template, toujours
from assembler.documents.noms import NomsUniques, nom_sur
from assembler.documents.session import (
    Calendrier,
    Groupe,
    JuryContexte,
    SessionContexte,
    a_passer,
    evalue,
    groupes,
    jury_contexte,
    nom_complet,
)
from assembler.model import Bloc, Candidat, Dossier, Epreuve, SessionDossier


class EpreuveEmargement(Contexte):
    """What is signed for."""

    code: str = Field(description="Code de l’épreuve", examples=["E1"])
    titre: str = Field(
        description="Code et intitulé de l’épreuve ; « Passage devant le jury » quand session.yaml "
        "ne dit pas quelle épreuve chacun passe à son heure",
        examples=["E1 – Étude de cas"],
    )
    duree: str = Field(description="Durée de l’épreuve", examples=["4 h"])
    blocs: str = Field(description="Blocs qu’elle évalue", examples=["Bloc 1 et Bloc 2"])
    date: str = Field(description="Jour de la feuille", examples=["15 juin 2026"])
    heure: str = Field(
        description="Heure de l’épreuve, vide quand chacun passe à la sienne", examples=["9 h 30"]
    )
    lieu: str = Field(description="Lieu", examples=["Campus de Nantes, salle 12"])
    a_son_heure: bool = Field(description="Vrai si chaque candidat passe à son heure")


class CandidatEmargement(Contexte):
    """A candidate who is expected."""

    numero: str = Field(description="Numéro du candidat", examples=["012"])
    nom_complet: str = Field(
        description="Civilité, prénom et nom", examples=["Mme Maëlys Le Goff-Étienne"]
    )
    heure: str = Field(description="Heure de passage du candidat", examples=["9 h 30"])


class EmargementContexte(Contexte):
    """What emargement.docx is given."""

    estampille: Estampille = Field(description="Version et date du référentiel")
    certification: CertificationContexte = Field(description="La certification")
    session: SessionContexte = Field(description="La session")
    epreuve: EpreuveEmargement = Field(description="L’épreuve, son jour et son lieu")
    jury: JuryContexte = Field(description="Le jury")
    candidats: tuple[CandidatEmargement, ...] = Field(
        description="Candidats attendus, dans l’ordre de passage, sinon de la liste ; vide quand "
        "la session n’a pas de liste"
    )


def plan(dossier: Dossier) -> Iterator[Document]:
    """Of each session, the sheets in the order of the calendar, then of the juries."""
    for session in dossier.sessions:
        yield from _Atelier(dossier, session).feuilles()


class _Atelier:
    """Makes the attendance sheets of a session."""

    def __init__(self, dossier: Dossier, session: SessionDossier) -> None:
        self._dossier = dossier
        self._session = session
        self._modele = find_template("emargement", dossier)
        self._calendrier = Calendrier(session.session, dossier.referentiel)
        self._estampille = Estampille.of(dossier.referentiel)
        self._certification = CertificationContexte.of(dossier.certification)
        self._contexte_session = SessionContexte.of(session.session)
        self._noms = NomsUniques()

    def feuilles(self) -> Iterator[Document]:
        tous = frozenset(bloc.code for bloc in self._dossier.referentiel.blocs)
        par_jury = groupes(self._session)
        sans_liste = not any(groupe.candidats for groupe in par_jury)
        for epreuve, blocs in self._calendrier.epreuves_de(tous):
            for groupe in par_jury:
                attendus = self._attendus(epreuve, groupe)
                if attendus and epreuve.code == self._calendrier.a_son_heure:
                    yield from self._par_jour(self._contexte(epreuve, blocs), groupe, attendus)
                elif attendus or sans_liste:
                    yield self._feuille(self._contexte(epreuve, blocs), groupe, attendus)
        if self._calendrier.a_son_heure is None:
            for groupe in par_jury:
                attendus = [c for c in groupe.candidats if self._calendrier.passage(c)]
                yield from self._par_jour(self._passage(), groupe, attendus)

    def _attendus(self, epreuve: Epreuve, groupe: Groupe) -> list[Candidat]:
        """Those of the jury who still have to pass a bloc that the épreuve evaluates."""
        evalues = {b.code for b in self._dossier.referentiel.blocs if evalue(epreuve, b)}
        return [
            candidat
            for candidat in groupe.candidats
            if a_passer(candidat, self._dossier.referentiel) & evalues
        ]

    def _contexte(self, epreuve: Epreuve, blocs: tuple[Bloc, ...]) -> EpreuveEmargement:
        prevue = self._calendrier.prevue(epreuve.code)
        a_son_heure = epreuve.code == self._calendrier.a_son_heure
        return EpreuveEmargement(
            code=epreuve.code,
            titre=titre_epreuve(epreuve),
            duree=duree_epreuve(epreuve),
            blocs=typo.enumeration([nom_bloc(bloc) for bloc in blocs]),
            date=prevue.date,
            heure="" if a_son_heure else prevue.heure,
            lieu=prevue.lieu,
            a_son_heure=a_son_heure,
        )

    def _passage(self) -> EpreuveEmargement:
        return EpreuveEmargement(
            code="",
            titre="Passage devant le jury",
            duree="",
            blocs="",
            date="",
            heure="",
            lieu=self._contexte_session.lieu,
            a_son_heure=True,
        )

    def _par_jour(
        self, epreuve: EpreuveEmargement, groupe: Groupe, attendus: list[Candidat]
    ) -> Iterator[Document]:
        """A sheet a day, those of the day in order of passage; those without one come last."""
        par_jour: dict[datetime.date | None, list[Candidat]] = {}
        for candidat in sorted(attendus, key=_rang_de_passage):
            jour = candidat.passage.date() if candidat.passage else None
            par_jour.setdefault(jour, []).append(candidat)
        for jour, candidats in par_jour.items():
            date = typo.date_longue(jour) if jour else epreuve.date
            le_jour = epreuve.avec(date=date)
            yield self._feuille(le_jour, groupe, candidats, jour)

    def _feuille(
        self,
        epreuve: EpreuveEmargement,
        groupe: Groupe,
        candidats: list[Candidat],
        jour: datetime.date | None = None,
    ) -> Document:
        code = epreuve.code or "passage"
        parts = ["emargement", code, groupe.jury, jour.isoformat() if jour else ""]
        nom = self._noms.nouveau(nom_sur("-".join(filter(None, parts))), "bis")
        devant = f", jury {groupe.jury}" if groupe.jury else ""
        le = f", {jour.isoformat()}" if jour else ""
        return Document(
            famille="emargement",
            chemin=PurePosixPath("sessions")
            / nom_sur(self._session.id)
            / "emargements"
            / f"{nom}.docx",
            modele=self._modele,
            contexte=EmargementContexte(
                estampille=self._estampille,
                certification=self._certification,
                session=self._contexte_session,
                epreuve=epreuve,
                jury=jury_contexte(self._session.session, groupe.jury),
                candidats=tuple(_candidat(candidat, epreuve) for candidat in candidats),
            ),
            objet=f"émargement {code}{devant}{le}",
            titre=f"Feuille d’émargement – {epreuve.titre}",
        )


def _rang_de_passage(candidat: Candidat) -> tuple[bool, datetime.datetime]:
    return candidat.passage is None, candidat.passage or datetime.datetime.min


def _candidat(candidat: Candidat, epreuve: EpreuveEmargement) -> CandidatEmargement:
    passage = candidat.passage if epreuve.a_son_heure else None
    return CandidatEmargement(
        numero=candidat.numero,
        nom_complet=nom_complet(candidat.civilite, candidat.prenom, candidat.nom),
        heure=typo.heure(passage.time()) if passage else "",
    )


FAMILLE = Famille(nom="emargement", contexte=EmargementContexte, plan=plan, de_la_liste=toujours)
