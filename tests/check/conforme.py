"""A certification that keeps every rule there is, and changes of it by hand.

Two blocs of two competences, with indicators, a matrix, a fiche, a session and what is registered.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Literal

from assembler.check import Profil, Vue
from assembler.model import (
    Candidat,
    Certification,
    FicheEnregistree,
    ListeCandidats,
    Referentiel,
    Session,
    SessionDossier,
)

Donnee = Mapping[str, object]
Partie = dict[str, object]

B1, B2 = "bloc RNCP99001BC01", "bloc RNCP99001BC02"


def _competence(code: str, texte: str, page: int, *criteres: str) -> Partie:
    return {
        "code": code,
        "texte": texte,
        "activites": [f"A{code[1]}"],
        "epreuves": [f"E{code[1]}"],
        "criteres": [{"texte": c, "indicateurs": ["Vu par deux jurés"]} for c in criteres],
        "page": page,
    }


def _epreuve(code: str, intitule: str, livrable: str) -> Partie:
    return {
        "code": code,
        "intitule": intitule,
        "description": ["Épreuve pratique et individuelle", "Durée : 2 heures"],
        "durees": [{"texte": "Durée : 2 heures", "minutes": 120}],
        "formes": ["pratique", "individuel"],
        "livrables": [livrable],
    }


C11 = "Trier les meubles selon leur essence, afin de limiter les déchets"
C12 = "Soulever une armoire en sécurité à l’aide d’un diable, pour éviter les accidents"
C21 = "Publier une annonce sur internet à partir de photos, pour vendre un meuble"
C22 = "Conseiller un client en situation de handicap en adaptant sa parole, afin de l’aider"

REFERENTIEL: Partie = {
    "type": "RNCP",
    "intitule": "Agent de réemploi de mobilier",
    "version": "2026-01",
    "blocs": [
        {
            "code": "RNCP99001BC01",
            "intitule": "Préparer les meubles usagés",
            "activites": [{"code": "A1", "intitule": "Préparation des meubles"}],
            "competences": [
                _competence("C1.1", C11, 3, "Chaque pile a son étiquette", "Les clous sont ôtés"),
                _competence("C1.2", C12, 4, "Le dos reste droit", "Les gants sont portés"),
            ],
        },
        {
            "code": "RNCP99001BC02",
            "intitule": "Tenir la boutique",
            "activites": [{"code": "A2", "intitule": "Vente en boutique"}],
            "competences": [
                _competence("C2.1", C21, 5, "Le prix est affiché", "Chaque photo a un titre"),
                _competence("C2.2", C22, 6, "Le passage est dégagé", "Le client est remercié"),
            ],
        },
    ],
    "epreuves": [
        _epreuve("E1", "Mise en situation à l’établi", "Une fiche de tri"),
        _epreuve("E2", "Mise en situation en boutique", "Une annonce"),
    ],
    "matrices": [
        {
            "titre": "Modules et activités",
            "colonnes": ["Atelier", "Boutique"],
            "lignes": [
                {"intitule": "Préparation des meubles", "colonnes": ["Atelier"]},
                {"intitule": "Vente en boutique", "colonnes": ["Boutique"]},
            ],
        }
    ],
}

RGPD = (
    "Ces données servent à délivrer la certification ; transmises à France compétences, elles sont "
    "conservées dix ans. Vos droits : écrivez au DPO."
)
CERTIFICATION: Partie = {
    "intitule": "Agent de réemploi de mobilier",
    "type": "RNCP",
    "code": "RNCP99001",
    "niveau": 4,
    "date_depot": "2026-01-10",
    "prerequis_entree": "Aucun",
    "jury": {"rgpd": RGPD},
    "livret": {
        "handicap": "Temps, matériel et assistance s’adaptent : voyez le référent handicap.",
        "recours": "Sous deux mois.",
        "rgpd": RGPD,
    },
}

SESSION: Partie = {
    "intitule": "Juin",
    "jures": [
        {"id": "anna", "nom": "Ruiz", "civilite": "Mme", "qualite": "menuisière", "externe": True},
        {"id": "bob", "nom": "Le Goff", "civilite": "M.", "qualite": "brocanteur", "externe": True},
        {"id": "cleo", "nom": "Petit", "qualite": "directrice", "externe": False},
    ],
    "jurys": [{"code": "J1", "membres": ["anna", "bob", "cleo"], "president": "anna"}],
}

ENREGISTREE: Partie = {
    "source": {"fichier": "export.xml", "sha256": "0"},
    "type_enregistrement": "Enregistrement sur demande",
    "certification": {
        "intitule": "Agent de réemploi de mobilier",
        "type": "RNCP",
        "code": "RNCP99001",
        "date_decision": "2026-06-01",
    },
    "blocs": [
        {
            "code": "RNCP99001BC01",
            "intitule": "Préparer les meubles usagés",
            "competences": [{"texte": C11}, {"texte": C12}],
            "modalites": ["Mise en situation à l’établi"],
        },
        {
            "code": "RNCP99001BC02",
            "intitule": "Tenir la boutique",
            "competences": [{"texte": C21}, {"texte": C22}],
            "modalites": ["Mise en situation en boutique"],
        },
    ],
}

CANDIDAT = Candidat(rang=2, numero="7", nom="Dupré", prenom="Ève", tuteur="M. Jo Anne Martin")

Racine = Literal["referentiel", "certification", "session", "enregistree"]


def vue(changes: Donnee | None = None) -> Vue:
    """The certification, changed.

    A change is « C1.2/texte »: « … », by the code of a competence, an activity (A1), an épreuve, a
    bloc (B1, B2) or a registered bloc (F1, F2), or by « referentiel », « certification »,
    « session », « enregistree »; « session »: None leaves it out. « profil »: « fiche ».
    """
    roots: dict[str, Partie | None] = deepcopy(
        {
            "referentiel": REFERENTIEL,
            "certification": CERTIFICATION,
            "session": SESSION,
            "enregistree": ENREGISTREE,
        }
    )
    profil: Profil = "annexe"
    for path, value in (changes or {}).items():
        name, _, key = path.partition("/")
        if path == "profil":
            profil = "fiche"
        elif not key:
            assert value is None and name in roots
            roots[name] = None
        else:
            _part(roots, name)[key] = value
    certification, session = roots["certification"], roots["session"]
    enregistree = roots["enregistree"]
    return Vue(
        Referentiel.model_validate(roots["referentiel"]),
        Certification.model_validate(certification) if certification else None,
        (_session(session),) if session else (),
        profil,
        FicheEnregistree.model_validate(enregistree) if enregistree else None,
    )


def _session(session: Partie) -> SessionDossier:
    return SessionDossier(
        "2026-06", Session.model_validate(session), ListeCandidats(candidats=(CANDIDAT,))
    )


def _part(roots: Mapping[str, Partie | None], name: str) -> Partie:
    if name in roots:
        root = roots[name]
        assert root is not None
        return root
    referentiel, enregistree = roots["referentiel"], roots["enregistree"]
    assert referentiel is not None
    blocs = _parts(referentiel, "blocs")
    if name[0] in "BF":
        assert enregistree is not None
        return (blocs if name[0] == "B" else _parts(enregistree, "blocs"))[int(name[1]) - 1]
    coded = _parts(referentiel, "epreuves") + [
        part for bloc in blocs for key in ("activites", "competences") for part in _parts(bloc, key)
    ]
    (found,) = (part for part in coded if part["code"] == name)
    return found


def _parts(whole: Partie, key: str) -> list[Partie]:
    parts = whole[key]
    assert isinstance(parts, list)
    return parts
