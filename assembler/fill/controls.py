"""Content controls: what can be filled in on a computer in a protected document.

A context gives a control as a mapping, `control(…)`, and a template prints it as it prints a text:
`{{ critere.observation }}`. Printing leaves a mark; once the part is parsed, the mark becomes a
`w:sdt` that carries the tag, the readable name, and an id made from the tag. In the template it is
plain text, which any word processor keeps.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final, TypeGuard

from lxml import etree
from markupsafe import Markup, escape

from assembler.fill.fields import Genre
from assembler.fill.marks import CONTROL, plain
from assembler.fill.tidy import Ids
from assembler.fill.wordml import R_RUN, W14, XML_SPACE, T, W

LONGEST: Final = 64
"""Characters that Word takes of a tag, and of a name."""
BOXES: Final = {False: "☐", True: "☒"}
EMPTY: Final = "\u2002" * 5
"""What an empty field shows: room to click into, and nothing on paper."""

_KEYS: Final = frozenset({"genre", "balise", "nom", "choix"})
_MARK: Final = re.compile(f"{CONTROL}([^{CONTROL}]*){CONTROL}")
_BOX_FONT: Final = "MS Gothic"
"""The one Word itself takes for check boxes, on each system."""
_BEFORE_FONTS: Final = (W + "rStyle",)


class ControlError(ValueError):
    """A control that can't stand there: what is wrong, and what to do, in French."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo


def control(
    genre: Genre, balise: str, nom: str, choix: Sequence[str] = ()
) -> dict[str, str | tuple[str, ...]]:
    """A control, as a context holds it. `balise` is what its content is read back under, one of a
    document; `nom` is what Word shows; `choix` are the answers of a list."""
    return {"genre": genre, "balise": balise, "nom": nom, "choix": tuple(choix)}


