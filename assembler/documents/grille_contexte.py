"""What the templates of the jury's grids are given."""

from typing import get_args

from pydantic import Field

from assembler.documents import grille_champs as champs
from assembler.documents.contexte import (
    CertificationContexte,
    Champ,
    Contexte,
    EpreuveContexte,
    Estampille,
)
from assembler.model.certification import NiveauBareme, Voie


class NiveauContexte(Contexte):
    """A step of the scale: a column of the grid."""

    code: str = Field(description="Code du niveau, en tête de colonne", examples=["A"])
    libelle: str = Field(description="Libellé du niveau", examples=["Acquis"])
    definition: str = Field(
        description="Définition du niveau, dans la légende",
        examples=["Le critère est atteint sans aide."],
    )

    @classmethod
    def of(cls, niveau: NiveauBareme) -> "NiveauContexte":
        return cls(code=niveau.code, libelle=niveau.libelle, definition=niveau.definition or "")


class BlocGrille(Contexte):
    """The bloc that the grid awards."""

    code: str = Field(description="Code du bloc", examples=["1"])
    intitule: str = Field(
        description="Intitulé exact du bloc", examples=["Conduire la transition numérique"]
    )
    libelle: str = Field(
        description="Code et intitulé", examples=["Bloc 1 – Conduire la transition numérique"]
    )
    option: str = Field(description="Nom de l’option, pour un bloc optionnel", examples=["Réseaux"])
    poids: str = Field(description="Coefficient du bloc, s’il en a un", examples=["2"])
    autres_epreuves: tuple[str, ...] = Field(
        description="Autres épreuves qui évaluent le même bloc", examples=[("E2 – Soutenance",)]
    )


class CritereGrille(Contexte):
    """A row of the grid."""

    code: str = Field(
        description="Code imprimé du critère, vide s’il n’en a pas", examples=["Cr1.1"]
    )
    texte: str = Field(
        description="Texte du critère, précédé de son code s’il est imprimé",
        examples=["Les besoins sont hiérarchisés"],
    )
    indicateurs: tuple[str, ...] = Field(
        description="Indicateurs du critère", examples=[("Trois besoins au moins sont cités",)]
    )
    eliminatoire: bool = Field(description="Vrai si le critère est éliminatoire")
    poids: str = Field(description="Coefficient du critère, s’il en a un", examples=["2"])
    longue: bool = Field(
        description="Vrai quand la ligne peut tenir plus d’une page : elle doit alors pouvoir être "
        "coupée"
    )
    cases: tuple[Champ, ...] = Field(
        description="Cases à cocher, une par niveau de l’échelle ; vide quand la grille se note en "
        "points"
    )
    points: Champ = Field(description="Points obtenus, à écrire", examples=["3"])
    observation: Champ = Field(
        description="Observations et preuves, à écrire", examples=["Deux besoins sur trois"]
    )


class CompetenceGrille(Contexte):
    """A band of the grid and the rows under it."""

    code: str = Field(description="Code de la compétence", examples=["C1.1"])
    texte: str = Field(
        description="Texte de la compétence, sans son code",
        examples=["Recueillir les besoins des usagers afin de les hiérarchiser"],
    )
    eliminatoire: bool = Field(description="Vrai si la compétence est éliminatoire")
    poids: str = Field(description="Coefficient de la compétence, s’il en a un", examples=["2"])
    criteres: tuple[CritereGrille, ...] = Field(description="Critères à apprécier")
    non_evaluee: str = Field(
        description="Mention du référentiel quand la compétence n’est pas évaluée",
        examples=["Non évalué"],
    )
    cases: tuple[Champ, ...] = Field(
        description="Résultat de la compétence : cases à cocher, une par niveau de l’échelle"
    )
    acquise: Champ = Field(description="Résultat : case « acquise »", examples=["☐"])
    non_acquise: Champ = Field(description="Résultat : case « non acquise »", examples=["☐"])
    points: Champ = Field(description="Points de la compétence, à écrire", examples=["9"])
    total: str = Field(
        description="Points que la compétence peut donner, coefficients des critères compris ; "
        "vide sans points",
        examples=["12"],
    )
    observation: Champ = Field(
        description="Observations sur la compétence, à écrire", examples=["À l’aise à l’oral"]
    )


class CandidatGrille(Contexte):
    """The candidate: number and name, nothing else (Vademecum 2023, page 56)."""

    numero: str = Field(
        description="Numéro du candidat, vide sur une grille vierge", examples=["012"]
    )
    nom: str = Field(
        description="Prénom et nom, vide sur une grille vierge ou anonyme",
        examples=["Maëlys Le Goff"],
    )
    numero_a_ecrire: Champ = Field(description="Numéro, à écrire", examples=["012"])
    nom_a_ecrire: Champ = Field(description="Prénom et nom, à écrire", examples=["Maëlys Le Goff"])

    @classmethod
    def vierge(cls) -> "CandidatGrille":
        """Nobody yet."""
        return cls(
            numero="",
            nom="",
            numero_a_ecrire=champs.saisie("candidat/numero", "Numéro du candidat"),
            nom_a_ecrire=champs.saisie("candidat/nom", "Prénom et nom du candidat"),
        )


