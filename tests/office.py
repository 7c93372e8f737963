"""A LibreOffice for tests, that does what they want, and what it was asked."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Office:
    """The program's folder, to be put on the PATH."""

    folder: Path

    @classmethod
    def install(cls, folder: Path) -> "Office":
        folder.mkdir(parents=True, exist_ok=True)
        program = folder / "soffice"
        script = Path(__file__).with_name("fake_soffice.py").read_text("utf-8")
        program.write_text(f"#!{sys.executable} -S\n{script}", "utf-8")
        program.chmod(0o755)
        return cls(folder)

    @property
    def commands(self) -> list[list[str]]:
        """The arguments of each start."""
        return [entry["command"] for entry in self._log() if "command" in entry]

    @property
    def runs(self) -> list[list[str]]:
        """The files given at each start."""
        return [command[command.index("pdf") + 1 :] for command in self.commands]

    @property
    def folders(self) -> list[str]:
        """The folder of each start."""
        return [place for entry in self._log() for place in entry.get("folder", [])]

    @property
    def profiles(self) -> list[str]:
        return [command[0] for command in self.commands]

    def hanging(self) -> list[int]:
        """The processes that were started to hang and are still there."""
        pids = [pid for entry in self._log() for pid in entry.get("pids", [])]
        return [pid for pid in pids if _alive(pid)]

    def _log(self) -> list[dict[str, list[str]]]:
        log = self.folder / "log.jsonl"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def _alive(pid: int) -> bool:
    """Whether the process runs; one that ended and was not waited for does not."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc").is_dir():
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
