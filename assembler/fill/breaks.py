"""Line breaks, tabs, new paragraphs and new pages that values carry, as Word writes them."""

from copy import deepcopy

from lxml import etree

from assembler.fill.marks import BREAKS, LINE, PAGE, PARAGRAPH, TAB
from assembler.fill.wordml import R_RUN, XML_SPACE, P, T, W

_LINE_KIND = {LINE: W + "br", PARAGRAPH: W + "br", PAGE: W + "br", TAB: W + "tab"}


def write_breaks(root: etree._Element) -> None:
    """Turn the marks of `marks.BREAKS` in the texts of a rendered part into breaks.

    A new paragraph has the properties of the one it continues and takes along what follows in it.
    Inside a hyperlink or a control, where a paragraph can't be cut, it is a line break.
    """
    for text in [t for t in root.iter(T) if BREAKS.search(t.text or "")]:
        _write(text)


def _write(text: etree._Element) -> None:
    first, *rest = BREAKS.split(text.text or "")
    text.text = first
    text.set(XML_SPACE, "preserve")
    last = text
    for mark, words in zip(rest[::2], rest[1::2], strict=True):
        run = last.getparent()
        assert run is not None
        paragraph = run.getparent()
        if mark in (PARAGRAPH, PAGE) and paragraph is not None and paragraph.tag == P:
            last = _new_paragraph(last, run, paragraph, page=mark == PAGE)
        else:
            break_ = etree.Element(_LINE_KIND[mark])
            last.addnext(break_)
            last = etree.Element(T, {XML_SPACE: "preserve"})
            break_.addnext(last)
        last.text = words


def _new_paragraph(
    text: etree._Element, run: etree._Element, paragraph: etree._Element, *, page: bool
) -> etree._Element:
    """Cut run and paragraph after `text`; returns the empty text that begins the second half."""
    second = etree.Element(P)
    properties = paragraph.find(W + "pPr")
    if properties is not None:
        second.append(deepcopy(properties))
        section = properties.find(W + "sectPr")
        if section is not None:  # a section ends once, with the last of the paragraphs
            properties.remove(section)
    second_run = etree.SubElement(second, R_RUN)
    run_properties = run.find(W + "rPr")
    if run_properties is not None:
        second_run.append(deepcopy(run_properties))
    beginning = etree.SubElement(second_run, T, {XML_SPACE: "preserve"})
    second_run.extend(list(text.itersiblings()))
    second.extend(list(run.itersiblings()))
    paragraph.addnext(second)
    if page:
        paragraph.addnext(_page_break())
    return beginning


def _page_break() -> etree._Element:
    paragraph = etree.Element(P)
    run = etree.SubElement(paragraph, R_RUN)
    etree.SubElement(run, W + "br", {W + "type": "page"})
    return paragraph
