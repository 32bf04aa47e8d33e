# Everything runs in .venv, which is made anew when pyproject.toml changes.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test workflow check bench readme clean

run: .venv/ready  ## print what the sample reviews name and praise, and write a corpus of them
	@$(BIN)/cinespan show --brief seeds
	@$(BIN)/cinespan extract seeds -o corpus/seeds.spacy
	@echo "The corpus of these reviews is in corpus/seeds.spacy"

test: .venv/ready  ## run the tests
	$(BIN)/pytest

workflow: .venv/ready  ## run the whole workflow of project.yml in a copy, and load what it packs in fresh environments
	$(BIN)/pytest -m workflow

check: .venv/ready  ## run the linter, the formatter's check, the type checker and the check of the rules
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/cinespan patterns check

bench: .venv/ready  ## measure the time of the pipeline against that of the tokenizer alone
	$(BIN)/python benchmarks/speed.py

readme: .venv/ready  ## run the blocks of the README and write what they print into it
	$(BIN)/python tests/readme_blocks.py
	$(BIN)/weasel document --output README.md --no-emoji

clean:  ## remove the environment and all that was made
	rm -rf .venv build dist corpus metrics training packages *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

# pip knows --group from 25.1 on, and a Python of 2023 brings an older one
.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@# setuptools warns of folders that shadow an editable package, which the src layout rules out
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@
