"""The pieces of a request for registration that the school adds to what the tool makes.

They are those for which the Code du travail or the Vademecum (edition of January 2023) gives a
ground; the complete list is that of the online form.
"""

from dataclasses import dataclass
from typing import Literal

_CODE = "Code du travail, "
_VADEMECUM = "Vademecum (janvier 2023), "


@dataclass(frozen=True)
class Piece:
    """A piece, and what asks for it: an article, a page; "" where that register does not."""

    intitule: str
    contenu: str
    rncp: str
    rs: str
    aide: Literal["", "comparatif", "pv", "livrets"] = ""
    """What the tool makes that helps."""


PIECES = (
    Piece(
        "Étude du besoin, et lettres de soutien",
        "Le besoin auquel la certification répond\u202f; pour un renouvellement, le bilan de celle "
        "qui était enregistrée.",
        rncp=f"Utile, sans être obligatoire\u00a0: {_VADEMECUM}p.\u00a016 et 42",
        rs=f"{_CODE}R6113-11, I, 1°\u202f; {_VADEMECUM}p.\u00a016 et 42",
    ),
    Piece(
        "Données des promotions de titulaires",
        "Deux promotions au moins, au complet\u202f; avec une seule, l’enregistrement est de trois "
        "ans au plus. Certifiés, emploi, métier visé.",
        rncp=f"{_CODE}R6113-9, I, 1° et 2°, et II\u202f; {_VADEMECUM}p.\u00a042 à 46",
        rs=f"{_CODE}R6113-11, I, 1° bis, et II",
    ),
    Piece(
        "Procès-verbaux signés des jurys",
        "Ceux des promotions déclarées\u202f; un défaut de forme rend la demande irrecevable.",
        rncp=f"{_VADEMECUM}p.\u00a055",
        rs=f"{_VADEMECUM}p.\u00a055",
        aide="pv",
    ),
    Piece(
        "Règlement de l’évaluation, général et propre à la certification",
        "Désignation du jury\u202f; avant, pendant et après les épreuves\u202f; contrôle interne "
        "et fraude. Il est public.",
        rncp=f"{_CODE}R6113-9, I, 4°\u202f; {_VADEMECUM}p.\u00a038",
        rs=f"{_CODE}R6113-11, I, 3°\u202f; {_VADEMECUM}p.\u00a038",
        aide="livrets",
    ),
    Piece(
        "Procédure de recours des candidats",
        "À qui s’adresser, dans quel délai, comment la réponse est donnée.",
        rncp=f"{_VADEMECUM}p.\u00a057",
        rs=f"{_VADEMECUM}p.\u00a057",
    ),
    Piece(
        "Contrôles de l’organisation des épreuves",
        "Ceux qui ont été faits, leurs résultats, les corrections apportées.",
        rncp=f"{_CODE}R6113-9, I, 4°\u202f; {_VADEMECUM}p.\u00a040",
        rs=f"{_CODE}R6113-11, I, 3°\u202f; {_VADEMECUM}p.\u00a040",
    ),
    Piece(
        "Dossier de validation des acquis de l’expérience (livret 2)",
        "Il permet de ne demander qu’un seul bloc.",
        rncp=f"{_CODE}R6113-9, I, 6°\u202f; {_VADEMECUM}p.\u00a050",
        rs="",
    ),
    Piece(
        "Procédure d’aménagement pour les candidats en situation de handicap",
        "Comment la demander, qui en décide, le référent handicap.",
        rncp=f"{_VADEMECUM}p.\u00a040 et 41",
        rs=f"{_VADEMECUM}p.\u00a040 et 41",
    ),
    Piece(
        "Modèle de parchemin",
        "Celui de la certification\u202f; au RNCP, celui de chaque bloc aussi.",
        rncp=f"{_VADEMECUM}p.\u00a039",
        rs=f"{_VADEMECUM}p.\u00a039",
    ),
    Piece(
        "Conventions d’habilitation et liste des partenaires",
        "Pour former, pour évaluer, ou les deux. Sans objet s’il n’y a pas de partenaire.",
        rncp=f"{_CODE}R6113-16-1, R6113-16-2 et R6113-16-5",
        rs=f"{_CODE}R6113-16-1, R6113-16-2 et R6113-16-5",
    ),
    Piece(
        "Bulletins n°\u00a03 du casier judiciaire des dirigeants",
        "De moins de trois mois.",
        rncp=f"{_CODE}R6113-14",
        rs=f"{_CODE}R6113-14",
    ),
    Piece(
        "Extrait Kbis et mandat de la personne qui dépose",
        "De moins de trois mois\u202f; ils sont demandés à l’ouverture du compte.",
        rncp="Usage du formulaire en ligne",
        rs="Usage du formulaire en ligne",
    ),
    Piece(
        "Pour un renouvellement\u00a0: réponse aux recommandations, correspondances",
        "Ce qui a changé, et ce que les anciens blocs valent dans les nouveaux.",
        rncp=f"{_CODE}R6113-9, I, 8°\u202f; {_VADEMECUM}p.\u00a061 à 64",
        rs=f"{_CODE}R6113-11, I, 5°\u202f; {_VADEMECUM}p.\u00a061 à 64",
        aide="comparatif",
    ),
)
"""In the order of the examination criteria, then of what proves who files."""
