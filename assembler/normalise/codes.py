"""Codes in front of a text: « C1.a : », « Cr 1 a 5 », « A1C1 », « 1.1 ».

Codes are kept as printed; what ties two of them together is their key, the numbers and letters
without the words and signs around them.
"""

import re
from dataclasses import dataclass

_WORD = (
    r"(?i:Comp[ée]tences?(?: op[ée]rationnelles?| professionnelles?)?|Comp\.|Capacités?|"
    r"Crit(?:ère|ere)s?|Crit\.|Cr|Indicateurs?|Activités?(?:[- ]types?)?|Tâches?|Missions?|"
    r"Épreuves?|Epreuves?|Blocs? de comp[ée]tences|Blocs?|"
    r"Domaines? de comp[ée]tences(?: op[ée]rationnelles)?|Domaines?|Pôles?|Unités?|Modules?)"
)
_SEGMENT = (
    r"(?:\s?[.\-_/]\s?[A-Z]{0,3}\d{1,3}(?!\d)"  # .1  -2  .C3
    r"|[A-Z]{1,2}\d{1,3}"  # A1C1
    r"|\s?[.\-_]\s?[a-zA-Z](?![\w’'])"  # .a
    r"|\s[a-z](?=\s?\.?\s?\d)"  # « 1 a 5 »
    r"|(?<=[\s.][a-z])\s\d{1,3}"  # the 5 of « 1 a 5 »
    r"|(?<=\d)[a-z](?![\w’']))"  # 1a
)
_LETTERS = re.compile(
    rf"(?P<code>(?:{_WORD}\s*(?:n°|N°)?\s*)?(?:RNCP\d+)?(?:[A-Z]{{1,4}}[a-z]?|[a-z](?=\d{{1,2}}[.:]))?"
    rf"\s?[.\-_]?\s?\d{{1,3}}(?!\d){_SEGMENT}*)"
    r"(?P<sep>\s*[:.)]+(?=\s|[^\W\d]|$)|\s*[-–—](?=\s|$)|(?=\s|$))"
)
_BARE = re.compile(
    rf"(?P<code>\d{{1,2}}(?!\d){_SEGMENT}*)(?P<sep>\s*[:)]\s*|\s*\.\s+|\s+[-–—]\s+|\.(?=[^\W\d])|\s+)"
)
_ROMAN = re.compile(
    rf"(?P<code>{_WORD}\s+(?:[IVX]{{1,4}}|[A-Z]|[a-z](?=\s?[:–—-])))(?P<sep>\s*[:.)\-–—]|(?=\s|$))"
)
_PARTS = re.compile(r"\d+|(?<![A-Za-z])[a-z](?![a-z])|(?<=\d)[a-z]|(?<=[.\- ])[A-Z](?![A-Za-z\d])")


@dataclass(frozen=True)
class Code:
    """A printed code and the text behind it."""

    printed: str
    prefix: str
    """The letters in front, without spaces: « C », « Cr », « A »."""
    key: tuple[str, ...]
    rest: str
    sign: str
    """What stands between the code and the text: « : », « – »; "" when only a space does."""

    @property
    def separated(self) -> bool:
        return bool(self.sign.strip())

    @property
    def number(self) -> str:
        """The code without the word in front: « 1 » for « BLOC 1 », « E5 » for « Épreuve E5 »."""
        return re.sub(rf"^{_WORD}\s*(?:n°|N°)?\s*(?=\S)", "", self.printed) or self.printed

    @property
    def has_letter(self) -> bool:
        """Is it more than a bare number?"""
        return bool(self.prefix) or self.key[0].isalpha()

    def extends(self, other: "Code") -> bool:
        """Is this the code of a part of what `other` is the code of?"""
        return len(self.key) > len(other.key) and self.key[: len(other.key)] == other.key


def read_code(text: str) -> Code | None:
    """The code that a text begins with; None when it begins with none."""
    text = text.strip()
    for pattern in (_LETTERS, _ROMAN):
        match = pattern.match(text)
        if match and (code := _code(match, text)) and code.has_letter:
            return code
    match = _BARE.match(text)
    code = _code(match, text) if match else None
    # « 2 mois », « 20 mn » are no codes: a bare number needs a sign, or a number under it.
    if code and (code.separated or len(code.key) > 1):
        return code
    return None


def _code(match: re.Match[str], text: str) -> Code | None:
    printed = match["code"].strip()
    rest = text[match.end() :].strip().lstrip(":–—-").strip()
    word = re.match(rf"{_WORD}(?=[\s\d.])", printed)
    number = printed[word.end() :] if word and word.end() < len(printed) else printed
    letters = re.match(r"\s*(?:n°|N°)?\s*([A-Za-z]*)", number)
    prefix = (letters[1] if letters else "") or (word.group() if word else "")
    key = tuple(part.lower().lstrip("0") or "0" for part in _PARTS.findall(number))
    if len(prefix) == 1 and prefix.islower():
        # « a1.2 »: the letter numbers, it does not say what kind of code this is.
        prefix = ""
    key = key or (number.strip().lower(),)
    return Code(printed, prefix, key, rest, match["sep"].rstrip())
