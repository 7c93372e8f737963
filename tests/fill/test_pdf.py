"""Conversion to PDF: with a fake LibreOffice that crashes, hangs, refuses; then with the real."""

import hashlib
import http.server
import threading
import time
import zipfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from assembler.errors import ExitCode, OutsideProgramError
from assembler.fill.pdf import BATCH, Converted, NotConverted, to_pdf
from tests.office import Office

SOON = 1.2
"""Seconds of patience for a program that needs some hundredths."""

WriteDocx = Callable[..., Path]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A fake LibreOffice on the PATH."""
    office = Office.install(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(office.folder))
    return office


@pytest.fixture
def write(tmp_path: Path) -> WriteDocx:
    """Writes a small docx of these paragraphs."""

    def write(name: str, *paragraphs: str) -> Path:
        path = tmp_path / name
        body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", body)
        return path

    return write


def outcomes(
    documents: list[Path], *, jobs: int = 1, patience: float = 20
) -> Generator[Converted | NotConverted, None, None]:
    with TemporaryDirectory() as folder:
        yield from to_pdf(documents, Path(folder), jobs=jobs, patience=patience)


def convert(
    documents: list[Path], *, jobs: int = 1, patience: float = 20
) -> tuple[dict[Path, str], list[Path]]:
    """The text of each PDF, and what was not converted."""
    texts, refused = {}, []
    for outcome in outcomes(documents, jobs=jobs, patience=patience):
        match outcome:
            case Converted(document, sha256, pdf):
                assert sha256 == hashlib.sha256(document.read_bytes()).hexdigest()
                assert document not in texts
                pages = [page.extract_text() for page in PdfReader(pdf).pages]
                texts[document] = "\n".join(pages)
            case NotConverted(document, reason):
                assert reason
                refused.append(document)
    return texts, refused


def test_each_document_becomes_its_pdf(office: Office, write: WriteDocx, tmp_path: Path) -> None:
    documents = [write(f"{n}.docx", f"Page {n}") for n in range(5)]
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    texts, refused = convert(documents)
    assert texts == {document: f"Page {document.stem}" for document in documents}
    assert refused == []
    assert len(office.runs) == 1
    after = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert {path: after[path] for path in documents} == {path: before[path] for path in documents}
    assert set(after) == set(before)


def test_nothing_to_convert_needs_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert list(outcomes([])) == []


@pytest.mark.parametrize("fault", ["PLANTE", "REFUSE", "MOITIE", "ATTEND"])
def test_only_the_culprit_is_blamed_and_tried_twice(
    office: Office, write: WriteDocx, fault: str
) -> None:
    documents = [write(f"{n}.docx", f"Page {n}") for n in range(6)]
    culprit = documents[2] = write("2.docx", "Page 2", fault)
    texts, refused = convert(documents, patience=SOON)
    assert refused == [culprit]
    assert set(texts) == {*documents} - {culprit}
    assert sum("2.docx" in run for run in office.runs) == 2
    assert ["2.docx"] in office.runs
    assert office.hanging() == []


def test_a_document_that_it_crashed_on_once_is_converted(office: Office, write: WriteDocx) -> None:
    documents = [write("0.docx", "Page 0"), write("1.docx", "Page 1", "UNE FOIS")]
    texts, refused = convert(documents)
    assert refused == []
    assert texts[documents[1]] == "Page 1"


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    faults=st.lists(st.sampled_from(["", "", "PLANTE", "REFUSE", "MOITIE"]), max_size=9),
    jobs=st.integers(1, 3),
)
def test_whatever_fails_the_others_are_converted(
    office: Office, write: WriteDocx, faults: list[str], jobs: int
) -> None:
    good = write("good.docx", "Page")
    documents = [good, *(write(f"{n}.docx", "Page", fault) for n, fault in enumerate(faults))]
    texts, refused = convert(documents, jobs=jobs)
    wrong = {document for document, fault in zip(documents[1:], faults, strict=True) if fault}
    assert set(refused) == wrong
    assert set(texts) == {*documents} - wrong


def test_a_document_that_cannot_be_read_stops_no_other(office: Office, write: WriteDocx) -> None:
    gone = write("0.docx").with_name("gone.docx")
    texts, refused = convert([gone, write("1.docx", "Page 1")])
    assert (refused, list(texts.values())) == ([gone], ["Page 1"])


def test_a_profile_serves_many_batches_and_none_that_hung(
    office: Office, write: WriteDocx, tmp_path: Path
) -> None:
    documents = [write(f"{n}.docx", "Page") for n in range(2 * BATCH)]
    documents.append(write("last.docx", "ATTEND"))
    convert(documents, patience=SOON)
    first, second, hung, alone = office.profiles
    assert first == second == hung != alone
    assert [len(run) for run in office.runs] == [BATCH, BATCH, 1, 1]


def test_two_at_a_time_have_two_profiles(office: Office, write: WriteDocx) -> None:
    convert([write(f"{n}.docx", "Page") for n in range(8)], jobs=2)
    assert len(set(office.profiles)) == len(office.runs) == 2


def test_no_name_is_on_the_command_line(office: Office, write: WriteDocx) -> None:
    convert([write("001-Secret-Zoé.docx", "Page")])
    assert "Secret" not in str(office.commands)


def test_given_up_it_leaves_no_process_behind(office: Office, write: WriteDocx) -> None:
    documents = [write("0.docx", "Page"), *(write(f"{n}.docx", "ATTEND") for n in range(1, 4))]
    converting = outcomes(documents, jobs=4, patience=60)
    assert isinstance(next(converting), Converted)
    deadline = time.monotonic() + 10
    while len(office.hanging()) < 6 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(office.hanging()) == 6  # three programs, with a child each
    converting.close()
    assert office.hanging() == []


def test_a_program_that_converts_nothing_is_said_soon(
    office: Office, write: WriteDocx, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OFFICE_BROKEN", "1")
    with pytest.raises(OutsideProgramError, match="ne convertit rien") as caught:
        convert([write(f"{n}.docx", "Page") for n in range(40)])
    assert caught.value.exit_code is ExitCode.OUTSIDE_PROGRAM
    assert "libreoffice-writer" in str(caught.value)
    assert len(office.runs) == 3


def test_a_missing_program_is_said_with_how_to_install_it(
    write: WriteDocx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
        monkeypatch.delenv(variable, raising=False)
    with pytest.raises(OutsideProgramError, match="n'est pas installé") as caught:
        convert([write("0.docx", "Page")])
    assert "apt install libreoffice-writer" in str(caught.value)
    assert "Windows" in str(caught.value)


def test_it_is_found_where_its_installer_puts_it(
    write: WriteDocx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = Office.install(tmp_path / "LibreOffice/program")
    (installed.folder / "soffice").rename(installed.folder / "soffice.exe")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    texts, _ = convert([write("0.docx", "Page 0")])
    assert list(texts.values()) == ["Page 0"]


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what it is asked for."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline()
            paths.append(self.raw_requestline.decode())

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/image.png", paths
    server.shutdown()
    server.server_close()


@pytest.mark.slow
def test_libreoffice_converts_refuses_what_is_damaged_and_asks_no_network(
    tmp_path: Path, asked: tuple[str, list[str]]
) -> None:
    """One start of the real one: it takes seconds."""
    address, requests = asked
    folder = tmp_path / "a # b ; é %"
    folder.mkdir()
    good, damaged, linked = (folder / f"{name}.docx" for name in ("good", "damaged", "linked"))
    document = docx.Document()
    document.add_paragraph("Bonjour Élodie")
    document.save(str(good))
    damaged.write_bytes(good.read_bytes()[:2000])
    _link_picture(document, linked, address)
    texts, refused = convert([damaged, good, linked], patience=90)
    assert "Bonjour Élodie" in texts[good]
    assert refused == [damaged]
    assert linked in texts
    assert requests == []


def _link_picture(document: docx.document.Document, path: Path, address: str) -> None:
    """The document with a picture that stands at an address."""
    picture = path.with_suffix(".png")
    Image.new("RGB", (40, 20), "red").save(picture)
    document.add_picture(str(picture))
    document.save(str(path))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body, rels = "word/document.xml", "word/_rels/document.xml.rels"
    parts[body] = parts[body].replace(b"r:embed=", b"r:link=")
    target = f'Target="{address}" TargetMode="External"'.encode()
    assert b'Target="media/image1.png"' in parts[rels]
    parts[rels] = parts[rels].replace(b'Target="media/image1.png"', target)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
