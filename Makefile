# LAPOR!-SP4N on one machine. `make` alone lists the targets.
# Recipes are plain sh; every tool comes from a hash-pinned lock, into folders of this checkout only.

export PORT ?= 8000
export HOST ?= 127.0.0.1
export DATA_DIR ?= .data
export DEMO ?= 1
# Bytecode is kept: each process of a running system and each worker of the tests would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=

ifndef PYTHON
PYTHON := $(shell for p in python3 python3.11 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
endif
PY := .venv/bin/python
OURS := $(wildcard app.py chalicelib) infra tests
SPREAD := -n auto --dist loadfile --no-loadscope-reorder
INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes -r

NPM := PATH="$$PATH:$(CURDIR)/.venv/bin" npm
SERVED := .venv/.installed .venv-ministack/.installed infra/local/node_modules/.package-lock.json web/dist/worker.js
# What the site is made of. Its words, rules and lists come from the application: written anew when that changes, but a
# file that says the same stays as old as it was, and the site is not built again for it.
FACTS := web/.facts/facts.ts web/.facts/words.json
SITE := $(shell find web -type f -not -path '*/node_modules/*' -not -path 'web/dist/*' -not -path 'web/.*') $(FACTS) \
	$(wildcard chalicelib/data/agencies.json chalicelib/data/categories.json chalicelib/data/ombudsman_offices.json \
	chalicelib/pages/templates/frame.html)

.DEFAULT_GOAL := help
.PHONY: help setup run office upgrade backup restore test drills quick release-fixture demo check bench chaos e2e token recount lock package lint-template deploy destroy sender rotate restore-report first-officer

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' Makefile | sed -E 's/^([a-z0-9-]+):.*## (.*)/make \1\t\2/' | expand -t 20

setup: $(SERVED) ## install what is missing, all of it from locks
	@:

run: setup ## start the whole system: PORT=8000 HOST=127.0.0.1 DATA_DIR=.data DEMO=1
	@exec $(PY) -m infra.local.host --end-with-parent

office: setup ## as root: user, folders, systemd units, settings and TLS front of a serving machine: DOMAIN=lapor.kota.go.id ADDRESS=it@kota.go.id
	@$(PY) -m infra.local.office

upgrade: .venv/.installed ## what an older release stored, brought to this version: DATA_DIR=.data (`make run` does it by itself), or a STAGE on AWS
	@$(PY) -m $(if $(STAGE),infra.aws.upgrade,infra.local.upgrade)

backup: .venv/.installed ## the whole DATA_DIR as it is, while it runs: TO=/srv/backups [DATA_DIR=.data KEEP_DAYS=14]
	@TO="$(TO)" $(PY) -m infra.local.backup

restore: .venv/.installed ## a backup, or the newest of a folder of them, to DATA_DIR: FROM=/srv/backups [DATA_DIR=.data YES=1]
	@FROM="$(FROM)" $(PY) -m infra.local.restore

test: setup web/.facts/api.ts ## the whole fast suite; ARGS='-k word' for a part of it
	@$(NPM) test --prefix web --silent
	@$(PY) -m pytest $(SPREAD) $(ARGS)

drills: setup ## whole systems that are killed, frozen, robbed of disk and clock, backed up and moved; a part of `make check`
	@$(PY) -m pytest $(SPREAD) tests/drills $(ARGS)

quick: setup ## under a minute: domain, intake, contracts, and the tests nearest to what changed since main
	@! $(PY) -m tests.quick web || $(NPM) test --prefix web --silent
	@paths=$$($(PY) -m tests.quick) && $(PY) -m pytest $(SPREAD) $$paths $(ARGS)

chaos: setup ## a system under load, killed and stopped part by part and whole: OPS=26 MEMBERS=300 KILLS=10 SEED=13
	@OPS=$(OPS) SEED=$(SEED) MEMBERS=$(or $(MEMBERS),300) KILLS=$(or $(KILLS),10) $(PY) -m pytest tests/chaos --timeout $(or $(TIMEOUT),1800) $(ARGS)

e2e: setup .venv/.e2e-installed infra/lighthouse/node_modules/.package-lock.json ## the built stack on an emulated AWS, a system that is killed, a restored backup, the whole site in Debian's Chromium
	@command -v chromium >/dev/null || { echo "Chromium is needed (Debian: apt-get install chromium)." >&2; exit 1; }
	@for of in dejavu/DejaVuSans noto/NotoSans-Regular; do test -f /usr/share/fonts/truetype/$$of.ttf || { echo "Two sets of fonts are needed (Debian: apt-get install fonts-dejavu-core fonts-noto-core)." >&2; exit 1; }; done
	@$(PY) -m pytest tests/deployed $(ARGS) || [ $$? -eq 5 ] # 5: ARGS names none of them
	@$(PY) -m pytest tests/chaos --timeout 900 $(ARGS) || [ $$? -eq 5 ]
	@$(PY) -m pytest $(SPREAD) tests/browser $(ARGS)

release-fixture: setup ## keep what this release stores, for every later one to be held against: VERSION=0.3
	@test -n "$(VERSION)" || { echo "VERSION is missing; for example: make release-fixture VERSION=0.3" >&2; exit 2; }
	@$(PY) -m tests.releases.make_fixture tests/releases/$(VERSION)

demo: setup ## send the sample reports to the running system and move some along
	@$(PY) -m infra.local.demo

check: setup web/.facts/api.ts .venv/.e2e-installed ## format, lint, types, the template, the whole fast suite, then the drills
	$(PY) -m ruff format --check $(OURS)
	$(PY) -m ruff check $(OURS)
	$(PY) -m mypy $(OURS)
	$(NPM) run --prefix web --silent check
	@$(MAKE) --no-print-directory lint-template
	@$(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory drills

bench: setup ## what operations cost in requests and units, as JSON on the last line
	@$(PY) -m tests.bench

token: setup ## a bearer for a demo officer of the running system: make -s token OFFICER=dpupr
	@$(PY) -m infra.local.token "$(OFFICER)"

recount: .venv/.installed ## count every report anew for the statistics: of the running system, or of a stage on AWS [STAGE=dev]
	@$(PY) -m $(if $(STAGE),infra.aws.recount,infra.local.recount)

package: .venv/.installed ## build dist/STAGE/template.json and its zips: [STAGE=dev] [ARCH=arm64]
	@$(PY) -m infra.aws.packaging

# Both linters carry their rules with them: neither asks anything of the network.
lint-template: package .venv-lint/.installed ## what cfn-lint and checkov find in the template of STAGE: nothing
	@.venv-lint/bin/cfn-lint --regions ap-southeast-3 --template dist/$(or $(STAGE),dev)/template.json
	@.venv-lint/bin/checkov --framework cloudformation --skip-download --compact --quiet \
		--file dist/$(or $(STAGE),dev)/template.json

# STAGE, YES, PARAMETERS and the like reach the commands through the environment, whatever signs are in them.
deploy: setup ## bring a stage to AWS: STAGE=dev [YES=1] [ARCH=arm64] [PARAMETERS='Name=value …']
	@$(if $(STAGE),$(MAKE) --no-print-directory package)
	@$(PY) -m infra.aws.deploy

destroy: .venv/.installed ## remove a stage from AWS; what citizens wrote stays unless DATA=delete: STAGE=dev [YES=1]
	@$(PY) -m infra.aws.destroy

sender: .venv/.installed ## have SES verify the address letters come from: STAGE=dev [ADDRESS=lapor@kota.go.id]
	@$(PY) -m infra.aws.sender

rotate: .venv/.installed ## a new secret beside the old: STAGE=dev SECRET=access-codes|origin [YES=1]
	@$(PY) -m infra.aws.rotate

restore-report: .venv/.installed ## one report as it was: STAGE=dev REPORT=LP-… AT=2026-11-28T10:00:00+07:00 [YES=1]
	@$(PY) -m infra.aws.restore_report

first-officer: .venv/.installed ## invite who invites all others, to the running system or a stage: USERNAME=siti EMAIL=siti@kota.go.id [STAGE=dev]
	@$(PY) -m $(if $(STAGE),infra.aws.first_officer,infra.local.first_officer)

lock: .venv/.installed ## compile the locks anew from the .in files, hashes in, no addresses
	for of in requirements requirements-dev requirements-e2e requirements-ministack requirements-node requirements-lock requirements-lint; do \
		.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-header --no-annotate $(LOCK_ARGS) $$of.in -o $$of.txt || exit 1; done
	for of in infra/local infra/api_types infra/lighthouse web; do \
		$(NPM) install --prefix $$of --package-lock-only --omit-lockfile-registry-resolved || exit 1; done

.venv/.installed: requirements-dev.txt requirements-lock.txt requirements-node.txt
	$(call make_venv,.venv)
	$(PY) $(INSTALL) requirements-dev.txt
	$(PY) $(INSTALL) requirements-lock.txt
	@command -v npm >/dev/null || $(PY) $(INSTALL) requirements-node.txt
	@touch $@

# The browser itself is the machine's: Debian's chromium.
.venv/.e2e-installed: requirements-e2e.txt .venv/.installed
	$(PY) $(INSTALL) requirements-e2e.txt
	@touch $@

.venv-ministack/.installed: requirements-ministack.txt
	$(call make_venv,.venv-ministack)
	.venv-ministack/bin/python $(INSTALL) requirements-ministack.txt
	@touch $@

.venv-lint/.installed: requirements-lint.txt
	$(call make_venv,.venv-lint)
	.venv-lint/bin/python $(INSTALL) requirements-lint.txt
	@touch $@

%/node_modules/.package-lock.json: %/package-lock.json .venv/.installed
	$(NPM) ci --prefix $* --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

web/dist/worker.js: $(SITE) web/node_modules/.package-lock.json
	$(NPM) run --prefix web --silent build
	@touch $@

$(FACTS) web/.facts/openapi.json: web/.facts/.written
	@test -f $@ || $(PY) -m infra.site_facts web/.facts

# What the site's compiler knows of the API's answers; the site itself is built without it.
web/.facts/api.ts: web/.facts/openapi.json infra/api_types/node_modules/.package-lock.json
	@$(NPM) run --prefix infra/api_types --silent types

web/.facts/.written: .venv/.installed infra/site_facts.py $(wildcard chalicelib/*.py chalicelib/*/*.py chalicelib/*/*/*.py chalicelib/data/*.json)
	@$(PY) -m infra.site_facts web/.facts
	@touch $@

define make_venv
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none is on PATH (looked for python3, python3.11, 3.12, 3.13)." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments: install its venv module (Debian, Ubuntu: apt-get install python3-venv)." >&2; exit 1; }
	@test -x $(1)/bin/python || $(PYTHON) -m venv $(1)
endef
