"""What the school says of its certification (`certification.yaml`).

The fields are those of the public fiche of France compétences, in the order of its form
(Code du travail, articles R6113-8 and D6113-19), then what our documents need beside it.
Only `intitule` and `type` are obligatory.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from assembler.model.element import Code, Element, Jour, OuiNon, Poids

NomFamille = Literal[
    "annexe",
    "fiche",
    "bordereau",
    "grille",
    "livret",
    "amenagement",
    "convocation",
    "emargement",
    "pv",
    "comparatif",
]

Voie = Literal[
    "formation initiale",
    "apprentissage",
    "formation continue",
    "contrat de professionnalisation",
    "candidature individuelle",
    "VAE",
    "formation",
]
"""The six ways of the fiche; « formation » where a list does not say which kind of training."""


GenreBareme = Literal["lettres", "niveaux", "points"]
"""Each has its own starter template of a grid."""

Theme = Literal["transition_ecologique", "transition_numerique", "sante_securite", "handicap"]
"""What a référentiel must integrate « en fonction de la certification » (R6113-9, 3°)."""


INTITULE_A_REMPLACER = "Intitulé exact à compléter"
"""The title in a new certification.yaml: it must not reach a document."""


class Certificateur(Element):
    """A body that awards the certification (there can be several)."""

    nom: str
    siret: str | None = None
    nom_commercial: str | None = None
    site: str | None = None


class VoieAcces(Element):
    """A way to the certification: whether it is open, and who sits in its jury."""

    ouverte: OuiNon = True
    jury: str | None = None


class VoiesAcces(Element):
    """The six ways of the fiche; None where the school says nothing. Only VAE is compulsory."""

    formation_initiale: VoieAcces | None = None
    apprentissage: VoieAcces | None = None
    formation_continue: VoieAcces | None = None
    contrat_professionnalisation: VoieAcces | None = None
    candidature_individuelle: VoieAcces | None = None
    vae: VoieAcces | None = None

    def by_name(self) -> Mapping[Voie, VoieAcces]:
        """The ways the school filled in, by their French name, in the order of the fiche."""
        voies: dict[Voie, VoieAcces | None] = {
            "formation initiale": self.formation_initiale,
            "apprentissage": self.apprentissage,
            "formation continue": self.formation_continue,
            "contrat de professionnalisation": self.contrat_professionnalisation,
            "candidature individuelle": self.candidature_individuelle,
            "VAE": self.vae,
        }
        return {nom: voie for nom, voie in voies.items() if voie is not None}


class Correspondance(Element):
    """A passerelle or equivalence with another certification."""

    code: str | None = None
    intitule: str
    nature: Literal["totale", "partielle"] = "partielle"
    texte: str | None = None


class NiveauBareme(Element):
    """A step of the jury's scale."""

    code: Code
    libelle: str
    definition: str | None = None


CHAMPS_FICHIER = ("numero", "nom", "prenom", "groupe", "campus", "jury")
"""What the pattern of a file name may name, in braces."""


def _patron(texte: str) -> str:
    """A pattern of a file name names known fields only, and one that tells candidates apart."""
    noms = re.findall(r"\{([^{}]*)\}", texte)
    inconnus = [nom for nom in noms if nom not in CHAMPS_FICHIER]
    reste = re.sub(r"\{[^{}]*\}", "", texte)
    if inconnus or "{" in reste or "}" in reste:
        raise PydanticCustomError(
            "patron",
            "« {texte} » ne peut nommer entre accolades que : {champs}",
            {"texte": texte, "champs": ", ".join(CHAMPS_FICHIER)},
        )
    if "numero" not in noms:
        raise PydanticCustomError(
            "patron",
            "« {texte} » ne distingue pas deux candidats : ajoutez-y {numero}",
            {"texte": texte},
        )
    return texte


Motif = Annotated[str, Field(min_length=1)]
"""Why: never empty."""


BAREME_USUEL = (
    NiveauBareme(code="A", libelle="Acquis"),
    NiveauBareme(code="PA", libelle="Partiellement acquis"),
    NiveauBareme(code="NA", libelle="Non acquis"),
)


class Grilles(Element):
    """What the school wants of its jury's grids. `par`: besides the blank ones, one for each
    candidate of a session, or for each candidate and juror. `fichier`: how their files are called.

    `regle`: when a bloc is acquired, where it is not by all of its competences. `penalites`: those
    the règlement knows, each a line of the grid.
    """

    par: Literal["candidat", "juré"] | None = None
    fichier: Annotated[str, AfterValidator(_patron)] = "{numero}-{nom}-{prenom}"
    regle: str | None = None
    penalites: tuple[str, ...] = ()


