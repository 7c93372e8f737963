"""Random French sentences as référentiels have them, and the same in other words."""

import random
from collections.abc import Sequence
from itertools import combinations


def _parts(listed: str) -> list[str]:
    return listed.split("|")


_VERBS = _parts(
    "Analyser|Concevoir|Rédiger|Planifier|Piloter|Animer|Évaluer|Organiser|Négocier|Installer|"
    "Diagnostiquer|Paramétrer|Budgétiser|Recruter|Accompagner|Contrôler|Documenter|Sécuriser|"
    "Promouvoir|Déployer|Cartographier|Auditer|Superviser|Prospecter|Fidéliser|Archiver|Modéliser|"
    "Prototyper|Tester|Maintenir"
)
_OBJECTS = _parts(
    "le cahier des charges|les besoins des usagers|un plan de formation|la stratégie commerciale|"
    "l’inventaire du matériel|les entretiens annuels|une base de données relationnelle|"
    "le réseau de l’entreprise|la politique d’achat|un tableau de bord|les fiches de poste|"
    "le budget prévisionnel|une campagne de communication|les incidents de production|"
    "le parcours d’accueil|la chaîne logistique|les contrats des fournisseurs|"
    "une maquette interactive|le calendrier des chantiers|la veille réglementaire|"
    "les indicateurs de performance|un atelier collectif|la sauvegarde des serveurs|"
    "l’étude de marché|le dossier de subvention|les procédures d’urgence|"
    "la grille tarifaire|une enquête de satisfaction|les comptes rendus de réunion|"
    "le site de vente en ligne|la démarche qualité|les stocks de pièces détachées"
)
_MANNERS = _parts(
    "à partir des données collectées|en mobilisant les outils numériques|"
    "dans le respect de la réglementation|avec les parties prenantes|"
    "en tenant compte du handicap|selon les priorités de la direction|"
    "en langue anglaise|à l’aide d’un logiciel spécialisé|sous la contrainte des délais|"
    "en intégrant les enjeux écologiques|par une méthode agile|en binôme avec un expert|"
    "au moyen d’une grille d’observation|depuis un poste distant"
)
_PURPOSES = _parts(
    "afin de réduire les coûts|pour garantir la sécurité des personnes|"
    "dans le but d’élargir la clientèle|pour préparer la décision du comité|"
    "afin d’améliorer les conditions de travail|de façon à limiter les déchets|"
    "pour anticiper les pannes|afin de valoriser les compétences de l’équipe|"
    "pour répondre à un appel d’offres|en vue d’une mise en service progressive|"
    "afin de fiabiliser les résultats|pour assurer la continuité du service"
)
_STATES = _parts(
    "est complet|est conforme à la norme|est argumenté|est remis dans les temps|"
    "distingue les causes et les effets|s’appuie sur des sources fiables|"
    "couvre les risques identifiés|est compris par un non-spécialiste|"
    "respecte la charte graphique|chiffre les écarts constatés|"
    "tient compte des contraintes du terrain|est hiérarchisé|propose au moins deux scénarios|"
    "est validé par le commanditaire|comporte un échéancier|justifie les choix techniques"
)
_THINGS = _parts(
    "Le diagnostic|Le plan d’action|Le rapport|Le support de présentation|Le schéma|"
    "Le compte rendu|Le dispositif|Le calendrier|L’argumentaire|Le cahier de tests|"
    "Le tableau comparatif|L’outil de suivi|Le protocole|Le budget|Le questionnaire|"
    "L’échantillon|Le contrat|Le scénario|Le planning|L’inventaire|Le devis|Le prototype"
)
_WORDS = _parts(
    "régional|mensuel|partagé|provisoire|initial|détaillé|externe|annuel|simplifié|prioritaire|"
    "numérique|technique|interne|consolidé|global|actualisé|spécifique|transversal|pluriannuel|"
    "opérationnel|stratégique|préalable|commun|imprimé|nominatif|budgétaire|sectoriel"
)
_EXAMS = _parts("Étude de cas|Mise en situation|Dossier écrit|Soutenance orale|Projet tutoré")


class Sentences:
    """Texts of which no two share more than a part: which one is which can be told.

    `chance` is their only source. (Some thousands of them do share more: there are so many parts.)
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._said: set[tuple[str, str]] = set()

    def bloc(self) -> str:
        return "{} {} et {}".format(*self._fresh(_VERBS, _OBJECTS, _OBJECTS))

    def activite(self) -> str:
        return "{} : {}".format(*self._fresh(_THINGS, _OBJECTS))

    def competence(self) -> str:
        return "{} {} {} {}".format(*self._fresh(_VERBS, _OBJECTS, _MANNERS, _PURPOSES))

    def critere(self) -> str:
        thing, of, state = self._fresh(_THINGS, _OBJECTS, _STATES)
        return f"{thing} {self._one(_WORDS)} sur {of} {state}"

    def epreuve(self) -> str:
        return "{}\nÀ partir d’un cas réel, {} : {}\nLe candidat présente {} {}".format(
            *self._fresh(_EXAMS, _OBJECTS, _MANNERS, _OBJECTS, _PURPOSES)
        )

    def _fresh(self, *parts: Sequence[str]) -> list[str]:
        """One of each, no two of which were said together before."""
        for _ in range(100):
            chosen = [self._one(some) for some in parts]
            together = set(combinations(sorted(chosen), 2))
            if not together & self._said:
                break
        self._said |= together
        return chosen

    def _one(self, some: Sequence[str]) -> str:
        return self._chance.choice(some)

    def reworded(self, texte: str) -> str:
        """About a quarter of the words replaced, or something added, or the end left out."""
        first, *rest = texte.split("\n")
        words = first.split(" ")
        match self._chance.choice(["other", "more", "less"]):
            case "more":
                at = self._chance.randint(1, len(words))
                words[at:at] = self._one(_MANNERS).split(" ")
            case "less" if len(words) > 8:
                del words[-self._chance.randint(1, 3) :]
            case _:
                long = [rank for rank, word in enumerate(words) if len(word) > 3]
                for rank in self._chance.sample(long, min(len(long), max(1, len(words) // 4))):
                    words[rank] = self._one([word for word in _WORDS if word != words[rank]])
        return "\n".join([" ".join(words), *rest])

    def mistyped(self, texte: str) -> str:
        """A letter doubled, left out or taken for its neighbour in one word or two."""
        words = texte.split(" ")
        long = [rank for rank, word in enumerate(words) if len(word) > 4 and word.isalpha()]
        for rank in self._chance.sample(long, min(len(long), self._chance.randint(1, 2))):
            word, at = words[rank], self._chance.randint(1, len(words[rank]) - 3)
            words[rank] = self._chance.choice(
                [
                    word[:at] + word[at] + word[at:],
                    word[:at] + word[at + 1 :],
                    word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                ]
            )
        return " ".join(words)
