"""What `check_template` finds in a template, and that it finds nothing in a right one."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.errors import TemplateError
from assembler.fill import compile_template
from assembler.fill.fields import Field
from assembler.fill.lint import Finding, check_template
from tests.fill.conftest import MakeTemplate, paragraphs, save_template, table


def _text(name: str, example: str = "mot") -> Field:
    return Field(name, "texte", name, example)


FIELDS = (
    _text("titre"),
    Field("rang", "nombre", "rang", "1"),
    Field("ouvert", "oui ou non", "ouvert"),
    Field("lieu", "fiche", "lieu", fields=(_text("ville"), _text("salle"))),
    Field("mots", "liste", "mots", "mot", item="mot"),
    Field(
        "criteres",
        "liste",
        "critères",
        item="critere",
        fields=(_text("texte"), Field("indices", "liste", "indices", "un", item="indice")),
    ),
    Field("autres", "libre", "autres", fields=(_text("code_ine"),)),
)

RIGHT = [
    ("{{ titre }} {{ rang + 1 }} {{ lieu.ville|upper }}",),
    ("{% if ouvert %}oui{% else %}non{% endif %}",),
    ("{%p for c in criteres %}", "{{ c.texte }} {{ loop.index }}", "{%p endfor %}"),
    ("{%p for c in criteres if c.texte %}", "{{ c.indices|join(', ') }}", "{%p endfor %}"),
    ("{% for c in criteres %}{% for i in c.indices %}{{ i }}{% endfor %}{% endfor %}",),
    ("{{ autres.telephone }} {{ autres['code'] }}",),
    ("{% for nom, valeur in autres.items() %}{{ nom }}{{ valeur }}{% endfor %}",),
    ("{% set n = criteres|length %}{{ n }} {{ range(3)|join }}",),
    ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(titre) }}",),
    ("{{ titre or ‘à préciser’ }} {% if titre == “x” %}y{% endif %}",),
    ("{{\u00a0titre\u202f}}",),
    ("{%p\u00a0if ouvert\u00a0%}", "a", "{%p\u00a0endif %}"),
    ("{{ titre.startswith('x') }} {{ titre[0:2] }}",),
    ("{_{ titre }_} et {_% for %_}",),
    ("{# une remarque #} sans balise { } % 50 %",),
]


def found(make_template: MakeTemplate, *texts: str) -> tuple[Finding, ...]:
    return check_template(make_template(paragraphs(*texts)), FIELDS)


@pytest.mark.parametrize("texts", RIGHT, ids=lambda texts: texts[0][:30])
def test_a_right_template_is_left_in_peace(
    make_template: MakeTemplate, texts: Sequence[str]
) -> None:
    assert found(make_template, *texts) == ()


# --- faults -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "place", "what", "todo"),
    [
        # Fields.
        (("a", "{{ titer }}"), "corps, paragraphe 2", "le champ « titer »", "« titre »"),
        (("{{ Titré }}",), "corps, paragraphe 1", "le champ « Titré »", "« titre »"),
        (("{{ lieu.vile }}",), "corps, paragraphe 1", "le champ « vile »", "« ville »"),
        (("{{ ville }}",), "corps, paragraphe 1", "le champ « ville »", "Écrivez « lieu.ville »"),
        (
            ("{% for c in criteres %}", "{{ c.text }}{% endfor %}"),
            "corps, paragraphe 2",
            "le champ « text » n'existe pas, dans la balise « {{ c.text }} »",
            "Le nom le plus proche est « texte ».",
        ),
        (
            ("{{ critere.texte }}",),
            "corps, paragraphe 1",
            "« critere » n'existe que dans une boucle",
            "la liste s'appelle « criteres »",
        ),
        (("{{ criteres.texte }}",), "corps, paragraphe 1", "est une liste", "{{ critere.texte }}"),
        (("{{ titre.long }}",), "corps, paragraphe 1", "est un texte", "Retirez « .long »"),
        # Loops.
        (
            ("{% for c in criteres %}{{ c.texte }}{% endfor %}", "{{ c.texte }}"),
            "corps, paragraphe 2",
            "« c » n'existe qu'à l'intérieur de sa boucle",
            "{% endfor %}",
        ),
        (
            ("{% for x in titre %}{{ x }}{% endfor %}",),
            "corps, paragraphe 1",
            "n'est pas",
            "boucle",
        ),
        (("{% for x in lieu %}{{ x }}{% endfor %}",), "corps, paragraphe 1", "n'est pas", "boucle"),
        (("{%p for c in criteres %}", "a"), "corps, paragraphe 1", "jamais", "{%p endfor %}"),
        (("a", "{% endif %}"), "corps, paragraphe 2", "rien n'est à fermer ici", "Retirez"),
        (("{% if ouvert %}a{% endfi %}",), "corps, paragraphe 1", "« endfi »", "« endif »"),
        (("{%p if ouvert %}", "{% endif %}"), "corps, paragraphe 2", "autre forme", "{%p endif %}"),
        # Writing.
        (("{{ titre | uper }}",), "corps, paragraphe 1", "le filtre « uper »", "« upper »"),
        (
            ("{% if titre is definde %}a{% endif %}",),
            "corps, paragraphe 1",
            "definde",
            "« defined »",
        ),
        (("a", "{{ titre", "b }}"), "corps, paragraphe 2", "{{ titre", "un seul paragraphe"),
        (("{{ titre }",), "corps, paragraphe 1", "n'est pas fermée", "{{ … }}"),
        (("titre }}",), "corps, paragraphe 1", "sans être ouverte", "{{ … }}"),
        (("{{ titre + }}",), "corps, paragraphe 1", "ne peut pas être comprise", "l'écriture"),
        (("{%tr if ouvert %}", "a", "{%tr endif %}"), "corps, paragraphe 1", "tableau", "{%p"),
        (("{% p if ouvert %}", "{% p endif %}"), "corps, paragraphe 1", "espace", "{%p … %}"),
        (
            ("{%p if ouvert %} mot", "{%p endif %}"),
            "corps, paragraphe 1",
            "« mot » serait",
            "ailleurs",
        ),
        # What only filling shows.
        (("{{ criteres }}",), "corps, paragraphe 1", "est une liste", "{% for critere in … %}"),
        (("{{ mots }}",), "corps, paragraphe 1", "est une liste", "{{ mot }} {% endfor %}"),
        (("{{ lieu }}",), "corps, paragraphe 1", "plusieurs champs", "{{ lieu.ville }}"),
        (("{{ ouvert }}",), "corps, paragraphe 1", "oui ou non", "{% if … %}"),
        (("{{ titre + 1 }}",), "corps, paragraphe 1", "du genre", "Vérifiez"),
        (("{{ titre.__class__ }}",), "corps, paragraphe 1", "__class__", "Retirez"),
        (("{% if not ouvert %}{{ mots }}{% endif %}",), "corps, paragraphe 1", "une liste", "mot"),
    ],
    ids=lambda value: value[0][:30] if isinstance(value, tuple) else "",
)
def test_a_fault_is_told_with_its_place_and_remedy(
    make_template: MakeTemplate, texts: Sequence[str], place: str, what: str, todo: str
) -> None:
    findings = found(make_template, *texts)
    assert all(finding.is_fault for finding in findings)
    assert any(f.place == place and what in f.what and todo in f.todo for f in findings)


def test_all_faults_are_told_at_once_and_each_once(make_template: MakeTemplate) -> None:
    findings = found(make_template, "{{ titer }}", "{{ titer }} {{ lieux.ville }}", "{{ rong }}")
    assert [finding.place for finding in findings] == [
        "corps, paragraphe 1",
        "corps, paragraphe 2",
        "corps, paragraphe 3",
    ]


def test_a_fault_in_a_table_names_table_row_and_column(make_template: MakeTemplate) -> None:
    def build(document: Document) -> None:
        table(("a", "b"))(document)
        document.add_paragraph("entre")
        table(
            ("{%tr for c in criteres %}", ""),
            ("{{ c.texte }}", "{{ c.texxte }}"),
            ("{%tr endfor %}", ""),
        )(document)
        document.add_paragraph("{{ titer }}")

    first, second = check_template(make_template(build), FIELDS)
    assert first.place == "corps, tableau 2, ligne 2, colonne 2"
    assert second.place == "corps, paragraphe 2"


@pytest.mark.parametrize(("part", "words"), [("header", "en-tête"), ("footer", "pied de page")])
def test_headers_and_footers_are_read(make_template: MakeTemplate, part: str, words: str) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("{% for c in criteres %}{{ c.texte }}{% endfor %}")
        getattr(document.sections[0], part).paragraphs[0].text = "{{ c.texte }} {{ titer }}"

    findings = check_template(make_template(build), FIELDS)
    assert {finding.place for finding in findings} == {f"{words}, paragraphe 1"}
    assert {"« c »" in finding.what for finding in findings} == {True, False}


@pytest.mark.parametrize(
    "rows",
    [
        (("{%tr for c in criteres %}", "mot"), ("{{ c.texte }}",), ("{%tr endfor %}",)),
        (("{%tr for c in criteres %}", "{%tr endfor %}"),),
        (("{%tc for c in criteres %}",), ("{{ c.texte }}", "{%tc endfor %}")),
    ],
)
def test_a_loop_that_eats_what_is_beside_it_is_a_fault(
    make_template: MakeTemplate, rows: tuple[tuple[str, ...], ...]
) -> None:
    first, *_ = check_template(make_template(table(*rows)), FIELDS)
    assert first.is_fault
    assert first.place.startswith("corps, tableau 1, ligne ")


def test_a_file_that_is_no_docx_is_one_fault(tmp_path: Path) -> None:
    modele = tmp_path / "grille.docx"
    modele.write_bytes(b"rien")
    (finding,) = check_template(modele, FIELDS)
    assert finding.is_fault and finding.place == ""
    assert "ce n'est pas un document Word" in finding.what
    (finding,) = check_template(tmp_path / "absent.docx", FIELDS)
    assert finding.is_fault and "ne peut pas être lu" in finding.what


@pytest.mark.parametrize(
    ("tag", "what"),
    [
        ("{{ " + "(" * 500 + "1" + ")" * 500 + " }}", "trop de boucles"),
        ("{% for x in criteres %}" * 25 + "{% endfor %}" * 25, "trop de boucles"),
        ("{% for x in range(90000) %}{% for y in range(90000) %}{% endfor %}{% endfor %}", "finit"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "sans fin"),
        ("{{ 'a' * 10 ** 10 }}", "démesuré"),
    ],
    ids=["brackets", "loops", "long loop", "recursion", "long text"],
)
def test_what_knows_no_measure_is_a_fault(make_template: MakeTemplate, tag: str, what: str) -> None:
    (finding,) = found(make_template, tag)
    assert finding.is_fault and what in finding.what


# --- advice -----------------------------------------------------------------------------------


def _runs(*pieces: tuple[str, bool]) -> Callable[[Document], None]:
    def build(document: Document) -> None:
        paragraph = document.add_paragraph()
        for text, bold in pieces:
            paragraph.add_run(text).bold = bold

    return build


def test_a_tag_cut_over_runs_alike_is_right(make_template: MakeTemplate) -> None:
    build = _runs(("{", False), ("{ ti", False), ("tre }", False), ("}", False))
    assert check_template(make_template(build), FIELDS) == ()


def test_a_tag_half_in_bold_is_advised_against(make_template: MakeTemplate) -> None:
    modele = make_template(_runs(("{{ ti", False), ("tre }}", True)))
    (finding,) = check_template(modele, FIELDS)
    assert not finding.is_fault
    assert "« {{ titre }} » change de mise en forme" in finding.what


def test_a_wrong_name_behind_a_default_is_advised_against(make_template: MakeTemplate) -> None:
    first, second = found(
        make_template, "a", "{{ titer|default('x') }}", "{% if rong is defined %}x{% endif %}"
    )
    assert not first.is_fault and not second.is_fault
    assert (first.place, second.place) == ("corps, paragraphe 3", "corps, paragraphe 2")
    assert "« rang »" in first.todo and "« titre »" in second.todo


def test_a_style_that_is_not_there_is_advised_against(make_template: MakeTemplate) -> None:
    def build(document: Document) -> None:
        paragraph = document.add_paragraph("{{ titre }}", style="List Bullet")
        paragraph._p.pPr.pStyle.val = "Perdu"

    (finding,) = check_template(make_template(build), FIELDS)
    assert not finding.is_fault
    assert (finding.place, "« Perdu »" in finding.what) == ("corps, paragraphe 1", True)


def test_tracked_changes_are_advised_against(make_template: MakeTemplate) -> None:
    from docx.oxml import OxmlElement

    def build(document: Document) -> None:
        paragraph = document.add_paragraph("{{ titre }}")._p
        paragraph.append(OxmlElement("w:ins"))

    (finding,) = check_template(make_template(build), FIELDS)
    assert not finding.is_fault and "modifications suivies" in finding.what


@pytest.mark.parametrize("tag", ["{{ 10 // (rang + 0) }}", "{{ criteres[0].texte }}"])
def test_what_fails_only_on_empty_fields_is_advice(make_template: MakeTemplate, tag: str) -> None:
    (finding,) = found(make_template, "a", tag)
    assert not finding.is_fault
    assert finding.place == "corps, paragraphe 2"
    assert "vides, le document ne pourrait pas être fait" in finding.what


# --- laws -------------------------------------------------------------------------------------

_PIECES = (
    "{{ titre }}|{{ titer }}|{% if ouvert %}|{% endif %}|{%p if ouvert %}|{%p endif %}|{% else %}|"
    "{% for c in criteres %}|{{ c.texte }}|{% endfor %}|{{|}}|mot|{%p for m in mots %}|{{ m }}|"
    "{%p endfor %}|{{ mots }}|{{ titre + rang }}"
)
_PARAGRAPH = st.lists(st.sampled_from(_PIECES.split("|")), max_size=3).map(" ".join)
_DATA = {
    "titre": "mot",
    "rang": 1,
    "ouvert": True,
    "mots": ("mot", "mot"),
    "criteres": ({"texte": "mot"}, {"texte": "mot"}),
}


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(_PARAGRAPH, max_size=5))
def test_what_passes_the_check_can_be_filled(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        modele = save_template(Path(folder) / "modele.docx", paragraphs(*texts))
        findings = check_template(modele, FIELDS)
        try:
            compile_template(modele).fill(_DATA, proprietes={}, objet="essai")
        except TemplateError:
            assert any(finding.is_fault for finding in findings)
    assert all(finding.what and finding.todo for finding in findings)
