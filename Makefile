# make site · make test · make test-slow · make serve · make check · make generated · make bench   (make help explains them)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help install site test test-slow runbook serve check generated bench lock

help: ## Say what each command does
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 20

install: $(VENV)/site.stamp ## Install the press into .venv/

site: $(VENV)/site.stamp ## Build the public site into site/
	@$(BIN)/advisory build
	@echo "Look at it:  $(BIN)/python -m http.server --bind 127.0.0.1 --directory site 8000   then open http://127.0.0.1:8000/"
	@echo "Preview drafts while you write:  make serve"

test: $(VENV)/test.stamp ## Run all tests; the last lines say what was left out, if anything
	@if command -v npm >/dev/null 2>&1; then for folder in $(NPM); do \
	  $(MAKE) --no-print-directory $$folder/node_modules/.stamp || \
	  echo "npm could not install what $$folder needs; the tests go on without it."; done; fi
	@$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST_ARGS)

test-slow: $(VENV)/test.stamp ## Kill releases and builds two hundred times, which takes minutes
	@$(BIN)/python -m pytest -m slow $(PYTEST_ARGS)

runbook: $(VENV)/test.stamp ## Live through docs/runbook.md, and print how long each step takes
	@$(BIN)/python -m pytest tests/browser/test_runbook.py $(PYTEST_ARGS)

serve: $(VENV)/site.stamp ## Preview drafts in the browser; what is saved shows at once
	@$(BIN)/advisory serve

check: $(VENV)/test.stamp ## Lint, types, import contracts, advisories and catalogues
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/advisory check

generated: $(VENV)/test.stamp ## Write anew what is made from fields and codes: the schema, the tables of docs/format.md
	@$(BIN)/advisory schema
	@$(BIN)/python -m build_tools.reference

bench: $(VENV)/test.stamp ## Time and memory for 100 and 1,000 advisories, beside mkdocs-static-i18n
	@$(BIN)/python -m bench $(BENCH_ARGS)

lock: $(VENV)/test.stamp ## Pin the newest versions that pyproject.toml allows, with hashes
	@$(BIN)/python -m venv $(VENV)/lock && $(VENV)/lock/bin/python -m pip --quiet install uv
	@$(VENV)/lock/bin/uv pip compile pyproject.toml --extra build $(LOCK) -o requirements/site.lock
	@$(VENV)/lock/bin/uv pip compile pyproject.toml --extra build --extra test $(LOCK) -c requirements/site.lock -o requirements/test.lock

NPM := tests/browser tests/csaf tests/editor tests/feeds tests/hosting tests/sarif tests/statuspage
PATIENCE := --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000  # without a network, seconds and not minutes
LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make site PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: requirements/site.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the press needs into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements/site.lock
	@$(PIP) install --no-deps --no-index --no-build-isolation -e .
	@$(BIN)/python -m compileall -q build_tools
	@touch $@

$(VENV)/test.stamp: requirements/test.lock $(VENV)/site.stamp
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements/test.lock
	@touch $@

tests/%/node_modules/.stamp: tests/%/package-lock.json
	@cd tests/$* && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error $(PATIENCE)
	@touch $@
