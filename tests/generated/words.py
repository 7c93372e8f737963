"""French sentences as référentiels hold them, put together from our own word lists.

Nothing here is taken from a filed document. What matters is the shape: apostrophes of both kinds,
compounds with a hyphen, slashes, parentheses, numbers with units, acronyms, accents on capitals.
"""

from collections.abc import Callable
from random import Random

INFINITIFS = (
    "Analyser", "Assurer", "Bâtir", "Concevoir", "Conduire", "Coordonner", "Définir", "Déployer",
    "Élaborer", "Établir", "Évaluer", "Fiabiliser", "Identifier", "Mettre en œuvre", "Négocier",
    "Optimiser", "Organiser", "Piloter", "Planifier", "Prévenir", "Produire", "Réaliser",
    "Rédiger", "S'approprier", "Sécuriser", "Structurer", "Suivre", "Traiter", "Vérifier",
)  # fmt: skip
OBJETS = (
    "la mise à jour du registre des plantations",
    "les besoins des usagers et des bénéficiaires",
    "le plan de charge de l’atelier (humain et matériel)",
    "l'inventaire des pièces détachées",
    "le savoir-faire des équipes de nuit",
    "les flux entrants/sortants de la plateforme",
    "la procédure d'accueil du public en situation de handicap",
    "un tableau de bord hebdomadaire",
    "la veille réglementaire (RGPD, ERP, HACCP)",
    "l’état des lieux avant travaux",
    "les relevés de température de la chambre froide",
    "une offre de service sur-mesure",
    "le budget prévisionnel de l'opération",
    "la chaîne d’approvisionnement en circuit court",
    "des supports pédagogiques adaptés",
    "le cahier des charges fonctionnel",
    "la maintenance de 1er niveau du parc d’embarcations",
    "les risques psychosociaux de l’unité",
    "un protocole d'essai en conditions réelles",
    "le planning des interventions sur site",
    "la relation avec les donneurs d’ordre",
    "les écarts constatés entre le prévu et le réalisé",
    "le rendez-vous de restitution avec le/la commanditaire",
    "la traçabilité des lots de semences",
    "les ressources nécessaires à l’événement",
    "un diagnostic partagé du territoire",
    "la signalétique du parcours de visite",
    "les contrats de sous-traitance en cours",
)
MOYENS = (
    "en mobilisant les outils collaboratifs disponibles",
    "à partir d’une grille d'observation",
    "en tenant compte des contraintes d’accessibilité",
    "à l’aide d'un logiciel de GMAO ou d’un tableur",
    "dans le respect des normes ISO 9001 et ISO 14001",
    "en lien avec les partenaires socio-économiques",
    "en s'appuyant sur au moins 3 sources vérifiées",
    "par des entretiens semi-directifs",
    "selon la méthode retenue par l’entreprise",
    "avec un seuil d'alerte fixé à 4 °C",
    "en français et en anglais (niveau B1 du CECRL)",
    "sur un périmètre de 20 000 m² au plus",
)
BUTS = (
    "afin de limiter l'empreinte carbone de l’activité",
    "pour garantir la continuité du service",
    "en vue d’une prise de décision éclairée",
    "afin d’anticiper les aléas de production",
    "pour répondre à la demande des client.e.s",
    "de manière à réduire de 10 % le taux de rebut",
    "afin de préserver la santé et la sécurité des équipes",
    "pour fidéliser la clientèle de proximité",
    "dans une logique d’amélioration continue",
    "afin que chacun/chacune puisse s’approprier la démarche",
)
NOTIONS = (
    "des choix techniques", "de l’argumentaire", "de la démarche", "du diagnostic posé",
    "des consignes données", "du vocabulaire professionnel", "des délais (J+2 au plus tard)",
    "de l'analyse coût/bénéfice", "des règles d’hygiène", "des données recueillies",
    "du compte-rendu", "de la mise en page", "des sources citées", "du plan d’action",
)  # fmt: skip
QUALITES = (
    "Pertinence", "Cohérence", "Respect", "Justesse", "Clarté", "Exhaustivité", "Maîtrise",
    "Adéquation", "Précision", "Fiabilité",
)  # fmt: skip
CONSTATS = (
    "Les étapes sont hiérarchisées et datées",
    "L’outil choisi est adapté au contexte",
    "Le livrable est exploitable par un tiers",
    "L'écart de mesure reste inférieur à 5 %",
    "Au moins deux scénarios sont comparés",
    "Le/la candidat.e justifie ses priorités",
    "Les indicateurs (KPI) sont quantifiés",
    "La posture est professionnelle et à l’écoute",
    "Le chiffrage ne comporte pas d’erreur",
    "Les non-conformités sont signalées",
    "L'ensemble des parties prenantes est informé",
    "Le schéma d’implantation est à l'échelle 1/50",
    "Le vis-à-vis réglementaire est vérifié",
    "La mise en sécurité est immédiate",
)
PRECISIONS = (
    "au regard du contexte décrit",
    "et tient compte des contraintes de l’entreprise",
    "sans dépasser l'enveloppe de 1 500 €",
    "y compris pour les publics empêchés",
    "conformément à la réglementation en vigueur",
    "et s’appuie sur des exemples concrets, chiffrés et récents",
    "en 2 pages au maximum, annexes comprises",
)
ACTIVITES = (
    "Accueil et orientation des publics", "Gestion des stocks de semences",
    "Entretien des embarcations", "Animation de la vie de l’atelier",
    "Préparation des chantiers", "Suivi qualité de la production",
    "Conseil et vente de proximité", "Médiation auprès des usagers",
    "Contrôle des installations d'eau", "Pilotage budgétaire du service",
    "Organisation des visites guidées", "Veille et prospective",
    "Encadrement d’une équipe pluridisciplinaire", "Mise en valeur des collections",
    "Logistique du dernier kilomètre", "Tri et réemploi des matériaux",
)  # fmt: skip
TACHES = (
    "Recueil des demandes", "Tenue du registre", "Relance des fournisseurs",
    "Nettoyage des postes", "Affichage des consignes", "Commande des consommables",
    "Saisie des heures", "Visite de contrôle", "Rédaction du bilan annuel",
    "Étalonnage des appareils", "Réunion de mi-parcours", "Prise de rendez-vous",
)  # fmt: skip
BLOCS = (
    "Organiser l’activité d'un atelier partagé",
    "Conduire un projet d’aménagement paysager",
    "Développer une offre de services de proximité",
    "Encadrer une équipe et transmettre les savoir-faire",
    "Gérer les ressources d'une structure de l’économie sociale et solidaire",
    "Valoriser un site naturel ou patrimonial auprès de tous les publics",
    "Assurer la maintenance d'un parc de matériels nautiques",
)
TITRES = (
    "Étude de cas", "Mise en situation professionnelle", "Soutenance orale", "Projet en groupe",
    "Dossier professionnel", "Entretien avec le jury", "Épreuve pratique en atelier",
)  # fmt: skip
CONSIGNES = (
    "À partir d’une situation d’entreprise réelle ou fictive, le/la candidat.e propose une réponse "
    "argumentée aux besoins exprimés.",
    "Le candidat reçoit un dossier documentaire d’une dizaine de pages, puis traite les questions "
    "posées par le jury.",
    "Par groupe de 3 ou 4, les candidats conduisent le projet confié par un commanditaire.",
    "L'épreuve se déroule sur le plateau technique, avec le matériel mis à disposition.",
    "Le jury, composé de deux professionnels, questionne le candidat sur ses choix.",
    "Le candidat présente son expérience en s’appuyant sur un diaporama (10 vues au plus).",
)
LIVRABLES = (
    "Réalisation d’un plan d'action chiffré", "Proposition d’un calendrier d’intervention",
    "Rédaction d’une note de synthèse", "Présentation d'une maquette à l’échelle",
    "Remise d’un rapport écrit de 15 à 20 pages", "Démonstration commentée d'un geste technique",
    "Élaboration d’un tableau de suivi", "Analyse critique d’un incident",
)  # fmt: skip
FINALES = (
    "Évaluation finale", "Épreuve transversale à tous les blocs", "Évaluation de synthèse :",
    "Évaluation transversale du bloc", "Soutenance finale devant le jury",
)  # fmt: skip
DUREES = (
    "Durée de l’épreuve : 4 heures", "Durée : 45 minutes dont 15 minutes d’échange",
    "Temps de préparation : 2 mois", "Durée : 1h30", "Préparation : 30 min",
    "Oral individuel : 20 minutes",
)  # fmt: skip
MODULES = (
    "Communication", "Gestion de stock", "Anglais", "Éco-gestes", "Bureautique", "Droit",
    "Hygiène", "Sécurité", "Projet", "Botanique", "Vente", "Posture", "Réseau", "Qualité",
)  # fmt: skip
SAVOIRS = (
    "Vocabulaire du métier", "Cadre réglementaire", "Méthodes d’enquête", "Outils de suivi",
    "Notions de comptabilité", "Techniques d'animation", "Éco-conception",
)  # fmt: skip


def competence(rng: Random) -> str:
    """An infinitive, what it bears on, and mostly how and what for: one to six lines of a cell."""
    parts = [rng.choice(INFINITIFS), rng.choice(OBJETS)]
    if rng.random() < 0.3:
        parts.append("et " + rng.choice(OBJETS))
    parts += rng.sample(MOYENS, rng.choice((0, 1, 1, 2)))
    if rng.random() < 0.75:
        parts.append(rng.choice(BUTS))
    return " ".join(parts)


def critere(rng: Random) -> str:
    """A quality of something, or a statement, sometimes with what it depends on."""
    if rng.random() < 0.35:
        text = f"{rng.choice(QUALITES)} {rng.choice(NOTIONS)}"
    else:
        text = rng.choice(CONSTATS)
    return f"{text} {rng.choice(PRECISIONS)}" if rng.random() < 0.4 else text


def unlike(rng: Random, make: Callable[[Random], str], taken: set[str]) -> str:
    """Something `make` makes that is not in `taken`, and now is."""
    while (text := make(rng)) in taken:
        pass
    taken.add(text)
    return text
