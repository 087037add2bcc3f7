# Atoll: `make` tells what there is.
#
# The work is in scripts/, one file each; nothing is done here.

FLEET ?= examples/alpha
ATOLL := .build/release/atoll

.PHONY: help up down build test test-all test-doors lint bench screenshots clean

help: ## What you can do here
	@printf 'Atoll runs many communities'"'"' JupyterHubs as one service.\n\n'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22
	@printf '\nAnother folder of hubs: make up FLEET=examples/first\n'

up: ## Set up, build, start the control plane and the example fleet
	@scripts/setup up
	@scripts/build release
	@$(ATOLL) up $(FLEET)

down: ## Stop what `make up` started, and nothing else
	@if [ -x $(ATOLL) ]; then $(ATOLL) down; else echo 'Nothing was built here, so nothing was started.'; fi

build: ## Build the program (.build/release/atoll)
	@scripts/setup up
	@scripts/build release

test: ## Set up, check the style, run every test
	@scripts/test

test-all: ## The same, with what takes long: more fuzzing, large simulations
	@scripts/test --all

test-doors: ## Ask the real authenticators 2,400 times who may enter, and compare
	@scripts/setup test
	@scripts/test-doors

lint: ## Check the style and the rules of the house
	@scripts/lint

bench: ## Measure what is promised and write docs/benchmarks.md
	@scripts/setup test
	@scripts/build release
	@scripts/build measure
	@scripts/bench --write

screenshots: ## Make the pictures of the documentation from the real pages
	@scripts/setup test
	@scripts/build release
	@scripts/screenshots

clean: ## Remove what was built (the state of the hubs stays)
	rm -rf .build