class SeanceGrille(Contexte):
    """When and where the jury sits."""

    session: str = Field(
        description="Intitulé de la session, vide sur une grille vierge",
        examples=["Session de juin 2026"],
    )
    date: str = Field(
        description="Date et heure de l’épreuve, ou du passage du candidat",
        examples=["15 juin 2026 à 9 h 30"],
    )
    lieu: str = Field(description="Lieu de l’épreuve", examples=["Campus de Nantes, salle 12"])
    session_a_ecrire: Champ = Field(
        description="Session, à écrire", examples=["Session de juin 2026"]
    )
    date_a_ecrire: Champ = Field(description="Date, à choisir", examples=["15/06/2026"])
    heure_a_ecrire: Champ = Field(description="Heure, à écrire", examples=["9 h 30"])
    lieu_a_ecrire: Champ = Field(description="Lieu, à écrire", examples=["Campus de Nantes"])
    voie: Champ = Field(
        description="Voie d’accès du candidat, à choisir dans une liste", examples=["VAE"]
    )

    @classmethod
    def vierge(cls) -> "SeanceGrille":
        """No session yet."""
        voies = [voie for voie in get_args(Voie) if voie != "formation"]
        return cls(
            session="",
            date="",
            lieu="",
            session_a_ecrire=champs.saisie("seance/session", "Session"),
            date_a_ecrire=champs.date("seance/date", "Date de l’épreuve"),
            heure_a_ecrire=champs.saisie("seance/heure", "Heure de l’épreuve"),
            lieu_a_ecrire=champs.saisie("seance/lieu", "Lieu de l’épreuve"),
            voie=champs.choix("candidat/voie", "Voie d’accès", voies),
        )


class JureGrille(Contexte):
    """A juror who signs."""

    nom: str = Field(
        description="Prénom et nom du juré, vide sur une grille vierge", examples=["Claire Aubry"]
    )
    fonction: str = Field(
        description="Place dans le jury : présidente, président ou membre", examples=["Présidente"]
    )
    qualite: str = Field(
        description="Qualité et organisme du juré",
        examples=["Directrice technique, Atelier du Quai"],
    )
    externe: bool = Field(description="Vrai si le juré est extérieur à l’école")
    nom_a_ecrire: Champ = Field(description="Nom du juré, à écrire", examples=["Claire Aubry"])
    qualite_a_ecrire: Champ = Field(
        description="Qualité et organisme, à écrire", examples=["Directrice technique"]
    )
    date: Champ = Field(description="Date de la signature, à choisir", examples=["15/06/2026"])

    @classmethod
    def vierge(cls, repere: str, fonction: str) -> "JureGrille":
        """A juror that nobody named yet, or not with his name."""
        balise = f"jure/{repere}"
        return cls(
            nom="",
            fonction=fonction,
            qualite="",
            externe=False,
            nom_a_ecrire=champs.saisie(f"{balise}/nom", f"Nom du juré {repere}"),
            qualite_a_ecrire=champs.saisie(f"{balise}/qualite", f"Qualité du juré {repere}"),
            date=champs.date(f"{balise}/date", f"Date, juré {repere}"),
        )


class PenaliteGrille(Contexte):
    """A penalty that the règlement knows."""

    libelle: str = Field(description="Pénalité", examples=["Remise en retard"])
    retenue: Champ = Field(description="Case « appliquée »", examples=["☐"])
    motif: Champ = Field(description="Motif et effet, à écrire", examples=["Un jour, un point"])


class DecisionGrille(Contexte):
    """What the jury decides of the bloc."""

    regle: str = Field(
        description="Quand le bloc est acquis",
        examples=["Le bloc est acquis quand toutes ses compétences le sont."],
    )
    valide: Champ = Field(description="Case « validé »", examples=["☐"])
    non_valide: Champ = Field(description="Case « non validé »", examples=["☐"])
    points: Champ = Field(description="Points de la grille, à écrire", examples=["31"])
    total: str = Field(
        description="Points que la grille peut donner, coefficients compris ; vide sans points",
        examples=["40"],
    )
    commentaire: Champ = Field(
        description="Commentaire général, à écrire", examples=["Un travail soigné"]
    )
    incident: Champ = Field(description="Incident, à écrire", examples=["Panne du projecteur"])


class GrilleContexte(Contexte):
    """What grille.docx is given."""

    estampille: Estampille = Field(description="Version et date du référentiel")
    certification: CertificationContexte = Field(description="La certification")
    bloc: BlocGrille = Field(description="Le bloc évalué")
    epreuve: EpreuveContexte = Field(description="L’épreuve")
    poids_epreuve: str = Field(description="Coefficient de l’épreuve, s’il en a un", examples=["2"])
    eliminatoire: bool = Field(description="Vrai si l’épreuve ou le bloc est éliminatoire")
    anonyme: bool = Field(description="Vrai si la grille ne porte que le numéro du candidat")
    candidat: CandidatGrille = Field(description="Le candidat")
    seance: SeanceGrille = Field(description="Quand et où se tient le jury")
    jure: str = Field(
        description="Juré qui tient la grille, quand il y en a une par juré",
        examples=["Mme Claire Aubry"],
    )
    jures: tuple[JureGrille, ...] = Field(
        description="Jurés qui signent : ceux du jury, ou trois lignes à remplir"
    )
    bareme: tuple[NiveauContexte, ...] = Field(
        description="Niveaux de l’échelle, dans l’ordre ; vide quand la grille se note en points"
    )
    maximum: str = Field(
        description="Points d’un critère, au plus ; vide quand la grille a une échelle",
        examples=["4"],
    )
    competences: tuple[CompetenceGrille, ...] = Field(
        description="Compétences du bloc que l’épreuve évalue"
    )
    a_eliminatoires: bool = Field(
        description="Vrai si une compétence ou un critère de la grille est éliminatoire"
    )
    penalites: tuple[PenaliteGrille, ...] = Field(description="Pénalités prévues au règlement")
    decision: DecisionGrille = Field(description="La décision du jury")
    nouveautes: tuple[str, ...] = Field(
        default=(),
        description="Ce que le référentiel a changé dans cette grille depuis qu’elle a été faite "
        "pour la dernière fois ; vide la première fois",
        examples=[("critère ajouté à C2.3", "durée de E1 : 4 h → 3 h")],
    )
