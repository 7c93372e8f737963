"""Characters to lines, lines to paragraphs.

Lines by baseline, words by the gap measured against the size of the font (a default tolerance in
points glues « Indicateursdelaréussite »), paragraphs by bullet, spacing and room left on the line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from assembler.extract.chars import Char
from assembler.extract.tables import Box, Line, Paragraph
from assembler.extract.wording import (
    begins_sentence,
    bullet_of,
    ends_hanging,
    ends_open,
    follows_number,
    goes_on,
    join_lines,
    tidy,
)

WORD_GAP = 0.17
"""A gap wider than this share of the font's size is a space (an Arial space is 0.28)."""
NO_GAP = 0.02
"""With a space character between them, glyphs closer than this share of the size are one word."""
LINE_STEP = 0.5
"""Baselines closer than this share of the font's size are one line (exponents, « n° »)."""
RAISED = 0.85
"""Exponents and indices are smaller than this share of the text that they stand in."""
TOUCHES = 0.5
"""And nearer to the glyph before them than this share of its size."""
SPELT = 6
"""A line of so many words, most of them single letters, is letter-spaced."""
OVERLAPS = 4
"""Two texts of which so many glyphs overlap are printed one on the other."""
OFTEN = 4
"""A stop that ends this many lines of a column, and stands within none, ends paragraphs."""


def read_lines(chars: Iterable[Char], page: int) -> tuple[Line, ...]:
    """The lines of some characters of a page, in reading order; turned text after upright text."""
    by_turn: dict[int, list[Char]] = {}
    for char in chars:
        by_turn.setdefault(char.turn, []).append(char)
    if len(by_turn) > 1:
        _turn_signs(by_turn)
    lines: list[Line] = []
    for turn in sorted(by_turn, key=abs):
        for row in _rows([_laid_flat(char) for char in by_turn[turn]]):
            inked = [char for char in row if char.text.strip()]
            if inked and _overprinted(inked):
                lines += [_line(part, page, turn, over=True) for part in _apart(row)]
            elif inked:
                lines.append(_line(row, page, turn))
    return tuple(lines)


def _turn_signs(by_turn: dict[int, list[Char]]) -> None:
    """Puts signs that lie otherwise than the text around them with it: Chromium turns the
    apostrophes of turned text apart."""
    most = max(by_turn, key=lambda turn: len(by_turn[turn]))
    for turn, chars in list(by_turn.items()):
        if turn != most and not any(char.text.isalnum() for char in chars):
            by_turn[most] += [char._replace(turn=most) for char in by_turn.pop(turn)]


def _laid_flat(char: Char) -> Char:
    """The character as it would stand if its line were turned upright."""
    if char.turn == 90:
        x0, top, x1, bottom = -char.bottom, char.x0, -char.top, char.x1
    elif char.turn == -90:
        x0, top, x1, bottom = char.top, -char.x1, char.bottom, -char.x0
    else:
        return char
    return char._replace(x0=x0, top=top, x1=x1, bottom=bottom)


def _rows(chars: Sequence[Char]) -> list[list[Char]]:
    rows: list[list[Char]] = []
    reach = 0.0
    for char in sorted(chars, key=lambda c: (c.bottom, c.x0)):
        if rows and char.bottom - reach <= LINE_STEP * min(char.size, rows[-1][0].size):
            rows[-1].append(char)
            # A space can be set in another size than the text: it tells nothing of the baseline.
            if char.text.strip():
                reach = max(reach, char.bottom)
        else:
            rows.append([char])
            reach = char.bottom
    return [sorted(row, key=lambda c: (c.x0, c.x1)) for row in _with_raised(rows)]


def _with_raised(rows: Sequence[list[Char]]) -> list[list[Char]]:
    """The rows, with exponents and indices in the row beside which they stand: small characters
    only, by half within its height."""
    joined: list[list[Char]] = []
    for row in rows:
        if joined and _raised(joined[-1], row):
            joined[-1] = [*joined[-1], *row]
        elif joined and _raised(row, joined[-1]):
            joined[-1] += row
        else:
            joined.append(row)
    return joined


