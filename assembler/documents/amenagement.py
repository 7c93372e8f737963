"""Sheets of what was granted to a candidate for a disability: apart, for no paper of the jury."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from pydantic import Field

from assembler.documents import typographie as typo
from assembler.documents.contexte import (
    CertificationContexte,
    Contexte,
    Estampille,
    duree_epreuve,
    titre_epreuve,
)
from assembler.documents.famille import Document, Famille, find_template, toujours
from assembler.documents.noms import NomsUniques, nom_sur
from assembler.documents.session import (
    Calendrier,
    SessionContexte,
    a_passer,
    nom_complet,
)
from assembler.model import Candidat, Dossier, SessionDossier


class EpreuveAmenagement(Contexte):
    """An épreuve that the candidate takes."""

    titre: str = Field(description="Code et intitulé", examples=["E1 – Étude de cas"])
    duree: str = Field(description="Durée prévue, sans aménagement", examples=["4 h"])
    date: str = Field(description="Date de l’épreuve", examples=["15 juin 2026"])


class BeneficiaireContexte(Contexte):
    """Whom the sheet is for."""

    numero: str = Field(description="Numéro du candidat", examples=["012"])
    nom_complet: str = Field(
        description="Civilité, prénom et nom", examples=["Mme Maëlys Le Goff-Étienne"]
    )


class AmenagementContexte(Contexte):
    """What amenagement.docx is given."""

    estampille: Estampille = Field(description="Version et date du référentiel")
    certification: CertificationContexte = Field(description="La certification")
    session: SessionContexte = Field(description="La session")
    candidat: BeneficiaireContexte = Field(description="Le candidat")
    amenagements: tuple[str, ...] = Field(
        description="Aménagements accordés, un par ligne de la case",
        examples=[("Un tiers du temps en plus",)],
    )
    epreuves: tuple[EpreuveAmenagement, ...] = Field(description="Épreuves que le candidat passe")
    procedure: tuple[str, ...] = Field(
        description="Ce que le livret dit des aménagements",
        examples=[("Le référent handicap reçoit les demandes.",)],
    )


def plan(dossier: Dossier) -> Iterator[Document]:
    """A sheet for each candidate of whom the list says what was granted."""
    for session in dossier.sessions:
        yield from _plan_session(dossier, session)


def _plan_session(dossier: Dossier, session: SessionDossier) -> Iterator[Document]:
    modele = find_template("amenagement", dossier)
    dossier_fiches = PurePosixPath("sessions") / nom_sur(session.id) / "amenagements"
    calendrier = Calendrier(session.session, dossier.referentiel)
    noms = NomsUniques()
    for candidat in session.candidats.candidats:
        if not candidat.amenagements:
            continue
        nom = nom_sur(f"{candidat.numero}-{candidat.nom}-{candidat.prenom}")
        nom = noms.nouveau(nom, f"rang-{candidat.rang}")
        yield Document(
            famille="amenagement",
            chemin=dossier_fiches / f"{nom}.docx",
            modele=modele,
            contexte=_contexte(dossier, session, calendrier, candidat),
            objet=f"fiche d'aménagement du candidat {candidat.numero} (rang {candidat.rang})",
            titre=f"Fiche d’aménagement – {dossier.certification.intitule}",
            passage=candidat.passage,
        )


def _contexte(
    dossier: Dossier, session: SessionDossier, calendrier: Calendrier, candidat: Candidat
) -> AmenagementContexte:
    epreuves = calendrier.epreuves_de(a_passer(candidat, dossier.referentiel))
    return AmenagementContexte(
        estampille=Estampille.of(dossier.referentiel),
        certification=CertificationContexte.of(dossier.certification),
        session=SessionContexte.of(session.session),
        candidat=BeneficiaireContexte(
            numero=candidat.numero,
            nom_complet=nom_complet(candidat.civilite, candidat.prenom, candidat.nom),
        ),
        amenagements=typo.paragraphes(candidat.amenagements),
        epreuves=tuple(
            EpreuveAmenagement(
                titre=titre_epreuve(epreuve),
                duree=duree_epreuve(epreuve),
                date=calendrier.prevue_pour(epreuve.code, candidat).date,
            )
            for epreuve, _ in epreuves
        ),
        procedure=typo.paragraphes(dossier.certification.livret.handicap),
    )


FAMILLE = Famille(nom="amenagement", contexte=AmenagementContexte, plan=plan, de_la_liste=toujours)
