"""The files a new dossier starts with, each key explained where it stands."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from assembler.errors import InputError, Where, reason_of
from assembler.model.certification import INTITULE_A_REMPLACER
from assembler.model.liste_vide import empty_list
from assembler.model.opendata import FICHE_ENREGISTREE, FicheEnregistree
from assembler.model.opendata.gabarit import fiche_yaml, fill_in
from assembler.model.writing import to_yaml, write_atomically

CERTIFICATION = f"""\
# La fiche de la certification, et vos choix pour ses documents.
#
# Une ligne qui commence par « # » n'est pas lue. Pour remplir une rubrique, retirez le « # » et
# l'espace qui le suit, sans changer le retrait. Mettez entre guillemets "…" un texte qui contient
# « : » ou « # ». Un texte long s'écrit après « | », sur des lignes en retrait :
#
#     recours: |
#       Premier paragraphe.
#       Deuxième paragraphe.
#
# Seuls l'intitulé et le type sont obligatoires.

# L'intitulé exact, tel que France compétences l'a enregistré.
intitule: {INTITULE_A_REMPLACER}

# RNCP, ou RS (répertoire spécifique).
type: RNCP

# --- Identité -------------------------------------------------------------------------------------

# abrege: BTS                           # sigle du type de certification, s'il y en a un
# code: RNCP00000                       # numéro de la fiche
# niveau: 6                             # niveau de la nomenclature française, de 3 à 8
# niveau_cec: 6                         # niveau du cadre européen (CEC)
# nsf: [326]                            # trois codes NSF au plus
# formacodes: [31088]                   # cinq Formacodes au plus
# rome: [M1805]                         # cinq codes ROME au plus

# certificateurs:
# - nom: Nom légal
#   siret: "00000000000000"
#   nom_commercial: Nom de l'école
#   site: www.exemple.fr

# Un logo (.png ou .jpg), dans ce dossier : il paraît en tête des documents.
# logo: logo.png

# --- Dates ----------------------------------------------------------------------------------------

# date_decision: 2026-01-15             # décision d'enregistrement
# date_effet: 2026-01-15
# date_fin_enregistrement: 2029-01-15
# duree_enregistrement: 3               # en années
# date_limite_delivrance: 2033-01-15
# version_referentiel: "2026-09"        # le nom de cette version, au pied des documents
# date_referentiel: 2026-09-15
# date_depot: 2025-10-01                # dépôt de la demande : il dit quels textes s'appliquent

# --- Objet ----------------------------------------------------------------------------------------

# objectifs_contexte: À quoi la certification répond.
# secteurs: Les secteurs d'activité.
# emplois: Les types d'emplois accessibles.
# reglementation: La réglementation des activités, s'il y en a une.
# prerequis_entree: Les prérequis à l'entrée en formation.
# prerequis_validation: Les prérequis à la validation de la certification.

# --- Voies d'accès, et composition du jury de chacune ---------------------------------------------
# Gardez celles qui sont ouvertes.

# voies_acces:
#   formation_initiale: {{ouverte: oui, jury: Composition du jury}}
#   apprentissage: {{ouverte: oui, jury: Composition du jury}}
#   formation_continue: {{ouverte: oui, jury: Composition du jury}}
#   contrat_professionnalisation: {{ouverte: oui, jury: Composition du jury}}
#   candidature_individuelle: {{ouverte: non}}
#   vae: {{ouverte: oui, jury: Composition du jury}}

# Équivalences et passerelles ; nature : totale ou partielle.
# correspondances:
# - code: RNCP00001
#   intitule: Intitulé de l'autre certification
#   nature: partielle
#   texte: Ce qui est reconnu.

# Ce que le formulaire en ligne demande encore ; ce qui manque est listé dans la fiche.
# formulaire:
#   blocs: Comment les blocs donnent la certification.
#   prerequis_blocs: {{"2": Avoir validé le bloc 1.}}
#   nouvelle_caledonie: non
#   polynesie_francaise: non
#   conventions: ["1518"]                 # numéros IDCC
#   base_legale: Le texte, s'il y en a un.
#   statistiques: Promotions, certifiés, taux d'insertion.
#   partenaires: [Nom de l'organisme habilité]
#   lien: www.exemple.fr/certification
#   anciennes: [RNCP00002]
#   nouvelles: []

