# Two commands for a fresh clone: `make demo` and `make test`.
# Needs Python 3.11 or newer and nothing else; everything is installed into .venv.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

.PHONY: help demo test docs clean

help:
	@echo "make demo   install, build the graph of examples/ into output/, say where to look"
	@echo "make test   install with the development tools, run everything that CI runs"
	@echo "make docs   write again what docs/ takes from the code"
	@echo "make clean  remove .venv, caches and what a build wrote"

$(VENV)/.ready: pyproject.toml constraints.txt .ci/venv
	@PYTHON="$(PYTHON)" .ci/venv $(VENV) .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml constraints.txt .ci/venv
	@PYTHON="$(PYTHON)" .ci/venv $(VENV) '.[dev,fast,places]'
	@touch $@ $(VENV)/.ready

demo: $(VENV)/.ready
	$(RUN)/kg-dangbo build examples -o output
	@echo
	@echo "Look at it:   open output/graph.html in a browser (it needs no network)"
	@echo "Check it:     output/validation.html"
	@echo "Ask it:       $(RUN)/kg-dangbo query posts-held"
	@echo "Your own:     $(RUN)/kg-dangbo build my-articles/ -o output/mine"

test: $(VENV)/.ready-dev
	@VENV=$(VENV) .ci/run

docs: $(VENV)/.ready-dev
	$(RUN)/python tools/make_docs.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
	find output -mindepth 1 ! -name README.md -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