def _raised(small: Sequence[Char], row: Sequence[Char]) -> bool:
    """Is `small` a row of exponents or indices of `row`?"""
    inked = [char for char in small if char.text.strip()]
    beside = [char for char in row if char.text.strip()]
    if not inked or not beside:
        return False
    size = max(char.size for char in beside)
    if max(char.size for char in inked) > RAISED * size:
        return False
    top, bottom = min(char.top for char in beside), max(char.bottom for char in beside)
    ends = [char.x1 for char in (*beside, *inked)]
    return all(
        min(char.bottom, bottom) - max(char.top, top) >= char.size / 2
        and any(abs(char.x0 - end) < TOUCHES * size for end in ends)
        for char in inked
    )


def _overprinted(inked: Sequence[Char]) -> bool:
    """Do two texts stand one on the other? (A few glyphs overlap in any line: kerning, accents.)"""
    return (
        sum(
            after.x0 < before.x1 - 0.4 * min(before.x1 - before.x0, after.x1 - after.x0)
            for before, after in pairwise(inked)
        )
        >= OVERLAPS
    )


def _apart(row: Sequence[Char]) -> Iterator[list[Char]]:
    """Two texts that stand one on the other, told apart by their baselines where these differ."""
    parts: list[list[Char]] = []
    for char in sorted((c for c in row if c.text.strip()), key=lambda c: (c.bottom, c.x0)):
        if parts and char.bottom - parts[-1][-1].bottom <= 0.3:
            parts[-1].append(char)
        else:
            parts.append([char])
    for part in parts:
        yield sorted(part, key=lambda char: (char.x0, char.x1))


def _line(row: Sequence[Char], page: int, turn: int, *, over: bool = False) -> Line:
    inked = [char for char in row if char.text.strip()]
    text, first_word = _worded(row, 0.0)
    if _spelt(text):
        text, first_word = _worded(row, _tracking(row))
    sizes = Counter(round(char.size, 1) for char in inked)
    x0, x1 = inked[0].x0, max(char.x1 for char in inked)
    top, bottom = min(c.top for c in inked), max(c.bottom for c in inked)
    box = _stood(page, x0, top, x1, bottom, turn)
    return Line(
        text=tidy(text),
        box=box,
        size=sizes.most_common(1)[0][0],
        bold=sum(char.bold for char in inked) * 2 > len(inked),
        first_word=first_word or x1 - x0,
        glyphs=len(inked),
        upright=turn == 0,
        over=over,
    )


def _worded(row: Sequence[Char], tracking: float) -> tuple[str, float]:
    """The text of a line, and how wide its first word is (0 when it is the only one)."""
    text, first_word = "", 0.0
    before: Char | None = None
    left = 0.0
    spaced = False
    for char in row:
        if not char.text.strip():
            spaced = True
            continue
        if before is None:
            left = char.x0
        elif _parted(before, char, spaced, tracking):
            first_word = first_word or before.x1 - left
            text += " "
        text += char.text
        before, spaced = char, False
    return text, first_word


def _spelt(text: str) -> bool:
    """Does a line fall into single letters, as letter-spaced headings do?"""
    words = text.split()
    return len(words) >= SPELT and sum(len(word) == 1 for word in words) * 5 >= len(words) * 3


def _tracking(row: Sequence[Char]) -> float:
    """By how much the letters of a line stand apart, as a share of the font's size."""
    gaps = [
        (after.x0 - before.x1) / after.size
        for before, after in pairwise(row)
        if before.text.isalpha() and after.text.isalpha()
    ]
    return max(0.0, median(gaps)) if len(gaps) >= SPELT else 0.0


