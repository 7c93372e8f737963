"""Wrong templates: each fault is told in French with the place, the tag and what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx.document import Document

from assembler.errors import ExitCode, TemplateError
from assembler.fill import compile_template
from tests.fill.conftest import Fill, MakeTemplate, paragraphs, table


def compile_error(make_template: MakeTemplate, build: Callable[[Document], object]) -> str:
    with pytest.raises(TemplateError) as caught:
        compile_template(make_template(build))
    assert caught.value.exit_code is ExitCode.BAD_TEMPLATE
    assert caught.value.todo
    return str(caught.value)


def fill_error(fill: Fill, build: Callable[[Document], object], **contexte: object) -> str:
    with pytest.raises(TemplateError) as caught:
        fill(build, **contexte)
    return str(caught.value)


# --- tags that can't be right -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("a", "{{ x"), "corps, paragraphe 2 : la balise n'est pas fermée : « {{ x »"),
        (("x }}",), "paragraphe 1 : la balise est fermée sans être ouverte : « x }} »"),
        (("{{ x + }}",), "paragraphe 1 : la balise ne peut pas être comprise"),
        (("{{ a b }}",), "« b » n'est pas attendu ici, dans la balise « {{ a b }} »"),
        (("a", "{{ x | uper }}"), "paragraphe 2 : le filtre « uper » n'existe pas"),
        (("{{ x | uper }}",), "Le nom le plus proche est « upper »"),
        (("{% fro x in y %}",), "l'instruction « fro » n'existe pas"),
        (("{% fro x in y %}",), "Le nom le plus proche est « for »"),
        (("{%p for x in y %}", "a"), "paragraphe 1 : la balise n'est jamais fermée"),
        (("a", "{%p endif %}"), "paragraphe 2 : rien n'est à fermer ici"),
        (("{%p if x %}", "{%p endfor %}"), "c'est « {%p if x %} » qui est ouvert"),
        (("{%p if x %}", "{% endif %}"), "Écrivez « {%p endif %} »"),
        (("{%p if x %} {{ y }}", "{%p endif %}"), "« {{ y }} », qui s'y trouve aussi, serait"),
        (("{%tr for x in y %}", "{%tr endfor %}"), "la balise {%tr … %} n'est pas où elle peut"),
    ],
)
def test_a_wrong_tag_is_named_with_its_place(
    make_template: MakeTemplate, texts: tuple[str, ...], expected: str
) -> None:
    assert expected in compile_error(make_template, paragraphs(*texts))


def test_a_row_loop_closed_in_another_table_is_refused(make_template: MakeTemplate) -> None:
    def build(document: Document) -> None:
        table(("{%tr for x in y %}",), ("{{ x }}",))(document)
        table(("{%tr endfor %}",))(document)

    message = compile_error(make_template, build)

    assert (
        "corps, tableau 2, ligne 1, colonne 1 : la balise ferme « {%tr for x in y %} »" in message
    )
    assert "(corps, tableau 1, ligne 1, colonne 1) à un autre endroit" in message


def test_two_tags_in_a_looped_row_are_refused(make_template: MakeTemplate) -> None:
    build = table(("{%tr for x in y %}", "{{ x }}"), ("{{ x }}",), ("{%tr endfor %}",))

    assert "remplace cette ligne en entier" in compile_error(make_template, build)


# --- tags that fail on a record ---------------------------------------------------------------


@dataclass(frozen=True)
class Critere:
    code: str
    texte: str


def test_a_missing_field_names_place_record_and_nearest_name(fill: Fill) -> None:
    build = table(
        ("Critère", "Texte"),
        ("{%tr for critere in criteres %}",),
        ("{{ critere.code }}", "{{ critere.text }}"),
        ("{%tr endfor %}",),
    )

    message = fill_error(fill, build, criteres=[Critere("C2.3", "Dupont")])

    assert message == (
        "modele.docx, corps, tableau 1, ligne 3, colonne 2 : le champ « text » n'existe pas, "
        "dans la balise « {{ critere.text }} » — essai, critère C2.3\n"
        "  → Le nom le plus proche est « texte »."
    )


def test_the_place_is_right_beside_images_of_word_and_in_the_footer(fill: Fill) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("{{ x }}")
        document.sections[0].footer.paragraphs[0].text = "{{ versoin }}"

    message = fill_error(fill, build, x=1, version=2)

    assert message.startswith("modele.docx, pied de page, paragraphe 1 : le champ « versoin »")
    assert message.endswith("Le nom le plus proche est « version ».")


@pytest.mark.parametrize("tag", ["{% if absent %}a{% endif %}", "{{ absent }}", "{{ x.absent.y }}"])
def test_what_is_undefined_is_an_error_even_in_a_condition(fill: Fill, tag: str) -> None:
    assert "le champ « absent » n'existe pas" in fill_error(fill, paragraphs(tag), x={})


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{{ x.__class__ }}", "ce que la balise demande est interdit dans un modèle"),
        ("{{ ().__class__.__base__.__subclasses__() }}", "interdit dans un modèle"),
        ("{{ xs.append(1) }}", "interdit dans un modèle"),
        ("{{ x + 1 }}", "les valeurs ne sont pas du genre que la balise attend"),
        ("{{ 1 // 0 }}", "division par zéro"),
        ("{{ range(10 ** 9) | list }}", "nombre trop grand"),
    ],
)
def test_what_fails_is_told_without_the_values(fill: Fill, tag: str, expected: str) -> None:
    message = fill_error(fill, paragraphs("a", tag), x="Dupont", xs=["Dupont"])

    assert expected in message
    assert "paragraphe 2" in message
    assert "Dupont" not in message


def test_tags_that_cross_are_an_error_and_no_document(fill: Fill) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("{% if x %}a")
        document.add_table(rows=1, cols=1).cell(0, 0).text = "{% endif %}b"

    assert "le document rempli ne serait pas correct" in fill_error(fill, build, x=False)


# --- files that are no template ---------------------------------------------------------------


def file_error(modele: Path) -> str:
    with pytest.raises(TemplateError) as caught:
        compile_template(modele)
    return str(caught.value)


def test_files_that_are_no_docx(tmp_path: Path) -> None:
    modele = tmp_path / "modele.docx"
    assert "le modèle ne peut pas être lu" in file_error(modele)
    modele.write_bytes(b"")
    assert "ce n'est pas un document Word .docx" in file_error(modele)
    modele.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(512))
    assert "c'est un ancien .doc, ou un document protégé" in file_error(modele)


def test_a_damaged_docx(make_template: MakeTemplate) -> None:
    modele = make_template(paragraphs("x"))
    data = bytearray(modele.read_bytes())
    data[200:260] = bytes(60)
    modele.write_bytes(data)

    assert "ce n'est pas un document Word .docx, ou il est abîmé" in file_error(modele)


@pytest.mark.parametrize(
    "text",
    [
        "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
        "{% for x in y %}" * 25 + "{% endfor %}" * 25,
        "{% if x %}" * 110 + "{% endif %}" * 110,
    ],
    ids=["brackets", "loops", "conditions"],
)
def test_nesting_without_measure_is_told(make_template: MakeTemplate, text: str) -> None:
    assert "corps : trop de boucles" in compile_error(make_template, paragraphs(text))
