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
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Event
from typing import TypeVar

from assembler.errors import OutsideProgramError, reason_of

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


def to_pdf(
    documents: Sequence[Path], folder: Path, *, jobs: int = 1, patience: float = PATIENCE
) -> Iterator[Converted | NotConverted]:
    """Converts Word documents, with `jobs` LibreOffice at a time; yields each as it is done, in any
    order. `folder`: an empty one, for the drafts. `patience`: seconds (see PATIENCE).

    OutsideProgramError when LibreOffice is missing, or converts nothing at all.
    """
    if not documents:
        return
    program = find_libreoffice()
    size = min(BATCH, -(-len(documents) // jobs))
    stop = Event()
    told = SimpleQueue[Converted | NotConverted | Exception]()
    idle = SimpleQueue[_Office]()
    with (
        # Not in `folder`, which may lie on a network drive: a profile is hundreds of small files.
        TemporaryDirectory(prefix="assembler-", ignore_cleanup_errors=True) as profiles,
        ThreadPoolExecutor(jobs) as pool,
    ):
        for number in range(jobs):
            idle.put(_Office(program, Path(profiles, str(number)), patience, stop))

        def convert(start: int) -> None:
            office = idle.get()
            batch = documents[start : start + size]
            try:
                for outcome in _convert(office, folder / f"lot-{start}", batch):
                    told.put(outcome)
            except Exception as fault:
                told.put(fault)
            finally:
                idle.put(office)

        for start in range(0, len(documents), size):
            pool.submit(convert, start)
        try:
            for _ in documents:
                outcome = _next(told)
                if isinstance(outcome, Exception):
                    raise outcome
                yield outcome
                if isinstance(outcome, Converted):
                    outcome.pdf.unlink(missing_ok=True)
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)


T = TypeVar("T")


def _next(queue: SimpleQueue[T]) -> T:
    """The next thing in the queue. It is not waited for in one go: on Windows, Ctrl-C would not
    be heard before it comes."""
    while True:
        with suppress(Empty):
            return queue.get(timeout=0.5)


def find_libreoffice() -> Path:
    """The program, on the PATH or where its installers put it. OutsideProgramError when missing."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found).absolute()
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


def _convert(
    office: "_Office", folder: Path, documents: Sequence[Path]
) -> Iterator[Converted | NotConverted]:
    """Converts the documents in a folder of their own.

    LibreOffice takes them in order: the first that is missing is the one it crashed or hung on, or
    refused. That one is tried alone, the rest together again.
    """
    folder.mkdir()
    copies: dict[Path, Converted] = {}
    for number, document in enumerate(documents):
        copy = folder / f"{number}.docx"
        try:
            content = document.read_bytes()
        except OSError as fault:
            yield NotConverted(document, _unreadable(fault))
        else:
            copy.write_bytes(content)
            sha256 = hashlib.sha256(content).hexdigest()
            copies[copy] = Converted(document, sha256, copy.with_suffix(".pdf"))
    waiting = list(copies)
    alone = False
    while waiting:
        attempt = waiting[:1] if alone else waiting
        done = set()
        for copy in office.convert(folder, attempt):
            done.add(copy)
            yield copies[copy]
        if alone and not done:
            office.make_sure_it_works(folder)
            yield NotConverted(copies[attempt[0]].document, _REFUSED)
            done.add(attempt[0])
        waiting = [copy for copy in waiting if copy not in done]
        alone = not alone


class _StoppedError(Exception):
    """The run is being given up."""


@dataclass
class _Office:
    """LibreOffice, once at a time, with a profile of its own: two can't share one."""

    program: Path
    home: Path
    patience: float
    stop: Event
    profile: Path | None = None
    works: bool = False
    """It has converted something: a failure is then the document's."""
    numbers: Iterator[int] = field(default_factory=count)

    def convert(self, folder: Path, copies: Sequence[Path]) -> Iterator[Path]:
        """One run over documents of the folder; yields each as its PDF is whole. Ended when it
        stands still."""
        self.profile = self.profile or self._new_profile()
        # Names relative to the folder: it takes « # » in a path for part of a URL.
        process = subprocess.Popen(
            [self.program, f"-env:UserInstallation={self.profile.as_uri()}", "--headless",
             "--norestore", f"--infilter={_WORD}", "--convert-to", "pdf",
             *(copy.name for copy in copies)],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            left, since, running = list(copies), time.monotonic(), True
            while running:
                running = self._is_running(process)
                whole = [copy for copy in left if _is_whole(copy.with_suffix(".pdf"))]
                if whole:
                    self.works = True
                    left = [copy for copy in left if copy not in whole]
                    since = time.monotonic()
                    yield from whole
                elif running and time.monotonic() - since > self.patience:
                    # A profile whose owner was killed is held to be in use.
                    self.profile = None
                    return
        finally:
            _end(process)

    def make_sure_it_works(self, folder: Path) -> None:
        """OutsideProgramError when even a document of one line can't be converted."""
        if self.works:
            return
        import docx

        probe = folder / "essai.docx"
        line = docx.Document()
        line.add_paragraph("Essai")
        line.save(str(probe))
        if not list(self.convert(folder, [probe])):
            raise OutsideProgramError(
                "LibreOffice est installé, mais ne convertit rien, pas même une page presque vide.",
                todo="Ouvrez-le une fois à la main pour voir ce qu'il dit. Sous Linux, vérifiez "
                "que le paquet libreoffice-writer est installé. Puis relancez la même commande.",
            )

    def _is_running(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether the process runs still, a moment later."""
        if self.stop.is_set():
            raise _StoppedError
        try:
            process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            return True
        return False

    def _new_profile(self) -> Path:
        """A profile in which LibreOffice follows no link out of a document: a picture linked to by
        its address would be fetched over the network. Nor does it execute macros."""
        profile = self.home / str(next(self.numbers))
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


def _is_whole(pdf: Path) -> bool:
    """Whether a PDF is there and ends as one: a program that is killed leaves half of one."""
    try:
        with pdf.open("rb") as flux:
            flux.seek(0, os.SEEK_END)
            flux.seek(max(0, flux.tell() - 1024))
            return b"%%EOF" in flux.read()
    except OSError:  # not there, or, on Windows, still being written
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
    return f"le fichier ne se lit pas ({reason_of(fault)})"
