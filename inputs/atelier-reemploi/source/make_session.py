"""Makes the worked example's logo, and its Excel list of candidates from `candidats.csv`.

    $ python inputs/atelier-reemploi/source/make_session.py

The .csv is there to be reviewed; the .xlsx, with dates as dates, is what a school would have.
All names are invented.
"""

import csv
import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from PIL import Image, ImageDraw, ImageFont

SOURCE = Path(__file__).resolve().parent
LOGO = SOURCE.parent / "logo.png"
CANDIDATS = SOURCE.parent / "sessions" / "2027-06" / "candidats.xlsx"

INK, LEAF, PAPER = (36, 74, 66), (127, 168, 120), (255, 255, 255)


def main() -> None:
    """Write the logo and the list of candidates."""
    write_logo(LOGO)
    CANDIDATS.parent.mkdir(parents=True, exist_ok=True)
    write_candidates(read_candidates(), CANDIDATS)


def write_logo(chemin: Path) -> None:
    """A chair and a leaf in a circle, the school's initials and its name."""
    image = Image.new("RGB", (1200, 400), PAPER)
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 20, 380, 380), outline=INK, width=16)
    for box in ((130, 90, 150, 310), (130, 200, 270, 222), (250, 200, 270, 310)):
        draw.rectangle(box, fill=INK)
    draw.ellipse((165, 95, 285, 165), fill=LEAF)
    draw.line((160, 172, 282, 100), fill=INK, width=6)
    draw.text((430, 40), "IVMR", fill=INK, font=ImageFont.load_default(size=180))
    caption = ImageFont.load_default(size=50)
    draw.text((436, 246), "Institut Valserine", fill=INK, font=caption)
    draw.text((436, 310), "des métiers du réemploi", fill=INK, font=caption)
    image.save(chemin, dpi=(300, 300), optimize=True)


def read_candidates() -> list[list[str]]:
    """The heading row, then one row a candidate."""
    with (SOURCE / "candidats.csv").open(encoding="utf-8", newline="") as lignes:
        return list(csv.reader(lignes, delimiter=";"))


def write_candidates(rows: list[list[str]], chemin: Path) -> None:
    """Headings in bold and frozen, columns as wide as their text, dates as dates."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Candidats"
    heading, *candidates = rows
    sheet.append(heading)
    for candidate in candidates:
        sheet.append(
            [cell_value(name, text) for name, text in zip(heading, candidate, strict=True)]
        )
    for rank, column in enumerate(zip(*rows, strict=True), start=1):
        letter = get_column_letter(rank)
        sheet.column_dimensions[letter].width = max(map(len, column)) + 3
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet[f"{letter}1"].fill = PatternFill("solid", fgColor="DCE8E3")
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, datetime.datetime):
                cell.number_format = "dd/mm/yyyy hh:mm"
            elif isinstance(cell.value, datetime.date):
                cell.number_format = "dd/mm/yyyy"
    sheet.freeze_panes = "E2"
    book.properties.creator = "Institut Valserine des métiers du réemploi"
    book.save(chemin)


def cell_value(heading: str, text: str) -> str | datetime.date | None:
    """What Excel holds for that text: nothing, a date, a date and time, or the text."""
    if not text:
        return None
    if heading == "Date de naissance":
        return datetime.date.fromisoformat(text)
    if heading == "Passage":
        return datetime.datetime.fromisoformat(text)
    return text


if __name__ == "__main__":
    main()
