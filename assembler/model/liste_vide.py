"""The candidate list a new session starts with."""

import io
from collections.abc import Mapping

COLUMNS: Mapping[str, str] = {
    "numero": "Numéro du candidat. Vide : sa place dans la liste.",
    "civilite": "M. ou Mme.",
    "nom": "Obligatoire.",
    "prenom": "Obligatoire.",
    "date_naissance": "Comme 15/06/1998.",
    "groupe": "Classe ou promotion.",
    "campus": "Site de formation.",
    "voie": "Formation initiale, apprentissage, formation continue, contrat de "
    "professionnalisation, candidature individuelle ou VAE.",
    "blocs_acquis": "Codes des blocs déjà acquis, séparés par « ; ».",
    "blocs_vises": "Codes des blocs à passer, séparés par « ; ». Vide : tous ceux qui restent.",
    "jury": "Code du jury dans session.yaml.",
    "passage": "Date et heure, comme 15/06/2026 14:30.",
    "tuteur": "Nom du tuteur ou maître d'apprentissage.",
    "amenagements": "Aménagements accordés, un par ligne : pour une fiche à part, jamais pour le "
    "jury.",
}
"""The headings of a new candidate list, and the note on each."""


def empty_list() -> bytes:
    """A workbook with the headings alone, each with its note.

    Columns are in the format Text: a spreadsheet would make a number of the blocs « 1,2 ».
    """
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Candidats"
    sheet.freeze_panes = "A2"
    for column, (heading, note) in enumerate(COLUMNS.items(), start=1):
        cell = sheet.cell(1, column, heading)
        cell.font = Font(bold=True)
        cell.comment = Comment(note, "assembler")
        letter = cell.column_letter
        sheet.column_dimensions[letter].width = 18
        sheet.column_dimensions[letter].number_format = "@"
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
