# Two commands for a fresh clone: `make demo` and `make test`.
# Needs Python 3.11 or newer and nothing else; everything is installed into .venv.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

.PHONY: help demo test docs compiled clean

help:
	@echo "make demo   install, build the graph of examples/ into output/, say where to look"
	@echo "make test   install with the development tools, run everything that CI runs"
	@echo "make compiled  a second environment, .venv-compiled, with the grammar compiled (needs a C compiler; some minutes)"
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

# The wheel of this tree, compiled, and the tagger of the benchmarks beside it.
compiled: $(VENV)/.ready
	rm -rf dist
	KG_DANGBO_PURE=0 $(RUN)/pip wheel --quiet --no-deps --wheel-dir dist .
	@PYTHON="$(PYTHON)" .ci/venv $(VENV)-compiled "$$(echo dist/kg_dangbo-*.whl)[bench]"
	$(VENV)-compiled/bin/pip install --quiet --force-reinstall --no-deps dist/kg_dangbo-*.whl  # of the same version as before
	@echo "Measure it:   $(VENV)-compiled/bin/python benchmarks/speed.py"

docs: $(VENV)/.ready-dev
	$(RUN)/python tools/make_docs.py

clean:
	rm -rf $(VENV) $(VENV)-compiled .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
	find output -mindepth 1 ! -name README.md -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
