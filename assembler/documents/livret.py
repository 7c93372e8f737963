"""The candidate's booklet: one for each candidate of a session, with the blocs still to pass."""

from collections.abc import Iterator
from dataclasses import dataclass
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
    nom_bloc,
    option_bloc,
    titre_epreuve,
)
from assembler.documents.famille import Document, Famille, find_template, toujours
from assembler.documents.livret_textes import (
    Section,
    identite,
    presentation,
    reglement,
    sans_texte,
)
from assembler.documents.marques import Marques, codes_de, codes_par_rang
from assembler.documents.noms import NomsUniques, nom_sur
from assembler.documents.session import (
    Calendrier,
    Ligne,
    PrevueContexte,
    SessionContexte,
    a_passer,
    champ_libre,
    evalue,
    nom_complet,
    nombre_candidats,
)
from assembler.model import Bloc, Candidat, Competence, Dossier, SessionDossier, Voie


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


class CritereLivret(CritereContexte):
    """A criterion the jury will look at."""

    eliminatoire: bool = Field(description="Vrai si le critère est éliminatoire")
    poids: str = Field(description="Coefficient du critère, s’il en a un", examples=["2"])


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
    eliminatoire: bool = Field(description="Vrai si la compétence est éliminatoire")
    poids: str = Field(description="Coefficient de la compétence, s’il en a un", examples=["2"])
    criteres: tuple[CritereLivret, ...] = Field(description="Critères d’évaluation")
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
        description="Code et intitulé du bloc, et son option s’il en a une",
        examples=["Bloc 1 – Conduire la transition numérique"],
    )
    option: str = Field(description="Nom de l’option, pour un bloc optionnel", examples=["Réseaux"])
    activites: tuple[ActiviteContexte, ...] = Field(description="Activités du bloc")
    competences: tuple[CompetenceLivret, ...] = Field(description="Compétences du bloc")


class EpreuveLivret(EpreuveContexte, PrevueContexte):
    """An épreuve the candidate takes, with its place in the session."""

    blocs: str = Field(description="Codes des blocs qu’elle évalue", examples=["1 et 2"])
    eliminatoire: bool = Field(description="Vrai si l’épreuve est éliminatoire")
    poids: str = Field(description="Coefficient de l’épreuve, s’il en a un", examples=["2"])
    a_son_heure: bool = Field(
        description="Vrai si chaque candidat la passe à son heure, qui est alors dans "
        "candidat.passage"
    )


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
    grilles: tuple[str, ...] = Field(
        description="Grilles d’évaluation du jury, une par épreuve et par bloc",
        examples=[("E1 – Étude de cas (Bloc 1)",)],
    )
    annexes: tuple[str, ...] = Field(
        description="Ce qui est remis avec le livret, en plus des grilles",
        examples=[("Modèle de dossier professionnel",)],
    )


def plan(dossier: Dossier) -> Iterator[Document]:
    """A booklet for each candidate of each session, in the list's order."""
    for session in dossier.sessions:
        yield from _plan_session(dossier, session)


def _plan_session(dossier: Dossier, session: SessionDossier) -> Iterator[Document]:
    modele = find_template("livret", dossier)
    dossier_livrets = PurePosixPath("sessions") / nom_sur(session.id) / "livrets"
    atelier = _Atelier(dossier, session)
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


@dataclass(frozen=True)
class _Parcours:
    """What the candidates who come for the same blocs read alike."""

    epreuves: tuple[EpreuveLivret, ...]
    grilles: tuple[str, ...]


class _Atelier:
    """Makes the booklets of a session: what they share is made once."""

    def __init__(self, dossier: Dossier, session: SessionDossier) -> None:
        self._dossier = dossier
        self._estampille = Estampille.of(dossier.referentiel)
        self._certification = CertificationContexte.of(dossier.certification)
        self._identite = identite(dossier.certification)
        self._session = SessionContexte.of(session.session)
        self._presentation = presentation(dossier.certification)
        self._reglements: dict[Voie | None, tuple[Section, ...]] = {}
        self._marques = Marques(dossier.certification)
        self._blocs = tuple(
            (bloc, _bloc(bloc, self._marques)) for bloc in dossier.referentiel.blocs
        )
        self._calendrier = Calendrier(session.session, dossier.referentiel)
        self._parcours: dict[frozenset[str], _Parcours] = {}
        self._annexes = typo.paragraphes(dossier.certification.livret.annexes)

    def contexte(self, candidat: Candidat) -> LivretContexte:
        acquis = frozenset(candidat.blocs_acquis)
        restants = a_passer(candidat, self._dossier.referentiel)
        parcours = self._parcours_de(restants)
        return LivretContexte(
            estampille=self._estampille,
            certification=self._certification,
            identite=self._identite,
            session=self._session,
            candidat=_candidat(candidat, self._calendrier, parcours.epreuves),
            presentation=self._presentation,
            blocs=tuple(contexte for bloc, contexte in self._blocs if bloc.code in restants),
            blocs_acquis=tuple(
                contexte.libelle for bloc, contexte in self._blocs if bloc.code in acquis
            ),
            epreuves=parcours.epreuves,
            reglement=self._reglement(candidat.voie),
            grilles=parcours.grilles,
            annexes=self._annexes,
        )

    def _reglement(self, voie: Voie | None) -> tuple[Section, ...]:
        if voie not in self._reglements:
            self._reglements[voie] = reglement(self._dossier.certification, voie)
        return self._reglements[voie]

    def _parcours_de(self, blocs: frozenset[str]) -> _Parcours:
        if blocs not in self._parcours:
            epreuves = tuple(
                EpreuveLivret(
                    **dict(EpreuveContexte.of(epreuve)),
                    **dict(self._calendrier.prevue(epreuve.code)),
                    blocs=typo.enumeration(list(dict.fromkeys(bloc.code for bloc in evalues))),
                    eliminatoire=self._marques.eliminatoire(epreuve.code),
                    poids=self._marques.poids(epreuve.code),
                    a_son_heure=epreuve.code == self._calendrier.a_son_heure,
                )
                for epreuve, evalues in self._calendrier.epreuves_de(blocs)
            )
            self._parcours[blocs] = _Parcours(epreuves, tuple(self._grilles(blocs)))
        return self._parcours[blocs]

    def _grilles(self, blocs: frozenset[str]) -> Iterator[str]:
        for bloc in self._dossier.referentiel.blocs:
            for epreuve in self._dossier.referentiel.epreuves:
                if bloc.code in blocs and evalue(epreuve, bloc):
                    yield f"{titre_epreuve(epreuve)} ({nom_bloc(bloc)})"


