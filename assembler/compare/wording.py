"""Wording, for comparison: what makes no difference, which words changed, how alike two texts are.

No difference is made by apostrophes, quotes and dashes of one shape or another, kinds of spaces and
line breaks, spaces before punctuation, bullets, the capital after a bullet or at the head of a
paragraph, the punctuation that closes a paragraph, ligatures and whatever else NFKC folds.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from assembler.compare.changes import Mot
from assembler.model.pairing import likeness

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_APOSTROPHES = "'’‘ʼ`´′"
_SHAPES = str.maketrans(
    {
        **dict.fromkeys(_INVISIBLE),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys("«»“”„″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE",
    }
)  # fmt: skip
_BULLETS = "•▪▫◦○●■□➢➤►▶✓✔·∙\uf0b7\uf0a7\uf0d8\uf0fc"
_TOKEN = re.compile(
    rf"\.\.\.|(?:[^\W{_APOSTROPHES}]|[{_INVISIBLE}])+[{_APOSTROPHES}]?|[{_BULLETS}]|\S",
)
_LIST_MARK = re.compile(r"\s*(?:[-‐‑–—*]\s*(?=\w)|o\s+)")
_CLOSING = {".", ";", ","}
_STEM = 6
"""Letters of a word that count for likeness: endings are what a rewording changes first."""


@dataclass(frozen=True)
class Token:
    """A word or sign as printed, with the spaces around it; and what it is compared by."""

    shown: str
    plain: str


def tokens(text: str) -> tuple[Token, ...]:
    """The words and signs of a text. What makes no difference hangs on to its neighbour, so that
    the tokens, end to end, are the text (composed, NFC)."""
    found: list[Token] = []
    for line in unicodedata.normalize("NFC", text).splitlines(keepends=True):
        ours = list(_line_tokens(line))
        while len(ours) > 1 and ours[-1].plain in _CLOSING:
            closing = ours.pop()
            ours[-1] = Token(ours[-1].shown + closing.shown, ours[-1].plain)
        found += ours
    return tuple(_hung(found))


def _line_tokens(line: str) -> Iterator[Token]:
    """The tokens of a paragraph; bullets and invisible signs have nothing to be compared by."""
    mark = _LIST_MARK.match(line)
    start, head = (mark.end() if mark else 0), True
    if mark:
        yield Token(mark[0], "")
    matches = list(_TOKEN.finditer(line, start))
    if not matches:
        yield Token(line[start:], "")
        return
    for rank, match in enumerate(matches):
        end = matches[rank + 1].start() if rank + 1 < len(matches) else len(line)
        shown = line[start if rank == 0 else match.start() : end]
        plain = "" if match[0] in _BULLETS else _plain_token(match[0])
        yield Token(shown, plain[:1].lower() + plain[1:] if head else plain)
        head = (head and not plain) or match[0] in _BULLETS


def _plain_token(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word
    return unicodedata.normalize("NFKC", word.translate(_SHAPES)).translate(_SHAPES)


def _hung(found: Iterable[Token]) -> Iterator[Token]:
    """The same, what has nothing to be compared by joined to the token before or, at the start,
    to the one after."""
    held: Token | None = None
    for token in found:
        if held is None:
            held = token
        elif not token.plain or not held.plain:
            held = Token(held.shown + token.shown, held.plain or token.plain)
        else:
            yield held
            held = token
    if held is not None:
        yield held


def plain(text: str) -> str:
    """The text in the form it is compared in: equal when nothing changed."""
    return " ".join(token.plain for token in tokens(text) if token.plain)


def plain_code(code: str) -> str:
    """A code in the form it is compared in: « C 1.1. » is « C1.1 »."""
    folded = unicodedata.normalize("NFKC", code).translate(_SHAPES).casefold()
    return re.sub(r"\s+|[.:;,\-]+$", "", folded)


def words_changed(ancien: str, nouveau: str) -> tuple[Mot, ...]:
    """The words of two texts that differ, in order: kept (as the new one prints them), removed,
    added. End to end they read as one text, in which the removed stand before the added."""
    from rapidfuzz.distance import Indel

    old, new = _spaced(tokens(ancien)), _spaced(tokens(nouveau))
    runs: list[Mot] = []
    gone = come = ""
    for step in Indel.opcodes([t.plain for t in old], [t.plain for t in new]):
        before = "".join(token.shown for token in old[step.src_start : step.src_end])
        after = "".join(token.shown for token in new[step.dest_start : step.dest_end])
        if step.tag == "equal":
            runs += [*_changed(gone, come), Mot(sens="egal", texte=after)]
            gone = come = ""
        else:
            gone, come = gone + before, come + after
    *rest, last = *runs, *_changed(gone, come)
    return (*rest, Mot(sens=last.sens, texte=last.texte.rstrip()))


def _spaced(text: Sequence[Token]) -> Sequence[Token]:
    """The same, with a space at the end: there, words of the other text may follow."""
    return [*text[:-1], *(Token(f"{last.shown.rstrip()} ", last.plain) for last in text[-1:])]


def _changed(gone: str, come: str) -> Iterator[Mot]:
    if gone:
        yield Mot(sens="retire", texte=gone)
    if come:
        yield Mot(sens="ajoute", texte=come)


Bag = Mapping[str, int]
"""Heads of words, and how often each occurs."""


def sum_of(bags: Iterable[Bag]) -> Bag:
    """The words of all bags."""
    whole: Counter[str] = Counter()
    for bag in bags:
        whole.update(bag)
    return whole


class Text:
    """A text made ready for likeness."""

    def __init__(self, text: str) -> None:
        self.plain = plain(text)

    @cached_property
    def letters(self) -> str:
        """Without case and accents."""
        split = unicodedata.normalize("NFD", self.plain.casefold())
        return "".join(letter for letter in split if not unicodedata.combining(letter))

    @cached_property
    def bag(self) -> Bag:
        """Its words."""
        return Counter(word[:_STEM] for word in re.findall(r"\w+", self.letters))


class Likeness:
    """How alike texts are: by letters, for typing errors; by words, the rare ones weighing more,
    for rewordings. Unrelated sentences share letters and little words, and come out low."""

    def __init__(self, bags: Iterable[Bag]) -> None:
        """`bags`: the words of all texts there are, to know which are rare."""
        number, seen = 0, Counter[str]()
        for bag in bags:
            number += 1
            seen.update(bag.keys())
        self._weights = {word: log(1 + number / times) for word, times in seen.items()}

    def __call__(self, one: Text, other: Text) -> float:
        """0 to 100."""
        if one.plain == other.plain:
            return 100.0
        by_letters = 2 * likeness(one.letters, other.letters) - 100
        return max(by_letters, self.by_words(one.bag, other.bag), 0.0)

    def by_words(self, one: Bag, other: Bag) -> float:
        """0 to 100: the share of the words in common in both texts, and in the shorter of the two,
        half and half (their geometric mean): a text that was only added to stays alike."""
        weights = self.weight(one), self.weight(other)
        if not all(weights):
            return 0.0
        shared = self.weight(common(one, other))
        return 100 * shared * sqrt(2 / (sum(weights) * min(weights)))

    def weight_of(self, word: str) -> float:
        """The rarer, the heavier; of words that were given at the start."""
        return self._weights[word]

    def weight(self, bag: Bag) -> float:
        """Of all the words of a bag."""
        return sum(self._weights[word] * times for word, times in bag.items())


def common(one: Bag, other: Bag) -> Bag:
    """The words of both, as often as in both."""
    return {word: min(times, other[word]) for word, times in one.items() if word in other}
