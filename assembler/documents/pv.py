"""Minutes of a jury: the only proof of a certifying evaluation. One for each jury of a session."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from pydantic import Field

from assembler.documents import typographie as typo
from assembler.documents.contexte import (
    CertificationContexte,
    Contexte,
    Estampille,
    libelle_bloc,
    nom_bloc,
    option_bloc,
)
from assembler.documents.famille import Document, Famille, find_template, toujours
from assembler.documents.noms import NomsUniques, nom_sur
from assembler.documents.session import (
    Groupe,
    JuryContexte,
    SessionContexte,
    a_passer,
    groupes,
    jury_contexte,
    nom_complet,
)
from assembler.model import Bloc, Candidat, Dossier, Session, SessionDossier


class DeliberationContexte(Contexte):
    """When and where the jury deliberates; what is empty is filled in by hand."""

    date: str = Field(description="Date de la délibération", examples=["19 juin 2026"])
    heure: str = Field(description="Heure de la délibération", examples=["17 h"])
    lieu: str = Field(description="Lieu de la délibération", examples=["Campus de Nantes"])


class BlocPv(Contexte):
    """A bloc of the certification, as it is registered."""

    code: str = Field(description="Code du bloc", examples=["1"])
    nom: str = Field(description="Nom court du bloc", examples=["Bloc 1"])
    libelle: str = Field(
        description="Code et intitulé exact du bloc",
        examples=["Bloc 1 – Conduire la transition numérique"],
    )
    option: str = Field(description="Nom de l’option, pour un bloc optionnel", examples=["Réseaux"])


class CandidatPv(Contexte):
    """A candidate of the jury: the decision is left to it."""

    numero: str = Field(description="Numéro du candidat", examples=["012"])
    nom_complet: str = Field(
        description="Civilité, prénom et nom", examples=["Mme Maëlys Le Goff-Étienne"]
    )
    voie: str = Field(description="Voie d’accès", examples=["apprentissage"])
    acquis: str = Field(description="Blocs acquis avant la session", examples=["Bloc 2 et Bloc 3"])
    blocs: tuple[BlocPv, ...] = Field(description="Blocs visés : ceux sur lesquels le jury décide")
    certification_visee: bool = Field(
        description="Vrai si les blocs visés et les blocs acquis font toute la certification"
    )


class PvContexte(Contexte):
    """What pv.docx is given."""

    estampille: Estampille = Field(description="Version et date du référentiel")
    certification: CertificationContexte = Field(description="La certification")
    session: SessionContexte = Field(description="La session")
    jury: JuryContexte = Field(description="Le jury")
    deliberation: DeliberationContexte = Field(description="Date et lieu de la délibération")
    blocs: tuple[BlocPv, ...] = Field(description="Tous les blocs de la certification")
    candidats: tuple[CandidatPv, ...] = Field(
        description="Candidats du jury, dans l’ordre de la liste"
    )
    nombre: str = Field(description="Nombre de candidats, vide s’il n’y en a pas", examples=["12"])
    vae: bool = Field(description="Vrai si un candidat vient par la VAE")


def plan(dossier: Dossier) -> Iterator[Document]:
    """Of each session, the minutes of each jury; of the session itself where it has none."""
    for session in dossier.sessions:
        modele = find_template("pv", dossier)
        noms = NomsUniques()
        for groupe in groupes(session):
            nom = noms.nouveau(nom_sur(f"pv-{groupe.jury}" if groupe.jury else "pv"), "bis")
            yield Document(
                famille="pv",
                chemin=PurePosixPath("sessions") / nom_sur(session.id) / "pv" / f"{nom}.docx",
                modele=modele,
                contexte=_contexte(dossier, session, groupe),
                objet=f"procès-verbal du jury {groupe.jury}" if groupe.jury else "procès-verbal",
                titre=f"Procès-verbal de jury – {dossier.certification.intitule}",
            )


def _contexte(dossier: Dossier, session: SessionDossier, groupe: Groupe) -> PvContexte:
    blocs = tuple((bloc, _bloc(bloc)) for bloc in dossier.referentiel.blocs)
    candidats = groupe.candidats
    return PvContexte(
        estampille=Estampille.of(dossier.referentiel),
        certification=CertificationContexte.of(dossier.certification),
        session=SessionContexte.of(session.session),
        jury=jury_contexte(session.session, groupe.jury),
        deliberation=_deliberation(session.session, groupe.jury),
        blocs=tuple(contexte for _, contexte in blocs),
        candidats=tuple(_candidat(candidat, dossier, blocs) for candidat in candidats),
        nombre=str(len(candidats)) if candidats else "",
        vae=any(candidat.voie == "VAE" for candidat in candidats),
    )


def _bloc(bloc: Bloc) -> BlocPv:
    return BlocPv(
        code=bloc.code, nom=nom_bloc(bloc), libelle=libelle_bloc(bloc), option=option_bloc(bloc)
    )


def _deliberation(session: Session, code: str) -> DeliberationContexte:
    prevue = next((jury.deliberation for jury in session.jurys if jury.code == code), None)
    return DeliberationContexte(
        date=typo.date_longue(prevue.date) if prevue else "",
        heure=typo.heure(prevue.heure) if prevue else "",
        lieu=(prevue.lieu if prevue else None) or session.lieu or "",
    )


def _candidat(
    candidat: Candidat, dossier: Dossier, blocs: tuple[tuple[Bloc, BlocPv], ...]
) -> CandidatPv:
    vises = a_passer(candidat, dossier.referentiel)
    acquis = [contexte.nom for bloc, contexte in blocs if bloc.code in candidat.blocs_acquis]
    obligatoires = {bloc.code for bloc, _ in blocs if not bloc.option}
    return CandidatPv(
        numero=candidat.numero,
        nom_complet=nom_complet(candidat.civilite, candidat.prenom, candidat.nom),
        voie=candidat.voie or "",
        acquis=typo.enumeration(acquis),
        blocs=tuple(contexte for bloc, contexte in blocs if bloc.code in vises),
        certification_visee=obligatoires <= vises | set(candidat.blocs_acquis),
    )


FAMILLE = Famille(nom="pv", contexte=PvContexte, plan=plan, de_la_liste=toujours)
