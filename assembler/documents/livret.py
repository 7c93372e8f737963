"""The candidate's booklet: one for each candidate of a session, with the blocs still to pass."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from pydantic import Field

from assembler.documents import hauteur
from assembler.documents import typographie as typo
from assembler.documents.contexte import (
    ActiviteContexte,
    CertificationContexte,
    Contexte,
    CritereContexte,
    EpreuveContexte,
    Estampille,
    libelle_bloc,
    option_bloc,
)
from assembler.documents.famille import Document, Famille, find_template
from assembler.documents.livret_textes import (
    Ligne,
    Section,
    identite,
    presentation,
    reglement,
)
from assembler.documents.noms import NomsUniques, nom_sur
from assembler.model import (
    Bloc,
    Candidat,
    Competence,
    Dossier,
    Epreuve,
    EpreuvePlanifiee,
    Session,
    SessionDossier,
    Voie,
)


class CandidatContexte(Contexte):
    """The candidate."""

    numero: str = Field(description="Numéro du candidat", examples=["012"])
    civilite: str = Field(description="Civilité", examples=["Mme"])
    nom: str = Field(description="Nom", examples=["Le Goff-Étienne"])
    prenom: str = Field(description="Prénom", examples=["Maëlys"])
    nom_complet: str = Field(
        description="Civilité, prénom et nom", examples=["Mme Maëlys Le Goff-Étienne"]
    )
    date_naissance: str = Field(description="Date de naissance", examples=["3 mai 2001"])
    groupe: str = Field(description="Groupe", examples=["G2"])
    campus: str = Field(description="Campus", examples=["Nantes"])
    voie: str = Field(description="Voie d’accès", examples=["apprentissage"])
    tuteur: str = Field(description="Tuteur", examples=["Mme Oumou Sarr"])
    jury: str = Field(description="Code du jury", examples=["J1"])
    passage: str = Field(description="Date et heure de passage", examples=["15 juin 2026 à 9 h 30"])
    reperes: tuple[Ligne, ...] = Field(
        description="Ce qui est connu du candidat, prêt à mettre en tableau"
    )
    autres: dict[str, str] = Field(
        description="Autres colonnes de la liste, par leur titre en minuscules sans accents ni "
        "espaces : « Code INE » se lit candidat.autres.code_ine",
        examples=[{"code_ine": "0123456789A"}],
    )


class SessionContexte(Contexte):
    """The session."""

    intitule: str = Field(description="Intitulé de la session", examples=["Session de juin 2026"])
    periode: str = Field(
        description="Dates de la session", examples=["du 15 juin 2026 au 3 juillet 2026"]
    )
    lieu: str = Field(description="Lieu de la session", examples=["Campus de Nantes"])

    @classmethod
    def of(cls, session: Session) -> "SessionContexte":
        return cls(
            intitule=session.intitule,
            periode=typo.periode(session.debut, session.fin),
            lieu=session.lieu or "",
        )


class CompetenceLivret(Contexte):
    """A competence the candidate must show, and what the jury will look at."""

    code: str = Field(description="Code de la compétence", examples=["C1.1"])
    texte: str = Field(
        description="Texte de la compétence, sans son code",
        examples=["Recueillir les besoins des usagers afin de les hiérarchiser"],
    )
    epreuves: str = Field(
        description="Codes des épreuves qui évaluent la compétence", examples=["E1 et E2"]
    )
    criteres: tuple[CritereContexte, ...] = Field(description="Critères d’évaluation")
    non_evaluee: str = Field(
        description="Mention du référentiel quand la compétence n’est pas évaluée",
        examples=["Non évalué"],
    )
    longue: bool = Field(
        description="Vrai quand la ligne peut tenir plus d’une demi-page : elle doit alors pouvoir "
        "être coupée"
    )


class BlocLivret(Contexte):
    """A bloc the candidate still has to pass."""

    code: str = Field(description="Code du bloc", examples=["1"])
    libelle: str = Field(
        description="Code et intitulé du bloc",
        examples=["Bloc 1 – Conduire la transition numérique"],
    )
    option: str = Field(description="Nom de l’option, pour un bloc optionnel", examples=["Réseaux"])
    activites: tuple[ActiviteContexte, ...] = Field(description="Activités du bloc")
    competences: tuple[CompetenceLivret, ...] = Field(description="Compétences du bloc")


class EpreuveLivret(EpreuveContexte):
    """An épreuve the candidate takes, with its place in the session."""

    blocs: str = Field(description="Codes des blocs qu’elle évalue", examples=["1 et 2"])
    date: str = Field(description="Date dans la session", examples=["15 juin 2026"])
    heure: str = Field(description="Heure", examples=["9 h 30"])
    lieu: str = Field(description="Lieu", examples=["Campus de Nantes, salle 12"])


class LivretContexte(Contexte):
    """What livret.docx is given."""

    estampille: Estampille = Field(description="Version et date du référentiel")
    certification: CertificationContexte = Field(description="La certification")
    identite: tuple[Ligne, ...] = Field(
        description="Fiche d’identité de la certification, prête à mettre en tableau"
    )
    session: SessionContexte = Field(description="La session")
    candidat: CandidatContexte = Field(description="Le candidat")
    presentation: tuple[Section, ...] = Field(
        description="Textes placés avant les blocs : métier, prérequis, voies d’accès, VAE"
    )
    blocs: tuple[BlocLivret, ...] = Field(description="Blocs que le candidat doit encore valider")
    blocs_acquis: tuple[str, ...] = Field(
        description="Blocs déjà acquis", examples=[("Bloc 2 – Piloter un projet",)]
    )
    epreuves: tuple[EpreuveLivret, ...] = Field(
        description="Épreuves que le candidat passe, dans l’ordre du calendrier"
    )
    reglement: tuple[Section, ...] = Field(
        description="Textes placés après les épreuves : validation, jury, rattrapage, recours, …"
    )


def plan(dossier: Dossier) -> Iterator[Document]:
    """A booklet for each candidate of each session, in the list's order."""
    for session in dossier.sessions:
        yield from _plan_session(dossier, session)


