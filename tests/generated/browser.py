"""Chromium, driven over a pipe: one start for many pages."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--remote-debugging-pipe",
)  # fmt: skip


def print_pages(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """The PDFs of HTML pages, by the names they are given under."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        raise FileNotFoundError("chromium")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        for name, content in pages.items():
            (home / f"{name}.html").write_bytes(content)
        with _Browser(program, home / "profile") as browser:
            return {name: browser.pdf((home / f"{name}.html").as_uri()) for name in pages}


class _Browser:
    """A running Chromium. It reads commands from its descriptor 3 and answers on its 4."""

    def __init__(self, program: str, profile: Path) -> None:
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        # The shell puts the two pipes where Chromium looks for them.
        script = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out} 2>/dev/null'
        self._process = subprocess.Popen(
            ["bash", "-c", script, "bash", program, *_OPTIONS, f"--user-data-dir={profile}"],
            pass_fds=(theirs_in, theirs_out),
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._out = os.fdopen(ours_out, "wb", buffering=0)
        self._in = os.fdopen(ours_in, "rb")
        self._number = 0
        self._pending = b""
        self._session = ""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self._ask("Page.enable")

    def __enter__(self) -> "_Browser":
        return self

    def __exit__(self, *fault: object) -> None:
        self._out.close()
        self._in.close()
        self._process.kill()
        self._process.wait()

    def pdf(self, url: str) -> bytes:
        """The page printed, with the size its style asks for."""
        self._ask("Page.navigate", url=url)
        while self._message().get("method") != "Page.loadEventFired":
            pass
        printed = self._ask(
            "Page.printToPDF", printBackground=True, preferCSSPageSize=True, generateTaggedPDF=True
        )
        return base64.b64decode(printed["data"])

    def _ask(self, method: str, **params: object) -> dict[str, Any]:
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        while (answer := self._message()).get("id") != self._number:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._pending:
            read = self._in.read1(1 << 16)
            if not read:
                raise RuntimeError("Chromium ended")
            self._pending += read
        line, _, self._pending = self._pending.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message
