"""Codes that must be unique, and codes that must lead somewhere."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from assembler.model.certification import INTITULE_A_REMPLACER, Certification
from assembler.model.faults import Fault, Loc, nearest
from assembler.model.referentiel import Bloc, Referentiel
from assembler.model.session import Session

MAX_LISTED = 8


def referentiel_faults(referentiel: Referentiel) -> Iterator[Fault]:
    """Codes given twice, and references to what does not exist.

    Blocs are told apart by code and option, épreuves by code, activities and competences by code
    within their bloc (many référentiels number C1, C2 … anew in each).
    """
    yield from _doubles("le bloc", [(b.code, b.option) for b in referentiel.blocs], ("blocs",))
    epreuves = [epreuve.code for epreuve in referentiel.epreuves]
    yield from _doubles("l'épreuve", epreuves, ("epreuves",))
    for rank, bloc in enumerate(referentiel.blocs):
        yield from _bloc_faults(bloc, ("blocs", rank), epreuves)
    for rank, matrice in enumerate(referentiel.matrices):
        for row, ligne in enumerate(matrice.lignes):
            yield from _unknown(
                "la colonne",
                ligne.colonnes,
                matrice.colonnes,
                ("matrices", rank, "lignes", row, "colonnes"),
            )


def _bloc_faults(bloc: Bloc, loc: Loc, epreuves: Collection[str]) -> Iterator[Fault]:
    activites = [activite.code for activite in bloc.activites]
    yield from _doubles("l'activité", activites, (*loc, "activites"))
    competences = [competence.code for competence in bloc.competences]
    yield from _doubles("la compétence", competences, (*loc, "competences"))
    for rank, competence in enumerate(bloc.competences):
        here = (*loc, "competences", rank)
        yield from _unknown("l'épreuve", competence.epreuves, epreuves, (*here, "epreuves"))
        yield from _unknown("l'activité", competence.activites, activites, (*here, "activites"))


def fiche_faults(certification: Certification, dossier: Path) -> Iterator[Fault]:
    """What is wrong with the fiche whatever the référentiel: a title still to be written, codes
    given twice, files that are not there."""
    if certification.intitule == INTITULE_A_REMPLACER:
        yield Fault(
            ("intitule",),
            f"remplacez l'intitulé « {INTITULE_A_REMPLACER} » par celui de la certification",
        )
    niveaux = [niveau.code for niveau in certification.bareme]
    yield from _doubles("le niveau", niveaux, ("bareme",))
    if certification.points is not None and "bareme" in certification.model_fields_set:
        yield Fault(("points",), "la grille a « bareme » et « points » : gardez l'un des deux")
    for famille, modele in certification.modeles.items():
        if not (dossier / modele).is_file():
            yield Fault(("modeles", famille), f"le fichier « {modele} » n'existe pas")
    if certification.logo and not (dossier / certification.logo).is_file():
        yield Fault(("logo",), f"le fichier « {certification.logo} » n'existe pas")


def certification_faults(certification: Certification, referentiel: Referentiel) -> Iterator[Fault]:
    """What the fiche says that the référentiel does not know."""
    if certification.type != referentiel.type:
        yield Fault(
            ("type",),
            f"« type » : {certification.type} ici, {referentiel.type} dans referentiel.yaml",
        )
    blocs = [bloc.code for bloc in referentiel.blocs]
    for code in certification.formulaire.prerequis_blocs:
        if code not in blocs:
            loc = ("formulaire", "prerequis_blocs", code)
            yield Fault(loc, _not_found("le bloc", code, blocs))
    yield from _code_faults(certification, list(_names(referentiel)))


def _code_faults(
    certification: Certification, elements: Sequence[tuple[str, ...]]
) -> Iterator[Fault]:
    """Weights and eliminatory marks whose code names nothing, or more than one thing."""
    given: list[tuple[Loc, str]] = [(("poids", code), code) for code in certification.poids]
    given += [(("eliminatoires", rank), c) for rank, c in enumerate(certification.eliminatoires)]
    times = Counter(name for names in elements for name in names)
    for loc, code in given:
        if times[code] == 0:
            known = [next((n for n in names if times[n] == 1), names[0]) for names in elements]
            yield Fault(loc, _not_found("le code", code, known))
        elif times[code] > 1:
            exact = dict.fromkeys(names[-1] for names in elements if code in names)
            todo = f"écrivez {' ou '.join(exact)}" if len(exact) > 1 else "changez l'un des codes"
            yield Fault(loc, f"le code « {code} » désigne plusieurs éléments ; {todo}")


def _names(referentiel: Referentiel) -> Iterator[tuple[str, ...]]:
    """What weights and eliminatory marks may call each bloc, competence, criterion and épreuve, the
    most exact name last.

    A criterion goes by its printed code, and by its rank in its competence: « C1.1/2 ». Where blocs
    number their competences anew, the bloc comes first: « 2/C1 », « 2/C1/2 ».
    """
    for bloc in referentiel.blocs:
        yield (bloc.code,)
        for competence in bloc.competences:
            yield _once(competence.code, f"{bloc.code}/{competence.code}")
            for rank, critere in enumerate(competence.criteres, start=1):
                by_rank = f"{competence.code}/{rank}"
                yield _once(critere.code or by_rank, by_rank, f"{bloc.code}/{by_rank}")
    for epreuve in referentiel.epreuves:
        yield (epreuve.code,)


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def session_faults(session: Session, referentiel: Referentiel) -> Iterator[Fault]:
    """Épreuves, jurors and presidents that do not exist, and codes given twice."""
    epreuves = [epreuve.code for epreuve in referentiel.epreuves]
    planifiees = [epreuve.code for epreuve in session.epreuves]
    for rank, code in enumerate(planifiees):
        if code not in epreuves:
            yield Fault(("epreuves", rank, "code"), _not_found("l'épreuve", code, epreuves))
    jures = [jure.id for jure in session.jures]
    yield from _doubles("le juré", jures, ("jures",))
    yield from _doubles("le jury", [jury.code for jury in session.jurys], ("jurys",))
    for rank, jury in enumerate(session.jurys):
        here: Loc = ("jurys", rank)
        yield from _unknown("le juré", jury.membres, jures, (*here, "membres"))
        yield from _doubles("le juré", jury.membres, (*here, "membres"))
        if jury.president and jury.president not in jury.membres:
            yield Fault(
                (*here, "president"),
                f"« president » : « {jury.president} » n'est pas parmi les membres de ce jury",
            )


def _doubles(name: str, keys: Sequence[object], loc: Loc) -> Iterator[Fault]:
    for rank, key in enumerate(keys):
        if key in keys[:rank]:
            code = key[0] if isinstance(key, tuple) else key
            yield Fault((*loc, rank), f"{name} « {code} » apparaît deux fois")


def _unknown(name: str, given: Iterable[str], known: Collection[str], loc: Loc) -> Iterator[Fault]:
    for rank, code in enumerate(given):
        if code not in known:
            yield Fault((*loc, rank), _not_found(name, code, known))


def _not_found(name: str, code: str, known: Collection[str]) -> str:
    hint = nearest(code, known) or f" ({_listed(known)})"
    return f"{name} « {code} » n'existe pas{hint}"


def _listed(known: Collection[str]) -> str:
    if not known:
        return "il n'y en a aucun"
    first = list(known)[:MAX_LISTED]
    return "il y a : " + ", ".join(first) + (" …" if len(known) > MAX_LISTED else "")
