"""Errors of templates in an officer's words: which file, where in Word, which tag, which record."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError

from assembler.errors import TemplateError, Where
from assembler.fill.environment import UnknownFieldError
from assembler.fill.misuse import MisuseError
from assembler.fill.names import STATEMENTS, nearest
from assembler.fill.source import Source, Tag, TagError

_ACCENTED = {
    "activite": "activité",
    "competence": "compétence",
    "critere": "critère",
    "epreuve": "épreuve",
    "jure": "juré",
}
"""Names that templates give to what they loop over, as French writes them."""
_KINDS = (
    (TypeError, "les valeurs ne sont pas du genre que la balise attend"),
    (ZeroDivisionError, "division par zéro"),
    (OverflowError, "nombre trop grand"),
    (RecursionError, "la balise s'appelle elle-même sans fin"),
)


def tag_fault(modele: Path, error: TagError) -> TemplateError:
    """The error for a tag that is wrong by itself."""
    what = f"{error.what} : « {error.tag.text} »"
    return TemplateError(what, where=Where(modele, detail=error.tag.place), todo=error.todo)


def syntax_fault(
    modele: Path, part: str, source: Source, error: TemplateSyntaxError, filters: Iterable[str]
) -> TemplateError:
    """The error for a tag that Jinja can't parse."""
    tag = source.tag_at(error.lineno)
    what, todo = _syntax_words(error.message or "", filters)
    return TemplateError(_with_tag(what, tag), where=_where(modele, part, tag), todo=todo)


def nesting_fault(modele: Path, part: str) -> TemplateError:
    """The error for loops, conditions or brackets inside each other by the dozen."""
    return TemplateError(
        "trop de boucles, de conditions ou de parenthèses y sont imbriquées",
        where=Where(modele, detail=part),
        todo="Retirez-en : vingt boucles l'une dans l'autre sont déjà trop.",
    )


def render_fault(
    modele: Path, part: str, source: Source, error: Exception, names: Iterable[str], objet: str
) -> TemplateError:
    """The error for a tag that failed on a record.

    `names` are those of the whole context. Values of the record are never quoted: one of them is
    a candidate's name.
    """
    line, local = _template_frame(error.__traceback__)
    tag = source.tag_at(line)
    context = list(names)
    loops = {name: value for name, value in local.items() if name not in context}
    what, todo = _render_words(error, [*context, *loops])
    record = ", ".join([objet, *_codes(loops)])
    return TemplateError(
        _with_tag(what, tag), where=_where(modele, part, tag), todo=todo, record=record
    )


def _where(modele: Path, part: str, tag: Tag | None) -> Where:
    return Where(modele, detail=tag.place if tag else part)


def _with_tag(what: str, tag: Tag | None) -> str:
    return f"{what}, dans la balise « {tag.text} »" if tag else what


def _syntax_words(message: str, filters: Iterable[str]) -> tuple[str, str]:
    """What Jinja said, in French, and what to do."""
    if match := re.match(r"Encountered unknown tag '(.*?)'", message):
        if match[1] in ("tr", "tc", "p", "r"):
            what = f"la balise {{%{match[1]} … %}} n'est pas où elle peut remplacer quelque chose"
            return what, "Elle ne peut contenir ni % ni } ; {%tr et {%tc vont dans un tableau."
        return f"l'instruction « {match[1]} » n'existe pas", nearest(match[1], STATEMENTS)
    if match := re.match(r"No (?:filter|test) named '(.*?)'", message):
        return f"le filtre « {match[1]} » n'existe pas", nearest(match[1], filters)
    if match := re.match(r"unexpected char '(.*?)'", message):
        return f"le caractère « {match[1]} » n'est pas permis ici", "Retirez-le."
    if match := re.search(r"got '(.*?)'$", message):
        return f"« {match[1]} » n'est pas attendu ici", "Vérifiez l'écriture de la balise."
    return "la balise ne peut pas être comprise", "Vérifiez l'écriture de la balise."


def _render_words(error: Exception, scope: list[str]) -> tuple[str, str]:
    if isinstance(error, MisuseError):
        return error.what, error.todo
    if isinstance(error, UnknownFieldError):
        known = scope if error.at_top else list(error.known)
        return f"le champ « {error.name} » n'existe pas", nearest(error.name, known)
    if isinstance(error, SecurityError):
        return "ce que la balise demande est interdit dans un modèle", "Retirez la balise."
    words = next((w for kind, w in _KINDS if isinstance(error, kind)), "le calcul a échoué")
    return words, "Vérifiez l'écriture de la balise et le champ qu'elle nomme."


def _template_frame(trace: TracebackType | None) -> tuple[int | None, Mapping[str, object]]:
    """Source line and variables of the innermost frame that is the template's."""
    line: int | None = None
    variables: Mapping[str, object] = {}
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line, variables = trace.tb_lineno, trace.tb_frame.f_locals
        trace = trace.tb_next
    return line, variables


def _codes(variables: Mapping[str, object]) -> list[str]:
    """The loop variables that have a code or a number, told by it."""
    told = []
    for name, value in variables.items():
        for field in ("code", "numero"):
            code = value.get(field) if isinstance(value, Mapping) else getattr(value, field, None)
            if isinstance(code, str | int):
                told.append(f"{_ACCENTED.get(name, name)} {code}")
                break
    return told
