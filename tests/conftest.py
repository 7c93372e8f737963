"""A small certification of two blocs, with its own plain templates: quick to build from."""

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, settings

# A machine that is busy elsewhere makes no law untrue.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

REFERENTIEL = """\
format: 1
type: RNCP
version: "2026-01"
date: 2026-01-15
blocs:
- code: "1"
  intitule: Trier
  competences:
  - {code: C1.1, texte: Trier le bois, epreuves: [E1], criteres: [{texte: Le tri est juste}]}
- code: "2"
  intitule: Réparer
  competences:
  - {code: C2.1, texte: Coller, epreuves: [E2], criteres: [{texte: Le collage tient}]}
epreuves:
- {code: E1, intitule: Étude de cas}
- {code: E2, intitule: Mise en situation}
"""

CANDIDATS = """\
numero;nom;prenom;blocs_vises
001;N'Guessan-Lefèvre;Élodie;1
002;D’Angelo;Åsa;1, 2
"""

TOUS = 12
"""Documents of `atelier`: annexe, fiche, bordereau, two grids; of its session two booklets, two
convocations, two attendance sheets, the minutes."""
IMPRESSIONS = 4
"""PDFs for the printer: of each family above that has two documents."""

_COMPETENCES = (
    "{%p for c in CHEMIN %}",
    "{{ c.texte }}",
    "{%p for k in c.criteres %}",
    "{{ k.texte }}",
    "{%p endfor %}",
    "{%p endfor %}",
)

_TEMPLATES = {
    "annexe": ("{%p for bloc in blocs %}", "{{ bloc.libelle }}", "{%p endfor %}"),
    "fiche": ("{{ certification.intitule }}",),
    "grille": tuple(line.replace("CHEMIN", "competences") for line in _COMPETENCES),
    "livret": (
        "{{ candidat.nom_complet }}",
        "{%p for bloc in blocs %}",
        *(line.replace("CHEMIN", "bloc.competences") for line in _COMPETENCES),
        "{%p endfor %}",
    ),
}


def write_template(fichier: Path, paragraphs: Sequence[str]) -> None:
    """A Word template of these paragraphs, the version stamp in its footer."""
    template = docx.Document()
    for paragraph in paragraphs:
        template.add_paragraph(paragraph)
    template.sections[0].footer.paragraphs[0].text = "{{ estampille.texte }}"
    fichier.parent.mkdir(parents=True, exist_ok=True)
    template.save(str(fichier))


@pytest.fixture(scope="session")
def _dossier_modele(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("modeles")
    for famille, paragraphs in _TEMPLATES.items():
        write_template(folder / f"{famille}.docx", paragraphs)
    return {famille: (folder / f"{famille}.docx").read_bytes() for famille in _TEMPLATES}


@pytest.fixture
def atelier(tmp_path: Path, _dossier_modele: dict[str, bytes]) -> Path:
    """The folder of a certification: two blocs, two épreuves, a session of two candidates."""
    folder = tmp_path / "atelier"
    (folder / "modeles").mkdir(parents=True)
    (folder / "sessions/2026-06").mkdir(parents=True)
    for famille, template in _dossier_modele.items():
        (folder / f"modeles/{famille}.docx").write_bytes(template)
    (folder / "referentiel.yaml").write_text(REFERENTIEL, "utf-8")
    (folder / "certification.yaml").write_text("intitule: Agent de tri\ntype: RNCP\n", "utf-8")
    (folder / "sessions/2026-06/session.yaml").write_text("intitule: Session de juin\n", "utf-8")
    (folder / "sessions/2026-06/candidats.csv").write_text(CANDIDATS, "utf-8")
    return folder


@pytest.fixture
def sortie(tmp_path: Path) -> Path:
    """An output folder that does not exist yet."""
    return tmp_path / "sortie"