def _bloc(bloc: Bloc, marques: Marques) -> BlocLivret:
    return BlocLivret(
        code=bloc.code,
        libelle=libelle_bloc(bloc),
        option=option_bloc(bloc),
        activites=tuple(ActiviteContexte.of(activite) for activite in bloc.activites),
        competences=tuple(_competence(one, bloc, marques) for one in bloc.competences),
    )


def _competence(competence: Competence, bloc: Bloc, marques: Marques) -> CompetenceLivret:
    codes = codes_de(competence, bloc)
    criteres = tuple(
        CritereLivret(
            **dict(CritereContexte.of(critere)),
            eliminatoire=marques.eliminatoire(critere.code, *codes_par_rang(codes, rang)),
            poids=marques.poids(critere.code, *codes_par_rang(codes, rang)),
        )
        for rang, critere in enumerate(competence.criteres, start=1)
    )
    return CompetenceLivret(
        code=competence.code,
        texte=competence.texte,
        epreuves=typo.enumeration(competence.epreuves),
        eliminatoire=marques.eliminatoire(*codes),
        poids=marques.poids(*codes),
        criteres=criteres,
        non_evaluee=competence.non_evaluee or "",
        longue=hauteur.longue(
            hauteur.lignes([competence.texte]), hauteur.lignes_criteres(criteres)
        ),
    )


def _candidat(
    candidat: Candidat, calendrier: Calendrier, epreuves: tuple[EpreuveLivret, ...]
) -> CandidatContexte:
    passage = typo.instant(calendrier.passage(candidat))
    a_son_heure = next((epreuve.code for epreuve in epreuves if epreuve.a_son_heure), None)
    devant = f"Passage de l’épreuve {a_son_heure}" if a_son_heure else "Passage devant le jury"
    reperes = (
        ("Numéro de candidat", candidat.numero),
        ("Groupe", candidat.groupe),
        ("Campus", candidat.campus),
        ("Voie d’accès", candidat.voie),
        ("Tuteur", candidat.tuteur),
        (devant, passage or ("à préciser" if a_son_heure else "")),
    )
    return CandidatContexte(
        numero=candidat.numero,
        civilite=candidat.civilite or "",
        nom=candidat.nom,
        prenom=candidat.prenom,
        nom_complet=nom_complet(candidat.civilite, candidat.prenom, candidat.nom),
        date_naissance=typo.date_longue(candidat.date_naissance),
        groupe=candidat.groupe or "",
        campus=candidat.campus or "",
        voie=candidat.voie or "",
        tuteur=candidat.tuteur or "",
        jury=candidat.jury or "",
        passage=passage,
        reperes=tuple(Ligne(libelle=nom, valeur=valeur) for nom, valeur in reperes if valeur),
        autres={champ_libre(titre): valeur for titre, valeur in candidat.autres.items()},
    )


def _manques(dossier: Dossier) -> Iterator[str]:
    """The sections that no booklet has, for want of a text, and the épreuves « à préciser »."""
    titres = sans_texte(dossier.certification) if dossier.sessions else ()
    if titres:
        yield f"sans texte dans certification.yaml, n'y paraissent pas : {', '.join(titres)}"
    for session in dossier.sessions:
        calendrier = Calendrier(session.session, dossier.referentiel)
        prevues = {epreuve.code: calendrier.prevue(epreuve.code) for epreuve in calendrier.epreuves}
        for mot, codes in (
            ("date", [code for code, prevue in prevues.items() if not prevue.date]),
            ("lieu", [code for code, prevue in prevues.items() if not prevue.lieu]),
        ):
            if codes:
                yield f"session {session.id}, épreuves sans {mot} : {', '.join(codes)}"


FAMILLE = Famille(
    nom="livret",
    contexte=LivretContexte,
    plan=plan,
    nombre=lambda dossier: sum(map(nombre_candidats, dossier.sessions)),
    de_la_liste=toujours,
    manques=_manques,
)