def _plan_session(dossier: Dossier, session: SessionDossier) -> Iterator[Document]:
    modele = find_template("livret", dossier)
    dossier_livrets = PurePosixPath("sessions") / nom_sur(session.id) / "livrets"
    atelier = _Atelier(dossier, session.session)
    noms = NomsUniques()
    for candidat in session.candidats.candidats:
        nom = nom_sur(f"{candidat.numero}-{candidat.nom}-{candidat.prenom}")
        nom = noms.nouveau(nom, f"rang-{candidat.rang}")
        yield Document(
            famille="livret",
            chemin=dossier_livrets / f"{nom}.docx",
            modele=modele,
            contexte=atelier.contexte(candidat),
            objet=f"livret du candidat {candidat.numero} (rang {candidat.rang})",
            titre=f"Livret du candidat – {dossier.certification.intitule}",
            passage=candidat.passage,
        )


class _Atelier:
    """Makes the booklets of a session: what they share is made once."""

    def __init__(self, dossier: Dossier, session: Session) -> None:
        self._dossier = dossier
        self._estampille = Estampille.of(dossier.referentiel)
        self._certification = CertificationContexte.of(dossier.certification)
        self._identite = identite(dossier.certification)
        self._session = SessionContexte.of(session)
        self._presentation = presentation(dossier.certification)
        self._reglements: dict[Voie | None, tuple[Section, ...]] = {}
        self._blocs = tuple((bloc, _bloc(bloc)) for bloc in dossier.referentiel.blocs)
        self._calendrier = _Calendrier(session)
        self._epreuves: dict[frozenset[str], tuple[EpreuveLivret, ...]] = {}

    def contexte(self, candidat: Candidat) -> LivretContexte:
        acquis = frozenset(candidat.blocs_acquis)
        vises = frozenset(candidat.blocs_vises) or {bloc.code for bloc, _ in self._blocs}
        a_passer = vises - acquis
        return LivretContexte(
            estampille=self._estampille,
            certification=self._certification,
            identite=self._identite,
            session=self._session,
            candidat=_candidat(candidat),
            presentation=self._presentation,
            blocs=tuple(contexte for bloc, contexte in self._blocs if bloc.code in a_passer),
            blocs_acquis=tuple(
                contexte.libelle for bloc, contexte in self._blocs if bloc.code in acquis
            ),
            epreuves=self._epreuves_de(frozenset(a_passer)),
            reglement=self._reglement(candidat.voie),
        )

    def _reglement(self, voie: Voie | None) -> tuple[Section, ...]:
        if voie not in self._reglements:
            self._reglements[voie] = reglement(self._dossier.certification, voie)
        return self._reglements[voie]

    def _epreuves_de(self, a_passer: frozenset[str]) -> tuple[EpreuveLivret, ...]:
        if a_passer not in self._epreuves:
            blocs = [bloc for bloc, _ in self._blocs if bloc.code in a_passer]
            evaluees = {
                epreuve.code: [bloc for bloc in blocs if _evalue(epreuve, bloc)]
                for epreuve in self._dossier.referentiel.epreuves
            }
            epreuves = [e for e in self._dossier.referentiel.epreuves if evaluees[e.code]]
            epreuves.sort(key=lambda epreuve: self._calendrier.ordre(epreuve.code))
            self._epreuves[a_passer] = tuple(
                self._calendrier.epreuve(epreuve, evaluees[epreuve.code]) for epreuve in epreuves
            )
        return self._epreuves[a_passer]


