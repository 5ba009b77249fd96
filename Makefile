# Everything a fresh Debian with Swift needs: `make run` and `make test`.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BUILD    := .build
RELEASE  := $(BUILD)/release/rstscope
PAGE     := $(BUILD)/reports/close-with-unread-data.html
ARROWS   := --explicit-target-dependency-import-check error
# Swift's own libraries within the program, where the toolchain has them in that form: it starts in half the time, and runs
# on machines without Swift.
RUNTIME   = $(shell swiftc -print-target-info 2>/dev/null | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
STATIC    = $(if $(wildcard $(RUNTIME)_static),--static-swift-stdlib)
# One pass of the optimizer over all modules as they are linked, where the toolchain can: a twentieth faster.
LINKER    = $(wildcard $(dir $(RUNTIME))../bin/ld.lld)
OFFERED   = $(shell swift build --help-hidden 2>/dev/null | grep lto-mode)
WHOLE     = $(if $(and $(LINKER),$(OFFERED)),--experimental-lto-mode full -Xlinker --lto-O3)
OPTIMIZED = swift build -c release $(STATIC) $(WHOLE)

# What the program links, and what the tests use beside it; apt's names.
LINKED   := libpcap-dev zlib1g-dev libzstd-dev liblz4-dev
EXERCISE := iproute2 nftables conntrack tshark

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /  make \1\t/' | expand -t 20

.PHONY: program
program: packages ## build a release of the program: .build/release/rstscope
	$(OPTIMIZED) --product rstscope

.PHONY: run
run: program ## build a release, reproduce the founding example on a real capture, print the report
	@mkdir -p $(dir $(PAGE))
	@$(RELEASE) run close-with-unread-data/read-first --record $(dir $(PAGE))recordings
	@$(RELEASE) report $(dir $(PAGE))recordings/close-with-unread-data/read-first/recording.pcapng \
	    --format html --output $(PAGE)
	@echo "The same as a page: $(PAGE)"

.PHONY: test
test: packages exercise ## build and run all tests; as root the live ones also as an ordinary user
	swift build --build-tests $(ARROWS)
	swift test --skip-build --disable-xctest

.PHONY: packages
packages:
	@missing=""; for p in $(LINKED); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	$(call install,$$missing,must)

.PHONY: exercise
exercise:
	@missing=""; for p in $(EXERCISE); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	$(call install,$$missing,may)

# $(call install,PACKAGES,must|may): installs as root or with sudo that asks nothing; else says what is missing and how
# to get it, and fails only if it must be there.
define install
	[ -z "$(1)" ] && exit 0; \
	apt="env DEBIAN_FRONTEND=noninteractive apt-get -qq -y"; \
	[ "$$(id -u)" = 0 ] || { sudo -n true 2>/dev/null && apt="sudo $$apt"; }; \
	if [ "$$(id -u)" = 0 ] || [ "$${apt%% *}" = sudo ]; then \
	  echo "installing$(1)"; \
	  { $$apt update && $$apt install --no-install-recommends $(1); } >/dev/null 2>&1 && exit 0; \
	fi; \
	echo "missing:$(1); install with: sudo apt-get install$(1)" >&2; \
	[ $(2) = may ]
endef

.PHONY: record
record: program ## run the whole catalogue and record it as fixtures (as root, with the kernel's own reasons)
	$(RELEASE) run --record Fixtures/scenarios

.PHONY: lint
lint: ## formatting, and the arrows between the modules
	swift format lint --strict --recursive Package.swift Sources Tests
	swift build --build-tests $(ARROWS)

.PHONY: format
format: ## format every source
	swift format --in-place --recursive Package.swift Sources Tests

.PHONY: generator
generator: packages
	$(OPTIMIZED) --product benchmark-captures

.PHONY: bench
bench: packages ## measure beside a bare libpcap loop and the peers that are installed; FULL=1 for gigabytes
	@Tests/Benchmarks/run

.PHONY: guard
guard: program generator ## count instructions a packet and compare with what was recorded (needs valgrind)
	@Tests/Benchmarks/instructions

.PHONY: agreement
agreement: program generator ## lay verdicts beside what the generator did, as a confusion table; SIZE=300MB for more
	@Tests/Benchmarks/agreement $(or $(SIZE),30MB)

.PHONY: fuzz
fuzz: packages ## mutate captures until something breaks; FUZZ_SECONDS=3600 for longer than a minute
	@Tests/Fuzzing/run

.PHONY: sanitize
sanitize: packages generator ## all tests under the address sanitizer and under the thread sanitizer
	@Tests/Fuzzing/sanitize

.PHONY: clean
clean: ## remove what was built
	swift package clean
