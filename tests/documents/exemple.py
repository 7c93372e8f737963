"""A made-up dossier with what makes pages hard: long cells, many rows, bare items."""

import datetime
from pathlib import Path

from assembler.model import (
    Activite,
    Bloc,
    Candidat,
    Certification,
    Competence,
    Complement,
    Critere,
    Dossier,
    Duree,
    Epreuve,
    LigneMatrice,
    ListeCandidats,
    Matrice,
    Referentiel,
    Session,
    SessionDossier,
)

_LONG = (
    "Le conseil apporté à l’usager est argumenté, il tient compte de sa situation, de son budget "
    "et de ses contraintes d’emploi du temps, il cite au moins deux solutions de rechange et il "
    "est consigné par écrit dans le registre de la maison des vélos le jour même."
)


def _competence(bloc: int, rang: int, texte: str, *criteres: str) -> Competence:
    return Competence(
        code=f"C{bloc}.{rang}",
        texte=texte,
        epreuves=(f"E{bloc}",),
        criteres=tuple(Critere(texte=critere) for critere in criteres),
    )


def referentiel() -> Referentiel:
    """Three blocs: one of 13 competences under one long épreuve; one bare; one optional."""
    bloc1 = Bloc(
        code="1",
        intitule="Organiser l’accueil d’une maison des vélos",
        activites=tuple(
            Activite(code=f"A1.{rang}", intitule=f"Tenue du registre d’accueil n° {rang}")
            for rang in range(1, 14)
        ),
        competences=tuple(
            _competence(
                1,
                rang,
                f"Conseiller l’usager de la tranche horaire {rang} afin de lui proposer un vélo, "
                "un entretien ou une formation qui répondent à ses besoins & à ses moyens",
                f"Les besoins de la tranche {rang} sont reformulés",
                _LONG if rang == 3 else f"Le registre {rang} est à jour",
                "Le vocabulaire est adapté à l’usager",
            )
            for rang in range(1, 14)
        ),
    )
    bloc2 = Bloc(
        code="2",
        intitule="Entretenir et réparer le parc de vélos",
        activites=(
            Activite(
                code="A2.1",
                intitule="Diagnostic des pannes",
                taches=("Essai du vélo", "Rédaction de la fiche de panne"),
            ),
        ),
        competences=(
            Competence(
                code="C2.1",
                texte="Diagnostiquer la panne d’un vélo afin d’en estimer le coût",
                epreuves=("E2", "E3"),
                criteres=(
                    Critere(
                        code="Cr2.1.1",
                        texte="La panne est trouvée",
                        indicateurs=("En moins de 20 minutes", "Sans démontage inutile"),
                    ),
                    Critere(texte="Le coût estimé est exact à 10 % près"),
                ),
            ),
            Competence(code="C2.2", texte="Réparer un vélo en sécurité", epreuves=("E3",)),
            Competence(
                code="C2.3",
                texte="Former un bénévole à la réparation",
                epreuves=("E3",),
                non_evaluee="Non évalué",
            ),
        ),
    )
    bloc3 = Bloc(
        code="3",
        intitule="Développer la pratique du vélo cargo",
        option="Vélo cargo",
        code_attribue=True,
        activites=(Activite(code="A3.1", intitule="Essais encadrés", code_attribue=True),),
        competences=(
            Competence(
                code="C3.1",
                code_attribue=True,
                texte="Encadrer un essai de vélo cargo",
                epreuves=("E4",),
                criteres=(Critere(texte="Le parcours est sûr"),),
                complements=(Complement(colonne="Savoirs associés", texte="Code de la route"),),
            ),
        ),
    )
    modules = tuple(f"Module {lettre} : atelier et accueil" for lettre in "ABCDEFGHIJK")
    return Referentiel(
        version="2026-01",
        date=datetime.date(2026, 1, 15),
        blocs=(bloc1, bloc2, bloc3),
        epreuves=(
            Epreuve(
                code="E1",
                intitule="Mise en situation d’accueil",
                description=(
                    "Le candidat reçoit trois usagers joués par des membres du jury, en présence "
                    "d’un bénévole de la maison des vélos.",
                    *(f"• Il remet la pièce n° {rang} du dossier d’accueil" for rang in range(30)),
                    "Durée épreuve : 4 heures",
                    "Temps de préparation : 2 mois",
                ),
                durees=(Duree(texte="Durée épreuve : 4 heures", minutes=240),),
                preparation="2 mois",
                formes=("oral", "individuel"),
                livrables=("dossier d’accueil",),
            ),
            Epreuve(code="E2", intitule="Étude de panne", description=("Sur table, 1 h 30.",)),
            Epreuve(code="E3", description=("Le candidat répare un vélo devant le jury.",)),
            Epreuve(
                code="E4",
                code_attribue=True,
                intitule="Essai encadré",
                description=("Le candidat encadre un essai.",),
            ),
        ),
        matrices=(
            Matrice(
                titre="Matrice des modules et des activités",
                colonnes=modules,
                lignes=(
                    LigneMatrice(intitule="Tenue du registre d’accueil", colonnes=modules[::3]),
                    LigneMatrice(intitule="Diagnostic des pannes", colonnes=modules[1:3]),
                ),
            ),
            Matrice(
                colonnes=("Accueil", "Atelier", "Cargo"),
                lignes=(LigneMatrice(intitule="Bloc 1", colonnes=("Accueil",)),),
            ),
        ),
    )


