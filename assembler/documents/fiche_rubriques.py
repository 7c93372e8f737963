"""The fields of the registration form in its order: what the school gave, and where it gives it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assembler.documents import typographie as typo
from assembler.documents.contexte import correspondances
from assembler.documents.fiche_controles import INTITULE_SIGNES
from assembler.model import Certification
from assembler.model.certification import Voie

_FC = "fixé par France compétences lors de l’enregistrement"

_VOIES: tuple[tuple[str, Voie], ...] = (
    ("formation_initiale", "formation initiale"),
    ("apprentissage", "apprentissage"),
    ("formation_continue", "formation continue"),
    ("contrat_professionnalisation", "contrat de professionnalisation"),
    ("candidature_individuelle", "candidature individuelle"),
    ("vae", "VAE"),
)
"""Key of certification.yaml and name of each way, in the order of the form."""


@dataclass(frozen=True)
class Champ:
    """A field of the form, with or without a value."""

    intitule: str
    paragraphes: tuple[str, ...]
    ou: str
    """Where the officer gives it."""
    est_texte: bool = False
    """A free text, whose length matters."""
    maximum: int = 0
    """In signs; 0 where no limit is known."""


def avant_les_blocs(c: Certification) -> Iterator[Champ]:
    """From the number of the fiche to the aims of the certification."""
    yield _champ("Numéro de fiche", "code", [c.code or ""], _FC)
    yield Champ("Intitulé", (c.intitule,), _cle("intitule"), True, INTITULE_SIGNES)
    if c.abrege:
        yield _champ("Abrégé", "abrege", [c.abrege])
    if c.type == "RNCP":
        yield _champ("Niveau de qualification", "niveau", [_niveau(c)])
    yield _champ("Code(s) NSF", "nsf", c.nsf)
    yield _champ("Formacode(s)", "formacodes", c.formacodes)
    yield _date(c, "Date d’échéance de l’enregistrement", "date_fin_enregistrement")
    yield _champ("Durée de l’enregistrement", "duree_enregistrement", [_annees(c)], _FC)
    yield _date(c, "Date de décision", "date_decision")
    yield _date(c, "Date d’effet", "date_effet")
    yield _date(c, "Date limite de délivrance", "date_limite_delivrance")
    yield _champ("Certificateur(s)", "certificateurs", list(_certificateurs(c)))
    yield _texte("Objectifs et contexte", "objectifs_contexte", c.objectifs_contexte)


def apres_les_blocs(c: Certification) -> Iterator[Champ]:
    """From how the blocs give the certification to the link to its description."""
    f = c.formulaire
    if c.type == "RNCP":
        yield _texte("Acquisition de la certification par les blocs", "formulaire.blocs", f.blocs)
    else:
        yield _texte("Validation partielle", "formulaire.blocs", f.blocs)
    yield _texte("Secteurs d’activité", "secteurs", c.secteurs)
    yield _texte("Types d’emplois accessibles", "emplois", c.emplois)
    yield _champ("Code(s) ROME", "rome", c.rome)
    yield _texte("Réglementation d’activités", "reglementation", c.reglementation)
    yield _texte("Prérequis à l’entrée en formation", "prerequis_entree", c.prerequis_entree)
    yield _texte(
        "Prérequis à la validation de la certification",
        "prerequis_validation",
        c.prerequis_validation,
    )
    yield from _voies(c)
    yield _oui_non("Accessible en Nouvelle-Calédonie", "nouvelle_caledonie", f.nouvelle_caledonie)
    yield _oui_non(
        "Accessible en Polynésie française", "polynesie_francaise", f.polynesie_francaise
    )
    yield _champ(
        "Liens avec d’autres certifications (correspondances)",
        "correspondances",
        list(correspondances(c)),
    )
    yield _champ("Conventions collectives (IDCC)", "formulaire.conventions", f.conventions)
    yield _texte("Base légale", "formulaire.base_legale", f.base_legale)
    yield _texte(
        "Statistiques des promotions (certifiés, dont VAE, insertion)",
        "formulaire.statistiques",
        f.statistiques,
    )
    yield _champ("Partenaires habilités", "formulaire.partenaires", f.partenaires)
    yield _champ("Lien vers le descriptif", "formulaire.lien", [f.lien or ""])
    yield _champ("Ancienne(s) certification(s)", "formulaire.anciennes", f.anciennes)
    yield _champ("Nouvelle(s) certification(s)", "formulaire.nouvelles", f.nouvelles)


def _cle(cle: str) -> str:
    return f"certification.yaml, clé {typo.entre_guillemets(cle)}"


def _champ(intitule: str, cle: str, valeurs: Sequence[str], precision: str = "") -> Champ:
    ou = f"{_cle(cle)} ({precision})" if precision else _cle(cle)
    return Champ(intitule, tuple(valeur for valeur in valeurs if valeur), ou)


def _texte(intitule: str, cle: str, texte: str | None) -> Champ:
    return Champ(intitule, typo.paragraphes(texte), _cle(cle), est_texte=True)


def _date(c: Certification, intitule: str, cle: str) -> Champ:
    dates = {
        "date_fin_enregistrement": c.date_fin_enregistrement,
        "date_decision": c.date_decision,
        "date_effet": c.date_effet,
        "date_limite_delivrance": c.date_limite_delivrance,
    }
    return _champ(intitule, cle, [typo.date_longue(dates[cle])], _FC)


def _oui_non(intitule: str, cle: str, reponse: bool | None) -> Champ:
    mots = {None: "", True: "Oui", False: "Non"}
    return _champ(intitule, f"formulaire.{cle}", [mots[reponse]])


def _niveau(c: Certification) -> str:
    if c.niveau is None:
        return ""
    cec = f" (niveau {c.niveau_cec} du cadre européen des certifications)" if c.niveau_cec else ""
    return f"Niveau {c.niveau}{cec}"


def _annees(c: Certification) -> str:
    if c.duree_enregistrement is None:
        return ""
    return f"{c.duree_enregistrement}{typo.INSECABLE}an{'s' if c.duree_enregistrement > 1 else ''}"


def _certificateurs(c: Certification) -> Iterator[str]:
    for certificateur in c.certificateurs:
        parties = [certificateur.nom]
        if certificateur.nom_commercial:
            parties.append(f"nom commercial{typo.INSECABLE}: {certificateur.nom_commercial}")
        if certificateur.siret:
            parties.append(f"SIRET {certificateur.siret}")
        if certificateur.site:
            parties.append(certificateur.site)
        yield f" {typo.TIRET} ".join(parties)


def _voies(c: Certification) -> Iterator[Champ]:
    """The six ways, each with its jury: a form that names three leaves three to tell."""
    connues = c.voies_acces.by_name()
    for cle, nom in _VOIES:
        voie = connues.get(nom)
        reponse = "" if voie is None else "Oui" if voie.ouverte else "Non"
        yield _champ(f"Voie d’accès{typo.INSECABLE}: {nom}", f"voies_acces.{cle}", [reponse])
        if voie is not None and voie.ouverte:
            jury = f"Composition du jury{typo.INSECABLE}: {nom}"
            yield _texte(jury, f"voies_acces.{cle}.jury", voie.jury)
