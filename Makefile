# What a person types. `make help` lists it all; every target sets up what it needs.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# What is given here is taken as it stands, though make would read `$` in it, and the shell quotes and spaces.
as_it_stands = '$(subst ','\'',$(1))'
$(foreach name,RAW DATA PORT MARKS RELEASE,$(if $(value $(name)),$(eval override $(name) := $$(value $(name)))))

# A shell variable that is not set gives an empty one (RAW=$NEWS), which would take in the samples.
$(foreach name,RAW DATA,$(if $(filter-out undefined,$(origin $(name))),$(if $(strip $(value $(name))),,$(error \
	$(name)= is empty: name a folder ($(name)=/srv/news), or leave $(name) out, and the settings decide))))

# Given here they go before the environment and .env; not given, the settings decide.
ifdef RAW
export CLEANCOPY_RAW := $(RAW)
endif
ifdef DATA
export CLEANCOPY_DATA := $(DATA)
endif
export PYTHONWARNINGS := ignore::DeprecationWarning

# `make forget PATH=…` names a document, which must not become the search path of the commands below.
ifeq ($(origin PATH),command line)
FORGET := $(value PATH)
override PATH := /usr/local/bin:/usr/bin:/bin
endif

# Whoever leaves the text out may not be free to pass it on: what is neither yes nor no is refused.
no := no No NO false False FALSE 0
yes := yes Yes YES true True TRUE 1
without_text = $(if $(filter-out undefined,$(origin TEXT)),$(if $(and $(filter 1,$(words $(TEXT))),$(filter \
	$(yes) $(no),$(TEXT))),$(if $(filter $(no),$(TEXT)),--without-text),$(error \
	TEXT=$(TEXT) is neither yes nor no: write TEXT=no to leave the text out, TEXT=yes to export it too)))

BASE_PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p && break; done)
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

.PHONY: run
run: $(VENV)/run ## materialize everything once: make run [RAW=folder] [DATA=folder]
	@$(PY) -m pipeline run

.PHONY: dev
dev: $(VENV)/run ## serve the Dagster UI, sensor and schedules on: make dev [PORT=3000]
	@exec $(PY) -m pipeline dev --port=$(call as_it_stands,$(or $(PORT),3000))

.PHONY: test
test: $(VENV)/dev ## pass the tests: make test [T="-k name"]
	@$(PY) -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile $(T)

.PHONY: torture
torture: $(VENV)/dev ## kill and fail runs at every kind of moment, compare: make torture [T="--faults 300"]
	@$(PY) -m tests.torture $(T)

.PHONY: check
check: $(VENV)/dev ## lint, types, imports
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports

.PHONY: format
format: $(VENV)/dev ## mend what a machine can mend
	@$(PY) -m ruff check --fix --quiet .
	@$(PY) -m ruff format --quiet .

.PHONY: bench
bench: $(VENV)/bench ## measure: documents per second and stage, peak memory, quality
	@$(PY) -m bench

.PHONY: train
train: $(VENV)/bench build/teachers ## train the line models and the name tagger anew (needs ../shared/bench)
	@$(PY) -m bench.train
	@$(PY) -m bench.train_pages
	@$(PY) -m bench.train_names

# The name tagger's second teacher says it needs Python 3.12; its data, which is all that is read, does not.
build/teachers: requirements-teachers.lock | $(VENV)/bin/python
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python --require-hashes \
		--only-binary :all: --target $@ -r $<

.PHONY: forget
forget: $(VENV)/run ## take a document out for good: make forget PATH='outlet/file.txt'
	@$(PY) -m pipeline forget -- $(call as_it_stands,$(FORGET))

.PHONY: rollback
rollback: $(VENV)/run ## put an earlier release back and keep it: make rollback RELEASE=12 (RELEASE=none: publish again)
	@$(PY) -m pipeline rollback -- $(call as_it_stands,$(RELEASE))

