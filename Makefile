# What one does here, each a target: `make` alone lists them.
# ARGS reaches the command behind a target: make test ARGS="-k dates"

PYTHON ?= python3
ARGS ?=

BIN := .venv/bin

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help new site serve check test fuzz bench lint format lock licences clean

help: ## list the targets
	@echo 'make TARGET, where TARGET is'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo 'ARGS="…" is handed on to the command behind the target.'

site: ## build the site into site/
	@$(call need,site)
	@$(BIN)/python -m scripts build $(ARGS)

serve: ## show the site on a local address and follow every change
	@$(call need,site)
	@$(BIN)/python -m scripts serve $(ARGS)

new: ## begin a new entry: a few questions, and a file to be filled in
	@$(call need,site)
	@$(BIN)/python -m scripts new $(ARGS)

check: ## check the records and write nothing
	@$(call need,site)
	@$(BIN)/python -m scripts check $(ARGS)

test: ## run the tests (ARGS=--sweep: in every width of the window, in light and dark)
	@$(call need,site)
	@$(call need,test)
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

fuzz: ## look for input that breaks the reading (Linux; ARGS="reader -max_total_time=900")
	@$(call need,site)
	@$(call need,fuzz)
	@for target in $(if $(ARGS),'$(ARGS)',dates reader); do \
		PYTHONPATH=.:tests $(BIN)/python tests/fuzz/fuzz.py $$target || exit 1; \
	done

bench: ## measure builds of 100, 1,000 and 10,000 entries beside other publishers (ARGS="1000")
	@$(call need,site)
	@$(call need,bench)
	@$(BIN)/python -m bench $(ARGS)

lint: ## check the format of code, records and stylesheets, the types, and the workflows
	@$(call need,site)
	@$(call need,test)
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo '`make format` corrects the files above.'; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(call silent,$(BIN)/python -m scripts format --diff)
	@$(call silent,$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml)
	@$(call silent,$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/[0-9]*.yml)
	@$(call silent,$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml)
	@$(call silent,$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml)
	@$(call silent,$(BIN)/zizmor --offline --pedantic --no-progress .github)
	@$(call stylesheets)
	@echo 'All is well.'

format: ## format records and code
	@$(call need,site)
	@$(call need,test)
	@$(BIN)/ruff format
	@$(BIN)/python -m scripts format $(ARGS)

lock: ## pin the packages in requirements/ (to the newest versions: ARGS=--upgrade)
	@$(call python_fits)
	@new=$$(mktemp -d) || exit 1; trap 'rm -rf "$$new"' EXIT; \
	echo 'Installing requirements/lock.txt for this once …'; \
	$(PYTHON) -m venv "$$new/venv" || exit 1; \
	"$$new/venv/bin/pip" install -qq --disable-pip-version-check --no-input --no-deps \
		--require-hashes --only-binary :all: --requirement requirements/lock.txt || exit 1; \
	$(call pin,lock,); \
	$(call pin,site,); \
	$(call pin,test,--constraint requirements/site.txt); \
	$(call pin,fuzz,--constraint requirements/site.txt); \
	$(call pin,bench,--constraint requirements/test.txt)

licences: ## list the licences of everything in THIRD-PARTY.md
	@$(call need,site)
	@$(call need,test)
	@new=$$(mktemp -d) || exit 1; trap 'rm -rf "$$new"' EXIT; \
	for list in lock fuzz bench; do \
		$(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --no-deps \
			--require-hashes --only-binary :all: --target "$$new/$$list" \
			--requirement "requirements/$$list.txt" || exit 1; \
	done; \
	$(BIN)/python -m scripts licences "$$new/lock" "$$new/fuzz" "$$new/bench"

clean: ## remove what the build and the tests wrote (.venv/ stays)
	@rm -rf site .site* .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache test-results
	@git clean -X -d --force --quiet docs scripts tests

# silent,COMMAND: what it says is shown only when it fails.
silent = said=$$($(1) 2>&1) || { echo "$$said"; exit 1; }

# The linter of the stylesheets is one of the packages of npm, which the site itself does not need.
define stylesheets
if [ -e node_modules/.bin/stylelint ] && command -v node >/dev/null; then \
	node node_modules/.bin/stylelint 'docs/theme/look/*.css'; \
elif [ -n "$$CI" ]; then \
	echo 'The linter of the stylesheets is not here: npm ci' >&2; exit 1; \
else \
	echo 'The stylesheets were not checked, which takes Node.js and `npm ci`.'; \
fi
endef

# need,NAME: .venv/ holds what requirements/NAME.txt says, to the version.
#
# .venv/NAME, written last, names the checksum of the lock file and the Python that were used. If
# they are others now, or if an installation was broken off (.venv/unfinished), the environment is
# created again, so that nothing of the old one stays in it. `test` and `fuzz` hold all of `site`, in
# the same versions.
define need
lock=requirements/$(1).txt; \
now() { cksum <"$$lock" && $(BIN)/python --version 2>&1; }; \
if [ -e .venv/unfinished ] || [ "$$(now)" != "$$(cat .venv/$(1) 2>/dev/null)" ]; then \
	if [ -e .venv/unfinished ] || [ -e .venv/$(1) ] || ! $(BIN)/pip --version >/dev/null 2>&1; then \
		$(call python_fits); \
		rm -rf .venv && mkdir .venv && touch .venv/unfinished && $(PYTHON) -m venv .venv || exit 1; \
	fi; \
	echo "Installing $$lock into .venv …"; \
	touch .venv/unfinished && \
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --no-deps \
		--require-hashes --only-binary :all: --requirement "$$lock" && \
	now >.venv/$(1) && rm .venv/unfinished || exit 1; \
fi
endef

# pin,NAME,OPTIONS: requirements/NAME.txt from the group NAME of pyproject.toml. Versions that
# still fit stay. One version for every Python and system, so that all build the same bytes.
define pin
if [ -e requirements/$(1).txt ]; then cp requirements/$(1).txt "$$new/$(1).txt"; fi; \
"$$new/venv/bin/uv" pip compile --group $(1) --output-file "$$new/$(1).txt" $(2) $(ARGS) \
	--generate-hashes --universal --python-version 3.11 --fork-strategy fewest \
	--no-emit-index-url --no-emit-find-links --no-header --quiet || exit 1; \
{ echo '# Made by `make lock` from the group `$(1)` of pyproject.toml. Not to be edited.' && \
	cat "$$new/$(1).txt"; } >"$$new/$(1).done" && \
mv "$$new/$(1).done" requirements/$(1).txt || exit 1; \
echo "requirements/$(1).txt: $$(grep -c '^[a-z]' requirements/$(1).txt) packages"
endef

define python_fits
command -v $(PYTHON) >/dev/null || { \
	echo 'There is no $(PYTHON) here. Install Python 3.11 or newer, or name one: make PYTHON=python3.12' >&2; \
	exit 1; }; \
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo "$(PYTHON) is $$($(PYTHON) --version 2>&1), but 3.11 or newer is needed. Name one: make PYTHON=python3.12" >&2; \
	exit 1; }; \
$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	echo '$(PYTHON) cannot make environments. On Debian and Ubuntu: apt install python3-venv' >&2; \
	exit 1; }
endef
