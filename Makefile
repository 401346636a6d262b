# The only commands to know. A bare `make` prints them.
.DEFAULT_GOAL := help
SHELL  := /bin/bash
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PY     := $(BIN)/python
LOCKS  := bootstrap.lock requirements.lock pyproject.toml
# A changed lock, or a checkout that moved, makes a new stamp and so a new installation.
sum     = $(shell { pwd; cat $(1); } | cksum | cut -d' ' -f1)
RUN    := $(VENV)/.run-$(call sum,$(LOCKS))
DEV    := $(VENV)/.dev-$(call sum,$(LOCKS) requirements-dev.lock)
PINNED := $(BIN)/uv pip install --quiet --python $(PY) --only-binary :all: --require-hashes
LOCKED := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
          --no-header --no-annotate --no-emit-index-url --no-emit-find-links
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export UV_NO_PROGRESS := 1

.PHONY: help install dev run stop test soak bench lint types fence lock shots browser clean

help:            ## print these commands
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

install: $(RUN)  ## install what Payung needs into .venv
dev: $(DEV)      ## add the developer's tools

run: $(RUN)      ## install if needed, start everything and serve (PORT=8000)
	@exec $(PY) -m payung up

stop: $(RUN)     ## stop the service and its PostgreSQL
	@$(PY) -m payung stop

test: $(DEV) browser  ## run all tests
	@$(PY) -m pytest -q -m "not soak"

soak: $(DEV) browser  ## run the long trials: many kills, many seeds, fuzzing, twenty years
	@$(PY) -m pytest -q -m soak

bench: $(DEV)    ## measure, as ratios to what PostgreSQL alone needs
	@$(PY) benchmarks/run.py

lint: $(DEV)     ## check style and formatting
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .

types: $(DEV)    ## check types
	@$(PY) -m mypy

fence: $(DEV)    ## check the order of the rooms: imports, foreign keys, SQL tables, sizes, words
	@$(BIN)/lint-imports --no-cache && $(PY) -m pytest -q -p no:randomly tests/architecture

shots: $(DEV) browser  ## take the screenshots of the README
	@$(PY) docs/shots.py

lock: $(RUN)     ## re-resolve the pinned packages (developers)
	@$(LOCKED) bootstrap.in -o bootstrap.lock
	@$(LOCKED) requirements.in -o requirements.lock
	@$(LOCKED) requirements-dev.in -o requirements-dev.lock

clean:           ## remove .venv and caches; the data in var/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(RUN): $(LOCKS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Payung needs Python 3.11 or newer; name it with make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  echo "Installing Debian's python3-venv ..." >&2 && \
	  apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; } || \
	  { echo "Python's venv is missing. Ask the administrator for: apt install python3-venv" >&2; exit 1; }
	@echo "Installing Payung into $(VENV) (some 500 MB, well under a minute on a good line) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --only-binary :all: --require-hashes -r bootstrap.lock
	@$(PINNED) -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(PY) --no-deps --no-build-isolation --offline --editable .
	@rm -f $(VENV)/.run-*; touch $@

$(DEV): $(RUN) requirements-dev.lock
	@echo "Adding the developer's tools ..." >&2
	@$(PINNED) -r requirements-dev.lock
	@rm -f $(VENV)/.dev-*; touch $@

# The browser of the tests: the one on PATH, else Debian's when root, else Playwright's own. Without
# any the tests still run, and their closing lines say which of them did not.
browser: $(DEV)
	@$(PY) -m tests.browsers || { \
	  echo "Looking for a browser for the tests ..." >&2; \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	    apt-get install -y -qq --no-install-recommends chromium >/dev/null && \
	    $(PY) -m tests.browsers; } || \
	  $(PY) -m playwright install chromium || \
	  echo "No browser can be had here; the browser tests will be left out." >&2; }
