"""What wording says about lines: where a wrap is only a wrap, where a sentence goes on.

Nothing of the RNCP here, only French typography.
"""

import re
import unicodedata
from collections.abc import Sequence

BULLETS = "•-–—*·‣⁃⁌⁍∙⋅\ufffd"
SIGNS = (
    "\u2190-\u21ff"  # arrows
    "\u25a0-\u25ff"  # squares, discs, triangles
    "\u2600-\u26ff\u2700-\u27bf"  # ☐ ☑ ✓ ❖ ➢
    "\u2900-\u297f\u2b00-\u2bff"
    "\ue000-\uf8ff"  # private use: the bullets of Word
)
"""Signs that no French text begins with: in front of one, they are bullets."""
_BULLET = re.compile(rf"^(?:[{re.escape(BULLETS)}{SIGNS}]+|o(?=\s))\s*(?=\S)")
_SIGN = re.compile(f"[{SIGNS}]")
_OPEN_ENDS = re.compile(
    "à|a|au|aux|avec|ce|ces|cette|chez|comme|d|dans|de|des|du|en|entre|et|l|la|le|les|leur|leurs|"
    "mais|ni|notre|nos|or|ou|où|par|pour|qu|que|qui|sa|sans|se|ses|si|son|sous|sur|un|une|vers|"
    "votre|vos"
)
_ARTICLE = r"(?:l['’]|(?:le|la|les|un|une|des|du|de|son|sa|ses)\s)"
_SENTENCE = re.compile(
    r"(?:L['’]|(?:Le|La|Les|Un|Une|Des|Du|Ce|Cet|Cette|Ces|Il|Elle|Ils|Elles|Son|Sa|Ses)\s)[\wÀ-ÿ]"
    rf"|[A-ZÉÈÊÀÂÎÔÛÇ][a-zà-ÿ]+(?:er|ir|re|oir)\s{_ARTICLE}"
)
_NUMBERED = re.compile(r"(?P<number>\d{1,3})\s?(?P<sign>[.)])\s+(?=\D)")
_CLOSING = ".;:!?…"
_NEVER_FIRST = tuple(":;,.!?)»%€°")
"""Signs that no text begins with: before them, a line is only wrapped."""


def is_sign(char: str) -> bool:
    """Is a character one that no French text begins with?"""
    return char in BULLETS or bool(_SIGN.match(char))


def bullet_of(text: str) -> str:
    """The bullet in front of a text, with the space after it; "" when there is none."""
    found = _BULLET.match(text)
    if not found:
        return ""
    bullet = found.group()
    # "-5 %" or "-ci" is no bullet: a dash needs a space, or a capital letter, behind it.
    if bullet in {"-", "–", "—", "*"} and not text[len(bullet)].isupper():
        return ""
    return bullet


def follows_number(before: str, after: str) -> bool:
    """Are these two items of one numbered list, « 3. … » and « 4. … »?"""
    one, other = _NUMBERED.match(before), _NUMBERED.match(after)
    if not one or not other or one["sign"] != other["sign"]:
        return False
    return int(other["number"]) == int(one["number"]) + 1


def ends_open(text: str) -> bool:
    """Does the line end in the middle of a sentence?"""
    stripped = text.rstrip()
    return bool(stripped) and stripped[-1] not in _CLOSING


def ends_hanging(text: str) -> bool:
    """Does the line end on a word that calls for another (« de », « et », a comma …)?"""
    stripped = text.rstrip()
    if not stripped or stripped[-1] in ",(’'/«&+":
        return bool(stripped)
    last = re.split(r"[\s'’(]+", stripped)[-1].lower()
    return bool(_OPEN_ENDS.fullmatch(last))


def begins_lower(text: str) -> bool:
    """Does the text begin with a small letter (bullet apart)?"""
    return bool(text) and not bullet_of(text) and text.lstrip("(«“\"' ")[:1].islower()


def begins_sentence(text: str) -> bool:
    """Does the text begin as only a sentence does: a capital article, pronoun or infinitive?"""
    return bool(_SENTENCE.match(text))


def goes_on(before: str, after: str) -> bool:
    """Is `after` the rest of the sentence that `before` ends with?"""
    if bullet_of(after):
        return False
    if after.startswith(_NEVER_FIRST) or _cuts_number(before, after):
        return True
    return ends_hanging(before) or (ends_open(before) and begins_lower(after))


def _cuts_number(before: str, after: str) -> bool:
    """« 1 » and « 500 € » are one number."""
    return before[-1:].isdigit() and bool(re.match(r"\d{3}(?!\d)", after))


def join_lines(lines: Sequence[str]) -> str:
    """The lines of a paragraph as one text: wraps are spaces, wrap hyphens are undone."""
    joined = ""
    for line in lines:
        text = line.strip()
        if not joined or not text:
            joined += text
        elif joined.endswith("\u00ad"):
            joined = joined[:-1] + text
        elif joined[-1] in "’'‐-/" and (len(joined) < 2 or not joined[-2].isspace()):
            joined += text
        else:
            joined += " " + text
    return joined


def tidy(text: str) -> str:
    """Ligatures resolved, spaces made plain, composed accents; wording untouched."""
    for ligature in re.findall("[\ufb00-\ufb06]", text):
        text = text.replace(ligature, unicodedata.normalize("NFKC", ligature))
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[\s\u200b\ufeff]+", " ", text).strip()
