"""A test that needs a program is skipped without it, and fails in CI."""

import sys
from pathlib import Path

import pytest

from tests.programs import require_program

ABSENT = "programme-que-personne-n-installe"


def test_finds_the_first_that_is_there() -> None:
    assert Path(require_program(ABSENT, sys.executable)) == Path(sys.executable)


def test_skips_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=ABSENT):
        require_program(ABSENT)


def test_fails_without_it_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match=ABSENT):
        require_program(ABSENT)