def _evalue(epreuve: Epreuve, bloc: Bloc) -> bool:
    return any(epreuve.code in competence.epreuves for competence in bloc.competences)


class _Calendrier:
    """When and where a session holds its épreuves."""

    def __init__(self, session: Session) -> None:
        self._lieu = session.lieu or ""
        self._prevues: Mapping[str, EpreuvePlanifiee] = {e.code: e for e in session.epreuves}

    def ordre(self, code: str) -> tuple[bool, str, str]:
        """Sort key: dated épreuves first, by date and hour."""
        prevue = self._prevues.get(code)
        if prevue is None or prevue.date is None:
            return True, "", ""
        return False, prevue.date.isoformat(), prevue.heure.isoformat() if prevue.heure else ""

    def epreuve(self, epreuve: Epreuve, blocs: list[Bloc]) -> EpreuveLivret:
        prevue = self._prevues.get(epreuve.code)
        return EpreuveLivret(
            **dict(EpreuveContexte.of(epreuve)),
            blocs=typo.enumeration([bloc.code for bloc in blocs]),
            date=typo.date_longue(prevue.date) if prevue else "",
            heure=typo.heure(prevue.heure) if prevue else "",
            lieu=(prevue.lieu if prevue else None) or self._lieu,
        )


def _bloc(bloc: Bloc) -> BlocLivret:
    return BlocLivret(
        code=bloc.code,
        libelle=libelle_bloc(bloc),
        option=option_bloc(bloc),
        activites=tuple(ActiviteContexte.of(activite) for activite in bloc.activites),
        competences=tuple(_competence(competence) for competence in bloc.competences),
    )


def _competence(competence: Competence) -> CompetenceLivret:
    criteres = tuple(CritereContexte.of(critere) for critere in competence.criteres)
    return CompetenceLivret(
        code=competence.code,
        texte=competence.texte,
        epreuves=typo.enumeration(competence.epreuves),
        criteres=criteres,
        non_evaluee=competence.non_evaluee or "",
        longue=hauteur.longue(
            hauteur.lignes([competence.texte]), hauteur.lignes_criteres(criteres)
        ),
    )


def _candidat(candidat: Candidat) -> CandidatContexte:
    passage = ""
    if candidat.passage:
        jour, instant = typo.date_longue(candidat.passage.date()), candidat.passage.time()
        passage = f"{jour} à {typo.heure(instant)}"
    reperes = (
        ("Numéro de candidat", candidat.numero),
        ("Groupe", candidat.groupe),
        ("Campus", candidat.campus),
        ("Voie d’accès", candidat.voie),
        ("Tuteur", candidat.tuteur),
        ("Passage devant le jury", passage),
    )
    return CandidatContexte(
        numero=candidat.numero,
        civilite=candidat.civilite or "",
        nom=candidat.nom,
        prenom=candidat.prenom,
        nom_complet=" ".join(filter(None, (candidat.civilite, candidat.prenom, candidat.nom))),
        date_naissance=typo.date_longue(candidat.date_naissance),
        groupe=candidat.groupe or "",
        campus=candidat.campus or "",
        voie=candidat.voie or "",
        tuteur=candidat.tuteur or "",
        jury=candidat.jury or "",
        passage=passage,
        reperes=tuple(Ligne(libelle=nom, valeur=valeur) for nom, valeur in reperes if valeur),
        autres={_champ(titre): valeur for titre, valeur in candidat.autres.items()},
    )


def _champ(titre: str) -> str:
    """A column heading as a field name: « Code INE » → code_ine."""
    lettres = unicodedata.normalize("NFKD", titre.casefold())
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"[\u0300-\u036f]", "", lettres)).strip("_")


FAMILLE = Famille(nom="livret", contexte=LivretContexte, plan=plan)