def is_control(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether a value of a context is a control."""
    return isinstance(value, dict) and value.keys() == _KEYS


def control_mark(value: Mapping[str, object]) -> Markup:
    """What a tag prints for a control: turned into one by `write_controls`."""
    return Markup(CONTROL + str(escape(json.dumps(value))) + CONTROL)


def short(text: str) -> str:
    """`text` if Word takes it for a tag; else its beginning and a hash that tells it from others.

    >>> short("C1.1")
    'C1.1'
    """
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - 9]}~{hashlib.sha256(text.encode()).hexdigest()[:8]}"


# --- writing --------------------------------------------------------------------------------------


def has_controls(xml: str) -> bool:
    """Whether a rendered part has marks of controls."""
    return CONTROL in xml


def write_controls(root: etree._Element, taken: Ids) -> None:
    """Turn the marks of `control_mark` into controls; `taken` grows by their tags.

    Raises ControlError for a tag that the document has already, and for a mark that stands where
    there can be no control (an attribute, or a `{{r … }}`).
    """
    for text in [t for t in root.iter(T) if CONTROL in (t.text or "")]:
        _write(text, taken)
    if CONTROL in etree.tostring(root, encoding="unicode"):
        raise ControlError(
            "un champ à remplir est imprimé là où il ne peut pas y en avoir",
            "Imprimez-le dans le texte, par {{ … }}, sans « r ».",
        )


def _write(text: etree._Element, taken: Ids) -> None:
    """Cut the run of `text` at its marks, a control in the place of each."""
    run = text.getparent()
    parent = run.getparent() if run is not None else None
    if run is None or parent is None or run.tag != R_RUN:
        return
    first, *rest = _MARK.split(text.text or "")
    after = list(text.itersiblings())
    form = run.find(W + "rPr")
    text.text = first
    text.set(XML_SPACE, "preserve")
    last = run
    for mark, words in zip(rest[::2], rest[1::2], strict=True):
        made = _element(_Control.read(mark), form, taken)
        last.addnext(made)
        last = _run(words, form)
        made.addnext(last)
    last.extend(after)
    for one in (run, last):
        if not any(_shows(child) for child in one):
            parent.remove(one)


def _shows(child: etree._Element) -> bool:
    return child.tag != W + "rPr" and not (child.tag == T and not child.text)


@dataclass(frozen=True)
class _Control:
    genre: str
    balise: str
    nom: str
    choix: tuple[str, ...]

    @classmethod
    def read(cls, mark: str) -> "_Control":
        given = json.loads(mark)
        choices = tuple(plain(str(one)) for one in given["choix"])
        tag, name = plain(str(given["balise"])), plain(str(given["nom"]))
        return cls(str(given["genre"]), short(tag), name[:LONGEST], choices)

    @property
    def id(self) -> str:
        """The same for the same tag: a positive number of 31 bits."""
        digest = hashlib.sha256(self.balise.encode()).digest()
        return str(int.from_bytes(digest[:4]) % (2**31 - 1) + 1)


def _element(control: _Control, form: etree._Element | None, taken: Ids) -> etree._Element:
    """The `w:sdt` of a control, in the format of the run that printed it."""
    if ("tag", control.balise) in taken:
        raise ControlError(
            f"le champ à remplir « {control.balise} » y est deux fois : on ne saurait pas lequel "
            "lire",
            "N'imprimez chaque champ à remplir qu'une fois.",
        )
    taken.add(("tag", control.balise))
    is_box = control.genre == "case"
    run = _run(BOXES[False] if is_box else EMPTY, form)
    if is_box:
        _set_fonts(run)
    sdt = etree.Element(W + "sdt")
    properties = etree.SubElement(sdt, W + "sdtPr")
    own_form = run.find(W + "rPr")
    if own_form is not None:
        properties.append(deepcopy(own_form))
    _add(properties, "alias", control.nom)
    _add(properties, "tag", control.balise)
    _add(properties, "id", control.id)
    _add(properties, "lock", "sdtLocked")
    if not is_box:
        etree.SubElement(properties, W + "showingPlcHdr")
    properties.append(_kind(control))
    etree.SubElement(sdt, W + "sdtContent").append(run)
    return sdt


def _kind(control: _Control) -> etree._Element:
    match control.genre:
        case "case":
            box = etree.Element(W14 + "checkbox", nsmap={"w14": W14[1:-1]})
            etree.SubElement(box, W14 + "checked", {W14 + "val": "0"})
            for state, glyph in (("checkedState", BOXES[True]), ("uncheckedState", BOXES[False])):
                code = f"{ord(glyph):04X}"
                etree.SubElement(box, W14 + state, {W14 + "val": code, W14 + "font": _BOX_FONT})
            return box
        case "choix":
            choices = etree.Element(W + "dropDownList")
            for one in control.choix:
                etree.SubElement(
                    choices, W + "listItem", {W + "displayText": one, W + "value": one}
                )
            return choices
        case "date":
            date = etree.Element(W + "date")
            _add(date, "dateFormat", "dd/MM/yyyy")
            _add(date, "lid", "fr-FR")
            _add(date, "storeMappedDataAs", "dateTime")
            _add(date, "calendar", "gregorian")
            return date
        case _:
            return etree.Element(W + "text", {W + "multiLine": "1"})


def _run(words: str, form: etree._Element | None) -> etree._Element:
    run = etree.Element(R_RUN)
    if form is not None:
        run.append(deepcopy(form))
    etree.SubElement(run, T, {XML_SPACE: "preserve"}).text = words
    return run


def _set_fonts(run: etree._Element) -> None:
    form = run.find(W + "rPr")
    if form is None:
        form = etree.Element(W + "rPr")
        run.insert(0, form)
    for old in form.findall(W + "rFonts"):
        form.remove(old)
    fonts = {W + name: _BOX_FONT for name in ("ascii", "hAnsi", "eastAsia")}
    place = sum(child.tag in _BEFORE_FONTS for child in form)
    form.insert(place, etree.Element(W + "rFonts", {W + "hint": "eastAsia", **fonts}))


def _add(parent: etree._Element, name: str, value: str) -> None:
    etree.SubElement(parent, W + name, {W + "val": value})