def _parted(before: Char, after: Char, spaced: bool, tracking: float) -> bool:
    """Does a space stand between two glyphs? The gap tells; a space character helps it, but not
    one on which the next glyph stands (Chromium writes such at each soft hyphen)."""
    gap = (after.x0 - before.x1) / max(after.size, before.size) - tracking
    return gap > (NO_GAP if spaced else WORD_GAP)


def _stood(page: int, x0: float, top: float, x1: float, bottom: float, turn: int) -> Box:
    """The box of a line laid flat, as it stands on the page."""
    if turn == 90:
        return Box(page, top, -x1, bottom, -x0)
    if turn == -90:
        return Box(page, -bottom, x0, -top, x1)
    return Box(page, x0, top, x1, bottom)


def column_right(lines: Iterable[Line]) -> float:
    """How far to the right the text of a column goes."""
    return max((line.box.x1 for line in lines if line.upright), default=0.0)


def usual_step(lines: Sequence[Line]) -> float:
    """The usual distance between two lines of a paragraph, as a share of the font's size.

    Measured where a sentence surely goes on, if it does anywhere: in a column of one-line
    paragraphs, most lines that follow each other are two paragraphs.
    """
    pairs = [
        (round((after.box.bottom - before.box.bottom) / before.size, 2), before, after)
        for before, after in pairwise(lines)
        if before.box.page == after.box.page
        and 0.5 < (after.box.bottom - before.box.bottom) / before.size < 2.2
    ]
    sure = Counter(step for step, before, after in pairs if goes_on(before.text, after.text))
    steps = sure or Counter(step for step, _, _ in pairs)
    if not steps:
        return 1.15
    most = max(steps.values())
    return min(step for step, count in steps.items() if count * 3 >= most)


def closing_stops(lines: Iterable[Line]) -> str:
    """Which of the stops « . » and « ; » end paragraphs in a column: those that stand at the end of
    its lines again and again, and never within one."""
    texts = [line.text for line in lines]
    return "".join(
        stop
        for stop in ".;"
        if sum(text.endswith(stop) for text in texts) >= OFTEN
        and not any(re.search(rf"\w\s?[{stop}]\s", text) for text in texts)
    )


def read_paragraphs(
    lines: Sequence[Line], *, right: float, step: float, stops: str = ""
) -> tuple[Paragraph, ...]:
    """The paragraphs of a cell.

    `right`: how far the column's text goes; `step`: the usual distance of two baselines, as a
    share of the font's size; `stops`: the signs that only end paragraphs (closing_stops).
    """
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and stops and paragraphs[-1][-1].text.endswith(tuple(stops)):
            paragraphs.append([line])
        elif paragraphs and not _begins(paragraphs[-1], line, right, step):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return tuple(Paragraph(tuple(paragraph)) for paragraph in paragraphs)


def _begins(before: Sequence[Line], line: Line, right: float, step: float) -> bool:
    """Does `line` begin a paragraph of its own?"""
    last = before[-1]
    if not line.upright or not last.upright:
        return False
    if bullet_of(line.text) or follows_number(before[0].text, line.text):
        return True
    text = join_lines([one.text for one in before])
    if last.box.page != line.box.page:
        return not goes_on(text, line.text)
    if bullet_of(before[0].text) and line.box.x0 < before[0].box.x0 - 0.15 * line.size:
        # Left of the bullet: the list has ended.
        return True
    if bullet_of(before[0].text) and line.box.x0 > before[0].box.x0 + 0.4 * line.size:
        # A hanging indent: the line stands under the text of the bullet, not under the bullet.
        return line.box.bottom - last.box.bottom > 2.2 * line.size
    if line.box.bottom - last.box.bottom > (step * 1.12 + 0.02) * max(last.size, line.size):
        return True
    if begins_sentence(line.text) and ends_open(text) and not ends_hanging(last.text):
        return True
    room = right - last.box.x1 - 0.28 * last.size
    return (
        line.first_word < room - 0.5
        and not goes_on(text, line.text)
        and not ends_hanging(last.text)
    )
