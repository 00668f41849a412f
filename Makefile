# Needs Python 3.11 or newer with pip, and nothing else. `make help` lists the targets.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP_INSTALL := $(BIN)/python -m pip install -qq --no-input --disable-pip-version-check --root-user-action=ignore

SAMPLE := examples/crop-yields-sample.ipynb
DEMO_REPORT := build/crop-yields-sample.report.html

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all lint verify bench clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

setup: $(READY)  ## install everything into .venv (PYTHON=python3.12 chooses another Python)

# torch goes first and alone: resolved together with the rest, pip may take another build of it
$(READY): pyproject.toml constraints.txt
	@echo "Installing into $(VENV); the first time takes a few minutes ..."
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed: make PYTHON=...")'
	@# Debian's Python may lack ensurepip, then the outer pip brings pip in
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 \
	  || { $(PYTHON) -m venv --clear --without-pip $(VENV) \
	       && $(PYTHON) -m pip --python $(BIN)/python install -qq --no-input --disable-pip-version-check pip; }
	@$(PIP_INSTALL) -c constraints.txt torch
	@$(PIP_INSTALL) -c constraints.txt -e '.[course,batch,dev]'
	@touch $@

demo: $(READY)  ## grade a sample notebook and say where its report is
	@mkdir -p $(dir $(DEMO_REPORT))
	@$(BIN)/grade $(SAMPLE) --html $(DEMO_REPORT); code=$$?; \
	  if [ $$code -ne 1 ]; then echo "the sample has wrong answers: expected exit code 1, got $$code" >&2; exit 1; fi
	@echo "The report as a page: $(abspath $(DEMO_REPORT))"

test: $(READY)  ## run the tests, without the slow ones
	@$(BIN)/pytest -m "not slow"

test-all: $(READY)  ## run all tests
	@$(BIN)/pytest

lint: $(READY)  ## ruff and mypy
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary

verify: $(READY)  ## prove the checks: solutions pass, mutants fail
	@$(BIN)/grade verify

bench: $(READY)  ## run the benchmarks; the tools that we are compared with go into .bench
	@missed=; for script in benchmarks/bench_*.py; do \
	  echo "== $$script"; $(BIN)/python $$script || missed="$$missed $$script"; done; \
	  if [ "$$missed" ]; then echo "missed a limit:$$missed" >&2; exit 1; fi

clean:  ## remove what the targets above made
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .hypothesis .bench
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
