# What a developer or a packager does; `make help` lists it. Everything but `check` and `build` needs root.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
PROGRAMS := turris-apply turris-apply-fetch turris-apply-start

# What building, the demo and the tests need beyond a Swift toolchain, by Debian's names.
PACKAGES := libarchive-dev libcurl4-openssl-dev libgit2-dev lxc-dev libnl-route-3-dev libyaml-dev pkg-config \
  gcc lxc uidmap acl attr busybox-static bzip2 e2fsprogs git iproute2 iputils-ping libarchive-tools libcap2-bin procps xz-utils zstd \
  lighttpd lighttpd-mod-openssl systemd strace openssh-server openssh-client openssl python3 python3-jsonschema python3-yaml shellcheck
PACKAGES_V2 := qemu-system-x86 mmdebstrap cpio kmod

# Exported symbols, which the static runtime asks for, would keep what nobody calls, and two megabytes resident. Types that are
# found by their mangled names cost a search through all conformances each, in every process anew: a tenth of a short run.
RELEASE := -c release --static-swift-stdlib -Xswiftc -Osize -Xlinker --gc-sections -Xlinker --no-export-dynamic \
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors

.PHONY: help setup setup-v2 build release install demo test test-v2 crash soak check bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## install the Debian packages that are missing
	@packaging/install-missing $(PACKAGES)

setup-v2: ## install what the virtual machine of test-v2 needs besides
	@packaging/install-missing $(PACKAGES_V2)

build: setup ## build the programs with assertions on, as demo and test use them
	$(SWIFT) build

release: setup ## build the programs as they are installed
	for program in $(PROGRAMS); do $(SWIFT) build $(RELEASE) --product $$program; done

install: release ## install below DESTDIR/PREFIX; without DESTDIR root gets a range of ids
	install -D --strip .build/release/turris-apply "$(DESTDIR)$(PREFIX)/bin/turris-apply"
	install -d "$(DESTDIR)$(PREFIX)/libexec/turris-apply"
	install --strip -t "$(DESTDIR)$(PREFIX)/libexec/turris-apply" .build/release/turris-apply-fetch .build/release/turris-apply-start
	install -d "$(DESTDIR)$(PREFIX)/share/doc/turris-apply"
	cp -R README.md CHANGELOG.md docs examples "$(DESTDIR)$(PREFIX)/share/doc/turris-apply"
	[ -n "$(DESTDIR)" ] || packaging/allot-id-range

demo: build ## show the main job on real containers, in namespaces of its own
	Tests/sandbox examples/demo .build/debug

test: setup ## unit, snapshot and integration tests, on a router of their own
	$(SWIFT) build --build-tests
	Tests/packaging
	Tests/sandbox-leaves-nothing
	SWIFT=$(SWIFT) Tests/suites

test-v2: setup setup-v2 build ## the main story under pure cgroup v2, with liblxc 5.0 and 6.0
	Tests/cgroup2/run .build/debug bookworm trixie

crash: build ## kill runs at every point and 300 random times, cut the power at every fsync, let faults happen: over an hour
	Tests/sandbox Tests/crash/run .build/debug

soak: build ## let the agent follow a repository that changes at random, on a server that fails, for half an hour
	Tests/sandbox Tests/soak/run .build/debug

check: setup ## format, imports, links, shell scripts, lengths
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks
	Tests/checks/imports
	Tests/checks/links
	Tests/checks/scripts
	Tests/checks/lengths

bench: release ## measure against floors in plain C
	$(SWIFT) build $(RELEASE) --product planning-benchmark
	Tests/sandbox Benchmarks/run .build/release

clean: ## remove all that was built
	rm -rf .build .build-v2