.PHONY: preview
preview: $(VENV)/run ## what these rules would change, tried aside; nothing is published: make preview [N=40]
	@$(PY) -m pipeline preview --number=$(call as_it_stands,$(or $(N),40))

.PHONY: sample
sample: $(VENV)/run ## draw articles into a CSV, to be marked right or wrong: make sample [N=50]
	@$(PY) -m pipeline sample --number=$(call as_it_stands,$(or $(N),50))

.PHONY: measure
measure: $(VENV)/run ## precision and recall from the marks in the newest sample: make measure [MARKS=file]
	@$(PY) -m pipeline measure $(if $(MARKS),$(call as_it_stands,$(MARKS)))

.PHONY: rebuild
rebuild: $(VENV)/run ## make everything again from the archive; what is broken is set aside in DATA/damaged
	@$(PY) -m pipeline rebuild

.PHONY: export
export: $(VENV)/run ## write every table as Parquet, with a datapackage.json, in DATA/export: make export [TEXT=no]
	@$(PY) -m pipeline export $(without_text)

.PHONY: docs
docs: $(VENV)/dev ## write anew what docs/ has from code: the data dictionary, the cookbook's answers
	@UPDATE_DOCS=1 $(PY) -m pytest -q tests/docs

.PHONY: clients
clients: $(VENV)/bin/python ## set up older DuckDB clients, so that make test reads the file with them too
	@for v in 1.4 1.5; do test -d build/clients/$$v || { $(PY) -m venv build/clients/$$v && \
		build/clients/$$v/bin/python -m pip install --quiet --disable-pip-version-check "duckdb==$$v.*" pytz || { rm -rf build/clients/$$v; exit 1; }; }; done

.PHONY: cluster
cluster: $(VENV)/cluster ## start a Dask scheduler (port 8786) and two workers on this machine, for trying it
	@exec $(PY) -m pipeline.cluster

.PHONY: status
status: $(VENV)/run ## say how it stands: last run and release, what waits, disk by part and its growth
	@$(PY) -m pipeline status

.PHONY: settings
settings: $(VENV)/run ## list every setting and its value
	@$(PY) -m pipeline settings

.PHONY: clean
clean: ## delete the environment and caches; the data folder stays
	@rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: lock
lock: $(VENV)/dev ## pin every package anew, with hashes
	@$(PY) -m pip install --quiet uv
	@UV="$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --no-strip-extras --upgrade"; \
	$$UV pyproject.toml -o requirements.lock; \
	$$UV pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock; \
	$$UV pyproject.toml --extra cluster -c requirements-dev.lock -o requirements-cluster.lock; \
	$$UV pyproject.toml --group dev --group bench -c requirements-dev.lock -o requirements-bench.lock
	@# trafilatura writes this extra with an underscore, and pip 23 takes the other spelling for another one
	@sed -i.bak 's/^lxml\[html-clean\]==/lxml[html_clean]==/' requirements-bench.lock && rm requirements-bench.lock.bak

$(VENV)/bin/python:
	@test -n "$(BASE_PYTHON)" || { echo "Clean Copy needs Python 3.11 or later: install it, or name it (make run BASE_PYTHON=/path/to/python3.11)."; exit 1; }
	@$(BASE_PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Clean Copy needs Python 3.11 or later; $(BASE_PYTHON) is older. Name a newer one: make run BASE_PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up $(VENV) ..."
	@$(BASE_PYTHON) -m venv $(VENV)

define install
	@echo "Installing what $< names (the first time some 150 MB to download, a minute or more) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	@touch $@
endef

$(VENV)/run: requirements.lock | $(VENV)/bin/python
	$(install)

$(VENV)/dev: requirements-dev.lock | $(VENV)/bin/python
	$(install)

$(VENV)/cluster: requirements-cluster.lock | $(VENV)/bin/python
	$(install)

$(VENV)/bench: requirements-bench.lock | $(VENV)/bin/python
	$(install)
