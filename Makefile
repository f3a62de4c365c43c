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
TEST_STAMP := $(VENV)/.installed-for-tests

.DEFAULT_GOAL := help
.PHONY: help setup setup-test demo test compat lab lock catalogue clean python-is-recent

help: ## affiche cette aide
	@echo "Le cours et sa notation automatique. Commandes :"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

setup: $(STAMP) ## installe de quoi lire et noter le cours dans .venv, avec la commande « course »

setup-test: $(TEST_STAMP) ## y ajoute de quoi éprouver le cours

python-is-recent:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
	  echo "Il faut Python 3.10 ou plus récent ; indiquez-le ainsi : make setup PYTHON=python3.11" >&2; exit 2; }

# The locks are for Python 3.11.5 and later, as some of their packages are; what is older takes the newest packages that
# still support it.
LOCKED := $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))'

$(STAMP): requirements.lock pyproject.toml | python-is-recent
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	if $(LOCKED); then $(BIN)/python -m pip install $(PIP_OPTIONS) -r requirements.lock; \
	else $(BIN)/python -m pip install $(PIP_OPTIONS) -e '.[instructor]'; fi
	$(BIN)/python -m pip install $(PIP_OPTIONS) --no-deps -e .
	@touch $@

$(TEST_STAMP): requirements-test.lock $(STAMP)
	if $(LOCKED); then $(BIN)/python -m pip install $(PIP_OPTIONS) -c requirements.lock -r requirements-test.lock; \
	else $(BIN)/python -m pip install $(PIP_OPTIONS) -e '.[instructor,cluster,postgresql,dev]'; fi
	@touch $@

demo: $(STAMP) ## note une petite classe imaginaire et affiche ses résultats, en une minute
	$(BIN)/course build
	$(BIN)/course demo --sandbox auto

# nbgrader calls a program of the environment by its bare name: the tests run as in an activated one.
test: export PATH := $(CURDIR)/$(BIN):$(PATH)
test: $(TEST_STAMP) ## vérifie tout : style, types, notebooks construits, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --nbval-lax source
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

compat: | python-is-recent ## essaie le paquet des notebooks avec d'anciennes et de nouvelles bibliothèques
	PYTHON=$(PYTHON) .ci/compat

lab: $(STAMP) ## ouvre le cours dans JupyterLab
	$(BIN)/course lab

lock: | python-is-recent ## refait les deux fichiers de versions dans un environnement neuf
	PYTHON=$(PYTHON) TORCH='$(TORCH)' .ci/lock $(PIP_OPTIONS)

catalogue: $(TEST_STAMP) ## recompile les phrases françaises de la commande « course » (argparse.po)
	cd autograder/locale/fr/LC_MESSAGES && $(CURDIR)/$(BIN)/python -c 'from babel.messages import mofile, pofile; \
	  mofile.write_mo(open("argparse.mo", "wb"), pofile.read_po(open("argparse.po", "rb")))'

clean: ## enlève l'environnement, les caches et la démonstration (jamais les copies rendues ni les notes)
	rm -rf $(VENV) demo build *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find course_utils autograder tests -name __pycache__ -type d -prune -exec rm -rf {} +
