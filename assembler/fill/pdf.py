"""Word documents to PDF, with LibreOffice.

LibreOffice takes a second to start and a fifth of one for a document, so it is given many at once;
and it can crash or hang on any of them, so what it did not convert is tried again, alone, before it
is blamed. It sees copies under numbers: no name of a document is on its command line, and it leaves
no lock file beside the documents.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from threading import Event

from assembler.errors import OutsideProgramError

BATCH = 50
"""Documents given to LibreOffice at a time, at most: its start is then a tenth of the time."""

PATIENCE = 90.0
"""Seconds without a finished document after which LibreOffice is held to hang. Its first start on
a slow machine, or a document of several hundred pages, takes less."""


@dataclass(frozen=True)
class Converted:
    """`pdf` is a draft: to be taken before the next outcome is asked for. `sha256`: of the document
    as it was converted."""

    document: Path
    sha256: str
    pdf: Path


@dataclass(frozen=True)
class NotConverted:
    """The document can't be converted; `reason` in French."""

    document: Path
    reason: str


Outcomes = list[Converted | NotConverted]


def to_pdf(
    documents: Sequence[Path], *, jobs: int = 1, patience: float = PATIENCE
) -> Iterator[Converted | NotConverted]:
    """Converts Word documents, with `jobs` LibreOffice at a time; yields each as it is done, in any
    order. `patience`: seconds (see PATIENCE).

    OutsideProgramError when LibreOffice is missing, or converts nothing at all.
    """
    if not documents:
        return
    program = find_libreoffice()
    size = max(1, min(BATCH, -(-len(documents) // jobs)))
    batches = iter([documents[start : start + size] for start in range(0, len(documents), size)])
    stop = Event()
    with (
        TemporaryDirectory(prefix="assembler-", ignore_cleanup_errors=True) as folder,
        ThreadPoolExecutor(jobs) as pool,
    ):
        idle = SimpleQueue[_Worker]()
        for number in range(jobs):
            home = Path(folder, str(number))
            home.mkdir()
            idle.put(_Worker(program, home, patience, stop))

        def convert(batch: Sequence[Path]) -> tuple[Path, Outcomes]:
            worker = idle.get()
            try:
                return worker.convert(batch)
            finally:
                idle.put(worker)

        try:
            # Twice as many: none waits while the outcomes of another are taken.
            under_way = {pool.submit(convert, batch) for batch in islice(batches, 2 * jobs)}
            while under_way:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                under_way |= {pool.submit(convert, batch) for batch in islice(batches, len(done))}
                for future in done:
                    drafts, outcomes = future.result()
                    yield from outcomes
                    shutil.rmtree(drafts, ignore_errors=True)
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)


def find_libreoffice() -> Path:
    """The program, on the PATH or where its installers put it. OutsideProgramError when missing."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    for usual in _usual_places():
        if usual.is_file():
            return usual
    raise OutsideProgramError(
        "LibreOffice, qui convertit les documents Word en PDF, n'est pas installé.",
        todo="Installez-le, puis relancez la même commande : seuls les PDF restent à faire.\n"
        "    Debian, Ubuntu : sudo apt install libreoffice-writer\n"
        "    Fedora : sudo dnf install libreoffice-writer\n"
        "    Windows, macOS : page « Télécharger » du site de LibreOffice, en français",
    )


def _usual_places() -> Iterator[Path]:
    if sys.platform == "darwin":
        yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
        yield Path("~/Applications/LibreOffice.app/Contents/MacOS/soffice").expanduser()
    for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
        if programs := os.environ.get(variable):
            yield Path(programs, "LibreOffice", "program", "soffice.exe")


class _StoppedError(Exception):
    """The run is being given up."""


@dataclass
class _Worker:
    """One LibreOffice at a time, with a profile of its own: two can't share one."""

    program: Path
    home: Path
    patience: float
    stop: Event
    profile: Path | None = None
    works: bool = False
    """It has converted something: a failure is then the document's."""
    numbers: Iterator[int] = field(default_factory=count)

    def convert(self, documents: Sequence[Path]) -> tuple[Path, Outcomes]:
        """The outcome of each document, and the folder of the drafts, to be removed."""
        folder = self.home / f"lot-{next(self.numbers)}"
        folder.mkdir()
        outcomes: Outcomes = []
        copies: dict[Path, tuple[Path, str]] = {}
        for number, document in enumerate(documents):
            try:
                content = document.read_bytes()
            except OSError as fault:
                outcomes.append(NotConverted(document, _unreadable(fault)))
                continue
            copy = folder / f"{number}.docx"
            copy.write_bytes(content)
            copies[copy] = document, hashlib.sha256(content).hexdigest()
        refused = self._convert_copies(folder, list(copies))
        for copy, (document, sha256) in copies.items():
            if copy in refused:
                outcomes.append(NotConverted(document, _REFUSED))
            else:
                outcomes.append(Converted(document, sha256, copy.with_suffix(".pdf")))
        return folder, outcomes

    def _convert_copies(self, folder: Path, copies: Sequence[Path]) -> set[Path]:
        """Converts the copies; those that LibreOffice fails on even alone.

        It takes them in order: the first that is missing is the one it crashed or hung on, or
        refused. That one is tried alone, the rest together again.
        """
        refused: set[Path] = set()
        waiting = self._missing_after(folder, copies)
        while waiting:
            suspect, *rest = waiting
            if self._missing_after(folder, [suspect]):
                self._make_sure_it_works(folder)
                refused.add(suspect)
            waiting = self._missing_after(folder, rest)
        return refused

    def _missing_after(self, folder: Path, copies: Sequence[Path]) -> list[Path]:
        """Has LibreOffice convert the copies; those it made no whole PDF of."""
        if not copies:
            return []
        self._run(folder, [copy.name for copy in copies])
        missing = [copy for copy in copies if not _whole(copy.with_suffix(".pdf"))]
        self.works = self.works or len(missing) < len(copies)
        return missing

    def _make_sure_it_works(self, folder: Path) -> None:
        """OutsideProgramError when even a document of one line can't be converted."""
        if self.works:
            return
        import docx

        probe = folder / "essai.docx"
        line = docx.Document()
        line.add_paragraph("Essai")
        line.save(str(probe))
        if self._missing_after(folder, [probe]):
            raise OutsideProgramError(
                "LibreOffice est installé, mais ne convertit rien, pas même une page presque vide.",
                todo="Ouvrez-le une fois à la main pour voir ce qu'il dit. Sous Linux, vérifiez "
                "que le paquet libreoffice-writer est installé. Puis relancez la même commande.",
            )

    def _run(self, folder: Path, names: Sequence[str]) -> None:
        """One run of LibreOffice in the folder, ended when it stands still or is to stop."""
        self.profile = self.profile or self._new_profile()
        # Names relative to the folder: it takes « # » and « ; » in a path for parts of a URL.
        process = subprocess.Popen(
            [self.program, f"-env:UserInstallation={self.profile.as_uri()}", "--headless",
             "--norestore", f"--infilter={_WORD}", "--convert-to", "pdf", *names],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            ended = self._wait(process, folder)
        finally:
            _end(process)
        if not ended:
            # A profile whose owner was killed is held to be in use.
            self.profile = None

    def _wait(self, process: subprocess.Popen[bytes], folder: Path) -> bool:
        """Until the process ends; False when nothing was finished for too long."""
        done, since = 0, time.monotonic()
        while True:
            try:
                process.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                if self.stop.is_set():
                    raise _StoppedError from None
                number = len([*folder.glob("*.pdf")])
                if number > done:
                    done, since = number, time.monotonic()
                elif time.monotonic() - since > self.patience:
                    return False
            else:
                return True

    def _new_profile(self) -> Path:
        """A profile in which LibreOffice follows no link out of a document: a picture linked to by
        its address would be fetched over the network. Nor does it execute macros."""
        profile = self.home / f"profil-{next(self.numbers)}"
        (profile / "user").mkdir(parents=True)
        settings = profile / "user" / "registrymodifications.xcu"
        settings.write_text(_SETTINGS, "utf-8")
        return profile


_WORD = "MS Word 2007 XML"
"""Its name for .docx. Left to guess, it takes a damaged one for text, and prints what it reads."""

_REFUSED = "LibreOffice n'y parvient pas, même seul et une seconde fois"

_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def _whole(pdf: Path) -> bool:
    """Whether a PDF is there and ends as one: a program that is killed leaves half of one."""
    try:
        with pdf.open("rb") as flux:
            flux.seek(0, os.SEEK_END)
            flux.seek(max(0, flux.tell() - 1024))
            return b"%%EOF" in flux.read()
    except FileNotFoundError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program with what it started, which may have outlived it."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True)
    else:
        # Nothing left of it; macOS refuses to signal a group that is ending.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _unreadable(fault: OSError) -> str:
    return f"le fichier ne se lit pas ({fault.strerror or type(fault).__name__})"
