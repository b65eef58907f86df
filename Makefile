# Two commands: `make run` and `make test`. Everything they need they install themselves.

SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export HOST ?= 127.0.0.1
export PORT ?= 8000
export DATA_DIR ?= instance
TEST_DATABASE_URL ?= postgresql+psycopg://127.0.0.1/postgres

.PHONY: run test test-postgres check lint setup translations bench-import bench-publication bench-copy bench-retention bench-chat

setup: $(VENV)/.ready translations/nl/LC_MESSAGES/messages.mo

$(VENV)/.ready: requirements.txt scripts/system-packages
	@PYTHON=$(PYTHON) scripts/system-packages run
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the Python packages…"
	@$(BIN)/pip install -qq --disable-pip-version-check --requirement requirements.txt
	@touch $@

translations/nl/LC_MESSAGES/messages.mo: translations/nl/LC_MESSAGES/messages.po $(VENV)/.ready
	@$(BIN)/pybabel --quiet compile --use-fuzzy --directory translations

run: setup
	@exec $(BIN)/python serve.py

test: setup
	@scripts/system-packages browser
	@$(BIN)/python -m pytest --numprocesses auto --dist loadgroup

test-postgres: setup
	@scripts/system-packages browser
	@scripts/with-postgres $(BIN)/python -m pytest --numprocesses auto --dist loadgroup -m "not journey or postgres_journey"

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

check: lint
	@$(BIN)/python -m pytest --numprocesses auto --dist loadgroup tests/rules

bench-import: setup
	@$(BIN)/python tools/bench_import.py

bench-publication: setup
	@$(BIN)/python tools/bench_publication.py

bench-copy: setup
	@$(BIN)/python tools/bench_copy.py

bench-retention: setup
	@$(BIN)/python tools/bench_retention.py

bench-chat: setup
	@$(BIN)/python tools/bench_chat.py

translations: $(VENV)/.ready
	@scripts/translations
