# `make` alone prints the targets. Every target sets up all that it needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .make
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
ISLAND := $(shell find island -type f 2>/dev/null) package.json package-lock.json vite.config.ts tsconfig.json
# What the Python packages for video files ask of the system.
LIBRARIES := libEGL.so.1 libGL.so.1 libGLESv2.so.2 libgthread-2.0.so.0 libxcb.so.1
MODELS := src/spinecoach/vision/built/recipe.txt
BUILT := src/spinecoach/web/static/built/.vite/manifest.json

.PHONY: help run setup test check bench wheel video models browser lock types fix clean

help: ## print this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-7s %s\n", $$1, $$2}'

run: setup ## install and build what is missing, then serve http://127.0.0.1:8420
	@exec $(BIN)/spinecoach serve

setup: $(STAMPS)/run $(BUILT) ## install and build only; afterwards .venv/bin/spinecoach is the command

video: $(STAMPS)/video $(MODELS) ## install what reading video files needs (410 MB)

models: $(MODELS)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: found $$($(PYTHON) --version); spinecoach needs Python 3.11 or newer: make PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "make: Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 2; }

# The project itself comes last, without dependencies, so that only hashed packages are ever installed.
$(STAMPS)/run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "installing the Python packages"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/run
	@echo "installing the Python packages for tests"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@mkdir -p $(STAMPS) && touch $@

# Large, and only for video files: who uses the browser's camera needs none of it.
$(STAMPS)/video: requirements/video.txt $(STAMPS)/run
	@echo "installing the Python packages for video files"
	@$(PIP) install --require-hashes -r requirements/video.txt
	@if ! $(BIN)/python -c 'from ctypes import CDLL; [CDLL(name) for name in "$(LIBRARIES)".split()]' 2>/dev/null; then \
	  echo "installing the system's picture libraries"; \
	  SUDO=; [ "$$(id -u)" = 0 ] || SUDO=sudo; \
	  $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq --no-install-recommends \
	    libegl1 libgl1 libgles2 libglib2.0-0 >/dev/null; \
	fi
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/node: package.json package-lock.json
	@command -v npm >/dev/null || { echo "make: npm is missing; spinecoach needs Node 20 or newer to build its live page"; exit 2; }
	@echo "installing the Node packages"
	@npm ci --ignore-scripts --silent
	@mkdir -p $(STAMPS) && touch $@

$(BUILT): $(STAMPS)/node $(ISLAND)
	@echo "building the live page"
	@npm run --silent build
	@touch $@

$(MODELS): $(STAMPS)/run $(STAMPS)/node $(wildcard src/spinecoach/vision/models/*.py)
	@$(BIN)/spinecoach models >/dev/null
	@touch $@

# Debian's Chromium, the speech program whose voice the tests hear, and strace, which sees every packet that leaves.
browser: $(STAMPS)/browser
$(STAMPS)/browser:
	@if ! command -v chromium >/dev/null || ! command -v espeak-ng >/dev/null || ! command -v strace >/dev/null; then \
	  echo "installing Chromium, espeak-ng and strace"; \
	  SUDO=; [ "$$(id -u)" = 0 ] || SUDO=sudo; \
	  $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq --no-install-recommends chromium espeak-ng strace >/dev/null; \
	fi
	@mkdir -p $(STAMPS) && touch $@

test: $(STAMPS)/dev $(STAMPS)/video $(BUILT) $(MODELS) browser static ## install all that is needed, then run every test
	@npm run --silent test
	@$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(STAMPS)/dev $(STAMPS)/video $(BUILT) $(MODELS) static ## the fast part: lint, types, walls, unit tests (five minutes)
	@npm run --silent test
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow and not browser"

.PHONY: static
static: $(STAMPS)/dev $(STAMPS)/node
	@$(BIN)/ruff format --check -q . && $(BIN)/ruff check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@npm run --silent check

fix: $(STAMPS)/dev ## format, and mend what the linter can mend
	@$(BIN)/ruff check -q --fix . ; $(BIN)/ruff format -q .

types: $(STAMPS)/dev $(STAMPS)/node ## make the island's types again from the Python values
	@$(BIN)/python -m spinecoach.wire.schema > island/protocol.schema.json
	@npm run --silent types

bench: $(STAMPS)/dev $(STAMPS)/video $(BUILT) $(MODELS) browser ## measure and print figures
	@$(BIN)/python -m benchmarks

.PHONY: mutants
mutants: $(STAMPS)/dev ## change the motion engine a little, 200 times, and list what no test notices (an hour)
	@$(BIN)/python -m benchmarks.mutants

.PHONY: sheets
sheets: $(STAMPS)/dev browser ## draw contact sheets of every exercise and form into artifacts/
	@$(BIN)/python -m benchmarks.sheets

wheel: $(STAMPS)/dev $(BUILT) $(MODELS) ## build a wheel with live page and camera models in it; it runs without Node
	@rm -rf dist && $(BIN)/python -m hatchling build -t wheel

lock: $(STAMPS)/dev ## resolve the Python packages again, with hashes and without addresses
	@for set in build:run dev:dev; do \
	  $(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-annotate --no-header \
	    pyproject.toml --group "$${set%%:*}" -o "requirements/$${set##*:}.txt"; done
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-annotate --no-header \
	    pyproject.toml --extra video --group dev -o requirements/video.txt

clean: ## remove what was installed and built; your data stays
	@rm -rf $(VENV) node_modules $(STAMPS) dist src/spinecoach/web/static/built src/spinecoach/vision/built
