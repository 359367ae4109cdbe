# The two commands that matter are `make run` and `make test`; the rest are parts of them and measurements.

SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run test tools lint window sheets bench backtest soak bindings freeze icons

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: tools ## install what is missing, build, open the window on the sample company (headless: into out/)
	@scripts/run.sh

test: tools ## everything: format, lints, Rust, bindings, pages, the real window
	@scripts/test.sh format pages lint core window

tools: ## install what is missing on Debian and Ubuntu; elsewhere say what to install
	@scripts/tools.sh

lint: tools ## format, clippy, the pages' lint and types
	@scripts/test.sh format pages lint

window: tools ## build and drive the real window; pictures in target/window-shots
	@scripts/test.sh pages window

sheets: tools ## pictures of every page and of what opens on it, both languages, light and dark; some 20 minutes
	@scripts/test.sh pages sheets

bench: tools ## the program beside a bare one; fails past a bound (docs/BENCHMARKS.md)
	@scripts/bench.sh

backtest: ## try the cash forecast on a history of invoices: make backtest HISTORY=file.csv (docs/COMMAND_LINE.md)
	@scripts/backtest.sh $(if $(HISTORY),"$(HISTORY)")

soak: tools ## long runs: a book killed at random moments, a full day of trade
	@scripts/soak.sh

bindings: ## write ui/src/bindings from the Rust types and the board
	@scripts/bindings.sh

freeze: ## before a release: lock the migrations that are new
	@KEZHANG_FREEZE=1 cargo test --quiet --test house migrations

icons: ## redraw the window's icons from src-tauri/icons/icon.svg
	@scripts/icons.sh
