# Every target sets up what it needs first; what is there already is not installed again.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-build pkg size simulator www demo test lint test-native types test-browser test-package test-runtimes test-page
.PHONY: test-guides docs docs-quotes docs-table fmt bench fuzz release clean

TOOLS := scripts/with-tools.sh
TEST := $(TOOLS) node scripts/test.mjs

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building and testing need: Rust's wasm target, tools, npm packages, a browser
	@scripts/setup.sh all

setup-build: ## the part of setup that `make pkg` and `make demo` need
	@scripts/setup.sh build

pkg: setup-build ## build the npm package into pkg/ and print its sizes
	@$(TOOLS) node scripts/pkg.mjs

size: pkg ## print the package's sizes, and fail where one is over its budget
	@$(TOOLS) node scripts/sizes.mjs --check

simulator: setup-build ## run the simulator of the four providers on 127.0.0.1, PORT=8787 by default
	@$(TOOLS) cargo run -p sessage-simulator -- --port $(or $(PORT),8787)

www: setup-build ## build the demo page into build/www: static files for any host and path
	@$(TOOLS) node scripts/pkg.mjs
	@$(TOOLS) npm run build --workspace www --silent

demo: setup-build ## send every kind of message to the simulator, then keep the demo page up (ONCE=1 ends, PORT=8787)
	@ONCE=$(ONCE) PORT=$(or $(PORT),8787) $(TOOLS) node scripts/demo.mjs

test: setup ## everything below, cheap checks first, with one summary at the end
	@$(TEST)

lint: setup ## format check, clippy for this machine and for wasm, documentation
	@$(TEST) fmt clippy clippy-wasm docs

test-native: setup ## the Rust tests that need no browser
	@$(TEST) native

types: setup ## the TypeScript cases against the package's declarations
	@$(TEST) pkg types

test-browser: setup ## the Rust tests that run in Chromium against the simulator
	@$(TEST) browser

test-package: setup ## what the packed tarball does, in depth
	@$(TEST) pkg package

test-runtimes: setup ## the packed tarball in a project for each runtime and bundler
	@$(TEST) pkg runtimes

test-page: setup ## the demo page in Chromium, as a person uses it (BLESS=1 takes README's pictures anew, SLOWDOWN=5)
	@$(if $(BLESS),SESSAGE_BLESS=1) $(if $(SLOWDOWN),SESSAGE_SLOWDOWN=$(SLOWDOWN)) $(TEST) pkg page

test-guides: setup ## the pages with the API reference, the examples, and the release script
	@$(TEST) guides pkg examples release

docs: setup-build ## the API reference with the guide, into build/docs, and the Rust documentation, into target/doc
	@$(TOOLS) npm run build --workspace docs/reference --silent
	@$(TOOLS) cargo doc --workspace --no-deps

docs-quotes: setup-build ## write anew the code that README and the guide quote from examples/
	@$(TOOLS) node scripts/documents.mjs

docs-table: setup-build ## write docs/CAPABILITIES.md and README's table anew from the rules
	@SESSAGE_BLESS=1 $(TOOLS) cargo test --test capabilities_doc

fmt: setup ## format the Rust code
	@cargo fmt --all

bench: setup pkg ## sessage beside other ways, side by side, in some minutes (sizes: see benches/)
	@set -e; for file in benches/*.mjs; do $(TOOLS) node "$$file"; done

fuzz: ## fuzz validating, configuring and reading answers (SECONDS=60 for each)
	@scripts/fuzz.sh $(or $(SECONDS),60)

release: setup ## write, test, pack, commit and tag VERSION=x.y.z, and upload nothing
	@$(TOOLS) node scripts/release.mjs $(VERSION)

clean: ## remove everything that was built, but not the installed tools
	rm -rf target build pkg