# --- Évaluation -----------------------------------------------------------------------------------

# L'échelle du jury. Sans cette rubrique : Acquis, Partiellement acquis, Non acquis.
# bareme:
# - {{code: A, libelle: Acquis, definition: La compétence est maîtrisée.}}
# - {{code: PA, libelle: Partiellement acquis, definition: La compétence est à renforcer.}}
# - {{code: NA, libelle: Non acquis, definition: La compétence n'est pas maîtrisée.}}

# Ou bien, à la place de l'échelle, des points : chaque critère se note de 0 à ce maximum.
# points: 4

# Poids, et compétences ou critères éliminatoires, par leur code ; « C1.1/2 » est le deuxième
# critère de C1.1. Quand plusieurs blocs ont une compétence C1 : « 2/C1 », celle du bloc 2.
# poids:
#   C1.1: 2
#   C1.2: 1
# eliminatoires: [C1.1, C1.2/1]

# oui : les papiers du jury ne montrent que le numéro du candidat.
# anonyme: non

# Les grilles du jury. par : une grille par candidat, ou par juré (et candidat), en plus des grilles
# vierges ; fichier : leur nom ; regle : quand le bloc est acquis, si ce n'est pas par toutes ses
# compétences ; penalites : celles du règlement, une ligne chacune.
# grilles:
#   par: candidat
#   fichier: "{{numero}}-{{nom}}-{{prenom}}"
#   regle: Le bloc est acquis à partir de 10 points sur 20.
#   penalites: [Remise en retard]

# --- Documents ------------------------------------------------------------------------------------

# Vos modèles Word, à la place de ceux du logiciel. Familles : annexe, fiche, bordereau, grille,
# livret, amenagement, convocation, emargement, pv.
# modeles:
#   grille: modeles/grille.docx

# Règles de conformité que vous écartez, et pourquoi.
# regles_derogees:
#   STR-09: La raison.

# Les thèmes que la certification n'a pas à intégrer, et pourquoi : transition_ecologique,
# transition_numerique, sante_securite, handicap.
# themes_sans_objet:
#   transition_ecologique: La raison.

# Ce que dit le livret du candidat : gardez ce que vous remplissez.
# livret:
#   presentation: La certification en quelques lignes.
#   partenaire: L'organisme habilité qui prépare les candidats, s'il y en a un.
#   debouches: Métiers et débouchés.
#   taux: Taux de réussite et d'insertion.
#   validation: Conditions pour valider un bloc, puis la certification.
#   jury: L'indépendance du jury ; sa composition est celle de la voie d'accès.
#   resultats: Quand et comment les résultats sont donnés.
#   rattrapage: Ce qui peut être repassé, quand.
#   recours: Comment contester une décision.
#   convocation: Délai, pièce d'identité, retard, absence.
#   fraude: Ce qui est une fraude, ce qui s'ensuit.
#   ia_plagiat: Ce qui est permis de l'intelligence artificielle, et le plagiat.
#   handicap: Le référent handicap, et comment demander un aménagement.
#   rgpd: Ce qui est fait des données personnelles.
#   vae: La validation des acquis de l'expérience, en tout ou par bloc.
#   passerelles: Les suites et équivalences.
#   annexes: Ce qui est remis avec le livret, en plus des grilles.

# Ce que dit la convocation des jurés.
# jury:
#   consignes: Ce qui est attendu d'un juré, l'indemnité.
#   rgpd: Ce qui est fait des données personnelles des jurés.
"""

SESSION = """\
# Une session de certification : quand, où, devant qui.
#
# Une ligne qui commence par « # » n'est pas lue : retirez le « # » et l'espace qui le suit pour la
# remplir. Seul l'intitulé est obligatoire.

{intitule}

# debut: 2026-06-15
# fin: 2026-06-19
# lieu: Ville ou campus

# Qui signe les convocations et paraphe les procès-verbaux ; qui prévenir d'un retard.
# responsable: M. Prénom Nom
# contact: 01 00 00 00 00

# Ce que disent les convocations : heure d'arrivée, retard, absence.
# consignes: |
#   Présentez-vous un quart d'heure avant l'heure indiquée.

