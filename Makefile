# Every command the README names. `make help` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.made-from-lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## make the environment in .venv from the lock file

$(STAMP): requirements.lock pyproject.toml tools/setup.py
	@$(PYTHON) tools/setup.py
	@touch $@

dashboard: setup ## the record judged for today, in a browser
	@$(BIN)/ropabook dashboard

notebooks: setup ## the analysts' notebooks, in JupyterLab
	@$(BIN)/jupyter lab notebooks/start-here.ipynb

export: setup ## the Excel workbooks, into exports/
	@$(BIN)/ropabook export

test: setup browser ## the tests
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile

torture: setup ## the long suites in the sizes of a release: hours (ROPABOOK_TORTURE_MINUTES=20: so many a test)
	@ROPABOOK_TORTURE=release nice -n 10 $(BIN)/python -m pytest tests/store tests/importing \
		tests/test_complete_register.py tests/test_odd_registers.py \
		tests/test_dashboard_safe.py tests/test_dashboard_hostile.py tests/test_dashboard_numbers.py

check: lint test ## everything: formatting, lint, types, generated pages, tests

lint: setup ## formatting, lint, types, generated pages, clean notebooks
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m tools.generate --check
	@$(BIN)/nbstripout --keep-id --verify notebooks/*.ipynb

generate: setup ## write the generated pages and schemas, and the executed notebooks of the tests
	@$(BIN)/python -m tools.generate
	@$(BIN)/python -m tools.execute_notebooks

bench: setup browser ## every figure beside its floor
	@$(BIN)/python -m benchmarks

browser: setup ## a browser for the tests: the one that is there, else one is installed
	@$(BIN)/python tools/browser.py

lock: setup ## the lock file anew, from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
		--system-certs --upgrade --quiet --output-file requirements.lock

clean: ## everything that was made, the environment included; never the record
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build lib/*.egg-info
	@find exports -type f ! -name README.md -delete
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help setup dashboard notebooks export test torture check lint generate bench browser lock clean
