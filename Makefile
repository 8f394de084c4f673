# make demo: set up and translate a story. make test: run everything.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
APT := apertium apertium-eng-spa apertium-es-pt

.PHONY: demo test test-all lint messages system chromium clean

$(BIN)/bilingua: pyproject.toml locales/build.py $(wildcard locales/*/LC_MESSAGES/*.po)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[firefox]'
	@touch $@

$(BIN)/pytest: $(BIN)/bilingua
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

# The rule-based engine comes from the system; where it is there already nothing is asked for.
system:
	@missing=""; for p in $(APT) $(EXTRA_APT); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq $$missing >/dev/null; fi

# The review app is tested in a real browser; where the system has none to install, that is skipped.
chromium:
	@command -v chromium >/dev/null 2>&1 || { $(SUDO) apt-get update -qq && \
	$(SUDO) apt-get install -y -qq chromium >/dev/null; } || \
	echo "Chromium cannot be installed here: the tests in a browser are skipped."

demo: $(BIN)/bilingua
	$(BIN)/bilingua translate samples/migration-talks.md --out editions
	@echo; cat editions/migration-talks.es.md

test: EXTRA_APT := gettext php-symfony-translation
test: $(BIN)/pytest system chromium
	$(BIN)/python -m pytest -n 2 -m "not slow"

test-all: EXTRA_APT := gettext php-symfony-translation
# The long sweeps, and the training code on a miniature run (installs PyTorch).
test-all: $(BIN)/pytest system chromium
	$(BIN)/pip install --quiet --disable-pip-version-check -r training/requirements.txt
	$(BIN)/python -m pytest tests training/tests

lint: $(BIN)/pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Extract the interface's messages and bring the catalogues up to date.
messages: $(BIN)/pytest
	$(BIN)/python locales/extract.py

clean:
	rm -rf $(VENV) editions dist build
