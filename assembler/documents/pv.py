"""Minutes of a jury: the only proof of a certifying evaluation. One for each jury of a session."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from pydantic import Field

from assembler.documents import grille_champs as champs
from assembler.documents import typographie as typo
from assembler.documents.contexte import (
    CertificationContexte,
    Champ,
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
    JureContexte,
    SessionContexte,
    a_passer,
    groupes,
    jury_contexte,
    nom_complet,
)
from assembler.model import Bloc, Candidat, Dossier, Session, SessionDossier

_MEMBRES_A_ECRIRE = 3
_CANDIDATS_A_ECRIRE = 6
"""Rows to write in, where the session names nobody."""


class DeliberationContexte(Contexte):
    """When and where the jury deliberates; what is empty is filled in on the day."""

    date: str = Field(description="Date de la délibération", examples=["19 juin 2026"])
    date_a_ecrire: Champ = Field(description="Où l’écrire, quand elle n’est pas connue")
    heure: str = Field(description="Heure de la délibération", examples=["17 h"])
    heure_a_ecrire: Champ = Field(description="Où l’écrire, quand elle n’est pas connue")
    lieu: str = Field(description="Lieu de la délibération", examples=["Campus de Nantes"])
    lieu_a_ecrire: Champ = Field(description="Où l’écrire, quand il n’est pas connu")


class BlocPv(Contexte):
    """A bloc of the certification, as it is registered."""

    nom: str = Field(description="Nom court du bloc, avec son option", examples=["Bloc 1"])
    libelle: str = Field(
        description="Code et intitulé exact du bloc, et son option s’il en a une",
        examples=["Bloc 1 – Conduire la transition numérique"],
    )
    option: str = Field(description="Nom de l’option, pour un bloc optionnel", examples=["Réseaux"])


class BlocVise(BlocPv):
    """A bloc that the jury decides on."""

    acquis: Champ = Field(description="Case : le bloc est acquis")


class MembrePv(Contexte):
    """A member of the jury; to be written in where the session names none."""

    nom_complet: str = Field(
        description="Civilité, prénom et nom du membre", examples=["Mme Claire Aubry"]
    )
    nom_a_ecrire: Champ = Field(description="Où l’écrire, quand il n’est pas connu")
    fonction: str = Field(
        description="Place dans le jury : présidente, président ou membre", examples=["Présidente"]
    )
    fonction_a_ecrire: Champ = Field(description="Où l’écrire, quand elle n’est pas connue")
    qualite: str = Field(
        description="Qualité et organisme", examples=["Directrice technique, Atelier du Quai"]
    )
    qualite_a_ecrire: Champ = Field(description="Où l’écrire, quand elle n’est pas connue")
    externe: bool = Field(description="Vrai si le membre est extérieur à l’école")
    present: Champ = Field(description="Case : le membre est présent")
    absent: Champ = Field(description="Case : le membre est absent")
    signe_le: Champ = Field(description="Date de la signature")


class CandidatPv(Contexte):
    """A candidate of the jury: the decision is left to it."""

    numero: str = Field(description="Numéro du candidat", examples=["012"])
    nom_complet: str = Field(
        description="Civilité, prénom et nom", examples=["Mme Maëlys Le Goff-Étienne"]
    )
    nom_a_ecrire: Champ = Field(description="Où l’écrire, quand la session n’a pas de liste")
    voie: str = Field(description="Voie d’accès", examples=["apprentissage"])
    acquis: str = Field(description="Blocs acquis avant la session", examples=["Bloc 2 et Bloc 3"])
    blocs: tuple[BlocVise, ...] = Field(
        description="Blocs visés : ceux sur lesquels le jury décide"
    )
    certification_visee: bool = Field(
        description="Vrai si les blocs visés et les blocs acquis font toute la certification"
    )
    totale: Champ = Field(description="Case : validation totale")
    partielle: Champ = Field(description="Case : validation partielle")
    refus: Champ = Field(description="Case : refus")
    absent: Champ = Field(description="Case : candidat absent")
    motivation: Champ = Field(description="Motivation et recommandations, à écrire")


class BilanPv(Contexte):
    """The totals, and what happened."""

    presents: Champ = Field(description="Nombre de candidats présents, à écrire")
    totales: Champ = Field(description="Nombre de validations totales, à écrire")
    partielles: Champ = Field(description="Nombre de validations partielles, à écrire")
    refus: Champ = Field(description="Nombre de refus, à écrire")
    absents: Champ = Field(description="Nombre d’absents, à écrire")
    incidents: Champ = Field(description="Incidents, à écrire")
    observations: Champ = Field(description="Observations du jury, à écrire")
    responsable: Champ = Field(
        description="Responsable de la session, à écrire quand session.yaml ne le nomme pas"
    )


class PvContexte(Contexte):
    """What pv.docx is given."""

    estampille: Estampille = Field(description="Version et date du référentiel")
    certification: CertificationContexte = Field(description="La certification")
    session: SessionContexte = Field(description="La session")
    jury: str = Field(description="Code et intitulé du jury", examples=["J1 – Jury de Nantes"])
    membres: tuple[MembrePv, ...] = Field(
        description="Membres du jury, la présidente ou le président d’abord ; trois à écrire quand "
        "la session n’en nomme pas"
    )
    deliberation: DeliberationContexte = Field(description="Date et lieu de la délibération")
    blocs: tuple[BlocPv, ...] = Field(description="Tous les blocs de la certification")
    candidats: tuple[CandidatPv, ...] = Field(
        description="Candidats du jury, dans l’ordre de la liste ; six à écrire quand il n’y en a "
        "pas"
    )
    nombre: str = Field(description="Nombre de candidats, vide s’il n’y en a pas", examples=["12"])
    vae: bool = Field(description="Vrai si un candidat vient par la VAE")
    bilan: BilanPv = Field(description="Totaux, incidents et observations")


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
    blocs = dossier.referentiel.blocs
    jury = jury_contexte(session.session, groupe.jury)
    return PvContexte(
        estampille=Estampille.of(dossier.referentiel),
        certification=CertificationContexte.of(dossier.certification),
        session=SessionContexte.of(session.session),
        jury=jury.libelle,
        membres=tuple(_membres(jury.membres)),
        deliberation=_deliberation(session.session, groupe.jury),
        blocs=tuple(_bloc(bloc) for bloc in blocs),
        candidats=tuple(_candidat(one, dossier) for one in groupe.candidats)
        or tuple(_candidat_a_ecrire(rang, blocs) for rang in range(1, _CANDIDATS_A_ECRIRE + 1)),
        nombre=str(len(groupe.candidats)) if groupe.candidats else "",
        vae=any(candidat.voie == "VAE" for candidat in groupe.candidats),
        bilan=_bilan(),
    )


def _bloc(bloc: Bloc) -> BlocPv:
    return BlocPv(nom=nom_bloc(bloc), libelle=libelle_bloc(bloc), option=option_bloc(bloc))


def _deliberation(session: Session, code: str) -> DeliberationContexte:
    prevue = next((jury.deliberation for jury in session.jurys if jury.code == code), None)
    return DeliberationContexte(
        date=typo.date_longue(prevue.date) if prevue else "",
        date_a_ecrire=champs.date("deliberation/date", "Date de la délibération"),
        heure=typo.heure(prevue.heure) if prevue else "",
        heure_a_ecrire=champs.saisie("deliberation/heure", "Heure de la délibération"),
        lieu=(prevue.lieu if prevue else None) or session.lieu or "",
        lieu_a_ecrire=champs.saisie("deliberation/lieu", "Lieu de la délibération"),
    )


def _membres(jures: Sequence[JureContexte]) -> Iterator[MembrePv]:
    inconnu = JureContexte(nom_complet="", fonction="", qualite="", externe=False)
    for rang, jure in enumerate(jures or [inconnu] * _MEMBRES_A_ECRIRE, start=1):
        nom = jure.nom_complet or f"membre {rang}"
        yield MembrePv(
            nom_complet=jure.nom_complet,
            nom_a_ecrire=champs.saisie(f"membre{rang}/nom", "Prénom et nom du membre"),
            fonction=jure.fonction,
            fonction_a_ecrire=champs.saisie(f"membre{rang}/fonction", "Présidence ou membre"),
            qualite=jure.qualite,
            qualite_a_ecrire=champs.saisie(f"membre{rang}/qualite", "Qualité et organisme"),
            externe=jure.externe,
            present=champs.case(f"membre{rang}=present", f"{nom}, présent"),
            absent=champs.case(f"membre{rang}=absent", f"{nom}, absent"),
            signe_le=champs.date(f"membre{rang}/date", f"{nom}, date"),
        )


def _candidat(candidat: Candidat, dossier: Dossier) -> CandidatPv:
    blocs = dossier.referentiel.blocs
    vises = a_passer(candidat, dossier.referentiel)
    acquis = [nom_bloc(bloc) for bloc in blocs if bloc.code in candidat.blocs_acquis]
    obligatoires = {bloc.code for bloc in blocs if not bloc.option}
    return _decision(
        balise=candidat.numero,
        numero=candidat.numero,
        nom=nom_complet(candidat.civilite, candidat.prenom, candidat.nom),
        voie=candidat.voie or "",
        acquis=typo.enumeration(acquis),
        vises=[bloc for bloc in blocs if bloc.code in vises],
        certification_visee=obligatoires <= vises | set(candidat.blocs_acquis),
    )


def _candidat_a_ecrire(rang: int, blocs: Sequence[Bloc]) -> CandidatPv:
    return _decision(
        balise=f"ligne{rang}",
        numero="",
        nom="",
        voie="",
        acquis="",
        vises=blocs,
        certification_visee=True,
    )


def _decision(
    *,
    balise: str,
    numero: str,
    nom: str,
    voie: str,
    acquis: str,
    vises: Sequence[Bloc],
    certification_visee: bool,
) -> CandidatPv:
    """The row of a candidate. Its marks are read back under `balise`."""
    qui = f"Candidat {balise}"
    return CandidatPv(
        numero=numero,
        nom_complet=nom,
        nom_a_ecrire=champs.saisie(f"{balise}/nom", "Numéro, prénom et nom du candidat"),
        voie=voie,
        acquis=acquis,
        blocs=tuple(
            BlocVise(
                **dict(_bloc(bloc)),
                acquis=champs.case(
                    f"{balise}/{'/'.join(filter(None, (bloc.code, bloc.option)))}",
                    f"{qui}, {nom_bloc(bloc)} acquis",
                ),
            )
            for bloc in vises
        ),
        certification_visee=certification_visee,
        totale=champs.case(f"{balise}=totale", f"{qui}, validation totale"),
        partielle=champs.case(f"{balise}=partielle", f"{qui}, validation partielle"),
        refus=champs.case(f"{balise}=refus", f"{qui}, refus"),
        absent=champs.case(f"{balise}=absent", f"{qui}, absent"),
        motivation=champs.saisie(f"{balise}/motivation", f"{qui}, motivation"),
    )


def _bilan() -> BilanPv:
    return BilanPv(
        presents=champs.saisie("bilan/presents", "Candidats présents"),
        totales=champs.saisie("bilan/totales", "Validations totales"),
        partielles=champs.saisie("bilan/partielles", "Validations partielles"),
        refus=champs.saisie("bilan/refus", "Refus"),
        absents=champs.saisie("bilan/absents", "Absents"),
        incidents=champs.saisie("incidents", "Incidents"),
        observations=champs.saisie("observations", "Observations du jury"),
        responsable=champs.saisie("responsable", "Responsable de la session"),
    )


FAMILLE = Famille(nom="pv", contexte=PvContexte, plan=plan, de_la_liste=toujours)
