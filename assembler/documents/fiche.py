"""The fiche: the fields of the registration form in its order, and what is still missing."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from pydantic import Field

from assembler.documents import hauteur
from assembler.documents import typographie as typo
from assembler.documents.contexte import (
    ActiviteContexte,
    CertificationContexte,
    Contexte,
    Estampille,
    avec_code,
    correspondances,
    libelle_bloc,
    option_bloc,
    titre_imprime,
)
from assembler.documents.famille import Document, Famille, find_template
from assembler.model import Bloc, Certification, Dossier, Epreuve, Referentiel


class Rubrique(Contexte):
    """A field of the form that has a value."""

    intitule: str = Field(description="Nom de la rubrique", examples=["Code(s) NSF"])
    paragraphes: tuple[str, ...] = Field(
        description="Contenu, un paragraphe par ligne", examples=[("326 – Informatique",)]
    )
    longue: bool = Field(
        description="Vrai quand la ligne peut tenir plus d’une demi-page : elle doit alors pouvoir "
        "être coupée"
    )


class Manque(Contexte):
    """A field of the form that has none."""

    intitule: str = Field(description="Nom de la rubrique", examples=["Code(s) ROME"])
    ou: str = Field(description="Où la compléter", examples=["certification.yaml, clé « rome »"])


class ModaliteFiche(Contexte):
    """An épreuve of a bloc, as text."""

    titre: str = Field(
        description="Intitulé de l’épreuve, précédé de son code s’il est imprimé ; vide sans l’un "
        "ni l’autre",
        examples=["Étude de cas"],
    )
    description: tuple[str, ...] = Field(
        description="Texte, un paragraphe par ligne",
        examples=[("À partir d’un cas d’entreprise, le candidat rédige un rapport.",)],
    )


class BlocFiche(Contexte):
    """A bloc, as text ready to paste."""

    libelle: str = Field(
        description="Code et intitulé du bloc",
        examples=["Bloc 1 – Conduire la transition numérique"],
    )
    option: str = Field(description="Nom de l’option, pour un bloc optionnel", examples=["Réseaux"])
    activites: tuple[ActiviteContexte, ...] = Field(description="Activités visées")
    competences: tuple[str, ...] = Field(
        description="Liste de compétences",
        examples=[("C1.1 : Recueillir les besoins des usagers",)],
    )
    modalites: tuple[ModaliteFiche, ...] = Field(description="Modalités d’évaluation")


class FicheContexte(Contexte):
    """What fiche.docx is given."""

    estampille: Estampille = Field(description="Version et date du référentiel")
    certification: CertificationContexte = Field(description="La certification")
    identite: tuple[Rubrique, ...] = Field(
        description="Rubriques du formulaire qui précèdent les blocs"
    )
    blocs: tuple[BlocFiche, ...] = Field(description="Blocs de compétences")
    suite: tuple[Rubrique, ...] = Field(description="Rubriques du formulaire qui suivent les blocs")
    a_completer: tuple[Manque, ...] = Field(description="Rubriques sans contenu")


def plan(dossier: Dossier) -> Iterator[Document]:
    """The one fiche of a dossier."""
    yield Document(
        famille="fiche",
        chemin=PurePosixPath("dossier/fiche.docx"),
        modele=find_template("fiche", dossier),
        contexte=_contexte(dossier),
        objet="fiche du dossier",
        titre=f"Fiche – {dossier.certification.intitule}",
    )


def _contexte(dossier: Dossier) -> FicheContexte:
    certification = dossier.certification
    avant, apres = tuple(_avant_les_blocs(certification)), tuple(_apres_les_blocs(certification))
    return FicheContexte(
        estampille=Estampille.of(dossier.referentiel),
        certification=CertificationContexte.of(certification),
        identite=_remplies(avant),
        blocs=tuple(_bloc(bloc, dossier.referentiel) for bloc in dossier.referentiel.blocs),
        suite=_remplies(apres),
        a_completer=tuple(
            Manque(intitule=champ.intitule, ou=champ.ou)
            for champ in (*avant, *apres)
            if not champ.paragraphes
        ),
    )


class _Champ(Contexte):
    """A field of the form, with or without a value, and where the officer gives it."""

    intitule: str
    paragraphes: tuple[str, ...]
    ou: str


def _remplies(champs: tuple[_Champ, ...]) -> tuple[Rubrique, ...]:
    return tuple(
        Rubrique(
            intitule=champ.intitule,
            paragraphes=champ.paragraphes,
            longue=hauteur.longue(hauteur.lignes(champ.paragraphes)),
        )
        for champ in champs
        if champ.paragraphes
    )


def _champ(intitule: str, cle: str, *paragraphes: str) -> _Champ:
    return _Champ(
        intitule=intitule,
        paragraphes=tuple(texte for texte in paragraphes if texte),
        ou=f"certification.yaml, clé {typo.entre_guillemets(cle)}",
    )


def _hors_outil(intitule: str) -> _Champ:
    return _Champ(intitule=intitule, paragraphes=(), ou="à saisir dans le formulaire en ligne")


def _avant_les_blocs(c: Certification) -> Iterator[_Champ]:
    rncp = c.type == "RNCP"
    yield _champ("Numéro de fiche", "code", c.code or "")
    yield _champ("Intitulé", "intitule", c.intitule)
    if c.abrege:
        yield _champ("Abrégé", "abrege", c.abrege)
    if rncp:
        yield _champ("Niveau de qualification", "niveau", _niveau(c))
    yield _champ("Code(s) NSF", "nsf", *c.nsf)
    yield _champ("Formacode(s)", "formacodes", *c.formacodes)
    yield _champ("Date de décision", "date_decision", typo.date_longue(c.date_decision))
    yield _champ("Date d’effet", "date_effet", typo.date_longue(c.date_effet))
    yield _champ("Durée de l’enregistrement", "duree_enregistrement", _annees(c))
    yield _champ(
        "Date d’échéance de l’enregistrement",
        "date_fin_enregistrement",
        typo.date_longue(c.date_fin_enregistrement),
    )
    yield _champ(
        "Date limite de délivrance",
        "date_limite_delivrance",
        typo.date_longue(c.date_limite_delivrance),
    )
    yield _champ("Certificateur(s)", "certificateurs", *_certificateurs(c))
    yield _champ(
        "Objectifs et contexte", "objectifs_contexte", *typo.paragraphes(c.objectifs_contexte)
    )


def _apres_les_blocs(c: Certification) -> Iterator[_Champ]:
    yield _champ("Secteurs d’activité", "secteurs", *typo.paragraphes(c.secteurs))
    yield _champ("Types d’emplois accessibles", "emplois", *typo.paragraphes(c.emplois))
    yield _champ("Code(s) ROME", "rome", *c.rome)
    yield _champ(
        "Réglementation d’activités", "reglementation", *typo.paragraphes(c.reglementation)
    )
    yield _champ(
        "Prérequis à l’entrée en formation",
        "prerequis_entree",
        *typo.paragraphes(c.prerequis_entree),
    )
    yield _champ(
        "Prérequis à la validation de la certification",
        "prerequis_validation",
        *typo.paragraphes(c.prerequis_validation),
    )
    yield _champ("Voies d’accès et composition du jury", "voies_acces", *_voies(c))
    yield _hors_outil("Accessible en Nouvelle-Calédonie, en Polynésie française")
    yield _champ(
        "Liens avec d’autres certifications (correspondances)",
        "correspondances",
        *correspondances(c),
    )
    yield _hors_outil("Conventions collectives (IDCC)")
    yield _hors_outil("Base légale")
    yield _hors_outil("Statistiques des promotions (certifiés, taux d’insertion)")
    yield _hors_outil("Partenaires habilités")
    yield _hors_outil("Lien vers le descriptif de la certification")


def _niveau(c: Certification) -> str:
    if c.niveau is None:
        return ""
    cec = f" (niveau {c.niveau_cec} du cadre européen des certifications)" if c.niveau_cec else ""
    return f"Niveau {c.niveau}{cec}"


def _annees(c: Certification) -> str:
    if c.duree_enregistrement is None:
        return ""
    return f"{c.duree_enregistrement}{typo.INSECABLE}an{'s' if c.duree_enregistrement > 1 else ''}"


def _certificateurs(c: Certification) -> Iterator[str]:
    for certificateur in c.certificateurs:
        parties = [certificateur.nom]
        if certificateur.nom_commercial:
            parties.append(f"nom commercial{typo.INSECABLE}: {certificateur.nom_commercial}")
        if certificateur.siret:
            parties.append(f"SIRET {certificateur.siret}")
        if certificateur.site:
            parties.append(certificateur.site)
        yield f" {typo.TIRET} ".join(parties)


def _voies(c: Certification) -> Iterator[str]:
    for nom, voie in c.voies_acces.by_name().items():
        ouverte = "oui" if voie.ouverte else "non"
        jury = f" {typo.TIRET} jury{typo.INSECABLE}: {voie.jury}" if voie.jury else ""
        yield f"{nom[0].upper()}{nom[1:]}{typo.INSECABLE}: {ouverte}{jury}"


def _bloc(bloc: Bloc, referentiel: Referentiel) -> BlocFiche:
    codes = dict.fromkeys(code for competence in bloc.competences for code in competence.epreuves)
    return BlocFiche(
        libelle=libelle_bloc(bloc),
        option=option_bloc(bloc),
        activites=tuple(ActiviteContexte.of(activite) for activite in bloc.activites),
        competences=tuple(
            avec_code(None if c.code_attribue else c.code, c.texte) for c in bloc.competences
        ),
        modalites=tuple(_modalite(referentiel.epreuve(code)) for code in codes),
    )


def _modalite(epreuve: Epreuve) -> ModaliteFiche:
    return ModaliteFiche(titre=titre_imprime(epreuve), description=epreuve.description)


FAMILLE = Famille(nom="fiche", contexte=FicheContexte, plan=plan)
