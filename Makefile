# Everything runs in a local environment, .venv. On Windows, see README.md.

PYTHON ?= python3
EXEMPLE ?= inputs/atelier-reemploi
BIN := .venv/bin

.PHONY: demo test lint docs templates galerie clean

demo: .venv/installed    ## the main job on the worked example, from its PDF
	$(BIN)/assembler build $(EXEMPLE)

test: .venv/installed-dev lint    ## whatever CI checks
	$(BIN)/python -m pytest -n auto

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: .venv/installed-dev    ## docs/commandes.md and docs/regles.md, from the program's own words
	$(BIN)/python -m tools.commandes
	$(BIN)/python -m tools.regles

templates: .venv/installed-dev    ## the Word templates in templates/
	$(BIN)/python -m tools.templates

galerie: .venv/installed-dev    ## docs/galerie.md and its pictures; needs LibreOffice
	$(BIN)/python -m tools.galerie

clean:    ## whatever was built or installed; outputs/ stays
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 …"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml
	@echo "Installing into .venv (a minute or so) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml
	@echo "Installing into .venv, with what the tests need (a minute or so) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ .venv/installed
