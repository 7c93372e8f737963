"""A dossier to measure with: an invented certification of the usual size, and as many candidates as
wanted. The same number, the same files.

22 competences in three blocs, three criteria each, seven épreuves of some ten paragraphs and the
texts of the booklet: what a filed référentiel of seven pages holds.
"""

import csv
from pathlib import Path

from assembler.model import write_referentiel
from assembler.model.referentiel import Activite, Bloc, Competence, Critere, Epreuve, Referentiel

SESSION = "2027-06"
_BLOCS = {"1": 12, "2": 6, "3": 4}
"""Code of each bloc: number of its competences."""
_EPREUVES = 7
_VOIES = ("formation continue", "apprentissage", "VAE")
_CAMPUS = ("Nantes", "Angers", "Saint-Nazaire")

_COMPETENCE = (
    "Organiser l’étape {} du chantier en tenant compte des contraintes de l’équipe, des délais "
    "et de la sécurité, afin de livrer un ouvrage conforme à la commande du client"
)
_CRITERE = "Le point {} de l’étape est tenu et la preuve en est donnée"
_ALINEA = (
    "À partir d’un dossier de chantier remis le matin, le candidat rédige la partie {} du plan "
    "d’organisation et justifie chacun de ses choix devant le jury."
)
_PUCE = "• Livrable {} : une page, schéma compris, que le jury garde"
_TEXTE = (
    "L’établissement remet ce texte à chaque candidat au début du parcours. Il précise ce que le "
    "règlement prévoit pour « {} », qui prévenir, dans quel délai, et par quel moyen. Toute "
    "demande est traitée par écrit, et la réponse est motivée."
)
_TEXTES = (
    *("presentation", "debouches", "validation", "resultats", "rattrapage", "recours"),
    *("convocation", "fraude", "ia_plagiat", "handicap", "rgpd", "vae", "passerelles"),
)


def write_dossier(dossier: Path, candidats: int, logo: Path) -> None:
    """Writes a dossier with a session of so many candidates into the folder `dossier`."""
    session = dossier / "sessions" / SESSION
    session.mkdir(parents=True)
    (dossier / logo.name).write_bytes(logo.read_bytes())
    write_referentiel(_referentiel(), dossier / "referentiel.yaml")
    (dossier / "certification.yaml").write_text(_certification(logo.name), encoding="utf-8")
    (session / "session.yaml").write_text(_session(), encoding="utf-8")
    write_candidats(dossier, candidats)


def write_candidats(dossier: Path, candidats: int) -> None:
    """Writes the session's list anew, with so many candidates."""
    columns = ("Numéro", "Nom", "Prénom", "Date de naissance", "Campus", "Voie", "Blocs acquis")
    with (dossier / "sessions" / SESSION / "candidats.csv").open(
        "w", encoding="utf-8", newline=""
    ) as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(columns)
        writer.writerows(_candidat(rang) for rang in range(1, candidats + 1))


def _candidat(rang: int) -> tuple[str, ...]:
    return (
        f"{rang:05}",
        f"Candidat-{rang} d’Essai",
        f"Prénom{rang % 37}",
        f"{1980 + rang % 25}-{1 + rang % 12:02}-{1 + rang % 28:02}",
        _CAMPUS[rang % 3],
        _VOIES[rang % 3],
        "1" if rang % 10 == 0 else "",
    )


def _referentiel() -> Referentiel:
    return Referentiel(
        intitule="Conducteur de chantier fictif",
        version="2026-01",
        blocs=tuple(_bloc(code, nombre) for code, nombre in _BLOCS.items()),
        epreuves=tuple(_epreuve(f"E{rang}") for rang in range(1, _EPREUVES + 1)),
    )


def _bloc(code: str, nombre: int) -> Bloc:
    return Bloc(
        code=code,
        intitule=f"Conduire la phase {code} d’un chantier",
        activites=tuple(
            Activite(code=f"A{code}.{rang}", intitule=f"Suivi de l’étape {rang} du chantier")
            for rang in range(1, nombre + 1)
        ),
        competences=tuple(
            Competence(
                code=f"C{code}.{rang}",
                texte=_COMPETENCE.format(rang),
                activites=(f"A{code}.{rang}",),
                epreuves=(f"E{1 + (int(code) + rang) % _EPREUVES}",),
                criteres=tuple(Critere(texte=_CRITERE.format(point)) for point in (1, 2, 3)),
            )
            for rang in range(1, nombre + 1)
        ),
    )


def _epreuve(code: str) -> Epreuve:
    return Epreuve(
        code=code,
        intitule=f"Étude de chantier {code}",
        description=(
            *(_ALINEA.format(partie) for partie in range(1, 6)),
            *(_PUCE.format(livrable) for livrable in range(1, 6)),
        ),
        formes=("écrit", "individuel"),
        livrables=("plan d’organisation",),
    )


def _certification(logo: str) -> str:
    head = (
        "intitule: Conducteur de chantier fictif\ntype: RNCP\ncode: RNCP99002\nniveau: 5\n"
        "certificateurs:\n- nom: École fictive du chantier\n"
        f"logo: {logo}\nversion_referentiel: '2026-01'\ndate_referentiel: 2026-01-15\nlivret:\n"
    )
    return head + "".join(f'  {champ}: "{_TEXTE.format(champ)}"\n' for champ in _TEXTES)


def _session() -> str:
    epreuves = "".join(
        f"- {{code: E{rang}, date: 2027-06-{13 + rang}, heure: 9h00, lieu: Salle {rang}}}\n"
        for rang in range(1, _EPREUVES + 1)
    )
    return (
        "intitule: Session de juin 2027\ndebut: 2027-06-14\nfin: 2027-06-25\nlieu: Nantes\n"
        f"epreuves:\n{epreuves}"
    )
