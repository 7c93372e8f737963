"""The fiche: the fields of the registration form in its order, and what is still missing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from pydantic import Field

from assembler.documents import hauteur
from assembler.documents import typographie as typo
from assembler.documents.contexte import (
    CertificationContexte,
    Contexte,
    Estampille,
    avec_code,
    libelle_bloc,
    nom_bloc,
    option_bloc,
    titre_imprime,
)
from assembler.documents.famille import Document, Famille, find_template
from assembler.documents.fiche_controles import (
    ACTIVITES_KO,
    COMPETENCES_KO,
    Controle,
    controles,
    longueur,
    longueur_ko,
    numero_bloc,
    trop_lourd,
)
from assembler.documents.fiche_rubriques import Champ, apres_les_blocs, avant_les_blocs
from assembler.model import Bloc, Dossier, Referentiel


class Rubrique(Contexte):
    """A field of the form that has a value."""

    intitule: str = Field(description="Nom de la rubrique", examples=["Code(s) NSF"])
    paragraphes: tuple[str, ...] = Field(
        description="Contenu, un paragraphe par ligne", examples=[("326 – Informatique",)]
    )
    longueur: str = Field(
        description="Longueur d’un texte libre, avec sa limite si elle est connue ; vide pour un "
        "code ou une date",
        examples=["340 signes"],
    )
    longue: bool = Field(
        description="Vrai quand la ligne peut tenir plus d’une demi-page : elle doit alors pouvoir "
        "être coupée"
    )


class Manque(Contexte):
    """A field of the form that has none."""

    intitule: str = Field(description="Nom de la rubrique", examples=["Code(s) ROME"])
    ou: str = Field(description="Où la compléter", examples=["certification.yaml, clé « rome »"])


class ControleFiche(Contexte):
    """Something that is wrong in what is there."""

    rubrique: str = Field(description="Rubrique concernée", examples=["Code(s) ROME"])
    constat: str = Field(
        description="Ce qui ne va pas",
        examples=["« M18 » n’a pas la forme voulue (une lettre de A à N et quatre chiffres)."],
    )


class PartieTexte(Contexte):
    """What one bloc gives to a text."""

    titre: str = Field(
        description="Libellé du bloc ; vide pour le répertoire spécifique",
        examples=["Bloc 1 – Conduire la transition numérique"],
    )
    paragraphes: tuple[str, ...] = Field(
        description="Texte, un paragraphe par ligne",
        examples=[("- Recueillir les besoins des usagers",)],
    )


class TexteFiche(Contexte):
    """A text ready to paste, bloc by bloc, and its length."""

    parties: tuple[PartieTexte, ...] = Field(description="Ce que donne chaque bloc")
    longueur: str = Field(
        description="Longueur du texte, avec sa limite", examples=["1 240 signes, 1,3 Ko sur 32"]
    )


class BlocFiche(Contexte):
    """A bloc, as text ready to paste."""

    libelle: str = Field(
        description="Code et intitulé du bloc, et son option s’il en a une",
        examples=["Bloc 1 – Conduire la transition numérique"],
    )
    numero: str = Field(
        description="Numéro enregistré, ou formé du numéro de fiche et du rang ; vide sans numéro "
        "de fiche",
        examples=["RNCP12345BC01"],
    )
    intitule: str = Field(
        description="Intitulé du bloc", examples=["Conduire la transition numérique"]
    )
    option: str = Field(description="Nom de l’option, pour un bloc optionnel", examples=["Réseaux"])
    prerequis: str = Field(
        description="Prérequis propres au bloc ; vide quand ce sont ceux de la certification",
        examples=["Avoir validé le bloc 1"],
    )
    competences: tuple[str, ...] = Field(
        description="Liste de compétences, un paragraphe chacune",
        examples=[("- C1.1 : Recueillir les besoins des usagers",)],
    )
    longueur_competences: str = Field(
        description="Longueur de cette liste", examples=["1 240 signes"]
    )
    modalites: tuple[str, ...] = Field(
        description="Modalités d’évaluation, un paragraphe par ligne",
        examples=[("Étude de cas", "À partir d’un cas d’entreprise, le candidat rédige.")],
    )
    longueur_modalites: str = Field(description="Longueur de ce texte", examples=["640 signes"])


class FicheContexte(Contexte):
    """What fiche.docx is given."""

    estampille: Estampille = Field(description="Version et date du référentiel")
    certification: CertificationContexte = Field(description="La certification")
    identite: tuple[Rubrique, ...] = Field(
        description="Rubriques du formulaire qui précèdent les blocs"
    )
    activites: TexteFiche = Field(description="Activités visées")
    competences: TexteFiche = Field(description="Compétences attestées")
    blocs: tuple[BlocFiche, ...] = Field(
        description="Blocs de compétences (répertoire spécifique : un seul, sans intitulé)"
    )
    suite: tuple[Rubrique, ...] = Field(description="Rubriques du formulaire qui suivent les blocs")
    a_verifier: tuple[ControleFiche, ...] = Field(
        description="Codes qui n’ont pas la forme voulue, textes trop longs"
    )
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
    certification, referentiel = dossier.certification, dossier.referentiel
    avant, apres = tuple(avant_les_blocs(certification)), tuple(apres_les_blocs(certification))
    activites = tuple(_parties(referentiel, _activites))
    competences = tuple(_parties(referentiel, _competences))
    constats = (
        *controles(certification, referentiel),
        *trop_lourd("Activités visées", _lignes(activites), ACTIVITES_KO),
        *trop_lourd("Compétences attestées", _lignes(competences), COMPETENCES_KO),
    )
    return FicheContexte(
        estampille=Estampille.of(referentiel),
        certification=CertificationContexte.of(certification),
        identite=tuple(_remplies(avant)),
        activites=TexteFiche(
            parties=activites, longueur=longueur_ko(_lignes(activites), ACTIVITES_KO)
        ),
        competences=TexteFiche(
            parties=competences, longueur=longueur_ko(_lignes(competences), COMPETENCES_KO)
        ),
        blocs=tuple(_bloc(bloc, rang, dossier) for rang, bloc in enumerate(referentiel.blocs, 1)),
        suite=tuple(_remplies(apres)),
        a_verifier=tuple(map(_controle, constats)),
        a_completer=tuple(_manques(dossier, avant, apres)),
    )


def _remplies(champs: Iterable[Champ]) -> Iterator[Rubrique]:
    for champ in champs:
        if champ.paragraphes:
            yield Rubrique(
                intitule=champ.intitule,
                paragraphes=champ.paragraphes,
                longueur=longueur(champ.paragraphes, champ.maximum) if champ.est_texte else "",
                longue=hauteur.longue(hauteur.lignes(champ.paragraphes)),
            )


def _controle(controle: Controle) -> ControleFiche:
    return ControleFiche(rubrique=controle.rubrique, constat=controle.constat)


def _manques(dossier: Dossier, avant: Sequence[Champ], apres: Sequence[Champ]) -> Iterator[Manque]:
    """The fields without a value, in the order of the form."""
    yield from (Manque(intitule=c.intitule, ou=c.ou) for c in avant if not c.paragraphes)
    if dossier.certification.type == "RNCP":
        for rang, bloc in enumerate(dossier.referentiel.blocs, start=1):
            yield from _manques_bloc(bloc, rang, dossier)
    else:
        [bloc, *_] = dossier.referentiel.blocs
        if not _modalites(bloc, dossier.referentiel):
            yield Manque(intitule="Modalités d’évaluation", ou=_REFERENTIEL)
    yield from (Manque(intitule=c.intitule, ou=c.ou) for c in apres if not c.paragraphes)


_REFERENTIEL = "referentiel.yaml"


def _manques_bloc(bloc: Bloc, rang: int, dossier: Dossier) -> Iterator[Manque]:
    nom = nom_bloc(bloc)
    if not bloc.activites:
        yield Manque(intitule=f"{nom}, activités visées", ou=_REFERENTIEL)
    if not numero_bloc(bloc, rang, dossier.certification):
        yield Manque(intitule=f"{nom}, numéro", ou="donné avec le numéro de fiche")
    if not bloc.intitule:
        yield Manque(intitule=f"{nom}, intitulé", ou=_REFERENTIEL)
    if not bloc.competences:
        yield Manque(intitule=f"{nom}, liste de compétences", ou=_REFERENTIEL)
    if not _modalites(bloc, dossier.referentiel):
        yield Manque(intitule=f"{nom}, modalités d’évaluation", ou=_REFERENTIEL)


# --- the référentiel, as text ---------------------------------------------------------------------


def _parties(
    referentiel: Referentiel, lignes: Callable[[Bloc], Iterable[str]]
) -> Iterator[PartieTexte]:
    for bloc in referentiel.blocs:
        paragraphes = tuple(lignes(bloc))
        if paragraphes:
            titre = libelle_bloc(bloc) if bloc.intitule else ""
            yield PartieTexte(titre=titre, paragraphes=paragraphes)


def _lignes(parties: Iterable[PartieTexte]) -> list[str]:
    """The text as it is pasted."""
    return [
        ligne
        for partie in parties
        for ligne in ((partie.titre, *partie.paragraphes) if partie.titre else partie.paragraphes)
    ]


def _activites(bloc: Bloc) -> Iterator[str]:
    for activite in bloc.activites:
        code = None if activite.code_attribue else activite.code
        yield f"- {avec_code(code, activite.intitule)}"
        yield from (f"  {typo.TIRET} {tache}" for tache in activite.taches)


def _competences(bloc: Bloc) -> Iterator[str]:
    for competence in bloc.competences:
        code = None if competence.code_attribue else competence.code
        yield f"- {avec_code(code, competence.texte)}"


def _modalites(bloc: Bloc, referentiel: Referentiel) -> tuple[str, ...]:
    """The épreuves of a bloc, an empty line between two of them."""
    codes = dict.fromkeys(code for competence in bloc.competences for code in competence.epreuves)
    lignes: list[str] = []
    for epreuve in map(referentiel.epreuve, codes):
        dites = [ligne for ligne in (titre_imprime(epreuve), *epreuve.description) if ligne]
        lignes += ["", *dites] if lignes and dites else dites
    return tuple(lignes)


def _bloc(bloc: Bloc, rang: int, dossier: Dossier) -> BlocFiche:
    competences = tuple(_competences(bloc))
    modalites = _modalites(bloc, dossier.referentiel)
    return BlocFiche(
        libelle=libelle_bloc(bloc),
        numero=numero_bloc(bloc, rang, dossier.certification),
        intitule=bloc.intitule,
        option=option_bloc(bloc),
        prerequis=dossier.certification.formulaire.prerequis_blocs.get(bloc.code, ""),
        competences=competences,
        longueur_competences=longueur(competences),
        modalites=modalites,
        longueur_modalites=longueur(modalites),
    )


FAMILLE = Famille(nom="fiche", contexte=FicheContexte, plan=plan)
