# Tout ce qu'il faut pour installer, essayer et vérifier le cours ; « make » seul affiche l'aide.
PYTHON ?= python3
# Options données à pip, par exemple pour choisir une version de PyTorch sans CUDA (voir README.fr.md).
PIP_OPTIONS ?=
# La version de PyTorch que « make lock » fige.
TORCH ?= torch==2.13.0
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup demo test compat lab lock catalogue clean python-is-recent

help: ## affiche cette aide
	@echo "Le cours et sa notation automatique. Commandes :"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

setup: $(STAMP) ## installe l'environnement dans .venv, avec la commande « course »

python-is-recent:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
	  echo "Il faut Python 3.10 ou plus récent ; indiquez-le ainsi : make setup PYTHON=python3.11" >&2; exit 2; }

# The lock is for Python 3.11 and later; 3.10 takes the newest packages that still support it.
$(STAMP): requirements.lock pyproject.toml | python-is-recent
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	if $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; \
	then $(BIN)/python -m pip install $(PIP_OPTIONS) -r requirements.lock; \
	else $(BIN)/python -m pip install $(PIP_OPTIONS) -e '.[instructor,cluster,postgresql,dev]'; fi
	$(BIN)/python -m pip install $(PIP_OPTIONS) --no-deps -e .
	@touch $@

demo: $(STAMP) ## note de bout en bout une classe imaginaire et affiche ses résultats
	$(BIN)/course build
	$(BIN)/course demo --sandbox auto

# nbgrader calls a program of the environment by its bare name: the tests run as in an activated one.
test: export PATH := $(CURDIR)/$(BIN):$(PATH)
test: $(STAMP) ## vérifie tout : style, types, notebooks construits, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -p no:xdist --nbval-lax source
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

compat: | python-is-recent ## essaie le paquet des notebooks avec d'anciennes et de nouvelles bibliothèques
	PYTHON=$(PYTHON) .ci/compat

lab: $(STAMP) ## ouvre le cours dans JupyterLab
	$(BIN)/course lab

lock: | python-is-recent ## refait requirements.lock dans un environnement neuf
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(PYTHON) -m venv "$$folder/venv" && \
	"$$folder/venv/bin/python" -m pip install $(PIP_OPTIONS) '$(TORCH)' -e '.[instructor,cluster,postgresql,dev]' && \
	"$$folder/venv/bin/python" -m pip list --format=freeze --exclude pip --exclude-editable > "$$folder/all" && \
	{ echo "# Python 3.11, extras instructor, cluster, postgresql and dev; made by « make lock ». PyTorch brings its own CUDA packages, if any."; \
	  sed -E '/^(nvidia|cuda|triton)/d; s/\+[a-z0-9.]+$$//' "$$folder/all"; } > requirements.lock

catalogue: $(STAMP) ## recompile les phrases françaises de la commande « course » (argparse.po)
	cd autograder/locale/fr/LC_MESSAGES && $(CURDIR)/$(BIN)/python -c 'from babel.messages import mofile, pofile; \
	  mofile.write_mo(open("argparse.mo", "wb"), pofile.read_po(open("argparse.po", "rb")))'

clean: ## enlève l'environnement, les caches et la démonstration (jamais les copies rendues ni les notes)
	rm -rf $(VENV) demo build *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find course_utils autograder tests -name __pycache__ -type d -prune -exec rm -rf {} +
