"""The jury's grids: one for each épreuve and bloc, so that each bloc can be awarded alone."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from assembler.documents import grille_champs as champs
from assembler.documents import hauteur
from assembler.documents import typographie as typo
from assembler.documents.contexte import (
    CertificationContexte,
    EpreuveContexte,
    Estampille,
    avec_code,
    libelle_bloc,
    option_bloc,
)
from assembler.documents.famille import Document, Famille, find_template
from assembler.documents.grille_candidats import (
    GrilleVierge,
    nombre_par_candidat,
    plan_session,
)
from assembler.documents.grille_contexte import (
    BlocGrille,
    CandidatGrille,
    CompetenceGrille,
    CritereGrille,
    DecisionGrille,
    GrilleContexte,
    JureGrille,
    NiveauContexte,
    PenaliteGrille,
    SeanceGrille,
)
from assembler.documents.grille_modele import autre_bareme
from assembler.documents.marques import Marques, codes_de, codes_par_rang
from assembler.documents.noms import NomsUniques, nom_sur
from assembler.model import Bloc, Certification, Competence, Dossier, Epreuve, Referentiel

SANS_EPREUVE = Epreuve(code="sans-epreuve")
"""For the competences that the référentiel ties to no épreuve: they are on a grid, too."""
TITRE_SANS_EPREUVE = "Épreuve non précisée par le référentiel"
JURY_VIERGE = ("Présidence", "Membre", "Membre")
"""Rows for jurors that nobody named yet."""
REGLE = "Le bloc est acquis quand toutes ses compétences le sont."
"""RNCP practice, where the règlement says nothing else."""


def plan(dossier: Dossier) -> Iterator[Document]:
    """A blank grid for each épreuve and bloc that have a competence in common, in the blocs' order;
    then those of the sessions, where certification.yaml asks for them."""
    modele = find_template("grille", dossier)
    vierges = tuple(_vierges(dossier))
    for grille in vierges:
        yield Document(
            famille="grille",
            chemin=PurePosixPath("grilles") / f"{grille.nom}.docx",
            modele=modele,
            contexte=grille.contexte,
            objet=grille.objet,
            titre=grille.titre,
        )
    if de_la_liste(dossier):
        for session in dossier.sessions:
            yield from plan_session(dossier, session, vierges, modele)


def nombre(dossier: Dossier) -> int:
    """How many grids `plan` gives."""
    vierges = tuple(_vierges(dossier))
    remplies = nombre_par_candidat(dossier, vierges) if de_la_liste(dossier) else 0
    return len(vierges) + remplies


def _vierges(dossier: Dossier) -> Iterator[GrilleVierge]:
    noms = NomsUniques()
    codes = [bloc.code for bloc in dossier.referentiel.blocs]
    for bloc, epreuve in _couples(dossier.referentiel):
        # By its own name, not by its rank: a filled grid must not become that of another option.
        option = bloc.option if codes.count(bloc.code) > 1 else None
        parties = filter(None, ("grille", epreuve.code, bloc.code, option))
        nom = noms.nouveau(nom_sur("-".join(parties)), "bis")
        contexte = _contexte(dossier, bloc, epreuve)
        yield GrilleVierge(
            nom=nom,
            titre=f"Grille d’évaluation – {contexte.epreuve.titre} – {contexte.bloc.libelle}",
            objet=f"grille de l’épreuve {epreuve.code}, bloc {bloc.code}",
            epreuve=epreuve.code,
            contexte=contexte,
        )


def _couples(referentiel: Referentiel) -> Iterator[tuple[Bloc, Epreuve]]:
    for bloc in referentiel.blocs:
        for epreuve in _epreuves(bloc, referentiel):
            yield bloc, epreuve


def _epreuves(bloc: Bloc, referentiel: Referentiel) -> list[Epreuve]:
    connues = [*referentiel.epreuves, SANS_EPREUVE]
    return [e for e in connues if any(_evalue(e, competence) for competence in bloc.competences)]


def _evalue(epreuve: Epreuve, competence: Competence) -> bool:
    if competence.epreuves:
        return epreuve.code in competence.epreuves
    a_evaluer = bool(competence.criteres) or competence.non_evaluee is None
    return epreuve is SANS_EPREUVE and a_evaluer


# --- a blank grid ---------------------------------------------------------------------------------


def _contexte(dossier: Dossier, bloc: Bloc, epreuve: Epreuve) -> GrilleContexte:
    certification = dossier.certification
    marques = Marques(certification)
    competences = tuple(
        _competence(competence, bloc, certification, marques)
        for competence in bloc.competences
        if _evalue(epreuve, competence)
    )
    points = certification.points
    return GrilleContexte(
        estampille=Estampille.of(dossier.referentiel),
        certification=CertificationContexte.of(certification),
        bloc=_bloc(bloc, epreuve, dossier.referentiel, marques),
        epreuve=_epreuve(epreuve),
        poids_epreuve=marques.poids(epreuve.code),
        eliminatoire=marques.eliminatoire(epreuve.code, bloc.code),
        anonyme=certification.anonyme,
        candidat=CandidatGrille.vierge(),
        seance=SeanceGrille.vierge(),
        jure="",
        jures=tuple(
            JureGrille.vierge(str(rang), fonction) for rang, fonction in enumerate(JURY_VIERGE, 1)
        ),
        bareme=() if points else tuple(map(NiveauContexte.of, certification.bareme)),
        maximum="" if points is None else str(points),
        competences=competences,
        a_eliminatoires=any(
            competence.eliminatoire or any(c.eliminatoire for c in competence.criteres)
            for competence in competences
        ),
        penalites=tuple(map(_penalite, dict.fromkeys(certification.grilles.penalites))),
        decision=_decision(bloc, epreuve, certification, marques),
    )


def _epreuve(epreuve: Epreuve) -> EpreuveContexte:
    contexte = EpreuveContexte.of(epreuve)
    if epreuve is not SANS_EPREUVE:
        return contexte
    return EpreuveContexte(**{**dict(contexte), "code": "", "titre": TITRE_SANS_EPREUVE})


def _bloc(bloc: Bloc, epreuve: Epreuve, referentiel: Referentiel, marques: Marques) -> BlocGrille:
    return BlocGrille(
        code=bloc.code,
        intitule=bloc.intitule,
        libelle=libelle_bloc(bloc),
        option=option_bloc(bloc),
        poids=marques.poids(bloc.code),
        autres_epreuves=tuple(
            _epreuve(autre).titre
            for autre in _epreuves(bloc, referentiel)
            if autre.code != epreuve.code
        ),
    )


def _competence(
    competence: Competence, bloc: Bloc, certification: Certification, marques: Marques
) -> CompetenceGrille:
    codes = codes_de(competence, bloc)
    code, maximum = competence.code, certification.points
    return CompetenceGrille(
        code=code,
        texte=competence.texte,
        eliminatoire=marques.eliminatoire(*codes),
        poids=marques.poids(*codes),
        criteres=tuple(_criteres(competence, codes, certification, marques)),
        non_evaluee=competence.non_evaluee or "",
        cases=() if maximum else champs.cases(code, code, certification.bareme),
        acquise=champs.case(f"{code}/acquise", f"{code}{typo.INSECABLE}: acquise"),
        non_acquise=champs.case(f"{code}/non-acquise", f"{code}{typo.INSECABLE}: non acquise"),
        points=champs.saisie(f"{code}/points", f"Points de {code}"),
        total=typo.nombre(marques.points(competence, bloc, maximum)) if maximum else "",
        observation=champs.saisie(f"{code}/observation", f"Observations sur {code}"),
    )


def _criteres(
    competence: Competence, siens: Sequence[str], certification: Certification, marques: Marques
) -> Iterator[CritereGrille]:
    balises = champs.balises(competence)
    for rang, (critere, balise) in enumerate(zip(competence.criteres, balises, strict=True), 1):
        codes = (critere.code, *codes_par_rang(siens, rang))
        nom = f"{competence.code}, critère {critere.code or rang}"
        yield CritereGrille(
            code=critere.code or "",
            texte=avec_code(critere.code, critere.texte),
            indicateurs=critere.indicateurs,
            eliminatoire=marques.eliminatoire(*codes),
            poids=marques.poids(*codes),
            longue=hauteur.depasse_une_page([critere.texte, *critere.indicateurs]),
            cases=() if certification.points else champs.cases(balise, nom, certification.bareme),
            points=champs.saisie(f"{balise}/points", f"Points, {nom}"),
            observation=champs.saisie(f"{balise}/observation", f"Observations, {nom}"),
        )


def _penalite(libelle: str) -> PenaliteGrille:
    return PenaliteGrille(
        libelle=libelle,
        retenue=champs.case(f"penalite/{libelle}", f"Pénalité{typo.INSECABLE}: {libelle}"),
        motif=champs.saisie(f"penalite-motif/{libelle}", f"Motif{typo.INSECABLE}: {libelle}"),
    )


def _decision(
    bloc: Bloc, epreuve: Epreuve, certification: Certification, marques: Marques
) -> DecisionGrille:
    evaluees = [competence for competence in bloc.competences if _evalue(epreuve, competence)]
    total = sum(
        marques.points(competence, bloc, certification.points or 0)
        * marques.facteur(*codes_de(competence, bloc))
        for competence in evaluees
        if competence.non_evaluee is None
    )
    balise, nom = f"bloc/{bloc.code}", f"Bloc {bloc.code}"
    return DecisionGrille(
        regle=certification.grilles.regle or REGLE,
        valide=champs.case(f"{balise}=validé", f"{nom}{typo.INSECABLE}: validé"),
        non_valide=champs.case(f"{balise}=non validé", f"{nom}{typo.INSECABLE}: non validé"),
        points=champs.saisie(f"{balise}/points", f"Points, {nom}"),
        total=typo.nombre(total) if certification.points else "",
        commentaire=champs.saisie(f"{balise}/commentaire", f"Commentaire, {nom}"),
        incident=champs.saisie(f"{balise}/incident", f"Incident, {nom}"),
    )


def manques(dossier: Dossier) -> Iterator[str]:
    """The competences that no épreuve evaluates; a template that has no place for marks."""
    if dit := autre_bareme(find_template("grille", dossier), dossier.certification):
        yield dit
    for bloc in dossier.referentiel.blocs:
        codes = [c.code for c in bloc.competences if _evalue(SANS_EPREUVE, c)]
        if codes:
            yield (
                f"{typo.enumeration(codes)} (bloc {bloc.code}) sans épreuve dans le référentiel, "
                "sur une grille à part"
            )


def de_la_liste(dossier: Dossier) -> bool:
    """Whether there are grids of candidates."""
    return dossier.certification.grilles.par is not None


FAMILLE = Famille(
    nom="grille",
    contexte=GrilleContexte,
    plan=plan,
    nombre=nombre,
    de_la_liste=de_la_liste,
    manques=manques,
)