class TextesLivret(Element):
    """What the candidate's booklet says: short French texts, each optional (None: not provided)."""

    presentation: str | None = None
    partenaire: str | None = None
    debouches: str | None = None
    taux: str | None = None
    validation: str | None = None
    jury: str | None = None
    resultats: str | None = None
    rattrapage: str | None = None
    recours: str | None = None
    convocation: str | None = None
    fraude: str | None = None
    ia_plagiat: str | None = None
    handicap: str | None = None
    rgpd: str | None = None
    vae: str | None = None
    passerelles: str | None = None
    annexes: str | None = None


class TextesJury(Element):
    """What jurors are told when they are asked to come; None: not provided."""

    consignes: str | None = None
    rgpd: str | None = None


class Formulaire(Element):
    """What the registration form asks beside the rest; None or empty: not told yet."""

    blocs: str | None = None
    """How the blocs give the certification (RS: what a partial validation covers)."""
    prerequis_blocs: Mapping[str, str] = {}
    """By code of a bloc: what one must have to enter it, where it is not the certification's."""
    nouvelle_caledonie: OuiNon | None = None
    polynesie_francaise: OuiNon | None = None
    conventions: tuple[str, ...] = ()
    """IDCC numbers of the collective agreements."""
    base_legale: str | None = None
    statistiques: str | None = None
    partenaires: tuple[str, ...] = ()
    lien: str | None = None
    anciennes: tuple[str, ...] = ()
    """The certifications that this one takes the place of."""
    nouvelles: tuple[str, ...] = ()


class Certification(Element):
    """The fiche of a certification, and the school's choices for its documents."""

    intitule: str
    type: Literal["RNCP", "RS"]
    abrege: str | None = None
    code: str | None = None
    niveau: Annotated[int, Field(ge=3, le=8)] | None = None
    niveau_cec: Annotated[int, Field(ge=1, le=8)] | None = None
    nsf: tuple[str, ...] = ()
    formacodes: tuple[str, ...] = ()
    rome: tuple[str, ...] = ()
    certificateurs: tuple[Certificateur, ...] = ()

    date_decision: Jour | None = None
    date_effet: Jour | None = None
    date_fin_enregistrement: Jour | None = None
    duree_enregistrement: Annotated[int, Field(ge=1)] | None = None
    """In years."""
    date_limite_delivrance: Jour | None = None
    date_depot: Jour | None = None
    """When the request was, or will be, sent: it decides which law applies."""

    version_referentiel: str | None = None
    """The label of the référentiel (« 2026-09 »), where referentiel.yaml itself gives none."""
    date_referentiel: Jour | None = None
    """Its date, likewise."""

    objectifs_contexte: str | None = None
    secteurs: str | None = None
    emplois: str | None = None
    reglementation: str | None = None
    prerequis_entree: str | None = None
    prerequis_validation: str | None = None
    voies_acces: VoiesAcces = VoiesAcces()
    correspondances: tuple[Correspondance, ...] = ()
    formulaire: Formulaire = Formulaire()

    bareme: Annotated[tuple[NiveauBareme, ...], Field(min_length=2)] = BAREME_USUEL
    points: Annotated[int, Field(ge=1, le=100)] | None = None
    """Instead of a scale: each criterion is marked from 0 to so many points, times its weight."""
    poids: Mapping[str, Poids] = {}
    """By code of a bloc, épreuve, competence or criterion; « C1.1/2 »: second criterion of C1.1.

    « 2/C1 »: C1 of bloc 2, where another bloc has a C1 too."""
    eliminatoires: tuple[str, ...] = ()
    """Codes, written as those of `poids`."""
    grilles: Grilles = Grilles()

    logo: str | None = None
    """A picture file, from the dossier's folder."""
    modeles: Mapping[NomFamille, str] = {}
    """Family → the school's .docx, from the dossier's folder."""
    regles_derogees: Mapping[str, Motif] = {}
    """Rule of the conformity report → why it is waived."""
    themes_sans_objet: Mapping[Theme, Motif] = {}
    """Theme → why this certification has nothing to integrate of it."""
    anonyme: OuiNon = False
    """True: the jury's papers show the candidate's number only."""
    livret: TextesLivret = TextesLivret()
    jury: TextesJury = TextesJury()

    @property
    def genre_bareme(self) -> GenreBareme:
        """How the jury marks: in points, on a scale with figures (ND, 1, 2, 3), or in letters."""
        if self.points is not None:
            return "points"
        chiffres = any(niveau.code.isdigit() for niveau in self.bareme)
        return "niveaux" if chiffres else "lettres"