def certification() -> Certification:
    return Certification.model_validate(
        {
            "intitule": "Responsable de maison des vélos",
            "type": "RNCP",
            "code": "RNCP99998",
            "niveau": 5,
            "niveau_cec": 5,
            "nsf": ["252"],
            "formacodes": ["2365"],  # a digit is missing
            "certificateurs": [{"nom": "École du Rayon & Fils", "siret": "00000000000000"}],
            "date_fin_enregistrement": "2030-06-01",
            "duree_enregistrement": 3,
            "objectifs_contexte": "Les maisons des vélos se multiplient.\nElles embauchent.",
            "emplois": "Responsable de maison des vélos",
            "voies_acces": {
                "apprentissage": {"jury": "Deux professionnels et un formateur."},
                "vae": {"jury": "Trois professionnels."},
            },
            "bareme": [
                {"code": "A", "libelle": "Acquis", "definition": "Le critère est atteint seul."},
                {"code": "PA", "libelle": "Partiellement acquis"},
                {"code": "NA", "libelle": "Non acquis"},
            ],
            "poids": {"2": 2, "C2.1": 1.5},
            "eliminatoires": ["C2.2", "C2.1/2"],
            "jury": {
                "consignes": "Les grilles restent sur place.",
                "rgpd": "Vos noms sont gardés.",
            },
            "grilles": {"penalites": ["Remise en retard"]},
            "livret": {
                "annexes": "Le règlement est joint.",
                "rattrapage": "Une session de rattrapage a lieu dans les six mois.",
                "recours": "Le recours se fait par écrit.\nLa réponse vient sous un mois.",
            },
        }
    )


def candidats() -> ListeCandidats:
    return ListeCandidats(
        candidats=(
            Candidat(
                rang=2,
                numero="001",
                civilite="Mme",
                nom="D’Ormesson-Lê",
                prenom="Maëlys",
                groupe="G2",
                voie="apprentissage",
                passage=datetime.datetime(2026, 6, 15, 9, 30),
                tuteur="M. Ünal",
                jury="J1",
                amenagements="Un tiers du temps en plus\nUne salle à part",
                autres={"Code INE": "0123"},
            ),
            Candidat(rang=3, numero="002", nom="Nwosu", prenom="Éric", blocs_acquis=("1",)),
            Candidat(
                rang=4, numero="003", nom="Roux", prenom="Zoé", blocs_vises=("2",), voie="VAE"
            ),
        )
    )


def session() -> SessionDossier:
    return SessionDossier(
        id="2026-06",
        session=Session.model_validate(
            {
                "intitule": "Session de juin 2026",
                "debut": "2026-06-15",
                "fin": "2026-07-01",
                "lieu": "Besançon",
                "responsable": "Mme Nour Ferrand",
                "contact": "03 00 00 00 00",
                "consignes": "Venez un quart d’heure avant.\nUn retard se justifie.",
                "epreuves": [
                    {"code": "E3", "date": "2026-06-15", "heure": "9h30"},
                    {
                        "code": "E1",
                        "date": "2026-07-01",
                        "heure": "14h",
                        "lieu": "Salle 12",
                        "depot": "2026-06-20",
                        "materiel": "un gilet",
                    },
                ],
                "jurys": [
                    {
                        "code": "J1",
                        "intitule": "Jury de Besançon",
                        "membres": ["roy", "lam"],
                        "president": "lam",
                        "deliberation": {"date": "2026-07-01", "heure": "17h", "lieu": "Salle 3"},
                    },
                    {"code": "J2", "membres": ["roy"]},
                ],
                "jures": [
                    {"id": "roy", "nom": "Roy", "prenom": "Luc", "qualite": "Formateur"},
                    {
                        "id": "lam",
                        "civilite": "Mme",
                        "nom": "Lam",
                        "prenom": "Anh",
                        "qualite": "Gérante",
                        "organisme": "Vélos & Cie",
                        "externe": True,
                    },
                    {"id": "absent", "nom": "Petit"},
                ],
            }
        ),
        candidats=candidats(),
    )


def dossier(chemin: Path = Path("maison-des-velos")) -> Dossier:
    return Dossier(
        chemin=chemin,
        nom="maison-des-velos",
        certification=certification(),
        referentiel=referentiel(),
        sessions=(session(),),
    )
