"""What an officer corrected: the référentiel as it is against the référentiel as it was extracted.

And, when the PDF changes, the same corrections on its new reading, wherever the old text still
stands. It is a merge of three: what was read (`lu`), what it was corrected to (`corrige`), what is
read now (`nouveau`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assembler.model.coherence import referentiel_faults
from assembler.model.naming import (
    ROOT,
    Correction,
    Place,
    in_list,
    in_words,
    is_whole,
    name_of,
)
from assembler.model.pairing import Node, code_of, pair, wording
from assembler.model.referentiel import Referentiel


@dataclass(frozen=True)
class CorrectionPerdue:
    """A correction that no longer fits. `pdf`: what the new PDF says there; None when nothing."""

    correction: Correction
    pdf: str | None


@dataclass(frozen=True)
class Reprise:
    """The new reading with the corrections. `fautes`: codes that lead nowhere in it, in words."""

    referentiel: Referentiel
    reprises: tuple[Correction, ...]
    perdues: tuple[CorrectionPerdue, ...]
    fautes: tuple[str, ...]


def corrections(lu: Referentiel, corrige: Referentiel) -> tuple[Correction, ...]:
    """What `corrige` says otherwise than `lu`, in the order of the référentiel.

    The label (version, date) and the source are not the PDF's words: they are no corrections.
    """
    return tuple(_differences(_tree(lu), _tree(corrige), ROOT))


def reprendre(lu: Referentiel, corrige: Referentiel, nouveau: Referentiel) -> Reprise:
    """The corrections of `lu` to `corrige`, made again on `nouveau`.

    The label stays when `nouveau` was read from the same PDFs: another PDF is another version.
    """
    merge = _Merge()
    tree = merge.merge(_tree(lu), _tree(corrige), _tree(nouveau), ROOT)
    assert isinstance(tree, dict)
    same_pdfs = [s.sha256 for s in nouveau.source] == [s.sha256 for s in corrige.source]
    label = nouveau if nouveau.version or nouveau.date or not same_pdfs else corrige
    referentiel = Referentiel.model_validate(
        {**tree, "source": nouveau.source, "version": label.version, "date": label.date}
    )
    perdues = {perdue.correction for perdue in merge.perdues}
    return Reprise(
        referentiel,
        tuple(one for one in corrections(lu, corrige) if one not in perdues),
        tuple(merge.perdues),
        tuple(fault.message for fault in referentiel_faults(referentiel)),
    )


_LABELS = {"format", "source", "version", "date"}


def _tree(referentiel: Referentiel) -> Node:
    tree: dict[str, Node] = referentiel.model_dump(mode="json", exclude=_LABELS)
    return tree


def _differences(lu: Node, corrige: Node, place: Place) -> Iterator[Correction]:
    if lu == corrige:
        return
    if isinstance(lu, dict) and isinstance(corrige, dict):
        for key in lu:
            yield from _differences(lu[key], corrige[key], place.member(key))
    elif (
        isinstance(lu, list)
        and isinstance(corrige, list)
        and not is_whole(place.key, [*lu, *corrige])
    ):
        yield from _list_differences(lu, corrige, place)
    elif isinstance(lu, str) and in_list(place):
        yield place.change(lu, corrige)
    else:
        yield place.correction(lu, corrige)


def _list_differences(lu: list[Node], corrige: list[Node], place: Place) -> Iterator[Correction]:
    places = pair(lu, corrige, by_hand=True)
    for rank, (item, where) in enumerate(zip(lu, places, strict=True)):
        here = place.item(rank, item)
        if where is None:
            yield here.change(item, None)
        else:
            yield from _differences(item, corrige[where], here)
    for rank, item in enumerate(corrige):
        if rank not in places:
            yield place.item(rank, item).change(None, item)
    if moved := _order(lu, corrige, places):
        yield place.order(*moved)


def _order(
    lu: list[Node], corrige: list[Node], places: list[int | None]
) -> tuple[list[Node], list[Node]] | None:
    """The items that stayed, in the old order and in the new, when these differ."""
    kept = [where for where in places if where is not None]
    if kept == sorted(kept):
        return None
    stayed = [item for item, where in zip(lu, places, strict=True) if where is not None]
    return stayed, [corrige[where] for where in sorted(kept)]


@dataclass
class _Merge:
    """The merge of three, and what of it could not be."""

    perdues: list[CorrectionPerdue] = field(default_factory=list)

    def merge(self, lu: Node, corrige: Node, nouveau: Node, place: Place) -> Node:
        """`nouveau` with the corrections that still fit; the others go to `perdues`."""
        if nouveau in (lu, corrige):
            return corrige
        if lu == corrige:
            return nouveau
        if isinstance(lu, dict) and isinstance(corrige, dict) and isinstance(nouveau, dict):
            return {
                key: self.merge(lu[key], corrige[key], nouveau[key], place.member(key))
                for key in nouveau
            }
        if (
            isinstance(lu, list)
            and isinstance(corrige, list)
            and isinstance(nouveau, list)
            and not is_whole(place.key, [*lu, *corrige])
        ):
            return self._merge_lists(lu, corrige, nouveau, place)
        for correction in _differences(lu, corrige, place):
            self._lose(correction, nouveau)
        return nouveau

    def _merge_lists(
        self, lu: list[Node], corrige: list[Node], nouveau: list[Node], place: Place
    ) -> Node:
        to_corrected, to_new = pair(lu, corrige, by_hand=True), pair(lu, nouveau, by_hand=False)
        merged: dict[int, Node] = dict(enumerate(nouveau))
        anchors: dict[int, int] = {}
        for rank, (item, own, new) in enumerate(zip(lu, to_corrected, to_new, strict=True)):
            here = place.item(rank, item)
            if own is None:
                self._take_out(item, new, merged, here)
            elif new is None:
                for correction in _differences(item, corrige[own], here):
                    self._lose(correction, None)
            else:
                anchors[own] = new
                merged[new] = self.merge(item, corrige[own], nouveau[new], here)
        if moved := _order(lu, corrige, to_corrected):
            self._lose(place.order(*moved), "; ".join(map(name_of, nouveau)))
        added = {r: item for r, item in enumerate(corrige) if r not in to_corrected}
        others = [item for rank, item in enumerate(nouveau) if rank not in to_new]
        return self._insert(merged, anchors, added, others, place)

    def _take_out(self, item: Node, new: int | None, merged: dict[int, Node], here: Place) -> None:
        """Takes an item out again, if it still says what it said."""
        if new is None:
            return
        if _without_pages(item) == _without_pages(merged[new]):
            del merged[new]
        else:
            self._lose(here.change(item, None), merged[new])

    def _insert(
        self,
        merged: Mapping[int, Node],
        anchors: Mapping[int, int],
        added: Mapping[int, Node],
        others: Sequence[Node],
        place: Place,
    ) -> list[Node]:
        """The merged list with what the officer added, each after the item it stood after.

        `others`: what is new in the PDF; an addition that is there by now is not made twice.
        """
        after: dict[int, list[Node]] = {}
        for rank, item in added.items():
            rival = next((one for one in others if _is_rival(item, one)), None)
            if rival is None:
                anchor = next((anchors[r] for r in range(rank, -1, -1) if r in anchors), -1)
                after.setdefault(anchor, []).append(item)
            elif _without_pages(item) != _without_pages(rival):
                self._lose(place.item(rank, item).change(None, item), rival)
        result = list(after.get(-1, ()))
        for rank in range(max([*merged, *after], default=-1) + 1):
            result += [merged[rank]] if rank in merged else []
            result += after.get(rank, [])
        return result

    def _lose(self, correction: Correction, nouveau: Node) -> None:
        pdf = None if nouveau is None else in_words(nouveau)
        self.perdues.append(CorrectionPerdue(correction, pdf))


def _is_rival(item: Node, other: Node) -> bool:
    """Whether two items can't stand in one list: the same code, or the same words."""
    code = code_of(item)
    return code == code_of(other) and (code is not None or wording(item) == wording(other))


def _without_pages(node: Node) -> Node:
    """Without the page, which moves whenever something is inserted before."""
    if isinstance(node, dict):
        return {key: _without_pages(value) for key, value in node.items() if key != "page"}
    return [_without_pages(item) for item in node] if isinstance(node, list) else node
