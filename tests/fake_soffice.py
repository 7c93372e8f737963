"""Stands for LibreOffice in tests: prints the paragraphs « Page … » of each Word document on a page
of their own, and misbehaves where a document says so. Uses nothing but the standard library, so as
to start in no time. Put on the PATH by `tests.office`.
"""

import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent


def log(**what: object) -> None:
    with (HERE / "log.jsonl").open("a") as flux:
        flux.write(json.dumps(what) + "\n")


def paragraphs(document: str) -> list[str]:
    with zipfile.ZipFile(document) as archive:
        xml = archive.read("word/document.xml").decode()
    return [re.sub("<[^>]+>", "", each) for each in re.findall("<w:p[ >].*?</w:p>", xml, re.S)]


def pdf(pages: Sequence[str]) -> bytes:
    """A PDF of one line a page."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for line in pages:
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 %s>>>>>>" % (len(objects) + 2, font)
        )
        content = b"BT /F1 12 Tf 50 700 Td <%s> Tj ET" % line.encode("cp1252").hex().encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    whole, table = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, content in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(whole)
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(whole))
    return whole + b"xref\n0 %d\n" % size + table + trailer


def convert(document: str) -> None:
    try:
        lines = paragraphs(document)
    except (zipfile.BadZipFile, KeyError):
        return
    pages = pdf([line for line in lines if line.startswith("Page")] or ["Page"])
    said = "\n".join(lines)
    if "REFUSE" in said:
        return
    if "PLANTE" in said or ("UNE FOIS" in said and not (HERE / "once").exists()):
        (HERE / "once").touch()
        os._exit(77)
    if "ATTEND" in said:
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        log(pids=[os.getpid(), child.pid])
        time.sleep(600)
    if "MOITIE" in said:
        Path(document).with_suffix(".pdf").write_bytes(pages[: len(pages) // 2])
        os._exit(77)
    Path(document).with_suffix(".pdf").write_bytes(pages)


if __name__ == "__main__":
    log(command=sys.argv[1:], folder=[str(Path.cwd())])
    if not os.environ.get("OFFICE_BROKEN"):
        for document in sys.argv[sys.argv.index("pdf") + 1 :]:
            convert(document)
