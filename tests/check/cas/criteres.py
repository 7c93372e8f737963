"""The criteria."""

from tests.check.cas.cas import Cas, Ici, enfreint, inverifiable, respecte
from tests.check.conforme import B1, C11, C12

_HERE = f"{B1} / C1.2 / critère 1"
_CODES = ("C1.1", "C1.2", "C2.1", "C2.2")


def _criteria(*textes: str) -> dict[str, object]:
    """Of C1.2, without indicators; those of the others go, too: there is no such column."""
    bare = [{"texte": "Le sol est propre"}, {"texte": "Le camion est vide"}]
    return {
        **{f"{code}/criteres": bare for code in _CODES},
        "C1.2/criteres": [{"texte": texte} for texte in textes],
    }


def _vague(texte: str, *words: str) -> Cas:
    changes = _criteria(texte, "Le dos est droit")
    return enfreint("CRI-02", changes, Ici(_HERE, 4, words))


CAS: tuple[Cas, ...] = (
    enfreint(
        "CRI-01",
        {"C1.2/criteres": [{"texte": "Le dos reste droit"}]},
        Ici(_HERE, 4, ("Le dos reste droit",)),
    ),
    inverifiable("CRI-01", _criteria("Le dos reste droit")),
    _vague("La méthode est pertinente et cohérente", "pertinente", "cohérente"),
    _vague("Le geste est correctement fait", "correctement"),
    _vague("Un rapport de qualité est rendu", "de qualité"),
    # A document as the subject is no yardstick; one after the word is.
    _vague("Le cahier des charges est adapté", "adapté"),
    respecte("CRI-02", _criteria("Le geste est adapté au cahier des charges")),
    respecte("CRI-02", _criteria("Deux propositions pertinentes sont faites : 2 au moins")),
    respecte("CRI-02", _criteria("Le colis est conforme à la commande")),
    respecte("CRI-02", {"C1.2/criteres": [{"texte": "Geste adapté", "indicateurs": ["Vu"]}]}),
    enfreint("CRI-03", _criteria("Le dos reste droit"), Ici(f"{B1} / C1.2", 4)),
    enfreint(
        "CRI-04", _criteria("Geste juste", "Le dos est droit"), Ici(_HERE, 4, ("Geste juste",))
    ),
    respecte("CRI-04", {"C1.2/criteres": [{"texte": "Geste", "indicateurs": ["Dos droit"]}]}),
    enfreint("CRI-05", _criteria(C12, "Le dos est droit"), Ici(_HERE, 4, (C12,))),
    enfreint(
        "CRI-05",
        _criteria(C12.replace("Soulever", "Il soulève"), "Le dos est droit"),
        Ici(_HERE, 4, (C12.replace("Soulever", "Il soulève"),)),
    ),
    respecte("CRI-05", _criteria(C11, "Le dos est droit")),
    enfreint(
        "CRI-06",
        {"C1.1/criteres": [], "C1.2/criteres": []},
        Ici("épreuve E1", 3),
        aussi="STR-03",
    ),
    respecte("CRI-06", {"C1.1/criteres": []}, aussi="STR-03"),
)