# Date et lieu de chaque épreuve, par son code dans referentiel.yaml. depot : dernier jour pour
# remettre ce qu'elle demande ; materiel : à apporter ; passage: oui, chacun à l'heure de la liste.
# epreuves:
# - {{code: E1, date: 2026-06-15, heure: 9h30, lieu: Salle 12, depot: 2026-06-01, materiel: Aucun}}
# - {{code: E2, date: 2026-06-16, lieu: Salle 12, passage: oui}}

# Les jurés ; externe : n'appartient pas à l'école.
# jures:
# - id: j1
#   civilite: Mme
#   nom: Nom
#   prenom: Prénom
#   qualite: Fonction
#   organisme: Entreprise
#   externe: oui

# Qui siège dans quel jury : les id des jurés ; le président est l'un des membres.
# jurys:
# - code: J1
#   intitule: Jury 1
#   membres: [j1]
#   president: j1
#   deliberation: {{date: 2026-06-19, heure: 17h00, lieu: Salle 12}}

# La liste des candidats, quand ce n'est pas candidats.xlsx ou candidats.csv ; et, dans un classeur,
# sa feuille, quand ce n'est pas la première.
# candidats:
#   fichier: Inscrits juin.xlsx
#   feuille: Inscrits
"""


def write_starter(
    dossier: Path,
    *,
    pdf: Path | None = None,
    sessions: Sequence[str] = (),
    fiche: FicheEnregistree | None = None,
) -> tuple[Path, ...]:
    """Writes the starter files of a dossier, and says which.

    The PDF is copied as `referentiel.pdf`; `sessions` are the names of the folders to make. A
    registered `fiche` fills certification.yaml in, and is kept beside it. Asked for a fiche or for
    sessions, a certification.yaml that is there stays as it is. Writes nothing at all when another
    of the files is there already (InputError).
    """
    texts = {dossier / FICHE_ENREGISTREE: fiche_yaml(fiche)} if fiche else {}
    certification = dossier / "certification.yaml"
    if not ((fiche or sessions) and certification.exists()):
        texts[certification] = fill_in(CERTIFICATION, fiche) if fiche else CERTIFICATION
    lists = []
    for session in sessions:
        folder = _session_folder(dossier, session)
        texts[folder / "session.yaml"] = SESSION.format(
            intitule=to_yaml({"intitule": f"Session {session}"}).rstrip()
        )
        lists.append(folder / "candidats.xlsx")
    copie = dossier / "referentiel.pdf"
    copies = [copie] if pdf is not None and not _same_file(pdf, copie) else []
    written = [*copies, *texts, *lists]
    _refuse_existing(written)
    if pdf is not None and not pdf.is_file():
        raise InputError("ce fichier n'existe pas.", where=Where(pdf), todo="Vérifiez son nom.")
    _make_folders(written)
    if pdf is not None and copies:
        shutil.copyfile(pdf, copie)
    for path, text in texts.items():
        write_atomically(path, text.encode())
    for path in lists:
        write_atomically(path, empty_list())
    return tuple(written)


def _session_folder(dossier: Path, session: str) -> Path:
    if not session or session.startswith(".") or Path(session).name != session:
        raise InputError(
            f"« {session} » ne peut pas être le nom d'un dossier de session.",
            where=Where(dossier),
            todo="Prenez un nom simple, comme 2026-06.",
        )
    return dossier / "sessions" / session


def _same_file(pdf: Path, copie: Path) -> bool:
    return pdf.exists() and copie.exists() and pdf.samefile(copie)


def _refuse_existing(paths: Sequence[Path]) -> None:
    existing = [path for path in paths if path.exists()]
    if existing:
        raise InputError(
            f"ce fichier existe déjà{_and_others(len(existing) - 1)} ; rien n'a été écrit.",
            where=Where(existing[0]),
            todo="Choisissez un autre dossier, ou renommez ce qui s'y trouve.",
        )


def _and_others(count: int) -> str:
    if count == 0:
        return ""
    return ", et un autre aussi" if count == 1 else f", et {count} autres aussi"


def _make_folders(paths: Sequence[Path]) -> None:
    for folder in {path.parent for path in paths}:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise InputError(
                f"ce dossier ne peut pas être créé ({reason_of(fault)}).",
                where=Where(folder),
                todo="Choisissez un autre emplacement.",
            ) from fault
