"""A trial: a template is filled with made-up data, for the faults that only filling shows.

The made-up lists, fiches and answers refuse to be printed: real ones would come out as Python
writes them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from assembler.fill.controls import control
from assembler.fill.fields import Field
from assembler.fill.misuse import MisuseError
from assembler.fill.render import CompiledTemplate


@dataclass(frozen=True)
class Trial:
    """Made-up data, and when the documents look like it."""

    when: str
    """"" for the ordinary case; else a condition, in French."""
    texts: bool
    """Whether each text and number has its example, each answer is yes."""
    items: int
    """How many each list has."""


TRIALS = (
    Trial("", texts=True, items=2),
    Trial("quand des champs sont vides", texts=False, items=1),
    Trial("quand des listes sont vides", texts=False, items=0),
)


def try_out(template: CompiledTemplate, fields: Iterable[Field], trial: Trial) -> None:
    """Fill the template with made-up data. Raises `TemplateError`, as a real filling would."""
    numbers = count(1)
    context = {field.name: _made_up(field, trial, numbers) for field in fields}
    template.fill(context, proprietes={}, objet="")


def _made_up(field: Field, trial: Trial, numbers: Iterator[int]) -> object:
    """`numbers`: for the tags of controls, each of which is another."""
    match field.kind:
        case "texte":
            return field.example if trial.texts else ""
        case "nombre":
            return int(field.example) if trial.texts else 0
        case "oui ou non":
            return _Answer(field.name, yes=trial.texts)
        case "à remplir":
            return _control(numbers)
        case "fiche":
            return _Fiche(field.name, _members(field, trial, numbers))
        case "libre":
            return _AnyName(field.fields[0].example if trial.texts else "")
        case "liste":
            return _List(field, (_one_of(field, trial, numbers) for _ in range(trial.items)))


def _one_of(field: Field, trial: Trial, numbers: Iterator[int]) -> object:
    if field.fields:
        return _Fiche(field.item, _members(field, trial, numbers))
    if field.of_controls:
        return _control(numbers)
    return field.example if trial.texts else ""


def _members(field: Field, trial: Trial, numbers: Iterator[int]) -> dict[str, object]:
    return {inner.name: _made_up(inner, trial, numbers) for inner in field.fields}


def _control(numbers: Iterator[int]) -> object:
    return control("saisie", f"essai {next(numbers)}", "essai")


class _List(tuple[object, ...]):
    field: Field

    def __new__(cls, field: Field, items: Iterator[object]) -> "_List":
        made = super().__new__(cls, items)
        made.field = field
        return made

    def __str__(self) -> str:
        item = self.field.item
        inner = "…" if self.field.fields else f"{{{{ {item} }}}}"
        raise MisuseError(
            f"« {self.field.name} » est une liste, qui ne peut pas être imprimée telle quelle",
            f"Écrivez {{% for {item} in … %}} {inner} {{% endfor %}}.",
        )


class _Fiche(dict[str, object]):
    def __init__(self, name: str, members: Mapping[str, object]) -> None:
        super().__init__(members)
        self._name = name

    def __str__(self) -> str:
        raise MisuseError(
            f"« {self._name} » a plusieurs champs : dites lequel imprimer",
            f"Par exemple {{{{ {self._name}.{next(iter(self), 'code')} }}}}.",
        )


class _Answer:
    def __init__(self, name: str, *, yes: bool) -> None:
        self._name = name
        self._yes = yes

    def __bool__(self) -> bool:
        return self._yes

    def __str__(self) -> str:
        raise MisuseError(
            f"« {self._name} » vaut oui ou non, ce qui ne s'imprime pas",
            "Écrivez {% if … %} ce qui est à montrer {% endif %}.",
        )


class _AnyName(dict[str, object]):
    def __init__(self, value: str) -> None:
        super().__init__()
        self._value = value

    def __missing__(self, name: str) -> str:
        return self._value
